create table decks (
  user_id uuid not null references users on delete cascade,
  id uuid not null,
  name text not null check (length(btrim(name)) between 1 and 200),
  description text,
  material_owner_id uuid,
  material_id uuid,
  scheduler text not null default 'fsrs' check (scheduler in ('fsrs', 'sm2')),
  parameters jsonb,
  desired_retention real not null default 0.9 check (desired_retention between 0.7 and 0.99),
  new_per_day int not null default 20 check (new_per_day between 0 and 9999),
  reviews_per_day int not null default 200 check (reviews_per_day between 0 and 9999),
  is_missed_questions boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (user_id, id)
);
create unique index decks_missed_key on decks (user_id) where is_missed_questions;
create unique index decks_material_key on decks (user_id, material_owner_id, material_id) where material_id is not null;
select app.protect_personal('decks');

create table cards (
  user_id uuid not null,
  id uuid not null,
  deck_id uuid not null,
  kind text not null check (kind in ('flashcard', 'question')),
  question_id uuid references questions deferrable initially deferred,
  -- With the material: one card a fact, whether it came from authoring or from a missed question.
  fact_key text,
  front text not null check (length(btrim(front)) between 1 and 20000),
  back text not null check (length(btrim(back)) between 1 and 20000),
  tags text[] not null default '{}',
  material_owner_id uuid,
  material_id uuid,
  char_start int,
  char_end int,
  page_number int,
  material_title text,
  section_index int,
  heading_path text[],
  quote text,
  state text not null default 'new' check (state in ('new', 'learning', 'review', 'relearning')),
  due_at timestamptz not null,
  interval_days real not null default 0 check (interval_days >= 0),
  ease real not null default 2.5 check (ease >= 1.3),
  stability real check (stability > 0),
  fsrs_difficulty real check (fsrs_difficulty between 1 and 10),
  learning_step smallint not null default 0,
  repetitions int not null default 0,
  reviews int not null default 0,
  lapses int not null default 0,
  last_reviewed_at timestamptz,
  is_suspended boolean not null default false,
  is_leech boolean not null default false,
  -- Its material was deleted: kept, but not asked.
  is_retired boolean not null default false,
  buried_until date,
  position int not null default 0,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (user_id, id),
  foreign key (user_id, deck_id) references decks on delete cascade,
  check (kind <> 'question' or question_id is not null)
);
create index cards_due on cards (user_id, due_at) where not is_suspended and not is_retired and state <> 'new';
create index cards_new on cards (user_id, deck_id, position, id) where not is_suspended and not is_retired and state = 'new';
create index cards_deck on cards (user_id, deck_id);
create unique index cards_question_key on cards (user_id, question_id) where question_id is not null;
create unique index cards_fact_key on cards (user_id, material_id, fact_key) where fact_key is not null;
create index cards_question on cards (question_id) where question_id is not null;
select app.protect_personal('cards');

create table review_log (
  user_id uuid not null references users on delete cascade,
  id uuid not null,
  card_id uuid not null,
  deck_id uuid not null,
  scheduler text not null check (scheduler in ('fsrs', 'sm2')),
  rating smallint not null check (rating between 1 and 4),
  state_before text not null,
  state_after text not null,
  card_before jsonb not null,
  interval_days real not null,
  elapsed_days real not null,
  stability real,
  fsrs_difficulty real,
  ease real,
  response_time_ms int check (response_time_ms >= 0),
  study_day date not null,
  reviewed_at timestamptz not null,
  undone_at timestamptz,
  primary key (user_id, id)
) partition by range (id);
create index review_log_card on review_log (user_id, card_id, id);
select app.protect_personal('review_log');
