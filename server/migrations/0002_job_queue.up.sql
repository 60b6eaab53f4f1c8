-- Jobs are enqueued in the transaction of the row they work on: first into an outbox, from which the server moves them
-- into the queue's own schema (pgboss). The outbox row and the work's row are committed together or not at all.
create table job_outbox (
  id uuid primary key,
  name text not null check (name ~ '^[a-z][a-z0-9-]*\.[a-z][a-z0-9-]*$'),
  payload jsonb not null check (jsonb_typeof(payload) = 'object'),
  singleton_key text check (length(singleton_key) between 1 and 200),
  start_after timestamptz,
  retry_limit integer check (retry_limit between 0 and 100),
  priority integer not null default 0,
  enqueued_at timestamptz not null default now()
);
grant select, insert, delete on job_outbox to studyin_system;

-- How far a running job is. Separate from the queue's rows, which its own statements rewrite.
create table job_progress (
  job_id uuid primary key,
  done integer not null check (done >= 0),
  total integer not null check (total >= 0),
  note text check (length(note) <= 500),
  updated_at timestamptz not null default now()
);
grant select, insert, update, delete on job_progress to studyin_system;

-- The one thing a learner's transaction may do to the queue. Enqueuing the same id twice is without effect.
create function app.enqueue_job(
  job_id uuid, job_name text, job_payload jsonb, job_key text, job_start_after timestamptz, job_retry_limit integer, job_priority integer
) returns void
  language sql volatile security definer
  set search_path = pg_catalog, pg_temp
begin atomic
  insert into public.job_outbox (id, name, payload, singleton_key, start_after, retry_limit, priority)
  values (job_id, job_name, job_payload, job_key, job_start_after, job_retry_limit, job_priority)
  on conflict (id) do nothing;
end;
revoke execute on function app.enqueue_job from public;
grant execute on function app.enqueue_job to studyin_app, studyin_system;
