-- Written by scripts/dump-schema.ts from the migrated schema. Change a migration and run `npm run db:schema`.

create role studyin_app nologin noinherit;

create role studyin_backup nologin noinherit;

create role studyin_reporting nologin noinherit;

create role studyin_system nologin noinherit;

create extension pg_trgm;

create extension vector;

create schema app;
grant usage on schema app to studyin_app;
grant usage on schema app to studyin_backup;
grant usage on schema app to studyin_reporting;
grant usage on schema app to studyin_system;

create schema reporting;
grant usage on schema reporting to studyin_reporting;

CREATE OR REPLACE FUNCTION app.act_as_learner(learner uuid)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  execute format('set local app.user_id = %L', learner);
  execute 'set local role studyin_app';
end
$function$
;

CREATE OR REPLACE FUNCTION app.act_as_system(use_case text)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  execute format('set local app.system_use_case = %L', use_case);
  execute 'set local app.user_id = ''''';
  execute 'set local role studyin_system';
end
$function$
;

CREATE OR REPLACE FUNCTION app.current_user_id()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (NULLIF(current_setting('app.user_id'::text, true), ''::text))::uuid
;

CREATE OR REPLACE FUNCTION app.enqueue_job(job_id uuid, job_name text, job_payload jsonb, job_key text, job_start_after timestamp with time zone, job_retry_limit integer, job_priority integer)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
BEGIN ATOMIC
 INSERT INTO public.job_outbox (id, name, payload, singleton_key, start_after, retry_limit, priority)
   VALUES (enqueue_job.job_id, enqueue_job.job_name, enqueue_job.job_payload, enqueue_job.job_key, enqueue_job.job_start_after, enqueue_job.job_retry_limit, enqueue_job.job_priority) ON CONFLICT(id) DO NOTHING;
END
;
revoke execute on function app.enqueue_job(uuid,text,jsonb,text,timestamp with time zone,integer,integer) from public;
grant execute on function app.enqueue_job(uuid,text,jsonb,text,timestamp with time zone,integer,integer) to studyin_app;
grant execute on function app.enqueue_job(uuid,text,jsonb,text,timestamp with time zone,integer,integer) to studyin_system;

CREATE OR REPLACE FUNCTION app.keep_anonymous_metrics(learner uuid)
 RETURNS bigint
 LANGUAGE sql
AS $function$
  with log as (
    select date_trunc('month', i.study_day)::date as month, i.kind, coalesce(i.topic_id, '00000000-0000-0000-0000-000000000000') as topic_id,
      coalesce(i.difficulty, 'none') as difficulty,
      i.sequence <= coalesce((select c.sequence from public.log_cursors c where c.user_id = learner and c.follower = 'metrics'), 0) as is_measured,
      count(*) as interactions, count(i.is_correct) as answered, count(*) filter (where i.is_correct) as correct, sum(i.duration_ms) as duration_ms,
      coalesce(sum(i.response_time_ms), 0) as response_time_sum_ms, count(i.response_time_ms) as response_time_count,
      coalesce(sum(i.confidence), 0) as confidence_sum, count(i.confidence) as confidence_count
    from public.interactions i where i.user_id = learner
    group by 1, 2, 3, 4, 5
  ), measured as (
    select date_trunc('month', p.day)::date as month, 'answer' as kind, p.topic_id, sum(p.answered) as interactions, sum(p.answered) as answered,
      sum(p.correct) as correct, sum(p.answer_ms) as duration_ms, sum(p.response_time_sum_ms) as response_time_sum_ms,
      sum(p.response_time_count) as response_time_count, sum(p.confidence_sum) as confidence_sum, sum(p.confidence_count) as confidence_count
    from public.performance_metrics p where p.user_id = learner group by 1, 2, 3
    union all
    select date_trunc('month', r.day)::date, 'review', r.topic_id, sum(r.reviewed), sum(r.reviewed), sum(r.recalled), sum(r.review_ms),
      sum(r.response_time_sum_ms), sum(r.reviewed), 0, 0
    from public.retention_metrics r where r.user_id = learner group by 1, 2, 3
  ), archived as (
    select m.month, m.kind, m.topic_id, 'none' as difficulty, m.interactions - coalesce(sum(l.interactions), 0) as interactions,
      m.answered - coalesce(sum(l.answered), 0) as answered, m.correct - coalesce(sum(l.correct), 0) as correct,
      m.duration_ms - coalesce(sum(l.duration_ms), 0) as duration_ms, m.response_time_sum_ms - coalesce(sum(l.response_time_sum_ms), 0) as response_time_sum_ms,
      m.response_time_count - coalesce(sum(l.response_time_count), 0) as response_time_count,
      m.confidence_sum - coalesce(sum(l.confidence_sum), 0) as confidence_sum, m.confidence_count - coalesce(sum(l.confidence_count), 0) as confidence_count
    from measured m left join log l on (l.month, l.kind, l.topic_id) = (m.month, m.kind, m.topic_id) and l.is_measured
    group by m.month, m.kind, m.topic_id, m.interactions, m.answered, m.correct, m.duration_ms, m.response_time_sum_ms, m.response_time_count,
      m.confidence_sum, m.confidence_count
    -- A review that was taken back stands in the log and not in the metrics: then there is nothing to add.
    having m.interactions > coalesce(sum(l.interactions), 0)
  ), every as (
    select month, kind, topic_id, difficulty, interactions, answered, correct, duration_ms, response_time_sum_ms, response_time_count,
      confidence_sum, confidence_count from log
    union all select * from archived
  ), kept as (
    insert into public.anonymous_metrics as m (month, kind, topic_id, difficulty, learners, interactions, answered, correct, duration_ms,
      response_time_sum_ms, response_time_count, confidence_sum, confidence_count)
    select e.month, e.kind, coalesce(t.id, '00000000-0000-0000-0000-000000000000'), e.difficulty, 1, sum(e.interactions),
      sum(e.answered), sum(greatest(e.correct, 0)), sum(greatest(e.duration_ms, 0)), sum(greatest(e.response_time_sum_ms, 0)),
      sum(greatest(e.response_time_count, 0)), sum(greatest(e.confidence_sum, 0)), sum(greatest(e.confidence_count, 0))
    from every e left join public.topics t on t.id = e.topic_id and t.owner_id is null
    group by 1, 2, 3, 4
    order by 1, 2, 3, 4
    on conflict (month, kind, topic_id, difficulty) do update set
      learners = m.learners + excluded.learners,
      interactions = m.interactions + excluded.interactions,
      answered = m.answered + excluded.answered,
      correct = m.correct + excluded.correct,
      duration_ms = m.duration_ms + excluded.duration_ms,
      response_time_sum_ms = m.response_time_sum_ms + excluded.response_time_sum_ms,
      response_time_count = m.response_time_count + excluded.response_time_count,
      confidence_sum = m.confidence_sum + excluded.confidence_sum,
      confidence_count = m.confidence_count + excluded.confidence_count
    returning 1)
  select count(*) from kept
$function$
;

CREATE OR REPLACE FUNCTION app.let_backup_read(any_table regclass)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  execute format('grant select on %s to studyin_backup', any_table);
  if (select relrowsecurity from pg_class where oid = any_table)
    and not exists (select from pg_policy where polrelid = any_table and polname = 'backup_reads') then
    execute format('create policy backup_reads on %s for select to studyin_backup using (true)', any_table);
  end if;
end
$function$
;

CREATE OR REPLACE FUNCTION app.library_user_id()
 RETURNS uuid
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN '00000000-0000-7000-8000-000000000001'::uuid
;

CREATE OR REPLACE FUNCTION app.protect_owned(shared regclass)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  execute format('alter table %s enable row level security', shared);
  execute format('alter table %s force row level security', shared);
  execute format('create policy readable on %s for select to studyin_app using (owner_id is null or owner_id = app.current_user_id())', shared);
  execute format('create policy own_insert on %s for insert to studyin_app with check (owner_id = app.current_user_id())', shared);
  execute format('create policy own_update on %s for update to studyin_app using (owner_id = app.current_user_id()) with check (owner_id = app.current_user_id())', shared);
  execute format('create policy own_delete on %s for delete to studyin_app using (owner_id = app.current_user_id())', shared);
  execute format('create policy system_use_cases on %s to studyin_system using (true) with check (true)', shared);
  execute format('grant select, insert, update, delete on %s to studyin_app, studyin_system', shared);
  perform app.let_backup_read(shared);
end
$function$
;

CREATE OR REPLACE FUNCTION app.protect_personal(personal regclass)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  execute format('alter table %s enable row level security', personal);
  execute format('alter table %s force row level security', personal);
  execute format('create policy own_rows on %s to studyin_app using (user_id = app.current_user_id()) with check (user_id = app.current_user_id())', personal);
  execute format('create policy system_use_cases on %s to studyin_system using (true) with check (true)', personal);
  execute format('grant select, insert, update, delete on %s to studyin_app, studyin_system', personal);
  perform app.let_backup_read(personal);
end
$function$
;

CREATE OR REPLACE FUNCTION app.protect_personal_with_library(personal regclass)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  perform app.protect_personal(personal);
  execute format('create policy library_rows on %s for select to studyin_app using (user_id = app.library_user_id())', personal);
end
$function$
;

CREATE OR REPLACE FUNCTION app.question_options_valid(type text, options jsonb)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN ((jsonb_typeof(options) = 'array'::text) AND (NOT jsonb_path_exists(options, '$[*]?(((((((@.type() != "object" || !(exists (@."id"))) || @."id".type() != "string") || !(exists (@."text"))) || @."text".type() != "string") || @."text" == "") || !(exists (@."isCorrect"))) || @."isCorrect".type() != "boolean")'::jsonpath)) AND (SELECT (count(*) = count(DISTINCT (o.value ->> 'id'::text))) FROM jsonb_array_elements(question_options_valid.options) o(value)) AND CASE type WHEN 'essay'::text THEN (jsonb_array_length(options) = 0) WHEN 'short-answer'::text THEN ((jsonb_array_length(options) >= 1) AND (NOT jsonb_path_exists(options, '$[*]?(@."isCorrect" == false)'::jsonpath))) WHEN 'cloze'::text THEN ((jsonb_array_length(options) >= 1) AND (NOT jsonb_path_exists(options, '$[*]?(@."isCorrect" == false)'::jsonpath))) WHEN 'true-false'::text THEN ((jsonb_array_length(options) = 2) AND (jsonb_array_length(jsonb_path_query_array(options, '$[*]?(@."isCorrect" == true)'::jsonpath)) = 1)) WHEN 'single-best-answer'::text THEN ((jsonb_array_length(options) >= 2) AND (jsonb_array_length(jsonb_path_query_array(options, '$[*]?(@."isCorrect" == true)'::jsonpath)) = 1)) WHEN 'multiple-answer'::text THEN ((jsonb_array_length(options) >= 2) AND (jsonb_array_length(jsonb_path_query_array(options, '$[*]?(@."isCorrect" == true)'::jsonpath)) >= 1)) ELSE false END)
;

CREATE OR REPLACE FUNCTION app.refresh_statistics(table_names text[])
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  part record;
  is_empty boolean;
begin
  for part in
    select distinct c.oid, n.nspname, c.relname
    from unnest(table_names) as name cross join lateral pg_partition_tree(format('public.%I', name)::regclass) as tree
    join pg_class c on c.oid = tree.relid join pg_namespace n on n.oid = c.relnamespace
    union select c.oid, n.nspname, c.relname
    from unnest(table_names) as name join pg_class c on c.oid = format('public.%I', name)::regclass join pg_namespace n on n.oid = c.relnamespace
    -- Jobs name whom they are for. The queue makes its schema itself.
    union select c.oid, n.nspname, c.relname
    from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'pgboss' and c.relkind in ('r', 'p')
    order by 1
  loop
    execute format('select not exists (select from %I.%I)', part.nspname, part.relname) into is_empty;
    if not is_empty then
      execute format('analyze %I.%I', part.nspname, part.relname);
    elsif current_setting('server_version_num')::int >= 180000 then
      -- Indexes on expressions have samples of their own.
      execute format('select pg_clear_attribute_stats(n.nspname::text, c.relname::text, a.attname::text, inherited)
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
        join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        cross join (values (false), (true)) as both_ways(inherited)
        where c.oid = %1$s or not inherited and c.oid in (select indexrelid from pg_index where indrelid = %1$s)', part.oid);
    end if;
  end loop;
end
$function$
;
revoke execute on function app.refresh_statistics(text[]) from public;
grant execute on function app.refresh_statistics(text[]) to studyin_system;

CREATE OR REPLACE FUNCTION app.uuid_floor(moment timestamp with time zone)
 RETURNS uuid
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN ((((lpad(to_hex((floor((EXTRACT(epoch FROM moment) * (1000)::numeric)))::bigint), 12, '0'::text) || '7000'::text) || '8000'::text) || '000000000000'::text))::uuid
;

CREATE OR REPLACE FUNCTION app.words_of(display_name text, username text, email text)
 RETURNS tsvector
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
 SELECT to_tsvector('simple'::regconfig, translate(lower((((((display_name || ' '::text) || COALESCE(username, ''::text)) || ' '::text) || email) COLLATE pg_c_utf8)), '@._-+/\&:;,()''"'::text, '               '::text)) AS to_tsvector;
END
;

create table public.account_activity (
  user_id uuid not null,
  last_active_at timestamp with time zone not null,
  constraint account_activity_pkey PRIMARY KEY (user_id)
);
CREATE INDEX account_activity_recent ON public.account_activity USING btree (last_active_at, user_id);
alter table public.account_activity enable row level security;
alter table public.account_activity force row level security;
create policy backup_reads on public.account_activity for select to studyin_backup
  using (true);
create policy own_rows on public.account_activity for all to studyin_app
  using ((user_id = app.current_user_id()))
  with check ((user_id = app.current_user_id()));
create policy system_use_cases on public.account_activity for all to studyin_system
  using (true)
  with check (true);
grant delete, insert, select, update on table public.account_activity to studyin_app;
grant delete, insert, select, update on table public.account_activity to studyin_system;
grant select on table public.account_activity to studyin_backup;

create table public.account_tokens (
  user_id uuid not null,
  id uuid not null,
  purpose text not null,
  token_hash bytea not null,
  email text not null,
  created_at timestamp with time zone default now() not null,
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  ended_at timestamp with time zone,
  constraint account_tokens_check CHECK ((expires_at > created_at)),
  constraint account_tokens_email_check CHECK (((email ~ '^[^@\s]+@[^@\s]+$'::text) AND (length(email) <= 254))),
  constraint account_tokens_purpose_check CHECK ((purpose = ANY (ARRAY['verify-email'::text, 'reset-password'::text, 'change-email'::text]))),
  constraint account_tokens_token_hash_check CHECK ((length(token_hash) = 32)),
  constraint account_tokens_pkey PRIMARY KEY (user_id, id),
  constraint account_tokens_user_id_token_hash_key UNIQUE (user_id, token_hash)
);
CREATE INDEX account_tokens_expiry ON public.account_tokens USING btree (expires_at);
alter table public.account_tokens enable row level security;
alter table public.account_tokens force row level security;
create policy backup_reads on public.account_tokens for select to studyin_backup
  using (true);
create policy own_rows on public.account_tokens for all to studyin_app
  using ((user_id = app.current_user_id()))
  with check ((user_id = app.current_user_id()));
create policy system_use_cases on public.account_tokens for all to studyin_system
  using (true)
  with check (true);
grant delete, insert, select, update on table public.account_tokens to studyin_app;
grant delete, insert, select, update on table public.account_tokens to studyin_system;
grant select on table public.account_tokens to studyin_backup;

create table public.achievements (
  id uuid not null,
  code text not null,
  name text not null,
  description text not null,
  icon text,
  category text not null,
  rarity text default 'common'::text not null,
  xp_reward integer default 0 not null,
  unlock_conditions jsonb not null,
  is_active boolean default true not null,
  constraint achievements_category_check CHECK ((category = ANY (ARRAY['milestone'::text, 'streak'::text, 'mastery'::text, 'speed'::text, 'consistency'::text, 'special'::text]))),
  constraint achievements_code_check CHECK ((code ~ '^[a-z][a-z0-9_]{1,99}$'::text)),
  constraint achievements_rarity_check CHECK ((rarity = ANY (ARRAY['common'::text, 'uncommon'::text, 'rare'::text, 'epic'::text, 'legendary'::text]))),
  constraint achievements_unlock_conditions_check CHECK ((jsonb_typeof(unlock_conditions) = 'object'::text)),
  constraint achievements_xp_reward_check CHECK ((xp_reward >= 0)),
  constraint achievements_pkey PRIMARY KEY (id),
  constraint achievements_code_key UNIQUE (code)
);
grant delete, insert, select, update on table public.achievements to studyin_system;
grant select on table public.achievements to studyin_app;
grant select on table public.achievements to studyin_backup;
grant select on table public.achievements to studyin_reporting;

create table public.anonymous_metrics (
  month date not null,
  kind text not null,
  topic_id uuid not null,
  difficulty text not null,
  learners bigint not null,
  interactions bigint not null,
  answered bigint not null,
  correct bigint not null,
  duration_ms bigint not null,
  response_time_sum_ms bigint not null,
  response_time_count bigint not null,
  confidence_sum bigint not null,
  confidence_count bigint not null,
  constraint anonymous_metrics_difficulty_check CHECK ((difficulty = ANY (ARRAY['none'::text, 'easy'::text, 'medium'::text, 'hard'::text, 'nbme'::text]))),
  constraint anonymous_metrics_month_check CHECK ((EXTRACT(day FROM month) = (1)::numeric)),
  constraint anonymous_metrics_pkey PRIMARY KEY (month, kind, topic_id, difficulty)
);
grant insert, select, update on table public.anonymous_metrics to studyin_system;
grant select on table public.anonymous_metrics to studyin_backup;
grant select on table public.anonymous_metrics to studyin_reporting;

create table public.api_keys (
  user_id uuid not null,
  id uuid not null,
  name text not null,
  token_hash bytea not null,
  shown text not null,
  scopes text[] not null,
  created_at timestamp with time zone not null,
  last_used_at timestamp with time zone,
  last_used_from inet,
  expires_at timestamp with time zone,
  revoked_at timestamp with time zone,
  constraint api_keys_check CHECK ((expires_at > created_at)),
  constraint api_keys_name_check CHECK (((length(btrim(name)) >= 1) AND (length(btrim(name)) <= 60))),
  constraint api_keys_scopes_check CHECK (((cardinality(scopes) >= 1) AND (cardinality(scopes) <= 40))),
  constraint api_keys_shown_check CHECK (((length(shown) >= 8) AND (length(shown) <= 24))),
  constraint api_keys_token_hash_check CHECK ((length(token_hash) = 32)),
  constraint api_keys_pkey PRIMARY KEY (user_id, id),
  constraint api_keys_user_id_token_hash_key UNIQUE (user_id, token_hash)
);
CREATE INDEX api_keys_ended ON public.api_keys USING btree (LEAST(expires_at, revoked_at));
alter table public.api_keys enable row level security;
alter table public.api_keys force row level security;
create policy backup_reads on public.api_keys for select to studyin_backup
  using (true);
create policy own_rows on public.api_keys for all to studyin_app
  using ((user_id = app.current_user_id()))
  with check ((user_id = app.current_user_id()));
create policy system_use_cases on public.api_keys for all to studyin_system
  using (true)
  with check (true);
grant delete, insert, select, update on table public.api_keys to studyin_app;
grant delete, insert, select, update on table public.api_keys to studyin_system;
grant select on table public.api_keys to studyin_backup;

create table public.audit_logs (
  id uuid not null,
  actor_id uuid,
  event text not null,
  entity_type text,
  entity_id text,
  old_values jsonb,
  new_values jsonb,
  ip_address inet,
  user_agent text,
  session_id uuid,
  is_success boolean default true not null,
  error_message text,
  recorded_at timestamp with time zone not null,
  constraint audit_logs_event_check CHECK ((event ~ '^[a-z][a-z0-9_.-]{1,80}$'::text)),
  constraint audit_logs_user_agent_check CHECK ((length(user_agent) <= 500)),
  constraint audit_logs_pkey PRIMARY KEY (id)
) partition by RANGE (id);
CREATE INDEX audit_logs_actor ON ONLY public.audit_logs USING btree (actor_id, id);
CREATE INDEX audit_logs_entity ON ONLY public.audit_logs USING btree (entity_type, entity_id, id) WHERE (entity_id IS NOT NULL);
CREATE INDEX audit_logs_event ON ONLY public.audit_logs USING btree (event, id);
alter table public.audit_logs enable row level security;
alter table public.audit_logs force row level security;
create policy backup_reads on public.audit_logs for select to studyin_backup
  using (true);
create policy own_insert on public.audit_logs for insert to studyin_app
  with check ((actor_id = app.current_user_id()));
create policy reporting_reads on public.audit_logs for select to studyin_reporting
  using (true);
create policy system_use_cases on public.audit_logs for all to studyin_system
  using (true)
  with check (true);
grant delete, insert, select on table public.audit_logs to studyin_system;
grant insert on table public.audit_logs to studyin_app;
grant select on table public.audit_logs to studyin_backup;
grant select (event, is_success, recorded_at) on table public.audit_logs to studyin_reporting;
grant update (actor_id, entity_id, old_values, new_values, ip_address, user_agent, session_id, error_message) on table public.audit_logs to studyin_system;

create table public.backup_runs (
  id uuid not null,
  kind text not null,
  cause text not null,
  started_at timestamp with time zone not null,
  alive_at timestamp with time zone not null,
  finished_at timestamp with time zone,
  status text not null,
  progress text,
  place text,
  name text,
  size_bytes bigint,
  row_count bigint,
  file_count bigint,
  key_id text,
  removed text[] default '{}'::text[] not null,
  error text,
  constraint backup_runs_cause_check CHECK ((cause = ANY (ARRAY['schedule'::text, 'administrator'::text, 'command'::text]))),
  constraint backup_runs_check CHECK (((status = 'running'::text) = (finished_at IS NULL))),
  constraint backup_runs_check1 CHECK (((status <> 'succeeded'::text) OR (name IS NOT NULL))),
  constraint backup_runs_file_count_check CHECK ((file_count >= 0)),
  constraint backup_runs_kind_check CHECK ((kind = ANY (ARRAY['backup'::text, 'drill'::text]))),
  constraint backup_runs_progress_check CHECK ((length(progress) <= 200)),
  constraint backup_runs_row_count_check CHECK ((row_count >= 0)),
  constraint backup_runs_size_bytes_check CHECK ((size_bytes >= 0)),
  constraint backup_runs_status_check CHECK ((status = ANY (ARRAY['running'::text, 'succeeded'::text, 'failed'::text]))),
  constraint backup_runs_pkey PRIMARY KEY (id)
);
CREATE INDEX backup_runs_latest ON public.backup_runs USING btree (kind, started_at DESC);
CREATE UNIQUE INDEX backup_runs_running ON public.backup_runs USING btree (kind) WHERE (status = 'running'::text);
grant delete, insert, select, update on table public.backup_runs to studyin_system;
grant select on table public.backup_runs to studyin_backup;

create table public.cards (
  user_id uuid not null,
  id uuid not null,
  deck_id uuid not null,
  kind text not null,
  question_id uuid,
  fact_key text,
  front text not null,
  back text not null,
  tags text[] default '{}'::text[] not null,
  material_owner_id uuid,
  material_id uuid,
  char_start integer,
  char_end integer,
  page_number integer,
  material_title text,
  section_index integer,
  heading_path text[],
  quote text,
  state text default 'new'::text not null,
  due_at timestamp with time zone not null,
  interval_days real default 0 not null,
  ease real default 2.5 not null,
  stability real,
  fsrs_difficulty real,
  learning_step smallint default 0 not null,
  repetitions integer default 0 not null,
  reviews integer default 0 not null,
  lapses integer default 0 not null,
  last_reviewed_at timestamp with time zone,
  is_suspended boolean default false not null,
  is_leech boolean default false not null,
  is_retired boolean default false not null,
  buried_until date,
  "position" integer default 0 not null,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  constraint cards_back_check CHECK (((length(btrim(back)) >= 1) AND (length(btrim(back)) <= 20000))),
  constraint cards_check CHECK (((kind <> 'question'::text) OR (question_id IS NOT NULL))),
  constraint cards_ease_check CHECK ((ease >= (1.3)::double precision)),
  constraint cards_front_check CHECK (((length(btrim(front)) >= 1) AND (length(btrim(front)) <= 20000))),
  constraint cards_fsrs_difficulty_check CHECK (((fsrs_difficulty >= (1)::double precision) AND (fsrs_difficulty <= (10)::double precision))),
  constraint cards_interval_days_check CHECK ((interval_days >= (0)::double precision)),
  constraint cards_kind_check CHECK ((kind = ANY (ARRAY['flashcard'::text, 'question'::text]))),
  constraint cards_stability_check CHECK ((stability > (0)::double precision)),
  constraint cards_state_check CHECK ((state = ANY (ARRAY['new'::text, 'learning'::text, 'review'::text, 'relearning'::text]))),
  constraint cards_pkey PRIMARY KEY (user_id, id)
);
CREATE INDEX cards_deck ON public.cards USING btree (user_id, deck_id);
CREATE INDEX cards_due ON public.cards USING btree (user_id, due_at) WHERE ((NOT is_suspended) AND (NOT is_retired) AND (state <> 'new'::text));
CREATE UNIQUE INDEX cards_fact_key ON public.cards USING btree (user_id, material_id, fact_key) WHERE (fact_key IS NOT NULL);
CREATE INDEX cards_new ON public.cards USING btree (user_id, deck_id, "position", id) WHERE ((NOT is_suspended) AND (NOT is_retired) AND (state = 'new'::text));
CREATE INDEX cards_question ON public.cards USING btree (question_id) WHERE (question_id IS NOT NULL);
CREATE UNIQUE INDEX cards_question_key ON public.cards USING btree (user_id, question_id) WHERE (question_id IS NOT NULL);
alter table public.cards enable row level security;
alter table public.cards force row level security;
create policy backup_reads on public.cards for select to studyin_backup
  using (true);
create policy own_rows on public.cards for all to studyin_app
  using ((user_id = app.current_user_id()))
  with check ((user_id = app.current_user_id()));
create policy system_use_cases on public.cards for all to studyin_system
  using (true)
  with check (true);
grant delete, insert, select, update on table public.cards to studyin_app;
grant delete, insert, select, update on table public.cards to studyin_system;
grant select on table public.cards to studyin_backup;

create table public.chunk_embeddings (
  user_id uuid not null,
  chunk_id uuid not null,
  model text not null,
  embedding public.vector not null,
  created_at timestamp with time zone default now() not null,
  constraint chunk_embeddings_model_check CHECK (((length(model) >= 1) AND (length(model) <= 100))),
  constraint chunk_embeddings_pkey PRIMARY KEY (user_id, chunk_id, model)
) with (toast_tuple_target=8160);
alter table public.chunk_embeddings enable row level security;
alter table public.chunk_embeddings force row level security;
create policy backup_reads on public.chunk_embeddings for select to studyin_backup
  using (true);
create policy library_rows on public.chunk_embeddings for select to studyin_app
  using ((user_id = app.library_user_id()));
create policy own_rows on public.chunk_embeddings for all to studyin_app
  using ((user_id = app.current_user_id()))
  with check ((user_id = app.current_user_id()));
create policy system_use_cases on public.chunk_embeddings for all to studyin_system
  using (true)
  with check (true);
grant delete, insert, select, update on table public.chunk_embeddings to studyin_app;
grant delete, insert, select, update on table public.chunk_embeddings to studyin_system;
grant select on table public.chunk_embeddings to studyin_backup;

create table public.chunk_terms (
  user_id uuid not null,
  term text collate "C" not null,
  material_id uuid not null,
  text_version integer not null,
  chunk_indexes integer[] not null,
  tfs smallint[] not null,
  title_tfs smallint[] not null,
  constraint chunk_terms_check CHECK ((cardinality(tfs) = cardinality(chunk_indexes))),
  constraint chunk_terms_check1 CHECK ((cardinality(title_tfs) = cardinality(chunk_indexes))),
  constraint chunk_terms_chunk_indexes_check CHECK ((cardinality(chunk_indexes) > 0)),
  constraint chunk_terms_term_check CHECK (((length(term) >= 1) AND (length(term) <= 80))),
  constraint chunk_terms_pkey PRIMARY KEY (user_id, term, material_id, text_version)
);
CREATE INDEX chunk_terms_text ON public.chunk_terms USING btree (material_id, text_version, user_id);
alter table public.chunk_terms enable row level security;
alter table public.chunk_terms force row level security;
create policy backup_reads on public.chunk_terms for select to studyin_backup
  using (true);
create policy library_rows on public.chunk_terms for select to studyin_app
  using ((user_id = app.library_user_id()));
create policy own_rows on public.chunk_terms for all to studyin_app
  using ((user_id = app.current_user_id()))
  with check ((user_id = app.current_user_id()));
create policy system_use_cases on public.chunk_terms for all to studyin_system
  using (true)
  with check (true);
grant delete, insert, select, update on table public.chunk_terms to studyin_app;
grant delete, insert, select, update on table public.chunk_terms to studyin_system;
grant select on table public.chunk_terms to studyin_backup;

create table public.conversations (
  user_id uuid not null,
  id uuid not null,
  kind text default 'exploration'::text not null,
  title text not null,
  scope jsonb default '{"kind": "everything"}'::jsonb not null,
  is_archived boolean default false not null,
  last_message_at timestamp with time zone not null,
  created_at timestamp with time zone default now() not null,
  constraint conversations_kind_check CHECK ((kind = ANY (ARRAY['teaching'::text, 'review'::text, 'exploration'::text, 'clarification'::text]))),
  constraint conversations_scope_check CHECK ((jsonb_typeof(scope) = 'object'::text)),
  constraint conversations_title_check CHECK (((length(title) >= 1) AND (length(title) <= 500))),
  constraint conversations_pkey PRIMARY KEY (user_id, id)
);
CREATE INDEX conversations_idle ON public.conversations USING btree (last_message_at);
CREATE INDEX conversations_recent ON public.conversations USING btree (user_id, last_message_at DESC, id DESC);
alter table public.conversations enable row level security;
alter table public.conversations force row level security;
create policy backup_reads on public.conversations for select to studyin_backup
  using (true);
create policy own_rows on public.conversations for all to studyin_app
  using ((user_id = app.current_user_id()))
  with check ((user_id = app.current_user_id()));
create policy system_use_cases on public.conversations for all to studyin_system
  using (true)
  with check (true);
grant delete, insert, select, update on table public.conversations to studyin_app;
grant delete, insert, select, update on table public.conversations to studyin_system;
grant select on table public.conversations to studyin_backup;

create table public.daily_activity (
  user_id uuid not null,
  study_day date not null,
  answered integer default 0 not null,
  correct integer default 0 not null,
  reviewed integer default 0 not null,
  review_lapses integer default 0 not null,
  sections_read integer default 0 not null,
  asked integer default 0 not null,
  xp integer default 0 not null,
  practice_ms bigint default 0 not null,
  review_ms bigint default 0 not null,
  reading_ms bigint default 0 not null,
  tutor_ms bigint default 0 not null,
  daily_goal_minutes smallint not null,
  is_goal_met boolean default false not null,
  is_frozen boolean default false not null,
  first_at timestamp with time zone,
  last_at timestamp with time zone,
  constraint daily_activity_pkey PRIMARY KEY (user_id, study_day)
) with (fillfactor=80);
alter table public.daily_activity enable row level security;
alter table public.daily_activity force row level security;
create policy backup_reads on public.daily_activity for select to studyin_backup
  using (true);
create policy own_rows on public.daily_activity for all to studyin_app
  using ((user_id = app.current_user_id()))
  with check ((user_id = app.current_user_id()));
create policy reporting_reads on public.daily_activity for select to studyin_reporting
  using (true);
create policy system_use_cases on public.daily_activity for all to studyin_system
  using (true)
  with check (true);
grant delete, insert, select, update on table public.daily_activity to studyin_app;
grant delete, insert, select, update on table public.daily_activity to studyin_system;
grant select on table public.daily_activity to studyin_backup;
grant select (study_day, answered, correct, reviewed, review_lapses, sections_read, asked, xp, practice_ms, review_ms, reading_ms, tutor_ms, is_goal_met) on table public.daily_activity to studyin_reporting;

create table public.decks (
  user_id uuid not null,
  id uuid not null,
  name text not null,
  description text,
  material_owner_id uuid,
  material_id uuid,
  scheduler text default 'fsrs'::text not null,
  parameters jsonb,
  desired_retention real default 0.9 not null,
  new_per_day integer default 20 not null,
  reviews_per_day integer default 200 not null,
  is_missed_questions boolean default false not null,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  constraint decks_desired_retention_check CHECK (((desired_retention >= (0.7)::double precision) AND (desired_retention <= (0.99)::double precision))),
  constraint decks_name_check CHECK (((length(btrim(name)) >= 1) AND (length(btrim(name)) <= 200))),
  constraint decks_new_per_day_check CHECK (((new_per_day >= 0) AND (new_per_day <= 9999))),
  constraint decks_reviews_per_day_check CHECK (((reviews_per_day >= 0) AND (reviews_per_day <= 9999))),
  constraint decks_scheduler_check CHECK ((scheduler = ANY (ARRAY['fsrs'::text, 'sm2'::text]))),
  constraint decks_pkey PRIMARY KEY (user_id, id)
);
CREATE UNIQUE INDEX decks_material_key ON public.decks USING btree (user_id, material_owner_id, material_id) WHERE (material_id IS NOT NULL);
CREATE UNIQUE INDEX decks_missed_key ON public.decks USING btree (user_id) WHERE is_missed_questions;
alter table public.decks enable row level security;
alter table public.decks force row level security;
create policy backup_reads on public.decks for select to studyin_backup
  using (true);
create policy own_rows on public.decks for all to studyin_app
  using ((user_id = app.current_user_id()))
  with check ((user_id = app.current_user_id()));
create policy system_use_cases on public.decks for all to studyin_system
  using (true)
  with check (true);
grant delete, insert, select, update on table public.decks to studyin_app;
grant delete, insert, select, update on table public.decks to studyin_system;
grant select on table public.decks to studyin_backup;

create table public.erasure_ledger (
  learner_hash bytea not null,
  erased_at timestamp with time zone not null,
  cause text not null,
  unfinished_user_id uuid,
  constraint erasure_ledger_cause_check CHECK ((cause = ANY (ARRAY['learner'::text, 'administrator'::text, 'command'::text, 'purge'::text, 'restore'::text]))),
  constraint erasure_ledger_learner_hash_check CHECK ((length(learner_hash) = 32)),
  constraint erasure_ledger_pkey PRIMARY KEY (learner_hash)
);
CREATE INDEX erasure_ledger_unfinished ON public.erasure_ledger USING btree (erased_at) WHERE (unfinished_user_id IS NOT NULL);
grant insert, select, update on table public.erasure_ledger to studyin_system;
grant select on table public.erasure_ledger to studyin_backup;

create table public.generated_assets (
  user_id uuid not null,
  id uuid not null,
  material_id uuid not null,
  chunk_id uuid,
  section_index integer,
  asset_type text not null,
  content jsonb not null,
  char_start integer not null,
  char_end integer not null,
  quote text not null,
  page_number integer,
  fact_key text not null,
  generation_model text not null,
  generation_params jsonb default '{}'::jsonb not null,
  score real not null,
  quality_score real not null,
  difficulty smallint not null,
  rules jsonb default '{}'::jsonb not null,
  status text not null,
  question_id uuid,
  card_id uuid,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  constraint generated_assets_asset_type_check CHECK ((asset_type = ANY (ARRAY['cloze'::text, 'definition'::text, 'abbreviation'::text, 'number'::text, 'list'::text, 'summary'::text, 'multiple-choice'::text]))),
  constraint generated_assets_char_start_check CHECK ((char_start >= 0)),
  constraint generated_assets_check CHECK ((char_end > char_start)),
  constraint generated_assets_content_check CHECK ((jsonb_typeof(content) = 'object'::text)),
  constraint generated_assets_difficulty_check CHECK (((difficulty >= 1) AND (difficulty <= 10))),
  constraint generated_assets_quality_score_check CHECK (((quality_score >= (0)::double precision) AND (quality_score <= (1)::double precision))),
  constraint generated_assets_status_check CHECK ((status = ANY (ARRAY['ready'::text, 'draft'::text, 'approved'::text, 'rejected'::text, 'retired'::text]))),
  constraint generated_assets_pkey PRIMARY KEY (user_id, id),
  constraint generated_assets_user_id_material_id_fact_key_key UNIQUE (user_id, material_id, fact_key)
);
alter table public.generated_assets enable row level security;
alter table public.generated_assets force row level security;
create policy backup_reads on public.generated_assets for select to studyin_backup
  using (true);
create policy library_rows on public.generated_assets for select to studyin_app
  using ((user_id = app.library_user_id()));
create policy own_rows on public.generated_assets for all to studyin_app
  using ((user_id = app.current_user_id()))
  with check ((user_id = app.current_user_id()));
create policy system_use_cases on public.generated_assets for all to studyin_system
  using (true)
  with check (true);
grant delete, insert, select, update on table public.generated_assets to studyin_app;
grant delete, insert, select, update on table public.generated_assets to studyin_system;
grant select on table public.generated_assets to studyin_backup;

create table public.interactions (
  user_id uuid not null,
  id uuid not null,
  kind text not null,
  question_id uuid,
  topic_id uuid,
  card_id uuid,
  session_id uuid,
  session_kind text,
  material_owner_id uuid,
  material_id uuid,
  section_index integer,
  undoes_id uuid,
  difficulty text,
  selected_option_ids text[],
  typed_answer text,
  is_correct boolean,
  confidence smallint,
  rating smallint,
  response_time_ms integer,
  duration_ms integer default 0 not null,
  study_day date not null,
  local_hour smallint not null,
  daily_goal_minutes smallint not null,
  xp_earned integer not null,
  sequence integer not null,
  recorded_at timestamp with time zone not null,
  constraint interactions_confidence_check CHECK (((confidence >= 1) AND (confidence <= 5))),
  constraint interactions_difficulty_check CHECK ((difficulty = ANY (ARRAY['easy'::text, 'medium'::text, 'hard'::text, 'nbme'::text]))),
  constraint interactions_duration_ms_check CHECK ((duration_ms >= 0)),
  constraint interactions_kind_check CHECK ((kind = ANY (ARRAY['answer'::text, 'view'::text, 'skip'::text, 'read'::text, 'watch'::text, 'review'::text, 'ask'::text, 'undo'::text]))),
  constraint interactions_local_hour_check CHECK (((local_hour >= 0) AND (local_hour <= 23))),
  constraint interactions_rating_check CHECK (((rating >= 1) AND (rating <= 4))),
  constraint interactions_response_time_ms_check CHECK ((response_time_ms >= 0)),
  constraint interactions_sequence_check CHECK ((sequence >= 1)),
  constraint interactions_session_kind_check CHECK ((session_kind = ANY (ARRAY['practice'::text, 'exam'::text, 'review'::text, 'reading'::text, 'video'::text, 'chat'::text]))),
  constraint interactions_typed_answer_check CHECK ((length(typed_answer) <= 20000)),
  constraint interactions_pkey PRIMARY KEY (user_id, id)
) partition by RANGE (id);
CREATE INDEX interactions_question ON ONLY public.interactions USING btree (user_id, question_id, id) WHERE (question_id IS NOT NULL);
CREATE INDEX interactions_sequence ON ONLY public.interactions USING btree (user_id, sequence);
alter table public.interactions enable row level security;
alter table public.interactions force row level security;
create policy backup_reads on public.interactions for select to studyin_backup
  using (true);
create policy own_rows on public.interactions for all to studyin_app
  using ((user_id = app.current_user_id()))
  with check ((user_id = app.current_user_id()));
create policy system_use_cases on public.interactions for all to studyin_system
  using (true)
  with check (true);
grant delete, insert, select, update on table public.interactions to studyin_app;
grant delete, insert, select, update on table public.interactions to studyin_system;
grant select on table public.interactions to studyin_backup;

create table public.job_outbox (
  id uuid not null,
  name text not null,
  payload jsonb not null,
  singleton_key text,
  start_after timestamp with time zone,
  retry_limit integer,
  priority integer default 0 not null,
  enqueued_at timestamp with time zone default now() not null,
  constraint job_outbox_name_check CHECK ((name ~ '^[a-z][a-z0-9-]*\.[a-z][a-z0-9-]*$'::text)),
  constraint job_outbox_payload_check CHECK ((jsonb_typeof(payload) = 'object'::text)),
  constraint job_outbox_retry_limit_check CHECK (((retry_limit >= 0) AND (retry_limit <= 100))),
  constraint job_outbox_singleton_key_check CHECK (((length(singleton_key) >= 1) AND (length(singleton_key) <= 200))),
  constraint job_outbox_pkey PRIMARY KEY (id)
);
grant delete, insert, select on table public.job_outbox to studyin_system;
grant select on table public.job_outbox to studyin_backup;

create table public.job_progress (
  job_id uuid not null,
  done integer not null,
  total integer not null,
  note text,
  updated_at timestamp with time zone default now() not null,
  constraint job_progress_done_check CHECK ((done >= 0)),
  constraint job_progress_note_check CHECK ((length(note) <= 500)),
  constraint job_progress_total_check CHECK ((total >= 0)),
  constraint job_progress_pkey PRIMARY KEY (job_id)
);
grant delete, insert, select, update on table public.job_progress to studyin_system;
grant select on table public.job_progress to studyin_backup;

create table public.learner_achievements (
  user_id uuid not null,
  achievement_id uuid not null,
  progress integer default 0 not null,
  is_completed boolean default false not null,
  unlocked_at timestamp with time zone,
  interaction_id uuid,
  constraint learner_achievements_check CHECK ((is_completed = (unlocked_at IS NOT NULL))),
  constraint learner_achievements_pkey PRIMARY KEY (user_id, achievement_id)
) with (fillfactor=80);
alter table public.learner_achievements enable row level security;
alter table public.learner_achievements force row level security;
create policy backup_reads on public.learner_achievements for select to studyin_backup
  using (true);
create policy own_rows on public.learner_achievements for all to studyin_app
  using ((user_id = app.current_user_id()))
  with check ((user_id = app.current_user_id()));
create policy system_use_cases on public.learner_achievements for all to studyin_system
  using (true)
  with check (true);
grant delete, insert, select, update on table public.learner_achievements to studyin_app;
grant delete, insert, select, update on table public.learner_achievements to studyin_system;
grant select on table public.learner_achievements to studyin_backup;

create table public.learner_backgrounds (
  user_id uuid not null,
  experience_level text,
  studies_computing boolean,
  languages text[] default '{}'::text[] not null,
  frameworks text[] default '{}'::text[] not null,
  compute_hardware text[] default '{}'::text[] not null,
  robotics_hardware text[] default '{}'::text[] not null,
  state text default 'open'::text not null,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  constraint learner_backgrounds_compute_hardware_check CHECK ((compute_hardware <@ ARRAY['CPU only'::text, 'NVIDIA GPU'::text, 'AMD GPU'::text, 'Apple Silicon (M1/M2)'::text, 'NVIDIA Jetson'::text, 'Google TPU'::text, 'Other'::text])),
  constraint learner_backgrounds_experience_level_check CHECK ((experience_level = ANY (ARRAY['beginner'::text, 'intermediate'::text, 'advanced'::text, 'expert'::text]))),
  constraint learner_backgrounds_frameworks_check CHECK ((frameworks <@ ARRAY['ROS'::text, 'ROS 2'::text, 'PyTorch'::text, 'TensorFlow'::text, 'Unity'::text, 'Unreal Engine'::text, 'Gazebo'::text, 'Mujoco'::text, 'Isaac Sim'::text, 'Other'::text])),
  constraint learner_backgrounds_languages_check CHECK ((languages <@ ARRAY['Python'::text, 'C++'::text, 'JavaScript'::text, 'Rust'::text, 'Go'::text, 'Java'::text, 'MATLAB'::text, 'Julia'::text, 'Other'::text])),
  constraint learner_backgrounds_robotics_hardware_check CHECK ((robotics_hardware <@ ARRAY['None (simulation only)'::text, 'Educational robot kit'::text, 'Research robotic arm'::text, 'Mobile robot'::text, 'Humanoid robot'::text, 'Custom hardware'::text, 'Other'::text])),
  constraint learner_backgrounds_state_check CHECK ((state = ANY (ARRAY['open'::text, 'skipped'::text, 'done'::text]))),
  constraint learner_backgrounds_pkey PRIMARY KEY (user_id)
);
alter table public.learner_backgrounds enable row level security;
alter table public.learner_backgrounds force row level security;
create policy backup_reads on public.learner_backgrounds for select to studyin_backup
  using (true);
create policy own_rows on public.learner_backgrounds for all to studyin_app
  using ((user_id = app.current_user_id()))
  with check ((user_id = app.current_user_id()));
create policy system_use_cases on public.learner_backgrounds for all to studyin_system
  using (true)
  with check (true);
grant delete, insert, select, update on table public.learner_backgrounds to studyin_app;
grant delete, insert, select, update on table public.learner_backgrounds to studyin_system;
grant select on table public.learner_backgrounds to studyin_backup;

create table public.learner_settings (
  user_id uuid not null,
  day_start_hour smallint default 4 not null,
  daily_goal_minutes smallint default 30 not null,
  theme text default 'system'::text not null,
  preferred_difficulty text,
  shows_motivation boolean default true not null,
  shortcuts jsonb default '{}'::jsonb not null,
  updated_at timestamp with time zone default now() not null,
  new_cards_per_day smallint,
  shares_statistics boolean default true not null,
  language text default 'en'::text not null,
  constraint learner_settings_daily_goal_minutes_check CHECK (((daily_goal_minutes >= 5) AND (daily_goal_minutes <= 480))),
  constraint learner_settings_day_start_hour_check CHECK (((day_start_hour >= 0) AND (day_start_hour <= 23))),
  constraint learner_settings_language_check CHECK ((language = ANY (ARRAY['en'::text, 'de'::text]))),
  constraint learner_settings_new_cards_per_day_check CHECK (((new_cards_per_day >= 0) AND (new_cards_per_day <= 999))),
  constraint learner_settings_preferred_difficulty_check CHECK ((preferred_difficulty = ANY (ARRAY['easy'::text, 'medium'::text, 'hard'::text, 'nbme'::text]))),
  constraint learner_settings_shortcuts_check CHECK ((jsonb_typeof(shortcuts) = 'object'::text)),
  constraint learner_settings_theme_check CHECK ((theme = ANY (ARRAY['system'::text, 'light'::text, 'dark'::text]))),
  constraint learner_settings_pkey PRIMARY KEY (user_id)
);
alter table public.learner_settings enable row level security;
alter table public.learner_settings force row level security;
create policy backup_reads on public.learner_settings for select to studyin_backup
  using (true);
create policy own_rows on public.learner_settings for all to studyin_app
  using ((user_id = app.current_user_id()))
  with check ((user_id = app.current_user_id()));
create policy system_use_cases on public.learner_settings for all to studyin_system
  using (true)
  with check (true);
grant delete, insert, select, update on table public.learner_settings to studyin_app;
grant delete, insert, select, update on table public.learner_settings to studyin_system;
grant select on table public.learner_settings to studyin_backup;

create table public.learner_stats (
  user_id uuid not null,
  interactions integer default 0 not null,
  xp_total bigint default 0 not null,
  level integer default 1 not null,
  current_streak integer default 0 not null,
  longest_streak integer default 0 not null,
  last_study_day date,
  streak_freezes smallint default 0 not null,
  answered integer default 0 not null,
  correct integer default 0 not null,
  correct_run integer default 0 not null,
  longest_correct_run integer default 0 not null,
  reviewed integer default 0 not null,
  sections_read integer default 0 not null,
  asked integer default 0 not null,
  study_ms bigint default 0 not null,
  last_interaction_at timestamp with time zone,
  updated_at timestamp with time zone default now() not null,
  constraint learner_stats_level_check CHECK ((level >= 1)),
  constraint learner_stats_streak_freezes_check CHECK ((streak_freezes >= 0)),
  constraint learner_stats_pkey PRIMARY KEY (user_id)
) with (fillfactor=70);
alter table public.learner_stats enable row level security;
alter table public.learner_stats force row level security;
create policy backup_reads on public.learner_stats for select to studyin_backup
  using (true);
create policy own_rows on public.learner_stats for all to studyin_app
  using ((user_id = app.current_user_id()))
  with check ((user_id = app.current_user_id()));
create policy system_use_cases on public.learner_stats for all to studyin_system
  using (true)
  with check (true);
grant delete, insert, select, update on table public.learner_stats to studyin_app;
grant delete, insert, select, update on table public.learner_stats to studyin_system;
grant select on table public.learner_stats to studyin_backup;

create table public.log_cursors (
  user_id uuid not null,
  follower text not null,
  sequence integer not null,
  answered integer not null,
  correct integer not null,
  constraint log_cursors_follower_check CHECK ((follower ~ '^[a-z][a-z-]{1,60}$'::text)),
  constraint log_cursors_sequence_check CHECK ((sequence >= 0)),
  constraint log_cursors_pkey PRIMARY KEY (user_id, follower)
) with (fillfactor=80);
alter table public.log_cursors enable row level security;
alter table public.log_cursors force row level security;
create policy backup_reads on public.log_cursors for select to studyin_backup
  using (true);
create policy own_rows on public.log_cursors for all to studyin_app
  using ((user_id = app.current_user_id()))
  with check ((user_id = app.current_user_id()));
create policy system_use_cases on public.log_cursors for all to studyin_system
  using (true)
  with check (true);
grant delete, insert, select, update on table public.log_cursors to studyin_app;
grant delete, insert, select, update on table public.log_cursors to studyin_system;
grant select on table public.log_cursors to studyin_backup;

create table public.maintenance_runs (
  id uuid not null,
  task text not null,
  started_at timestamp with time zone not null,
  finished_at timestamp with time zone,
  result jsonb default '{}'::jsonb not null,
  error text,
  constraint maintenance_runs_result_check CHECK ((jsonb_typeof(result) = 'object'::text)),
  constraint maintenance_runs_task_check CHECK ((task ~ '^[a-z][a-z0-9-]{1,60}$'::text)),
  constraint maintenance_runs_pkey PRIMARY KEY (id)
);
CREATE INDEX maintenance_runs_task ON public.maintenance_runs USING btree (task, id DESC);
grant delete, insert, select, update on table public.maintenance_runs to studyin_system;
grant select on table public.maintenance_runs to studyin_backup;

create table public.material_chunks (
  user_id uuid not null,
  id uuid not null,
  material_id uuid not null,
  text_version integer not null,
  chunk_index integer not null,
  section_index integer not null,
  heading_path text[] not null,
  chunk_type text not null,
  content text not null,
  char_start integer not null,
  char_end integer not null,
  page_number integer,
  word_count integer not null,
  language text,
  summary text,
  relevance_score real,
  term_count integer not null,
  title_term_count integer not null,
  metadata jsonb default '{}'::jsonb not null,
  created_at timestamp with time zone default now() not null,
  constraint material_chunks_char_start_check CHECK ((char_start >= 0)),
  constraint material_chunks_check CHECK ((char_end > char_start)),
  constraint material_chunks_chunk_index_check CHECK ((chunk_index >= 0)),
  constraint material_chunks_chunk_type_check CHECK ((chunk_type = ANY (ARRAY['paragraph'::text, 'list'::text, 'table'::text, 'code'::text, 'mixed'::text]))),
  constraint material_chunks_relevance_score_check CHECK (((relevance_score >= (0)::double precision) AND (relevance_score <= (1)::double precision))),
  constraint material_chunks_term_count_check CHECK ((term_count >= 0)),
  constraint material_chunks_title_term_count_check CHECK ((title_term_count >= 0)),
  constraint material_chunks_pkey PRIMARY KEY (user_id, id),
  constraint material_chunks_user_id_material_id_text_version_chunk_inde_key UNIQUE (user_id, material_id, text_version, chunk_index)
);
alter table public.material_chunks enable row level security;
alter table public.material_chunks force row level security;
create policy backup_reads on public.material_chunks for select to studyin_backup
  using (true);
create policy library_rows on public.material_chunks for select to studyin_app
  using ((user_id = app.library_user_id()));
create policy own_rows on public.material_chunks for all to studyin_app
  using ((user_id = app.current_user_id()))
  with check ((user_id = app.current_user_id()));
create policy system_use_cases on public.material_chunks for all to studyin_system
  using (true)
  with check (true);
grant delete, insert, select, update on table public.material_chunks to studyin_app;
grant delete, insert, select, update on table public.material_chunks to studyin_system;
grant select on table public.material_chunks to studyin_backup;

create table public.material_sections (
  user_id uuid not null,
  id uuid not null,
  material_id uuid not null,
  text_version integer not null,
  section_index integer not null,
  parent_index integer,
  level smallint not null,
  title text not null,
  heading_path text[] not null,
  char_start integer not null,
  char_end integer not null,
  page_start integer,
  page_end integer,
  word_count integer default 0 not null,
  content text not null,
  pages jsonb default '[]'::jsonb not null,
  blocks jsonb default '[]'::jsonb not null,
  emphasis jsonb default '[]'::jsonb not null,
  summary text,
  constraint material_sections_blocks_check CHECK ((jsonb_typeof(blocks) = 'array'::text)),
  constraint material_sections_char_start_check CHECK ((char_start >= 0)),
  constraint material_sections_check CHECK ((parent_index < section_index)),
  constraint material_sections_check1 CHECK ((char_end >= char_start)),
  constraint material_sections_emphasis_check CHECK ((jsonb_typeof(emphasis) = 'array'::text)),
  constraint material_sections_level_check CHECK (((level >= 0) AND (level <= 9))),
  constraint material_sections_pages_check CHECK ((jsonb_typeof(pages) = 'array'::text)),
  constraint material_sections_section_index_check CHECK ((section_index >= 0)),
  constraint material_sections_pkey PRIMARY KEY (user_id, id),
  constraint material_sections_user_id_material_id_text_version_section__key UNIQUE (user_id, material_id, text_version, section_index)
);
alter table public.material_sections enable row level security;
alter table public.material_sections force row level security;
create policy backup_reads on public.material_sections for select to studyin_backup
  using (true);
create policy library_rows on public.material_sections for select to studyin_app
  using ((user_id = app.library_user_id()));
create policy own_rows on public.material_sections for all to studyin_app
  using ((user_id = app.current_user_id()))
  with check ((user_id = app.current_user_id()));
create policy system_use_cases on public.material_sections for all to studyin_system
  using (true)
  with check (true);
grant delete, insert, select, update on table public.material_sections to studyin_app;
grant delete, insert, select, update on table public.material_sections to studyin_system;
grant select on table public.material_sections to studyin_backup;

create table public.material_tags (
  user_id uuid not null,
  material_id uuid not null,
  tag text not null,
  category text,
  confidence real,
  is_auto_generated boolean default false not null,
  created_at timestamp with time zone default now() not null,
  constraint material_tags_category_check CHECK ((length(category) <= 50)),
  constraint material_tags_confidence_check CHECK (((confidence >= (0)::double precision) AND (confidence <= (1)::double precision))),
  constraint material_tags_tag_check CHECK (((length(btrim(tag)) >= 1) AND (length(btrim(tag)) <= 100))),
  constraint material_tags_pkey PRIMARY KEY (user_id, material_id, tag)
);
alter table public.material_tags enable row level security;
alter table public.material_tags force row level security;
create policy backup_reads on public.material_tags for select to studyin_backup
  using (true);
create policy library_rows on public.material_tags for select to studyin_app
  using ((user_id = app.library_user_id()));
create policy own_rows on public.material_tags for all to studyin_app
  using ((user_id = app.current_user_id()))
  with check ((user_id = app.current_user_id()));
create policy system_use_cases on public.material_tags for all to studyin_system
  using (true)
  with check (true);
grant delete, insert, select, update on table public.material_tags to studyin_app;
grant delete, insert, select, update on table public.material_tags to studyin_system;
grant select on table public.material_tags to studyin_backup;

create table public.material_texts (
  user_id uuid not null,
  material_id uuid not null,
  version integer not null,
  char_count integer not null,
  created_at timestamp with time zone default now() not null,
  constraint material_texts_char_count_check CHECK ((char_count > 0)),
  constraint material_texts_version_check CHECK ((version >= 1)),
  constraint material_texts_pkey PRIMARY KEY (user_id, material_id, version)
);
alter table public.material_texts enable row level security;
alter table public.material_texts force row level security;
create policy backup_reads on public.material_texts for select to studyin_backup
  using (true);
create policy library_rows on public.material_texts for select to studyin_app
  using ((user_id = app.library_user_id()));
create policy own_rows on public.material_texts for all to studyin_app
  using ((user_id = app.current_user_id()))
  with check ((user_id = app.current_user_id()));
create policy system_use_cases on public.material_texts for all to studyin_system
  using (true)
  with check (true);
grant delete, insert, select, update on table public.material_texts to studyin_app;
grant delete, insert, select, update on table public.material_texts to studyin_system;
grant select on table public.material_texts to studyin_backup;

create table public.materials (
  user_id uuid not null,
  id uuid not null,
  title text not null,
  has_own_title boolean default false not null,
  description text,
  source_type text not null,
  source_url text,
  file_name text,
  file_key text,
  file_size bigint not null,
  media_type text,
  format text,
  content_hash bytea not null,
  subject_id uuid,
  topic_id uuid,
  difficulty text,
  language text,
  status text default 'pending'::text not null,
  failure_code text,
  failure_message text,
  text_version integer default 0 not null,
  page_count integer,
  word_count integer default 0 not null,
  section_count integer default 0 not null,
  chunk_count integer default 0 not null,
  question_count integer default 0 not null,
  card_count integer default 0 not null,
  draft_count integer default 0 not null,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  opened_at timestamp with time zone,
  searchable_at timestamp with time zone,
  processed_at timestamp with time zone,
  deleted_at timestamp with time zone,
  constraint materials_check CHECK (((status = 'failed'::text) = (failure_code IS NOT NULL))),
  constraint materials_content_hash_check CHECK ((length(content_hash) = 32)),
  constraint materials_description_check CHECK ((length(description) <= 5000)),
  constraint materials_difficulty_check CHECK ((difficulty = ANY (ARRAY['easy'::text, 'medium'::text, 'hard'::text, 'nbme'::text]))),
  constraint materials_file_name_check CHECK ((length(file_name) <= 255)),
  constraint materials_file_size_check CHECK ((file_size > 0)),
  constraint materials_format_check CHECK ((format = ANY (ARRAY['pdf'::text, 'docx'::text, 'pptx'::text, 'epub'::text, 'html'::text, 'markdown'::text, 'text'::text]))),
  constraint materials_language_check CHECK (((length(language) >= 2) AND (length(language) <= 10))),
  constraint materials_media_type_check CHECK ((length(media_type) <= 100)),
  constraint materials_source_type_check CHECK ((source_type = ANY (ARRAY['upload'::text, 'url'::text, 'text'::text]))),
  constraint materials_source_url_check CHECK ((length(source_url) <= 2000)),
  constraint materials_status_check CHECK ((status = ANY (ARRAY['pending'::text, 'processing'::text, 'ready'::text, 'failed'::text]))),
  constraint materials_text_version_check CHECK ((text_version >= 0)),
  constraint materials_title_check CHECK (((length(btrim(title)) >= 1) AND (length(btrim(title)) <= 500))),
  constraint materials_pkey PRIMARY KEY (user_id, id)
);
CREATE UNIQUE INDEX materials_content_key ON public.materials USING btree (user_id, content_hash) WHERE (deleted_at IS NULL);
CREATE INDEX materials_deleted ON public.materials USING btree (deleted_at) WHERE (deleted_at IS NOT NULL);
CREATE INDEX materials_recent ON public.materials USING btree (user_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX materials_unfinished ON public.materials USING btree (updated_at) WHERE (status = ANY (ARRAY['pending'::text, 'processing'::text]));
alter table public.materials enable row level security;
alter table public.materials force row level security;
create policy backup_reads on public.materials for select to studyin_backup
  using (true);
create policy library_rows on public.materials for select to studyin_app
  using ((user_id = app.library_user_id()));
create policy own_rows on public.materials for all to studyin_app
  using ((user_id = app.current_user_id()))
  with check ((user_id = app.current_user_id()));
create policy reporting_reads on public.materials for select to studyin_reporting
  using (true);
create policy system_use_cases on public.materials for all to studyin_system
  using (true)
  with check (true);
grant delete, insert, select, update on table public.materials to studyin_app;
grant delete, insert, select, update on table public.materials to studyin_system;
grant select on table public.materials to studyin_backup;
grant select (source_type, file_size, format, status, word_count, created_at, deleted_at) on table public.materials to studyin_reporting;

create table public.messages (
  user_id uuid not null,
  id uuid not null,
  conversation_id uuid not null,
  role text not null,
  content text not null,
  status text default 'complete'::text not null,
  outcome text,
  citations jsonb default '[]'::jsonb not null,
  context jsonb default '{}'::jsonb not null,
  engine text,
  token_count integer,
  response_time_ms integer,
  created_at timestamp with time zone default now() not null,
  constraint messages_citations_check CHECK ((jsonb_typeof(citations) = 'array'::text)),
  constraint messages_context_check CHECK ((jsonb_typeof(context) = 'object'::text)),
  constraint messages_outcome_check CHECK ((outcome = ANY (ARRAY['answered'::text, 'no-answer'::text]))),
  constraint messages_response_time_ms_check CHECK ((response_time_ms >= 0)),
  constraint messages_role_check CHECK ((role = ANY (ARRAY['user'::text, 'assistant'::text, 'system'::text]))),
  constraint messages_status_check CHECK ((status = ANY (ARRAY['streaming'::text, 'complete'::text, 'stopped'::text, 'failed'::text]))),
  constraint messages_pkey PRIMARY KEY (user_id, id)
);
CREATE INDEX messages_conversation ON public.messages USING btree (user_id, conversation_id, id);
alter table public.messages enable row level security;
alter table public.messages force row level security;
create policy backup_reads on public.messages for select to studyin_backup
  using (true);
create policy own_rows on public.messages for all to studyin_app
  using ((user_id = app.current_user_id()))
  with check ((user_id = app.current_user_id()));
create policy system_use_cases on public.messages for all to studyin_system
  using (true)
  with check (true);
grant delete, insert, select, update on table public.messages to studyin_app;
grant delete, insert, select, update on table public.messages to studyin_system;
grant select on table public.messages to studyin_backup;

create table public.notes (
  user_id uuid not null,
  id uuid not null,
  material_owner_id uuid not null,
  material_id uuid not null,
  text_version integer not null,
  kind text not null,
  char_start integer not null,
  char_end integer not null,
  quote text not null,
  is_anchored boolean default true not null,
  body text,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  constraint notes_body_check CHECK ((length(body) <= 20000)),
  constraint notes_char_start_check CHECK ((char_start >= 0)),
  constraint notes_check CHECK ((char_end > char_start)),
  constraint notes_check1 CHECK (((kind = 'highlight'::text) OR (body IS NOT NULL))),
  constraint notes_kind_check CHECK ((kind = ANY (ARRAY['highlight'::text, 'note'::text]))),
  constraint notes_pkey PRIMARY KEY (user_id, id)
);
CREATE INDEX notes_passage ON public.notes USING btree (user_id, material_owner_id, material_id, char_start);
alter table public.notes enable row level security;
alter table public.notes force row level security;
create policy backup_reads on public.notes for select to studyin_backup
  using (true);
create policy own_rows on public.notes for all to studyin_app
  using ((user_id = app.current_user_id()))
  with check ((user_id = app.current_user_id()));
create policy system_use_cases on public.notes for all to studyin_system
  using (true)
  with check (true);
grant delete, insert, select, update on table public.notes to studyin_app;
grant delete, insert, select, update on table public.notes to studyin_system;
grant select on table public.notes to studyin_backup;

create table public.notification_settings (
  user_id uuid not null,
  kind text not null,
  is_on boolean not null,
  hour smallint not null,
  weekday smallint,
  next_at timestamp with time zone not null,
  last_study_day date,
  updated_at timestamp with time zone default now() not null,
  constraint notification_settings_check CHECK (((kind = 'weekly-summary'::text) = (weekday IS NOT NULL))),
  constraint notification_settings_hour_check CHECK (((hour >= 0) AND (hour <= 23))),
  constraint notification_settings_kind_check CHECK ((kind = ANY (ARRAY['study-reminder'::text, 'weekly-summary'::text]))),
  constraint notification_settings_weekday_check CHECK (((weekday >= 0) AND (weekday <= 6))),
  constraint notification_settings_pkey PRIMARY KEY (user_id, kind)
);
CREATE INDEX notification_settings_due ON public.notification_settings USING btree (next_at, user_id, kind) WHERE is_on;
alter table public.notification_settings enable row level security;
alter table public.notification_settings force row level security;
create policy backup_reads on public.notification_settings for select to studyin_backup
  using (true);
create policy own_rows on public.notification_settings for all to studyin_app
  using ((user_id = app.current_user_id()))
  with check ((user_id = app.current_user_id()));
create policy system_use_cases on public.notification_settings for all to studyin_system
  using (true)
  with check (true);
grant delete, insert, select, update on table public.notification_settings to studyin_app;
grant delete, insert, select, update on table public.notification_settings to studyin_system;
grant select on table public.notification_settings to studyin_backup;

create table public.partition_archives (
  name text not null,
  table_name text not null,
  partition_name text not null,
  month_start date not null,
  month_end date not null,
  status text not null,
  expected_rows bigint,
  row_count bigint,
  file_sha256 text,
  file_bytes bigint,
  manifest_sha256 text,
  started_at timestamp with time zone not null,
  archived_at timestamp with time zone,
  restored_at timestamp with time zone,
  held_until timestamp with time zone,
  deleted_at timestamp with time zone,
  erasures_until timestamp with time zone,
  constraint partition_archives_check CHECK ((month_end > month_start)),
  constraint partition_archives_check1 CHECK (((status <> ALL (ARRAY['exported'::text, 'archived'::text, 'restored'::text])) OR ((row_count IS NOT NULL) AND (file_sha256 IS NOT NULL) AND (manifest_sha256 IS NOT NULL)))),
  constraint partition_archives_file_bytes_check CHECK ((file_bytes >= 0)),
  constraint partition_archives_file_sha256_check CHECK ((file_sha256 ~ '^[0-9a-f]{64}$'::text)),
  constraint partition_archives_manifest_sha256_check CHECK ((manifest_sha256 ~ '^[0-9a-f]{64}$'::text)),
  constraint partition_archives_row_count_check CHECK ((row_count >= 0)),
  constraint partition_archives_status_check CHECK ((status = ANY (ARRAY['planned'::text, 'prepared'::text, 'detached'::text, 'exported'::text, 'archived'::text, 'restored'::text, 'deleted'::text]))),
  constraint partition_archives_pkey PRIMARY KEY (name)
);
grant insert, select, update on table public.partition_archives to studyin_system;
grant select on table public.partition_archives to studyin_backup;

create table public.passkeys (
  user_id uuid not null,
  id uuid not null,
  credential_id bytea not null,
  public_key bytea not null,
  sign_count bigint default 0 not null,
  transports text[] default '{}'::text[] not null,
  is_synced boolean default false not null,
  name text not null,
  created_at timestamp with time zone default now() not null,
  last_used_at timestamp with time zone,
  constraint passkeys_credential_id_check CHECK (((length(credential_id) >= 1) AND (length(credential_id) <= 1023))),
  constraint passkeys_name_check CHECK (((length(btrim(name)) >= 1) AND (length(btrim(name)) <= 100))),
  constraint passkeys_public_key_check CHECK (((length(public_key) >= 1) AND (length(public_key) <= 4000))),
  constraint passkeys_sign_count_check CHECK ((sign_count >= 0)),
  constraint passkeys_pkey PRIMARY KEY (user_id, id),
  constraint passkeys_user_id_credential_id_key UNIQUE (user_id, credential_id)
);
alter table public.passkeys enable row level security;
alter table public.passkeys force row level security;
create policy backup_reads on public.passkeys for select to studyin_backup
  using (true);
create policy own_rows on public.passkeys for all to studyin_app
  using ((user_id = app.current_user_id()))
  with check ((user_id = app.current_user_id()));
create policy system_use_cases on public.passkeys for all to studyin_system
  using (true)
  with check (true);
grant delete, insert, select, update on table public.passkeys to studyin_app;
grant delete, insert, select, update on table public.passkeys to studyin_system;
grant select on table public.passkeys to studyin_backup;

create table public.pending_sign_ins (
  user_id uuid not null,
  id uuid not null,
  secret_hash bytea not null,
  password_mark bytea not null,
  is_remembered boolean not null,
  restores_account boolean not null,
  created_at timestamp with time zone default now() not null,
  expires_at timestamp with time zone not null,
  constraint pending_sign_ins_check CHECK ((expires_at > created_at)),
  constraint pending_sign_ins_password_mark_check CHECK ((length(password_mark) = 32)),
  constraint pending_sign_ins_secret_hash_check CHECK ((length(secret_hash) = 32)),
  constraint pending_sign_ins_pkey PRIMARY KEY (user_id, id),
  constraint pending_sign_ins_user_id_secret_hash_key UNIQUE (user_id, secret_hash)
);
CREATE INDEX pending_sign_ins_expiry ON public.pending_sign_ins USING btree (expires_at);
alter table public.pending_sign_ins enable row level security;
alter table public.pending_sign_ins force row level security;
create policy backup_reads on public.pending_sign_ins for select to studyin_backup
  using (true);
create policy own_rows on public.pending_sign_ins for all to studyin_app
  using ((user_id = app.current_user_id()))
  with check ((user_id = app.current_user_id()));
create policy system_use_cases on public.pending_sign_ins for all to studyin_system
  using (true)
  with check (true);
grant delete, insert, select, update on table public.pending_sign_ins to studyin_app;
grant delete, insert, select, update on table public.pending_sign_ins to studyin_system;
grant select on table public.pending_sign_ins to studyin_backup;

create table public.performance_metrics (
  user_id uuid not null,
  day date not null,
  topic_id uuid not null,
  interactions integer not null,
  answered integer not null,
  correct integer not null,
  passed integer not null,
  response_time_sum_ms bigint not null,
  response_time_count integer not null,
  confidence_sum integer not null,
  confidence_count integer not null,
  confident_errors integer not null,
  answer_ms bigint not null,
  study_ms bigint not null,
  xp_earned integer not null,
  constraint performance_metrics_pkey PRIMARY KEY (user_id, day, topic_id)
) partition by RANGE (day);
alter table public.performance_metrics enable row level security;
alter table public.performance_metrics force row level security;
create policy backup_reads on public.performance_metrics for select to studyin_backup
  using (true);
create policy own_rows on public.performance_metrics for all to studyin_app
  using ((user_id = app.current_user_id()))
  with check ((user_id = app.current_user_id()));
create policy reporting_reads on public.performance_metrics for select to studyin_reporting
  using (true);
create policy system_use_cases on public.performance_metrics for all to studyin_system
  using (true)
  with check (true);
grant delete, insert, select, update on table public.performance_metrics to studyin_app;
grant delete, insert, select, update on table public.performance_metrics to studyin_system;
grant select on table public.performance_metrics to studyin_backup;
grant select (day, topic_id, interactions, answered, correct, passed, response_time_sum_ms, response_time_count, confidence_sum, confidence_count, confident_errors, study_ms, xp_earned) on table public.performance_metrics to studyin_reporting;

create table public.plans (
  code text not null,
  name text not null,
  description text default ''::text not null,
  max_materials integer,
  max_storage_bytes bigint,
  max_model_tokens bigint,
  is_default boolean default false not null,
  is_active boolean default false not null,
  "position" smallint default 0 not null,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  constraint plans_check CHECK ((is_active OR (NOT is_default))),
  constraint plans_code_check CHECK ((code ~ '^[a-z][a-z0-9-]{1,39}$'::text)),
  constraint plans_description_check CHECK ((length(description) <= 500)),
  constraint plans_max_materials_check CHECK ((max_materials >= 0)),
  constraint plans_max_model_tokens_check CHECK ((max_model_tokens >= 0)),
  constraint plans_max_storage_bytes_check CHECK ((max_storage_bytes >= 0)),
  constraint plans_name_check CHECK (((length(btrim(name)) >= 1) AND (length(btrim(name)) <= 60))),
  constraint plans_pkey PRIMARY KEY (code)
);
CREATE UNIQUE INDEX plans_default_key ON public.plans USING btree (is_default) WHERE is_default;
grant delete, insert, select, update on table public.plans to studyin_system;
grant select on table public.plans to studyin_app;
grant select on table public.plans to studyin_backup;

create table public.practice_session_questions (
  user_id uuid not null,
  session_id uuid not null,
  "position" integer not null,
  question_id uuid not null,
  option_order text[] default '{}'::text[] not null,
  selected_option_ids text[],
  typed_answer text,
  is_correct boolean,
  is_skipped boolean default false not null,
  is_flagged boolean default false not null,
  confidence smallint,
  response_time_ms integer,
  xp_earned integer default 0 not null,
  interaction_id uuid,
  answered_at timestamp with time zone,
  constraint practice_session_questions_confidence_check CHECK (((confidence >= 1) AND (confidence <= 5))),
  constraint practice_session_questions_position_check CHECK (("position" >= 1)),
  constraint practice_session_questions_response_time_ms_check CHECK ((response_time_ms >= 0)),
  constraint practice_session_questions_pkey PRIMARY KEY (user_id, session_id, "position"),
  constraint practice_session_questions_user_id_session_id_question_id_key UNIQUE (user_id, session_id, question_id)
) with (fillfactor=85);
CREATE INDEX practice_session_questions_question ON public.practice_session_questions USING btree (question_id);
alter table public.practice_session_questions enable row level security;
alter table public.practice_session_questions force row level security;
create policy backup_reads on public.practice_session_questions for select to studyin_backup
  using (true);
create policy own_rows on public.practice_session_questions for all to studyin_app
  using ((user_id = app.current_user_id()))
  with check ((user_id = app.current_user_id()));
create policy system_use_cases on public.practice_session_questions for all to studyin_system
  using (true)
  with check (true);
grant delete, insert, select, update on table public.practice_session_questions to studyin_app;
grant delete, insert, select, update on table public.practice_session_questions to studyin_system;
grant select on table public.practice_session_questions to studyin_backup;

create table public.practice_sessions (
  user_id uuid not null,
  id uuid not null,
  mode text not null,
  status text default 'active'::text not null,
  settings jsonb default '{}'::jsonb not null,
  total_questions integer not null,
  answered_count integer default 0 not null,
  correct_count integer default 0 not null,
  xp_earned integer default 0 not null,
  time_limit_ms integer,
  active_ms integer default 0 not null,
  resumed_at timestamp with time zone,
  started_at timestamp with time zone not null,
  completed_at timestamp with time zone,
  constraint practice_sessions_active_ms_check CHECK ((active_ms >= 0)),
  constraint practice_sessions_check CHECK ((((correct_count >= 0) AND (correct_count <= answered_count)) AND (answered_count <= total_questions))),
  constraint practice_sessions_check1 CHECK (((status = ANY (ARRAY['completed'::text, 'abandoned'::text])) = (completed_at IS NOT NULL))),
  constraint practice_sessions_mode_check CHECK ((mode = ANY (ARRAY['tutor'::text, 'timed'::text, 'review'::text, 'test'::text]))),
  constraint practice_sessions_settings_check CHECK ((jsonb_typeof(settings) = 'object'::text)),
  constraint practice_sessions_status_check CHECK ((status = ANY (ARRAY['active'::text, 'paused'::text, 'completed'::text, 'abandoned'::text]))),
  constraint practice_sessions_time_limit_ms_check CHECK ((time_limit_ms > 0)),
  constraint practice_sessions_total_questions_check CHECK ((total_questions > 0)),
  constraint practice_sessions_pkey PRIMARY KEY (user_id, id)
) with (fillfactor=80);
CREATE INDEX practice_sessions_old ON public.practice_sessions USING btree (started_at);
CREATE INDEX practice_sessions_recent ON public.practice_sessions USING btree (user_id, started_at DESC, id DESC);
alter table public.practice_sessions enable row level security;
alter table public.practice_sessions force row level security;
create policy backup_reads on public.practice_sessions for select to studyin_backup
  using (true);
create policy own_rows on public.practice_sessions for all to studyin_app
  using ((user_id = app.current_user_id()))
  with check ((user_id = app.current_user_id()));
create policy system_use_cases on public.practice_sessions for all to studyin_system
  using (true)
  with check (true);
grant delete, insert, select, update on table public.practice_sessions to studyin_app;
grant delete, insert, select, update on table public.practice_sessions to studyin_system;
grant select on table public.practice_sessions to studyin_backup;

create table public.processing_jobs (
  user_id uuid not null,
  id uuid not null,
  material_id uuid not null,
  step text not null,
  status text default 'pending'::text not null,
  attempts integer default 0 not null,
  progress_done integer default 0 not null,
  progress_total integer default 0 not null,
  result jsonb default '{}'::jsonb not null,
  error_code text,
  error_message text,
  started_at timestamp with time zone,
  completed_at timestamp with time zone,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  constraint processing_jobs_check CHECK (((status <> 'completed'::text) OR (completed_at IS NOT NULL))),
  constraint processing_jobs_status_check CHECK ((status = ANY (ARRAY['pending'::text, 'running'::text, 'completed'::text, 'failed'::text, 'skipped'::text]))),
  constraint processing_jobs_step_check CHECK ((step = ANY (ARRAY['parse'::text, 'chunk'::text, 'embed'::text, 'analyze'::text, 'generate'::text]))),
  constraint processing_jobs_pkey PRIMARY KEY (user_id, id),
  constraint processing_jobs_user_id_material_id_step_key UNIQUE (user_id, material_id, step)
);
alter table public.processing_jobs enable row level security;
alter table public.processing_jobs force row level security;
create policy backup_reads on public.processing_jobs for select to studyin_backup
  using (true);
create policy library_rows on public.processing_jobs for select to studyin_app
  using ((user_id = app.library_user_id()));
create policy own_rows on public.processing_jobs for all to studyin_app
  using ((user_id = app.current_user_id()))
  with check ((user_id = app.current_user_id()));
create policy system_use_cases on public.processing_jobs for all to studyin_system
  using (true)
  with check (true);
grant delete, insert, select, update on table public.processing_jobs to studyin_app;
grant delete, insert, select, update on table public.processing_jobs to studyin_system;
grant select on table public.processing_jobs to studyin_backup;

create table public.profiles (
  user_id uuid not null,
  first_name text,
  last_name text,
  avatar_file text,
  university text,
  major text,
  graduation_year smallint,
  time_zone text default 'UTC'::text not null,
  locale text default 'en'::text not null,
  updated_at timestamp with time zone default now() not null,
  constraint profiles_first_name_check CHECK ((length(first_name) <= 100)),
  constraint profiles_graduation_year_check CHECK (((graduation_year >= 1950) AND (graduation_year <= 2100))),
  constraint profiles_last_name_check CHECK ((length(last_name) <= 100)),
  constraint profiles_locale_check CHECK ((locale ~ '^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$'::text)),
  constraint profiles_major_check CHECK ((length(major) <= 200)),
  constraint profiles_time_zone_check CHECK (((length(time_zone) >= 1) AND (length(time_zone) <= 64))),
  constraint profiles_university_check CHECK ((length(university) <= 200)),
  constraint profiles_pkey PRIMARY KEY (user_id)
);
alter table public.profiles enable row level security;
alter table public.profiles force row level security;
create policy backup_reads on public.profiles for select to studyin_backup
  using (true);
create policy own_rows on public.profiles for all to studyin_app
  using ((user_id = app.current_user_id()))
  with check ((user_id = app.current_user_id()));
create policy system_use_cases on public.profiles for all to studyin_system
  using (true)
  with check (true);
grant delete, insert, select, update on table public.profiles to studyin_app;
grant delete, insert, select, update on table public.profiles to studyin_system;
grant select on table public.profiles to studyin_backup;

create table public.question_answer_counts (
  question_id uuid not null,
  kind text not null,
  value text not null,
  count bigint not null,
  constraint question_answer_counts_kind_check CHECK ((kind = ANY (ARRAY['option'::text, 'time'::text]))),
  constraint question_answer_counts_value_check CHECK ((length(value) <= 100)),
  constraint question_answer_counts_pkey PRIMARY KEY (question_id, kind, value)
);
grant delete, insert, select, update on table public.question_answer_counts to studyin_system;
grant select on table public.question_answer_counts to studyin_backup;
grant select on table public.question_answer_counts to studyin_reporting;

create table public.question_explanations (
  question_id uuid not null,
  owner_id uuid,
  correct_explanation text not null,
  incorrect_explanations jsonb default '{}'::jsonb not null,
  pathophysiology text,
  clinical_relevance text,
  reference_list jsonb default '[]'::jsonb not null,
  updated_at timestamp with time zone default now() not null,
  constraint question_explanations_incorrect_explanations_check CHECK ((jsonb_typeof(incorrect_explanations) = 'object'::text)),
  constraint question_explanations_reference_list_check CHECK ((jsonb_typeof(reference_list) = 'array'::text)),
  constraint question_explanations_pkey PRIMARY KEY (question_id)
);
CREATE INDEX question_explanations_owner ON public.question_explanations USING btree (owner_id) WHERE (owner_id IS NOT NULL);
alter table public.question_explanations enable row level security;
alter table public.question_explanations force row level security;
create policy backup_reads on public.question_explanations for select to studyin_backup
  using (true);
create policy own_delete on public.question_explanations for delete to studyin_app
  using ((owner_id = app.current_user_id()));
create policy own_insert on public.question_explanations for insert to studyin_app
  with check ((owner_id = app.current_user_id()));
create policy own_update on public.question_explanations for update to studyin_app
  using ((owner_id = app.current_user_id()))
  with check ((owner_id = app.current_user_id()));
create policy readable on public.question_explanations for select to studyin_app
  using (((owner_id IS NULL) OR (owner_id = app.current_user_id())));
create policy system_use_cases on public.question_explanations for all to studyin_system
  using (true)
  with check (true);
grant delete, insert, select, update on table public.question_explanations to studyin_app;
grant delete, insert, select, update on table public.question_explanations to studyin_system;
grant select on table public.question_explanations to studyin_backup;

create table public.question_progress (
  user_id uuid not null,
  question_id uuid not null,
  attempts integer default 0 not null,
  correct_attempts integer default 0 not null,
  confidence_sum integer default 0 not null,
  confidence_count integer default 0 not null,
  response_time_sum_ms bigint default 0 not null,
  last_is_correct boolean,
  first_attempt_at timestamp with time zone,
  last_attempt_at timestamp with time zone,
  constraint question_progress_check CHECK (((correct_attempts >= 0) AND (correct_attempts <= attempts))),
  constraint question_progress_pkey PRIMARY KEY (user_id, question_id)
) with (fillfactor=85);
CREATE INDEX question_progress_question ON public.question_progress USING btree (question_id);
alter table public.question_progress enable row level security;
alter table public.question_progress force row level security;
create policy backup_reads on public.question_progress for select to studyin_backup
  using (true);
create policy own_rows on public.question_progress for all to studyin_app
  using ((user_id = app.current_user_id()))
  with check ((user_id = app.current_user_id()));
create policy reporting_reads on public.question_progress for select to studyin_reporting
  using (true);
create policy system_use_cases on public.question_progress for all to studyin_system
  using (true)
  with check (true);
grant delete, insert, select, update on table public.question_progress to studyin_app;
grant delete, insert, select, update on table public.question_progress to studyin_system;
grant select on table public.question_progress to studyin_backup;
grant select (question_id, attempts, correct_attempts, confidence_sum, confidence_count, response_time_sum_ms) on table public.question_progress to studyin_reporting;

create table public.question_statistics (
  question_id uuid not null,
  answered bigint not null,
  correct bigint not null,
  learners bigint not null,
  first_correct bigint not null,
  scored bigint not null,
  scored_correct bigint not null,
  score_sum bigint not null,
  score_square_sum bigint not null,
  score_correct_sum bigint not null,
  constraint question_statistics_pkey PRIMARY KEY (question_id)
);
grant delete, insert, select, update on table public.question_statistics to studyin_system;
grant select on table public.question_statistics to studyin_backup;
grant select on table public.question_statistics to studyin_reporting;

create table public.question_versions (
  question_id uuid not null,
  version integer not null,
  owner_id uuid,
  editor_id uuid,
  snapshot jsonb not null,
  created_at timestamp with time zone default now() not null,
  constraint question_versions_pkey PRIMARY KEY (question_id, version)
);
CREATE INDEX question_versions_editor ON public.question_versions USING btree (editor_id) WHERE (editor_id IS NOT NULL);
CREATE INDEX question_versions_owner ON public.question_versions USING btree (owner_id) WHERE (owner_id IS NOT NULL);
alter table public.question_versions enable row level security;
alter table public.question_versions force row level security;
create policy backup_reads on public.question_versions for select to studyin_backup
  using (true);
create policy own_delete on public.question_versions for delete to studyin_app
  using ((owner_id = app.current_user_id()));
create policy own_insert on public.question_versions for insert to studyin_app
  with check ((owner_id = app.current_user_id()));
create policy own_update on public.question_versions for update to studyin_app
  using ((owner_id = app.current_user_id()))
  with check ((owner_id = app.current_user_id()));
create policy readable on public.question_versions for select to studyin_app
  using (((owner_id IS NULL) OR (owner_id = app.current_user_id())));
create policy system_use_cases on public.question_versions for all to studyin_system
  using (true)
  with check (true);
grant delete, insert, select, update on table public.question_versions to studyin_app;
grant delete, insert, select, update on table public.question_versions to studyin_system;
grant select on table public.question_versions to studyin_backup;

create table public.questions (
  id uuid not null,
  owner_id uuid,
  author_id uuid,
  subject_id uuid,
  topic_id uuid,
  subtopic text,
  type text not null,
  stem text not null,
  options jsonb not null,
  hint text,
  images jsonb default '[]'::jsonb not null,
  difficulty text default 'medium'::text not null,
  points numeric(6,2) default 1 not null,
  origin text not null,
  generator text,
  quality_score real,
  material_owner_id uuid,
  material_id uuid,
  section_index integer,
  char_start integer,
  char_end integer,
  page_number integer,
  quote text,
  material_title text,
  heading_path text[],
  fact_key text,
  is_draft boolean default false not null,
  is_verified boolean default false not null,
  is_flagged boolean default false not null,
  flag_reason text,
  is_active boolean default true not null,
  is_retired boolean default false not null,
  version integer default 1 not null,
  metadata jsonb default '{}'::jsonb not null,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  constraint options_fit_type CHECK (app.question_options_valid(type, options)),
  constraint questions_check CHECK (((material_owner_id IS NULL) = (material_id IS NULL))),
  constraint questions_check1 CHECK (((char_start IS NULL) OR (char_end > char_start))),
  constraint questions_difficulty_check CHECK ((difficulty = ANY (ARRAY['easy'::text, 'medium'::text, 'hard'::text, 'nbme'::text]))),
  constraint questions_flag_reason_check CHECK ((length(flag_reason) <= 1000)),
  constraint questions_images_check CHECK ((jsonb_typeof(images) = 'array'::text)),
  constraint questions_origin_check CHECK ((origin = ANY (ARRAY['hand-written'::text, 'generated'::text, 'imported'::text]))),
  constraint questions_points_check CHECK ((points > (0)::numeric)),
  constraint questions_quality_score_check CHECK (((quality_score >= (0)::double precision) AND (quality_score <= (1)::double precision))),
  constraint questions_stem_check CHECK (((length(btrim(stem)) >= 1) AND (length(btrim(stem)) <= 20000))),
  constraint questions_subtopic_check CHECK ((length(subtopic) <= 255)),
  constraint questions_type_check CHECK ((type = ANY (ARRAY['single-best-answer'::text, 'multiple-answer'::text, 'true-false'::text, 'short-answer'::text, 'essay'::text, 'cloze'::text]))),
  constraint questions_pkey PRIMARY KEY (id)
);
CREATE INDEX questions_author ON public.questions USING btree (author_id) WHERE (author_id IS NOT NULL);
CREATE UNIQUE INDEX questions_fact_key ON public.questions USING btree (owner_id, material_id, fact_key) WHERE (fact_key IS NOT NULL);
CREATE INDEX questions_material ON public.questions USING btree (material_owner_id, material_id) WHERE (material_owner_id IS NOT NULL);
CREATE INDEX questions_owner ON public.questions USING btree (owner_id, material_id);
CREATE INDEX questions_topic ON public.questions USING btree (topic_id, difficulty) WHERE (is_active AND (NOT is_draft));
alter table public.questions enable row level security;
alter table public.questions force row level security;
create policy backup_reads on public.questions for select to studyin_backup
  using (true);
create policy own_delete on public.questions for delete to studyin_app
  using ((owner_id = app.current_user_id()));
create policy own_insert on public.questions for insert to studyin_app
  with check ((owner_id = app.current_user_id()));
create policy own_update on public.questions for update to studyin_app
  using ((owner_id = app.current_user_id()))
  with check ((owner_id = app.current_user_id()));
create policy readable on public.questions for select to studyin_app
  using (((owner_id IS NULL) OR (owner_id = app.current_user_id())));
create policy reporting_reads on public.questions for select to studyin_reporting
  using ((owner_id IS NULL));
create policy system_use_cases on public.questions for all to studyin_system
  using (true)
  with check (true);
grant delete, insert, select, update on table public.questions to studyin_app;
grant delete, insert, select, update on table public.questions to studyin_system;
grant select on table public.questions to studyin_backup;
grant select (id, subject_id, topic_id, type, difficulty, origin) on table public.questions to studyin_reporting;

create table public.reading_progress (
  user_id uuid not null,
  material_owner_id uuid not null,
  material_id uuid not null,
  section_index integer not null,
  furthest_char integer default 0 not null,
  read_share real default 0 not null,
  time_spent_ms bigint default 0 not null,
  completed_at timestamp with time zone,
  updated_at timestamp with time zone default now() not null,
  constraint reading_progress_furthest_char_check CHECK ((furthest_char >= 0)),
  constraint reading_progress_read_share_check CHECK (((read_share >= (0)::double precision) AND (read_share <= (1)::double precision))),
  constraint reading_progress_section_index_check CHECK ((section_index >= 0)),
  constraint reading_progress_time_spent_ms_check CHECK ((time_spent_ms >= 0)),
  constraint reading_progress_pkey PRIMARY KEY (user_id, material_owner_id, material_id, section_index)
);
CREATE INDEX reading_progress_recent ON public.reading_progress USING btree (user_id, updated_at DESC);
alter table public.reading_progress enable row level security;
alter table public.reading_progress force row level security;
create policy backup_reads on public.reading_progress for select to studyin_backup
  using (true);
create policy own_rows on public.reading_progress for all to studyin_app
  using ((user_id = app.current_user_id()))
  with check ((user_id = app.current_user_id()));
create policy system_use_cases on public.reading_progress for all to studyin_system
  using (true)
  with check (true);
grant delete, insert, select, update on table public.reading_progress to studyin_app;
grant delete, insert, select, update on table public.reading_progress to studyin_system;
grant select on table public.reading_progress to studyin_backup;

create table public.record_checkpoints (
  user_id uuid not null,
  sequence integer not null,
  part text not null,
  "position" integer not null,
  entries jsonb not null,
  made_at timestamp with time zone not null,
  constraint record_checkpoints_entries_check CHECK ((jsonb_typeof(entries) = 'array'::text)),
  constraint record_checkpoints_part_check CHECK ((part = ANY (ARRAY['stats'::text, 'days'::text, 'questions'::text, 'topics'::text, 'sessions'::text, 'achievements'::text]))),
  constraint record_checkpoints_position_check CHECK (("position" >= 0)),
  constraint record_checkpoints_sequence_check CHECK ((sequence >= 1)),
  constraint record_checkpoints_pkey PRIMARY KEY (user_id, sequence, part, "position")
);
alter table public.record_checkpoints enable row level security;
alter table public.record_checkpoints force row level security;
create policy backup_reads on public.record_checkpoints for select to studyin_backup
  using (true);
create policy own_rows on public.record_checkpoints for all to studyin_app
  using ((user_id = app.current_user_id()))
  with check ((user_id = app.current_user_id()));
create policy system_use_cases on public.record_checkpoints for all to studyin_system
  using (true)
  with check (true);
grant delete, insert, select, update on table public.record_checkpoints to studyin_app;
grant delete, insert, select, update on table public.record_checkpoints to studyin_system;
grant select on table public.record_checkpoints to studyin_backup;

create table public.recovery_codes (
  user_id uuid not null,
  id uuid not null,
  code_hash bytea not null,
  created_at timestamp with time zone default now() not null,
  used_at timestamp with time zone,
  constraint recovery_codes_code_hash_check CHECK ((length(code_hash) = 32)),
  constraint recovery_codes_pkey PRIMARY KEY (user_id, id),
  constraint recovery_codes_user_id_code_hash_key UNIQUE (user_id, code_hash)
);
alter table public.recovery_codes enable row level security;
alter table public.recovery_codes force row level security;
create policy backup_reads on public.recovery_codes for select to studyin_backup
  using (true);
create policy own_rows on public.recovery_codes for all to studyin_app
  using ((user_id = app.current_user_id()))
  with check ((user_id = app.current_user_id()));
create policy system_use_cases on public.recovery_codes for all to studyin_system
  using (true)
  with check (true);
grant delete, insert, select, update on table public.recovery_codes to studyin_app;
grant delete, insert, select, update on table public.recovery_codes to studyin_system;
grant select on table public.recovery_codes to studyin_backup;

create table public.refresh_tokens (
  user_id uuid not null,
  id uuid not null,
  family_id uuid not null,
  replaces uuid,
  token_hash bytea not null,
  is_remembered boolean default false not null,
  device text,
  ip_address inet,
  created_at timestamp with time zone default now() not null,
  last_used_at timestamp with time zone default now() not null,
  rotated_at timestamp with time zone,
  revoked_at timestamp with time zone,
  expires_at timestamp with time zone not null,
  family_expires_at timestamp with time zone not null,
  confirmed_at timestamp with time zone,
  constraint refresh_tokens_check CHECK ((expires_at > created_at)),
  constraint refresh_tokens_device_check CHECK ((length(device) <= 200)),
  constraint refresh_tokens_token_hash_check CHECK ((length(token_hash) = 32)),
  constraint refresh_tokens_pkey PRIMARY KEY (user_id, id),
  constraint refresh_tokens_user_id_token_hash_key UNIQUE (user_id, token_hash)
);
CREATE INDEX refresh_tokens_current ON public.refresh_tokens USING btree (last_used_at, id) WHERE ((revoked_at IS NULL) AND (rotated_at IS NULL));
CREATE INDEX refresh_tokens_expiry ON public.refresh_tokens USING btree (LEAST(expires_at, revoked_at, rotated_at));
CREATE INDEX refresh_tokens_family ON public.refresh_tokens USING btree (user_id, family_id);
alter table public.refresh_tokens enable row level security;
alter table public.refresh_tokens force row level security;
create policy backup_reads on public.refresh_tokens for select to studyin_backup
  using (true);
create policy own_rows on public.refresh_tokens for all to studyin_app
  using ((user_id = app.current_user_id()))
  with check ((user_id = app.current_user_id()));
create policy system_use_cases on public.refresh_tokens for all to studyin_system
  using (true)
  with check (true);
grant delete, insert, select, update on table public.refresh_tokens to studyin_app;
grant delete, insert, select, update on table public.refresh_tokens to studyin_system;
grant select on table public.refresh_tokens to studyin_backup;

create table public.retention_metrics (
  user_id uuid not null,
  day date not null,
  topic_id uuid not null,
  reviewed integer not null,
  recalled integer not null,
  again integer not null,
  hard integer not null,
  good integer not null,
  easy integer not null,
  response_time_sum_ms bigint not null,
  review_ms bigint not null,
  constraint retention_metrics_pkey PRIMARY KEY (user_id, day, topic_id)
) partition by RANGE (day);
alter table public.retention_metrics enable row level security;
alter table public.retention_metrics force row level security;
create policy backup_reads on public.retention_metrics for select to studyin_backup
  using (true);
create policy own_rows on public.retention_metrics for all to studyin_app
  using ((user_id = app.current_user_id()))
  with check ((user_id = app.current_user_id()));
create policy reporting_reads on public.retention_metrics for select to studyin_reporting
  using (true);
create policy system_use_cases on public.retention_metrics for all to studyin_system
  using (true)
  with check (true);
grant delete, insert, select, update on table public.retention_metrics to studyin_app;
grant delete, insert, select, update on table public.retention_metrics to studyin_system;
grant select on table public.retention_metrics to studyin_backup;
grant select (day, topic_id, reviewed, recalled, again, hard, good, easy, response_time_sum_ms, review_ms) on table public.retention_metrics to studyin_reporting;

create table public.retention_policies (
  name text not null,
  action text not null,
  tables text[] not null,
  description text not null,
  keep_days integer not null,
  default_keep_days integer not null,
  least_keep_days integer not null,
  archive_keep_days integer,
  is_enabled boolean default true not null,
  updated_at timestamp with time zone default now() not null,
  constraint retention_policies_action_check CHECK ((action = ANY (ARRAY['delete'::text, 'hide'::text, 'archive'::text]))),
  constraint retention_policies_check CHECK (((keep_days >= least_keep_days) AND (keep_days <= 36500))),
  constraint retention_policies_check1 CHECK (((archive_keep_days IS NULL) OR (action = 'archive'::text))),
  constraint retention_policies_check2 CHECK (((archive_keep_days >= keep_days) AND (archive_keep_days <= 36500))),
  constraint retention_policies_least_keep_days_check CHECK ((least_keep_days >= 1)),
  constraint retention_policies_name_check CHECK ((name ~ '^[a-z][a-z0-9-]{1,60}$'::text)),
  constraint retention_policies_tables_check CHECK ((cardinality(tables) >= 1)),
  constraint retention_policies_pkey PRIMARY KEY (name)
);
grant select on table public.retention_policies to studyin_backup;
grant select, update on table public.retention_policies to studyin_system;

create table public.retention_runs (
  id uuid not null,
  policy text not null,
  is_dry_run boolean not null,
  keep_days integer not null,
  started_at timestamp with time zone not null,
  finished_at timestamp with time zone,
  row_count bigint default 0 not null,
  partitions text[] default '{}'::text[] not null,
  error text,
  constraint retention_runs_pkey PRIMARY KEY (id)
);
CREATE INDEX retention_runs_policy ON public.retention_runs USING btree (policy, id DESC);
grant delete, insert, select, update on table public.retention_runs to studyin_system;
grant select on table public.retention_runs to studyin_backup;

create table public.review_log (
  user_id uuid not null,
  id uuid not null,
  card_id uuid not null,
  deck_id uuid not null,
  scheduler text not null,
  rating smallint not null,
  state_before text not null,
  state_after text not null,
  card_before jsonb not null,
  interval_days real not null,
  elapsed_days real not null,
  stability real,
  fsrs_difficulty real,
  ease real,
  response_time_ms integer,
  study_day date not null,
  reviewed_at timestamp with time zone not null,
  undone_at timestamp with time zone,
  constraint review_log_rating_check CHECK (((rating >= 1) AND (rating <= 4))),
  constraint review_log_response_time_ms_check CHECK ((response_time_ms >= 0)),
  constraint review_log_scheduler_check CHECK ((scheduler = ANY (ARRAY['fsrs'::text, 'sm2'::text]))),
  constraint review_log_pkey PRIMARY KEY (user_id, id)
) partition by RANGE (id);
CREATE INDEX review_log_card ON ONLY public.review_log USING btree (user_id, card_id, id);
alter table public.review_log enable row level security;
alter table public.review_log force row level security;
create policy backup_reads on public.review_log for select to studyin_backup
  using (true);
create policy own_rows on public.review_log for all to studyin_app
  using ((user_id = app.current_user_id()))
  with check ((user_id = app.current_user_id()));
create policy system_use_cases on public.review_log for all to studyin_system
  using (true)
  with check (true);
grant delete, insert, select, update on table public.review_log to studyin_app;
grant delete, insert, select, update on table public.review_log to studyin_system;
grant select on table public.review_log to studyin_backup;

create table public.schema_migrations (
  version integer not null,
  name text not null,
  checksum text not null,
  applied_at timestamp with time zone default now() not null,
  constraint schema_migrations_pkey PRIMARY KEY (version)
);
grant select on table public.schema_migrations to studyin_backup;

create table public.settings (
  key text not null,
  value jsonb not null,
  updated_at timestamp with time zone default now() not null,
  constraint settings_key_check CHECK ((key ~ '^[a-z][a-z0-9.-]{1,80}$'::text)),
  constraint settings_pkey PRIMARY KEY (key)
);
grant delete, insert, select, update on table public.settings to studyin_system;
grant select on table public.settings to studyin_backup;

create table public.spent_challenges (
  user_id uuid not null,
  id uuid not null,
  expires_at timestamp with time zone not null,
  constraint spent_challenges_pkey PRIMARY KEY (user_id, id)
);
CREATE INDEX spent_challenges_expiry ON public.spent_challenges USING btree (expires_at);
alter table public.spent_challenges enable row level security;
alter table public.spent_challenges force row level security;
create policy backup_reads on public.spent_challenges for select to studyin_backup
  using (true);
create policy own_rows on public.spent_challenges for all to studyin_app
  using ((user_id = app.current_user_id()))
  with check ((user_id = app.current_user_id()));
create policy system_use_cases on public.spent_challenges for all to studyin_system
  using (true)
  with check (true);
grant delete, insert, select, update on table public.spent_challenges to studyin_app;
grant delete, insert, select, update on table public.spent_challenges to studyin_system;
grant select on table public.spent_challenges to studyin_backup;

create table public.study_sessions (
  user_id uuid not null,
  id uuid not null,
  kind text not null,
  material_owner_id uuid,
  material_id uuid,
  started_at timestamp with time zone not null,
  ended_at timestamp with time zone not null,
  interactions integer default 0 not null,
  answered integer default 0 not null,
  correct integer default 0 not null,
  active_ms bigint default 0 not null,
  xp_earned integer default 0 not null,
  constraint study_sessions_check CHECK ((ended_at >= started_at)),
  constraint study_sessions_kind_check CHECK ((kind = ANY (ARRAY['practice'::text, 'exam'::text, 'review'::text, 'reading'::text, 'video'::text, 'chat'::text]))),
  constraint study_sessions_pkey PRIMARY KEY (user_id, id)
) with (fillfactor=80);
CREATE INDEX study_sessions_old ON public.study_sessions USING brin (started_at);
alter table public.study_sessions enable row level security;
alter table public.study_sessions force row level security;
create policy backup_reads on public.study_sessions for select to studyin_backup
  using (true);
create policy own_rows on public.study_sessions for all to studyin_app
  using ((user_id = app.current_user_id()))
  with check ((user_id = app.current_user_id()));
create policy system_use_cases on public.study_sessions for all to studyin_system
  using (true)
  with check (true);
grant delete, insert, select, update on table public.study_sessions to studyin_app;
grant delete, insert, select, update on table public.study_sessions to studyin_system;
grant select on table public.study_sessions to studyin_backup;

create table public.subjects (
  id uuid not null,
  slug text not null,
  name text not null,
  description text,
  "position" integer default 0 not null,
  is_active boolean default true not null,
  created_at timestamp with time zone default now() not null,
  constraint subjects_name_check CHECK (((length(btrim(name)) >= 1) AND (length(btrim(name)) <= 255))),
  constraint subjects_slug_check CHECK ((slug ~ '^[a-z0-9][a-z0-9-]{0,99}$'::text)),
  constraint subjects_pkey PRIMARY KEY (id),
  constraint subjects_slug_key UNIQUE (slug)
);
grant delete, insert, select, update on table public.subjects to studyin_system;
grant select on table public.subjects to studyin_app;
grant select on table public.subjects to studyin_backup;
grant select on table public.subjects to studyin_reporting;

create table public.subscription_events (
  user_id uuid not null,
  provider text not null,
  event_id text not null,
  provider_reference text not null,
  occurred_at timestamp with time zone not null,
  received_at timestamp with time zone not null,
  outcome text not null,
  constraint subscription_events_event_id_check CHECK (((length(event_id) >= 1) AND (length(event_id) <= 200))),
  constraint subscription_events_outcome_check CHECK ((outcome = ANY (ARRAY['applied'::text, 'late'::text]))),
  constraint subscription_events_provider_check CHECK (((length(provider) >= 1) AND (length(provider) <= 40))),
  constraint subscription_events_provider_reference_check CHECK (((length(provider_reference) >= 1) AND (length(provider_reference) <= 200))),
  constraint subscription_events_pkey PRIMARY KEY (user_id, provider, event_id)
);
alter table public.subscription_events enable row level security;
alter table public.subscription_events force row level security;
create policy backup_reads on public.subscription_events for select to studyin_backup
  using (true);
create policy own_rows on public.subscription_events for all to studyin_app
  using ((user_id = app.current_user_id()))
  with check ((user_id = app.current_user_id()));
create policy system_use_cases on public.subscription_events for all to studyin_system
  using (true)
  with check (true);
grant delete, insert, select, update on table public.subscription_events to studyin_app;
grant delete, insert, select, update on table public.subscription_events to studyin_system;
grant select on table public.subscription_events to studyin_backup;

create table public.subscriptions (
  user_id uuid not null,
  id uuid not null,
  plan_code text not null,
  status text not null,
  source text not null,
  provider text,
  provider_reference text,
  started_at timestamp with time zone not null,
  trial_ends_at timestamp with time zone,
  period_start timestamp with time zone not null,
  period_end timestamp with time zone,
  ended_at timestamp with time zone,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  constraint subscriptions_check CHECK (((status = 'ended'::text) = (ended_at IS NOT NULL))),
  constraint subscriptions_check1 CHECK ((period_end > period_start)),
  constraint subscriptions_check2 CHECK ((((source = 'provider'::text) = (provider IS NOT NULL)) AND ((provider IS NULL) = (provider_reference IS NULL)))),
  constraint subscriptions_provider_check CHECK (((length(provider) >= 1) AND (length(provider) <= 40))),
  constraint subscriptions_provider_reference_check CHECK (((length(provider_reference) >= 1) AND (length(provider_reference) <= 200))),
  constraint subscriptions_source_check CHECK ((source = ANY (ARRAY['admin'::text, 'provider'::text]))),
  constraint subscriptions_status_check CHECK ((status = ANY (ARRAY['trialing'::text, 'active'::text, 'past-due'::text, 'canceled'::text, 'ended'::text]))),
  constraint subscriptions_pkey PRIMARY KEY (user_id, id)
);
CREATE UNIQUE INDEX subscriptions_open_key ON public.subscriptions USING btree (user_id, provider, provider_reference) NULLS NOT DISTINCT WHERE (ended_at IS NULL);
alter table public.subscriptions enable row level security;
alter table public.subscriptions force row level security;
create policy backup_reads on public.subscriptions for select to studyin_backup
  using (true);
create policy own_rows on public.subscriptions for all to studyin_app
  using ((user_id = app.current_user_id()))
  with check ((user_id = app.current_user_id()));
create policy system_use_cases on public.subscriptions for all to studyin_system
  using (true)
  with check (true);
grant delete, insert, select, update on table public.subscriptions to studyin_app;
grant delete, insert, select, update on table public.subscriptions to studyin_system;
grant select on table public.subscriptions to studyin_backup;

create table public.topic_mastery (
  user_id uuid not null,
  topic_id uuid not null,
  answered integer default 0 not null,
  correct integer default 0 not null,
  level text default 'novice'::text not null,
  last_answered_at timestamp with time zone,
  constraint topic_mastery_check CHECK (((correct >= 0) AND (correct <= answered))),
  constraint topic_mastery_level_check CHECK ((level = ANY (ARRAY['novice'::text, 'beginner'::text, 'intermediate'::text, 'advanced'::text, 'expert'::text]))),
  constraint topic_mastery_pkey PRIMARY KEY (user_id, topic_id)
) with (fillfactor=80);
CREATE INDEX topic_mastery_topic ON public.topic_mastery USING btree (topic_id);
alter table public.topic_mastery enable row level security;
alter table public.topic_mastery force row level security;
create policy backup_reads on public.topic_mastery for select to studyin_backup
  using (true);
create policy own_rows on public.topic_mastery for all to studyin_app
  using ((user_id = app.current_user_id()))
  with check ((user_id = app.current_user_id()));
create policy reporting_reads on public.topic_mastery for select to studyin_reporting
  using (true);
create policy system_use_cases on public.topic_mastery for all to studyin_system
  using (true)
  with check (true);
grant delete, insert, select, update on table public.topic_mastery to studyin_app;
grant delete, insert, select, update on table public.topic_mastery to studyin_system;
grant select on table public.topic_mastery to studyin_backup;
grant select (topic_id, answered, correct, level) on table public.topic_mastery to studyin_reporting;

create table public.topics (
  id uuid not null,
  owner_id uuid,
  subject_id uuid,
  parent_id uuid,
  slug text not null,
  name text not null,
  material_id uuid,
  section_index integer,
  "position" integer default 0 not null,
  is_active boolean default true not null,
  created_at timestamp with time zone default now() not null,
  constraint topics_check CHECK (((owner_id IS NOT NULL) OR (subject_id IS NOT NULL))),
  constraint topics_check1 CHECK (((section_index IS NULL) OR (material_id IS NOT NULL))),
  constraint topics_check2 CHECK ((parent_id <> id)),
  constraint topics_name_check CHECK (((length(btrim(name)) >= 1) AND (length(btrim(name)) <= 255))),
  constraint topics_slug_check CHECK ((slug ~ '^[a-z0-9][a-z0-9-]{0,99}$'::text)),
  constraint topics_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX topics_material_key ON public.topics USING btree (owner_id, material_id, COALESCE(section_index, '-1'::integer)) WHERE (material_id IS NOT NULL);
CREATE INDEX topics_owned ON public.topics USING btree (owner_id);
CREATE INDEX topics_parent ON public.topics USING btree (parent_id);
CREATE UNIQUE INDEX topics_slug_key ON public.topics USING btree (subject_id, slug) WHERE (owner_id IS NULL);
alter table public.topics enable row level security;
alter table public.topics force row level security;
create policy backup_reads on public.topics for select to studyin_backup
  using (true);
create policy own_delete on public.topics for delete to studyin_app
  using ((owner_id = app.current_user_id()));
create policy own_insert on public.topics for insert to studyin_app
  with check ((owner_id = app.current_user_id()));
create policy own_update on public.topics for update to studyin_app
  using ((owner_id = app.current_user_id()))
  with check ((owner_id = app.current_user_id()));
create policy readable on public.topics for select to studyin_app
  using (((owner_id IS NULL) OR (owner_id = app.current_user_id())));
create policy reporting_reads on public.topics for select to studyin_reporting
  using ((owner_id IS NULL));
create policy system_use_cases on public.topics for all to studyin_system
  using (true)
  with check (true);
grant delete, insert, select, update on table public.topics to studyin_app;
grant delete, insert, select, update on table public.topics to studyin_system;
grant select on table public.topics to studyin_backup;
grant select (id, subject_id, parent_id, slug, name) on table public.topics to studyin_reporting;

create table public.totp_secrets (
  user_id uuid not null,
  sealed_secret bytea not null,
  created_at timestamp with time zone default now() not null,
  confirmed_at timestamp with time zone,
  last_used_step bigint,
  last_used_at timestamp with time zone,
  wrong_codes integer default 0 not null,
  last_wrong_at timestamp with time zone,
  constraint totp_secrets_last_used_step_check CHECK ((last_used_step >= 0)),
  constraint totp_secrets_sealed_secret_check CHECK (((length(sealed_secret) >= 1) AND (length(sealed_secret) <= 200))),
  constraint totp_secrets_wrong_codes_check CHECK ((wrong_codes >= 0)),
  constraint totp_secrets_pkey PRIMARY KEY (user_id)
);
alter table public.totp_secrets enable row level security;
alter table public.totp_secrets force row level security;
create policy backup_reads on public.totp_secrets for select to studyin_backup
  using (true);
create policy own_rows on public.totp_secrets for all to studyin_app
  using ((user_id = app.current_user_id()))
  with check ((user_id = app.current_user_id()));
create policy system_use_cases on public.totp_secrets for all to studyin_system
  using (true)
  with check (true);
grant delete, insert, select, update on table public.totp_secrets to studyin_app;
grant delete, insert, select, update on table public.totp_secrets to studyin_system;
grant select on table public.totp_secrets to studyin_backup;

create table public.usage_counters (
  user_id uuid not null,
  counter text not null,
  period text not null,
  used bigint default 0 not null,
  updated_at timestamp with time zone default now() not null,
  constraint usage_counters_counter_check CHECK ((counter = ANY (ARRAY['materials'::text, 'storage-bytes'::text, 'model-tokens'::text]))),
  constraint usage_counters_period_check CHECK ((period ~ '^(total|\d{4}-\d{2})$'::text)),
  constraint usage_counters_used_check CHECK ((used >= 0)),
  constraint usage_counters_pkey PRIMARY KEY (user_id, counter, period)
);
alter table public.usage_counters enable row level security;
alter table public.usage_counters force row level security;
create policy backup_reads on public.usage_counters for select to studyin_backup
  using (true);
create policy own_rows on public.usage_counters for all to studyin_app
  using ((user_id = app.current_user_id()))
  with check ((user_id = app.current_user_id()));
create policy system_use_cases on public.usage_counters for all to studyin_system
  using (true)
  with check (true);
grant delete, insert, select, update on table public.usage_counters to studyin_app;
grant delete, insert, select, update on table public.usage_counters to studyin_system;
grant select on table public.usage_counters to studyin_backup;

create table public.usage_reservations (
  user_id uuid not null,
  id uuid not null,
  counter text not null,
  period text not null,
  amount bigint not null,
  expires_at timestamp with time zone not null,
  constraint usage_reservations_amount_check CHECK ((amount > 0)),
  constraint usage_reservations_counter_check CHECK ((counter = ANY (ARRAY['materials'::text, 'storage-bytes'::text, 'model-tokens'::text]))),
  constraint usage_reservations_period_check CHECK ((period ~ '^(total|\d{4}-\d{2})$'::text)),
  constraint usage_reservations_pkey PRIMARY KEY (user_id, id, counter)
);
CREATE INDEX usage_reservations_expiry ON public.usage_reservations USING btree (expires_at);
alter table public.usage_reservations enable row level security;
alter table public.usage_reservations force row level security;
create policy backup_reads on public.usage_reservations for select to studyin_backup
  using (true);
create policy own_rows on public.usage_reservations for all to studyin_app
  using ((user_id = app.current_user_id()))
  with check ((user_id = app.current_user_id()));
create policy system_use_cases on public.usage_reservations for all to studyin_system
  using (true)
  with check (true);
grant delete, insert, select, update on table public.usage_reservations to studyin_app;
grant delete, insert, select, update on table public.usage_reservations to studyin_system;
grant select on table public.usage_reservations to studyin_backup;

create table public.users (
  id uuid not null,
  email text not null,
  email_verified_at timestamp with time zone,
  username text,
  display_name text not null,
  password_hash text,
  role text default 'student'::text not null,
  status text default 'active'::text not null,
  is_demo boolean default false not null,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  deleted_at timestamp with time zone,
  suspended_at timestamp with time zone,
  suspension_reason text,
  constraint users_check CHECK (((status = 'deleted'::text) = (deleted_at IS NOT NULL))),
  constraint users_display_name_check CHECK (((length(btrim(display_name)) >= 2) AND (length(btrim(display_name)) <= 100))),
  constraint users_email_check CHECK (((email ~ '^[^@\s]+@[^@\s]+$'::text) AND (length(email) <= 254))),
  constraint users_role_check CHECK ((role = ANY (ARRAY['student'::text, 'instructor'::text, 'admin'::text]))),
  constraint users_status_check CHECK ((status = ANY (ARRAY['active'::text, 'suspended'::text, 'deleted'::text]))),
  constraint users_suspension CHECK ((((suspended_at IS NULL) OR (status = 'suspended'::text)) AND ((suspended_at IS NOT NULL) OR (suspension_reason IS NULL)))),
  constraint users_suspension_reason_check CHECK (((length(suspension_reason) >= 1) AND (length(suspension_reason) <= 500))),
  constraint users_username_check CHECK ((username ~ '^[A-Za-z0-9_.-]{3,50}$'::text)),
  constraint users_pkey PRIMARY KEY (id)
);
CREATE INDEX users_closed ON public.users USING btree (deleted_at) WHERE (deleted_at IS NOT NULL);
CREATE INDEX users_demo ON public.users USING btree (id) WHERE is_demo;
CREATE UNIQUE INDEX users_email_key ON public.users USING btree (lower(email));
CREATE INDEX users_set_aside ON public.users USING btree (status, id) WHERE (status <> 'active'::text);
CREATE INDEX users_staff ON public.users USING btree (role, id) WHERE (role <> 'student'::text);
CREATE UNIQUE INDEX users_username_key ON public.users USING btree (lower(username));
CREATE INDEX users_words ON public.users USING gin (app.words_of(display_name, username, email));
alter table public.users enable row level security;
alter table public.users force row level security;
create policy backup_reads on public.users for select to studyin_backup
  using (true);
create policy reporting_reads on public.users for select to studyin_reporting
  using ((NOT is_demo));
create policy system_use_cases on public.users for all to studyin_system
  using (true)
  with check (true);
create policy visible on public.users for select to studyin_app
  using (true);
grant delete, insert, select, update on table public.users to studyin_system;
grant select on table public.users to studyin_backup;
grant select (id, username, display_name, role, status, is_demo, created_at) on table public.users to studyin_app;
grant select (role, status, is_demo, created_at) on table public.users to studyin_reporting;

create table public.xp_transactions (
  user_id uuid not null,
  id uuid not null,
  amount integer not null,
  source text not null,
  interaction_id uuid,
  description text,
  study_day date not null,
  recorded_at timestamp with time zone not null,
  constraint xp_transactions_source_check CHECK ((source = ANY (ARRAY['question_answered'::text, 'streak_bonus'::text, 'achievement_unlock'::text, 'milestone_complete'::text, 'review_complete'::text, 'daily_goal_met'::text, 'undo'::text]))),
  constraint xp_transactions_pkey PRIMARY KEY (user_id, id)
) partition by RANGE (id);
alter table public.xp_transactions enable row level security;
alter table public.xp_transactions force row level security;
create policy backup_reads on public.xp_transactions for select to studyin_backup
  using (true);
create policy own_rows on public.xp_transactions for all to studyin_app
  using ((user_id = app.current_user_id()))
  with check ((user_id = app.current_user_id()));
create policy system_use_cases on public.xp_transactions for all to studyin_system
  using (true)
  with check (true);
grant delete, insert, select, update on table public.xp_transactions to studyin_app;
grant delete, insert, select, update on table public.xp_transactions to studyin_system;
grant select on table public.xp_transactions to studyin_backup;

create view public.question_options with (security_invoker=true) as
 SELECT q.id AS question_id,
    o.ordinality::integer AS "position",
    o.value ->> 'id'::text AS option_id,
    o.value ->> 'text'::text AS option_text,
    (o.value ->> 'isCorrect'::text)::boolean AS is_correct,
    o.value ->> 'rationale'::text AS rationale
   FROM public.questions q
     CROSS JOIN LATERAL jsonb_array_elements(q.options) WITH ORDINALITY o(value, ordinality);
grant select on table public.question_options to studyin_app;
grant select on table public.question_options to studyin_system;

create view public.user_question_attempts with (security_invoker=true) as
 SELECT user_id,
    id,
    question_id,
    topic_id,
    session_id,
    session_kind AS attempt_type,
    selected_option_ids,
    typed_answer,
    is_correct,
    confidence AS confidence_rating,
    response_time_ms,
    recorded_at AS answered_at
   FROM public.interactions
  WHERE kind = 'answer'::text;
grant select on table public.user_question_attempts to studyin_app;
grant select on table public.user_question_attempts to studyin_system;

create view reporting.accounts with (security_invoker=true) as
 SELECT date_trunc('month'::text, created_at, 'UTC'::text)::date AS month,
    role,
    status,
    count(*) AS accounts
   FROM public.users
  GROUP BY (date_trunc('month'::text, created_at, 'UTC'::text)::date), role, status;
grant select on table reporting.accounts to studyin_reporting;

create view reporting.activity with (security_invoker=true) as
 SELECT study_day,
    count(*) AS learners,
    count(*) FILTER (WHERE is_goal_met) AS goals_met,
    sum(answered) AS answered,
    sum(correct) AS correct,
    sum(reviewed) AS reviewed,
    sum(review_lapses) AS review_lapses,
    sum(sections_read) AS sections_read,
    sum(asked) AS asked,
    sum(xp) AS xp,
    sum(practice_ms) AS practice_ms,
    sum(review_ms) AS review_ms,
    sum(reading_ms) AS reading_ms,
    sum(tutor_ms) AS tutor_ms
   FROM public.daily_activity
  GROUP BY study_day;
grant select on table reporting.activity to studyin_reporting;

create view reporting.erased_learners with (security_invoker=true) as
 SELECT month,
    kind,
    topic_id,
    difficulty,
    learners,
    interactions,
    answered,
    correct,
    duration_ms,
    response_time_sum_ms,
    response_time_count,
    confidence_sum,
    confidence_count
   FROM public.anonymous_metrics;
grant select on table reporting.erased_learners to studyin_reporting;

create view reporting.events with (security_invoker=true) as
 SELECT date_trunc('day'::text, recorded_at, 'UTC'::text)::date AS day,
    event,
    is_success,
    count(*) AS entries
   FROM public.audit_logs
  GROUP BY (date_trunc('day'::text, recorded_at, 'UTC'::text)::date), event, is_success;
grant select on table reporting.events to studyin_reporting;

create view reporting.materials with (security_invoker=true) as
 SELECT date_trunc('month'::text, created_at, 'UTC'::text)::date AS month,
    status,
    format,
    source_type,
    count(*) AS materials,
    sum(file_size) AS bytes,
    sum(word_count) AS words
   FROM public.materials
  WHERE deleted_at IS NULL
  GROUP BY (date_trunc('month'::text, created_at, 'UTC'::text)::date), status, format, source_type;
grant select on table reporting.materials to studyin_reporting;

create view reporting.performance with (security_invoker=true) as
 SELECT p.day,
    t.id AS topic_id,
    count(*) AS learners,
    sum(p.interactions) AS interactions,
    sum(p.answered) AS answered,
    sum(p.correct) AS correct,
    sum(p.passed) AS passed,
    sum(p.response_time_sum_ms) AS response_time_sum_ms,
    sum(p.response_time_count) AS response_time_count,
    sum(p.confidence_sum) AS confidence_sum,
    sum(p.confidence_count) AS confidence_count,
    sum(p.confident_errors) AS confident_errors,
    sum(p.study_ms) AS study_ms,
    sum(p.xp_earned) AS xp_earned
   FROM public.performance_metrics p
     LEFT JOIN public.topics t ON t.id = p.topic_id
  GROUP BY p.day, t.id;
grant select on table reporting.performance to studyin_reporting;

create view reporting.questions with (security_invoker=true) as
 SELECT q.id AS question_id,
    q.type,
    q.difficulty,
    q.origin,
    count(*) AS learners,
    sum(p.attempts) AS attempts,
    sum(p.correct_attempts) AS correct_attempts,
    sum(p.confidence_sum) AS confidence_sum,
    sum(p.confidence_count) AS confidence_count,
    sum(p.response_time_sum_ms) AS response_time_sum_ms
   FROM public.questions q
     JOIN public.question_progress p ON p.question_id = q.id
  GROUP BY q.id, q.type, q.difficulty, q.origin;
grant select on table reporting.questions to studyin_reporting;

create view reporting.recall with (security_invoker=true) as
 SELECT r.day,
    t.id AS topic_id,
    count(*) AS learners,
    sum(r.reviewed) AS reviewed,
    sum(r.recalled) AS recalled,
    sum(r.again) AS again,
    sum(r.hard) AS hard,
    sum(r.good) AS good,
    sum(r.easy) AS easy,
    sum(r.response_time_sum_ms) AS response_time_sum_ms,
    sum(r.review_ms) AS review_ms
   FROM public.retention_metrics r
     LEFT JOIN public.topics t ON t.id = r.topic_id
  GROUP BY r.day, t.id;
grant select on table reporting.recall to studyin_reporting;

create view reporting.topics with (security_invoker=true) as
 SELECT t.id AS topic_id,
    t.slug,
    t.name,
    m.level,
    count(*) AS learners,
    sum(m.answered) AS answered,
    sum(m.correct) AS correct
   FROM public.topics t
     JOIN public.topic_mastery m ON m.topic_id = t.id
  GROUP BY t.id, t.slug, t.name, m.level;
grant select on table reporting.topics to studyin_reporting;

alter table public.account_activity add constraint account_activity_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;
alter table public.account_tokens add constraint account_tokens_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;
alter table public.api_keys add constraint api_keys_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;
alter table public.cards add constraint cards_question_id_fkey FOREIGN KEY (question_id) REFERENCES public.questions(id) DEFERRABLE INITIALLY DEFERRED;
alter table public.cards add constraint cards_user_id_deck_id_fkey FOREIGN KEY (user_id, deck_id) REFERENCES public.decks(user_id, id) ON DELETE CASCADE;
alter table public.chunk_embeddings add constraint chunk_embeddings_user_id_chunk_id_fkey FOREIGN KEY (user_id, chunk_id) REFERENCES public.material_chunks(user_id, id) ON DELETE CASCADE;
alter table public.chunk_terms add constraint chunk_terms_user_id_material_id_text_version_fkey FOREIGN KEY (user_id, material_id, text_version) REFERENCES public.material_texts(user_id, material_id, version) ON DELETE CASCADE;
alter table public.conversations add constraint conversations_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;
alter table public.daily_activity add constraint daily_activity_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;
alter table public.decks add constraint decks_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;
alter table public.generated_assets add constraint generated_assets_user_id_material_id_fkey FOREIGN KEY (user_id, material_id) REFERENCES public.materials(user_id, id) ON DELETE CASCADE;
alter table public.interactions add constraint interactions_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;
alter table public.learner_achievements add constraint learner_achievements_achievement_id_fkey FOREIGN KEY (achievement_id) REFERENCES public.achievements(id);
alter table public.learner_achievements add constraint learner_achievements_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;
alter table public.learner_backgrounds add constraint learner_backgrounds_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;
alter table public.learner_settings add constraint learner_settings_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;
alter table public.learner_stats add constraint learner_stats_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;
alter table public.log_cursors add constraint log_cursors_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;
alter table public.material_chunks add constraint material_chunks_user_id_material_id_text_version_fkey FOREIGN KEY (user_id, material_id, text_version) REFERENCES public.material_texts(user_id, material_id, version) ON DELETE CASCADE;
alter table public.material_sections add constraint material_sections_user_id_material_id_text_version_fkey FOREIGN KEY (user_id, material_id, text_version) REFERENCES public.material_texts(user_id, material_id, version) ON DELETE CASCADE;
alter table public.material_tags add constraint material_tags_user_id_material_id_fkey FOREIGN KEY (user_id, material_id) REFERENCES public.materials(user_id, id) ON DELETE CASCADE;
alter table public.material_texts add constraint material_texts_user_id_material_id_fkey FOREIGN KEY (user_id, material_id) REFERENCES public.materials(user_id, id) ON DELETE CASCADE;
alter table public.materials add constraint materials_subject_id_fkey FOREIGN KEY (subject_id) REFERENCES public.subjects(id);
alter table public.materials add constraint materials_topic_id_fkey FOREIGN KEY (topic_id) REFERENCES public.topics(id) DEFERRABLE INITIALLY DEFERRED;
alter table public.materials add constraint materials_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;
alter table public.messages add constraint messages_user_id_conversation_id_fkey FOREIGN KEY (user_id, conversation_id) REFERENCES public.conversations(user_id, id) ON DELETE CASCADE;
alter table public.notes add constraint notes_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;
alter table public.notification_settings add constraint notification_settings_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;
alter table public.passkeys add constraint passkeys_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;
alter table public.pending_sign_ins add constraint pending_sign_ins_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;
alter table public.performance_metrics add constraint performance_metrics_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;
alter table public.practice_session_questions add constraint practice_session_questions_question_id_fkey FOREIGN KEY (question_id) REFERENCES public.questions(id) DEFERRABLE INITIALLY DEFERRED;
alter table public.practice_session_questions add constraint practice_session_questions_user_id_session_id_fkey FOREIGN KEY (user_id, session_id) REFERENCES public.practice_sessions(user_id, id) ON DELETE CASCADE;
alter table public.practice_sessions add constraint practice_sessions_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;
alter table public.processing_jobs add constraint processing_jobs_user_id_material_id_fkey FOREIGN KEY (user_id, material_id) REFERENCES public.materials(user_id, id) ON DELETE CASCADE;
alter table public.profiles add constraint profiles_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;
alter table public.question_answer_counts add constraint question_answer_counts_question_id_fkey FOREIGN KEY (question_id) REFERENCES public.questions(id) ON DELETE CASCADE;
alter table public.question_explanations add constraint question_explanations_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES public.users(id) ON DELETE CASCADE;
alter table public.question_explanations add constraint question_explanations_question_id_fkey FOREIGN KEY (question_id) REFERENCES public.questions(id) ON DELETE CASCADE;
alter table public.question_progress add constraint question_progress_question_id_fkey FOREIGN KEY (question_id) REFERENCES public.questions(id) DEFERRABLE INITIALLY DEFERRED;
alter table public.question_progress add constraint question_progress_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;
alter table public.question_statistics add constraint question_statistics_question_id_fkey FOREIGN KEY (question_id) REFERENCES public.questions(id) ON DELETE CASCADE;
alter table public.question_versions add constraint question_versions_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES public.users(id) ON DELETE CASCADE;
alter table public.question_versions add constraint question_versions_question_id_fkey FOREIGN KEY (question_id) REFERENCES public.questions(id) ON DELETE CASCADE;
alter table public.questions add constraint questions_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES public.users(id) ON DELETE CASCADE;
alter table public.questions add constraint questions_subject_id_fkey FOREIGN KEY (subject_id) REFERENCES public.subjects(id) ON DELETE RESTRICT;
alter table public.questions add constraint questions_topic_id_fkey FOREIGN KEY (topic_id) REFERENCES public.topics(id) DEFERRABLE INITIALLY DEFERRED;
alter table public.reading_progress add constraint reading_progress_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;
alter table public.record_checkpoints add constraint record_checkpoints_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;
alter table public.recovery_codes add constraint recovery_codes_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;
alter table public.refresh_tokens add constraint refresh_tokens_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;
alter table public.retention_metrics add constraint retention_metrics_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;
alter table public.retention_runs add constraint retention_runs_policy_fkey FOREIGN KEY (policy) REFERENCES public.retention_policies(name);
alter table public.review_log add constraint review_log_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;
alter table public.spent_challenges add constraint spent_challenges_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;
alter table public.study_sessions add constraint study_sessions_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;
alter table public.subscription_events add constraint subscription_events_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;
alter table public.subscriptions add constraint subscriptions_plan_code_fkey FOREIGN KEY (plan_code) REFERENCES public.plans(code);
alter table public.subscriptions add constraint subscriptions_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;
alter table public.topic_mastery add constraint topic_mastery_topic_id_fkey FOREIGN KEY (topic_id) REFERENCES public.topics(id) DEFERRABLE INITIALLY DEFERRED;
alter table public.topic_mastery add constraint topic_mastery_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;
alter table public.topics add constraint topics_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES public.users(id) ON DELETE CASCADE;
alter table public.topics add constraint topics_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES public.topics(id) DEFERRABLE INITIALLY DEFERRED;
alter table public.topics add constraint topics_subject_id_fkey FOREIGN KEY (subject_id) REFERENCES public.subjects(id) ON DELETE RESTRICT;
alter table public.totp_secrets add constraint totp_secrets_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;
alter table public.usage_counters add constraint usage_counters_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;
alter table public.usage_reservations add constraint usage_reservations_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;
alter table public.xp_transactions add constraint xp_transactions_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;
