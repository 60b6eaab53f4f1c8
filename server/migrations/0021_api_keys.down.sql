update retention_policies set tables = array_remove(tables, 'api_keys'),
  description = 'Tokens of sign-ins that ended, and links in letters. Kept a week, so that the use of a stolen one is noticed.'
where name = 'ended-sign-ins';
drop table api_keys;
