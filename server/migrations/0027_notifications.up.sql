-- What learners want to be written to about, and when. A kind without a row was never switched on.
create table notification_settings (
  user_id uuid not null references users on delete cascade,
  kind text not null check (kind in ('study-reminder', 'weekly-summary')),
  is_on boolean not null,
  -- By the clock of the learner's time zone.
  hour smallint not null check (hour between 0 and 23),
  -- 0 Sunday … 6 Saturday; null: every day.
  weekday smallint check (weekday between 0 and 6),
  -- When it is looked at next. Moved on in the transaction that orders the letter, so that one process alone does.
  next_at timestamptz not null,
  -- The study day of the last letter that was handed over: none of that day follows, whatever is tried again.
  last_study_day date,
  updated_at timestamptz not null default now(),
  primary key (user_id, kind),
  check ((kind = 'weekly-summary') = (weekday is not null))
);
create index notification_settings_due on notification_settings (next_at, user_id, kind) where is_on;
select app.protect_personal('notification_settings');

-- Whether answers count in the figures that instructors see of a question, and in those without names that are kept after an erasure.
alter table learner_settings add column shares_statistics boolean not null default true;
