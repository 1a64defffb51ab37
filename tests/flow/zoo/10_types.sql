-- Schemas, languages, types of every kind, domains, casts, collations, conversions, transforms.

CREATE SCHEMA kinds AUTHORIZATION zoo_owner;
CREATE SCHEMA empty_schema;
COMMENT ON SCHEMA kinds IS 'every kind of object';
COMMENT ON SCHEMA public IS 'the zoo''s public schema';
GRANT USAGE ON SCHEMA kinds TO PUBLIC;
GRANT USAGE, CREATE ON SCHEMA kinds TO zoo_writer WITH GRANT OPTION;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;

SET search_path = kinds, public;

-- A language of our own: the handler of plpgsql under another name.
CREATE FUNCTION zoolang_call_handler() RETURNS language_handler
    LANGUAGE c AS '$libdir/plpgsql', 'plpgsql_call_handler';
CREATE FUNCTION zoolang_inline(internal) RETURNS void
    LANGUAGE c STRICT AS '$libdir/plpgsql', 'plpgsql_inline_handler';
CREATE TRUSTED PROCEDURAL LANGUAGE zoolang HANDLER zoolang_call_handler INLINE zoolang_inline;
ALTER LANGUAGE zoolang OWNER TO zoo_keeper;
GRANT USAGE ON LANGUAGE zoolang TO zoo_writer;
COMMENT ON LANGUAGE zoolang IS 'speaks like plpgsql';
REVOKE USAGE ON LANGUAGE plpgsql FROM PUBLIC;
GRANT USAGE ON LANGUAGE plpgsql TO zoo_keeper;

CREATE TYPE mood AS ENUM ('sad', 'it''s "ok"', 'happy', '');
ALTER TYPE mood ADD VALUE 'glad' AFTER 'sad';
CREATE TYPE empty_enum AS ENUM ();
CREATE TYPE point3 AS (x double precision, y double precision, "z axis" double precision);
ALTER TYPE point3 ADD ATTRIBUTE label text COLLATE "C";
ALTER TYPE point3 ADD ATTRIBUTE gone integer;
ALTER TYPE point3 DROP ATTRIBUTE gone;
CREATE TYPE path3 AS (points point3[], closed boolean, feeling mood);
CREATE TYPE no_attributes AS ();
COMMENT ON TYPE point3 IS 'a point in space';
COMMENT ON COLUMN point3."z axis" IS 'upwards';
ALTER TYPE mood OWNER TO zoo_keeper;
REVOKE ALL ON TYPE mood FROM PUBLIC;
GRANT USAGE ON TYPE mood TO "Zoo Visitor";

-- A base type, and a shell that was never filled.
CREATE TYPE answer;
CREATE FUNCTION answer_in(cstring) RETURNS answer LANGUAGE internal STRICT IMMUTABLE AS 'int4in';
CREATE FUNCTION answer_out(answer) RETURNS cstring LANGUAGE internal STRICT IMMUTABLE AS 'int4out';
CREATE FUNCTION answer_recv(internal) RETURNS answer LANGUAGE internal STRICT IMMUTABLE AS 'int4recv';
CREATE FUNCTION answer_send(answer) RETURNS bytea LANGUAGE internal STRICT IMMUTABLE AS 'int4send';
CREATE TYPE answer (
    INTERNALLENGTH = 4, INPUT = answer_in, OUTPUT = answer_out,
    RECEIVE = answer_recv, SEND = answer_send,
    ALIGNMENT = int4, DEFAULT = '42', PASSEDBYVALUE, CATEGORY = 'N', COLLATABLE = false
);
CREATE TYPE only_a_shell;
CREATE CAST (answer AS integer) WITHOUT FUNCTION AS IMPLICIT;
CREATE CAST (integer AS answer) WITHOUT FUNCTION AS ASSIGNMENT;
COMMENT ON CAST (answer AS integer) IS 'they are the same bits';
CREATE CAST (point3 AS text) WITH INOUT;

CREATE FUNCTION mood_number(mood) RETURNS integer LANGUAGE sql IMMUTABLE STRICT
    AS $$ SELECT array_position(enum_range(NULL::kinds.mood), $1) $$;
CREATE CAST (mood AS integer) WITH FUNCTION mood_number(mood) AS ASSIGNMENT;

-- Domains, also over arrays, composites and other domains.
CREATE DOMAIN plain_domain AS integer;
CREATE DOMAIN us_postal_code AS text COLLATE "C" DEFAULT '10014'
    CONSTRAINT "looks right" CHECK (VALUE ~ '^\d{5}$' OR VALUE ~ '^\d{5}-\d{4}$');
CREATE DOMAIN deeper AS us_postal_code NOT NULL CONSTRAINT "not zero" CHECK (VALUE <> '00000');
ALTER DOMAIN deeper ADD CONSTRAINT not_checked CHECK (VALUE <> '99999') NOT VALID;
CREATE DOMAIN weekdays AS integer[] CHECK (array_length(VALUE, 1) <= 7);
CREATE DOMAIN high_point AS point3 CHECK ((VALUE)."z axis" > 0);
COMMENT ON DOMAIN us_postal_code IS 'from the manual';
COMMENT ON CONSTRAINT "looks right" ON DOMAIN us_postal_code IS 'five digits, or nine';
ALTER DOMAIN us_postal_code OWNER TO zoo_owner;

-- Ranges and their multiranges.
CREATE FUNCTION float_gap(double precision, double precision) RETURNS double precision
    LANGUAGE sql IMMUTABLE STRICT AS 'SELECT $1 - $2';
CREATE TYPE float_range AS RANGE (
    SUBTYPE = float8, SUBTYPE_DIFF = float_gap, MULTIRANGE_TYPE_NAME = "float ranges"
);
CREATE TYPE text_range AS RANGE (SUBTYPE = text, COLLATION = "C");
CREATE TYPE week;
CREATE FUNCTION week_canonical(week) RETURNS week
    LANGUAGE internal IMMUTABLE STRICT AS 'daterange_canonical';
CREATE TYPE week AS RANGE (SUBTYPE = date, CANONICAL = week_canonical);
GRANT USAGE ON TYPE float_range TO zoo_writer;

-- Collations and conversions.
CREATE COLLATION "our C" FROM "C";
CREATE COLLATION posix_like (LC_COLLATE = 'C', LC_CTYPE = 'C.UTF-8');
COMMENT ON COLLATION "our C" IS 'plain bytes';
ALTER COLLATION "our C" OWNER TO zoo_keeper;
SELECT count(*) > 9 AS icu FROM pg_collation WHERE collprovider = 'i' \gset
\if :icu
CREATE COLLATION german_phonebook (PROVIDER = icu, LOCALE = 'de-u-co-phonebk');
CREATE COLLATION ignore_case (PROVIDER = icu, LOCALE = 'und-u-ks-level2', DETERMINISTIC = false);
\endif
SELECT current_setting('server_version_num')::int >= 170000 AS v17 \gset
\if :v17
CREATE COLLATION built_in (PROVIDER = builtin, LOCALE = 'C.UTF-8');
\endif

CREATE DEFAULT CONVERSION latin_to_utf FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8;
CREATE CONVERSION "odd conversion" FOR 'LATIN2' TO 'UTF8' FROM iso8859_to_utf8;
COMMENT ON CONVERSION latin_to_utf IS 'a conversion of our own';
ALTER CONVERSION latin_to_utf OWNER TO zoo_keeper;

CREATE TRANSFORM FOR integer LANGUAGE zoolang (
    FROM SQL WITH FUNCTION prsd_lextype(internal), TO SQL WITH FUNCTION int4recv(internal)
);
COMMENT ON TRANSFORM FOR integer LANGUAGE zoolang IS 'both ways';
CREATE TRANSFORM FOR bigint LANGUAGE zoolang (FROM SQL WITH FUNCTION prsd_lextype(internal));

-- Types that use one another in a circle through a table's row type.
CREATE TABLE base_row (id integer, note text);
CREATE TYPE wraps_row AS (row_of base_row, several base_row[]);
CREATE FUNCTION takes_row(base_row) RETURNS wraps_row LANGUAGE sql
    AS 'SELECT row($1, ARRAY[$1])::kinds.wraps_row';
CREATE TABLE holds_wrapped (whole wraps_row, moods mood[], home us_postal_code DEFAULT '90210');
INSERT INTO base_row VALUES (1, 'one'), (2, NULL);
INSERT INTO holds_wrapped
    SELECT takes_row(b), ARRAY['sad', NULL, '', 'it''s "ok"']::mood[], '12345-6789' FROM base_row b;
CREATE TABLE all_kinds (
    an_answer answer, moods mood[][], place point3, walk path3, nothing no_attributes,
    code deeper, days weekdays, peak high_point,
    stretch float_range, stretches "float ranges", words text_range, weeks week[]
);
INSERT INTO all_kinds VALUES
    ('7', '{{sad,glad},{happy,""}}', ROW(1, -0.0, 'NaN', E'tab\there, "comma", (brackets)'),
     ROW(ARRAY[ROW(1, 2, 3, NULL)::point3, NULL], true, ''), ROW(), '12345', '{1,2,7}',
     ROW(0, 0, 1e-300, ''), '[-Infinity,3.5)', '{[1,2),(5,]}', '["","\\,x"]',
     ARRAY[daterange('2024-01-01', '2024-01-08')::text::week, 'empty']),
    (NULL, '{}', NULL, ROW(NULL, NULL, NULL), NULL, '54321', '{}', NULL, 'empty', '{}', '(,)', NULL);
