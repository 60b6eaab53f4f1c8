drop view question_options;
drop table question_versions;
drop table question_explanations;
drop table questions;
drop function app.question_options_valid(text, jsonb);
drop table topics;
drop table subjects;
