-- What a learner may practise is "nobody's or mine". One index over the owner serves both halves; the partial ones served none.
create index questions_owner on questions (owner_id, material_id);
drop index questions_owner_material;
create index topics_owned on topics (owner_id);
drop index topics_owner;
create index users_demo on users (id) where is_demo;
