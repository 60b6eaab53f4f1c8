-- Settings that decided nothing: words are English, dates follow `profiles.locale`; letters have kinds of their own since 0027; there is no
-- page of a learner that others could see.
alter table learner_settings drop column language, drop column notifies_by_email, drop column is_profile_public;
