drop function app.enqueue_job;
drop table job_progress;
drop table job_outbox;
-- The queue's own schema is made by the server at its start, not by the migration above.
drop schema if exists pgboss cascade;
