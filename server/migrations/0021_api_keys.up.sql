-- Keys with which a program acts for a person. Only the hash of a key is kept; `shown` is its beginning, by which its owner knows it.
create table api_keys (
  user_id uuid not null references users on delete cascade,
  id uuid not null,
  name text not null check (length(btrim(name)) between 1 and 60),
  token_hash bytea not null check (length(token_hash) = 32),
  shown text not null check (length(shown) between 8 and 24),
  scopes text[] not null check (cardinality(scopes) between 1 and 40),
  created_at timestamptz not null,
  -- Both are noted once a minute at most.
  last_used_at timestamptz,
  last_used_from inet,
  -- Null: until it is revoked.
  expires_at timestamptz check (expires_at > created_at),
  revoked_at timestamptz,
  primary key (user_id, id),
  unique (user_id, token_hash)
);
create index api_keys_ended on api_keys (least(expires_at, revoked_at));
select app.protect_personal('api_keys');

update retention_policies set tables = tables || '{api_keys}',
  description = 'Tokens of sign-ins, API keys and links in letters that ended. Kept a week, so that the use of a stolen one is noticed.'
where name = 'ended-sign-ins';
