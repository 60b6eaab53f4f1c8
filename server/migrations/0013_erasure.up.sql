-- Erasure, anonymous metrics, and the two roles that only read: reporting (no identity) and backup (everything).
do $$
begin
  if not exists (select from pg_roles where rolname = 'studyin_backup') then
    create role studyin_backup nologin noinherit;
  end if;
exception when duplicate_object or unique_violation then
  null; -- another database of the cluster was quicker
end
$$;
do $$
begin
  if not pg_has_role(current_user, 'studyin_backup', 'set') then
    execute format('grant studyin_backup to %I', current_user);
  end if;
exception when unique_violation then
  null;
end
$$;
grant usage on schema app, public to studyin_backup;

-- A backup reads every table, also those under forced row-level security, without BYPASSRLS, which managed servers do not give.
create function app.let_backup_read(any_table regclass) returns void
  language plpgsql as $$
begin
  execute format('grant select on %s to studyin_backup', any_table);
  if (select relrowsecurity from pg_class where oid = any_table)
    and not exists (select from pg_policy where polrelid = any_table and polname = 'backup_reads') then
    execute format('create policy backup_reads on %s for select to studyin_backup using (true)', any_table);
  end if;
end
$$;

create or replace function app.protect_personal(personal regclass) returns void
  language plpgsql as $$
begin
  execute format('alter table %s enable row level security', personal);
  execute format('alter table %s force row level security', personal);
  execute format('create policy own_rows on %s to studyin_app using (user_id = app.current_user_id()) with check (user_id = app.current_user_id())', personal);
  execute format('create policy system_use_cases on %s to studyin_system using (true) with check (true)', personal);
  execute format('grant select, insert, update, delete on %s to studyin_app, studyin_system', personal);
  perform app.let_backup_read(personal);
end
$$;

create or replace function app.protect_owned(shared regclass) returns void
  language plpgsql as $$
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
$$;

-- Who was erased, as a hash that leads back to nobody. Replayed after a restore, applied to archives.
create table erasure_ledger (
  learner_hash bytea primary key check (length(learner_hash) = 32),
  erased_at timestamptz not null,
  cause text not null check (cause in ('learner', 'administrator', 'command', 'purge', 'restore')),
  -- Until files, cache, letters and jobs have been swept for the last time, minutes after the erasure.
  unfinished_user_id uuid
);
create index erasure_ledger_unfinished on erasure_ledger (erased_at) where unfinished_user_id is not null;
grant select, insert, update on erasure_ledger to studyin_system;

-- What erased learners did, added up by month, kind, catalogue topic and difficulty. A row stands for all of them together.
create table anonymous_metrics (
  month date not null check (extract(day from month) = 1),
  kind text not null,
  -- The nil UUID stands for every topic that is not of the catalogue: a private one would name its owner.
  topic_id uuid not null,
  difficulty text not null check (difficulty in ('none', 'easy', 'medium', 'hard', 'nbme')),
  learners bigint not null,
  interactions bigint not null,
  answered bigint not null,
  correct bigint not null,
  duration_ms bigint not null,
  response_time_sum_ms bigint not null,
  response_time_count bigint not null,
  confidence_sum bigint not null,
  confidence_count bigint not null,
  primary key (month, kind, topic_id, difficulty)
);
grant select, insert, update on anonymous_metrics to studyin_system;

-- Adds a learner's interactions to the anonymous metrics; called before they are deleted. Returns how many months, kinds and topics they went to.
create function app.keep_anonymous_metrics(learner uuid) returns bigint
  language sql volatile as $$
  with kept as (
    insert into public.anonymous_metrics as m (month, kind, topic_id, difficulty, learners, interactions, answered, correct, duration_ms,
      response_time_sum_ms, response_time_count, confidence_sum, confidence_count)
    select date_trunc('month', i.study_day)::date, i.kind, coalesce(t.id, '00000000-0000-0000-0000-000000000000'), coalesce(i.difficulty, 'none'),
      1, count(*), count(i.is_correct), count(*) filter (where i.is_correct), sum(i.duration_ms),
      coalesce(sum(i.response_time_ms), 0), count(i.response_time_ms), coalesce(sum(i.confidence), 0), count(i.confidence)
    from public.interactions i left join public.topics t on t.id = i.topic_id and t.owner_id is null
    where i.user_id = learner
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
$$;

-- The planner's statistics keep samples of what was in a table. Gathered anew, they know nothing of who was erased; of an empty table nothing
-- is gathered, and PostgreSQL 18 can forget what it had.
create function app.refresh_statistics(table_names text[]) returns void
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp as $$
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
$$;
revoke execute on function app.refresh_statistics from public;
grant execute on function app.refresh_statistics to studyin_system;

-- Erasure takes the person out of the log and leaves what happened; nobody else may change an entry.
grant update (actor_id, entity_id, old_values, new_values, ip_address, user_agent, session_id, error_message) on audit_logs to studyin_system;
create index audit_logs_event on audit_logs (event, id);
create index audit_logs_entity on audit_logs (entity_type, entity_id, id) where entity_id is not null;

-- Found when their author or editor is erased.
create index questions_author on questions (author_id) where author_id is not null;
create index question_versions_editor on question_versions (editor_id) where editor_id is not null;

do $$
declare
  any_table regclass;
begin
  for any_table in
    select c.oid::regclass from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition
      and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
  loop
    perform app.let_backup_read(any_table);
  end loop;
end
$$;

-- Reporting reads columns that name nobody, and views over them.
create schema reporting;
grant usage on schema reporting to studyin_reporting;
grant select (role, status, is_demo, created_at) on users to studyin_reporting;
create policy reporting_reads on users for select to studyin_reporting using (not is_demo);
grant select (study_day, answered, correct, reviewed, review_lapses, sections_read, asked, xp, practice_ms, review_ms, reading_ms, tutor_ms, is_goal_met)
  on daily_activity to studyin_reporting;
create policy reporting_reads on daily_activity for select to studyin_reporting using (true);
grant select (topic_id, answered, correct, level) on topic_mastery to studyin_reporting;
create policy reporting_reads on topic_mastery for select to studyin_reporting using (true);
grant select (question_id, attempts, correct_attempts, confidence_sum, confidence_count, response_time_sum_ms) on question_progress to studyin_reporting;
create policy reporting_reads on question_progress for select to studyin_reporting using (true);
grant select (status, format, source_type, file_size, word_count, created_at, deleted_at) on materials to studyin_reporting;
create policy reporting_reads on materials for select to studyin_reporting using (true);
grant select (event, is_success, recorded_at) on audit_logs to studyin_reporting;
create policy reporting_reads on audit_logs for select to studyin_reporting using (true);
-- Of topics and questions those that belong to nobody: the names of private ones are their owner's.
grant select (id, slug, name, subject_id, parent_id) on topics to studyin_reporting;
create policy reporting_reads on topics for select to studyin_reporting using (owner_id is null);
grant select (id, subject_id, topic_id, type, difficulty, origin) on questions to studyin_reporting;
create policy reporting_reads on questions for select to studyin_reporting using (owner_id is null);
grant select on subjects, achievements, anonymous_metrics to studyin_reporting;

create view reporting.accounts with (security_invoker = true) as
  select date_trunc('month', created_at, 'UTC')::date as month, role, status, count(*) as accounts
  from users group by 1, 2, 3;
create view reporting.activity with (security_invoker = true) as
  select study_day, count(*) as learners, count(*) filter (where is_goal_met) as goals_met, sum(answered) as answered, sum(correct) as correct,
    sum(reviewed) as reviewed, sum(review_lapses) as review_lapses, sum(sections_read) as sections_read, sum(asked) as asked, sum(xp) as xp,
    sum(practice_ms) as practice_ms, sum(review_ms) as review_ms, sum(reading_ms) as reading_ms, sum(tutor_ms) as tutor_ms
  from daily_activity group by study_day;
create view reporting.topics with (security_invoker = true) as
  select t.id as topic_id, t.slug, t.name, m.level, count(*) as learners, sum(m.answered) as answered, sum(m.correct) as correct
  from topics t join topic_mastery m on m.topic_id = t.id group by t.id, t.slug, t.name, m.level;
create view reporting.questions with (security_invoker = true) as
  select q.id as question_id, q.type, q.difficulty, q.origin, count(*) as learners, sum(p.attempts) as attempts, sum(p.correct_attempts) as correct_attempts,
    sum(p.confidence_sum) as confidence_sum, sum(p.confidence_count) as confidence_count, sum(p.response_time_sum_ms) as response_time_sum_ms
  from questions q join question_progress p on p.question_id = q.id group by q.id, q.type, q.difficulty, q.origin;
create view reporting.materials with (security_invoker = true) as
  select date_trunc('month', created_at, 'UTC')::date as month, status, format, source_type, count(*) as materials, sum(file_size) as bytes, sum(word_count) as words
  from materials where deleted_at is null group by 1, 2, 3, 4;
create view reporting.events with (security_invoker = true) as
  select date_trunc('day', recorded_at, 'UTC')::date as day, event, is_success, count(*) as entries from audit_logs group by 1, 2, 3;
create view reporting.erased_learners with (security_invoker = true) as
  select month, kind, topic_id, difficulty, learners, interactions, answered, correct, duration_ms, response_time_sum_ms, response_time_count,
    confidence_sum, confidence_count
  from anonymous_metrics;
grant select on all tables in schema reporting to studyin_reporting;
