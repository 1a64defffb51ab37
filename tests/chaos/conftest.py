"""A database that takes a while to back up, and a bench to work at."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from desktop_app.engine.sources.postgres.connection import Address
from tests.chaos.bench import Bench
from tests.servers import Server

# About 44 MB that do not compress, more than one pack, in tables of different sizes.
NOISE = """
CREATE TABLE {name} (id integer PRIMARY KEY, round integer NOT NULL, noise bytea);
ALTER TABLE {name} ALTER noise SET STORAGE EXTERNAL;
INSERT INTO {name}
    SELECT n, 0, (SELECT string_agg(sha512((n || ' {name} ' || g)::bytea), '')
                  FROM generate_series(1, 128) g)
    FROM generate_series(1, {rows}) n;
"""
TABLES = {"large": 3400, "middle": 1200, "small": 800, "tiny": 5}


def fill(address: Address) -> None:
    with psycopg.connect(address.conninfo(), autocommit=True) as connection:
        for name, rows in TABLES.items():
            connection.execute(NOISE.format(name=name, rows=rows).encode())


def change(address: Address, number: int) -> None:
    """New noise in a third of the large table; ``number`` says which."""
    with psycopg.connect(address.conninfo(), autocommit=True) as connection:
        connection.execute(
            "UPDATE large SET round = %(n)s, noise = (SELECT string_agg(sha512("
            " (id || ' round ' || %(n)s || ' ' || g)::bytea), '') FROM generate_series(1, 128) g)"
            " WHERE id %% 3 = %(n)s %% 3",
            {"n": number},
        )


@pytest.fixture(scope="session")
def noisy(pg17: Server) -> Iterator[Address]:
    """A database that no test changes."""
    address = pg17.create_database("noisy")
    fill(address)
    yield address
    pg17.drop_database(address)


@pytest.fixture
def changing(pg17: Server, noisy: Address) -> Iterator[Address]:
    """A copy of it, to change."""
    address = pg17.copy_database(noisy.database, "changing")
    yield address
    pg17.drop_database(address)


@pytest.fixture
def copying(pg17: Server) -> Iterator[Callable[[], int]]:
    """Tells how many bytes the server's longest COPY has come so far; 0 when there is none."""
    with psycopg.connect(pg17.address.conninfo(), autocommit=True) as connection:
        yield lambda: copied(connection)


def copied(connection: psycopg.Connection[tuple[Any, ...]]) -> int:
    asked = connection.execute("SELECT max(bytes_processed) FROM pg_stat_progress_copy")
    row = asked.fetchone()
    return int(row[0] or 0) if row else 0


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    """Its repository goes with the test: pytest would keep hundreds of megabytes for nothing."""
    yield Bench(tmp_path, tmp_path / "store")
    shutil.rmtree(tmp_path / "store", ignore_errors=True)
