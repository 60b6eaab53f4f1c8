-- Administration of people: why somebody is suspended, and when people were last here.
alter table users
  add column suspended_at timestamptz,
  add column suspension_reason text check (length(suspension_reason) between 1 and 500);
-- The library is suspended from the beginning, without a moment or a reason.
alter table users add constraint users_suspension check (
  (suspended_at is null or status = 'suspended') and (suspended_at is not null or suspension_reason is null));

-- Beside `users`, which every learner reads: written with each sign-in and each new access token, by its learner alone.
create table account_activity (
  user_id uuid primary key references users on delete cascade,
  last_active_at timestamptz not null
);
select app.protect_personal('account_activity');
create index account_activity_recent on account_activity (last_active_at, user_id);
insert into account_activity (user_id, last_active_at)
  select user_id, max(last_used_at) from refresh_tokens group by user_id;

-- What people are found by: the words of name, user name and address, in small letters (those of every script, whatever the locale of the server).
create function app.words_of(display_name text, username text, email text) returns tsvector
  language sql immutable parallel safe
begin atomic
  select to_tsvector('pg_catalog.simple'::regconfig,
    translate(lower((display_name || ' ' || coalesce(username, '') || ' ' || email) collate pg_c_utf8),
      '@._-+/\&:;,()''"', '               '));
end;
