-- Roles, the app schema and the functions every policy stands on.
-- Roles are cluster-wide: several databases of one cluster may migrate at the same time, so each is made only where missing.
do $$
declare
  role_name text;
begin
  foreach role_name in array array['studyin_app', 'studyin_system', 'studyin_reporting'] loop
    begin
      if not exists (select from pg_roles where rolname = role_name) then
        execute format('create role %I nologin noinherit', role_name);
      end if;
    exception when duplicate_object or unique_violation then
      null; -- another database of the cluster was quicker
    end;
    begin
      if not pg_has_role(current_user, role_name, 'set') then
        execute format('grant %I to %I', role_name, current_user);
      end if;
    exception when unique_violation then
      null;
    end;
  end loop;
end
$$;

create schema app;
grant usage on schema app to studyin_app, studyin_system, studyin_reporting;
grant usage on schema public to studyin_app, studyin_system, studyin_reporting;

create extension if not exists vector;
create extension if not exists pg_trgm;

-- The learner whose request this transaction serves; null when none is set, so that every policy then shows nothing.
create function app.current_user_id() returns uuid
  language sql stable parallel safe
  return nullif(current_setting('app.user_id', true), '')::uuid;

-- The account that owns published course books. Fixed, so that policies and partial indexes can name it.
create function app.library_user_id() returns uuid
  language sql immutable parallel safe
  return '00000000-0000-7000-8000-000000000001'::uuid;

-- Settings travel by EXECUTE because set_config() does not reach the workers of a sharded cluster.
create function app.act_as_learner(learner uuid) returns void
  language plpgsql as $$
begin
  execute format('set local app.user_id = %L', learner);
  execute 'set local role studyin_app';
end
$$;

create function app.act_as_system(use_case text) returns void
  language plpgsql as $$
begin
  execute format('set local app.system_use_case = %L', use_case);
  execute 'set local app.user_id = ''''';
  execute 'set local role studyin_system';
end
$$;

-- The smallest UUIDv7 of a moment: the bound of a partition by id, and of a time range over ids.
create function app.uuid_floor(moment timestamptz) returns uuid
  language sql immutable parallel safe
  return (
    lpad(to_hex(floor(extract(epoch from moment) * 1000)::bigint), 12, '0') || '7000' || '8000' || '000000000000'
  )::uuid;

-- Makes a table personal: forced row-level security, the learner's own rows for the app, every row for named system use-cases.
create function app.protect_personal(personal regclass) returns void
  language plpgsql as $$
begin
  execute format('alter table %s enable row level security', personal);
  execute format('alter table %s force row level security', personal);
  execute format('create policy own_rows on %s to studyin_app using (user_id = app.current_user_id()) with check (user_id = app.current_user_id())', personal);
  execute format('create policy system_use_cases on %s to studyin_system using (true) with check (true)', personal);
  execute format('grant select, insert, update, delete on %s to studyin_app, studyin_system', personal);
end
$$;

-- The same for tables whose library rows every learner may read.
create function app.protect_personal_with_library(personal regclass) returns void
  language plpgsql as $$
begin
  perform app.protect_personal(personal);
  execute format('create policy library_rows on %s for select to studyin_app using (user_id = app.library_user_id())', personal);
end
$$;

-- Makes a table shared with private rows: what nobody owns is everybody's to read, what I own is mine to read and write.
create function app.protect_owned(shared regclass) returns void
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

-- System: settings of the installation.
create table settings (
  key text primary key check (key ~ '^[a-z][a-z0-9.-]{1,80}$'),
  value jsonb not null,
  updated_at timestamptz not null default now()
);
grant select, insert, update, delete on settings to studyin_system;
