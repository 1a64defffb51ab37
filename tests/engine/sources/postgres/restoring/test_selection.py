"""Restoring a selection of tables, with the definitions that go with it."""

from __future__ import annotations

from dataclasses import replace

import psycopg
import pytest
from psycopg import sql

from desktop_app.engine.errors import NothingMatches, ServerRefused
from desktop_app.engine.model import Grade, ItemKind
from desktop_app.engine.progress import Silent
from desktop_app.engine.restore import RestoreOptions
from desktop_app.engine.sources.base import Interrupted
from desktop_app.engine.sources.postgres.archives.contents import Archive
from desktop_app.engine.sources.postgres.connection import Address
from desktop_app.engine.sources.postgres.restoring.destination import PostgresDestination
from desktop_app.engine.sources.postgres.restoring.selection import select
from desktop_app.engine.sources.postgres.source import PostgresSource
from tests.engine.sources.postgres.conftest import CLIENT, Lab
from tests.places import databases
from tests.servers import Server
from tests.snapshots import Kept, take

RELATIONS = """
SELECT format('%%I.%%I', n.nspname, c.relname) FROM pg_class c
  JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE c.oid >= 16384 AND c.relkind = ANY (%s) AND n.nspname !~ '^pg_' ORDER BY 1
"""


def destination(place: Address) -> PostgresDestination:
    return PostgresDestination(place, None, CLIENT)


def relations(address: Address, kinds: str) -> list[str]:
    with psycopg.connect(address.conninfo()) as connection:
        return [row[0] for row in connection.execute(RELATIONS, [list(kinds)]).fetchall()]


def count(address: Address, table: str) -> int:
    with psycopg.connect(address.conninfo()) as connection:
        row = connection.execute(f"SELECT count(*) FROM {table}".encode()).fetchone()
        assert row
        return int(row[0])


def names(address: Address, query: str) -> list[str]:
    with psycopg.connect(address.conninfo()) as connection:
        return [row[0] for row in connection.execute(query.encode()).fetchall()]


def test_a_table_comes_with_what_it_needs_and_nothing_else(lab: Lab, place: Address) -> None:
    result = lab.kept.restore(destination(place), RestoreOptions(only=("lab.mixture",)))
    assert result.problems == ()
    assert relations(place, "rp") == ["lab.mixture"]
    assert relations(place, "S") == ["lab.mixture_id_seq", "lab.ticket"]
    assert relations(place, "v") == []
    assert count(place, "lab.mixture") == 50
    assert names(place, "SELECT last_value::int FROM lab.mixture_id_seq") == [50]
    constraints = "SELECT conname FROM pg_constraint WHERE conrelid = 'lab.mixture'::regclass"
    assert sorted(names(place, constraints)) == ["mixture_name_key", "mixture_pkey"]
    own = "(SELECT oid FROM pg_database WHERE datname = current_database())"
    for catalog in ("pg_event_trigger", "pg_publication", f"pg_subscription WHERE subdbid = {own}"):
        assert count(place, catalog) == 0
    told = {remark.item: remark.what for remark in result.remarks}
    assert told["other lab.both"] == "view left out: it needs what was not selected"
    assert "lab.measurement measurement_mixture_fkey" not in told


def test_foreign_keys_come_when_both_ends_do(lab: Lab, place: Address) -> None:
    only = ("lab.measurement", "lab.a", "lab.b")
    result = lab.kept.restore(destination(place), RestoreOptions(only=only))
    assert relations(place, "rp") == ["lab.a", "lab.b", "lab.measurement"]
    keys = "SELECT conname FROM pg_constraint WHERE contype = 'f' ORDER BY 1"
    assert names(place, keys) == ["a_b_fkey", "b_a_fkey"]
    assert relations(place, "vm") == ["lab.cold", "lab.summary"]
    assert count(place, "lab.cold") > 0
    assert count(place, "lab.summary") == 50
    triggers = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
    assert names(place, triggers) == ["touched"]
    assert [remark.what for remark in result.remarks if "fkey" in remark.item] == [
        "foreign key constraint left out: it needs what was not selected"
    ]


def test_a_partition_comes_with_its_root(lab: Lab, place: Address) -> None:
    result = lab.kept.restore(destination(place), RestoreOptions(only=("lab.reading_2025",)))
    assert result.grade is Grade.OK
    assert relations(place, "rp") == ["lab.reading", "lab.reading_2025"]
    assert count(place, "lab.reading") == count(place, "lab.reading_2025") == 335
    assert relations(place, "I") == ["lab.reading_value_idx"]
    assert relations(place, "i") == ["lab.reading_2025_value_idx"]


def test_a_part_of_what_goes_through_a_root_comes_with_all_of_it(lab: Lab, place: Address) -> None:
    """Where its rows belong now depends on the new enum's OIDs."""
    result = lab.kept.restore(destination(place), RestoreOptions(only=("lab.by_state_1",)))
    assert result.problems == ()
    assert relations(place, "r") == ["lab.by_state_0", "lab.by_state_1"]
    assert count(place, "lab.by_state") == 60


def test_a_schema_can_be_selected(lab: Lab, place: Address) -> None:
    result = lab.kept.restore(destination(place), RestoreOptions(only=('"other lab"',)))
    assert result.problems == ()
    assert relations(place, "rp") == ['"other lab"."odd "" table"']


def test_what_does_not_match_is_told(lab: Lab, place: Address) -> None:
    with pytest.raises(NothingMatches):
        lab.kept.restore(destination(place), RestoreOptions(only=("lab.nowhere",)))


def test_a_selection_is_resumed(lab: Lab, place: Address) -> None:
    options = RestoreOptions(only=("lab.mixture",), interrupted=Interrupted.RESUME)
    chosen = tuple(i for i in lab.kept.listed if i.kind != "rows" or i.name == "lab.mixture")
    order = lab.kept.order(items=chosen, whole=False)
    with destination(place).open(order, lab.kept.read, Silent()) as loading:
        loading.define()
    assert lab.kept.restore(destination(place), options).problems == ()
    assert count(place, "lab.mixture") == 50


def test_a_dry_run_names_what_a_selection_leaves_out(lab: Lab, place: Address) -> None:
    chosen = tuple(i for i in lab.kept.listed if i.kind != "rows" or i.name == "lab.measurement")
    order = replace(lab.kept.order(items=chosen), whole=False)
    examination = destination(place).examine(order, lab.kept.read)
    assert "lab.measurement measurement_mixture_fkey" in {r.item for r in examination.remarks}


ASKING = """
CREATE TABLE a (i int);
CREATE TABLE b (i int);
INSERT INTO a VALUES (1), (2);
INSERT INTO b VALUES (3);
CREATE FUNCTION n() RETURNS bigint LANGUAGE plpgsql AS
    'BEGIN RETURN (SELECT count(*) FROM public.b); END';
CREATE FUNCTION m() RETURNS bigint LANGUAGE plpgsql AS
    'BEGIN RETURN (SELECT count(*) FROM public.a); END';
CREATE MATERIALIZED VIEW "asks b" AS SELECT n();
CREATE MATERIALIZED VIEW asks_a AS SELECT m() AS count;
CREATE MATERIALIZED VIEW above AS SELECT count FROM asks_a;
CREATE MATERIALIZED VIEW after AS SELECT * FROM "asks b";
CREATE UNIQUE INDEX ON above (count);
GRANT SELECT ON "asks b" TO PUBLIC;
"""
FILLED = "SELECT relname || ' ' || relispopulated FROM pg_class WHERE relkind = 'm' ORDER BY 1"
NOT_FILLED = "materialized view is there, but could not be filled: "


@pytest.fixture
def asking(database: Address, pg17: Server) -> Kept:
    """Materialized views that ask for tables by functions."""
    pg17.execute(sql.SQL(ASKING), database)
    return take(PostgresSource(database, None, CLIENT))


def test_a_view_that_asks_for_what_was_not_selected_is_not_filled(
    asking: Kept, place: Address
) -> None:
    result = asking.restore(destination(place), RestoreOptions(only=("public.a",)))
    assert (result.grade, result.problems) == (Grade.WARNING, ())
    assert {remark.item: remark.what for remark in result.remarks} == {
        "public.asks b": NOT_FILLED + 'relation "public.b" does not exist',
        "public.after": NOT_FILLED + 'materialized view "asks b" has not been populated',
    }
    assert names(place, FILLED) == ["above true", "after false", "asks b false", "asks_a true"]
    assert names(place, "SELECT count FROM above") == [2]
    assert relations(place, "i") == ["public.above_count_idx"]
    assert count(place, "a") == 2


def test_a_resumed_selection_tells_again_what_is_not_filled(asking: Kept, place: Address) -> None:
    chosen = tuple(i for i in asking.listed if i.kind != "rows" or i.name == "public.a")
    order = asking.order(items=chosen, whole=False)
    with destination(place).open(order, asking.read, Silent()) as loading:
        loading.define()
        for item in loading.contents:
            loading.load(item, asking.read(item))
            loading.mark_loaded(item)
        loading.complete()
    options = RestoreOptions(only=("public.a",), interrupted=Interrupted.RESUME)
    result = asking.restore(destination(place), options)
    assert [remark.item for remark in result.remarks] == ["public.asks b", "public.after"]
    assert names(place, FILLED) == ["above true", "after false", "asks b false", "asks_a true"]


def test_a_whole_restore_insists_on_every_view(asking: Kept, place: Address, pg17: Server) -> None:
    """Here a function asks for a table that no server has any more."""
    data = asking.contents[ItemKind.SCHEMA, "schema"].replace(b"public.b)", b"public.c)")
    asking.contents[ItemKind.SCHEMA, "schema"] = data
    with pytest.raises(ServerRefused, match=r'relation "public\.c" does not exist'):
        asking.restore(destination(place))
    assert place.database not in databases(pg17)


LEANING = """
CREATE TABLE b (i int);
CREATE FUNCTION of_b(b) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT $1.i';
CREATE TABLE a (i int, j int);
INSERT INTO a VALUES (1, 2);
CREATE INDEX by_i ON a (i);
CREATE INDEX by_b ON a (of_b(ROW(i)::b));
CREATE STATISTICS of_both ON i, of_b(ROW(j)::b) FROM a;
CREATE POLICY "some of b" ON a USING (of_b(ROW(i)::b) > 0);
CREATE RULE "as in b" AS ON DELETE TO a WHERE of_b(ROW(old.i)::b) > 0 DO INSTEAD NOTHING;
"""


def test_what_a_table_comes_without_is_named(
    database: Address, place: Address, pg17: Server
) -> None:
    pg17.execute(sql.SQL(LEANING), database)
    kept = take(PostgresSource(database, None, CLIENT))
    result = kept.restore(destination(place), RestoreOptions(only=("public.a",)))
    assert (result.grade, result.problems) == (Grade.WARNING, ())
    assert {remark.item: remark.what for remark in result.remarks} == {
        f"public.{name}": f"{kind} left out: it needs what was not selected"
        for name, kind in {
            "by_b": "index",
            "of_both": "statistics",
            "a some of b": "policy",
            "a as in b": "rule",
        }.items()
    }
    assert relations(place, "i") == ["public.by_i"]
    assert count(place, "a") == 1


EXTENDED = """
CREATE EXTENSION pg_trgm;
CREATE EXTENSION btree_gist;
CREATE TABLE found (name text);
CREATE INDEX by_trigram ON found USING gin (name gin_trgm_ops);
CREATE TABLE booked (room int, during tsrange, EXCLUDE USING gist (room WITH =, during WITH &&));
"""
LACKED = "is left out, for the server lacks it and no selected table needs it"


def test_an_exclusion_constraint_may_need_any_extension(database: Address, pg17: Server) -> None:
    """pg_dump does not say which; of an index it does."""
    pg17.execute(sql.SQL(EXTENDED), database)
    kept = take(PostgresSource(database, None, CLIENT))
    archive = Archive.read(kept.contents[ItemKind.SCHEMA, "schema"])
    both = {"pg_trgm", "btree_gist"}
    found = select(archive, {("public", "found")}, both)
    assert found.unmet == frozenset()
    assert {(remark.item, remark.what) for remark in found.remarks} == {
        ("extension pg_trgm", LACKED),
        ("extension btree_gist", LACKED),
        ("public.by_trigram", "index left out: it needs an extension that the server lacks"),
    }
    assert select(archive, {("public", "booked")}, both).unmet == both
    assert select(archive, {("public", "booked")}).unmet == frozenset()
