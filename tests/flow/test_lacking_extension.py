"""A selection of tables, restored on a server that lacks an extension of the snapshot's."""

from __future__ import annotations

from collections.abc import Iterator

import psycopg
import pytest

from desktop_app.engine.errors import NotSupported
from desktop_app.engine.model import Grade
from desktop_app.engine.restore import RestoreOptions
from desktop_app.engine.sources.postgres.connection import Address
from desktop_app.engine.sources.postgres.restoring.destination import PostgresDestination
from desktop_app.engine.sources.postgres.restoring.mark import unfinished_name
from desktop_app.engine.sources.postgres.source import PostgresSource
from tests.engine.sources.postgres.conftest import CLIENT
from tests.flow.conftest import Zoo
from tests.places import databases
from tests.servers import Server
from tests.snapshots import Kept, take

LABORATORY = """
CREATE EXTENSION zoo_units;
CREATE TABLE plain (id integer PRIMARY KEY, name text);
INSERT INTO plain VALUES (1, 'glycerol'), (2, 'trehalose');
CREATE INDEX plain_name ON plain (name);
CREATE VIEW short AS SELECT id FROM plain;
CREATE VIEW kilo AS SELECT id, "zoo units".in_base(id, 'k') FROM plain;
CREATE POLICY warm ON plain USING ("zoo units".in_base(id, 'k') > 0);
CREATE TABLE measured (id integer, amount "zoo units".reading);
CREATE TABLE scaled (id integer, amount float DEFAULT "zoo units".in_base(1, 'k'));
INSERT INTO "zoo units".constant VALUES ('planck', 6.62607015e-34);
"""
LACKS = ("extension zoo_units", "it is not installed on the server")
UNABLE = "left out: it needs an extension that the server lacks"
RELATIONS = """
SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace ORDER BY 1
"""


@pytest.fixture(scope="module")
def kept(zoo17: Zoo) -> Iterator[Kept]:
    address = zoo17.server.create_database("with_units")
    with psycopg.connect(address.conninfo(), autocommit=True) as connection:
        connection.execute(LABORATORY)
    yield take(PostgresSource(address, None, CLIENT))
    zoo17.server.drop_database(address)


@pytest.fixture
def place(pg17: Server) -> Iterator[Address]:
    """The name of a database that is not there yet, on a server that lacks the extension."""
    address = pg17.address.with_database("without_units")
    yield address
    pg17.drop_database(address)


def test_what_does_not_need_it_is_restored(kept: Kept, place: Address) -> None:
    destination = PostgresDestination(place, None, CLIENT)
    result = kept.restore(destination, RestoreOptions(only=("public.plain",)))
    assert (result.grade, result.problems) == (Grade.WARNING, ())
    told = {remark.item: remark.what for remark in result.remarks}
    assert told == {
        "extension zoo_units": "is left out, for the server lacks it and no selected table"
        " needs it",
        "zoo units.run_number": "its position is left out, for an extension makes it and the server"
        " lacks one",
        "public.kilo": f"view {UNABLE}",
        "public.plain warm": f"policy {UNABLE}",
    }
    with psycopg.connect(place.conninfo()) as connection:
        rows = connection.execute("SELECT * FROM plain ORDER BY id").fetchall()
        assert rows == [(1, "glycerol"), (2, "trehalose")]
        found = [name for (name,) in connection.execute(RELATIONS).fetchall()]
        assert found == ["plain", "plain_name", "plain_pkey", "short"]


@pytest.mark.parametrize(
    "only", [("public.measured",), ("public.*",), ("public.scaled",), ('"zoo units".constant',), ()]
)
def test_what_needs_it_is_refused(
    kept: Kept, place: Address, pg17: Server, only: tuple[str, ...]
) -> None:
    destination = PostgresDestination(place, None, CLIENT)
    order = kept.order(items=destination.choose(kept.listed, only), whole=not only)
    found = destination.examine(order, kept.read)
    assert [(each.item, each.what) for each in found.conflicts] == [LACKS]
    with pytest.raises(NotSupported, match="zoo_units"):
        kept.restore(destination, RestoreOptions(only=only))
    assert not {place.database, unfinished_name(place.database)} & set(databases(pg17))
