-- outside a transaction
drop index concurrently if exists refresh_tokens_current;
drop index concurrently if exists users_words;
drop index concurrently if exists users_set_aside;
drop index concurrently if exists users_staff;
