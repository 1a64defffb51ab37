"""Copies of databases that are in use."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import apsw
import pytest

from desktop_app.engine.errors import Cancelled, FileBusy, NoPermission
from desktop_app.engine.progress import Silent
from desktop_app.engine.sources.sqlite import copying
from desktop_app.engine.sources.sqlite.copying import RESTARTS, copy_database
from desktop_app.engine.sources.sqlite.look import stamp
from tests.engine.sources.sqlite.databases import (
    leave_journal,
    leave_log,
    make_zoo,
    rows_of,
    writing,
)


def test_every_copy_under_fire_is_whole_and_has_every_row_committed_before(tmp_path: Path) -> None:
    with writing(tmp_path / "lab.db") as writer:
        for number in range(50):
            before = writer.committed
            copied = copy_database(writer.path, copy := tmp_path / f"{number}.db", Silent())
            assert (copied.wal, copied.restarts) == (True, 0)
            writer.assert_complete(copy, before)
            while writer.committed == before:
                pass


class Meddler(Silent):
    """Writes to the database whenever a part of it was copied, if that is possible."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._other = apsw.Connection(str(path))
        self.written = self.refused = 0

    def advance(self, *, items: int = 0, bytes: int = 0, rows: int = 0) -> None:
        try:
            self._other.execute("INSERT INTO tally VALUES (?)", (self.written,))
            self.written += 1
        except apsw.BusyError:
            self.refused += 1

    def close(self) -> None:
        self._other.close()


def test_a_writer_with_a_rollback_journal_does_not_starve_a_copy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copying, "STEP", 4096)
    lab = make_zoo(tmp_path / "lab.db")
    with closing(Meddler(lab)) as meddler:
        copied = copy_database(lab, tmp_path / "copy.db", meddler)
        assert copied.restarts == RESTARTS
        assert copied.held
        assert meddler.refused
        assert [n for (n,) in rows_of(tmp_path / "copy.db", "tally")][1:] == list(
            range(meddler.written)
        )
        meddler.advance()  # nobody is kept waiting any longer
    assert len(rows_of(lab, "tally")) == meddler.written + 1


def test_a_log_lets_programs_write_while_it_is_copied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copying, "STEP", 4096)
    lab = make_zoo(tmp_path / "lab.db", journal="wal")
    with closing(Meddler(lab)) as meddler:
        copied = copy_database(lab, tmp_path / "copy.db", meddler)
        assert (copied.wal, copied.restarts, meddler.refused) == (True, 0, 0)
        assert len(rows_of(tmp_path / "copy.db", "tally")) == 1  # as when it began


def test_copies_under_fire_with_a_rollback_journal(tmp_path: Path) -> None:
    with writing(tmp_path / "lab.db", "delete") as writer:
        for number in range(5):
            before = writer.committed
            copy_database(writer.path, copy := tmp_path / f"{number}.db", Silent())
            writer.assert_complete(copy, before)


def test_a_file_at_rest_is_copied_at_once_and_left_alone(tmp_path: Path) -> None:
    lab = make_zoo(tmp_path / "lab.db")
    before, content = stamp(lab), lab.read_bytes()
    copied = copy_database(lab, tmp_path / "copy.db", Silent())
    assert (copied.wal, copied.restarts, copied.held, copied.as_files) == (False, 0, False, None)
    assert rows_of(tmp_path / "copy.db") == rows_of(lab)
    assert (stamp(lab), lab.read_bytes()) == (before, content)


@pytest.mark.parametrize("journal", ["delete", "wal", "truncate", "persist"])
def test_nothing_is_left_beside_the_file_or_the_copy(tmp_path: Path, journal: str) -> None:
    lab = make_zoo(tmp_path / "lab.db", journal=journal)
    before = {path.name for path in tmp_path.iterdir()}
    copy_database(lab, tmp_path / "copy.db", Silent())
    assert {path.name for path in tmp_path.iterdir()} == {*before, "copy.db"}


def test_only_its_owner_may_read_a_copy(tmp_path: Path) -> None:
    make_zoo(tmp_path / "lab.db")
    copy_database(tmp_path / "lab.db", tmp_path / "copy.db", Silent())
    assert stat.S_IMODE((tmp_path / "copy.db").stat().st_mode) == 0o600


@pytest.mark.parametrize("page_size", [512, 65536])
def test_pages_of_any_size(tmp_path: Path, page_size: int) -> None:
    with closing(sqlite3.connect(tmp_path / "lab.db")) as lab:
        lab.execute(f"PRAGMA page_size = {page_size}")
        lab.execute("CREATE TABLE flies AS SELECT zeroblob(200000) AS picture")
    copy_database(tmp_path / "lab.db", tmp_path / "copy.db", Silent())
    assert rows_of(tmp_path / "copy.db") == [(bytes(200000),)]


def test_rows_in_the_log_of_a_program_that_died_are_there(tmp_path: Path) -> None:
    lab = make_zoo(tmp_path / "lab.db", rows=10)
    leave_log(lab, 5)
    before = stamp(lab)
    copy_database(lab, tmp_path / "copy.db", Silent())
    assert rows_of(tmp_path / "copy.db")[-1][1] == "in the log 4"
    assert stamp(lab) == before


def test_a_hot_journal_is_rolled_back_in_the_copy_alone(tmp_path: Path) -> None:
    lab = make_zoo(tmp_path / "lab.db")
    rows = rows_of(lab)
    leave_journal(lab)
    before = stamp(lab)
    copied = copy_database(lab, tmp_path / "copy.db", Silent())
    assert copied.as_files == ("-journal",)
    assert rows_of(tmp_path / "copy.db") == rows
    assert stamp(lab) == before
    assert not (tmp_path / "copy.db-journal").exists()


def test_a_lock_that_stays_is_told(tmp_path: Path) -> None:
    make_zoo(tmp_path / "lab.db")
    with closing(apsw.Connection(str(tmp_path / "lab.db"))) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(FileBusy):
            copy_database(tmp_path / "lab.db", tmp_path / "copy.db", Silent(), wait=0.05)


def test_a_stop_ends_the_wait_for_a_lock(tmp_path: Path) -> None:
    make_zoo(tmp_path / "lab.db")
    progress = Silent()
    progress.cancel.cancel()
    with closing(apsw.Connection(str(tmp_path / "lab.db"))) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(Cancelled):
            copy_database(tmp_path / "lab.db", tmp_path / "copy.db", progress, wait=600)


class Stopper(Silent):
    """Asks for the stop when so many bytes are copied."""

    def __init__(self, after: int) -> None:
        super().__init__()
        self._left = after

    def advance(self, *, items: int = 0, bytes: int = 0, rows: int = 0) -> None:
        self._left -= bytes
        if self._left <= 0:
            self.cancel.cancel()


def test_a_stop_ends_a_copy_between_two_steps(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copying, "STEP", 4096)
    make_zoo(tmp_path / "lab.db")
    with pytest.raises(Cancelled):
        copy_database(tmp_path / "lab.db", tmp_path / "copy.db", Stopper(8192))
    assert (tmp_path / "copy.db").stat().st_size < (tmp_path / "lab.db").stat().st_size


def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    make_zoo(tmp_path / "lab.db").chmod(0)
    if os.access(tmp_path / "lab.db", os.R_OK):
        pytest.skip("this user may read everything")
    with pytest.raises(NoPermission):
        copy_database(tmp_path / "lab.db", tmp_path / "copy.db", Silent())


def test_a_medium_that_cannot_be_written_to(read_only: Path, tmp_path: Path) -> None:
    """Neither an index of the log nor a rollback can be made there."""
    copied = copy_database(read_only / "log.db", tmp_path / "copy.db", Silent())
    assert rows_of(tmp_path / "copy.db")[-1][1] == "in the log 2"
    assert copied.as_files == ("-wal",)
    copied = copy_database(read_only / "wal.db", tmp_path / "other.db", Silent())
    assert copied.as_files == ()
    assert len(rows_of(tmp_path / "other.db")) == 20


def test_a_file_that_never_rests_is_not_copied_as_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_zoo(tmp_path / "lab.db")
    real = copying.copy_raw

    def moving(path: Path, into: Path, progress: Silent) -> None:
        real(path, into, progress)
        os.utime(path, ns=(0, path.stat().st_mtime_ns + 1))

    monkeypatch.setattr(copying, "copy_raw", moving)
    shutil.copy(tmp_path / "lab.db", tmp_path / "copy.db")
    with pytest.raises(FileBusy):
        copying.copy_as_files(tmp_path / "lab.db", tmp_path / "copy.db", Silent())
