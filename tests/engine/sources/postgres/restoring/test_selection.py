"""Restoring a selection of tables, with the definitions that go with it."""

from __future__ import annotations

from dataclasses import replace

import psycopg
import pytest

from desktop_app.engine.errors import NothingMatches
from desktop_app.engine.model import Grade
from desktop_app.engine.progress import Silent
from desktop_app.engine.restore import RestoreOptions
from desktop_app.engine.sources.base import Interrupted
from desktop_app.engine.sources.postgres.connection import Address
from desktop_app.engine.sources.postgres.restoring.destination import PostgresDestination
from tests.engine.sources.postgres.conftest import CLIENT, Lab

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
