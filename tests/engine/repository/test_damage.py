"""Every single damage is found by a verification of all bytes, and nothing sound is called damaged.

Damages are drawn from seeds, so that one that is missed can be made again: see ``draw``.
"""

from __future__ import annotations

import random
import shutil
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from desktop_app.engine.errors import Damaged, Missing, NotARepository, StorageUnreachable
from desktop_app.engine.model import Grade
from desktop_app.engine.progress import Silent
from desktop_app.engine.repository import pack_writer
from desktop_app.engine.repository.keys import Passphrase
from desktop_app.engine.repository.repository import Repository
from desktop_app.engine.repository.storage.local import LocalStorage
from desktop_app.engine.repository.sweep import retire, sweep
from desktop_app.engine.verify import VerifyResult, place_of, verify_bytes
from tests.engine.repository.faults import Cut, FaultyStorage
from tests.engine.repository.material import PASSPHRASE, back_up, noise, text

pytestmark = pytest.mark.usefixtures("small_chunks")

BATCHES, BATCH = 14, 16
KINDS = ["labvault.json", "RECOVERY.txt", "packs/", "indexes/", "snapshots/", "audit/", "marks/"]
WAYS = ["flip", "overwrite", "cut", "extend", "remove", "replace", "swap", "zero"]


@pytest.fixture(autouse=True)
def _the_same_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same keys and salts in each run; and no waiting for the disk (tested elsewhere)."""
    monkeypatch.setattr("os.urandom", random.Random(0).randbytes)
    monkeypatch.setattr("os.fsync", lambda handle: None)


def lab(target: str, sequence: int) -> dict[str, bytes]:
    """What a target holds at a time: much stays, a part changes."""
    seed = sum(map(ord, target))
    return {
        "schema": b"CREATE TABLE molecule;" + noise(500, seed),
        "molecule": text(1_500, seed) + text(200, seed + sequence),
        "video": noise(50_000, seed),
        f"video {sequence}": noise(20_000, seed + sequence),
        "empty": b"",
    }


def opened(folder: Path) -> Repository:
    return Repository.open(LocalStorage(folder), Passphrase(PASSPHRASE), folder.with_name("cache"))


def verified(folder: Path) -> VerifyResult:
    with closing(opened(folder)) as repository:
        return verify_bytes(repository, None)


@pytest.fixture
def unpruned(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two targets, three snapshots of each, several packs and indexes."""
    monkeypatch.setattr(pack_writer, "PACKS_AN_INDEX", 2)
    folder = tmp_path / "repository"
    repository, _ = Repository.create(LocalStorage(folder), PASSPHRASE)
    with closing(repository):
        for sequence in (1, 2, 3):
            for target in ("cryo", "flies"):
                back_up(repository, lab(target, sequence), target, sequence)
    assert len(list(folder.glob("indexes/*"))) >= 6
    return folder


@pytest.fixture
def pruned(unpruned: Path) -> Path:
    """The same after a prune that gave space back, and one whose grace period still runs."""
    with closing(opened(unpruned)) as repository:
        for number, grace in ((0, 0), (0, 1)):
            oldest = [s for s in repository.snapshots() if s.target == "cryo"][number]
            retire(repository, oldest, "test")
            sweep(repository, timedelta(days=grace), Silent())
        assert len(repository.snapshots()) == 4
    assert list(unpruned.glob("marks/*"))
    return unpruned


@dataclass(frozen=True)
class Damage:
    """One damage to the files of a repository; ``files`` holds what was there before."""

    what: str
    files: dict[Path, bytes]
    after: dict[Path, bytes | None]

    def do(self) -> None:
        for path, data in self.after.items():
            path.unlink()
            if data is not None:
                path.write_bytes(data)

    def undo(self) -> None:
        for path, data in self.files.items():
            path.write_bytes(data)


def draw(folder: Path, seed: int) -> Damage:
    """The damage of a seed; kinds of files and ways take turns, the rest is chance."""
    chance = random.Random(seed)
    everything = sorted(path for path in folder.rglob("*") if path.is_file())
    kinds = [kind for kind in KINDS if list(folder.glob(kind + "*"))]
    kind = kinds[seed % len(kinds)]
    of_kind = [p for p in everything if p.relative_to(folder).as_posix().startswith(kind)]
    while True:
        path, way = chance.choice(of_kind), chance.choice(WAYS)
        if (way, kind) == ("remove", "marks/"):
            continue  # by design a lost mark is harmless: the packs are found unneeded again
        # Another of the same kind is the harder case, so it is drawn more often.
        other = chance.choice(chance.choice([of_kind, of_kind, everything]))
        before = {path: path.read_bytes(), other: other.read_bytes()}
        after = harmed(path, other, way, before, chance)
        if after != {each: before[each] for each in after}:
            names = " and ".join(str(each.relative_to(folder)) for each in after)
            return Damage(f"seed {seed}: {way} {names}", before, after)


def harmed(
    path: Path, other: Path, way: str, before: dict[Path, bytes], chance: random.Random
) -> dict[Path, bytes | None]:
    data = before[path]
    at = chance.randrange(len(data))
    end = at + chance.randint(1, 64)
    match way:
        case "flip":
            new = data[:at] + bytes([data[at] ^ 1 << chance.randrange(8)]) + data[at + 1 :]
        case "overwrite":
            new = data[:at] + chance.randbytes(1) + data[at + 1 :]
        case "cut":
            new = data[:at]
        case "extend":
            new = data + chance.randbytes(chance.randint(1, 64))
        case "zero":
            new = data[:at] + bytes(len(data[at:end])) + data[end:]
        case "remove":
            return {path: None}
        case "replace":
            new = before[other]
        case "swap":
            return {path: before[other], other: data}
    return {path: new}


def readable(folder: Path) -> tuple[set[str], set[str]]:
    """Which items can be restored from a repository and which cannot."""
    good, bad = set(), set()
    with closing(opened(folder)) as repository:
        for snapshot in repository.snapshots():
            for item in repository.items(snapshot):
                try:
                    for _ in repository.read(item):
                        pass
                    good.add(place_of(snapshot, item))
                except Damaged:
                    bad.add(place_of(snapshot, item))
    return good, bad


def check_batch(folder: Path, seeds: range) -> None:
    missed, wrong = [], []
    for seed in seeds:
        damage = draw(folder, seed)
        damage.do()
        try:
            result = verified(folder)
            if result.grade is Grade.OK or not (result.problems or result.remarks):
                missed.append(damage.what)
            good, bad = readable(folder)
            called_lost = {p.item for p in result.problems if "cannot be restored" in p.what}
            if called_lost & good or bad - called_lost:
                wrong.append(f"{damage.what}: {called_lost=} but {bad=}")
        except (Damaged, NotARepository):
            pass  # it does not even open, or a list of items is lost: found
        finally:
            damage.undo()
    assert not missed, "\n".join(missed)
    assert not wrong, "\n".join(wrong)
    assert verified(folder).grade is Grade.OK


@pytest.mark.parametrize("batch", range(BATCHES // 2))
def test_every_damage_is_found(unpruned: Path, batch: int) -> None:
    check_batch(unpruned, range(batch * BATCH, (batch + 1) * BATCH))


@pytest.mark.parametrize("batch", range(BATCHES // 2, BATCHES))
def test_every_damage_is_found_after_a_prune(pruned: Path, batch: int) -> None:
    check_batch(pruned, range(batch * BATCH, (batch + 1) * BATCH))


def test_the_damages_are_of_every_kind(pruned: Path) -> None:
    words = [draw(pruned, seed).what for seed in range(BATCHES * BATCH)]
    assert len(words) >= 200
    for wanted in (*KINDS, *WAYS):
        assert sum(wanted in what for what in words) >= 10, wanted


def test_every_file_that_is_gone_is_missed(pruned: Path) -> None:
    for path in sorted(path for path in pruned.rglob("*") if path.is_file()):
        if path.parent.name == "marks":
            continue
        data = path.read_bytes()
        path.unlink()
        if path.name == "labvault.json":
            with pytest.raises(Missing):
                verified(pruned)
        else:
            assert verified(pruned).grade is not Grade.OK, path
        path.write_bytes(data)


# No false alarm


LONG = "3" * 64
PLACES = [f"{folder}/{LONG}" for folder in ("snapshots", "trash", "indexes", "marks", "holds")]


def test_files_of_terabytes_are_damage_and_are_not_read(pruned: Path) -> None:
    """Anybody who can write to the folder can put such a file there, at no cost: it is a hole."""
    snapshot = next(pruned.glob("snapshots/*")).name
    places = [*PLACES, f"notes/{snapshot}", f"audit/000000000001-{LONG}", f"leases/{LONG[:32]}"]
    for place in places:
        (pruned / place).parent.mkdir(exist_ok=True)
        with (pruned / place).open("wb") as file:
            file.truncate(1 << 42)

    told = {problem.item: problem.what for problem in verified(pruned).problems}

    assert set(told) == set(places) - {places[-1]}  # what is left of leases is no damage
    assert all("longer than" in what for what in told.values())
    with closing(opened(pruned)) as repository:
        back_up(repository, lab("flies", 4), "flies", 4)
        assert len(repository.snapshots()) == len(list(pruned.glob("snapshots/*"))) - 1


def test_a_sound_repository_has_no_problem(unpruned: Path) -> None:
    result = verified(unpruned)
    assert result.problems == ()
    assert result.grade == "ok"
    assert result.items_checked == 6 * 5
    assert len(result.packs_checked) == result.packs_total == len(list(unpruned.glob("packs/*/*")))


@pytest.mark.parametrize("calls", [1, 2, 4, 6])
def test_what_a_killed_backup_leaves_is_no_problem(unpruned: Path, calls: int) -> None:
    storage = FaultyStorage(LocalStorage(unpruned), Cut(calls))
    repository = Repository.open(storage, Passphrase(PASSPHRASE))
    with closing(repository), pytest.raises(StorageUnreachable):
        back_up(repository, lab("teddy", 1), "teddy")
    (unpruned / "packs" / ".writing-0123").write_bytes(b"half a pack")
    assert list(unpruned.glob("leases/*"))
    assert verified(unpruned).problems == ()


def test_a_writer_and_a_prune_at_work_are_no_problem(pruned: Path) -> None:
    def work() -> None:
        with closing(opened(pruned)) as repository:
            for sequence in range(1, 7):
                made = back_up(repository, lab("teddy", sequence), "teddy", sequence)
                sweep(repository, timedelta(0), Silent())
                if sequence % 2:
                    retire(repository, made, "test")

    with ThreadPoolExecutor(1) as other:
        run = other.submit(work)
        rounds = 0
        while not run.done() or rounds < 2:
            assert verified(pruned).problems == ()
            rounds += 1
        run.result()


def test_a_copy_elsewhere_is_the_same(unpruned: Path, tmp_path: Path) -> None:
    copy = tmp_path / "on another disk"
    shutil.copytree(unpruned, copy)
    assert verified(copy).problems == ()
