"""What is had of damaged databases."""

from __future__ import annotations

import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from desktop_app.engine.progress import Cancel, Silent
from desktop_app.engine.sources.sqlite.health import check_health
from desktop_app.engine.sources.sqlite.salvage import LOST, Salvaged, salvage
from tests.engine.sources.sqlite.databases import damage, is_whole, make_zoo, rows_of

TABLES = ("flies", "hides_rowid", "strict_one", "computed", "grew", "gaps", "notes", "tally")
ODD = 'odd "name, with; all\nof it'.replace('"', '""')


def salvaged(path: Path) -> tuple[Path, Salvaged]:
    into = path.with_name("salvaged.db")
    into.unlink(missing_ok=True)
    found = salvage(path, into, Silent())
    return into, found


@pytest.mark.parametrize("encoding", ["UTF-8", "UTF-16le", "UTF-16be"])
def test_of_a_sound_database_everything(tmp_path: Path, encoding: str) -> None:
    lab = make_zoo(tmp_path / "lab.db", encoding=encoding)
    into, found = salvaged(lab)
    assert found.remarks == ()
    assert is_whole(into)
    for table in (*TABLES, ODD):
        assert rows_of(into, table) == rows_of(lab, table)
    assert rows_of(into, "sleepers") == rows_of(lab, "sleepers")


@pytest.mark.parametrize("encoding", ["UTF-8", "UTF-16le"])
@pytest.mark.parametrize("page_size", [512, 4096, 65536])
def test_without_its_head_everything(tmp_path: Path, encoding: str, page_size: int) -> None:
    """All by our own reading of pages: rows of all kinds, long ones too, and of any page size."""
    with closing(sqlite3.connect(tmp_path / "lab.db")) as lab:
        lab.execute(f"PRAGMA page_size = {page_size}")
        lab.execute("VACUUM")
    make_zoo(tmp_path / "lab.db", rows=900, encoding=encoding)
    with closing(sqlite3.connect(tmp_path / "lab.db")) as lab:
        lab.execute("INSERT INTO flies (picture) VALUES (randomblob(300000))")
        lab.commit()
    whole = {table: rows_of(tmp_path / "lab.db", table) for table in (*TABLES, ODD)}
    content = bytearray((tmp_path / "lab.db").read_bytes())
    content[:100] = bytes(100)
    (tmp_path / "lab.db").write_bytes(content)
    into, found = salvaged(tmp_path / "lab.db")
    assert {table: rows_of(into, table) for table in whole} == whole
    assert is_whole(into)
    assert found.remarks == ()


def test_a_lost_page_of_rows_is_named(tmp_path: Path) -> None:
    lab = make_zoo(tmp_path / "lab.db")
    rows = rows_of(lab)
    damage(lab, _leaf_of(lab, "flies"))
    into, found = salvaged(lab)
    left = rows_of(into)
    assert 0 < len(left) < len(rows)
    assert set(left) < set(rows)
    lost = len(rows) - len(left)
    what = f"{lost} of its {len(rows)} rows are lost, {len(left)} were salvaged"
    assert [r.what for r in found.remarks if r.item == "flies"] == [what]
    assert rows_of(into, "gaps") == rows_of(lab, "gaps")


def test_rows_that_nothing_leads_to_are_kept(tmp_path: Path) -> None:
    lab = make_zoo(tmp_path / "lab.db")
    rows = {row[0] for row in rows_of(lab)}
    damage(lab, _root_of(lab, "flies"))
    into, found = salvaged(lab)
    assert rows_of(into) == []
    kept = {row[1] for row in rows_of(into, LOST)}
    assert rows <= kept
    assert any(LOST in remark.what for remark in found.remarks)


def test_a_lost_schema_loses_no_rows(tmp_path: Path) -> None:
    lab = make_zoo(tmp_path / "lab.db")
    names = {row[1] for row in rows_of(lab)}
    damage(lab, 1)
    into, found = salvaged(lab)
    assert names <= {row[3] for row in rows_of(into, LOST)}
    assert any("schema is damaged" in remark.what for remark in found.remarks)


def test_a_file_that_was_cut_off(tmp_path: Path) -> None:
    lab = make_zoo(tmp_path / "lab.db", rows=2000)
    rows = rows_of(lab)
    lab.write_bytes(lab.read_bytes()[: lab.stat().st_size // 2 - 100])
    into, found = salvaged(lab)
    assert set(rows_of(into)) < set(rows)
    assert len(rows_of(into)) > 300
    assert found.remarks
    assert is_whole(into)


def test_rows_that_a_key_refuses_are_counted(tmp_path: Path) -> None:
    """A damaged index let a program write the same key twice."""
    with closing(sqlite3.connect(tmp_path / "lab.db")) as lab:
        lab.execute("CREATE TABLE t (a, b)")
        lab.execute("INSERT INTO t VALUES (1, 'one'), (1, 'two'), (2, 'three')")
        lab.execute("PRAGMA writable_schema = on")
        lab.execute("UPDATE sqlite_schema SET sql = 'CREATE TABLE t (a NOT NULL UNIQUE, b)'")
        lab.commit()
    into, found = salvaged(tmp_path / "lab.db")
    assert rows_of(into, "t") == [(1, "one"), (2, "three")]
    assert [remark.item for remark in found.remarks] == ["t"]


def test_an_index_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    lab = make_zoo(tmp_path / "lab.db")
    with closing(sqlite3.connect(lab)) as connection:
        connection.execute("UPDATE flies SET weight = 7")
        connection.execute("PRAGMA writable_schema = on")
        connection.execute(
            "UPDATE sqlite_schema SET sql = 'CREATE UNIQUE INDEX flies_by_name ON flies (weight)'"
            " WHERE name = 'flies_by_name'"
        )
        connection.commit()
    into, found = salvaged(lab)
    (remark,) = (r for r in found.remarks if r.item == "flies_by_name")
    assert remark.what.startswith("this index is lost: ")
    assert len(rows_of(into)) == 300


@pytest.mark.parametrize("seed", range(60))
def test_damage_at_random_pages_invents_nothing(tmp_path: Path, seed: int) -> None:
    """Whatever is damaged: what comes out is whole, and every row of it was in the original or
    stands in a page that was damaged; what did not come out is told."""
    lab = make_zoo(tmp_path / "lab.db", rows=120)
    shutil.copy(lab, original := tmp_path / "original.db")
    chance = random.Random(seed)
    pages = lab.stat().st_size // 4096
    for page in chance.sample(range(1, pages + 1), chance.choice([1, 1, 2, 5])):
        if chance.random() < 0.5:
            damage(lab, page)
        else:
            _flip(lab, page, chance)
    if not check_health(lab, Cancel()).damage:
        return  # a bit of a value, which no check can see
    into, found = salvaged(lab)
    after = check_health(into, Cancel()).damage
    assert not [line for line in after if "fts" not in line and "notes" not in line]
    lost = sum(len(rows_of(original, table)) for table in TABLES) - found.rows
    assert found.remarks or lost <= 0


def _flip(path: Path, page: int, chance: random.Random) -> None:
    """Change a few bytes of a page."""
    content = bytearray(path.read_bytes())
    for _ in range(chance.choice([1, 4, 30])):
        content[(page - 1) * 4096 + chance.randrange(4096)] = chance.randrange(256)
    path.write_bytes(content)


def _root_of(path: Path, table: str) -> int:
    with closing(sqlite3.connect(path)) as connection:
        query = "SELECT rootpage FROM sqlite_schema WHERE name = ?"
        return int(connection.execute(query, (table,)).fetchone()[0])


def _leaf_of(path: Path, table: str) -> int:
    """The second page below the root."""
    with path.open("rb") as stream:
        stream.seek((_root_of(path, table) - 1) * 4096)
        page = stream.read(4096)
    assert page[0] == 5
    cell = int.from_bytes(page[14:16], "big")
    return int.from_bytes(page[cell : cell + 4], "big")


def test_pages_that_lead_in_a_circle(tmp_path: Path) -> None:
    lab = make_zoo(tmp_path / "lab.db")
    root = _root_of(lab, "flies")
    content = bytearray(lab.read_bytes())
    content[(root - 1) * 4096 + 8 : (root - 1) * 4096 + 12] = root.to_bytes(4, "big")
    lab.write_bytes(content)
    into, found = salvaged(lab)
    assert len(rows_of(into)) > 200
    assert [remark.item for remark in found.remarks if remark.item] == ["flies"]


def test_rows_that_were_deleted_do_not_come_back(tmp_path: Path) -> None:
    lab = make_zoo(tmp_path / "lab.db")
    with closing(sqlite3.connect(lab)) as connection:
        connection.execute("PRAGMA secure_delete = off")
        connection.execute("CREATE TABLE secret AS SELECT 'deleted' || name AS t FROM flies")
        connection.commit()
        connection.execute("DELETE FROM secret")
        connection.commit()
    assert b"deletedfly" in lab.read_bytes()
    damage(lab, _root_of(lab, "flies"))
    into, _ = salvaged(lab)
    assert rows_of(into, LOST)
    assert b"deletedfly" not in into.read_bytes()
