"""Databases taken whole: what is remarked, what is salvaged, what is refused."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import apsw
import pytest

from desktop_app.engine.errors import NotADatabase
from desktop_app.engine.model import Remark
from desktop_app.engine.progress import Cancel, Silent
from desktop_app.engine.sources.sqlite.asking import live_rows
from desktop_app.engine.sources.sqlite.health import check_health
from desktop_app.engine.sources.sqlite.look import stamp
from desktop_app.engine.sources.sqlite.taking import Taken, take_database
from tests.engine.sources.sqlite.databases import (
    damage,
    is_whole,
    leave_journal,
    leave_log,
    make_zoo,
    rows_of,
)


def taken(path: Path) -> Taken:
    folder = path.with_name("private")
    folder.mkdir()
    return take_database(path, folder, Silent())


def test_a_sound_database_has_no_remark(tmp_path: Path) -> None:
    lab = make_zoo(tmp_path / "lab.db")
    found = taken(lab)
    assert (found.remarks, found.damaged) == ((), None)
    assert found.facts["integrity"] == "ok"
    assert rows_of(found.file) == rows_of(lab)


def test_an_undone_change_is_remarked(tmp_path: Path) -> None:
    lab = make_zoo(tmp_path / "lab.db")
    rows = rows_of(lab)
    leave_journal(lab)
    found = taken(lab)
    what = "a program ended in the middle of a change; the change was undone in the copy"
    assert found.remarks == (Remark("", what),)
    assert rows_of(found.file) == rows


def test_rows_that_point_to_nothing_are_remarked(tmp_path: Path) -> None:
    lab = make_zoo(tmp_path / "lab.db")
    with closing(sqlite3.connect(lab)) as connection:
        connection.execute("INSERT INTO child VALUES (1), (2)")
        connection.commit()
    what = "2 of its rows point to rows of parent that are not there"
    assert taken(lab).remarks == (Remark("child", what),)


@pytest.mark.parametrize("end", ["-journal", "-wal"])
def test_what_belongs_to_another_database_is_not_taken_in(tmp_path: Path, end: str) -> None:
    """Somebody put another file in the place of one that had a journal or a log."""
    other = make_zoo(tmp_path / "other.db", rows=900)
    if end == "-wal":
        leave_log(other, 40)
    else:
        leave_journal(other)
    lab = make_zoo(tmp_path / "lab.db", rows=30, journal="wal" if end == "-wal" else "delete")
    shutil.copy(tmp_path / f"other.db{end}", tmp_path / f"lab.db{end}")
    found = taken(lab)
    what = f"lab.db{end} beside it belongs to another database, and was not taken in"
    assert found.remarks == (Remark("", what),)
    assert found.damaged is None
    assert len(rows_of(found.file)) == 30
    assert is_whole(found.file)


def test_a_damaged_database_is_salvaged_and_kept_as_it_was(tmp_path: Path) -> None:
    lab = make_zoo(tmp_path / "lab.db")
    damage(lab, 4)
    content = lab.read_bytes()
    found = taken(lab)
    assert found.damaged
    assert found.damaged.read_bytes() == content == lab.read_bytes()
    assert is_whole(found.file)
    assert found.remarks[0].what.startswith("it is damaged: ")
    assert found.facts["integrity"] == "damaged"


def test_where_nothing_is_left_nothing_is_taken(tmp_path: Path) -> None:
    lab = make_zoo(tmp_path / "lab.db")
    content = lab.read_bytes()
    lab.write_bytes(content[:100] + bytes(len(content) - 100))
    with pytest.raises(NotADatabase) as fault:
        taken(lab)
    assert "no table is left" in fault.value.reason


def test_an_order_that_only_its_program_knows_is_no_damage(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "lab.db")) as lab:
        lab.create_collation("backwards", lambda a, b: (a < b) - (a > b))
        lab.create_function("odd", 1, lambda n: n % 2, deterministic=True)
        lab.execute("CREATE TABLE t (a TEXT COLLATE backwards, n CHECK (odd(n) < 2))")
        lab.execute("CREATE INDEX i ON t (a)")
        lab.execute("CREATE INDEX j ON t (odd(n))")
        lab.executemany("INSERT INTO t VALUES (?, ?)", [(chr(97 + n), n) for n in range(20)])
        lab.commit()
    health = check_health(tmp_path / "lab.db", Cancel())
    assert health.damage == ()
    assert "backwards" in " ".join(health.unchecked)
    found = taken(tmp_path / "lab.db")
    assert (found.remarks, found.damaged) == ((), None)


def test_damage_is_found_wherever_it_is(tmp_path: Path) -> None:
    lab = make_zoo(tmp_path / "lab.db", rows=100)
    pages = lab.stat().st_size // 4096
    unseen = 0
    for page in range(1, pages + 1):
        copy = tmp_path / "copy.db"
        shutil.copy(lab, copy)
        damage(copy, page)
        unseen += not check_health(copy, Cancel()).damage
    assert unseen == 0


def test_a_name_that_is_no_text(tmp_path: Path) -> None:
    lab = make_zoo(tmp_path / "lab.db")
    odd = tmp_path / os.fsdecode(b"caf\xe9 100%?#.db")
    lab.rename(odd)
    leave_log(odd, 2)
    found = taken(odd)
    assert len(rows_of(found.file)) == 302
    assert found.remarks == ()


def test_a_damaged_database_that_a_program_has_open(tmp_path: Path) -> None:
    lab = make_zoo(tmp_path / "lab.db", journal="wal")
    damage(lab, 4)
    with closing(apsw.Connection(str(lab))) as other:
        other.execute("INSERT INTO grew VALUES (3, 'in the log')")
        found = taken(lab)
    assert found.damaged
    assert (3, "in the log") in rows_of(found.file, "grew")


def test_a_link_leads_to_a_database_and_to_its_log(tmp_path: Path) -> None:
    (tmp_path / "disk").mkdir()
    lab = make_zoo(tmp_path / "disk" / "lab.db")
    leave_log(lab, 2)
    (tmp_path / "link.db").symlink_to(lab)
    assert len(rows_of(taken(tmp_path / "link.db").file)) == 302


def test_counting_rows_leaves_a_file_as_it_is(tmp_path: Path) -> None:
    lab = make_zoo(tmp_path / "lab.db")
    leave_log(lab, 2)
    before = stamp(lab)
    live = live_rows(lab, Silent())
    assert live
    assert live["flies"].rows == 302
    assert stamp(lab) == before
    leave_journal(make_zoo(tmp_path / "other.db"))
    before = stamp(tmp_path / "other.db")
    assert live_rows(tmp_path / "other.db", Silent()) == {}
    assert stamp(tmp_path / "other.db") == before


def test_an_index_in_an_order_that_is_not_known_here_is_no_damage(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "lab.db")) as lab:
        lab.create_collation("backwards", lambda a, b: (a < b) - (a > b))
        lab.execute("CREATE TABLE t (a TEXT COLLATE backwards)")
        lab.execute("CREATE INDEX i ON t (a)")
        lab.executemany("INSERT INTO t VALUES (?)", [(chr(97 + n),) for n in range(20)])
        lab.commit()
    health = check_health(tmp_path / "lab.db", Cancel())
    assert (health.damage, health.unchecked) == ((), ("backwards",))
