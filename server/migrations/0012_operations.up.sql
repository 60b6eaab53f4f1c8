-- How long each kind of data is kept. Data rather than code: administrators change the periods.
create table retention_policies (
  name text primary key check (name ~ '^[a-z][a-z0-9-]{1,60}$'),
  -- delete: rows go; hide: rows are put away and stay; archive: whole months leave the database for compressed files.
  action text not null check (action in ('delete', 'hide', 'archive')),
  -- What it is about, in the order in which months are archived.
  tables text[] not null check (cardinality(tables) >= 1),
  description text not null,
  keep_days int not null,
  default_keep_days int not null,
  -- No less: what is younger is still needed, such as the months that ids from offline devices fall into.
  least_keep_days int not null check (least_keep_days >= 1),
  -- From the end of the month to the removal of the file; null keeps it for good.
  archive_keep_days int,
  is_enabled boolean not null default true,
  updated_at timestamptz not null default now(),
  check (keep_days between least_keep_days and 36500),
  check (archive_keep_days is null or action = 'archive'),
  check (archive_keep_days between keep_days and 36500)
);
grant select, update on retention_policies to studyin_system;

insert into retention_policies (name, action, tables, keep_days, default_keep_days, least_keep_days, archive_keep_days, is_enabled, description) values
  ('learning-log', 'archive', '{interactions,xp_transactions}', 365, 365, 125, 1095, true,
    'Answers, readings and other things learners did. Figures made from them stay.'),
  ('review-log', 'archive', '{review_log}', 1095, 1095, 125, 1825, true,
    'Every grade given to a card. Kept longer: schedulers are fitted to it.'),
  ('audit-log', 'archive', '{audit_logs}', 730, 730, 125, null, true,
    'Changes that matter for security. Archives are kept for good.'),
  ('performance-metrics', 'archive', '{performance_metrics,retention_metrics}', 730, 730, 125, 1825, true,
    'Daily figures of learners by topic; five years in all, for long trends.'),
  ('sign-in-log', 'delete', '{audit_logs}', 90, 90, 30, null, true,
    'Entries of the audit log about signing in and out, with addresses and devices.'),
  ('inactive-learning-log', 'delete', '{interactions}', 180, 180, 125, null, false,
    'Answers of learners who did nothing for this long. Switched off: somebody who takes a term off keeps the log.'),
  ('study-sessions', 'delete', '{study_sessions}', 730, 730, 30, null, true,
    'Sittings of any kind. The days they belong to keep their figures.'),
  ('practice-sessions', 'delete', '{practice_sessions}', 730, 730, 30, null, true,
    'Practice sessions and exams with their questions in order.'),
  ('idle-conversations', 'hide', '{conversations}', 30, 30, 1, null, true,
    'Conversations with the tutor that nobody went on with; they move to Archived.'),
  ('conversations', 'delete', '{conversations,messages}', 730, 730, 30, null, true,
    'Conversations with the tutor, from their last message on.'),
  ('ended-sign-ins', 'delete', '{refresh_tokens}', 7, 7, 1, null, true,
    'Tokens of sign-ins that ended. Kept a week, so that the use of a stolen one is noticed.'),
  ('closed-accounts', 'delete', '{users}', 30, 30, 1, null, true,
    'Accounts their owner closed. Until then signing in offers to bring them back.'),
  ('deleted-materials', 'delete', '{materials}', 30, 30, 1, null, true,
    'Materials their owner deleted, with text, index and file. Until then they can be restored.'),
  ('operations-history', 'delete', '{maintenance_runs,retention_runs}', 365, 365, 30, null, true,
    'The record of maintenance and retention itself.');

-- One row each time a policy was applied or tried.
create table retention_runs (
  id uuid primary key,
  policy text not null references retention_policies,
  is_dry_run boolean not null,
  keep_days int not null,
  started_at timestamptz not null,
  finished_at timestamptz,
  -- Rows removed, put away or moved into archives; for a dry run those that would be.
  row_count bigint not null default 0,
  -- Names of the months archived.
  partitions text[] not null default '{}',
  error text
);
create index retention_runs_policy on retention_runs (policy, id desc);
grant select, insert, update, delete on retention_runs to studyin_system;

-- Months that left the database, or are on their way out: the status says which step was finished last.
create table partition_archives (
  name text primary key,
  table_name text not null,
  partition_name text not null,
  month_start date not null,
  month_end date not null check (month_end > month_start),
  status text not null check (status in ('planned', 'prepared', 'detached', 'exported', 'archived', 'restored', 'deleted')),
  -- Counted before anything was touched: a row that arrives meanwhile is noticed.
  expected_rows bigint,
  row_count bigint check (row_count >= 0),
  file_sha256 text check (file_sha256 ~ '^[0-9a-f]{64}$'),
  file_bytes bigint check (file_bytes >= 0),
  manifest_sha256 text check (manifest_sha256 ~ '^[0-9a-f]{64}$'),
  started_at timestamptz not null,
  archived_at timestamptz,
  restored_at timestamptz,
  -- A restored month is not archived again before this.
  held_until timestamptz,
  deleted_at timestamptz,
  -- People erased up to this moment are not in the file.
  erasures_until timestamptz,
  check (status not in ('exported', 'archived', 'restored') or (row_count is not null and file_sha256 is not null and manifest_sha256 is not null))
);
grant select, insert, update on partition_archives to studyin_system;

create table maintenance_runs (
  id uuid primary key,
  task text not null check (task ~ '^[a-z][a-z0-9-]{1,60}$'),
  started_at timestamptz not null,
  finished_at timestamptz,
  result jsonb not null default '{}' check (jsonb_typeof(result) = 'object'),
  error text
);
create index maintenance_runs_task on maintenance_runs (task, id desc);
grant select, insert, update, delete on maintenance_runs to studyin_system;

-- What followed from a learner's log up to an entry, kept before that part of the log is archived: a rebuild starts here.
create table record_checkpoints (
  user_id uuid not null references users on delete cascade,
  sequence int not null check (sequence >= 1),
  part text not null check (part in ('stats', 'days', 'questions', 'topics', 'sessions', 'achievements')),
  position int not null check (position >= 0),
  entries jsonb not null check (jsonb_typeof(entries) = 'array'),
  made_at timestamptz not null,
  primary key (user_id, sequence, part, position)
);
select app.protect_personal('record_checkpoints');

-- What the daily run looks for, without reading whole tables. BRIN where rows are changed with every answer: it does not stand in the way of that.
-- A token has ended when the first of the three has come.
drop index refresh_tokens_expiry;
create index refresh_tokens_expiry on refresh_tokens (least(expires_at, revoked_at, rotated_at));
create index users_closed on users (deleted_at) where deleted_at is not null;
create index materials_deleted on materials (deleted_at) where deleted_at is not null;
create index conversations_idle on conversations (last_message_at);
create index practice_sessions_old on practice_sessions (started_at);
create index study_sessions_old on study_sessions using brin (started_at);
