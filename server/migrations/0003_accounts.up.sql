create table users (
  id uuid primary key,
  email text not null check (email ~ '^[^@\s]+@[^@\s]+$' and length(email) <= 254),
  email_verified_at timestamptz,
  username text check (username ~ '^[A-Za-z0-9_.-]{3,50}$'),
  display_name text not null check (length(btrim(display_name)) between 2 and 100),
  password_hash text,
  role text not null default 'student' check (role in ('student', 'instructor', 'admin')),
  status text not null default 'active' check (status in ('active', 'suspended', 'deleted')),
  is_demo boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  check ((status = 'deleted') = (deleted_at is not null))
);
create unique index users_email_key on users (lower(email));
create unique index users_username_key on users (lower(username));
insert into users (id, email, display_name, role, status)
values (app.library_user_id(), 'library@studyin.invalid', 'Library', 'instructor', 'suspended');

alter table users enable row level security;
alter table users force row level security;
create policy visible on users for select to studyin_app using (true);
create policy system_use_cases on users to studyin_system using (true) with check (true);
-- No e-mail and no hash for the app role.
grant select (id, username, display_name, role, status, is_demo, created_at) on users to studyin_app;
grant select, insert, update, delete on users to studyin_system;

create table profiles (
  user_id uuid primary key references users on delete cascade,
  first_name text check (length(first_name) <= 100),
  last_name text check (length(last_name) <= 100),
  avatar_file text,
  university text check (length(university) <= 200),
  major text check (length(major) <= 200),
  graduation_year smallint check (graduation_year between 1950 and 2100),
  time_zone text not null default 'UTC' check (length(time_zone) between 1 and 64),
  locale text not null default 'en' check (locale ~ '^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$'),
  updated_at timestamptz not null default now()
);
select app.protect_personal('profiles');

create table learner_settings (
  user_id uuid primary key references users on delete cascade,
  day_start_hour smallint not null default 4 check (day_start_hour between 0 and 23),
  daily_goal_minutes smallint not null default 30 check (daily_goal_minutes between 5 and 480),
  theme text not null default 'system' check (theme in ('system', 'light', 'dark')),
  language text not null default 'en' check (length(language) between 2 and 10),
  preferred_difficulty text check (preferred_difficulty in ('easy', 'medium', 'hard', 'nbme')),
  shows_motivation boolean not null default true,
  notifies_by_email boolean not null default false,
  is_profile_public boolean not null default false,
  shortcuts jsonb not null default '{}' check (jsonb_typeof(shortcuts) = 'object'),
  updated_at timestamptz not null default now()
);
select app.protect_personal('learner_settings');

create table refresh_tokens (
  user_id uuid not null references users on delete cascade,
  id uuid not null,
  family_id uuid not null,
  replaces uuid,
  token_hash bytea not null check (length(token_hash) = 32),
  is_remembered boolean not null default false,
  device text check (length(device) <= 200),
  ip_address inet,
  created_at timestamptz not null default now(),
  last_used_at timestamptz not null default now(),
  rotated_at timestamptz,
  revoked_at timestamptz,
  expires_at timestamptz not null,
  family_expires_at timestamptz not null,
  primary key (user_id, id),
  unique (user_id, token_hash),
  check (expires_at > created_at)
);
create index refresh_tokens_family on refresh_tokens (user_id, family_id);
create index refresh_tokens_expiry on refresh_tokens (expires_at);
select app.protect_personal('refresh_tokens');
