-- Sign-ins that waited for a second factor and challenges that were answered go with what else ended.
update retention_policies set tables = tables || '{pending_sign_ins,spent_challenges}',
  description = 'Tokens of sign-ins, API keys, links in letters, sign-ins that waited for a second factor and answered challenges of passkeys that ended. Kept a week, so that the use of a stolen one is noticed.'
where name = 'ended-sign-ins';
