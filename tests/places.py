"""Places to restore to, cleared away afterwards whatever became of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from psycopg import sql

from desktop_app.engine.progress import Cancel
from desktop_app.engine.sources.postgres.connection import Address
from desktop_app.engine.sources.postgres.restoring.cluster import Cluster
from tests.servers import Server


@contextmanager
def removing(server: Server, name: str) -> Iterator[Address]:
    """A fresh name on the server; in the end all databases that begin with it are dropped."""
    name = re.sub(r"\W+", "_", name.lower())[:40]
    yield server.address.with_database(name)
    for database in databases(server):
        if database.startswith(name):
            drop(server, database)


def databases(server: Server) -> set[str]:
    """The names of all databases."""
    with psycopg.connect(server.address.conninfo()) as connection:
        rows = connection.execute("SELECT datname FROM pg_database").fetchall()
    return {row[0] for row in rows}


def drop(server: Server, database: str) -> None:
    """Drop a restored database, which may be a template or follow others."""
    server.execute(sql.SQL("ALTER DATABASE {} IS_TEMPLATE false").format(sql.Identifier(database)))
    with Cluster.open(server.address.with_database("none"), None, Cancel()) as cluster:
        cluster.drop(database)
