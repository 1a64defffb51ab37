"""Reading all that a source gives, as a backup would, and keeping it in memory."""

from __future__ import annotations

import os
import subprocess
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

import psycopg
from psycopg import sql

from desktop_app.engine.crew import work_through
from desktop_app.engine.errors import ItemChanged, ItemFailed
from desktop_app.engine.model import ItemKind, ItemPlan, Remark
from desktop_app.engine.progress import Cancel, Silent
from desktop_app.engine.sources.base import Plan, Session
from desktop_app.engine.sources.postgres.connection import Address, ClientSettings
from desktop_app.engine.sources.postgres.source import PostgresSource

OTHERS = "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> %s"
SETTINGS = ClientSettings({"PATH": os.environ["PATH"], "HOME": "/nonexistent"})


@dataclass(frozen=True)
class Harvest:
    """What one run gave, by kind and name; ``failed`` are items that could not be read."""

    plan: Plan
    items: Mapping[tuple[ItemKind, str], bytes]
    failed: Mapping[str, str]
    late: tuple[Remark, ...]

    def rows(self, name: str) -> bytes:
        return self.items[ItemKind.ROWS, name]

    def of(self, kind: ItemKind) -> bytes:
        """The only item of a kind."""
        (data,) = (data for (found, _), data in self.items.items() if found is kind)
        return data

    @property
    def tables(self) -> list[str]:
        return [item.name for item in self.plan.items if item.kind is ItemKind.ROWS]

    def remark(self, item: str) -> str:
        """All that was remarked of an item."""
        return "; ".join(r.what for r in self.plan.remarks + self.late if r.item == item)


def source(address: Address, settings: ClientSettings = SETTINGS) -> PostgresSource:
    return PostgresSource(address, None, settings)


def harvest(address: Address, settings: ClientSettings = SETTINGS) -> Harvest:
    """Read everything with two threads, as a backup does."""
    with source(address, settings).open(Silent()) as session:
        return read_all(session)


def read_all(session: Session) -> Harvest:
    items: dict[tuple[ItemKind, str], bytes] = {}
    failed: dict[str, str] = {}

    def read_one(item: ItemPlan) -> None:
        try:
            items[item.kind, item.name] = read(session, item)
        except (ItemChanged, ItemFailed) as fault:
            failed[item.name] = fault.reason

    work_through(session.plan.items, read_one, session.readers, Cancel())
    return Harvest(session.plan, items, failed, session.late_remarks())


def read(session: Session, item: ItemPlan, at_once: int = 1 << 20) -> bytes:
    """The bytes of one item."""
    reader = session.read(item)
    pieces = []
    buffer = memoryview(bytearray(at_once))
    try:
        while got := reader.readinto(buffer):
            pieces.append(bytes(buffer[:got]))
    finally:
        reader.close()
    return b"".join(pieces)


def item_of(session: Session, name: str) -> ItemPlan:
    return next(item for item in session.plan.items if item.name == name)


def run(address: Address, *statements: str) -> None:
    """Statements, each in a transaction of its own."""
    with psycopg.connect(address.conninfo(), autocommit=True, client_encoding="utf8") as connection:
        for statement in statements:
            connection.execute(statement.encode())


def ask(address: Address, query: str) -> list[tuple[object, ...]]:
    with psycopg.connect(address.conninfo(), autocommit=True, client_encoding="utf8") as connection:
        return connection.execute(query.encode()).fetchall()


def others(watcher: psycopg.Connection) -> set[int]:
    """The server's processes for others who are in the watcher's database."""
    rows = watcher.execute(OTHERS, [watcher.info.backend_pid]).fetchall()
    return {pid for (pid,) in rows}


def children() -> set[int]:
    """The processes that this one has started and that are still there."""
    answer = subprocess.run(
        ["ps", "--no-headers", "-o", "pid,comm", "--ppid", str(os.getpid())],
        capture_output=True,
        text=True,
        check=False,
    )
    lines = (line.split(maxsplit=1) for line in answer.stdout.splitlines())
    return {int(pid) for pid, name in lines if name in ("psql", "pg_dump", "pg_dumpall")}


@contextmanager
def role(address: Address, name: str, *statements: str) -> Iterator[Address]:
    """A role without special rights, and the database seen as it; gone afterwards."""
    quoted = sql.Identifier(name).as_string(None)
    run(address, f"CREATE ROLE {quoted} LOGIN")
    try:
        run(address, *statements)
        yield Address(address.host, address.port, name, address.database)
    finally:
        run(address, f"DROP OWNED BY {quoted}", f"DROP ROLE {quoted}")


@contextmanager
def in_background(work: Callable[[], None]) -> Iterator[None]:
    """Meanwhile, on another thread, ``work`` is done; it ends before the block does."""
    thread = threading.Thread(target=work)
    thread.start()
    try:
        yield
    finally:
        thread.join(60)
    assert not thread.is_alive()
