-- Rows at the extremes of every data type.

CREATE SCHEMA vals;
SET search_path = vals, public;

CREATE TABLE numbers (s smallint, i integer, b bigint, r real, d double precision, n numeric, n2 numeric(10, -3), o oid, m money);
INSERT INTO numbers VALUES
    (-32768, -2147483648, -9223372036854775808, '-Infinity', '-Infinity', '-Infinity', 0, 0, '-92233720368547758.08'),
    (32767, 2147483647, 9223372036854775807, 'Infinity', 'Infinity', 'Infinity', 9999999999000, 4294967295, '92233720368547758.07'),
    (0, 0, 0, 'NaN', 'NaN', 'NaN', -1500, 1, 0),
    (1, 1, 1, '-0', '-0', '-0.000', 1499, 1, 1),
    (1, 1, 1, '1e-45', '5e-324', ('1e-16383')::numeric, 1, 1, 1),
    (1, 1, 1, '3.4028235e38', '1.7976931348623157e308', repeat('9', 20000)::numeric, 1, 1, 1),
    (1, 1, 1, '1.17549435e-38', '2.2250738585072014e-308', ('0.' || repeat('3', 16000))::numeric, 1, 1, 1),
    (1, 1, 1, 0.1, 0.1 + 0.2::float8, 1.10, 1, 1, 1),
    (NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO numbers (r, d) SELECT g / 7.0, exp(g * 7)::float8 FROM generate_series(-100, 100) g;

CREATE TABLE times (d date, t time, tz timetz, ts timestamp, tstz timestamptz, i interval, p timestamp(0));
INSERT INTO times VALUES
    ('-infinity', '00:00', '00:00+15:59:59', '-infinity', '-infinity', '-178000000 years', '2000-01-01'),
    ('infinity', '24:00', '24:00-15:59:59', 'infinity', 'infinity', '178000000 years', '2000-01-01'),
    ('4713-01-01 BC', '23:59:59.999999', '23:59:59.999999-12', '4713-01-01 00:00:00 BC', '4713-01-02 00:00:00+00 BC', '-1 mon +1 day -00:00:00.000001', '1999-12-31 23:59:59.5'),
    ('5874897-12-31', '12:00', '12:00:00.1+05:45', '294276-12-31 23:59:59.999999', '294276-12-31 23:59:59.999999+00', '0', NULL),
    ('0001-01-01 BC', '00:00:00.000001', '00:00 Z', '0001-12-31 BC', '1900-01-01 00:00:00+00', '1 year 2 mons -3 days 04:05:06.789', NULL),
    ('2024-02-29', '12:34:56', '12:34:56+02', '2024-03-31 02:30', '2024-10-27 02:30:00+01', '-0.1 seconds', NULL);

CREATE TABLE texts (id integer, t text, v varchar(10), c char(5), n name, q "char");
INSERT INTO texts VALUES
    (1, '', '', '', '', ''), (2, NULL, NULL, NULL, NULL, NULL), (3, '\N', '\N', '\N', '\N', '\'), (4, '\.', '\.', '\.', '\.', '.'),
    (5, E'\\', E'\\\\', E'\\\\\\', E'\\', 'a'), (6, E'a\tb', E'\t', E'\t', E'\t', E'\t'), (7, E'a\nb\n', E'\n', E'\n', E'\n', E'\n'),
    (8, E'a\rb\r\n', E'\r', E'\r\n', E'\r', E'\r'), (9, E'\x01\x02\x03\x04\x05\x06\x07\b\t\n\x0b\f\r\x0e\x0f\x1b\x7f', 'x', 'x', 'x', E'\x7f'),
    (10, ' spaces  ', '  ', '  a  ', ' n ', ' '), (11, 'é e' || U&'\0301' || ' 🧪 ' || U&'\+10FFFF', '🧪🧪🧪🧪🧪🧪🧪🧪🧪🧪', 'ééééé', '🐧', 'z'),
    (12, 'NULL', 'null', 'NULL', 'null', 'n'), (13, '{}', '{"a"}', '()', '[]', '{'), (14, U&'\FEFF\200B\202E\FFFD\FFFE\FFFF', 'x', 'x', 'x', 'x'),
    (15, 'COPY x FROM stdin;' || E'\n1\n\\.\nDROP TABLE y;', 'x', 'x', 'x', 'x'), (16, '$$ $body$ ''; -- /* */', '''', '"', '''"', ''''),
    (17, '\b\f\n\r\t\v\x41\101', '\x41', '\101', '\b', '\'), (18, E'\\\n\\\r\\\t', 'x', 'x', 'x', 'x'), (19, E'\u2028\u2029\u0085\u00a0', 'x', 'x', 'x', 'x');
INSERT INTO texts (id, t) SELECT 100 + g, chr(g) FROM generate_series(1, 1300) g;
INSERT INTO texts (id, t) SELECT 2000 + g, repeat('\', g) || repeat(E'\n', g) FROM generate_series(1, 40) g;

CREATE TABLE bytes (id integer, b bytea);
INSERT INTO bytes VALUES (1, ''), (2, NULL), (3, '\x00'), (4, '\x5c4e'),
    (5, (SELECT decode(string_agg(lpad(to_hex(g), 2, '0'), ''), 'hex') FROM generate_series(0, 255) g));
INSERT INTO bytes SELECT 10 + g, decode(lpad(to_hex(g), 2, '0'), 'hex') FROM generate_series(0, 255) g;

CREATE TABLE others (
    f boolean, u uuid, j json, jb jsonb, jp jsonpath, b bit(3), vb bit varying, i inet, c cidr, m macaddr, m8 macaddr8,
    p point, l line, ls lseg, bx box, pa path, po polygon, ci circle, tv tsvector, tq tsquery, x xml
);
INSERT INTO others (f, u, j, jb, jp, b, vb, i, c, m, m8) VALUES
    (true, '00000000-0000-0000-0000-000000000000', '{"a":1, "a":2,  "b" : "\u00e9\n\\"}', '{"a":1,"a":2,"n":1e400,"u":"\u00e9\n\\"}', '$.a[*] ? (@ > 1)', B'101', B'', '0.0.0.0/0', '10.0.0.0/8', '08:00:2b:01:02:03', '08:00:2b:01:02:03:04:05'),
    (false, 'ffffffff-ffff-ffff-ffff-ffffffffffff', 'null', 'null', 'strict $', B'000', repeat('10', 3000)::bit varying, '::1', '::/0', 'ff:ff:ff:ff:ff:ff', 'ff:ff:ff:ff:ff:ff:ff:ff'),
    (NULL, NULL, '""', '[]', '$', NULL, B'1', 'fe80::1/64', '2001:db8::/32', NULL, NULL),
    (NULL, NULL, E'[1,\n\t2]', '{"deep":[[[[[]]]]],"":null}', NULL, NULL, NULL, '255.255.255.255', NULL, NULL, NULL);
INSERT INTO others (p, l, ls, bx, pa, po, ci, tv, tq, x) VALUES
    ('(1e308,-1e308)', '{1,-1,0}', '[(0,0),(1,1)]', '(1,1),(0,0)', '((0,0),(1,1),(2,0))', '((0,0),(1,1),(2,0))', '<(0,0),5>', '''it''''s'':1A,2B ''\\'':3 ''a b'':16383', '!''a b'':*A & (b | c <2> d)', '<a b="c">x &amp; é</a>'),
    ('(NaN,Infinity)', '{0,1,0.1}', '[(-0,0),(NaN,1)]', '(Infinity,Infinity),(-Infinity,-Infinity)', '[(0,0)]', '((0,0))', '<(1,2),0>', '', '', 'text only'),
    (NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '');

CREATE TABLE ranges (i int4range, b int8range, n numrange, d daterange, t tsrange, z tstzrange, im int4multirange, dm datemultirange);
INSERT INTO ranges VALUES
    ('empty', '(,)', '[NaN,NaN]', '[-infinity,infinity]', '(-infinity,infinity)', '[2024-01-01 00:00+00,)', '{}', '{[2024-01-01,2024-02-01),[2024-03-01,)}'),
    ('[1,5]', '[-9223372036854775808,9223372036854775807)', '(1.10,2.200]', 'empty', '["2024-01-01 01:02:03",)', 'empty', '{[1,2],[5,6]}', NULL);

CREATE TABLE arrays (i integer[], t text[], n numeric[][], b bytea[], j jsonb[], d date[], r int4range[], c "char"[]);
INSERT INTO arrays VALUES
    ('{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}'),
    ('{NULL}', '{NULL,"NULL",null,""}', '{{1,NULL},{NaN,3}}', ARRAY['\x00'::bytea, '\x22', '\x5c', NULL], ARRAY['{"a":"\\"}'::jsonb, 'null', NULL], '{infinity,"0044-03-15 BC"}', '{empty,"[1,2)"}', '{a,"\\"}'),
    ('[0:2]={1,2,3}', ARRAY['a,b', '{x}', '"q"', '\', E'n\nl', ' pad ', E'\t', '\N'], '{{{1}},{{2}}}', NULL, NULL, NULL, NULL, NULL),
    ('[-3:-2][5:6]={{1,2},{3,4}}', ARRAY[ARRAY['a', NULL], ARRAY['', 'NULL']], NULL, NULL, NULL, NULL, NULL, NULL),
    ((SELECT array_agg(g) FROM generate_series(1, 5000) g), NULL, NULL, NULL, NULL, NULL, NULL, NULL);

CREATE TABLE system_types (c regclass, p regprocedure, t regtype, n regnamespace, r regrole, o regoperator, l pg_lsn, x xid8, s pg_snapshot, tid tid, v oidvector, i2 int2vector);
INSERT INTO system_types VALUES ('pg_class', 'abs(integer)', 'integer[]', 'pg_catalog', 'zoo_keeper', '+(integer,integer)', 'FFFFFFFF/FFFFFFFF', '18446744073709551615', '10:20:10,14,15', '(4294967295,65535)', '1 2 3', '-1 0 32767'),
    (NULL, NULL, NULL, NULL, NULL, NULL, '0/0', '0', NULL, '(0,0)', '', '');

-- Wide rows: scaled-down neighbours of the 1 GB limit, not compressible.
CREATE TABLE wide (id integer PRIMARY KEY, b bytea, t text);
SELECT setseed(0.25);
INSERT INTO wide
    SELECT 1, (SELECT string_agg(sha512((g || 'wide')::bytea), '') FROM generate_series(1, 25000) g), repeat(E'\\\n\t', 300000);
INSERT INTO wide SELECT 1 + g, decode(repeat(md5(g::text), 8000 + g), 'hex'), repeat('é', 1000 * g) FROM generate_series(1, 8) g;
CREATE TABLE many_small AS SELECT g AS id, md5(g::text) AS digest, g::float8 / 7 AS value FROM generate_series(1, 20000) g;
