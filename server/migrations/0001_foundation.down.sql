-- The roles stay: other databases of the cluster may use them. So do the extensions: on a managed server a superuser
-- installed them, and the next migration up finds them.
drop table settings;
drop schema app cascade;
