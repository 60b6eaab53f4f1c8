alter table learner_settings drop column new_cards_per_day;
drop table learner_backgrounds;
