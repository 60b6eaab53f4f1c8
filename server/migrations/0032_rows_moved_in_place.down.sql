create index study_sessions_recent on study_sessions (user_id, ended_at desc);
alter table learner_achievements reset (fillfactor);
alter table study_sessions reset (fillfactor);
alter table daily_activity reset (fillfactor);
alter table topic_mastery reset (fillfactor);
alter table question_progress reset (fillfactor);
alter table practice_sessions reset (fillfactor);
alter table practice_session_questions reset (fillfactor);
