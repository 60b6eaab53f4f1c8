drop index users_demo;
create index topics_owner on topics (owner_id) where owner_id is not null;
drop index topics_owned;
create index questions_owner_material on questions (owner_id, material_id) where owner_id is not null;
drop index questions_owner;
