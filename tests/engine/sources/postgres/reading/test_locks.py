"""Tables that somebody waits to alter while they are read: no circle of waiting, no lost row."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import psycopg
import pytest
from psycopg import sql

from desktop_app.engine.crew import work_through
from desktop_app.engine.errors import Cancelled, ConnectionLost, ItemChanged
from desktop_app.engine.model import ItemKind, ItemPlan
from desktop_app.engine.progress import Cancel, Silent
from desktop_app.engine.sources.base import Session
from desktop_app.engine.sources.postgres.connection import Address, ClientSettings
from desktop_app.engine.sources.postgres.reading import commands
from desktop_app.engine.sources.postgres.reading.session import PostgresSession
from desktop_app.engine.sources.postgres.source import PostgresSource
from tests.servers import Server
from tests.waiting import wait_until

SETTINGS = ClientSettings({"PATH": os.environ["PATH"], "HOME": "/nonexistent"})
PAD = "é" * 60
BIG = 20_000  # rows, more than a connection is used for
TABLES = ("big_1", "big_2", "small")


@pytest.fixture
def laboratory(database: Address) -> Address:
    with psycopg.connect(database.conninfo(), autocommit=True) as connection:
        connection.execute("CREATE TABLE small (a text)")
        connection.execute("INSERT INTO small VALUES ('é')")
        for table in ("big_1", "big_2"):
            create = sql.SQL("CREATE TABLE {} AS SELECT n, {} AS pad FROM generate_series(1, {}) n")
            connection.execute(create.format(sql.Identifier(table), PAD, BIG))
    return database


@contextmanager
def opened(address: Address, cancel: Cancel | None = None) -> Iterator[PostgresSession]:
    """An open source whose pg_dump has its locks."""
    progress = Silent()
    progress.cancel = cancel or progress.cancel
    with PostgresSource(address, None, SETTINGS).open(progress) as session:
        granted = "SELECT count(*) FROM pg_locks WHERE relation = 'small'::regclass AND granted"
        wait_for(address, granted, lambda count: count == 2)  # the coordinator's and pg_dump's
        yield session


@pytest.fixture
def wait_to_alter(laboratory: Address) -> Iterator[Callable[..., None]]:
    """Makes sessions wait for the exclusive lock of a table each. They get it when the source is
    closed, which the test does before it ends."""
    threads: list[threading.Thread] = []

    def begin(*tables: str) -> None:
        for table in tables:
            threads.append(threading.Thread(target=alter, args=(laboratory, table)))
            threads[-1].start()
        waiting = "SELECT count(*) FROM pg_locks WHERE relation IS NOT NULL AND NOT granted"
        wait_for(laboratory, waiting, lambda count: count == len(tables))

    yield begin
    for thread in threads:
        thread.join(20)
        assert not thread.is_alive()


def alter(address: Address, table: str) -> None:
    with psycopg.connect(address.conninfo(), autocommit=True) as connection:
        connection.execute(sql.SQL("ALTER TABLE {} ADD COLUMN z int").format(sql.Identifier(table)))


def wait_for(address: Address, query: str, holds: Callable[[int], bool]) -> None:
    with psycopg.connect(address.conninfo(), autocommit=True) as connection:
        wait_until(
            lambda: holds(int(connection.execute(query.encode()).fetchall()[0][0])), seconds=20
        )


def read(session: Session, item: ItemPlan) -> bytes:
    reader = session.read(item)
    pieces = []
    buffer = memoryview(bytearray(1 << 20))
    try:
        while got := reader.readinto(buffer):
            pieces.append(bytes(buffer[:got]))
    finally:
        reader.close()
    return b"".join(pieces)


def rows_items(session: Session) -> dict[str, ItemPlan]:
    found = (item for item in session.plan.items if item.kind is ItemKind.ROWS)
    return {item.name.removeprefix("public."): item for item in found}


def test_what_others_wait_to_alter_is_read_nevertheless(
    laboratory: Address, wait_to_alter: Callable[..., None]
) -> None:
    """If the readers did not give way, they would wait for ever for those who wait for us."""
    found: dict[str, bytes] = {}
    with opened(laboratory) as session:
        wait_to_alter(*TABLES)

        def read_one(item: ItemPlan) -> None:
            found[item.name] = read(session, item)

        work_through(session.plan.items, read_one, session.readers, Cancel())
        assert session.late_remarks() == ()
    big = "".join(f"{n}\t{PAD}\n" for n in range(1, BIG + 1)).encode()
    assert found["public.big_1"] == found["public.big_2"] == big
    assert found["public.small"] == "é\n".encode()
    assert found["schema"].startswith(b"PGDMP")


def test_rows_come_in_the_databases_own_encoding(pg17: Server) -> None:
    """Also through the coordinator, which otherwise speaks UTF-8."""
    create = "CREATE DATABASE latin_locks TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'"
    pg17.execute(sql.SQL(create))
    address = pg17.address.with_database("latin_locks")
    try:
        with psycopg.connect(address.conninfo(), autocommit=True) as connection:
            connection.execute("CREATE TABLE small (a text)")
            connection.execute("INSERT INTO small VALUES (U&'\\00e9')")
        thread = threading.Thread(target=alter, args=(address, "small"))
        with opened(address) as session:
            thread.start()
            wait_for(address, "SELECT count(*) FROM pg_locks WHERE NOT granted", bool)
            assert read(session, rows_items(session)["small"]) == b"\xe9\n"
        thread.join(20)
    finally:
        pg17.drop_database(address)


def test_a_borrowed_coordinator_comes_back(
    laboratory: Address, wait_to_alter: Callable[..., None]
) -> None:
    """One that is left in the middle is lost, and nobody waits for it."""
    with opened(laboratory) as session:
        wait_to_alter("big_1", "big_2")
        items = rows_items(session)
        reader = session.read(items["big_1"])
        assert reader.readinto(memoryview(bytearray(10))) == 10
        reader.close()
        with pytest.raises(ConnectionLost):
            read(session, items["big_2"])


def test_waiting_for_the_coordinator_can_be_cancelled(
    laboratory: Address, wait_to_alter: Callable[..., None]
) -> None:
    cancel = Cancel()
    with opened(laboratory, cancel) as session:
        wait_to_alter("big_1", "small")
        items = rows_items(session)
        reader = session.read(items["big_1"])
        assert reader.readinto(memoryview(bytearray(10))) == 10
        timer = threading.Timer(0.2, cancel.cancel)
        timer.start()
        with pytest.raises(Cancelled):
            session.read(items["small"])
        timer.join()
        reader.close()


def test_pg_dump_does_not_wait_in_vain(
    laboratory: Address, wait_to_alter: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was started with the source; one that comes too late for its locks gives up."""
    with opened(laboratory) as session:
        schema = next(item for item in session.plan.items if item.kind is ItemKind.SCHEMA)
        assert read(session, schema).startswith(b"PGDMP")
        wait_to_alter("small")
        # Only now: the server counts as waiting whatever keeps it from taking a lock.
        monkeypatch.setattr(commands, "PATIENCE", 200)
        with pytest.raises(ItemChanged, match="waits to alter"):
            read(session, schema)


def test_an_unread_schema_leaves_no_process(laboratory: Address) -> None:
    with opened(laboratory):
        pass
    others = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
    wait_for(laboratory, others, lambda count: count == 1)
