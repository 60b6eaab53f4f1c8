drop table spent_challenges;
drop table pending_sign_ins;
drop table passkeys;
drop table recovery_codes;
drop table totp_secrets;
