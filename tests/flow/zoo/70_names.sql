-- Names that break careless tools: quotes, spaces, dots, newlines, emoji, 63 bytes, backslashes,
-- percent signs, reserved words, and names that differ only by case or by where the dot stands.

CREATE SCHEMA "odd schema";
CREATE SCHEMA "a.b";
CREATE SCHEMA a;
CREATE SCHEMA "select";
CREATE SCHEMA "new
line";
CREATE SCHEMA "Ünïcödé 🧪";
CREATE SCHEMA "'; DROP TABLE x; --";

CREATE FUNCTION public.make_odd(place text, named text, columned text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('CREATE TABLE %I.%I (%I integer PRIMARY KEY, "select" text)', place, named, columned);
    EXECUTE format('INSERT INTO %I.%I SELECT g, %L || g FROM generate_series(1, 3) g', place, named, named);
    EXECUTE format('CREATE INDEX ON %I.%I ("select")', place, named);
    EXECUTE format('COMMENT ON TABLE %I.%I IS %L', place, named, named);
END $$;

SELECT public.make_odd('a.b', 'c', 'id'), public.make_odd('a', 'b.c', 'id'), public.make_odd('a', 'b', '"c"');
SELECT public.make_odd('odd schema', named, columned) FROM (VALUES
    ('with space', 'a b'), ('with "quotes"', '"'), ('it''s', ''''), ('dot.ted', 'a.b'), ('.', '.'), ('..', '..'),
    (E'new\nline', E'co\nlumn'), (E'cr\rlf\r\n', E'\r'), (E'tab\tbed', E'\t'), ('back\slash', '\'), ('\N', '\N'), ('\.', '\.'),
    ('🐧', '🧊'), ('percent %s %I %%', '%'), ('{brace} {0}', '{}'), ('$1', '$$'), ('semi;colon', ';'), ('--', '--'),
    ('/* comment */', '/*'), ('select', 'from'), ('Select', 'From'), ('SELECT', 'FROM'), ('user', 'table'),
    ('*', '*'), ('?', '?'), ('a|b', '|'), ('[a-z]', '[]'), ('^a$', '^'), ('~', '~'), ('#', '#'), (':x', ':'),
    (' leading', ' '), ('trailing ', 'x '), ('-dash', '-'), ('--verbose', '-v'), ('/slash/', '/'), ('NUL', 'con'),
    ('e' || U&'\0301', U&'\00e9'), (U&'\00e9', 'e' || U&'\0301'), (U&'\202e', U&'\feff'), (E'\x01\x7f', E'\x1b'),
    (repeat('x', 63), repeat('y', 63)), (repeat('é', 31) || '1', repeat('ß', 31)), (repeat('x', 62) || 'y', '1')
) AS odd (named, columned);
SELECT public.make_odd(place, 'table', 'column') FROM unnest(ARRAY['select', E'new\nline', 'Ünïcödé 🧪', '''; DROP TABLE x; --']) AS place;

CREATE TABLE "odd schema"."many columns" ();
DO $$ BEGIN
    FOR n IN 1..400 LOOP
        EXECUTE format('ALTER TABLE "odd schema"."many columns" ADD %I integer DEFAULT %s', 'column "' || n || '"', n);
    END LOOP;
END $$;
INSERT INTO "odd schema"."many columns" DEFAULT VALUES;

CREATE TYPE "odd schema"."ty.pe ""x""" AS ENUM ('a.b', '"', '''', E'\n', '\', ',', '{}', 'NULL', '');
CREATE TABLE "odd schema"."uses type" (v "odd schema"."ty.pe ""x""", vs "odd schema"."ty.pe ""x"""[]);
INSERT INTO "odd schema"."uses type" SELECT v, ARRAY[v, NULL, v] FROM unnest(enum_range(NULL::"odd schema"."ty.pe ""x""")) v;
CREATE SEQUENCE "odd schema"."seq.uence ""x""";
SELECT nextval('"odd schema"."seq.uence ""x"""');
CREATE FUNCTION "odd schema"."func.tion ""x"""("a b" integer) RETURNS integer LANGUAGE sql AS 'SELECT $1';
CREATE VIEW "odd schema".E_view AS SELECT t."""" AS "it's" FROM "odd schema"."with ""quotes""" t;
CREATE TABLE "odd schema"."part ""of""" (id integer) PARTITION BY LIST (id);
CREATE TABLE "odd schema"."one's" PARTITION OF "odd schema"."part ""of""" FOR VALUES IN (1);
INSERT INTO "odd schema"."part ""of""" VALUES (1);
