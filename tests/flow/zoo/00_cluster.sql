-- Cluster objects: roles with every attribute, memberships, role settings, comments, tablespaces.
-- Everything is made once per server and may be run again.

SELECT current_setting('server_version_num')::int >= 160000 AS v16 \gset
SELECT count(*) = 0 AS fresh FROM pg_roles WHERE rolname = 'zoo_keeper' \gset
\if :fresh
CREATE ROLE zoo_keeper LOGIN CREATEDB;
CREATE ROLE "Zoo Visitor" NOLOGIN NOINHERIT;
CREATE ROLE zoo_writer LOGIN PASSWORD 'SCRAM-SHA-256$4096:bGFidmF1bHRzYWx0MDAwMA==$8p5lu4QZI8OVq2kWkT5M+q1GoLoPxYyVHrLOHOZ2ePY=:i1t8Lmum3cIMLyA6FTAlrABbXDCYzoApPRvjwuCqmbs='
    CONNECTION LIMIT 7 VALID UNTIL '2099-12-31 12:34:56+02';
CREATE ROLE "zoo ""quoted"" 🦓" CREATEROLE;
CREATE ROLE zoo_owner NOLOGIN BYPASSRLS;
CREATE ROLE zoo_replica LOGIN REPLICATION PASSWORD 'md5aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa';

GRANT zoo_owner TO zoo_keeper WITH ADMIN OPTION;
GRANT zoo_writer TO "zoo ""quoted"" 🦓";
GRANT "Zoo Visitor" TO zoo_writer;
GRANT pg_read_all_stats, pg_monitor TO zoo_keeper;
\if :v16
GRANT zoo_writer TO zoo_keeper WITH INHERIT FALSE, SET FALSE;
SET ROLE zoo_keeper;
GRANT zoo_owner TO "zoo ""quoted"" 🦓" WITH INHERIT TRUE;
RESET ROLE;
\endif

ALTER ROLE zoo_keeper SET search_path TO '"odd schema"', public;
ALTER ROLE zoo_writer SET work_mem = '8MB';
ALTER ROLE zoo_writer SET application_name = 'it''s a "zoo"\';
COMMENT ON ROLE zoo_keeper IS E'keeps the zoo\nsecond line: ''quotes'' \\ and "double"';
GRANT SET, ALTER SYSTEM ON PARAMETER log_min_duration_statement TO zoo_keeper;
GRANT SET ON PARAMETER zoo.feeding_time TO "Zoo Visitor" WITH GRANT OPTION;
\endif

SELECT count(*) = 0 AS fresh FROM pg_tablespace WHERE spcname = 'zoo space' \gset
\if :fresh
SET allow_in_place_tablespaces = on;
CREATE TABLESPACE "zoo space" OWNER zoo_keeper LOCATION '';
ALTER TABLESPACE "zoo space" SET (random_page_cost = 1.25, seq_page_cost = 0.5);
GRANT CREATE ON TABLESPACE "zoo space" TO zoo_writer;
COMMENT ON TABLESPACE "zoo space" IS 'fast disks';
\endif
