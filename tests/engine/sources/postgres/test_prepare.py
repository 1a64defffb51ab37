"""A source that connects before it is opened."""

from __future__ import annotations

import os
from dataclasses import replace

import psycopg
import pytest

from desktop_app.engine.errors import ConnectionLost, ToolMissing, UnknownName
from desktop_app.engine.progress import Silent
from desktop_app.engine.sources.postgres.connection import Address, ClientSettings
from desktop_app.engine.sources.postgres.source import PostgresSource
from tests.engine.sources.postgres.harvest import source

OTHERS = "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> %s"


def connected(watcher: psycopg.Connection) -> set[int]:
    """The processes of the server that serve others of the same database."""
    rows = watcher.execute(OTHERS, [watcher.info.backend_pid]).fetchall()
    return {pid for (pid,) in rows}


def test_what_was_prepared_is_what_is_opened(database: Address) -> None:
    early = source(database)
    with psycopg.connect(database.conninfo(), autocommit=True) as watcher:
        early.prepare()
        (before,) = connected(watcher)
        with early.open(Silent()) as session:
            assert before in connected(watcher)
            assert session.plan.items
        early.close()  # has nothing left to close
        early.prepare()
        with early.open(Silent()):
            assert before not in connected(watcher)


def test_what_nobody_opened_is_let_go_of(database: Address) -> None:
    early = source(database)
    early.prepare()
    ready = early._ready
    assert isinstance(ready, psycopg.Connection)
    early.close()
    assert ready.closed


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
        raise ToolMissing("pg_dump", "PostgreSQL 17 or newer")

    monkeypatch.setattr("desktop_app.engine.sources.postgres.source.find_tools", none)
    early = PostgresSource(database, None, ClientSettings({"PATH": os.environ["PATH"]}))
    early.prepare()
    with pytest.raises(ToolMissing), early.open(Silent()):
        pass


def test_a_server_that_went_away_meanwhile(database: Address) -> None:
    early = source(database)
    with psycopg.connect(database.conninfo(), autocommit=True) as watcher:
        early.prepare()
        (process,) = connected(watcher)
        watcher.execute("SELECT pg_terminate_backend(%s, 10000)", [process])
    with pytest.raises(ConnectionLost), early.open(Silent()):
        pass
