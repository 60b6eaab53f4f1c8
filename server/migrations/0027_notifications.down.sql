alter table learner_settings drop column shares_statistics;
drop table notification_settings;
