-- Prepares a PostgreSQL server for StudyIn; run once by a superuser: psql -v owner_password=… -f scripts/create-owner.sql
-- The owner is no superuser: it may make databases and the roles the application acts as, no more. What the migrations needed
-- beyond that would fail on a managed server, so it has to fail everywhere.

-- pgvector is no trusted extension: a superuser installs it, once a database. Databases made later inherit it from the template.
\connect template1
create extension if not exists vector;
\connect postgres
create role studyin_owner login createdb createrole password :'owner_password';
-- Lets the owner act as the roles it makes.
alter role studyin_owner set createrole_self_grant = 'set, inherit';
create database studyin owner studyin_owner;
