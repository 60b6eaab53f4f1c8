-- Links in letters: confirm an address, set a new password, move to another address. Only the hash of what a link carries is kept.
create table account_tokens (
  user_id uuid not null references users on delete cascade,
  id uuid not null,
  purpose text not null check (purpose in ('verify-email', 'reset-password', 'change-email')),
  token_hash bytea not null check (length(token_hash) = 32),
  -- The address it was made for: the present one, or the one to move to.
  email text not null check (email ~ '^[^@\s]+@[^@\s]+$' and length(email) <= 254),
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz,
  -- When a newer one took its place, or the account no longer wants it.
  ended_at timestamptz,
  primary key (user_id, id),
  unique (user_id, token_hash),
  check (expires_at > created_at)
);
create index account_tokens_expiry on account_tokens (expires_at);
select app.protect_personal('account_tokens');

update retention_policies set tables = tables || '{account_tokens}',
  description = 'Tokens of sign-ins that ended, and links in letters. Kept a week, so that the use of a stolen one is noticed.'
where name = 'ended-sign-ins';
