-- Extensions, with configuration tables; foreign data; publications and subscriptions.

CREATE SCHEMA "ext schema";
CREATE EXTENSION hstore SCHEMA "ext schema";
CREATE EXTENSION pg_trgm SCHEMA "ext schema";
CREATE EXTENSION citext SCHEMA public;
CREATE EXTENSION ltree SCHEMA public VERSION '1.2';
CREATE EXTENSION cube SCHEMA public;
CREATE EXTENSION btree_gist SCHEMA "ext schema";
CREATE EXTENSION postgres_fdw SCHEMA public;
CREATE EXTENSION zoo_units;
COMMENT ON EXTENSION hstore IS 'our remark on an extension';

-- What users put into the tables of an extension.
INSERT INTO "zoo units".zz_unit VALUES ('K', 'kelvin'), ('mol', 'mole'), ('°C', E'degree\tCelsius');
INSERT INTO "zoo units".aa_alias VALUES ('kelvins', 'K'), ('degrees', '°C');
INSERT INTO "zoo units".constant VALUES ('our own', 1.5);
UPDATE "zoo units".constant SET value = 273.16 WHERE name = 'zero celsius';
SELECT nextval('"zoo units".run_number'), nextval('"zoo units".run_number');
SELECT nextval('"zoo units".not_registered');
GRANT SELECT, INSERT ON "zoo units".zz_unit TO zoo_writer;
REVOKE SELECT ON "zoo units".prefix FROM PUBLIC;
GRANT USAGE ON SCHEMA "zoo units" TO PUBLIC;

-- Rows that depend on the types of extensions.
CREATE TABLE kinds.of_extensions (
    pairs "ext schema".hstore, name citext UNIQUE, place ltree, box cube, measured "zoo units".reading,
    during daterange, room integer,
    EXCLUDE USING gist (room WITH =, during WITH &&)
);
INSERT INTO kinds.of_extensions VALUES
    ('a=>1, "b c"=>NULL, "q\"uote"=>"\\\\"', 'MiXed', 'top.science.Biology', '(1,2),(3,4)', ROW(1.5, 'K'), '[2024-01-01,2024-02-01)', 1),
    (''::"ext schema".hstore, NULL, '', NULL, NULL, 'empty', NULL);
CREATE INDEX ON kinds.of_extensions USING gin (pairs "ext schema".gin_hstore_ops);
CREATE INDEX ON kinds.of_extensions USING gist (place gist_ltree_ops (siglen = 100));
CREATE INDEX "like" ON kinds.of_extensions USING gin ((name::text) "ext schema".gin_trgm_ops);

-- Foreign data.
CREATE FUNCTION kinds.fdw_check(text[], oid) RETURNS void LANGUAGE c AS '$libdir/postgres_fdw', 'postgres_fdw_validator';
CREATE FOREIGN DATA WRAPPER "bare wrapper" HANDLER postgres_fdw_handler VALIDATOR kinds.fdw_check;
CREATE FOREIGN DATA WRAPPER no_handler OPTIONS (opt1 'v', "odd opt" '\');
ALTER FOREIGN DATA WRAPPER no_handler OPTIONS (DROP opt1);
COMMENT ON FOREIGN DATA WRAPPER no_handler IS 'wraps nothing';
GRANT USAGE ON FOREIGN DATA WRAPPER no_handler TO zoo_writer;
CREATE SERVER "server with space" TYPE 't y' VERSION 'v1' FOREIGN DATA WRAPPER no_handler OPTIONS (host 'h');
CREATE SERVER elsewhere FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host '/nonexistent', dbname 'x', fetch_size '7');
ALTER SERVER elsewhere OWNER TO zoo_keeper;
GRANT USAGE ON FOREIGN SERVER "server with space" TO zoo_writer WITH GRANT OPTION;
COMMENT ON SERVER elsewhere IS 'is not there';
CREATE USER MAPPING FOR PUBLIC SERVER elsewhere;
CREATE USER MAPPING FOR zoo_writer SERVER elsewhere OPTIONS ("user" 'them', password 'p''w\');
CREATE USER MAPPING FOR "Zoo Visitor" SERVER "server with space" OPTIONS (whatever 'x');
CREATE FOREIGN TABLE kinds.far_away (
    id integer OPTIONS (column_name 'ID') NOT NULL, note text COLLATE "C" DEFAULT 'x', CHECK (id > 0)
) SERVER elsewhere OPTIONS (schema_name 's', table_name 'T');
CREATE FOREIGN TABLE kinds.far_part PARTITION OF kinds.no_partitions FOR VALUES FROM (1) TO (9) SERVER elsewhere;
CREATE FOREIGN TABLE kinds.far_child () INHERITS (kinds.animal) SERVER elsewhere;
COMMENT ON FOREIGN TABLE kinds.far_away IS 'over there';
GRANT SELECT (id) ON kinds.far_away TO PUBLIC;

-- Publications and subscriptions.
SET client_min_messages = error; -- wal_level is not logical here, and says so
CREATE PUBLICATION all_tables FOR ALL TABLES WITH (publish = 'insert, truncate');
CREATE PUBLICATION "some" FOR TABLE kinds.parent (id, code) WHERE (id > 5 AND code <> 'it''s'), ONLY kinds.animal;
CREATE PUBLICATION by_schema FOR TABLES IN SCHEMA empty_schema, kinds;
CREATE PUBLICATION through_root FOR TABLE kinds.by_range WITH (publish_via_partition_root);
CREATE PUBLICATION nothing;
ALTER PUBLICATION "some" OWNER TO postgres;
COMMENT ON PUBLICATION "some" IS 'some of it';
-- The tools of 17 dump a subscription of 15 with an option that 15 does not know.
SELECT current_setting('server_version_num')::int >= 160000 AS v16 \gset
\if :v16
CREATE SUBSCRIPTION "sub scription" CONNECTION 'host=/nonexistent dbname=''it s''' PUBLICATION a, "b c"
    WITH (connect = false, slot_name = NONE, binary, streaming, synchronous_commit = 'local', disable_on_error);
COMMENT ON SUBSCRIPTION "sub scription" IS 'never connects';
CREATE SUBSCRIPTION sub_two CONNECTION 'host=/nonexistent' PUBLICATION a
    WITH (connect = false, slot_name = 'odd_slot', two_phase);
\endif
RESET client_min_messages;
