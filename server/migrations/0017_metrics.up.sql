-- Figures added up from the log bit by bit: days of learners by topic, recall by topic, questions of the bank.

-- How far each follower of the log has read each learner's part of it, by `interactions.sequence`: entries of one learner are numbered and
-- committed one after the other, so nothing arrives behind a cursor, however late a device sends it and whatever its id says.
create table log_cursors (
  user_id uuid not null references users on delete cascade,
  follower text not null check (follower ~ '^[a-z][a-z-]{1,60}$'),
  sequence int not null check (sequence >= 0),
  -- Answers up to there, and the right ones among them.
  answered int not null,
  correct int not null,
  primary key (user_id, follower)
) with (fillfactor = 80);
select app.protect_personal('log_cursors');

-- Sums, so that more can be added. None is checked to be positive: a review that is taken back later arrives as a negative row to add.
-- The nil UUID stands for what has no topic.
create table performance_metrics (
  user_id uuid not null references users on delete cascade,
  day date not null,
  topic_id uuid not null,
  interactions int not null,
  answered int not null,
  correct int not null,
  passed int not null,
  response_time_sum_ms bigint not null,
  response_time_count int not null,
  confidence_sum int not null,
  confidence_count int not null,
  -- Wrong answers given with confidence 4 or 5: what one would not look up.
  confident_errors int not null,
  answer_ms bigint not null,
  study_ms bigint not null,
  xp_earned int not null,
  primary key (user_id, day, topic_id)
) partition by range (day);
select app.protect_personal('performance_metrics');

create table retention_metrics (
  user_id uuid not null references users on delete cascade,
  day date not null,
  topic_id uuid not null,
  reviewed int not null,
  -- Graded Hard, Good or Easy.
  recalled int not null,
  again int not null,
  hard int not null,
  good int not null,
  easy int not null,
  response_time_sum_ms bigint not null,
  review_ms bigint not null,
  primary key (user_id, day, topic_id)
) partition by range (day);
select app.protect_personal('retention_metrics');

-- How a question of the bank does, over everybody. Read by system use-cases, which show it from a number of learners on.
create table question_statistics (
  question_id uuid primary key references questions on delete cascade,
  answered bigint not null,
  correct bigint not null,
  -- First tries alone, one a learner: later ones have seen the solution.
  learners bigint not null,
  first_correct bigint not null,
  -- First tries of learners who had answered ten questions or more, with the share right of these in thousandths: what discrimination is made of.
  scored bigint not null,
  scored_correct bigint not null,
  score_sum bigint not null,
  score_square_sum bigint not null,
  score_correct_sum bigint not null
);
grant select, insert, update, delete on question_statistics to studyin_system;
select app.let_backup_read('question_statistics');

-- At first tries: how often each option was chosen, and how often an answer took how long ('time': steps of a quarter of a doubling).
create table question_answer_counts (
  question_id uuid not null references questions on delete cascade,
  kind text not null check (kind in ('option', 'time')),
  value text not null check (length(value) <= 100),
  count bigint not null,
  primary key (question_id, kind, value)
);
grant select, insert, update, delete on question_answer_counts to studyin_system;
select app.let_backup_read('question_answer_counts');

-- What erased learners did, also the part of it whose log was archived before: that is in the metrics alone. Entries of the log that the
-- metrics have not reached yet do not stand in the way, since only those before the cursor are taken off.
create or replace function app.keep_anonymous_metrics(learner uuid) returns bigint
  language sql volatile as $$
  with log as (
    select date_trunc('month', i.study_day)::date as month, i.kind, coalesce(i.topic_id, '00000000-0000-0000-0000-000000000000') as topic_id,
      coalesce(i.difficulty, 'none') as difficulty,
      i.sequence <= coalesce((select c.sequence from public.log_cursors c where c.user_id = learner and c.follower = 'metrics'), 0) as is_measured,
      count(*) as interactions, count(i.is_correct) as answered, count(*) filter (where i.is_correct) as correct, sum(i.duration_ms) as duration_ms,
      coalesce(sum(i.response_time_ms), 0) as response_time_sum_ms, count(i.response_time_ms) as response_time_count,
      coalesce(sum(i.confidence), 0) as confidence_sum, count(i.confidence) as confidence_count
    from public.interactions i where i.user_id = learner
    group by 1, 2, 3, 4, 5
  ), measured as (
    select date_trunc('month', p.day)::date as month, 'answer' as kind, p.topic_id, sum(p.answered) as interactions, sum(p.answered) as answered,
      sum(p.correct) as correct, sum(p.answer_ms) as duration_ms, sum(p.response_time_sum_ms) as response_time_sum_ms,
      sum(p.response_time_count) as response_time_count, sum(p.confidence_sum) as confidence_sum, sum(p.confidence_count) as confidence_count
    from public.performance_metrics p where p.user_id = learner group by 1, 2, 3
    union all
    select date_trunc('month', r.day)::date, 'review', r.topic_id, sum(r.reviewed), sum(r.reviewed), sum(r.recalled), sum(r.review_ms),
      sum(r.response_time_sum_ms), sum(r.reviewed), 0, 0
    from public.retention_metrics r where r.user_id = learner group by 1, 2, 3
  ), archived as (
    select m.month, m.kind, m.topic_id, 'none' as difficulty, m.interactions - coalesce(sum(l.interactions), 0) as interactions,
      m.answered - coalesce(sum(l.answered), 0) as answered, m.correct - coalesce(sum(l.correct), 0) as correct,
      m.duration_ms - coalesce(sum(l.duration_ms), 0) as duration_ms, m.response_time_sum_ms - coalesce(sum(l.response_time_sum_ms), 0) as response_time_sum_ms,
      m.response_time_count - coalesce(sum(l.response_time_count), 0) as response_time_count,
      m.confidence_sum - coalesce(sum(l.confidence_sum), 0) as confidence_sum, m.confidence_count - coalesce(sum(l.confidence_count), 0) as confidence_count
    from measured m left join log l on (l.month, l.kind, l.topic_id) = (m.month, m.kind, m.topic_id) and l.is_measured
    group by m.month, m.kind, m.topic_id, m.interactions, m.answered, m.correct, m.duration_ms, m.response_time_sum_ms, m.response_time_count,
      m.confidence_sum, m.confidence_count
    -- A review that was taken back stands in the log and not in the metrics: then there is nothing to add.
    having m.interactions > coalesce(sum(l.interactions), 0)
  ), every as (
    select month, kind, topic_id, difficulty, interactions, answered, correct, duration_ms, response_time_sum_ms, response_time_count,
      confidence_sum, confidence_count from log
    union all select * from archived
  ), kept as (
    insert into public.anonymous_metrics as m (month, kind, topic_id, difficulty, learners, interactions, answered, correct, duration_ms,
      response_time_sum_ms, response_time_count, confidence_sum, confidence_count)
    select e.month, e.kind, coalesce(t.id, '00000000-0000-0000-0000-000000000000'), e.difficulty, 1, sum(e.interactions),
      sum(e.answered), sum(greatest(e.correct, 0)), sum(greatest(e.duration_ms, 0)), sum(greatest(e.response_time_sum_ms, 0)),
      sum(greatest(e.response_time_count, 0)), sum(greatest(e.confidence_sum, 0)), sum(greatest(e.confidence_count, 0))
    from every e left join public.topics t on t.id = e.topic_id and t.owner_id is null
    group by 1, 2, 3, 4
    order by 1, 2, 3, 4
    on conflict (month, kind, topic_id, difficulty) do update set
      learners = m.learners + excluded.learners,
      interactions = m.interactions + excluded.interactions,
      answered = m.answered + excluded.answered,
      correct = m.correct + excluded.correct,
      duration_ms = m.duration_ms + excluded.duration_ms,
      response_time_sum_ms = m.response_time_sum_ms + excluded.response_time_sum_ms,
      response_time_count = m.response_time_count + excluded.response_time_count,
      confidence_sum = m.confidence_sum + excluded.confidence_sum,
      confidence_count = m.confidence_count + excluded.confidence_count
    returning 1)
  select count(*) from kept
$$;

-- Backups record themselves in a table of their own; it grows old like the record of maintenance.
update retention_policies set tables = '{maintenance_runs,retention_runs,backup_runs}',
  description = 'The record of maintenance, retention and backups. The last good backup is always kept on record.'
where name = 'operations-history';

grant select (day, topic_id, interactions, answered, correct, passed, response_time_sum_ms, response_time_count, confidence_sum, confidence_count,
  confident_errors, study_ms, xp_earned) on performance_metrics to studyin_reporting;
create policy reporting_reads on performance_metrics for select to studyin_reporting using (true);
grant select (day, topic_id, reviewed, recalled, again, hard, good, easy, response_time_sum_ms, review_ms) on retention_metrics to studyin_reporting;
create policy reporting_reads on retention_metrics for select to studyin_reporting using (true);
grant select on question_statistics, question_answer_counts to studyin_reporting;

-- Topics of people's own materials are named to nobody else: they count as none.
create view reporting.performance with (security_invoker = true) as
  select p.day, t.id as topic_id, count(*) as learners, sum(p.interactions) as interactions, sum(p.answered) as answered, sum(p.correct) as correct,
    sum(p.passed) as passed, sum(p.response_time_sum_ms) as response_time_sum_ms, sum(p.response_time_count) as response_time_count,
    sum(p.confidence_sum) as confidence_sum, sum(p.confidence_count) as confidence_count, sum(p.confident_errors) as confident_errors,
    sum(p.study_ms) as study_ms, sum(p.xp_earned) as xp_earned
  from performance_metrics p left join topics t on t.id = p.topic_id group by p.day, t.id;
create view reporting.recall with (security_invoker = true) as
  select r.day, t.id as topic_id, count(*) as learners, sum(r.reviewed) as reviewed, sum(r.recalled) as recalled, sum(r.again) as again,
    sum(r.hard) as hard, sum(r.good) as good, sum(r.easy) as easy, sum(r.response_time_sum_ms) as response_time_sum_ms, sum(r.review_ms) as review_ms
  from retention_metrics r left join topics t on t.id = r.topic_id group by r.day, t.id;
grant select on reporting.performance, reporting.recall to studyin_reporting;
