-- Privileges down to columns, default privileges, owners, row security.

SET search_path = kinds, public;

CREATE TABLE guarded (id integer PRIMARY KEY, owner text, secret text);
INSERT INTO guarded SELECT g, (ARRAY['zoo_writer', 'postgres', 'nobody'])[g % 3 + 1], md5(g::text) FROM generate_series(1, 90) g;
ALTER TABLE guarded OWNER TO zoo_owner;
ALTER TABLE guarded ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON guarded USING (owner = current_user) WITH CHECK (secret IS NOT NULL);
CREATE POLICY "only reads" ON guarded AS RESTRICTIVE FOR SELECT TO "Zoo Visitor", zoo_writer USING (id < 10);
CREATE POLICY inserts ON guarded FOR INSERT TO PUBLIC WITH CHECK (false);
CREATE POLICY deletes ON guarded FOR DELETE TO zoo_keeper USING (EXISTS (SELECT FROM kinds.no_rows n WHERE n.id = guarded.id));
COMMENT ON POLICY own_rows ON guarded IS 'to each his own';
CREATE TABLE guarded_off (id integer);
CREATE POLICY sleeping ON guarded_off USING (true);
INSERT INTO guarded_off VALUES (1);

GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER ON child TO zoo_writer WITH GRANT OPTION;
SET ROLE zoo_writer;
GRANT SELECT ON kinds.child TO "Zoo Visitor";
RESET ROLE;
GRANT SELECT ON child TO PUBLIC;
GRANT SELECT (id, "parent"), UPDATE (a), REFERENCES (id) ON child TO "zoo ""quoted"" 🦓";
REVOKE ALL ON guarded FROM zoo_owner;
REVOKE DELETE ON no_rows FROM CURRENT_USER;
SELECT current_setting('server_version_num')::int >= 170000 AS v17 \gset
\if :v17
GRANT MAINTAIN ON guarded TO zoo_keeper;
\endif

ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO "Zoo Visitor";
ALTER DEFAULT PRIVILEGES FOR ROLE zoo_owner IN SCHEMA kinds GRANT ALL ON TABLES TO zoo_writer WITH GRANT OPTION;
ALTER DEFAULT PRIVILEGES FOR ROLE zoo_owner REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
ALTER DEFAULT PRIVILEGES FOR ROLE zoo_keeper REVOKE USAGE ON TYPES FROM PUBLIC;
ALTER DEFAULT PRIVILEGES FOR ROLE zoo_keeper GRANT USAGE ON SCHEMAS TO zoo_writer;
ALTER DEFAULT PRIVILEGES FOR ROLE zoo_keeper IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO PUBLIC;
