-- The append-only log. Everything else in this file can be rebuilt from it.
create table interactions (
  user_id uuid not null references users on delete cascade,
  id uuid not null,
  kind text not null check (kind in ('answer', 'view', 'skip', 'read', 'watch', 'review', 'ask', 'undo')),
  question_id uuid,
  topic_id uuid,
  card_id uuid,
  session_id uuid,
  session_kind text check (session_kind in ('practice', 'exam', 'review', 'reading', 'video', 'chat')),
  material_owner_id uuid,
  material_id uuid,
  section_index int,
  undoes_id uuid,
  difficulty text check (difficulty in ('easy', 'medium', 'hard', 'nbme')),
  selected_option_ids text[],
  typed_answer text check (length(typed_answer) <= 20000),
  is_correct boolean,
  confidence smallint check (confidence between 1 and 5),
  rating smallint check (rating between 1 and 4),
  response_time_ms int check (response_time_ms >= 0),
  duration_ms int not null default 0 check (duration_ms >= 0),
  study_day date not null,
  local_hour smallint not null check (local_hour between 0 and 23),
  daily_goal_minutes smallint not null,
  xp_earned int not null,
  -- The order in which the learner's interactions were recorded: a rebuild follows it, not the clocks of devices.
  sequence int not null check (sequence >= 1),
  recorded_at timestamptz not null,
  primary key (user_id, id)
) partition by range (id);
create index interactions_sequence on interactions (user_id, sequence);
create index interactions_question on interactions (user_id, question_id, id) where question_id is not null;
select app.protect_personal('interactions');

create view user_question_attempts with (security_invoker = true) as
  select user_id, id, question_id, topic_id, session_id, session_kind as attempt_type, selected_option_ids, typed_answer, is_correct,
    confidence as confidence_rating, response_time_ms, recorded_at as answered_at
  from interactions where kind = 'answer';
grant select on user_question_attempts to studyin_app, studyin_system;

create table study_sessions (
  user_id uuid not null references users on delete cascade,
  id uuid not null,
  kind text not null check (kind in ('practice', 'exam', 'review', 'reading', 'video', 'chat')),
  material_owner_id uuid,
  material_id uuid,
  started_at timestamptz not null,
  ended_at timestamptz not null,
  interactions int not null default 0,
  answered int not null default 0,
  correct int not null default 0,
  active_ms bigint not null default 0,
  xp_earned int not null default 0,
  primary key (user_id, id),
  check (ended_at >= started_at)
);
create index study_sessions_recent on study_sessions (user_id, ended_at desc);
select app.protect_personal('study_sessions');

create table question_progress (
  user_id uuid not null references users on delete cascade,
  question_id uuid not null references questions deferrable initially deferred,
  attempts int not null default 0,
  correct_attempts int not null default 0,
  confidence_sum int not null default 0,
  confidence_count int not null default 0,
  response_time_sum_ms bigint not null default 0,
  last_is_correct boolean,
  first_attempt_at timestamptz,
  last_attempt_at timestamptz,
  primary key (user_id, question_id),
  check (correct_attempts between 0 and attempts)
);
create index question_progress_question on question_progress (question_id);
select app.protect_personal('question_progress');

create table topic_mastery (
  user_id uuid not null references users on delete cascade,
  topic_id uuid not null references topics deferrable initially deferred,
  answered int not null default 0,
  correct int not null default 0,
  level text not null default 'novice' check (level in ('novice', 'beginner', 'intermediate', 'advanced', 'expert')),
  last_answered_at timestamptz,
  primary key (user_id, topic_id),
  check (correct between 0 and answered)
);
create index topic_mastery_topic on topic_mastery (topic_id);
select app.protect_personal('topic_mastery');

create table daily_activity (
  user_id uuid not null references users on delete cascade,
  study_day date not null,
  answered int not null default 0,
  correct int not null default 0,
  reviewed int not null default 0,
  review_lapses int not null default 0,
  sections_read int not null default 0,
  asked int not null default 0,
  xp int not null default 0,
  practice_ms bigint not null default 0,
  review_ms bigint not null default 0,
  reading_ms bigint not null default 0,
  tutor_ms bigint not null default 0,
  daily_goal_minutes smallint not null,
  is_goal_met boolean not null default false,
  is_frozen boolean not null default false,
  first_at timestamptz,
  last_at timestamptz,
  primary key (user_id, study_day)
);
select app.protect_personal('daily_activity');

create table xp_transactions (
  user_id uuid not null references users on delete cascade,
  id uuid not null,
  amount int not null,
  source text not null check (source in ('question_answered', 'streak_bonus', 'achievement_unlock', 'milestone_complete', 'review_complete', 'daily_goal_met', 'undo')),
  interaction_id uuid,
  description text,
  study_day date not null,
  recorded_at timestamptz not null,
  primary key (user_id, id)
) partition by range (id);
select app.protect_personal('xp_transactions');

-- One row a learner, locked by every record: what the next interaction must know of all earlier ones.
create table learner_stats (
  user_id uuid primary key references users on delete cascade,
  interactions int not null default 0,
  xp_total bigint not null default 0,
  level int not null default 1 check (level >= 1),
  current_streak int not null default 0,
  longest_streak int not null default 0,
  last_study_day date,
  streak_freezes smallint not null default 0 check (streak_freezes >= 0),
  answered int not null default 0,
  correct int not null default 0,
  correct_run int not null default 0,
  longest_correct_run int not null default 0,
  reviewed int not null default 0,
  sections_read int not null default 0,
  asked int not null default 0,
  study_ms bigint not null default 0,
  last_interaction_at timestamptz,
  updated_at timestamptz not null default now()
) with (fillfactor = 70);
select app.protect_personal('learner_stats');

create table achievements (
  id uuid primary key,
  code text not null unique check (code ~ '^[a-z][a-z0-9_]{1,99}$'),
  name text not null,
  description text not null,
  icon text,
  category text not null check (category in ('milestone', 'streak', 'mastery', 'speed', 'consistency', 'special')),
  rarity text not null default 'common' check (rarity in ('common', 'uncommon', 'rare', 'epic', 'legendary')),
  xp_reward int not null default 0 check (xp_reward >= 0),
  unlock_conditions jsonb not null check (jsonb_typeof(unlock_conditions) = 'object'),
  is_active boolean not null default true
);
grant select on achievements to studyin_app;
grant select, insert, update, delete on achievements to studyin_system;

insert into achievements (id, code, name, description, icon, category, rarity, xp_reward, unlock_conditions) values
  ('00000000-0000-7000-8000-00000000ac01', 'first_question', 'First steps', 'Answer your first question.', 'target', 'milestone', 'common', 10, '{"questions_answered": 1}'),
  ('00000000-0000-7000-8000-00000000ac02', 'streak_7', 'Week warrior', 'Study on 7 days in a row.', 'flame', 'streak', 'uncommon', 50, '{"streak_days": 7}'),
  ('00000000-0000-7000-8000-00000000ac03', 'streak_30', 'Monthly master', 'Study on 30 days in a row.', 'trophy', 'streak', 'rare', 200, '{"streak_days": 30}'),
  ('00000000-0000-7000-8000-00000000ac04', 'perfect_10', 'Perfect score', 'Answer 10 questions in a row correctly.', 'circle-check', 'mastery', 'epic', 100, '{"correct_run": 10}'),
  ('00000000-0000-7000-8000-00000000ac05', 'speed_demon', 'Speed demon', 'Answer a question correctly in under 30 seconds.', 'zap', 'speed', 'uncommon', 25, '{"correct_under_seconds": 30}'),
  ('00000000-0000-7000-8000-00000000ac06', 'night_owl', 'Night owl', 'Study between midnight and 4:00.', 'moon', 'special', 'common', 15, '{"hour_from": 0, "hour_before": 4}'),
  ('00000000-0000-7000-8000-00000000ac07', 'early_bird', 'Early bird', 'Study between 4:00 and 6:00.', 'sunrise', 'special', 'common', 15, '{"hour_from": 4, "hour_before": 6}'),
  ('00000000-0000-7000-8000-00000000ac08', 'master_anatomy', 'Anatomy master', 'Reach 90 % in Anatomy with at least 20 questions answered.', 'brain', 'mastery', 'rare', 150, '{"topic_id": "00000000-0000-7000-8000-0000000000a1", "mastery_percent": 90, "at_least_answered": 20}');

create table learner_achievements (
  user_id uuid not null references users on delete cascade,
  achievement_id uuid not null references achievements,
  progress int not null default 0,
  is_completed boolean not null default false,
  unlocked_at timestamptz,
  interaction_id uuid,
  primary key (user_id, achievement_id),
  check (is_completed = (unlocked_at is not null))
);
select app.protect_personal('learner_achievements');
