-- The role stays: other databases of the cluster may use it.
drop schema reporting cascade;
do $$
declare
  any_policy record;
  any_table regclass;
begin
  for any_policy in select polrelid::regclass as on_table, polname from pg_policy where polname in ('backup_reads', 'reporting_reads') loop
    execute format('drop policy %I on %s', any_policy.polname, any_policy.on_table);
  end loop;
  for any_table in
    select c.oid::regclass from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind in ('r', 'p', 'v') and not c.relispartition
      and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
  loop
    execute format('revoke all on %s from studyin_backup, studyin_reporting', any_table);
  end loop;
end
$$;
revoke usage on schema app, public from studyin_backup;
drop index question_versions_editor, questions_author, audit_logs_entity, audit_logs_event;
revoke update (actor_id, entity_id, old_values, new_values, ip_address, user_agent, session_id, error_message) on audit_logs from studyin_system;
drop function app.refresh_statistics;
drop function app.keep_anonymous_metrics;
drop table anonymous_metrics, erasure_ledger;

create or replace function app.protect_personal(personal regclass) returns void
  language plpgsql as $$
begin
  execute format('alter table %s enable row level security', personal);
  execute format('alter table %s force row level security', personal);
  execute format('create policy own_rows on %s to studyin_app using (user_id = app.current_user_id()) with check (user_id = app.current_user_id())', personal);
  execute format('create policy system_use_cases on %s to studyin_system using (true) with check (true)', personal);
  execute format('grant select, insert, update, delete on %s to studyin_app, studyin_system', personal);
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
end
$$;
drop function app.let_backup_read;
