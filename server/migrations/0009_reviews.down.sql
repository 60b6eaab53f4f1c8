drop table review_log;
drop table cards;
drop table decks;
