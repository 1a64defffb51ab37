"""One moment for all that is read, whoever writes meanwhile and whatever the user may do."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from pymysql import err

from desktop_app.engine.errors import ItemChanged
from desktop_app.engine.model import ItemKind, ItemPlan
from desktop_app.engine.progress import Silent
from desktop_app.engine.sources.base import Session
from desktop_app.engine.sources.mariadb import source as source_module
from desktop_app.engine.sources.mariadb.address import Address
from desktop_app.engine.sources.mariadb.dump import Definitions, Dumper
from desktop_app.engine.sources.mariadb.listing import Listing
from desktop_app.engine.sources.mariadb.rights import Rights
from tests.mariadb_servers import MariaServer, source

ACCOUNTS = (
    "CREATE TABLE a (id INT PRIMARY KEY, n INT)",
    "CREATE TABLE b (id INT PRIMARY KEY, n INT)",
    "INSERT INTO a SELECT seq, 100 FROM seq_1_to_50",
    "INSERT INTO b SELECT seq, 100 FROM seq_1_to_50",
)
IN_MYISAM = "CREATE TABLE told (n INT) ENGINE = MyISAM"


def rows(session: Session, name: str) -> list[bytes]:
    plan = next(p for p in session.plan.items if p.kind is ItemKind.ROWS and p.name == name)
    return read(session, plan).splitlines()


def read(session: Session, plan: ItemPlan) -> bytes:
    reader = session.read(plan)
    buffer = memoryview(bytearray(1000))
    found = b""
    try:
        while got := reader.readinto(buffer):
            found += bytes(buffer[:got])
    finally:
        reader.close()
    return found


@contextmanager
def moving_money(server: MariaServer, database: Address) -> Iterator[threading.Event]:
    """Somebody moves amounts from ``a`` to ``b`` and back, and tells a table without transactions
    how often; ``moved`` is set when that has begun."""
    moved, stop = threading.Event(), threading.Event()

    def work() -> None:
        with server.inside(database) as connection:
            for number in range(1 << 30):
                if stop.is_set():
                    return
                account = number % 50 + 1
                connection.run("START TRANSACTION")
                connection.run("UPDATE a SET n = n - 7 WHERE id = %s", account)
                connection.run("UPDATE b SET n = n + 7 WHERE id = %s", account)
                connection.run("COMMIT")
                connection.run("INSERT INTO told VALUES (%s)", number)
                moved.set()

    thread = threading.Thread(target=work)
    thread.start()
    try:
        yield moved
    finally:
        stop.set()
        thread.join()


def total(session: Session) -> int:
    return sum(int(line.split(b"\t")[1]) for name in "ab" for line in rows(session, name))


@pytest.mark.parametrize(
    "grants",
    [
        ("ALL ON *.*",),
        ("SELECT, LOCK TABLES ON `{}`.*",),
        ("SELECT, RELOAD ON *.*",),
        ("SELECT ON `{}`.*",),
    ],
    ids=["all", "may lock tables", "may stop all", "may only look"],
)
def test_all_tables_are_of_one_moment(
    mariadb: MariaServer, maria_database: Address, grants: tuple[str, ...]
) -> None:
    mariadb.run(*ACCOUNTS, IN_MYISAM, database=maria_database)
    told = [grant.format(maria_database.database) for grant in grants]
    user = mariadb.create_user(*told)
    address = Address("localhost", 3306, user, maria_database.database, maria_database.options)
    with moving_money(mariadb, maria_database) as moved:
        assert moved.wait(30)
        for _ in range(3):
            with source(address, "node").open(Silent()) as session:
                assert total(session) == 10_000
                times = len(rows(session, "told"))
                moves = sum(int(line.split(b"\t")[1]) for line in rows(session, "b")) - 5000
                loose = [r for r in session.plan.remarks if r.item == "told"]
                assert session.readers == (1 if grants[0].startswith("SELECT ON") else 2)
                if "LOCK" not in grants[0] and "ALL" not in grants[0]:
                    assert "a little later" in loose[0].what
                else:
                    assert not loose
                    # A transfer and what is told of it are two things that a moment may divide.
                    assert moves // 7 - times in (0, 1)


def test_nobody_waits_longer_than_for_the_moment(
    mariadb: MariaServer, maria_database: Address
) -> None:
    mariadb.run(*ACCOUNTS, IN_MYISAM, "INSERT INTO told VALUES (1)", database=maria_database)
    with source(maria_database).open(Silent()) as session, mariadb.inside(maria_database) as other:
        other.run("SET SESSION lock_wait_timeout = 0")
        other.run("DELETE FROM a")
        other.run("CREATE TABLE later (id INT)")
        # What holds no moment still stays locked for those who write, until it is read.
        with pytest.raises(err.OperationalError, match="Lock wait timeout"):
            other.run("INSERT INTO told VALUES (2)")
        # And what is read is not altered, emptied or dropped meanwhile.
        for statement in ("TRUNCATE b", "DROP TABLE b", "ALTER TABLE b ADD x INT"):
            with pytest.raises(err.OperationalError, match="Lock wait timeout"):
                other.run(statement)
        assert len(rows(session, "a")) == 50
        assert len(rows(session, "told")) == 1
        assert "later" not in {plan.name for plan in session.plan.items}
    mariadb.run("DROP TABLE b", database=maria_database)


def test_definitions_that_change_while_they_are_written_are_written_again(
    mariadb: MariaServer, maria_database: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    mariadb.run(*ACCOUNTS, "CREATE VIEW v AS SELECT 1 AS old", database=maria_database)
    write, times = Dumper.write, []

    def disturbed(self: Dumper, listing: Listing, rights: Rights) -> Definitions:
        found = write(self, listing, rights)
        if not times:
            mariadb.run("CREATE OR REPLACE VIEW v AS SELECT 2 AS new", database=maria_database)
        times.append(1)
        return found

    monkeypatch.setattr(Dumper, "write", disturbed)
    with source(maria_database).open(Silent()) as session:
        schema = next(p for p in session.plan.items if p.kind is ItemKind.SCHEMA)
        dump = read(session, schema)
    assert len(times) == 2
    assert b"2 AS `new`" in dump
    assert b"`old`" not in dump


def test_definitions_that_never_rest_are_told(
    mariadb: MariaServer, maria_database: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    write, numbers = Dumper.write, iter(range(100))

    def disturbed(self: Dumper, listing: Listing, rights: Rights) -> Definitions:
        statement = f"CREATE OR REPLACE VIEW v AS SELECT {next(numbers)} AS n"
        mariadb.run(statement, database=maria_database)
        return write(self, listing, rights)

    monkeypatch.setattr(Dumper, "write", disturbed)
    monkeypatch.setattr(source_module, "LOOKS", 2)
    with pytest.raises(ItemChanged), source(maria_database).open(Silent()):
        pass
