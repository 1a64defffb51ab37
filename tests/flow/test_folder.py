"""Folders the whole way, from the command line: backed up, proven, looked into, watched, and got
back."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from desktop_app.engine.assurance.tripwires import Thresholds
from desktop_app.engine.assurance.watch import Watch
from desktop_app.engine.backup import BackupResult, back_up
from desktop_app.engine.errors import NoSpace
from desktop_app.engine.model import Grade
from desktop_app.engine.repository.repository import Repository
from desktop_app.engine.repository.storage.local import LocalStorage
from desktop_app.engine.repository.storage.memory import MemoryStorage
from desktop_app.engine.sources.folder.source import FolderSource
from tests.chaos.small_disk import small_disk
from tests.cli.conftest import CommandLine
from tests.cli.conftest import labvault as labvault
from tests.engine.repository.material import noise, text
from tests.engine.sources.folder.trees import make, told

HOSTILE = {
    "..evil": b"1",
    "a\x1b[31m\nb": b"2",
    "-rf": b"3",
    "\udcff\udc80": b"4",
    "CON": b"5",
    "... /.. /x": b"6",
    "~": b"7",
    "way": "../../../etc/passwd",
    "empty": b"",
    "hollow": None,
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make(tmp_path / "films", {**HOSTILE, "cam/1.h": noise(700_000), "cam/2.h": b"two"})


@pytest.fixture
def ready(labvault: CommandLine, root: Path, tmp_path: Path) -> CommandLine:
    """A repository ``nas``, and the folder ``films`` as a target in it."""
    assert labvault("repository", "create", "nas", str(tmp_path / "nas")).code == 0
    added = labvault("target", "add", "folder", "films", str(root), "--repository", "nas")
    assert added.code == 0, added
    return labvault


@pytest.fixture
def repository() -> Iterator[Repository]:
    made, _ = Repository.create(MemoryStorage(), "correct horse")
    with closing(made):
        yield made


def rested(root: Path) -> None:
    """Wait until a change of anything there is told from one that was before."""
    last = max(os.lstat(path).st_ctime_ns for path in (root, *root.rglob("*")))
    while time.time_ns() < last + 80_000_000:
        time.sleep(0.005)


def test_there_and_back(ready: CommandLine, root: Path, tmp_path: Path) -> None:
    rested(root)
    first = ready.json("backup", "films")
    assert (first["grade"], first["unchanged"], first["warnings"]) == ("ok", 0, [])
    again = ready.json("backup", "films")
    assert (again["unchanged"], again["bytes_read"]) == (first["items"], 0)
    for level in ("bytes", "structure", "restored", "source"):
        proven = ready.json("verify", "latest:films", "--level", level)
        assert (proven["grade"], proven["problems"]) == ("ok", []), level
    restored = ready.json("restore", "latest:films", "--to", str(tmp_path / "back"))
    assert (restored["grade"], restored["problems"]) == ("ok", [])
    assert told(tmp_path / "back") == told(root)


def test_all_is_read_again_on_demand(ready: CommandLine, root: Path) -> None:
    rested(root)
    first = ready.json("backup", "films")
    again = ready.json("backup", "films", "--reread")
    assert (again["unchanged"], again["bytes_read"]) == (0, first["bytes_read"])
    assert again["bytes_stored"] == 0


def test_level_source_tells_what_changed(ready: CommandLine, root: Path) -> None:
    ready.json("backup", "films")
    (root / "cam/2.h").write_bytes(b"TWO")
    (root / "cam/3.h").write_bytes(b"three")
    (root / "empty").unlink()
    proven = ready.json("verify", "latest:films", "--level", "source", code=1)
    found = {p["item"].rpartition(" · ")[2]: p["what"] for p in proven["problems"]}
    assert found == {
        "cam/2.h": "has other content",
        "cam/3.h": "is new",
        "empty": "is gone",
    }
    # A source that went on is no damage: nothing is held because of it.
    assert ready.json("prune", "--dry-run") is not None
    assert ready.json("verify", "latest:films", "--level", "bytes")["grade"] == "ok"


def test_a_file_is_looked_into(ready: CommandLine, root: Path) -> None:
    ready.json("backup", "films")
    assert "two" in ready.text("show", "latest:films", "cam/2.h")
    for name in ("a\x1b[31m\nb", "\udcff\udc80", "cam/1.h"):
        shown = ready.text("show", "latest:films", name)
        assert "\x1b" not in shown
        assert all(c.isprintable() or c == "\n" for c in shown)


def test_names_are_shown_escaped(ready: CommandLine, root: Path) -> None:
    ready.json("backup", "films")
    listed = ready.text("show", "latest:films")
    assert "\x1b" not in listed
    assert r"a\x1b[31m\nb" in listed


def test_what_is_left_out_is_a_warning_with_its_name(ready: CommandLine, root: Path) -> None:
    os.mkfifo(root / "pipe\x1b")
    taken = ready("backup", "films")
    assert taken.code == 1
    assert r"pipe\x1b: it is a socket, pipe or device" in taken.out
    document = json.loads(ready("--json", "backup", "films").out)
    assert (document["grade"], document["warnings"][0]["item"]) == ("warning", "pipe\x1b")


def test_a_file_that_still_grows_is_taken_next_time(
    ready: CommandLine, root: Path, tmp_path: Path
) -> None:
    ready.json("target", "change", "films", "--quiet-seconds", "3600")
    # As a program of its own: only that sets its streams up for names that are no text.
    environment = {"LABVAULT_PASSPHRASE": "correct horse", "PATH": os.environ["PATH"]}
    command = [sys.executable, "-m", "desktop_app", "--profile", str(tmp_path / "profile")]
    done = subprocess.run(
        [*command, "--json", "backup", "films"], env=environment, capture_output=True, check=False
    )
    assert done.returncode == 1, done.stderr
    taken = json.loads(done.stdout)
    assert {w["item"] for w in taken["warnings"]} >= {"cam/1.h", "cam/2.h", "\udcff\udc80"}
    assert all("taken next time" in w["what"] for w in taken["warnings"])
    ready.json("target", "change", "films", "--quiet-seconds", "0")
    assert ready.json("backup", "films")["grade"] == "ok"


def test_patterns_are_chosen_shown_and_changed(ready: CommandLine, root: Path) -> None:
    changed = ready.json("target", "change", "films", "--include", "*.h", "--exclude", "1.h")
    assert (changed["include"], changed["exclude"]) == (["*.h"], ["1.h"])
    assert "*.h" in ready.text("target", "show", "films")
    ready.json("backup", "films")
    names = [item["item"] for item in ready.json("show", "latest:films")["items"]]
    assert names == [".", "cam", "cam/2.h"]
    emptied = ready.json("target", "change", "films", "--include", "none", "--exclude", "none")
    assert (emptied["include"], emptied["exclude"]) == ([], [])
    assert ready("target", "change", "films", "--exclude", "!").code == 2


def test_a_repository_in_the_folder_is_left_out_visibly(
    labvault: CommandLine, tmp_path: Path
) -> None:
    root = make(tmp_path / "lab", {"f": b"f"})
    labvault.json("repository", "create", "nas", str(root / "odd [1]"))
    add = ("target", "add", "folder", "lab", str(root), "--repository", "nas")
    added = labvault.json(*add)
    assert [w["item"] for w in added["warnings"]] == ["odd [1]"]
    assert len(added["exclude"]) == 1
    labvault.json("backup", "lab")
    names = [item["item"] for item in labvault.json("show", "latest:lab")["items"]]
    assert names == [".", "f"]


@pytest.mark.parametrize("bad", ["nowhere", "file", "odd\udcff"])
def test_what_is_no_folder_is_refused(labvault: CommandLine, tmp_path: Path, bad: str) -> None:
    make(tmp_path, {"file": b"", "odd\udcff/f": b""})
    labvault.json("repository", "create", "nas", str(tmp_path / "nas"))
    added = labvault("target", "add", "folder", "x", str(tmp_path / bad), "--repository", "nas")
    assert added.code in (2, 3)
    assert added.err.count("\n") == 1
    assert labvault.json("target", "list") == []


def test_a_folder_that_went_away_fails_loudly(ready: CommandLine, root: Path) -> None:
    ready.json("backup", "films")
    root.rename(root.with_name("moved"))
    failed = ready("backup", "films")
    assert failed.code == 3
    assert "cannot be read: No such file or directory" in failed.err


# Tripwires


def take(root: Path, repository: Repository) -> BackupResult:
    watch = Watch(repository, Thresholds())
    return back_up(FolderSource(root), "films", repository, watch=watch)


def tripped(result: BackupResult) -> list[str]:
    return [remark.what for remark in result.remarks if remark.what.startswith("tripwire")]


def test_a_sudden_loss_of_files_trips(tmp_path: Path, repository: Repository) -> None:
    root = make(tmp_path / "r", {f"{n:03}": b"%d" % n for n in range(100)})
    assert tripped(take(root, repository)) == []
    for number in range(19):  # fewer than would be sudden
        (root / f"{number:03}").unlink()
    assert tripped(take(root, repository)) == []
    for number in range(19, 60):
        (root / f"{number:03}").unlink()
    (what,) = tripped(take(root, repository))
    assert what == "tripwire: 51% (81 before, 40 now) of the files are gone"


def test_files_that_suddenly_cannot_be_compressed_trip(
    tmp_path: Path, repository: Repository
) -> None:
    root = make(tmp_path / "r", {f"{n}.txt": text(9000, n) for n in range(5)})
    assert tripped(take(root, repository)) == []
    (root / "new.h").write_bytes(noise(900_000))  # a film is noise from the start
    assert tripped(take(root, repository)) == []
    for number in range(5):
        path = root / f"{number}.txt"
        path.write_bytes(noise(path.stat().st_size, number))
    (what,) = tripped(take(root, repository))
    assert "what is new in 5 items cannot be compressed any more" in what


def test_renamed_and_encrypted_files_trip(tmp_path: Path, repository: Repository) -> None:
    root = make(tmp_path / "r", {f"{n}.txt": text(300, n) for n in range(60)})
    take(root, repository)
    for path in list(root.iterdir()):
        (root / f"{path.name}.locked").write_bytes(noise(path.stat().st_size))
        path.unlink()
    assert tripped(take(root, repository)) == [
        "tripwire: 100% (60 before, 0 now) of the files are gone"
    ]


# Sizes


def test_a_sparse_file_of_four_gigabytes(tmp_path: Path) -> None:
    root, size = make(tmp_path / "r", {}), 4 << 30
    with (root / "s").open("wb") as file:
        file.seek(3 << 30)
        file.write(b"in the middle")
        file.truncate(size)
    made, _ = Repository.create(LocalStorage(tmp_path / "nas"), "correct horse")
    with closing(made):
        result = back_up(FolderSource(root), "films", made)
        (item,) = (i for i in made.items(result.snapshot) if i.name == "s")
    assert (result.grade, item.size, item.detail["sparse"]) == (Grade.OK, size, "1")
    assert result.bytes_stored < 1 << 20


def test_some_thousands_of_small_files(tmp_path: Path, repository: Repository) -> None:
    tree = {f"{n % 17}/{n}": b"%d" % n for n in range(3000)}
    root = make(tmp_path / "r", tree)
    rested(root)
    first = back_up(FolderSource(root), "films", repository)
    items = {item.name: item for item in repository.items(first.snapshot)}
    for name, content in list(tree.items())[::100]:
        assert b"".join(repository.read(items[name])) == content
    assert back_up(FolderSource(root), "films", repository).taken_over == 3018


def test_a_full_disk_leaves_no_snapshot(tmp_path: Path) -> None:
    root = make(tmp_path / "r", {f"{n}.h": noise(3 << 20, n) for n in range(20)})
    with small_disk(tmp_path / "disk", megabytes=30) as disk:
        made, _ = Repository.create(LocalStorage(disk.folder / "nas"), "correct horse")
        with closing(made):
            with pytest.raises(NoSpace):
                back_up(FolderSource(root), "films", made)
            assert made.snapshots() == []
            disk.grow(200)
            result = back_up(FolderSource(root), "films", made)
            assert (result.grade, result.items) == (Grade.OK, 21)


def test_a_quota_counts_what_is_new_alone(ready: CommandLine, root: Path) -> None:
    rested(root)
    ready.json("backup", "films")
    ready.json("workspace", "change", "default", "--quota-bytes", "1MB")
    # All of it once more would not fit; nothing more does.
    assert ready.json("backup", "films")["bytes_read"] == 0
    (root / "cam/2.h").write_bytes(b"two and a little")
    assert ready.json("backup", "films")["grade"] == "ok"
    (root / "cam/3.h").write_bytes(noise(900_000, 3))
    refused = ready("backup", "films")
    assert refused.code == 2
    assert "quota" in refused.err
