-- The roles stay: other databases of the cluster may use them.
drop table settings;
drop schema app cascade;
drop extension if exists pg_trgm;
drop extension if exists vector;
