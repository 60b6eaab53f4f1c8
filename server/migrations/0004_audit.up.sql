create table audit_logs (
  id uuid primary key,
  actor_id uuid,
  event text not null check (event ~ '^[a-z][a-z0-9_.-]{1,80}$'),
  entity_type text,
  entity_id text,
  old_values jsonb,
  new_values jsonb,
  ip_address inet,
  user_agent text check (length(user_agent) <= 500),
  session_id uuid,
  is_success boolean not null default true,
  error_message text,
  recorded_at timestamptz not null
) partition by range (id);
create index audit_logs_actor on audit_logs (actor_id, id);
alter table audit_logs enable row level security;
alter table audit_logs force row level security;
create policy system_use_cases on audit_logs to studyin_system using (true) with check (true);
-- A learner's transaction may add an entry about itself; nobody but a system use-case reads any.
create policy own_insert on audit_logs for insert to studyin_app with check (actor_id = app.current_user_id());
grant insert on audit_logs to studyin_app;
grant select, insert, delete on audit_logs to studyin_system;
