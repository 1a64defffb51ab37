"""What a database holds now, and how a restore that replaced it is taken back."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace

import psycopg
import pytest
from hypothesis import given
from hypothesis import strategies as st
from psycopg import sql

from desktop_app.engine.errors import Cancelled, TargetInUse, UnknownName
from desktop_app.engine.progress import Meter, Silent
from desktop_app.engine.restore import RestoreOptions, RestoreResult
from desktop_app.engine.sources.base import LiveRows, Way
from desktop_app.engine.sources.postgres.connection import Address
from desktop_app.engine.sources.postgres.restoring import mark
from desktop_app.engine.sources.postgres.restoring.destination import PostgresDestination
from desktop_app.engine.sources.postgres.restoring.mark import kept_name
from tests.engine.repository.material import MOMENT
from tests.engine.sources.postgres.conftest import CLIENT, Lab
from tests.servers import Server


def destination(place: Address) -> PostgresDestination:
    return PostgresDestination(place, None, CLIENT)


def celsius(address: Address) -> int:
    with psycopg.connect(address.conninfo(), autocommit=True) as connection:
        ((count,),) = connection.execute("SELECT count(*) FROM lab.measurement").fetchall()
        return int(count)


def run(address: Address, *statements: str) -> None:
    with psycopg.connect(address.conninfo(), autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement.encode())


@pytest.fixture
def live(pg17: Server, place: Address) -> Address:
    """A database that lost half of its rows since the snapshot."""
    pg17.create_database(place.database)
    run(
        place,
        "CREATE SCHEMA lab",
        "CREATE TABLE lab.measurement AS SELECT g AS id, g + 0.5 AS celsius"
        " FROM generate_series(1, 5) g",
    )
    return place


def replaced(plain_lab: Lab, live: Address) -> RestoreResult:
    options = RestoreOptions(way=Way.REPLACE)
    return plain_lab.kept.restore(destination(live), options)


def test_a_replaced_database_is_named_and_comes_back(plain_lab: Lab, live: Address) -> None:
    result = replaced(plain_lab, live)
    assert celsius(live) == 10
    place = destination(live)
    (kept,) = place.kept()
    assert kept.name == result.kept
    assert kept.size
    assert celsius(live.with_database(kept.name)) == 5
    aside = place.swap_back(kept.name, disconnect=False)
    assert celsius(live) == 5
    assert celsius(live.with_database(aside)) == 10
    assert [each.name for each in place.kept()] == [aside]
    place.drop_kept(aside, disconnect=False)
    assert place.kept() == ()


def test_a_restore_beside_keeps_nothing_and_is_dropped(plain_lab: Lab, place: Address) -> None:
    assert plain_lab.kept.restore(destination(place)).kept is None
    with psycopg.connect(place.conninfo()), pytest.raises(TargetInUse):
        destination(place).drop_restored(disconnect=False)
    assert celsius(place) == 10
    destination(place).drop_restored(disconnect=True)
    with pytest.raises(UnknownName):
        destination(place).drop_restored(disconnect=False)


def test_nobody_is_thrown_out_unasked(plain_lab: Lab, live: Address) -> None:
    kept = replaced(plain_lab, live).kept
    assert kept
    with closing(psycopg.connect(live.conninfo())), pytest.raises(TargetInUse):
        destination(live).swap_back(kept, disconnect=False)
    with closing(psycopg.connect(live.with_database(kept).conninfo())):
        with pytest.raises(TargetInUse):
            destination(live).drop_kept(kept, disconnect=False)
        assert celsius(live) == 10
        destination(live).swap_back(kept, disconnect=True)
    assert celsius(live) == 5


def test_only_what_was_kept_may_be_named(plain_lab: Lab, live: Address) -> None:
    for name in (plain_lab.original.database, "postgres", live.database):
        with pytest.raises(UnknownName):
            destination(live).drop_kept(name, disconnect=True)
        with pytest.raises(UnknownName):
            destination(live).swap_back(name, disconnect=True)


def test_the_rows_of_each_table_are_counted(live: Address) -> None:
    run(
        live,
        'CREATE SCHEMA "Odd.one"',
        'CREATE TABLE "Odd.one"."t u" (a int)',
        'INSERT INTO "Odd.one"."t u" VALUES (1), (2)',
        'CREATE TABLE lab.child () INHERITS ("Odd.one"."t u")',
        "INSERT INTO lab.child VALUES (3)",
    )
    meter = Meter()
    assert destination(live).count(meter) == {
        "lab.measurement": LiveRows(5),
        "lab.child": LiveRows(1),
        '"Odd.one"."t u"': LiveRows(2),
    }
    assert meter.state().items == 3
    assert destination(live.with_database("no_such")).count(Silent()) is None


def test_what_may_not_be_read_is_said(pg17: Server, live: Address) -> None:
    pg17.execute(sql.SQL("CREATE ROLE counter LOGIN"))
    try:
        limited = replace(live, user="counter")
        run(
            live,
            "CREATE TABLE lab.closed (a int)",
            "GRANT USAGE ON SCHEMA lab TO counter",
            "GRANT SELECT ON lab.measurement TO counter",
        )
        found = destination(limited).count(Silent())
        assert found == {"lab.closed": LiveRows(None), "lab.measurement": LiveRows(5)}
    finally:
        run(live, "DROP OWNED BY counter")
        pg17.execute(sql.SQL("DROP ROLE counter"))


def test_a_table_that_takes_too_long_is_estimated(
    live: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    from desktop_app.engine.sources.postgres.restoring import live as module

    monkeypatch.setattr(module, "LONGEST_MS", 1)
    run(
        live,
        "INSERT INTO lab.measurement SELECT g, g FROM generate_series(100, 200000) g",
        "ANALYZE lab.measurement",
    )
    found = destination(live).count(Silent())
    assert found is not None
    rows = found["lab.measurement"]
    assert not rows.exact
    assert rows.rows
    assert abs(rows.rows - 199_906) < 20_000


def test_counting_can_be_stopped(live: Address) -> None:
    meter = Meter()
    meter.cancel.cancel()
    with pytest.raises(Cancelled):
        destination(live).count(meter)


NAMES = st.text(min_size=1, max_size=70).filter(lambda name: "\0" not in name)


@given(NAMES, NAMES, st.integers(0, 3))
def test_a_kept_name_tells_whose_it_is(wanted: str, other: str, alike: int) -> None:
    try:
        wanted.encode(), other.encode()
    except UnicodeEncodeError:
        return
    taken: list[str] = []
    for _ in range(alike):
        taken.append(kept_name(wanted, MOMENT, taken))
    name = kept_name(wanted, MOMENT, taken)
    assert mark.NAMES.replaced(name, wanted) == MOMENT
    assert mark.NAMES.replaced(name, other) in (None, MOMENT)
    assert mark.NAMES.replaced(wanted, wanted) is None or "_before_" in wanted


def test_names_that_only_look_alike() -> None:
    assert mark.NAMES.replaced("lab_before_20261399_999999", "lab") is None
    assert mark.NAMES.replaced("lab_before_20260102_030405_9", "lab") is not None
    assert mark.NAMES.replaced("my_lab_before_20260102_030405", "lab") is None
