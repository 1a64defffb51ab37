"""What client tools write on stderr, read as faults and as remarks.

The tools run with ``LC_ALL=C``, but a server may speak any language: faults of the server are
known by their SQLSTATE, which psql shows with ``VERBOSITY=verbose``.
"""

from __future__ import annotations

import re
import signal
from collections.abc import Iterable, Sequence

from desktop_app.engine.errors import (
    ConnectionLost,
    ItemChanged,
    ItemFailed,
    LabVaultError,
    ToolFailed,
)
from desktop_app.engine.sources.postgres.reading.waived_reader import LOCK_NOT_AVAILABLE, LockWaived

STATE = re.compile(r"\S+:  ([0-9A-Z]{5}): (.*)$")
BESIDE = re.compile(
    r"\s|(?:psql:\S+ )?(?:DETAIL|HINT|CONTEXT|LOCATION|LINE \d+|QUERY):|\S+: (?:detail|hint):"
)
BEGINS = re.compile(r"\S+: ")  # else the line goes on with what the one before it says
TELLING = re.compile(r"error: |\S+:  |could not |failed")
LOST = ("connection to server", "server closed the connection", "SSL connection has been closed")

# Classes and states that mean the server goes away, or never was there.
LOST_STATES = ("08", "57P")
CHANGED_STATES = ("42P01", "42703", "3F000")


def fault_of_state(item: str, where: str, state: str, reason: str) -> LabVaultError:
    """The server's answer while one item was read: the fault of this item or of the whole run."""
    if state.startswith(LOST_STATES):
        return ConnectionLost(where, reason)
    if state == LOCK_NOT_AVAILABLE:
        return LockWaived(item, reason)
    if state in CHANGED_STATES:
        return ItemChanged(item, reason)
    return ItemFailed(item, reason)


def fault_of_tool(
    item: str, where: str, tool: str, code: int, lines: Sequence[str]
) -> LabVaultError:
    """Why a tool that ended with ``code`` did so; ``lines`` are its stderr."""
    if gone := next((line for line in lines if any(words in line for words in LOST)), None):
        return ConnectionLost(where, _without_origin(gone))
    for line in lines:
        if match := STATE.search(line):
            return fault_of_state(item, where, match[1], match[2])
    if tool == "pg_dump" and any("Query was: LOCK TABLE" in line for line in lines):
        return ItemChanged(item, "another session waits to alter a table")
    telling = (line for line in lines if TELLING.search(line))
    reason = next(telling, lines[0] if lines else _ending(code))
    return ToolFailed(tool, code, _without_origin(reason))


def warnings_in(lines: Iterable[str]) -> list[str]:
    """What a tool that ended well wrote and a person should read; no details, no hints.

    >>> warnings_in(["WARNING:  01000: two", "lines", "LOCATION:  exec_stmt_raise", "at: x"])
    ['two lines', 'at: x']
    """
    found: list[str] = []
    wanted = True
    for line in lines:
        if BESIDE.match(line):
            wanted = False
        elif BEGINS.match(line) or not found:
            match = STATE.search(line)
            found.append(match[2] if match else _without_origin(line))
            wanted = True
        elif wanted:
            found[-1] += f" {line.strip()}"
    return [line.strip() for line in found if line.strip()]


def _without_origin(line: str) -> str:
    """
    >>> _without_origin("pg_dump: warning: subscriptions not dumped")
    'subscriptions not dumped'
    """
    line = re.sub(r"^(?:psql|pg_\w+):(?:<stdin>:\d+:)? ", "", line)
    return re.sub(r"^(?:error|warning): |^[A-Z]+:  ", "", line)


def _ending(code: int) -> str:
    if code < 0:
        return f"ended by {signal.Signals(-code).name}"
    return "it gave no reason"


def rows_told(answer: bytes) -> int:
    """The number of rows that psql says it copied.

    >>> rows_told(b"COPY 3\\n")
    3
    """
    match = re.fullmatch(rb"COPY (\d+)\n", answer)
    if match is None:
        raise ToolFailed("psql", 0, "it did not say how many rows it copied")
    return int(match[1])
