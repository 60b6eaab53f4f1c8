drop view reporting.performance, reporting.recall;
update retention_policies set tables = '{maintenance_runs,retention_runs}', description = 'The record of maintenance and retention itself.'
where name = 'operations-history';

-- Adds a learner's interactions to the anonymous metrics; called before they are deleted. Returns how many months, kinds and topics they went to.
create or replace function app.keep_anonymous_metrics(learner uuid) returns bigint
  language sql volatile as $$
  with kept as (
    insert into public.anonymous_metrics as m (month, kind, topic_id, difficulty, learners, interactions, answered, correct, duration_ms,
      response_time_sum_ms, response_time_count, confidence_sum, confidence_count)
    select date_trunc('month', i.study_day)::date, i.kind, coalesce(t.id, '00000000-0000-0000-0000-000000000000'), coalesce(i.difficulty, 'none'),
      1, count(*), count(i.is_correct), count(*) filter (where i.is_correct), sum(i.duration_ms),
      coalesce(sum(i.response_time_ms), 0), count(i.response_time_ms), coalesce(sum(i.confidence), 0), count(i.confidence)
    from public.interactions i left join public.topics t on t.id = i.topic_id and t.owner_id is null
    where i.user_id = learner
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

drop table question_answer_counts, question_statistics, retention_metrics, performance_metrics, log_cursors;
