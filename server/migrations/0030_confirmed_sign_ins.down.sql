alter table refresh_tokens drop column confirmed_at;
