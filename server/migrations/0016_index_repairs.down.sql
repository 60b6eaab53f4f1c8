-- outside a transaction
drop index concurrently if exists questions_material;
drop index concurrently if exists users_demo;
create index concurrently if not exists topics_owner on topics (owner_id) where owner_id is not null;
drop index concurrently if exists topics_owned;
create index concurrently if not exists questions_owner_material on questions (owner_id, material_id) where owner_id is not null;
drop index concurrently if exists questions_owner;
