-- Properties of the database itself; the settings would spoil a dump by tools that trust defaults.

SELECT current_database() AS zoo \gset
COMMENT ON DATABASE :"zoo" IS 'the zoo: it''s "all" here';
ALTER DATABASE :"zoo" OWNER TO zoo_keeper;
ALTER DATABASE :"zoo" CONNECTION LIMIT 50;
GRANT CREATE ON DATABASE :"zoo" TO zoo_writer;
GRANT CONNECT ON DATABASE :"zoo" TO "Zoo Visitor" WITH GRANT OPTION;
REVOKE TEMPORARY ON DATABASE :"zoo" FROM PUBLIC;
ALTER DATABASE :"zoo" SET "DateStyle" = 'German, DMY';
ALTER DATABASE :"zoo" SET "TimeZone" = 'Asia/Kathmandu';
ALTER DATABASE :"zoo" SET "IntervalStyle" = 'sql_standard';
ALTER DATABASE :"zoo" SET extra_float_digits = -15;
ALTER DATABASE :"zoo" SET bytea_output = 'escape';
ALTER DATABASE :"zoo" SET standard_conforming_strings = off;
ALTER DATABASE :"zoo" SET client_encoding = 'LATIN1';
ALTER DATABASE :"zoo" SET search_path = '"odd schema"', "select";
ALTER DATABASE :"zoo" SET statement_timeout = '5min';
ALTER DATABASE :"zoo" SET quote_all_identifiers = on;
ALTER DATABASE :"zoo" SET array_nulls = off;
ALTER DATABASE :"zoo" SET xmloption = 'document';
ALTER DATABASE :"zoo" SET default_transaction_isolation = 'serializable';
ALTER DATABASE :"zoo" SET default_transaction_read_only = on;
ALTER DATABASE :"zoo" SET row_security = off;
ALTER DATABASE :"zoo" SET check_function_bodies = on;
ALTER DATABASE :"zoo" SET transform_null_equals = on;
ALTER DATABASE :"zoo" SET lc_monetary = 'C';
ALTER DATABASE :"zoo" SET "zoo.quoted" = 'it''s "x" \ y';
ALTER ROLE zoo_writer IN DATABASE :"zoo" SET work_mem = '16MB';
