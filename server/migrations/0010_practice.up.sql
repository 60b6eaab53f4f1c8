create table practice_sessions (
  user_id uuid not null references users on delete cascade,
  id uuid not null,
  mode text not null check (mode in ('tutor', 'timed', 'review', 'test')),
  status text not null default 'active' check (status in ('active', 'paused', 'completed', 'abandoned')),
  settings jsonb not null default '{}' check (jsonb_typeof(settings) = 'object'),
  total_questions int not null check (total_questions > 0),
  answered_count int not null default 0,
  correct_count int not null default 0,
  xp_earned int not null default 0,
  time_limit_ms int check (time_limit_ms > 0),
  active_ms int not null default 0 check (active_ms >= 0),
  resumed_at timestamptz,
  started_at timestamptz not null,
  completed_at timestamptz,
  primary key (user_id, id),
  check (correct_count between 0 and answered_count and answered_count <= total_questions),
  check ((status in ('completed', 'abandoned')) = (completed_at is not null))
);
create index practice_sessions_recent on practice_sessions (user_id, started_at desc, id desc);
select app.protect_personal('practice_sessions');

create table practice_session_questions (
  user_id uuid not null,
  session_id uuid not null,
  position int not null check (position >= 1),
  question_id uuid not null references questions deferrable initially deferred,
  option_order text[] not null default '{}',
  selected_option_ids text[],
  typed_answer text,
  is_correct boolean,
  is_skipped boolean not null default false,
  is_flagged boolean not null default false,
  confidence smallint check (confidence between 1 and 5),
  response_time_ms int check (response_time_ms >= 0),
  xp_earned int not null default 0,
  interaction_id uuid,
  answered_at timestamptz,
  primary key (user_id, session_id, position),
  unique (user_id, session_id, question_id),
  foreign key (user_id, session_id) references practice_sessions on delete cascade
);
create index practice_session_questions_question on practice_session_questions (question_id);
select app.protect_personal('practice_session_questions');
