"""SQLite files the whole way: backed up, proven, looked into, compared, and got back."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from desktop_app.engine.assurance.restored import verify_restored
from desktop_app.engine.assurance.source import verify_source
from desktop_app.engine.assurance.tripwires import Thresholds
from desktop_app.engine.assurance.watch import Watch
from desktop_app.engine.backup import BackupResult, back_up
from desktop_app.engine.compare import compare, differing
from desktop_app.engine.contents.item_stream import ItemStream
from desktop_app.engine.contents.preview import RowsPreview, preview_rows
from desktop_app.engine.errors import Damaged, NotSupported
from desktop_app.engine.kinds.kind import Place
from desktop_app.engine.kinds.registry import SQLITE, kind_of
from desktop_app.engine.model import Grade, Item, ItemKind, Snapshot
from desktop_app.engine.progress import Silent
from desktop_app.engine.repository.repository import Repository
from desktop_app.engine.repository.storage.local import LocalStorage
from desktop_app.engine.repository.storage.memory import MemoryStorage
from desktop_app.engine.sources.client import ClientSettings
from desktop_app.engine.verify import verify_structure
from tests.cli.conftest import CommandLine
from tests.cli.conftest import labvault as labvault
from tests.engine.sources.sqlite.databases import damage, is_whole, make_zoo, rows_of

CLIENT = ClientSettings()
KIND = kind_of(SQLITE)


@pytest.fixture
def repository() -> Iterator[Repository]:
    made, _ = Repository.create(MemoryStorage(), "correct horse")
    yield made
    made.close()


def place_of(path: Path) -> Place:
    return Place(str(path), None, CLIENT)


def backed_up(repository: Repository, path: Path) -> BackupResult:
    with KIND.source(place_of(path)) as source:
        return back_up(source, "lab", repository)


def change(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as lab:
        for statement in statements:
            lab.execute(statement)
        lab.commit()


def item_of(repository: Repository, snapshot: Snapshot, name: str) -> Item:
    return next(item for item in repository.items(snapshot) if item.name == name)


def previewed(repository: Repository, snapshot: Snapshot, name: str, count: int = 3) -> RowsPreview:
    items = list(repository.items(snapshot))
    return preview_rows(repository, item_of(repository, snapshot, name), count, items)


def test_a_backup_counts_rows_and_an_unchanged_file_costs_nothing(
    repository: Repository, tmp_path: Path
) -> None:
    lab = make_zoo(tmp_path / "lab.db")
    first = backed_up(repository, lab)
    assert (first.grade, first.remarks) == (Grade.OK, ())
    assert item_of(repository, first.snapshot, "flies").rows == 300
    assert first.snapshot.rows > 300
    assert first.snapshot.facts["integrity"] == "ok"
    again = backed_up(repository, lab)
    assert again.bytes_stored < 20_000
    assert differing(compare(repository, first.snapshot, again.snapshot)) == []


def test_two_snapshots_differ_by_table(repository: Repository, tmp_path: Path) -> None:
    lab = make_zoo(tmp_path / "lab.db")
    before = backed_up(repository, lab).snapshot
    change(
        lab,
        "DELETE FROM gaps WHERE id = 7",
        "UPDATE grew SET b = 'otherwise' WHERE a = 2",
        "CREATE TABLE fresh (a)",
        "DROP TABLE computed",
        "CREATE INDEX more ON child (id)",
    )
    found = differing(compare(repository, before, backed_up(repository, lab).snapshot))
    told = {each.name: (each.change, each.rows_before, each.rows_after) for each in found}
    assert told == {
        "lab.db": ("changed", None, None),
        "gaps": ("changed", 3, 2),
        "grew": ("changed", 2, 2),
        "child": ("changed", 0, 0),
        "fresh": ("added", None, 0),
        "computed": ("removed", 3, None),
    }


def test_rows_that_are_suddenly_gone_trip_a_wire(repository: Repository, tmp_path: Path) -> None:
    lab = make_zoo(tmp_path / "lab.db")
    backed_up(repository, lab)
    change(lab, "DELETE FROM flies WHERE id > 20")
    watch = Watch(repository, Thresholds())
    with KIND.source(place_of(lab)) as source:
        result = back_up(source, "lab", repository, watch=watch)
    assert result.grade is Grade.WARNING
    assert "flies" in {remark.item for remark in watch.found}


def test_tables_are_found_by_name(labvault: CommandLine, tmp_path: Path) -> None:
    lab = make_zoo(tmp_path / "lab.db")
    labvault("repository", "create", "nas", str(tmp_path / "nas"))
    labvault("target", "add", "sqlite", "lab", str(lab), "--repository", "nas")
    labvault("backup", "lab")
    assert "strict_one" in labvault.text("search", "strict")


def test_rows_are_shown_out_of_the_repository(repository: Repository, tmp_path: Path) -> None:
    lab = make_zoo(tmp_path / "lab.db", journal="wal")
    snapshot = backed_up(repository, lab).snapshot
    flies = previewed(repository, snapshot, "flies", 2)
    assert flies.columns == ("id", "name", "weight", "picture")
    assert flies.rows == (
        ("1", "fly 0 ", "0.0", "x''"),
        ("2", "fly 1 z", "0.14285714285714285", "x'00'"),
    )
    assert flies.total_rows == 300
    assert previewed(repository, snapshot, "notes").rows[0] == ("the fly sleeps",)
    odd = previewed(repository, snapshot, 'odd "name, with; all\nof it')
    assert (odd.rows[0][1], odd.rows[2][0]) == (None, "x'31'")
    assert previewed(repository, snapshot, "empty").rows == ()
    assert previewed(repository, snapshot, "hides_rowid").rows[1] == (None, None, None)


def test_a_preview_fetches_only_the_pages_it_needs(repository: Repository, tmp_path: Path) -> None:
    change(
        tmp_path / "big.db",
        "CREATE TABLE big (a)",
        "CREATE TABLE small (a)",
        "INSERT INTO small VALUES ('here')",
        "WITH RECURSIVE n(i) AS (VALUES(1) UNION ALL SELECT i + 1 FROM n WHERE i < 200)"
        " INSERT INTO big SELECT randomblob(100000) FROM n",
    )
    snapshot = backed_up(repository, tmp_path / "big.db").snapshot
    file = item_of(repository, snapshot, "big.db")
    asked = []
    chunk = repository.chunk
    repository.chunk = lambda name: (asked.append(name), chunk(name))[1]  # type: ignore[method-assign,func-returns-value]
    assert previewed(repository, snapshot, "small").rows == (("here",),)
    assert previewed(repository, snapshot, "big", 1).rows[0][0].endswith("…'")  # type: ignore[union-attr]
    listed = len(snapshot.item_list) // 32
    assert len(asked) - 2 * 2 * listed <= 4 < len(list(file.chunk_ids()))


def test_a_preview_of_a_lost_chunk_says_so(repository: Repository, tmp_path: Path) -> None:
    snapshot = backed_up(repository, make_zoo(tmp_path / "lab.db")).snapshot

    def lost(name: bytes) -> bytes:
        raise Damaged("packs/x", "is gone")

    items = list(repository.items(snapshot))
    table = item_of(repository, snapshot, "flies")
    repository.chunk = lost  # type: ignore[method-assign]
    with pytest.raises(Damaged):
        preview_rows(repository, table, 3, items)
    with pytest.raises(NotSupported):
        preview_rows(repository, table, 3, [])


def test_each_level_is_reached(repository: Repository, tmp_path: Path) -> None:
    lab = make_zoo(tmp_path / "lab.db")
    snapshot = backed_up(repository, lab).snapshot
    structure = verify_structure(repository, [snapshot], lambda s: KIND.check(CLIENT))
    assert (structure.problems, structure.remarks) == ((), ())
    restored = verify_restored(repository, [snapshot], CLIENT)
    assert (restored.problems, restored.remarks) == ((), ())
    source = verify_source(repository, [snapshot], lambda t: place_of(lab), Silent())
    assert source.problems == ()


def test_what_the_live_file_has_otherwise(repository: Repository, tmp_path: Path) -> None:
    lab = make_zoo(tmp_path / "lab.db")
    snapshot = backed_up(repository, lab).snapshot
    change(
        lab,
        "DELETE FROM gaps WHERE id = 7",
        "UPDATE grew SET b = 'otherwise' WHERE a = 2",
        "CREATE TABLE fresh (a)",
        "DROP TABLE computed",
        "CREATE INDEX more ON child (id)",
    )
    found = verify_source(repository, [snapshot], lambda t: place_of(lab), Silent())
    assert found.grade is Grade.FAILED
    assert {(p.item.rpartition(" · ")[2], p.what) for p in found.problems} == {
        ("gaps", "has 2 rows, the snapshot has 3"),
        ("grew", "has as many rows as the snapshot, but not the same"),
        ("fresh", "is new since the snapshot"),
        ("computed", "is gone"),
        ("child", "is defined otherwise than in the snapshot"),
    }
    live = KIND.live(place_of(lab), Silent())
    assert live
    assert (live["gaps"].rows, live["flies"].rows, live["notes"].rows) == (2, 300, None)
    assert KIND.live(place_of(tmp_path / "none.db"), Silent()) is None


def test_a_damaged_database_is_a_warning_and_loses_nothing(
    repository: Repository, tmp_path: Path
) -> None:
    lab = make_zoo(tmp_path / "lab.db")
    damage(lab, 8)
    result = backed_up(repository, lab)
    assert result.grade is Grade.WARNING
    assert result.remarks[0].item == "lab.db"
    damaged = ItemStream(repository, item_of(repository, result.snapshot, "lab.db.damaged"))
    assert damaged.readall() == lab.read_bytes()
    check = verify_structure(repository, [result.snapshot], lambda s: KIND.check(CLIENT))
    assert check.problems == ()
    assert verify_restored(repository, [result.snapshot], CLIENT).problems == ()


def test_from_the_command_line(labvault: CommandLine, tmp_path: Path) -> None:
    lab = make_zoo(tmp_path / "lab.db")
    labvault("repository", "create", "nas", str(tmp_path / "nas"))
    added = labvault.json("target", "add", "sqlite", "lab", str(lab), "--repository", "nas")
    assert (added["kind"], added["url"], added["warnings"]) == ("sqlite", str(lab), [])
    assert labvault.json("backup", "lab")["grade"] == "ok"
    shown = labvault.json("show", "latest:lab", "flies", "--rows", "1")
    assert (shown["rows"][0][1], shown["total_rows"]) == ("fly 0 ", 300)
    place = tmp_path / "new.db"
    plan = labvault.json("restore", "latest:lab", "--to", str(place), "--dry-run")
    assert plan["possible"]
    assert not place.exists()
    back = labvault.json("restore", "latest:lab", "--to", str(place), "--only", "flies")
    assert (back["grade"], back["rows"]) == ("ok", 300)
    assert rows_of(place) == rows_of(lab)
    over = labvault.json("restore", "latest:lab", "--to", str(place), "--replace")
    assert rows_of(Path(over["kept"])) == rows_of(lab)
    for level in ("bytes", "structure", "restored", "source"):
        assert labvault.json("verify", "latest:lab", "--level", level)["grade"] == "ok"
    assert labvault.json("drill", "lab")["grade"] == "ok"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "the file is empty, it has not a single byte"),
        (os.urandom(8192), "it looks encrypted"),
        (b"temperature\n" * 99, "it is a file of another kind"),
        (None, "There is no file to back up at"),
    ],
)
def test_what_cannot_be_backed_up_is_told_in_one_line(
    labvault: CommandLine, tmp_path: Path, content: bytes | None, words: str
) -> None:
    lab = make_zoo(tmp_path / "lab.db")
    labvault("repository", "create", "nas", str(tmp_path / "nas"))
    labvault("target", "add", "sqlite", "lab", str(lab), "--repository", "nas")
    lab.unlink()
    if content is not None:
        lab.write_bytes(content)
    for arguments in (("backup", "lab"), ("target", "add", "sqlite", "x", str(lab))):
        more = ("--repository", "nas") if arguments[0] == "target" else ()
        called = labvault(*arguments, *more)
        assert called.code == 3
        assert words in called.err
        assert called.err.strip().count("\n") <= 1


KILL = """
import os, pathlib, sys
from desktop_app.engine.progress import Silent
from desktop_app.engine.repository.keys import Passphrase
from desktop_app.engine.repository.repository import Repository
from desktop_app.engine.repository.storage.local import LocalStorage
from desktop_app.engine.restore import RestoreOptions, restore
from desktop_app.engine.sources.base import Interrupted, Way
from desktop_app.engine.sources.sqlite.destination import SqliteDestination

class Deadly(Silent):
    left = int(sys.argv[3])
    def advance(self, *, items=0, bytes=0, rows=0):
        self.step()
    def item(self, name):
        self.step()
    def phase(self, doing, *, items=None, bytes=None):
        self.step()
    def step(self):
        self.left -= 1
        if not self.left:
            os.kill(os.getpid(), 9)

repository = Repository.open(LocalStorage(pathlib.Path(sys.argv[1])), Passphrase("correct horse"))
options = RestoreOptions(way=Way.REPLACE, interrupted=Interrupted.RESUME)
place = SqliteDestination(pathlib.Path(sys.argv[2]))
restore(repository, repository.snapshots()[-1], place, options, Deadly())
"""


def test_a_restore_that_is_killed_at_any_moment_goes_on(tmp_path: Path) -> None:
    lab = make_zoo(tmp_path / "lab.db")
    repository, _ = Repository.create(LocalStorage(tmp_path / "nas"), "correct horse")
    backed_up(repository, lab)
    repository.close()
    (tmp_path / "place").mkdir()
    place = make_zoo(tmp_path / "place" / "x.db", rows=5)
    codes = []
    for step in (2, 5, 9, 20, 0):
        code = [sys.executable, "-c", KILL, str(tmp_path / "nas"), str(place), str(step)]
        codes.append(subprocess.run(code, check=False).returncode)
        assert is_whole(place)
        assert len(rows_of(place)) == (300 if step == 0 else 5)
    assert codes == [-signal.SIGKILL] * 4 + [0]
    kept = [path for path in place.parent.iterdir() if path != place]
    assert [len(rows_of(path)) for path in kept] == [5]


def test_the_item_of_a_table_says_what_it_is(repository: Repository, tmp_path: Path) -> None:
    snapshot = backed_up(repository, make_zoo(tmp_path / "lab.db")).snapshot
    item = item_of(repository, snapshot, "gaps")
    assert (item.kind, item.detail) == (ItemKind.TABLE, {"file": "lab.db"})
    body = json.loads(b"".join(repository.read(item)))
    assert (body["rows"], body["order"], body["rows_form"]) == (3, "rowid", 1)
    assert [column["name"] for column in body["columns"]] == ["id", "t"]
    assert snapshot.started - timedelta(hours=1) < snapshot.finished
