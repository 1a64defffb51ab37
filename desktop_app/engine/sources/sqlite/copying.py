"""A copy of a live database at one moment.

SQLite's online backup copies page by page. How the moment is held depends on the file:

* With a write-ahead log, one read transaction is held from before the first page to after the
  last. It sees every row committed before it began, keeps no writer waiting and is never begun
  again; the log only cannot be reset meanwhile.
* With a rollback journal, such a transaction would make every writer wait. So pages are copied
  with a lock for each step only, and SQLite begins again when somebody wrote in between. After
  :data:`RESTARTS` of that, one read transaction is held to the end: a busy writer waits once for
  as long as the copy takes, and cannot starve it.

Where SQLite would have to change the file to read it (a journal of a program that was killed), or
cannot read it for want of rights (read-only media), and where a log lies beside a file that no
program has open, file, journal and log are copied as they lie, and again if anything moved
meanwhile; SQLite then mends the copy. The live file is never changed.

A whole copy is made on purpose: hashing, checking and storing take far longer than copying, and
for that long neither a lock nor a growing log would be fair to the program that writes.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from math import ceil
from pathlib import Path

import apsw

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import FileBusy, NoPermission, NoSpace
from desktop_app.engine.progress import Cancel, Progress
from desktop_app.engine.sources.sqlite.connection import (
    PAUSE,
    connected,
    remove_sides,
    side,
    told,
    waiting,
)
from desktop_app.engine.sources.sqlite.look import PART, LiveFile, look_at, stamp
from desktop_app.engine.sources.sqlite.place import users_of

WAIT = 10.0  # seconds for a lock that another program holds
RESTARTS = 3
STEP = 4 << 20  # bytes that are copied between two looks at the cancel token
SETTLED = 0.05  # seconds, longer than the tick of any file system's clock that counts them finely
CHANGE_COUNTER = 24  # where the head counts transactions, four bytes


@dataclass(frozen=True, slots=True)
class Copied:
    """How a copy came about. ``restarts``: how often somebody wrote while pages were copied.
    ``held``: writers waited while the rest was copied. ``as_files``: the ends of the names of what
    was copied beside the file, and taken in by SQLite in the copy."""

    wal: bool
    restarts: int = 0
    held: bool = False
    as_files: tuple[str, ...] | None = None


def copy_database(path: Path, into: Path, progress: Progress, wait: float = WAIT) -> Copied:
    """Copy a database that may be in use to a new file, complete and of one moment.

    Raises :class:`FileBusy` when another program locks it for longer than ``wait`` seconds, what
    :func:`look_at` does, :class:`NoSpace`, :class:`NoPermission`, and apsw's errors of damage.
    """
    os.close(os.open(into, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    look = look_at(path)
    progress.phase("copying the database", bytes=look.size)
    if "-wal" in look.sides and not users_of(path):
        # What a program left that was killed, or what another file had that bore this name.
        with suppress(FileBusy):
            return copy_as_files(path, into, progress)
    try:
        with told(path, progress.cancel, wait=wait, into=into.parent):
            return _copy_online(path, into, progress, wait)
    except (apsw.ReadOnlyError, NoPermission):
        # A journal to roll back, or a log whose index we may not make.
        return copy_as_files(path, into, progress)
    finally:
        remove_sides(into)


def _copy_online(path: Path, into: Path, progress: Progress, wait: float) -> Copied:
    with opened_live(path, progress, wait) as live:
        begin_moment(live)
        wal = live.pragma("journal_mode") == "wal"
        return _Copying(path, live, progress, wait).copy(into, wal)


@contextmanager
def opened_live(path: Path, progress: Progress, wait: float) -> Iterator[apsw.Connection]:
    """A connection to a file in use, to read from. It may write, so that SQLite clears up its own
    side files afterwards as it does for every program; but not where it would also roll back a
    journal, or move a log's rows into the file: that is the business of its own programs."""
    hot = _holds(side(path, "-journal"))
    flags = apsw.SQLITE_OPEN_READONLY if hot else apsw.SQLITE_OPEN_READWRITE
    with connected(path, flags, progress.cancel) as live:
        live.set_busy_handler(waiting(progress.cancel, wait))
        live.config(apsw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, int(_holds(side(path, "-wal"))))
        yield live


def _holds(path: Path) -> bool:
    try:
        return path.stat().st_size > 0
    except OSError:
        return False


def begin_moment(live: apsw.Connection) -> None:
    """From now on this connection sees the database as it is now. Nothing of the schema is read
    for it, which may be damaged."""
    live.pragma("query_only", True)
    live.execute("BEGIN")
    live.pragma("schema_version")


class _Copying:
    """One online backup, held at one moment if need be."""

    def __init__(self, path: Path, live: apsw.Connection, progress: Progress, wait: float) -> None:
        self._path, self._live, self._progress, self._wait = path, live, progress, wait
        self._restarts = 0

    def copy(self, into: Path, wal: bool) -> Copied:
        if not wal:
            self._live.execute("ROLLBACK")
        with connected(into, apsw.SQLITE_OPEN_READWRITE, self._progress.cancel) as copy:
            copy.config(apsw.SQLITE_DBCONFIG_DEFENSIVE, 0)  # else a copy may not do without
            copy.pragma("journal_mode", "off")
            copy.pragma("synchronous", 0)
            held = wal or not self._copy_all(copy)
            if held and not wal:
                begin_moment(self._live)
            if held:
                self._copy_held(copy, wal)
        return Copied(wal, self._restarts, held and not wal)

    def _copy_held(self, copy: apsw.Connection, wal: bool) -> None:
        before = self._counter()
        self._copy_all(copy)
        # Locks of a process go when anything in it closes the file. Then somebody may have
        # written, and what he wrote has counted.
        if not wal and self._counter() != before:
            raise FileBusy(str(self._path), round(self._wait))

    def _counter(self) -> bytes:
        _, found = self._live.read("main", 0, CHANGE_COUNTER, 4)
        return found

    def _copy_all(self, copy: apsw.Connection) -> bool:
        """Whether the end was reached. Not held at a moment, that is given up when somebody wrote
        in between too often."""
        held = self._live.in_transaction
        with copy.backup("main", self._live, "main") as backup:
            done = 0
            while not backup.done:
                self._progress.cancel.check()
                self._step(backup, self._pages_a_step())
                now = backup.page_count - backup.remaining
                if now <= done:  # every step copies something, unless it began again
                    self._restarts += 1
                    if not held and self._restarts >= RESTARTS:
                        return False
                else:
                    self._progress.advance(bytes=(now - done) * self._page_size())
                done = now
        return True

    def _page_size(self) -> int:
        return int(self._live.pragma("page_size"))

    def _pages_a_step(self) -> int:
        return max(1, STEP // self._page_size())

    def _step(self, backup: apsw.Backup, pages: int) -> None:
        until = time.monotonic() + self._wait
        while True:
            try:
                backup.step(pages)
                return
            except (apsw.BusyError, apsw.LockedError):
                if time.monotonic() > until:
                    raise
                self._progress.cancel.wait(PAUSE)


def copy_as_files(path: Path, into: Path, progress: Progress) -> Copied:
    """Copy file, journal and log as they lie at a moment at which nobody wrote to them, and let
    SQLite roll back and take in what there is, in the copy. Raises :class:`FileBusy` when there
    is no such moment."""
    since = time.monotonic()
    for _ in range(RESTARTS):
        before = stamp(path)
        progress.cancel.wait(SETTLED)  # so that whatever is written from now on has a later time
        copy_raw(path, into, progress)
        taken = tuple(end for end in ("-journal", "-wal") if _copy_side(path, into, end))
        if stamp(path) == before:
            mend(into, progress.cancel)
            return Copied("-wal" in taken, as_files=taken)
    raise FileBusy(str(path), ceil(time.monotonic() - since))


def copy_raw(path: Path, into: Path, progress: Progress) -> None:
    """Copy the bytes of the file alone, as they lie, over ``into``."""
    with _space_told(into), LiveFile(path) as live, into.open("wb", buffering=0) as copy:
        into.chmod(0o600)
        at, size = 0, live.size
        while at < size:
            progress.cancel.check()
            part = live.read(at, PART)
            if not part:
                return  # somebody made it shorter, which the stamp tells
            at += copy.write(part)
            progress.advance(bytes=len(part))


def _copy_side(path: Path, into: Path, end: str) -> bool:
    """Whether there is something. These files know no locks that could be dropped."""
    side(into, end).unlink(missing_ok=True)
    try:
        with side(path, end).open("rb") as source:
            if not source.read(1):
                return False
            source.seek(0)
            with _space_told(into), side(into, end).open("wb") as copy:
                shutil.copyfileobj(source, copy, PART)
    except FileNotFoundError:
        return False
    except PermissionError as error:
        raise NoPermission(str(side(path, end))) from error
    return True


def mend(copy: Path, cancel: Cancel) -> None:
    """Let SQLite roll back a private copy's journal and take in its log. Errors of damage are for
    whoever looks at the copy's health; a log of another database is one."""
    with told(copy, cancel), connected(copy, apsw.SQLITE_OPEN_READWRITE, cancel) as connection:
        if side(copy, "-wal").exists():
            connection.pragma("synchronous", 0)
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchall()
            _, frames, _ = connection.execute("PRAGMA wal_checkpoint(passive)").fetchall()[0]
            if int(str(frames)) > 0 and not _fits(copy, int(str(frames))):
                raise apsw.CorruptError("the log is of a database of another size")
            connection.execute("PRAGMA wal_checkpoint(truncate)").fetchall()
        connection.execute("BEGIN IMMEDIATE")  # rolls back what is there to be rolled back
        connection.execute("ROLLBACK")


def _fits(copy: Path, frames: int) -> bool:
    """Whether a log that was just taken in says the same of the database's size as its first page.
    The last frame of a commit has the number of pages; a page of another file's log may lie where
    no tree of this one leads, and pass any other check (file format, 1.3.9 and 4.1)."""
    with side(copy, "-wal").open("rb") as log, copy.open("rb") as file:
        page_size = int.from_bytes(log.read(12)[8:], "big")
        log.seek(32 + (frames - 1) * (24 + page_size) + 4)
        committed = int.from_bytes(log.read(4), "big")
        head = file.read(96)
    told = int.from_bytes(head[28:32], "big")
    return committed == told or head[24:28] != head[92:96]  # the size in the head is not in use


@contextmanager
def _space_told(into: Path) -> Iterator[None]:
    try:
        yield
    except PermissionError as error:
        raise NoPermission(str(into)) from error
    except OSError as error:
        if error.errno is not None and shutil.disk_usage(into.parent).free < PART:
            raise NoSpace(str(into.parent)) from error
        raise
