drop function app.words_of;
drop table account_activity;
alter table users drop constraint users_suspension;
alter table users drop column suspended_at, drop column suspension_reason;
