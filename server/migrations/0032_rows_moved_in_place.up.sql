-- Rows that every answer moves: with room left on their pages a new version stays on its page and no index learns of it.
alter table practice_session_questions set (fillfactor = 85);
alter table practice_sessions set (fillfactor = 80);
alter table question_progress set (fillfactor = 85);
alter table topic_mastery set (fillfactor = 80);
alter table daily_activity set (fillfactor = 80);
alter table study_sessions set (fillfactor = 80);
alter table learner_achievements set (fillfactor = 80);
-- Nothing asks for sittings by their end, and every answer moved it.
drop index study_sessions_recent;
