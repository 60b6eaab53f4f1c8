-- Every backup and every restore drill that was begun here, whoever began it. Not part of a backup itself.
create table backup_runs (
  id uuid primary key,
  kind text not null check (kind in ('backup', 'drill')),
  cause text not null check (cause in ('schedule', 'administrator', 'command')),
  started_at timestamptz not null,
  -- A run that has been silent for minutes died with its process.
  alive_at timestamptz not null,
  finished_at timestamptz,
  status text not null check (status in ('running', 'succeeded', 'failed')),
  progress text check (length(progress) <= 200),
  place text,
  name text,
  size_bytes bigint check (size_bytes >= 0),
  row_count bigint check (row_count >= 0),
  file_count bigint check (file_count >= 0),
  key_id text,
  -- Backups that rotation removed.
  removed text[] not null default '{}',
  error text,
  check ((status = 'running') = (finished_at is null)),
  check (status <> 'succeeded' or name is not null)
);
-- One of a kind at a time, whichever server began it.
create unique index backup_runs_running on backup_runs (kind) where status = 'running';
create index backup_runs_latest on backup_runs (kind, started_at desc);
grant select, insert, update, delete on backup_runs to studyin_system;
select app.let_backup_read('backup_runs');
