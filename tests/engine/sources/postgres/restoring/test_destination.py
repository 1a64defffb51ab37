"""Restoring a whole database: to a new name, into an empty one, in the place of another."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace

import psycopg
import pytest
from psycopg import sql

from desktop_app.engine.errors import (
    Damaged,
    LoginRefused,
    NotSupported,
    TargetInUse,
    TargetNotEmpty,
)
from desktop_app.engine.model import Grade, Item, ItemKind
from desktop_app.engine.progress import Silent
from desktop_app.engine.restore import RestoreOptions
from desktop_app.engine.restoring import filling
from desktop_app.engine.sources.base import Way
from desktop_app.engine.sources.postgres.connection import Address
from desktop_app.engine.sources.postgres.restoring.destination import PostgresDestination
from desktop_app.engine.sources.postgres.restoring.mark import unfinished_name
from tests.engine.sources.postgres.conftest import CLIENT, Lab, dump
from tests.flow.stock import assert_equal
from tests.places import databases
from tests.servers import Server


def destination(place: Address) -> PostgresDestination:
    return PostgresDestination(place, None, CLIENT)


def ask(address: Address, query: str) -> object:
    with psycopg.connect(address.conninfo(), autocommit=True) as connection:
        row = connection.execute(query.encode()).fetchone()
        return row[0] if row else None


def run(server: Server, place: Address, statement: str) -> None:
    database = sql.Identifier(place.database)
    server.execute(sql.SQL(statement).format(database))  # type: ignore[arg-type]


def test_a_new_database_is_equal_to_the_original(lab: Lab, place: Address, pg17: Server) -> None:
    result = lab.kept.restore(destination(place))
    assert (result.grade, result.remarks, result.place) == (Grade.OK, (), place.database)
    assert result.rows == 50 + 3000 + 701 + 60 + 2 + 2
    assert_equal(lab.dump, dump(place))
    left = {name for name in databases(pg17) if name.startswith(place.database)}
    assert left == {place.database}


def test_rows_that_are_read_ahead_are_the_same(
    lab: Lab, place: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filling, "AT_ONCE", 0)
    result = lab.kept.restore(destination(place))
    assert (result.grade, result.problems) == (Grade.OK, ())
    assert_equal(lab.dump, dump(place))


def test_damage_that_is_met_while_reading_ahead_ends_the_restore(
    lab: Lab, place: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filling, "AT_ONCE", 0)
    kept = replace(lab.kept)

    def read(item: Item) -> Iterator[bytes]:
        yield from lab.kept.read(item)
        if item.name == "lab.measurement":
            raise Damaged(item.name, "its content does not match the manifest")

    kept.read = read  # type: ignore[method-assign]
    with pytest.raises(Damaged):
        kept.restore(destination(place))
    assert not [t for t in threading.enumerate() if t.name == "reading ahead"]
    unfinished = place.with_database(unfinished_name(place.database))
    assert ask(unfinished, "SELECT count(*) FROM lab.measurement") == 0


def test_names_of_every_kind_are_restored(lab: Lab, pg17: Server) -> None:
    odd = pg17.address.with_database('o"dd . na\nme 🧪 ' + "x" * 40)
    assert len(odd.database.encode()) == 58
    try:
        assert lab.kept.restore(destination(odd)).place == odd.database
        assert ask(odd, "SELECT count(*) FROM lab.mixture") == 50
    finally:
        run(pg17, odd, "ALTER DATABASE {} RENAME TO odd_then")
        clear(pg17, "odd_then")


def clear(server: Server, name: str) -> None:
    from tests.places import drop

    drop(server, name)


def test_a_dry_run_tells_all_and_writes_nothing(lab: Lab, place: Address, pg17: Server) -> None:
    before = databases(pg17)
    examination = destination(place).examine(lab.kept.order(), lab.kept.read)
    assert examination.place == place.database
    assert (examination.exists, examination.kept) == (False, None)
    assert (examination.conflicts, examination.remarks) == ((), ())
    assert examination.missing_roles == ()
    assert examination.needed_disk > 8 << 20
    assert examination.free_disk
    assert databases(pg17) == before


def test_an_empty_database_is_used_and_keeps_its_properties(
    lab: Lab, place: Address, pg17: Server
) -> None:
    run(pg17, place, "CREATE DATABASE {} TEMPLATE template0 LC_COLLATE 'C' CONNECTION LIMIT 9")
    run(pg17, place, "COMMENT ON DATABASE {} IS 'mine'")
    run(pg17, place, "ALTER DATABASE {} SET work_mem = '9MB'")
    run(pg17, place, "ALTER DATABASE {} OWNER TO lab_reader")
    result = lab.kept.restore(destination(place))
    assert result.grade is Grade.WARNING
    assert [remark.what for remark in result.remarks] == [
        "collate is C, in the snapshot it was C.UTF-8"
    ]
    assert ask(place, "SELECT current_setting('work_mem')") == "9MB"
    assert (
        ask(
            place,
            "SELECT row(datcollate, datconnlimit, pg_get_userbyid(datdba),"
            " shobj_description(oid, 'pg_database'))::text"
            " FROM pg_database WHERE datname = current_database()",
        )
        == "(C,9,lab_reader,mine)"
    )
    assert ask(place, "SELECT count(*) FROM lab.mixture") == 50
    assert {n for n in databases(pg17) if n.startswith(place.database)} == {place.database}


@pytest.mark.parametrize(
    ("filling", "named"),
    [
        ("CREATE TABLE precious (id int)", "table public.precious"),
        ("CREATE SCHEMA precious", "schema precious"),
        ("CREATE FUNCTION precious() RETURNS int LANGUAGE sql AS 'SELECT 1'", "function precious"),
        ("CREATE TYPE precious AS ENUM ('a')", "type precious"),
        ("CREATE EXTENSION citext", "extension citext"),
        ("SELECT lo_create(5)", "large object 5"),
        ("CREATE PUBLICATION precious", "publication precious"),
        ("CREATE FOREIGN DATA WRAPPER precious", "foreign-data wrapper precious"),
        ('CREATE COLLATION precious FROM "C"', "collation precious"),
        (
            "CREATE CONVERSION precious FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8",
            "conversion precious",
        ),
        (
            "CREATE OPERATOR === (FUNCTION = int8eq, LEFTARG = int8, RIGHTARG = int8)",
            "operator ===",
        ),
        ("CREATE OPERATOR FAMILY precious USING btree", "operator family precious"),
        (
            "CREATE OPERATOR CLASS precious FOR TYPE int8"
            " USING hash FAMILY integer_ops AS STORAGE int8",
            "operator class precious",
        ),
        (
            "CREATE TEXT SEARCH CONFIGURATION precious (COPY = simple)",
            "text search configuration precious",
        ),
        (
            "CREATE TEXT SEARCH DICTIONARY precious (TEMPLATE = simple)",
            "text search dictionary precious",
        ),
        ("CREATE ACCESS METHOD precious TYPE TABLE HANDLER heap_tableam_handler", "access method"),
        ("CREATE CAST (point AS text) WITH INOUT", "cast point as text"),
        (
            "ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO PUBLIC",
            "default privileges postgres",
        ),
    ],
)
def test_what_is_in_a_database_is_never_touched(
    lab: Lab, database: Address, pg17: Server, filling: str, named: str
) -> None:
    pg17.execute(sql.SQL(filling), database)  # type: ignore[arg-type]
    with pytest.raises(TargetNotEmpty) as caught:
        lab.kept.restore(destination(database))
    assert caught.value.where == database.database
    assert named in caught.value.holds
    (conflict,) = destination(database).examine(lab.kept.order(), lab.kept.read).conflicts
    assert named in conflict.what
    assert unfinished_name(database.database) not in databases(pg17)


@pytest.mark.parametrize("way", [Way.BESIDE, Way.OVER])
def test_a_way_of_files_swaps_no_database_out(
    lab: Lab, database: Address, pg17: Server, way: Way
) -> None:
    pg17.execute(sql.SQL("CREATE TABLE precious AS SELECT 42 AS answer"), database)
    before = set(databases(pg17))
    first, second = destination(database).examine(lab.kept.order(way=way), lab.kept.read).conflicts
    assert (first.item, second.item) == (f"a restore {way} a database", database.database)
    with pytest.raises(NotSupported):
        lab.kept.restore(destination(database), RestoreOptions(way=way))
    assert set(databases(pg17)) == before
    assert ask(database, "SELECT answer FROM precious") == 42


def test_replacing_keeps_the_old_database(lab: Lab, place: Address, pg17: Server) -> None:
    run(pg17, place, "CREATE DATABASE {}")
    pg17.execute(sql.SQL("CREATE TABLE precious AS SELECT 42 AS answer"), place)
    order = lab.kept.order(way=Way.REPLACE)
    examination = destination(place).examine(order, lab.kept.read)
    assert examination.exists
    assert str(examination.kept).startswith(f"{place.database}_before_2")
    assert examination.conflicts == ()
    result = lab.kept.restore(destination(place), RestoreOptions(way=Way.REPLACE))
    assert (result.grade, result.place) == (Grade.OK, place.database)
    assert_equal(lab.dump, dump(place))
    (kept,) = (n for n in databases(pg17) if n.startswith(f"{place.database}_before_"))
    assert ask(place.with_database(kept), "SELECT answer FROM precious") == 42


@pytest.mark.parametrize("way", [Way.NEW, Way.REPLACE])
def test_what_came_into_an_empty_database_meanwhile_is_not_lost(
    plain_lab: Lab, place: Address, pg17: Server, way: Way
) -> None:
    run(pg17, place, "CREATE DATABASE {}")
    kept = plain_lab.kept
    with destination(place).open(kept.order(way=way), kept.read, Silent()) as loading:
        loading.define()
        loading.complete()
        pg17.execute(sql.SQL("CREATE TABLE precious AS SELECT 42 AS answer"), place)
        if way is Way.NEW:
            with pytest.raises(TargetNotEmpty):
                loading.publish()
            holder = place.database
        else:
            loading.publish()
            (holder,) = (n for n in databases(pg17) if n.startswith(f"{place.database}_before_"))
            assert [r.what for r in loading.late_remarks()] == [
                f"the one that was there is kept as {holder}"
            ]
    assert ask(place.with_database(holder), "SELECT answer FROM precious") == 42


def test_replacing_what_is_not_there_is_a_new_database(lab: Lab, place: Address) -> None:
    assert lab.kept.restore(destination(place), RestoreOptions(way=Way.REPLACE)).grade is Grade.OK
    assert ask(place, "SELECT count(*) FROM lab.mixture") == 50


def test_a_database_in_use_is_told_before_the_work(lab: Lab, place: Address, pg17: Server) -> None:
    run(pg17, place, "CREATE DATABASE {}")
    pg17.execute(sql.SQL("CREATE TABLE precious AS SELECT 42 AS answer"), place)
    with closing(psycopg.connect(place.conninfo())):
        with pytest.raises(TargetInUse) as caught:
            lab.kept.restore(destination(place), RestoreOptions(way=Way.REPLACE))
        assert (caught.value.where, caught.value.sessions) == (place.database, 1)
    assert unfinished_name(place.database) not in databases(pg17)


def test_a_database_that_came_into_use_meanwhile_stays_and_the_restore_is_resumable(
    lab: Lab, place: Address, pg17: Server
) -> None:
    run(pg17, place, "CREATE DATABASE {}")
    pg17.execute(sql.SQL("CREATE TABLE precious AS SELECT 42 AS answer"), place)
    order = lab.kept.order(way=Way.REPLACE)
    with destination(place).open(order, lab.kept.read, Silent()) as loading:
        loading.define()
        with closing(psycopg.connect(place.conninfo())), pytest.raises(TargetInUse):
            loading.publish()
    assert ask(place, "SELECT answer FROM precious") == 42
    assert unfinished_name(place.database) in databases(pg17)


def test_sessions_are_ended_where_that_was_asked_for(
    lab: Lab, place: Address, pg17: Server
) -> None:
    """Also those of a pool that comes again and again: the old database is never closed to
    anybody by a setting, so nothing stays behind if LabVault dies in between."""
    run(pg17, place, "CREATE DATABASE {}")
    pg17.execute(sql.SQL("CREATE TABLE precious AS SELECT 42 AS answer"), place)
    swapped, connected = threading.Event(), threading.Event()

    def come_again() -> None:
        while not swapped.is_set():
            try:
                with closing(psycopg.connect(place.conninfo())) as connection:
                    connected.set()
                    while not swapped.is_set():
                        connection.execute("SELECT pg_sleep(0.01)")
            except psycopg.OperationalError:
                continue

    pool = [threading.Thread(target=come_again) for _ in range(3)]
    for thread in pool:
        thread.start()
    try:
        assert connected.wait(10)
        options = RestoreOptions(way=Way.REPLACE, disconnect=True)
        assert lab.kept.restore(destination(place), options).grade is Grade.OK
    finally:
        swapped.set()
        for thread in pool:
            thread.join()
    (kept,) = (n for n in databases(pg17) if n.startswith(f"{place.database}_before_"))
    assert ask(place.with_database(kept), "SELECT answer FROM precious") == 42
    assert_equal(lab.dump, dump(place))


def test_templates_and_long_names_are_refused(lab: Lab, pg17: Server) -> None:
    for name in ("template1", "n" * 64):
        with pytest.raises(NotSupported):
            lab.kept.restore(destination(pg17.address.with_database(name)))


def test_two_restores_to_one_name_do_not_meet(lab: Lab, place: Address) -> None:
    with (
        destination(place).open(lab.kept.order(), lab.kept.read, Silent()),
        pytest.raises(TargetInUse),
        destination(place).open(lab.kept.order(), lab.kept.read, Silent()),
    ):
        pass


def test_a_wrong_user_is_told(lab: Lab, place: Address) -> None:
    from dataclasses import replace

    with pytest.raises(LoginRefused):
        destination(replace(place, user="nobody here")).examine(lab.kept.order(), lab.kept.read)


def test_abandoning_removes_all(lab: Lab, place: Address, pg17: Server) -> None:
    with destination(place).open(lab.kept.order(), lab.kept.read, Silent()) as loading:
        loading.define()
        loading.abandon()
    assert not [n for n in databases(pg17) if n.startswith(place.database)]


def test_large_objects_are_compared(lab: Lab, place: Address) -> None:
    """Break it once: what differs is found, and nothing gets its final name."""
    digest = lab.kept.item("large objects digest")
    assert digest.kind is ItemKind.DIGEST
    with destination(place).open(lab.kept.order(), lab.kept.read, Silent()) as loading:
        loading.define()
        loading.complete()
        unfinished = place.with_database(unfinished_name(place.database))
        assert content(loading, digest) == lab.kept.contents[digest.kind, digest.name]
        ask(unfinished, "SELECT lo_put(70001, 500000, 'x')")
        assert content(loading, digest) != lab.kept.contents[digest.kind, digest.name]


def content(loading: object, item: object) -> bytes:
    reader = loading.read_back(item)  # type: ignore[attr-defined]
    buffer, found = memoryview(bytearray(1 << 20)), b""
    while got := reader.readinto(buffer):
        found += bytes(buffer[:got])
    reader.close()
    return found
