-- outside a transaction
-- What ran out is swept by its time.
create index concurrently if not exists pending_sign_ins_expiry on pending_sign_ins (expires_at);
create index concurrently if not exists spent_challenges_expiry on spent_challenges (expires_at);
