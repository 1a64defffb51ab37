-- Partitions: range, list, hash, default, nested, hash over an enum, foreign keys, odd placement.

SET search_path = kinds, public;

CREATE TABLE by_range (at timestamptz NOT NULL, device integer, value double precision DEFAULT 0)
    PARTITION BY RANGE (at, device);
CREATE TABLE by_range_1 PARTITION OF by_range (value DEFAULT 1, CONSTRAINT sane CHECK (value < 1e9))
    FOR VALUES FROM (MINVALUE, MINVALUE) TO ('2024-01-01 00:00+00', 10) WITH (fillfactor = 80);
CREATE TABLE by_range_2 PARTITION OF by_range
    FOR VALUES FROM ('2024-01-01 00:00+00', 10) TO ('2024-07-01 00:00+00', MAXVALUE) TABLESPACE "zoo space";
CREATE UNLOGGED TABLE by_range_rest PARTITION OF by_range DEFAULT;
ALTER TABLE by_range ADD CONSTRAINT by_range_key PRIMARY KEY (at, device);
CREATE INDEX by_range_value ON by_range (value) WHERE value > 3;
CREATE INDEX ON ONLY by_range (device);
CREATE INDEX alone ON by_range_2 (device DESC);
INSERT INTO by_range
    SELECT '2023-11-01 00:00+00'::timestamptz + g * interval '17 hours', g % 23, g / 3.0
    FROM generate_series(1, 700) g;

-- A partition whose columns stand in another order, with a dropped one.
CREATE TABLE stranger (value double precision, gone text, device integer NOT NULL, at timestamptz NOT NULL);
ALTER TABLE stranger DROP COLUMN gone;
ALTER TABLE by_range DETACH PARTITION by_range_rest;
ALTER TABLE by_range ATTACH PARTITION stranger FOR VALUES FROM ('2030-01-01 00:00+00', 0) TO ('2031-01-01 00:00+00', 0);
ALTER TABLE by_range ATTACH PARTITION by_range_rest DEFAULT;
INSERT INTO by_range VALUES ('2030-05-05 00:00+00', 1, 5.5);

CREATE TABLE by_list (kind text, id integer, note text) PARTITION BY LIST (lower(kind));
CREATE TABLE "by list: it's 'a', ""b""" PARTITION OF by_list FOR VALUES IN ('a', 'it''s', NULL);
CREATE TABLE by_list_default PARTITION OF by_list DEFAULT PARTITION BY HASH (id);
CREATE TABLE by_list_default_0 PARTITION OF by_list_default FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE by_list_default_1 PARTITION OF by_list_default FOR VALUES WITH (MODULUS 2, REMAINDER 1)
    PARTITION BY RANGE (id);
CREATE TABLE deep PARTITION OF by_list_default_1 FOR VALUES FROM (MINVALUE) TO (MAXVALUE);
INSERT INTO by_list SELECT (ARRAY['a', 'IT''S', NULL, 'x', 'y'])[g % 5 + 1], g, 'n' || g FROM generate_series(1, 200) g;

CREATE TABLE no_partitions (id integer) PARTITION BY RANGE (id);

-- References to and from partitioned tables.
CREATE TABLE ordered (id integer, day date, PRIMARY KEY (id, day)) PARTITION BY RANGE (day);
CREATE TABLE ordered_1 PARTITION OF ordered FOR VALUES FROM ('2024-01-01') TO ('2024-02-01');
CREATE TABLE ordered_2 PARTITION OF ordered FOR VALUES FROM ('2024-02-01') TO ('2024-03-01');
CREATE TABLE line (id integer, day date, amount numeric, FOREIGN KEY (id, day) REFERENCES ordered ON DELETE CASCADE)
    PARTITION BY LIST (day);
CREATE TABLE line_1 PARTITION OF line FOR VALUES IN ('2024-01-15');
CREATE TABLE line_rest PARTITION OF line DEFAULT;
INSERT INTO ordered VALUES (1, '2024-01-15'), (2, '2024-02-29');
INSERT INTO line VALUES (1, '2024-01-15', 'NaN'), (2, '2024-02-29', -0.00001), (NULL, NULL, NULL);
COMMENT ON TABLE by_list_default IS 'partitioned again';
