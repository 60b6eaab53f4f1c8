-- Plans are data: what a learner may store and use. A limit that is null is none.
create table plans (
  code text primary key check (code ~ '^[a-z][a-z0-9-]{1,39}$'),
  name text not null check (length(btrim(name)) between 1 and 60),
  description text not null default '' check (length(description) <= 500),
  max_materials int check (max_materials >= 0),
  max_storage_bytes bigint check (max_storage_bytes >= 0),
  -- In a calendar month (UTC).
  max_model_tokens bigint check (max_model_tokens >= 0),
  -- What everybody has who has no other.
  is_default boolean not null default false,
  -- An inactive plan can be given to nobody new; whoever has it keeps it.
  is_active boolean not null default false,
  position smallint not null default 0,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  check (is_active or not is_default)
);
create unique index plans_default_key on plans (is_default) where is_default;
grant select on plans to studyin_app;
grant select, insert, update, delete on plans to studyin_system;
select app.let_backup_read('plans');

insert into plans (code, name, description, max_materials, max_storage_bytes, max_model_tokens, is_default, is_active, position) values
  ('self-hosted', 'Unlimited', 'No limits. For those who run StudyIn for themselves.', null, null, null, true, true, 0),
  ('free', 'Free', 'A term''s worth of notes, to try StudyIn with.', 20, 500000000, 200000, false, false, 1),
  ('plus', 'Plus', 'The books and notes of a year.', 200, 5000000000, 2000000, false, false, 2),
  ('pro', 'Pro', 'Everything for a whole degree.', 2000, 50000000000, 10000000, false, false, 3);

-- Who has which plan, and had. A plan an administrator gave goes before those of a provider; of several of those the one whose period began last.
create table subscriptions (
  user_id uuid not null references users on delete cascade,
  id uuid not null,
  plan_code text not null references plans,
  status text not null check (status in ('trialing', 'active', 'past-due', 'canceled', 'ended')),
  source text not null check (source in ('admin', 'provider')),
  provider text check (length(provider) between 1 and 40),
  -- The provider's own name of the subscription.
  provider_reference text check (length(provider_reference) between 1 and 200),
  started_at timestamptz not null,
  trial_ends_at timestamptz,
  period_start timestamptz not null,
  -- null: until somebody ends it. Past it the subscription counts no more, whatever its status.
  period_end timestamptz,
  ended_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (user_id, id),
  check ((status = 'ended') = (ended_at is not null)),
  check (period_end > period_start),
  check ((source = 'provider') = (provider is not null) and (provider is null) = (provider_reference is null))
);
create unique index subscriptions_open_key on subscriptions (user_id, provider, provider_reference) nulls not distinct where ended_at is null;
select app.protect_personal('subscriptions');

-- What a provider told, by its own name: heard twice it counts once, and what is older than what was heard before changes nothing.
create table subscription_events (
  user_id uuid not null references users on delete cascade,
  provider text not null check (length(provider) between 1 and 40),
  event_id text not null check (length(event_id) between 1 and 200),
  provider_reference text not null check (length(provider_reference) between 1 and 200),
  occurred_at timestamptz not null,
  received_at timestamptz not null,
  outcome text not null check (outcome in ('applied', 'late')),
  primary key (user_id, provider, event_id)
);
select app.protect_personal('subscription_events');

-- What a learner has used: 'total' of what lies there, by month of what is spent.
create table usage_counters (
  user_id uuid not null references users on delete cascade,
  counter text not null check (counter in ('materials', 'storage-bytes', 'model-tokens')),
  period text not null check (period ~ '^(total|\d{4}-\d{2})$'),
  used bigint not null default 0 check (used >= 0),
  updated_at timestamptz not null default now(),
  primary key (user_id, counter, period)
);
select app.protect_personal('usage_counters');

-- Room held for work that is under way. One that was cut off frees its room by expiring.
create table usage_reservations (
  user_id uuid not null references users on delete cascade,
  id uuid not null,
  counter text not null check (counter in ('materials', 'storage-bytes', 'model-tokens')),
  period text not null check (period ~ '^(total|\d{4}-\d{2})$'),
  amount bigint not null check (amount > 0),
  expires_at timestamptz not null,
  primary key (user_id, id, counter)
);
create index usage_reservations_expiry on usage_reservations (expires_at);
select app.protect_personal('usage_reservations');

-- What lies there already. As the system: the owner of the tables sees nothing through row-level security either.
select app.act_as_system('count-usage');
insert into usage_counters (user_id, counter, period, used)
select m.user_id, c.counter, 'total', case c.counter when 'materials' then count(*) else sum(m.file_size) end
from materials m cross join (values ('materials'), ('storage-bytes')) as c (counter)
where m.deleted_at is null
group by m.user_id, c.counter;
reset role;
