-- The zoo's extension: configuration tables of every kind that pg_dump treats differently.
\echo Use "CREATE EXTENSION zoo_units" to load this file. \quit

-- Dumped in whole. Sorted after the table that refers to it, so that only an order by
-- foreign keys, not by name, loads the rows.
CREATE TABLE zz_unit (code text PRIMARY KEY, name text NOT NULL);
CREATE TABLE aa_alias (alias text PRIMARY KEY, unit text NOT NULL REFERENCES zz_unit);

-- Dumped in part: the rows that users added.
CREATE TABLE constant (name text PRIMARY KEY, value double precision, builtin boolean DEFAULT false);
INSERT INTO constant VALUES ('avogadro', 6.02214076e23, true), ('zero celsius', 273.15, true);

-- Registered, and empty.
CREATE TABLE never_filled (note text);

-- Never dumped: the extension's own rows.
CREATE TABLE prefix (symbol text PRIMARY KEY, power integer);
INSERT INTO prefix VALUES ('k', 3), ('M', 6), ('m', -3);

CREATE SEQUENCE run_number START 100 INCREMENT 10;
CREATE SEQUENCE not_registered;

CREATE FUNCTION in_base(amount double precision, symbol text) RETURNS double precision
    LANGUAGE sql STABLE
    AS $$ SELECT amount * 10 ^ p.power FROM @extschema@.prefix p WHERE p.symbol = $2 $$;
CREATE VIEW builtin_constant AS SELECT name, value FROM constant WHERE builtin;
CREATE TYPE reading AS (amount double precision, unit text);

GRANT SELECT ON prefix TO PUBLIC;

SELECT pg_catalog.pg_extension_config_dump('zz_unit', '');
SELECT pg_catalog.pg_extension_config_dump('aa_alias', '');
SELECT pg_catalog.pg_extension_config_dump('constant', 'WHERE NOT builtin');
SELECT pg_catalog.pg_extension_config_dump('never_filled', '');
SELECT pg_catalog.pg_extension_config_dump('run_number', '');
