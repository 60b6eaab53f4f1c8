delete from retention_runs where policy = 'letter-links';
delete from retention_policies where name = 'letter-links';
drop table account_tokens;
