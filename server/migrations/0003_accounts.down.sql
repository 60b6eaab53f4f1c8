drop table refresh_tokens;
drop table learner_settings;
drop table profiles;
drop table users;
