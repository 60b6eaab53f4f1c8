alter table learner_settings
  add column language text not null default 'en' check (length(language) between 2 and 10),
  add column notifies_by_email boolean not null default false,
  add column is_profile_public boolean not null default false;
