"""Indexes and keys that are built while other tables are still loaded."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import psycopg
import pytest
from psycopg import sql

from desktop_app.engine.errors import ItemFailed
from desktop_app.engine.model import Grade, Item
from desktop_app.engine.progress import Silent
from desktop_app.engine.restore import RestoreOptions
from desktop_app.engine.sources.base import Interrupted, Later
from desktop_app.engine.sources.postgres.connection import Address
from desktop_app.engine.sources.postgres.restoring import construction
from desktop_app.engine.sources.postgres.restoring.destination import PostgresDestination
from desktop_app.engine.sources.postgres.restoring.mark import Mark, rows_of, unfinished_name
from desktop_app.engine.sources.postgres.source import PostgresSource
from tests.engine.sources.postgres.conftest import CLIENT, Lab, dump
from tests.flow.stock import assert_equal
from tests.servers import Server
from tests.snapshots import Kept, take
from tests.waiting import wait_until

RESUME = RestoreOptions(interrupted=Interrupted.RESUME)
STANDING = """
SELECT indexrelid::regclass::text FROM pg_index WHERE indrelid >= 16384 AND indisvalid
 UNION SELECT conname FROM pg_constraint WHERE contype = 'f'
"""


@pytest.fixture(autouse=True)
def no_table_is_too_small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(construction, "LARGE", 0)


def destination(place: Address) -> PostgresDestination:
    return PostgresDestination(place, None, CLIENT)


def standing(place: Address) -> set[str]:
    """Indexes and foreign keys in the unfinished database."""
    unfinished = place.with_database(unfinished_name(place.database))
    with psycopg.connect(unfinished.conninfo()) as connection:
        connection.execute("SET search_path = lab")
        return {name for (name,) in connection.execute(STANDING)}


def reading(kept: Kept, name: str, first: Callable[[], object]) -> Kept:
    """The same snapshot; when a table is about to be read, something happens first."""
    other = replace(kept)

    def read(item: Item) -> Iterator[bytes]:
        if item.name == name:
            first()
        return kept.read(item)

    other.read = read  # type: ignore[method-assign]
    return other


EARLY = {
    "mixture_pkey",
    "mixture_name_key",
    "measurement_pkey",
    "measurement_mixture",
    "measurement_mixture_fkey",
    "empty_pkey",
}


def test_all_of_a_table_is_built_before_the_last_is_loaded(lab: Lab, place: Address) -> None:
    seen: set[str] = set()

    def wait() -> None:
        # The last table to be loaded waits for the others' indexes, keys and foreign keys.
        wait_until(lambda: standing(place) >= EARLY, seconds=20)
        seen.update(standing(place))

    result = reading(lab.kept, "lab.noted", wait).restore(destination(place))
    assert (result.grade, result.problems, result.remarks) == (Grade.OK, (), ())
    assert seen >= EARLY
    assert not {name for name in seen if "reading_value" in name}  # of a partitioned table
    assert_equal(lab.dump, dump(place))


def test_a_table_is_as_urgent_as_the_key_that_waits_for_it(lab: Lab, place: Address) -> None:
    """Else the biggest table's key would wait in the end for a small one."""
    mixture, measurement = lab.kept.item("lab.mixture"), lab.kept.item("lab.measurement")
    with destination(place).open(lab.kept.order(), lab.kept.read, Silent()) as loading:
        both = (mixture.rows or 0) + (measurement.rows or 0)
        assert loading.later(mixture).compared > construction.A_ROW * both
        assert loading.later(mixture).loaded == 0  # all that it has are keys
        assert loading.later(measurement).loaded > loading.later(measurement).compared > 0
        assert loading.later(lab.kept.item("lab.noted")) == Later()


def test_broken_off_it_goes_on_with_what_stands(lab: Lab, place: Address) -> None:
    def fail() -> None:
        wait_until(lambda: standing(place) >= EARLY, seconds=20)
        raise ItemFailed("lab.noted", "the end")

    with pytest.raises(ItemFailed):
        reading(lab.kept, "lab.noted", fail).restore(destination(place))
    order = lab.kept.order(interrupted=Interrupted.RESUME)
    with destination(place).open(order, lab.kept.read, Silent()) as loading:
        loading.define()
        left = {build.name.split()[-1] for build in loading.next_builds()}
        assert not left & EARLY
    assert lab.kept.restore(destination(place), RESUME).grade is Grade.OK
    assert_equal(lab.dump, dump(place))


def test_a_foreign_key_stands_only_where_both_tables_are_marked(lab: Lab, place: Address) -> None:
    """Else a restore that is killed could never empty them again."""
    noted: list[Mark | None] = []

    def look() -> None:
        wait_until(lambda: "measurement_mixture_fkey" in standing(place), seconds=20)
        noted.append(mark_on(place))

    reading(lab.kept, "lab.noted", look).restore(destination(place))
    (mark,) = noted
    assert mark
    names = [item.name for item in rows_of(lab.kept.listed)]
    for name in ("lab.mixture", "lab.measurement"):
        assert mark.has_loaded(names.index(name))


def mark_on(place: Address) -> Mark | None:
    query = "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s"
    with psycopg.connect(place.with_database("postgres").conninfo()) as connection:
        row = connection.execute(query, [unfinished_name(place.database)]).fetchone()
        return Mark.read(row[0]) if row else None


def test_a_table_is_loaded_again_beneath_its_indexes(lab: Lab, place: Address) -> None:
    """Killed when the indexes stood and nobody had noted that the rows were compared."""
    with destination(place).open(lab.kept.order(), lab.kept.read, Silent()) as loading:
        loading.define()
        item = lab.kept.item("lab.measurement")
        loading.load(item, lab.kept.read(item))
        (build,) = loading.next_builds()
        assert build.name == "measurement_mixture"  # the key waits for the comparison
        loading.build(build)
        assert not loading.next_builds()
    assert "measurement_mixture" in standing(place)
    assert lab.kept.restore(destination(place), RESUME).grade is Grade.OK
    assert_equal(lab.dump, dump(place))


ASKING = """
CREATE TABLE late (n int);
INSERT INTO late VALUES (1);
CREATE FUNCTION asks(int) RETURNS int IMMUTABLE LANGUAGE plpgsql AS $$
    BEGIN
        IF NOT EXISTS (SELECT FROM public.late) THEN RAISE 'asked too early'; END IF;
        RETURN $1;
    END $$;
CREATE TABLE early (n int);
INSERT INTO early SELECT generate_series(1, 100);
CREATE INDEX asking ON early (asks(n));
"""


def test_an_index_that_asks_another_table_is_built_in_the_end(
    database: Address, place: Address, pg17: Server
) -> None:
    pg17.execute(sql.SQL(ASKING), database)
    kept = take(PostgresSource(database, None, CLIENT))
    early, late = kept.item("public.early"), kept.item("public.late")
    with destination(place).open(kept.order(), kept.read, Silent()) as loading:
        loading.define()
        loading.load(early, kept.read(early))
        (build,) = loading.next_builds()
        loading.build(build)
        assert "asking" not in standing(place)
        loading.load(late, kept.read(late))
        assert not loading.next_builds()
        loading.complete()
        assert "public.asking" in standing(place)
