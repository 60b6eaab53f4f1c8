-- outside a transaction
-- What a learner may practise is "nobody's or mine". One index over the owner serves both halves; the partial ones served none.
create index concurrently if not exists questions_owner on questions (owner_id, material_id);
drop index concurrently if exists questions_owner_material;
create index concurrently if not exists topics_owned on topics (owner_id);
drop index concurrently if exists topics_owner;
create index concurrently if not exists users_demo on users (id) where is_demo;
create index concurrently if not exists questions_material on questions (material_owner_id, material_id) where material_owner_id is not null;
