"""Servers that die, tables that vanish, users that cancel: each its own fault, nothing left."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import psycopg
import pytest

from desktop_app.engine.errors import (
    Cancelled,
    ConnectionLost,
    ItemChanged,
    ItemFailed,
    LabVaultError,
    NoSpace,
    NotSupported,
    ToolFailed,
)
from desktop_app.engine.model import ItemKind, ItemPlan, Remark
from desktop_app.engine.progress import Cancel, Silent
from desktop_app.engine.sources.base import ItemReader
from desktop_app.engine.sources.postgres.connection import Address
from desktop_app.engine.sources.postgres.reading.complaints import fault_of_tool, warnings_in
from desktop_app.engine.sources.postgres.reading.pipe_reader import Command, PipeReader
from desktop_app.engine.sources.postgres.reading.session import PostgresSession
from desktop_app.engine.sources.postgres.scratch.server import ScratchServer
from tests.engine.sources.postgres.harvest import (
    ask,
    children,
    harvest,
    in_background,
    item_of,
    read,
    read_all,
    role,
    run,
    source,
)
from tests.servers import Server
from tests.waiting import wait_until

BIG = "CREATE TABLE big AS SELECT repeat('x', 1000) AS a FROM generate_series(1, 30000)"
LOCKED = """SELECT 'public.' || relname FROM pg_locks JOIN pg_class c ON c.oid = relation
    WHERE mode = 'AccessShareLock' AND granted AND relnamespace = 'public'::regnamespace"""


@pytest.fixture(autouse=True)
def _no_child_is_left() -> Iterator[None]:
    yield
    assert children() == set()


def begun(session: PostgresSession, name: str) -> ItemReader:
    """A reader that has given its first bytes."""
    reader = session.read(item_of(session, name))
    assert reader.readinto(memoryview(bytearray(10))) == 10
    return reader


def rest_of(reader: ItemReader) -> None:
    buffer = memoryview(bytearray(1 << 20))
    try:
        while reader.readinto(buffer):
            pass
    finally:
        reader.close()


def meddle(address: Address, meanwhile: str) -> psycopg.Connection[tuple[object, ...]]:
    """A transaction under way that has done something and not yet ended."""
    connection = psycopg.connect(address.conninfo())
    connection.execute(meanwhile.encode())
    return connection


@pytest.mark.parametrize(
    ("meanwhile", "expected"),
    [
        ("DROP TABLE t", {"public.other"}),
        ("ALTER TABLE t RENAME TO u", {"public.other", "public.u"}),
        ("ALTER TABLE t ADD COLUMN b int DEFAULT 5", {"public.other", "public.t"}),
        ("LOCK TABLE t; CREATE TABLE newer ()", {"public.other", "public.t", "public.newer"}),
    ],
)
def test_what_changes_between_listing_and_locking_is_seen_as_it_is_then(
    database: Address, meanwhile: str, expected: set[str]
) -> None:
    run(database, "CREATE TABLE t (a int)", "CREATE TABLE other ()", "INSERT INTO t VALUES (1)")
    other = meddle(database, meanwhile)
    with (
        in_background(lambda: end_when_waited_for(database, other)),
        source(database).open(Silent()) as session,
    ):
        locked = ask(database, LOCKED)
        found = read_all(session)
    assert set(found.tables) == expected == {str(name) for (name,) in locked}
    assert found.failed == {}
    if "ADD COLUMN" in meanwhile:
        assert found.rows("public.t") == b"1\t5\n"


def end_when_waited_for(database: Address, other: psycopg.Connection[tuple[object, ...]]) -> None:
    wait_until(lambda: ask(database, "SELECT 1 FROM pg_locks WHERE NOT granted"))
    other.commit()
    other.close()


def test_a_table_emptied_between_listing_and_locking_is_empty_and_not_torn(
    database: Address,
) -> None:
    """TRUNCATE does not keep old rows for old snapshots, so the moment must come after it."""
    run(database, "CREATE TABLE t (a int)", "INSERT INTO t VALUES (1)", "CREATE TABLE log (n int)")
    other = meddle(database, "TRUNCATE t; INSERT INTO log VALUES (1)")
    with in_background(lambda: end_when_waited_for(database, other)):
        found = harvest(database)
    assert (found.rows("public.t"), found.rows("public.log")) == (b"", b"1\n")


def test_nothing_read_can_be_dropped_or_emptied_while_it_is_read(database: Address) -> None:
    run(database, "CREATE TABLE t (a int)", "CREATE TABLE p (a int) PARTITION BY LIST (a)")
    with source(database).open(Silent()):
        for statement in ("DROP TABLE t", "TRUNCATE t", "DROP TABLE p"):
            with pytest.raises(psycopg.errors.LockNotAvailable):
                run(database, f"SET lock_timeout = 10; {statement}")


def test_cancelling_while_waiting_for_a_lock(database: Address) -> None:
    run(database, "CREATE TABLE t (a int)")
    other = meddle(database, "LOCK TABLE t")
    progress = Silent()

    def cancel() -> None:
        wait_until(lambda: ask(database, "SELECT 1 FROM pg_locks WHERE NOT granted"))
        progress.cancel.cancel()

    with in_background(cancel), pytest.raises(Cancelled), source(database).open(progress):
        pass
    other.close()


@pytest.mark.parametrize("size", ["large", "small"])
def test_cancelling_while_rows_are_read(database: Address, size: str) -> None:
    run(database, BIG)
    progress = Silent()
    with source(database).open(progress) as session:
        item = item_of(session, "public.big")
        if size == "small":
            item = ItemPlan(item.name, item.kind, 0, item.detail)
        reader = session.read(item)
        reader.readinto(memoryview(bytearray(10)))
        since = time.monotonic()
        progress.cancel.cancel()
        with pytest.raises(Cancelled):
            rest_of(reader)
        assert time.monotonic() - since < 2
    wait_until(lambda: not other_sessions(database))


def test_closing_in_the_middle_ends_child_and_session(database: Address) -> None:
    run(database, BIG)
    with source(database).open(Silent()) as session:
        read(session, item_of(session, "schema"))
        read(session, item_of(session, "roles"))
        reader = begun(session, "public.big")
        (child,) = children()
        assert os.getsid(child) != os.getsid(0), "Ctrl-C in the terminal would reach it"
        reader.close()
        reader.close()
        assert children() == set()
        small = item_of(session, "public.big")
        reader = session.read(ItemPlan(small.name, small.kind, 0, small.detail))
        reader.readinto(memoryview(bytearray(10)))
        reader.close()
        assert len(read(session, small)) == 1001 * 30000
    wait_until(lambda: not other_sessions(database))


def test_roles_are_of_the_beginning(database: Address) -> None:
    """They are not of the snapshot, but as near to it as can be, however long the rows take."""
    with source(database).open(Silent()) as session:
        dump = session._started[ItemKind.ROLES, "roles"]
        assert isinstance(dump, PipeReader)
        assert dump._child.wait(30) == 0
        with role(database, "latecomer"):
            assert b"latecomer" not in read(session, item_of(session, "roles"))


def other_sessions(database: Address) -> list[tuple[object, ...]]:
    query = "SELECT pid FROM pg_stat_activity WHERE application_name = 'labvault'"
    query += " AND datname = current_database()"
    return [row for row in ask(database, query) if row != (None,)][1:]


@pytest.mark.parametrize("whose", ["coordinator", "reader"])
def test_a_killed_session_fails_the_whole_run(database: Address, whose: str) -> None:
    run(database, BIG)
    state = "query LIKE 'COPY%'" if whose == "reader" else "query NOT LIKE 'COPY%'"
    kill = f"""SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid() AND {state}
          AND backend_type = 'client backend'"""
    with source(database).open(Silent()) as session:
        reader = begun(session, "public.big")
        assert ask(database, kill)
        with pytest.raises(ConnectionLost):
            rest_of(reader)


def test_a_moment_lost_after_the_last_item_is_noticed(database: Address) -> None:
    run(database, "CREATE TABLE t ()")
    with source(database).open(Silent()) as session:
        for item in session.plan.items:
            read(session, item)
        assert ask(database, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE"
                   " datname = current_database() AND pid <> pg_backend_pid()")  # fmt: skip
        with pytest.raises(ConnectionLost):
            session.late_remarks()


def test_an_item_is_not_to_blame_for_a_lost_moment(database: Address) -> None:
    """The snapshot went with the coordinator, so joining it fails; the fault is the run's."""
    run(database, "CREATE TABLE t ()")
    with source(database).open(Silent()) as session:
        ask(database, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE"
            " datname = current_database() AND pid <> pg_backend_pid()")  # fmt: skip
        for name in ("public.t", "schema"):
            with pytest.raises(ConnectionLost):
                read(session, item_of(session, name))


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_a_server_that_dies_in_the_middle(how: signal.Signals) -> None:
    with ScratchServer.start() as server:
        run(server.address, BIG)
        with source(server.address).open(Silent()) as session:
            reader = begun(session, "public.big")
            if how is signal.SIGKILL:
                for (pid,) in ask(server.address, "SELECT pid FROM pg_stat_activity"
                                  " WHERE backend_type = 'client backend'"):  # fmt: skip
                    if pid:
                        os.kill(int(str(pid)), signal.SIGKILL)
                        break
            else:
                server.close()
            with pytest.raises(ConnectionLost):
                rest_of(reader)
            with pytest.raises(ConnectionLost):
                session.late_remarks()


@pytest.mark.parametrize("size", [0, 1 << 30])
def test_errors_of_one_item(database: Address, size: int) -> None:
    """Whatever a statement meets, through a connection and through psql alike."""
    run(database, "CREATE TABLE t (a int)", "CREATE ROLE nobody_much")
    with source(database).open(Silent()) as session:

        def reading(statement: str) -> bytes:
            return read(session, ItemPlan("it", ItemKind.ROWS, size, {"copy": statement}))

        for statement in ("COPY no_such TO STDOUT", "COPY public.t (b) TO STDOUT"):
            with pytest.raises(ItemChanged) as changed:
                reading(statement)
            assert changed.value.item == "it"
        assert "does not exist" in changed.value.reason
        assert "LOCATION" not in changed.value.reason
        with pytest.raises(ItemFailed) as failed:
            reading("COPY (SELECT 1 / 0) TO STDOUT")
        assert failed.value.reason == "division by zero"
        with pytest.raises(ItemFailed) as failed:
            reading("COPY (SELECT n, 1 / (90000 - n) FROM generate_series(1, 99999) n) TO STDOUT")
        assert failed.value.reason == "division by zero"
        assert reading("COPY (VALUES (1)) TO STDOUT") == b"1\n"
    run(database, "DROP ROLE nobody_much")


def test_a_right_lost_after_the_listing_is_an_items_fault(database: Address) -> None:
    """No item is ever filtered in silence: row security that sets in is an error."""
    with (
        role(
            database,
            "limited",
            "ALTER ROLE limited BYPASSRLS",
            "CREATE TABLE guarded AS SELECT generate_series(1, 3) AS a",
            "ALTER TABLE guarded ENABLE ROW LEVEL SECURITY",
            "CREATE POLICY first_only ON guarded USING (a = 1)",
            "CREATE TABLE closed ()",
            "GRANT SELECT ON guarded, closed TO limited",
        ) as limited,
        source(limited).open(Silent()) as session,
    ):
        assert read(session, item_of(session, "public.guarded")) == b"1\n2\n3\n"
        run(database, "ALTER ROLE limited NOBYPASSRLS", "REVOKE SELECT ON closed FROM limited")
        with pytest.raises(ItemFailed) as hidden:
            read(session, item_of(session, "public.guarded"))
        with pytest.raises(ItemFailed) as closed:
            read(session, item_of(session, "public.closed"))
    assert "row-level security" in hidden.value.reason
    assert "permission denied" in closed.value.reason


def test_warnings_of_tools_are_remarked_once(database: Address) -> None:
    """Every tool that connects is told that the database has a setting that cannot be."""
    name = psycopg.sql.Identifier(database.database).as_string(None)
    run(
        database,
        BIG,
        "CREATE TABLE big_2 AS TABLE big",
        f"ALTER DATABASE {name} SET work_mem = '5MB'",
        "UPDATE pg_db_role_setting SET setconfig = '{work_mem=1}' WHERE setdatabase ="
        " (SELECT oid FROM pg_database WHERE datname = current_database())",
    )
    (remark,) = harvest(database).late
    assert "work_mem" in remark.what
    assert "WARNING" not in remark.what


@pytest.mark.parametrize("size", [0, 1 << 30])
def test_warnings_of_rows_are_remarked_and_bounded(database: Address, size: int) -> None:
    """Through a connection and through psql alike; rows and their number are the same."""
    run(
        database,
        "CREATE FUNCTION warn(n int) RETURNS int LANGUAGE plpgsql AS"
        " $$ BEGIN RAISE WARNING E'beware\\nof %', n; RETURN n; END $$",
    )
    with source(database).open(Silent()) as session:

        def reading(rows: int) -> bytes:
            select = f"SELECT public.warn(n) FROM generate_series(1, {rows}) n"
            copy = {"copy": f"COPY ({select}) TO STDOUT"}
            return read(session, ItemPlan("it", ItemKind.ROWS, size, copy))

        assert reading(2) == b"1\n2\n"
        assert session.late_remarks() == (Remark("it", "beware of 1"), Remark("it", "beware of 2"))
        assert reading(150).count(b"\n") == 150
        *remarks, last = session.late_remarks()
        assert len(remarks) == 100
        assert last == Remark("", "50 more warnings")


def test_warnings_through_connections_are_not_told_of_the_next_item(database: Address) -> None:
    run(
        database,
        "CREATE FUNCTION warn() RETURNS int LANGUAGE plpgsql AS"
        " $$ BEGIN RAISE WARNING 'beware of %', clock_timestamp(); RETURN 1; END $$",
    )
    with source(database).open(Silent()) as session:
        for name in ("one", "two"):
            copy = {"copy": "COPY (SELECT public.warn()) TO STDOUT"}
            read(session, ItemPlan(name, ItemKind.ROWS, 0, copy))
        assert [remark.item for remark in session.late_remarks()] == ["one", "two"]


def test_ordinary_databases_raise_no_false_alarm(database: Address) -> None:
    """pg_dump complains of circles of foreign keys when it writes rows only."""
    run(
        database,
        "CREATE TABLE a (id int PRIMARY KEY, other int, me int REFERENCES a)",
        "CREATE TABLE b (id int PRIMARY KEY, other int REFERENCES a)",
        "ALTER TABLE a ADD FOREIGN KEY (other) REFERENCES b",
        "CREATE VIEW v AS SELECT 1 AS n",
        "CREATE OR REPLACE VIEW v AS SELECT 2 AS n",
        "SELECT lo_from_bytea(0, 'x')",
    )
    found = harvest(database)
    assert (found.late, found.plan.remarks) == ((), ())


def test_temporary_tables_of_others_are_not_seen(database: Address) -> None:
    with meddle(database, "CREATE TEMP TABLE passing (a int)") as other:
        other.commit()
        found = harvest(database)
    assert (found.tables, found.plan.remarks) == ([], ())


def test_a_killed_psql_is_no_end_of_rows(database: Address) -> None:
    run(database, BIG)
    with source(database).open(Silent()) as session:
        read(session, item_of(session, "schema"))
        read(session, item_of(session, "roles"))
        reader = begun(session, "public.big")
        (child,) = children()
        os.kill(child, signal.SIGKILL)
        with pytest.raises(ToolFailed, match="SIGKILL") as caught:
            rest_of(reader)
    assert caught.value.tool == "psql"


@pytest.mark.parametrize(
    ("encoding", "reason"), [("SQL_ASCII", "invalid byte sequence"), ("MULE_INTERNAL", "Python")]
)
def test_names_that_cannot_be_told_are_refused(pg17: Server, encoding: str, reason: str) -> None:
    """A database in SQL_ASCII takes any bytes for names; a snapshot is written in UTF-8."""
    create = psycopg.sql.SQL("CREATE DATABASE {} TEMPLATE template0 ENCODING {} LOCALE 'C'")
    name = f"names in {encoding}"
    pg17.execute(create.format(psycopg.sql.Identifier(name), psycopg.sql.Literal(encoding)))
    address = pg17.address.with_database(name)
    try:
        with psycopg.connect(address.conninfo(), client_encoding="sql_ascii") as connection:
            connection.execute(b'CREATE TABLE "caf\xc3\xa9\xe9" ()')
        with pytest.raises(NotSupported) as caught, source(address).open(Silent()):
            pass
    finally:
        pg17.drop_database(address)
    assert reason in caught.value.reason


def test_a_server_too_new_or_old_is_refused(
    database: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop_app.engine.sources.postgres.source.NEWEST", 16)
    with pytest.raises(NotSupported), source(database).open(Silent()):
        pass


def test_when_labvault_is_killed_its_children_end(database: Address, tmp_path: Path) -> None:
    """The kernel closes the pipe; psql's next write ends it."""
    run(database, BIG)
    script = f"""
import os, sys
from desktop_app.engine.progress import Silent
from desktop_app.engine.sources.postgres.connection import Address
from tests.engine.sources.postgres.harvest import source, item_of, children
with source(Address({database.host!r}, {database.port}, {database.user!r},
                    {database.database!r})).open(Silent()) as session:
    reader = session.read(item_of(session, "public.big"))
    reader.readinto(memoryview(bytearray(10)))
    print(*children(), flush=True)
    sys.stdin.read()
"""
    with subprocess.Popen(
        [sys.executable, "-c", script],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[4],
    ) as labvault:
        assert labvault.stdout is not None
        started = labvault.stdout.readline().decode().split()
        assert len(started) == 3  # pg_dump and pg_dumpall from the beginning, and psql
        labvault.kill()
    wait_until(lambda: not any(Path(f"/proc/{child}").exists() for child in started))
    wait_until(lambda: not other_sessions(database))


def test_a_tool_that_is_not_there() -> None:
    before = open_files()
    with pytest.raises(ToolFailed) as caught:
        PipeReader(Command(("/no/such/tool",), {}), Cancel(), print, tool_fault)
    assert (caught.value.tool, caught.value.reason) == ("tool", "No such file or directory")
    assert open_files() == before


@pytest.mark.parametrize(
    ("number", "fault"),
    [(errno.ENOSPC, NoSpace), (errno.EMFILE, ToolFailed)],
)
def test_a_tool_that_cannot_be_started_now(
    monkeypatch: pytest.MonkeyPatch, number: int, fault: type[LabVaultError]
) -> None:
    def refused(*_: object, **__: object) -> NoReturn:
        raise OSError(number, os.strerror(number))

    before = open_files()
    monkeypatch.setattr(subprocess, "Popen", refused)
    with pytest.raises(fault):
        PipeReader(Command(("/bin/psql",), {}), Cancel(), print, tool_fault)
    assert open_files() == before


def test_a_reader_closed_early_leaves_neither_child_nor_open_file(tmp_path: Path) -> None:
    talker = tmp_path / "psql"
    talker.symlink_to("/bin/yes" if Path("/bin/yes").exists() else "/usr/bin/yes")
    before = open_files()
    reader = PipeReader(Command((str(talker),), {}), Cancel(), print, tool_fault)
    assert reader.readinto(memoryview(bytearray(100))) == 100
    assert children()
    reader.close()
    assert (children(), open_files()) == (set(), before)


def open_files() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def tool_fault(code: int, lines: object) -> LabVaultError:
    return ToolFailed("tool", code, str(lines))


def test_output_is_not_whole_before_the_exit_code_says_so() -> None:
    command = Command(("/bin/sh", "-c", "echo rows; echo why >&2; exit 3"), {})
    reader = PipeReader(command, Cancel(), print, tool_fault)
    buffer = memoryview(bytearray(100))
    assert reader.readinto(buffer) == 5
    with pytest.raises(ToolFailed) as caught:
        reader.readinto(buffer)
    reader.close()
    assert (caught.value.code, caught.value.reason) == (3, "['why']")


def test_much_input_and_many_complaints_do_not_block() -> None:
    noisy = "import sys; sys.stderr.write('x' * 300000); print(len(sys.stdin.read()))"
    heard: list[str] = []
    command = Command((sys.executable, "-c", noisy), {}, b"y" * 1_000_000)
    reader = PipeReader(command, Cancel(), heard.extend, tool_fault)
    buffer = memoryview(bytearray(100))
    assert bytes(buffer[: reader.readinto(buffer)]) == b"1000000\n"
    assert reader.readinto(buffer) == 0
    reader.close()
    assert len(heard[0]) == 300000


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        (
            "psql:<stdin>:9: ERREUR:  42501: droit refusé pour la table t",
            ItemFailed("it", "droit refusé pour la table t"),
        ),
        (
            'psql:<stdin>:9: ОШИБКА:  42P01: отношение "t" не существует',
            ItemChanged("it", 'отношение "t" не существует'),
        ),
        (
            "psql:<stdin>:9: FATAL:  57P01: terminating connection",
            ConnectionLost("here", "terminating connection"),
        ),
        (
            "psql:<stdin>:9: server closed the connection unexpectedly",
            ConnectionLost("here", "server closed the connection unexpectedly"),
        ),
        (
            "pg_dump: error: could not open output file",
            ToolFailed("tool", 1, "could not open output file"),
        ),
    ],
)
def test_a_tools_last_words_tell_the_fault(line: str, fault: LabVaultError) -> None:
    found = fault_of_tool("it", "here", "tool", 1, ["pg_dump: warning: something", line])
    assert (type(found), vars(found)) == (type(fault), vars(fault))


def test_a_tool_that_died_without_a_word() -> None:
    found = fault_of_tool("it", "here", "tool", -signal.SIGKILL, [])
    assert isinstance(found, ToolFailed)
    assert found.reason == "ended by SIGKILL"


def test_only_what_a_person_should_read_becomes_a_remark() -> None:
    lines = [
        'WARNING:  database "x" has a collation version mismatch',
        "DETAIL:  The database was created using collation version 1",
        "HINT:  Rebuild all objects",
        "",
        "pg_dump: warning: subscriptions not dumped because current user is not a superuser",
        "pg_dump: hint: nothing",
        "psql:<stdin>:3: WARNUNG:  01000: etwas",
        "LOCATION:  f, x.c:1",
    ]
    assert warnings_in(lines) == [
        'database "x" has a collation version mismatch',
        "subscriptions not dumped because current user is not a superuser",
        "etwas",
    ]


def test_two_servers_at_once(pg17: Server, pg15: Server) -> None:
    """Several sessions at once do not know of one another."""
    first, second = pg17.create_database(), pg15.create_database()
    run(first, "CREATE TABLE one ()")
    run(second, "CREATE TABLE two ()")
    with source(first).open(Silent()) as a, source(second).open(Silent()) as b:
        assert read(b, item_of(b, "public.two")) == read(a, item_of(a, "public.one")) == b""
