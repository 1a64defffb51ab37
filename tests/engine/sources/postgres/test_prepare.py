"""A source that is opened before anybody asks for it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace

import psycopg
import pytest
from psycopg import sql

from desktop_app.engine.errors import Cancelled, ConnectionLost, ToolMissing, UnknownName
from desktop_app.engine.model import ItemKind
from desktop_app.engine.progress import Silent
from desktop_app.engine.sources.postgres.connection import Address, ClientSettings
from desktop_app.engine.sources.postgres.opening import Opening
from desktop_app.engine.sources.postgres.reading.early_reader import EarlyReader
from desktop_app.engine.sources.postgres.reading.session import PostgresSession
from desktop_app.engine.sources.postgres.source import PostgresSource
from tests.engine.sources.postgres.harvest import children, item_of, others, read, source
from tests.waiting import wait_until

MADE = sql.SQL("CREATE TABLE {} AS SELECT repeat('x', 1000) FROM generate_series(1, {})")
WAITING = """SELECT 1 FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database
    WHERE datname = current_database() AND NOT granted"""


def prepared(early: PostgresSource) -> Opening:
    """Begin to open it, and wait until it is open."""
    early.prepare()
    assert early._opening is not None
    early._opening._session.exception(30)
    return early._opening


def tables(session: PostgresSession) -> set[str]:
    return {item.name for item in session.plan.items if item.kind is ItemKind.ROWS}


@pytest.fixture
def watcher(database: Address) -> Iterator[psycopg.Connection]:
    with psycopg.connect(database.conninfo(), autocommit=True) as connection:
        yield connection


def test_what_was_prepared_is_what_is_opened(
    database: Address, watcher: psycopg.Connection
) -> None:
    watcher.execute("CREATE TABLE before ()")
    early = source(database)
    prepared(early)
    watcher.execute("CREATE TABLE after ()")
    with early.open(Silent()) as session:
        assert tables(session) == {"public.before"}
        early.close()  # has nothing left to close
        assert read(session, item_of(session, "public.before")) == b""
    wait_until(lambda: not others(watcher))
    with early.open(Silent()) as session:
        assert tables(session) == {"public.before", "public.after"}


def test_rows_of_large_tables_come_before_they_are_asked_for(
    database: Address, watcher: psycopg.Connection
) -> None:
    for name, rows in (("large", 3000), ("larger", 4000), ("largest", 5000), ("small", 1)):
        watcher.execute(MADE.format(sql.Identifier(name), rows))
    early = source(database)
    prepared(early)
    with early.open(Silent()) as session:
        begun = [name for kind, name in session._started if kind is ItemKind.ROWS]
        assert begun == ["public.largest", "public.larger"]
        first = session._started[ItemKind.ROWS, begun[0]]
        assert isinstance(first, EarlyReader)
        wait_until(lambda: first._filled)
        for name, rows in (("small", 1), ("larger", 4000), ("large", 3000)):
            assert read(session, item_of(session, f"public.{name}")) == (b"x" * 1000 + b"\n") * rows
    assert children() == set()  # also the one that nobody asked for
    wait_until(lambda: not others(watcher))


def test_what_nobody_opened_is_let_go_of(database: Address, watcher: psycopg.Connection) -> None:
    early = source(database)
    prepared(early)
    assert others(watcher)
    early.close()
    assert children() == set()
    wait_until(lambda: not others(watcher))
    early.close()


def test_what_waits_for_a_lock_is_let_go_of(database: Address, watcher: psycopg.Connection) -> None:
    watcher.execute("CREATE TABLE t ()")
    early = source(database)
    with watcher.transaction():
        watcher.execute("LOCK TABLE t")
        early.prepare()
        wait_until(lambda: watcher.execute(WAITING).fetchone())
        early.close()
    wait_until(lambda: not others(watcher))


def test_a_stop_reaches_what_was_prepared(database: Address, watcher: psycopg.Connection) -> None:
    watcher.execute("CREATE TABLE t ()")
    early, progress = source(database), Silent()
    with watcher.transaction():
        watcher.execute("LOCK TABLE t")
        early.prepare()
        wait_until(lambda: watcher.execute(WAITING).fetchone())
        progress.cancel.cancel()
        with pytest.raises(Cancelled), early.open(progress):
            pass
    wait_until(lambda: not others(watcher))


def test_a_fault_is_told_when_it_is_opened(database: Address) -> None:
    early = source(replace(database, database="nothing like this"))
    early.prepare()
    with pytest.raises(UnknownName), early.open(Silent()):
        pass
    with pytest.raises(UnknownName), early.open(Silent()):  # asked again
        pass


def test_missing_tools_are_told_when_it_is_opened(
    database: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(*_: object) -> None:
        raise ToolMissing("pg_dump", "17")

    monkeypatch.setattr("desktop_app.engine.sources.postgres.source.find_tools", none)
    early = PostgresSource(database, None, ClientSettings({"PATH": os.environ["PATH"]}))
    early.prepare()
    with pytest.raises(ToolMissing), early.open(Silent()):
        pass


def test_a_server_that_went_away_meanwhile(database: Address, watcher: psycopg.Connection) -> None:
    early = source(database)
    prepared(early)
    for process in others(watcher):
        watcher.execute("SELECT pg_terminate_backend(%s, 10000)", [process])
    with pytest.raises(ConnectionLost), early.open(Silent()) as session:
        session.late_remarks()
