-- Functions, procedures, aggregates, operators, operator classes and families, access methods.

SET search_path = kinds, public;

CREATE FUNCTION no_arguments() RETURNS void LANGUAGE sql AS '';
CREATE FUNCTION many(
    IN first integer, INOUT second text DEFAULT 'it''s', OUT third numeric(5, 2),
    VARIADIC rest integer[] DEFAULT '{}'
) RETURNS record LANGUAGE plpgsql AS $function$
BEGIN
    -- Dollars: $$ and $body$ and \ backslash and 'quotes'
    third := first + cardinality(rest);
END;
$function$;
CREATE FUNCTION attributes(integer) RETURNS SETOF integer
    LANGUAGE sql IMMUTABLE STRICT SECURITY DEFINER LEAKPROOF PARALLEL SAFE COST 12.5 ROWS 7
    SET search_path = kinds, pg_temp SET work_mem = '9MB' SET "DateStyle" = 'German, DMY'
    AS 'SELECT generate_series(1, $1)';
CREATE FUNCTION supported(integer) RETURNS boolean LANGUAGE sql SUPPORT generate_series_int4_support
    AS 'SELECT true';
CREATE FUNCTION modern(a integer, b integer DEFAULT 1) RETURNS integer LANGUAGE sql
    IMMUTABLE RETURN a + b;
CREATE FUNCTION modern_block(a integer) RETURNS TABLE (n integer, "odd name" text) LANGUAGE sql
BEGIN ATOMIC
    SELECT a, 'x'::text;
    SELECT g, g::text FROM generate_series(1, a) g;
END;
CREATE FUNCTION "window rank"() RETURNS bigint LANGUAGE internal WINDOW IMMUTABLE STRICT
    AS 'window_rank';
CREATE FUNCTION polymorphic(anycompatible, anycompatiblearray) RETURNS anycompatible
    LANGUAGE sql AS 'SELECT $1';
CREATE FUNCTION overloaded(integer) RETURNS integer LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION overloaded(text) RETURNS integer LANGUAGE sql AS 'SELECT 2';
CREATE FUNCTION overloaded(kinds.mood[]) RETURNS integer LANGUAGE sql AS 'SELECT 3';
CREATE FUNCTION in_zoolang() RETURNS integer LANGUAGE zoolang TRANSFORM FOR TYPE integer
    AS 'BEGIN RETURN 5; END';
CREATE FUNCTION from_c(oid) RETURNS boolean LANGUAGE c STRICT AS '$libdir/plpgsql', 'plpgsql_validator';
CREATE PROCEDURE does(INOUT a integer, IN b text DEFAULT NULL) LANGUAGE plpgsql
    AS 'BEGIN a := a + 1; COMMIT; END';
CREATE PROCEDURE does_modern(a integer) LANGUAGE sql BEGIN ATOMIC SELECT a; END;
CREATE FUNCTION raises_notice() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE NOTICE 'fired'; RETURN NEW; END $$;
COMMENT ON FUNCTION overloaded(text) IS 'the second of three';
COMMENT ON PROCEDURE does IS 'does';
ALTER FUNCTION overloaded(integer) OWNER TO zoo_writer;
ALTER FUNCTION modern(integer, integer) DEPENDS ON EXTENSION plpgsql;
REVOKE ALL ON FUNCTION overloaded(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION overloaded(integer) TO "Zoo Visitor" WITH GRANT OPTION;
REVOKE ALL ON PROCEDURE does FROM PUBLIC;
REVOKE EXECUTE ON FUNCTION pg_catalog.pg_sleep(double precision) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION pg_catalog.pg_sleep(double precision) TO zoo_keeper;

-- Aggregates: plain, moving, ordered set, hypothetical set, variadic, parallel.
CREATE AGGREGATE plain_sum(integer) (SFUNC = int4pl, STYPE = integer, INITCOND = '0', SORTOP = >);
CREATE AGGREGATE moving_sum(double precision) (
    SFUNC = float8pl, STYPE = double precision, INITCOND = '0',
    MSFUNC = float8pl, MINVFUNC = float8mi, MSTYPE = double precision, MINITCOND = '0',
    MFINALFUNC = float8abs, COMBINEFUNC = float8pl, PARALLEL = SAFE, SSPACE = 8, MSSPACE = 16
);
CREATE AGGREGATE grown(anycompatiblearray) (SFUNC = array_cat, STYPE = anycompatiblearray, INITCOND = '{}');
CREATE AGGREGATE spread(VARIADIC items integer[]) (SFUNC = array_cat, STYPE = integer[], INITCOND = '{}');
CREATE FUNCTION ordered_final(internal, double precision, anyelement) RETURNS anyelement
    LANGUAGE internal IMMUTABLE AS 'percentile_disc_final';
CREATE AGGREGATE my_percentile(double precision ORDER BY anyelement) (
    SFUNC = ordered_set_transition, STYPE = internal, FINALFUNC = ordered_final, FINALFUNC_EXTRA
);
CREATE AGGREGATE my_rank(VARIADIC "any" ORDER BY VARIADIC "any") (
    SFUNC = ordered_set_transition_multi, STYPE = internal, FINALFUNC = rank_final,
    FINALFUNC_EXTRA, HYPOTHETICAL
);
COMMENT ON AGGREGATE plain_sum(integer) IS 'a sum';
ALTER AGGREGATE moving_sum(double precision) OWNER TO zoo_keeper;
GRANT EXECUTE ON FUNCTION grown(anycompatiblearray) TO zoo_writer;

-- Operators, with commutator and negator that are made later.
CREATE FUNCTION near(integer, integer) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT abs($1 - $2) < 3';
CREATE FUNCTION far(integer, integer) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT abs($1 - $2) >= 3';
CREATE OPERATOR ~=~ (
    FUNCTION = near, LEFTARG = integer, RIGHTARG = integer,
    COMMUTATOR = ~=~, NEGATOR = !=~, RESTRICT = eqsel, JOIN = eqjoinsel
);
CREATE OPERATOR !=~ (
    FUNCTION = far, LEFTARG = integer, RIGHTARG = integer, COMMUTATOR = !=~, NEGATOR = ~=~
);
CREATE OPERATOR @#@ (FUNCTION = int8abs, RIGHTARG = bigint);
CREATE OPERATOR <~> (
    FUNCTION = int8eq, LEFTARG = bigint, RIGHTARG = bigint, COMMUTATOR = <~>, HASHES, MERGES
);
COMMENT ON OPERATOR ~=~ (integer, integer) IS 'nearly equal';
ALTER OPERATOR @#@ (NONE, bigint) OWNER TO zoo_writer;

CREATE FUNCTION compare_backwards(integer, integer) RETURNS integer LANGUAGE sql IMMUTABLE STRICT
    AS 'SELECT CASE WHEN $1 > $2 THEN -1 WHEN $1 = $2 THEN 0 ELSE 1 END';
CREATE OPERATOR FAMILY alone USING btree;
COMMENT ON OPERATOR FAMILY alone USING btree IS 'a family without a class';
CREATE OPERATOR FAMILY several USING btree;
CREATE OPERATOR CLASS backwards FOR TYPE integer USING btree FAMILY several AS
    OPERATOR 1 >, OPERATOR 2 >=, OPERATOR 3 =, OPERATOR 4 <=, OPERATOR 5 <,
    FUNCTION 1 compare_backwards(integer, integer);
ALTER OPERATOR FAMILY several USING btree ADD
    OPERATOR 1 > (bigint, integer), OPERATOR 5 < (bigint, integer),
    FUNCTION 1 (bigint, integer) btint84cmp(bigint, integer);
CREATE OPERATOR CLASS stored_elsewhere FOR TYPE point USING gist AS
    OPERATOR 11 |>>(point, point), FUNCTION 1 gist_point_consistent(internal, point, smallint, oid, internal),
    FUNCTION 2 gist_box_union(internal, internal), FUNCTION 3 gist_point_compress(internal),
    FUNCTION 5 gist_box_penalty(internal, internal, internal), FUNCTION 6 gist_box_picksplit(internal, internal),
    FUNCTION 7 gist_box_same(box, box, internal), STORAGE box;
COMMENT ON OPERATOR CLASS backwards USING btree IS 'high before low';
ALTER OPERATOR CLASS backwards USING btree OWNER TO zoo_keeper;

CREATE ACCESS METHOD our_gist TYPE INDEX HANDLER gisthandler;
CREATE ACCESS METHOD our_heap TYPE TABLE HANDLER heap_tableam_handler;
COMMENT ON ACCESS METHOD our_heap IS 'a heap by another name';
CREATE OPERATOR CLASS box_for_ours DEFAULT FOR TYPE box USING our_gist AS
    OPERATOR 1 <<, OPERATOR 3 &&, OPERATOR 6 ~=, FUNCTION 1 gist_box_consistent(internal, box, smallint, oid, internal),
    FUNCTION 2 gist_box_union(internal, internal), FUNCTION 5 gist_box_penalty(internal, internal, internal),
    FUNCTION 6 gist_box_picksplit(internal, internal), FUNCTION 7 gist_box_same(box, box, internal);
CREATE TABLE in_our_heap (id integer, area box, note text) USING our_heap;
CREATE INDEX in_ours ON in_our_heap USING our_gist (area);
INSERT INTO in_our_heap SELECT g, box(point(g, g), point(-g, 0)), 'row ' || g FROM generate_series(1, 50) g;
