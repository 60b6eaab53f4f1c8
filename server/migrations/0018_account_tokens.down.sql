update retention_policies set tables = array_remove(tables, 'account_tokens'),
  description = 'Tokens of sign-ins that ended. Kept a week, so that the use of a stolen one is noticed.'
where name = 'ended-sign-ins';
drop table account_tokens;
