-- Large objects: empty, long, sparse, with owner, comment and privileges; a column that names one.

CREATE TABLE public.scan (id integer PRIMARY KEY, image oid, note text);
SELECT lo_create(900001), lo_from_bytea(900002, ''), lo_from_bytea(900003, decode(repeat('00ff5c0a0d27', 50000), 'hex'));
SELECT lo_put(900001, 700000, '\xdeadbeef'); -- sparse
SELECT lo_from_bytea(900010 + g, sha512(g::text::bytea)) FROM generate_series(1, 40) g;
ALTER LARGE OBJECT 900003 OWNER TO zoo_owner;
GRANT SELECT ON LARGE OBJECT 900003 TO PUBLIC;
GRANT SELECT, UPDATE ON LARGE OBJECT 900002 TO zoo_writer WITH GRANT OPTION;
COMMENT ON LARGE OBJECT 900003 IS 'it''s a scan';
INSERT INTO public.scan SELECT g, 900010 + g, 'scan ' || g FROM generate_series(1, 40) g;
