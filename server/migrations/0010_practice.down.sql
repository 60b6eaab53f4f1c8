drop table practice_session_questions;
drop table practice_sessions;
