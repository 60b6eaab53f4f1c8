-- When somebody last gave all that signing in asks of them: by signing in, or asked again while they were in. Sign-ins from before have to be asked.
alter table refresh_tokens add column confirmed_at timestamptz;
