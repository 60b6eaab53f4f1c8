create table conversations (
  user_id uuid not null references users on delete cascade,
  id uuid not null,
  kind text not null default 'exploration' check (kind in ('teaching', 'review', 'exploration', 'clarification')),
  title text not null check (length(title) between 1 and 500),
  scope jsonb not null default '{"kind":"everything"}' check (jsonb_typeof(scope) = 'object'),
  is_archived boolean not null default false,
  last_message_at timestamptz not null,
  created_at timestamptz not null default now(),
  primary key (user_id, id)
);
create index conversations_recent on conversations (user_id, last_message_at desc, id desc);
select app.protect_personal('conversations');

create table messages (
  user_id uuid not null,
  id uuid not null,
  conversation_id uuid not null,
  role text not null check (role in ('user', 'assistant', 'system')),
  content text not null,
  status text not null default 'complete' check (status in ('streaming', 'complete', 'stopped', 'failed')),
  outcome text check (outcome in ('answered', 'no-answer')),
  citations jsonb not null default '[]' check (jsonb_typeof(citations) = 'array'),
  context jsonb not null default '{}' check (jsonb_typeof(context) = 'object'),
  engine text,
  token_count int,
  response_time_ms int check (response_time_ms >= 0),
  created_at timestamptz not null default now(),
  primary key (user_id, id),
  foreign key (user_id, conversation_id) references conversations on delete cascade
);
create index messages_conversation on messages (user_id, conversation_id, id);
select app.protect_personal('messages');
