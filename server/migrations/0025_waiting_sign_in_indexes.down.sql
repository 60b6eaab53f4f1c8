-- outside a transaction
drop index concurrently if exists spent_challenges_expiry;
drop index concurrently if exists pending_sign_ins_expiry;
