-- outside a transaction
-- Few are more than students or anything but active: they are found without reading the many.
create index concurrently if not exists users_staff on users (role, id) where role <> 'student';
create index concurrently if not exists users_set_aside on users (status, id) where status <> 'active';
create index concurrently if not exists users_words on users using gin (app.words_of(display_name, username, email));
-- Sign-ins that have not ended, the last used first.
create index concurrently if not exists refresh_tokens_current on refresh_tokens (last_used_at, id) where revoked_at is null and rotated_at is null;
