update retention_policies set tables = array_remove(array_remove(tables, 'pending_sign_ins'), 'spent_challenges'),
  description = 'Tokens of sign-ins, API keys and links in letters that ended. Kept a week, so that the use of a stolen one is noticed.'
where name = 'ended-sign-ins';
