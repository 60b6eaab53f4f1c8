-- Second factors: authenticator apps, recovery codes, passkeys, and sign-ins that wait for one.
create table totp_secrets (
  user_id uuid primary key references users on delete cascade,
  -- Encrypted with a key that is not in the database: who steals a dump of it cannot make codes.
  sealed_secret bytea not null check (length(sealed_secret) between 1 and 200),
  created_at timestamptz not null default now(),
  -- Null until a first code has shown that the app has the secret. Until then it is asked of nobody.
  confirmed_at timestamptz,
  -- 30-second step of the last code that was taken: neither this nor an earlier one counts again.
  last_used_step bigint check (last_used_step >= 0),
  last_used_at timestamptz,
  -- In a row, since the last right one: how long the next try has to wait.
  wrong_codes integer not null default 0 check (wrong_codes >= 0),
  last_wrong_at timestamptz
);
select app.protect_personal('totp_secrets');

create table recovery_codes (
  user_id uuid not null references users on delete cascade,
  id uuid not null,
  code_hash bytea not null check (length(code_hash) = 32),
  created_at timestamptz not null default now(),
  used_at timestamptz,
  primary key (user_id, id),
  unique (user_id, code_hash)
);
select app.protect_personal('recovery_codes');

create table passkeys (
  user_id uuid not null references users on delete cascade,
  id uuid not null,
  credential_id bytea not null check (length(credential_id) between 1 and 1023),
  public_key bytea not null check (length(public_key) between 1 and 4000),
  -- Signatures made, as the authenticator counts them; 0 where it does not, as synchronised ones.
  sign_count bigint not null default 0 check (sign_count >= 0),
  transports text[] not null default '{}',
  -- Kept by a password manager on several devices.
  is_synced boolean not null default false,
  name text not null check (length(btrim(name)) between 1 and 100),
  created_at timestamptz not null default now(),
  last_used_at timestamptz,
  primary key (user_id, id),
  unique (user_id, credential_id)
);
select app.protect_personal('passkeys');

-- The right password was given, the second factor not yet. Lives for minutes.
create table pending_sign_ins (
  user_id uuid not null references users on delete cascade,
  id uuid not null,
  secret_hash bytea not null check (length(secret_hash) = 32),
  -- SHA-256 of the password's hash: a sign-in that began with another password ends.
  password_mark bytea not null check (length(password_mark) = 32),
  is_remembered boolean not null,
  restores_account boolean not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  primary key (user_id, id),
  unique (user_id, secret_hash),
  check (expires_at > created_at)
);
select app.protect_personal('pending_sign_ins');

-- Passkey challenges that were answered, until they run out by themselves: none is answered twice.
create table spent_challenges (
  user_id uuid not null references users on delete cascade,
  id uuid not null,
  expires_at timestamptz not null,
  primary key (user_id, id)
);
select app.protect_personal('spent_challenges');
