"""Indexes and keys made through sessions that stay open."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import closing

import psycopg
import pytest
from psycopg import sql

from desktop_app.engine.errors import Cancelled, ServerRefused
from desktop_app.engine.progress import Cancel
from desktop_app.engine.sources.base import Order
from desktop_app.engine.sources.postgres.connection import Address
from desktop_app.engine.sources.postgres.restoring.builder import (
    LEAST_MEMORY,
    MOST_MEMORY,
    Builder,
    _means,
)
from desktop_app.engine.sources.postgres.restoring.definitions import Definitions
from desktop_app.engine.sources.postgres.restoring.tailoring import Lacking
from desktop_app.engine.sources.postgres.source import PostgresSource
from tests.engine.sources.postgres.conftest import CLIENT
from tests.servers import Server
from tests.snapshots import take
from tests.waiting import wait_until

ORIGINAL = """
CREATE FUNCTION lasting(int) RETURNS int IMMUTABLE LANGUAGE plpgsql AS $$
    BEGIN PERFORM pg_catalog.pg_sleep(3600); RETURN $1; END $$;
CREATE TABLE kept (n int, "größe" text);
CREATE TABLE empty (n int);
CREATE INDEX by_n ON kept (n);
CREATE INDEX "by größe" ON kept (upper("größe") DESC) INCLUDE (n);
ALTER TABLE kept CLUSTER ON by_n;
CREATE INDEX lasts ON empty (lasting(n));
"""
LIKE_THE_ORIGINAL = ORIGINAL.replace("CREATE INDEX", "-- ").replace("ALTER TABLE", "-- ")
FULL = "INSERT INTO kept VALUES (1, $$ä$$), (1, $$ö$$); INSERT INTO empty VALUES (1)"
INDEXES = "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1"
AT_WORK = """
SELECT count(*) FROM pg_stat_activity
 WHERE datname = current_database() AND query LIKE '%lasts%' AND pid <> pg_backend_pid()
"""


NOTHING = Lacking(frozenset(), frozenset(), None)


class Site:
    """A database with tables, what its original holds besides, and a builder."""

    def __init__(self, original: Address, place: Address) -> None:
        kept = take(PostgresSource(original, None, CLIENT))
        order: Order = kept.order()
        schema = next(item for item in order.items if item.name == "schema")
        data = b"".join(kept.read(schema))
        self.definitions = Definitions.prepare(data, order, NOTHING)
        self.original, self.place, self.cancel = original, place, Cancel()
        self.builder = Builder(place, None, self.definitions, self.cancel)

    def number(self, name: str) -> int:
        built = self.definitions.built_entries()
        return next(entry.number for entry, (_, tag) in built if tag == name)

    def asked(self, query: str, place: Address | None = None) -> list[str]:
        with psycopg.connect((place or self.place).conninfo()) as connection:
            return [str(row[0]) for row in connection.execute(query)]


@pytest.fixture
def site(database: Address, pg17: Server) -> Iterator[Site]:
    pg17.execute(sql.SQL(ORIGINAL), database)
    place = pg17.create_database()
    pg17.execute(sql.SQL(LIKE_THE_ORIGINAL), place)
    pg17.execute(sql.SQL(FULL), place)
    found = Site(database, place)
    with closing(found.builder):
        yield found
    pg17.drop_database(place)


def test_they_are_made_as_they_were(site: Site) -> None:
    for name in ("by_n", "by größe"):
        site.builder.build(site.number(name), 0)
    made = site.asked(INDEXES)
    assert made == [line for line in site.asked(INDEXES, site.original) if "lasts" not in line]
    assert len(made) == 2
    clustered = "SELECT indexrelid::regclass FROM pg_index WHERE indisclustered"
    assert site.asked(clustered) == ["by_n"]


def test_one_that_is_refused_leaves_the_others_to_be_made(site: Site) -> None:
    site.builder.build(site.number("by_n"), 0)
    with pytest.raises(ServerRefused, match='relation "by_n" already exists'):
        site.builder.build(site.number("by_n"), 0)
    site.builder.build(site.number("by größe"), 0)
    assert len(site.asked(INDEXES)) == 2


def test_cancelled_the_server_stops_working_at_it(site: Site) -> None:
    faults: list[BaseException] = []

    def build() -> None:
        try:
            site.builder.build(site.number("lasts"), 0)
        except Cancelled as fault:
            faults.append(fault)

    thread = threading.Thread(target=build)
    thread.start()
    wait_until(lambda: site.asked(AT_WORK) == ["1"], seconds=20)
    site.cancel.cancel()
    thread.join()
    assert len(faults) == 1
    wait_until(lambda: site.asked(AT_WORK) == ["0"], seconds=20)


@pytest.mark.parametrize(
    ("size", "memory"),
    [(0, LEAST_MEMORY), (160 << 20, 10 << 20), (1 << 40, MOST_MEMORY)],
)
def test_memory_fits_what_is_sorted(size: int, memory: int) -> None:
    assert f"maintenance_work_mem = '{memory >> 10}kB'" in _means(size, "").as_string(None)
