-- The language of StudyIn's words: on the page, in messages and in letters.
alter table learner_settings add column language text not null default 'en' check (language in ('en', 'de'));
