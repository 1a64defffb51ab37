-- Views, materialized views, rules, triggers, event triggers, text search.

SET search_path = kinds, public;

CREATE VIEW plain_view AS SELECT id, code AS "the code", note FROM parent WHERE id > 5;
CREATE VIEW on_view WITH (security_barrier) AS SELECT * FROM plain_view WHERE "the code" <> '';
CREATE VIEW invoker WITH (security_invoker = true) AS SELECT 1 AS one;
CREATE VIEW checked AS SELECT id, note FROM parent WHERE id < 1000 WITH LOCAL CHECK OPTION;
CREATE VIEW checked_below AS SELECT id FROM checked WHERE id > 1 WITH CASCADED CHECK OPTION;
CREATE RECURSIVE VIEW counting (n) AS VALUES (1) UNION ALL SELECT n + 1 FROM counting WHERE n < 10;
CREATE VIEW no_column AS SELECT;
CREATE VIEW with_default AS SELECT id, name FROM animal;
ALTER VIEW with_default ALTER COLUMN name SET DEFAULT 'from the view';
COMMENT ON VIEW plain_view IS 'plain';
COMMENT ON COLUMN plain_view."the code" IS 'renamed';
GRANT SELECT (id), INSERT (id) ON checked TO zoo_writer;
ALTER VIEW on_view OWNER TO zoo_owner;
-- A view that groups by a primary key depends on the constraint, which comes later in a dump.
CREATE VIEW grouped AS SELECT p.id, p.code, count(*) AS children
    FROM parent p LEFT JOIN child c ON c.parent = p.id GROUP BY p.id;
-- Two views that refer to each other's row type in a circle, through a function.
CREATE VIEW circle_a AS SELECT 1 AS x;
CREATE FUNCTION circle(circle_a) RETURNS integer LANGUAGE sql AS 'SELECT $1.x';
CREATE OR REPLACE VIEW circle_a AS SELECT 1 AS x, NULL::kinds.mood AS feeling;

CREATE MATERIALIZED VIEW filled AS SELECT room, count(*) AS n, max(note) AS latest FROM parent GROUP BY room;
CREATE UNIQUE INDEX filled_key ON filled (room) NULLS NOT DISTINCT;
CREATE MATERIALIZED VIEW not_filled WITH (fillfactor = 40) AS SELECT * FROM filled WITH NO DATA;
CREATE MATERIALIZED VIEW "second, by name first" AS SELECT sum(n) AS total FROM filled;
CREATE INDEX ON not_filled (n);
ALTER MATERIALIZED VIEW filled OWNER TO zoo_keeper;
ALTER TABLE parent OWNER TO zoo_owner;
GRANT SELECT ON parent, filled TO zoo_keeper;
COMMENT ON MATERIALIZED VIEW filled IS 'counted';

-- Rules.
CREATE TABLE ruled (id integer, note text);
CREATE TABLE ruled_log (id integer, what text);
INSERT INTO ruled VALUES (1, 'before the rules');
CREATE RULE logged AS ON INSERT TO ruled DO ALSO INSERT INTO ruled_log VALUES (NEW.id, 'ins');
CREATE RULE kept AS ON DELETE TO ruled DO INSTEAD NOTHING;
CREATE RULE "odd rule" AS ON UPDATE TO ruled WHERE OLD.id <> NEW.id
    DO INSTEAD (INSERT INTO ruled_log VALUES (OLD.id, 'it''s'); DELETE FROM ruled_log WHERE id = 0);
CREATE RULE notifies AS ON UPDATE TO ruled_log DO ALSO NOTIFY "odd channel", 'it''s';
ALTER TABLE ruled DISABLE RULE kept;
ALTER TABLE ruled ENABLE ALWAYS RULE logged;
COMMENT ON RULE logged ON ruled IS 'a log';
CREATE RULE into_view AS ON INSERT TO plain_view DO INSTEAD NOTHING;

-- Triggers: each of these would spoil the rows if it fired while they are loaded.
CREATE FUNCTION spoils() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN IF TG_LEVEL = 'ROW' AND TG_OP <> 'DELETE' THEN NEW.note := 'spoilt'; END IF; RETURN NEW; END $$;
CREATE TABLE triggered (id integer PRIMARY KEY, note text);
INSERT INTO triggered SELECT g, 'as it was ' || g FROM generate_series(1, 25) g;
CREATE TRIGGER before_row BEFORE INSERT OR UPDATE OF note ON triggered
    FOR EACH ROW WHEN (NEW.id > 0) EXECUTE FUNCTION spoils('arg', E'it''s \\ "x"', '');
CREATE TRIGGER disabled BEFORE INSERT ON triggered FOR EACH ROW EXECUTE FUNCTION spoils();
ALTER TABLE triggered DISABLE TRIGGER disabled;
CREATE TRIGGER always_fires BEFORE INSERT ON triggered FOR EACH ROW EXECUTE FUNCTION spoils();
ALTER TABLE triggered ENABLE ALWAYS TRIGGER always_fires;
CREATE TRIGGER on_replica BEFORE INSERT ON triggered FOR EACH ROW EXECUTE FUNCTION spoils();
ALTER TABLE triggered ENABLE REPLICA TRIGGER on_replica;
CREATE CONSTRAINT TRIGGER at_commit AFTER INSERT ON triggered FROM parent
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION raises_notice();
CREATE TRIGGER transitions AFTER UPDATE ON triggered
    REFERENCING OLD TABLE AS "old rows" NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION spoils();
CREATE TRIGGER on_truncate AFTER TRUNCATE ON triggered EXECUTE FUNCTION spoils();
CREATE TRIGGER "instead of" INSTEAD OF INSERT ON on_view FOR EACH ROW EXECUTE FUNCTION spoils();
CREATE TRIGGER on_partitions BEFORE INSERT ON by_list FOR EACH ROW EXECUTE FUNCTION spoils();
ALTER TABLE by_list_default_0 DISABLE TRIGGER on_partitions;
CREATE TRIGGER handler AFTER INSERT ON triggered FOR EACH ROW EXECUTE FUNCTION tsvector_update_trigger('note', 'pg_catalog.simple', 'note');
DROP TRIGGER handler ON triggered;
COMMENT ON TRIGGER disabled ON triggered IS 'sleeps';

CREATE FUNCTION event() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN END $$;
CREATE EVENT TRIGGER zoo_events ON ddl_command_end WHEN TAG IN ('CREATE TABLE', 'DROP FUNCTION') EXECUTE FUNCTION event();
CREATE EVENT TRIGGER zoo_drops ON sql_drop EXECUTE FUNCTION event();
ALTER EVENT TRIGGER zoo_drops DISABLE;
CREATE EVENT TRIGGER zoo_rewrites ON table_rewrite EXECUTE FUNCTION event();
ALTER EVENT TRIGGER zoo_rewrites ENABLE ALWAYS;
COMMENT ON EVENT TRIGGER zoo_events IS 'watches';
-- One that would stop a restore that makes anything after it.
CREATE FUNCTION refuse() RETURNS event_trigger LANGUAGE plpgsql
    AS $$ BEGIN IF session_user = 'zoo_writer' THEN RAISE 'closed'; END IF; END $$;
CREATE EVENT TRIGGER zoo_refuses ON ddl_command_start EXECUTE FUNCTION refuse();

-- Text search.
CREATE TEXT SEARCH PARSER our_parser (
    START = prsd_start, GETTOKEN = prsd_nexttoken, END = prsd_end, LEXTYPES = prsd_lextype, HEADLINE = prsd_headline
);
CREATE TEXT SEARCH TEMPLATE our_template (INIT = dsimple_init, LEXIZE = dsimple_lexize);
CREATE TEXT SEARCH DICTIONARY "our dictionary" (TEMPLATE = our_template, STOPWORDS = english, ACCEPT = 'false');
CREATE TEXT SEARCH CONFIGURATION our_search (PARSER = our_parser);
ALTER TEXT SEARCH CONFIGURATION our_search ADD MAPPING FOR word, asciiword WITH "our dictionary", english_stem;
ALTER TEXT SEARCH CONFIGURATION our_search ADD MAPPING FOR int WITH simple;
COMMENT ON TEXT SEARCH CONFIGURATION our_search IS 'searches';
COMMENT ON TEXT SEARCH DICTIONARY "our dictionary" IS 'words';
COMMENT ON TEXT SEARCH PARSER our_parser IS 'parses';
COMMENT ON TEXT SEARCH TEMPLATE our_template IS 'a template';
ALTER TEXT SEARCH DICTIONARY "our dictionary" OWNER TO zoo_keeper;
ALTER TEXT SEARCH CONFIGURATION our_search OWNER TO zoo_keeper;
CREATE TABLE searched (
    body text, words tsvector GENERATED ALWAYS AS (to_tsvector('kinds.our_search'::regconfig, body)) STORED
);
INSERT INTO searched VALUES ('The quick brown fox 42'), ('it''s \ a "test"');
CREATE INDEX ON searched USING gin (words);
