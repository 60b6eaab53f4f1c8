update retention_policies set tables = '{refresh_tokens}',
  description = 'Tokens of sign-ins that ended. Kept a week, so that the use of a stolen one is noticed.'
where name = 'ended-sign-ins';
drop table api_keys;
