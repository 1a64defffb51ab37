"""What a backup of a tree takes over from the last snapshot, and what it reads again."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from desktop_app.engine.backup import BackupResult, back_up
from desktop_app.engine.errors import EnvironmentFailed, QuotaReached
from desktop_app.engine.gathering.gathered import MOST_NAMED
from desktop_app.engine.model import Grade, Item, ItemKind
from desktop_app.engine.progress import Meter
from desktop_app.engine.repository.manifest import PREFIX
from desktop_app.engine.repository.packs import list_packs, pack_name
from desktop_app.engine.repository.repository import Repository
from desktop_app.engine.repository.storage.memory import MemoryStorage
from desktop_app.engine.sources.folder.opened import Opener
from desktop_app.engine.sources.folder.source import FolderSource
from tests.engine.repository.material import PASSPHRASE, noise
from tests.engine.sources.folder.trees import make

TREE = {"a/b": b"first", "a/c": b"second", "d": None, "e": b"", "l": "a/b"}
OLD = time.time_ns() - 10**12


@pytest.fixture
def repository() -> Iterator[Repository]:
    made, _ = Repository.create(MemoryStorage(), PASSPHRASE)
    with closing(made):
        yield made


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return rested(make(tmp_path / "r", TREE))


def rested(root: Path) -> Path:
    """Wait until a change of anything there is told from one that was before."""
    last = max(path.lstat().st_ctime_ns for path in (root, *root.rglob("*")))
    while time.time_ns() < last + 80_000_000:
        time.sleep(0.005)
    return root


def take(root: Path, repository: Repository, **options: object) -> BackupResult:
    return back_up(FolderSource(root), "films", repository, **options)  # type: ignore[arg-type]


def items_of(result: BackupResult, repository: Repository) -> dict[str, Item]:
    return {item.name: item for item in repository.items(result.snapshot)}


def read_names(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names that are opened from now on."""
    opened: list[str] = []
    really = Opener.open

    def noting(self: Opener, plan: object) -> object:
        opened.append(plan.name)  # type: ignore[attr-defined]
        return really(self, plan)  # type: ignore[arg-type]

    monkeypatch.setattr(Opener, "open", noting)
    return opened


def test_a_tree_is_kept_whole(root: Path, repository: Repository) -> None:
    result = take(root, repository)
    assert (result.grade, result.items, result.taken_over) == (Grade.OK, 7, 0)
    items = items_of(result, repository)
    assert [(n, i.kind) for n, i in items.items()] == [
        (".", ItemKind.FOLDER),
        ("a", ItemKind.FOLDER),
        ("a/b", ItemKind.FILE),
        ("a/c", ItemKind.FILE),
        ("d", ItemKind.FOLDER),
        ("e", ItemKind.FILE),
        ("l", ItemKind.LINK),
    ]
    content = {n: b"".join(repository.read(i)) for n, i in items.items()}
    assert (content["a/b"], content["a/c"], content["l"]) == (b"first", b"second", b"a/b")
    assert result.bytes_read == result.snapshot.size == 14


def test_what_is_as_it_was_is_not_opened(
    root: Path, repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = take(root, repository)
    opened = read_names(monkeypatch)
    again = take(root, repository)
    assert opened == []
    assert (again.grade, again.taken_over, again.bytes_read) == (Grade.OK, 7, 0)
    assert again.snapshot.size == first.snapshot.size
    assert items_of(again, repository) == items_of(first, repository)


def test_only_what_changed_is_opened(
    root: Path, repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    take(root, repository)
    (root / "a/c").write_bytes(b"third")
    (root / "a/new").write_bytes(b"new")
    (root / "e").unlink()
    opened = read_names(monkeypatch)
    again = take(root, repository)
    assert sorted(opened) == [".", "a", "a/c", "a/new"]
    items = items_of(again, repository)
    assert list(items) == [".", "a", "a/b", "a/c", "a/new", "d", "l"]
    assert b"".join(repository.read(items["a/c"])) == b"third"
    assert b"".join(repository.read(items["a/b"])) == b"first"


def test_all_is_read_again_on_demand(
    root: Path, repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = take(root, repository)
    opened = read_names(monkeypatch)
    again = take(root, repository, reread=True)
    assert len(opened) == 7
    assert (again.taken_over, again.bytes_read, again.bytes_stored) == (0, 14, 0)
    assert items_of(again, repository) == items_of(first, repository)


def test_what_was_incomplete_is_read_again(root: Path, repository: Repository) -> None:
    modified = (root / "e").stat().st_mtime_ns
    source = FolderSource(root, quiet=60, now=lambda: modified + 10**9)
    first = back_up(source, "films", repository)
    assert first.grade is Grade.WARNING
    assert items_of(first, repository)["e"].detail["incomplete"].startswith("it was changed 1 sec")
    again = take(root, repository)
    assert again.grade is Grade.OK
    assert all("incomplete" not in item.detail for item in items_of(again, repository).values())


def test_a_file_whose_chunks_are_lost_is_read_again(
    root: Path, repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = take(root, repository)
    (root / "big").write_bytes(noise(40 << 20))
    rested(root)
    take(root, repository)
    lost = repository.index.places(next(items_of(first, repository)["a/b"].chunk_ids()))[0].pack
    assert len(list_packs(repository.storage)) > 1
    repository.storage.delete(pack_name(lost))
    opened = read_names(monkeypatch)
    again = take(root, repository)
    assert sorted(opened) == ["a/b", "a/c", "l"]  # all that lay in that pack and has bytes
    assert b"".join(repository.read(items_of(again, repository)["a/b"])) == b"first"


def test_a_last_snapshot_that_cannot_be_read_is_no_obstacle(
    root: Path, repository: Repository
) -> None:
    first = take(root, repository)
    chunk = first.snapshot.item_list[:32]
    for place in repository.index.places(chunk):
        repository.storage.delete(pack_name(place.pack))
    again = take(root, repository)
    assert (again.grade, again.taken_over) == (Grade.OK, 0)
    assert b"".join(repository.read(items_of(again, repository)["a/b"])) == b"first"


def test_names_of_one_file_are_stored_once(tmp_path: Path, repository: Repository) -> None:
    root = make(tmp_path / "h", {"m": noise(300_000), "z": b"z"})
    for name in ("a", "zz"):
        os.link(root / "m", root / name)
    result = take(rested(root), repository)
    items = items_of(result, repository)
    assert {items[n].detail["hard_link"] for n in ("a", "m", "zz")} == {"a"}
    assert items["a"].hash == items["zz"].hash == items["m"].hash
    assert items["a"].detail == items["zz"].detail
    assert result.bytes_stored < 400_000
    again = take(root, repository)
    assert again.taken_over == 5
    (root / "zz").unlink()  # the others' inode changes with that
    assert take(root, repository).taken_over == 1


def test_a_name_whose_first_name_went_is_read_for_itself(
    tmp_path: Path, repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make(tmp_path / "h", {"b": b"both"})
    os.link(root / "b", root / "a")
    really = Opener.open

    def removing(self: Opener, plan: object) -> object:
        (root / "a").unlink(missing_ok=True)
        return really(self, plan)  # type: ignore[arg-type]

    monkeypatch.setattr(Opener, "open", removing)
    result = take(root, repository)
    assert [(r.item, r.what) for r in result.remarks] == [("a", "it vanished before it was read")]
    assert b"".join(repository.read(items_of(result, repository)["b"])) == b"both"


def test_what_cannot_be_read_is_named_up_to_a_number(
    tmp_path: Path, repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make(tmp_path / "r", {f"{n:04}": b"" for n in range(MOST_NAMED + 7)})
    really = Opener.open

    def vanishing(self: Opener, plan: object) -> object:
        (root / plan.name).unlink(missing_ok=True) if plan.name != "." else None  # type: ignore[attr-defined]
        return really(self, plan)  # type: ignore[arg-type]

    monkeypatch.setattr(Opener, "open", vanishing)
    result = take(root, repository)
    assert (result.grade, result.items) == (Grade.WARNING, 1)
    assert len(result.remarks) == MOST_NAMED + 1
    assert result.remarks[-1].what.startswith("7 more items were left out")


def test_what_is_to_be_read_is_told_before(root: Path, repository: Repository) -> None:
    asked: list[tuple[int, int | None]] = []
    take(root, repository, fits=lambda *given: asked.append(given))
    (root / "a/b").write_bytes(b"first and more")
    (root / "n").write_bytes(b"new")
    take(root, repository, fits=lambda *given: asked.append(given))
    take(rested(root), repository)
    take(root, repository, fits=lambda *given: asked.append(given))
    assert asked == [(11, 11), (17, 12), (0, 0)]


def test_what_does_not_fit_is_not_begun(
    root: Path, repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = read_names(monkeypatch)

    def fits(to_read: int, new: int | None) -> None:
        raise QuotaReached("lab", "bytes", 2, 1, 2)

    with pytest.raises(QuotaReached):
        take(root, repository, fits=fits)
    assert opened == []
    assert not list(repository.storage.list(PREFIX))


def test_progress_counts_what_is_read(root: Path, repository: Repository) -> None:
    take(root, repository)
    (root / "a/c").write_bytes(b"third")
    meter, seen = Meter(), []
    phase = meter.phase

    def noting(doing: str, **totals: int | None) -> None:
        seen.append((doing, totals))
        phase(doing, **totals)

    meter.phase = noting  # type: ignore[method-assign]
    take(root, repository, progress=meter)
    assert ("backing up", {"items": 1, "bytes": 5}) in seen


def test_another_folder_under_the_same_name_is_read(
    root: Path, tmp_path: Path, repository: Repository
) -> None:
    take(root, repository)
    other = rested(make(tmp_path / "other", TREE))
    assert take(other, repository).taken_over == 0


def test_a_fault_of_the_repository_ends_it(root: Path, repository: Repository) -> None:
    class Full(MemoryStorage):
        def store(self, name: str, parts: object, *, replace: bool = False) -> None:
            if name.startswith("packs/"):
                raise EnvironmentFailed
            super().store(name, parts, replace=replace)  # type: ignore[arg-type]

    made, _ = Repository.create(Full(), PASSPHRASE)
    with closing(made), pytest.raises(EnvironmentFailed):
        take(root, made)
    assert made.snapshots() == []
