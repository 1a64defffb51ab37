"""The name of a partitioned table means its partitions; a parent's not what inherits from it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import cast

import psycopg
import pytest
from psycopg import sql

from desktop_app.engine.errors import NothingMatches
from desktop_app.engine.model import Grade, Item, ItemKind
from desktop_app.engine.repository.repository import Repository
from desktop_app.engine.restore import RestoreOptions, preview_restore
from desktop_app.engine.sources.postgres.connection import Address
from desktop_app.engine.sources.postgres.restoring.destination import PostgresDestination
from desktop_app.engine.sources.postgres.source import PostgresSource
from tests.engine.sources.postgres.conftest import CLIENT, Lab
from tests.engine.sources.postgres.harvest import role
from tests.places import removing
from tests.servers import Server
from tests.snapshots import Kept, take

MAKE = """
CREATE SCHEMA lab;
CREATE SCHEMA "Odd parts";
CREATE TABLE lab."Meas.ure" (year int, n int) PARTITION BY LIST (year);
CREATE TABLE "Odd parts"."2025" PARTITION OF lab."Meas.ure" FOR VALUES IN (2025);
CREATE TABLE lab.branch PARTITION OF lab."Meas.ure" FOR VALUES IN (2026) PARTITION BY RANGE (n);
CREATE TABLE lab.low PARTITION OF lab.branch FOR VALUES FROM (0) TO (10);
CREATE TABLE "Odd parts"."hi""gh" PARTITION OF lab.branch FOR VALUES FROM (10) TO (20);
INSERT INTO lab."Meas.ure" SELECT year, n FROM generate_series(2025, 2026) year,
                                              generate_series(0, 19) n;
CREATE TABLE lab.base (n int);
CREATE TABLE lab.heir (more text) INHERITS (lab.base);
INSERT INTO lab.base VALUES (1);
INSERT INTO lab.heir VALUES (2, 'two');
"""
LOW, HIGH, LAST = "lab.low", '"Odd parts"."hi""gh"', '"Odd parts"."2025"'
LEAVES = [LAST, HIGH, LOW]


@dataclass(frozen=True)
class Measured:
    """A database with partitions, its snapshot, and a place on the same server."""

    server: Server
    original: Address
    kept: Kept
    place: Address


@pytest.fixture(scope="module", params=[17, 15])
def made(request: pytest.FixtureRequest) -> Iterator[tuple[Server, Address, Kept]]:
    server: Server = request.getfixturevalue(f"pg{request.param}")
    original = server.create_database()
    server.execute(sql.SQL(MAKE), original)
    yield server, original, take(PostgresSource(original, None, CLIENT))
    server.drop_database(original)


@pytest.fixture
def measured(made: tuple[Server, Address, Kept]) -> Iterator[Measured]:
    with removing(made[0], "partitions") as place:
        yield Measured(*made, place)


def destination(place: Address) -> PostgresDestination:
    return PostgresDestination(place, None, CLIENT)


def rows(address: Address, table: str) -> list[object]:
    query = f"SELECT tableoid::regclass::text, t::text FROM {table} t ORDER BY 1, 2"
    with psycopg.connect(address.conninfo()) as connection:
        return list(connection.execute(query.encode()).fetchall())


def with_rows(items: list[Item]) -> list[str]:
    return sorted(item.name for item in items if item.kind is ItemKind.ROWS)


@pytest.mark.parametrize(
    ("pattern", "names"),
    [
        ('lab."Meas.ure"', LEAVES),
        ("lab.Meas.ure", LEAVES),
        ('"lab"."Meas.ure"', LEAVES),
        ("lab.M*", LEAVES),
        ("lab.branch", [HIGH, LOW]),
        ("lab.low", [LOW]),
        ("Odd parts", [LAST, HIGH]),
        ("lab", ["lab.base", "lab.heir", LOW]),
        ("lab.base", ["lab.base"]),
        ("lab.[bh]*", [HIGH, "lab.base", "lab.heir", LOW]),
    ],
)
def test_a_partitioned_table_means_its_partitions(
    measured: Measured, pattern: str, names: list[str]
) -> None:
    options, place = RestoreOptions(only=(pattern,)), destination(measured.place)
    repository = cast(Repository, measured.kept)
    preview = preview_restore(repository, measured.kept.snapshot, place, options)
    assert with_rows(list(preview.items)) == sorted(names)
    result = measured.kept.restore(place, options)
    assert (result.grade, result.problems) == (Grade.OK, ())
    for name in names:
        table = f"ONLY {name}"
        assert rows(measured.place, table) == rows(measured.original, table)
    if names == LEAVES:
        whole = 'lab."Meas.ure"'
        assert rows(measured.place, whole) == rows(measured.original, whole)


def test_the_snapshot_tells_what_each_partition_is_one_of(measured: Measured) -> None:
    told = json.loads(measured.kept.item("schema").detail["partitions"])
    assert told == {
        "lab.branch": 'lab."Meas.ure"',
        LAST: 'lab."Meas.ure"',
        LOW: "lab.branch",
        HIGH: "lab.branch",
    }


def of_older_version(kept: Kept) -> Kept:
    older = [replace(i, detail={**i.detail}) for i in kept.listed]
    for item in older:
        cast(dict[str, str], item.detail).pop("partitions", None)
    return replace(kept, listed=older)


def test_an_older_snapshot_tells_what_goes_in_through_a_root(lab: Lab, place: Address) -> None:
    older = of_older_version(lab.kept)
    with pytest.raises(NothingMatches) as caught:
        destination(place).choose(older.listed, ["lab.reading"])
    assert caught.value.pattern == "lab.reading"
    chosen = destination(place).choose(older.listed, ["lab.by_state"])
    assert with_rows(list(chosen)) == ["lab.by_state_0", "lab.by_state_1"]


def test_a_partition_that_was_left_out_is_told(measured: Measured) -> None:
    rights = (
        'GRANT USAGE ON SCHEMA lab, "Odd parts" TO of_few_rights',
        f'GRANT SELECT ON lab."Meas.ure", lab.branch, {HIGH}, {LAST} TO of_few_rights',
    )
    with role(measured.original, "of_few_rights", *rights) as limited:
        kept = take(PostgresSource(limited, None, CLIENT))
    place, repository = destination(measured.place), cast(Repository, kept)
    for only, names in (("lab.M*", [LOW]), ("lab.branch", [LOW]), (LAST, [])):
        options = RestoreOptions(only=(only,))
        preview = preview_restore(repository, kept.snapshot, place, options)
        told = [r.item for r in preview.examination.remarks if "in the snapshot: " in r.what]
        assert told == names
