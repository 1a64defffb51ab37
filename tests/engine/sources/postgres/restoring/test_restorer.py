"""Runs of pg_restore, and what is made of its complaints."""

from __future__ import annotations

import json
import os
import signal
import subprocess
from collections.abc import Iterator

import pytest

from desktop_app.engine.errors import (
    Cancelled,
    ConnectionLost,
    LabVaultError,
    NoSpace,
    ServerRefused,
    ToolFailed,
)
from desktop_app.engine.progress import Cancel
from desktop_app.engine.sources.postgres.connection import Address, connect
from desktop_app.engine.sources.postgres.restoring.restorer import (
    Restorer,
    _fault,
    in_plain_sessions,
)
from desktop_app.engine.sources.postgres.tools import Tools
from tests.engine.sources.postgres.conftest import CLIENT, Lab
from tests.flow.conftest import WHEEL_17
from tests.waiting import wait_until


def restorer(address: Address, cancel: Cancel | None = None, server_major: int = 17) -> Restorer:
    tools = Tools(WHEEL_17, (17, 10))
    return Restorer(tools, address, None, CLIENT, server_major, cancel or Cancel())


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            [
                "pg_restore: while PROCESSING TOC:",
                "pg_restore: from TOC entry 215; 1259 16390 TABLE t postgres",
                'pg_restore: error: could not execute query: ERROR:  type "x" does not exist',
                "Command was: CREATE TABLE t (password 'secret');",
            ],
            ServerRefused("working", 'type "x" does not exist (TABLE t postgres)'),
        ),
        (
            ["pg_restore: error: could not execute query: FEHLER:  Recht verweigert"],
            ToolFailed("pg_restore", 1, "could not execute query: FEHLER:  Recht verweigert"),
        ),
        (
            ["pg_restore: error: x: ERROR:  could not extend file: No space left on device"],
            NoSpace("PostgreSQL server here"),
        ),
        (
            ["pg_restore: error: x: server closed the connection unexpectedly"],
            ConnectionLost(
                "here", "pg_restore: error: x: server closed the connection unexpectedly"
            ),
        ),
        ([], ToolFailed("pg_restore", 1, "it ended with 1")),
    ],
)
def test_complaints_become_faults_without_the_statement(
    lines: list[str], expected: LabVaultError
) -> None:
    fault = _fault("working", lines, 1, "here")
    assert type(fault) is type(expected)
    assert json.dumps(vars(fault)) == json.dumps(vars(expected))


def test_what_is_no_archive_is_told(database: Address) -> None:
    for archive in (b"nonsense", iter([b"nonsense"])):
        with pytest.raises(ToolFailed, match="input file"):
            restorer(database).run("working", archive)


def test_a_stream_that_fails_ends_the_tool(database: Address) -> None:
    def pieces() -> Iterator[bytes]:
        yield b"PGDMP"
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        restorer(database).run("working", pieces())


def test_a_stream_that_is_cancelled_ends_the_tool(database: Address) -> None:
    cancel = Cancel()

    def pieces() -> Iterator[bytes]:
        yield b"PGDMP"
        cancel.cancel()
        while True:
            yield bytes(1 << 16)

    with pytest.raises(Cancelled):
        restorer(database, cancel).run("working", pieces())


def children(name: str) -> list[int]:
    """Our own child processes of a name."""
    command = ["ps", "--ppid", str(os.getpid()), "-o", "pid=,comm="]
    listed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return [int(line.split()[0]) for line in listed.splitlines() if line.split()[1] == name]


def test_the_tool_killed_is_told(lab: Lab, database: Address) -> None:
    """Somebody (a machine short of memory) kills it while it reads."""

    def pieces() -> Iterator[bytes]:
        yield b"PGDMP"
        for process in wait_until(lambda: children("pg_restore"), seconds=20):
            os.kill(process, signal.SIGKILL)
        yield bytes(1 << 20)

    with pytest.raises(ToolFailed) as caught:
        restorer(database).run("working", pieces())
    assert caught.value.code == -signal.SIGKILL


def test_plain_sessions_are_not_bent_by_settings(database: Address) -> None:
    address = in_plain_sessions(database, {"work_mem": "7MB", "application_name": "a b\\c"})
    with connect(address, None) as connection:
        for name, value in (
            ("default_transaction_isolation", "read committed"),
            ("work_mem", "7MB"),
            ("synchronous_commit", "off"),
            ("client_encoding", "UTF8"),
        ):
            assert connection.execute(f"SHOW {name}".encode()).fetchone() == (value,)


def test_options_of_the_address_stay(database: Address) -> None:
    from dataclasses import replace

    address = replace(database, options=(("options", "-c geqo=off"),))
    with connect(in_plain_sessions(address), None) as connection:
        assert connection.execute("SHOW geqo").fetchone() == ("off",)


def test_batches_only_where_they_work(database: Address) -> None:
    assert restorer(database).in_batches == ("--transaction-size=500",)
    assert restorer(database, server_major=15).in_batches == ()
