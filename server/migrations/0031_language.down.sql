alter table learner_settings drop column language;
