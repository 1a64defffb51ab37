-- A small laboratory: some of everything that a restore treats in its own way.

CREATE SCHEMA lab;
CREATE SCHEMA "other lab";
CREATE TYPE lab.state AS ENUM ('fresh', 'frozen', 'thawed');
CREATE TABLE lab.mixture (id serial PRIMARY KEY, name text NOT NULL UNIQUE, state lab.state);
INSERT INTO lab.mixture (name, state) SELECT 'mixture ' || g, 'frozen' FROM generate_series(1, 50) g;
CREATE TABLE lab.measurement (
    id bigint GENERATED ALWAYS AS IDENTITY,
    mixture int NOT NULL REFERENCES lab.mixture,
    celsius double precision,
    kelvin double precision GENERATED ALWAYS AS (celsius + 273.15) STORED,
    note text,
    PRIMARY KEY (id)
);
INSERT INTO lab.measurement (mixture, celsius, note)
    SELECT 1 + g % 50, -g / 10.0, CASE WHEN g % 3 = 0 THEN E'tab\tline\nback\\slash' END
      FROM generate_series(1, 3000) g;
CREATE INDEX measurement_mixture ON lab.measurement (mixture);
COMMENT ON INDEX lab.measurement_mixture IS 'for the plots';
CREATE TABLE lab.reading (taken date, value int) PARTITION BY RANGE (taken);
CREATE TABLE lab.reading_2024 PARTITION OF lab.reading FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE lab.reading_2025 PARTITION OF lab.reading FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
CREATE INDEX ON lab.reading (value);
INSERT INTO lab.reading SELECT '2024-01-01'::date + g, g FROM generate_series(0, 700) g;
CREATE TABLE lab.by_state (state lab.state, n int) PARTITION BY HASH (state);
CREATE TABLE lab.by_state_0 PARTITION OF lab.by_state FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE lab.by_state_1 PARTITION OF lab.by_state FOR VALUES WITH (MODULUS 2, REMAINDER 1);
INSERT INTO lab.by_state
    SELECT (ARRAY['fresh', 'frozen', 'thawed'])[1 + g % 3]::lab.state, g FROM generate_series(1, 60) g;
CREATE TABLE lab.nothing ();
INSERT INTO lab.nothing DEFAULT VALUES;
INSERT INTO lab.nothing DEFAULT VALUES;
CREATE TABLE lab.empty (id int PRIMARY KEY);
CREATE TABLE "other lab"."odd "" table" ("a column" int, "b.c" text);
INSERT INTO "other lab"."odd "" table" VALUES (1, '🧪'), (2, NULL);
CREATE TABLE lab.a (id int PRIMARY KEY, b int);
CREATE TABLE lab.b (id int PRIMARY KEY, a int REFERENCES lab.a);
ALTER TABLE lab.a ADD FOREIGN KEY (b) REFERENCES lab.b DEFERRABLE INITIALLY DEFERRED;
CREATE VIEW lab.cold AS SELECT * FROM lab.measurement WHERE celsius < -100;
CREATE VIEW "other lab".both AS SELECT m.name FROM lab.mixture m, "other lab"."odd "" table";
CREATE MATERIALIZED VIEW lab.summary AS SELECT mixture, count(*) FROM lab.measurement GROUP BY 1;
CREATE UNIQUE INDEX ON lab.summary (mixture);
CREATE FUNCTION lab.touched() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.note := 'touched'; RETURN NEW; END $$;
CREATE TRIGGER touched BEFORE INSERT OR UPDATE ON lab.measurement FOR EACH ROW EXECUTE FUNCTION lab.touched();
CREATE TABLE lab.noted (n int);
CREATE TRIGGER noted AFTER DELETE ON lab.noted FOR EACH ROW EXECUTE FUNCTION lab.touched();
CREATE SEQUENCE lab.ticket START 100 INCREMENT 7;
SELECT nextval('lab.ticket'), nextval('lab.ticket');
SELECT lo_from_bytea(70001, decode(repeat('00ff', 400000), 'hex')), lo_from_bytea(70002, 'small');
COMMENT ON LARGE OBJECT 70002 IS 'a scan';
CREATE FUNCTION lab.watch() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'no changes here'; END $$;
CREATE PUBLICATION everything FOR TABLE lab.mixture;
CREATE SUBSCRIPTION follower CONNECTION 'host=/nowhere dbname=x' PUBLICATION p WITH (connect = false);

ALTER TABLE lab.measurement OWNER TO lab_owner;
ALTER LARGE OBJECT 70001 OWNER TO lab_owner;
GRANT SELECT ON lab.measurement TO lab_reader;
GRANT SELECT ON lab.mixture TO lab_reader, PUBLIC;
GRANT SELECT ON LARGE OBJECT 70002 TO lab_reader;
GRANT USAGE ON SCHEMA lab TO PUBLIC;
ALTER TABLE lab.reading ENABLE ROW LEVEL SECURITY;
CREATE POLICY "some read" ON lab.reading FOR SELECT TO lab_reader, lab_owner USING (value < 10);
CREATE POLICY "only reader" ON lab.reading AS RESTRICTIVE TO lab_reader USING (true);
ALTER DEFAULT PRIVILEGES FOR ROLE lab_owner IN SCHEMA lab GRANT SELECT ON TABLES TO lab_reader;

SELECT current_database() AS lab \gset
ALTER DATABASE :"lab" OWNER TO lab_owner;
ALTER DATABASE :"lab" SET search_path = lab, "other lab";
ALTER DATABASE :"lab" SET default_transaction_read_only = on;
ALTER ROLE lab_reader IN DATABASE :"lab" SET work_mem = '5MB';
GRANT CONNECT ON DATABASE :"lab" TO lab_reader WITH GRANT OPTION;
REVOKE TEMPORARY ON DATABASE :"lab" FROM PUBLIC;
COMMENT ON DATABASE :"lab" IS 'the lab''s own';
CREATE EVENT TRIGGER watch ON ddl_command_start EXECUTE FUNCTION lab.watch();
COMMENT ON EVENT TRIGGER watch IS 'nothing passes';
