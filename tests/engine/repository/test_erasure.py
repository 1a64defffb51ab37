"""A repository that is destroyed for good: never under somebody's hands, and in a safe order."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.engine.errors import Cancelled, Leased, NotARepository
from desktop_app.engine.progress import Silent
from desktop_app.engine.repository.erasure import erase, must_be_idle
from desktop_app.engine.repository.keys import Passphrase
from desktop_app.engine.repository.lease import Lease
from desktop_app.engine.repository.repository import Repository
from desktop_app.engine.repository.storage.local import LocalStorage
from desktop_app.engine.repository.storage.memory import MemoryStorage
from tests.engine.repository.faults import FaultyStorage
from tests.engine.repository.material import PASSPHRASE, back_up, noise

LINUX = Path("/proc/self/stat").exists()


@pytest.fixture
def filled(repository: Repository) -> Repository:
    for number in range(3):
        back_up(repository, {"film": noise(5_000, number)})
    return repository


def names(storage: MemoryStorage) -> set[str]:
    return {found.name for found in storage.list()}


def test_while_a_program_works_on_it_nothing_is_touched(
    filled: Repository, storage: MemoryStorage
) -> None:
    before = names(storage)
    with Lease(storage, filled.master, "write") as held:
        with pytest.raises(Leased) as caught:
            erase(filled)
        assert (caught.value.owner, caught.value.purpose) == (held.state.owner, "write")
        assert before <= names(storage)
    must_be_idle(filled)


@pytest.mark.skipif(not LINUX, reason="only Linux tells when a process began")
def test_the_lease_of_a_dead_program_is_no_hindrance(
    filled: Repository, storage: MemoryStorage
) -> None:
    with Lease(storage, filled.master, "write") as held:
        held.state = replace(held.state, born="1")  # as of an earlier process of this number
        held._write()
        left = storage.load(held.state.name)
    storage.store(held.state.name, [left])
    assert erase(filled) > 0
    assert names(storage) == set()


def test_wherever_it_stops_it_can_be_opened_and_erased_to_the_end(
    filled: Repository, storage: MemoryStorage
) -> None:
    whole = {name: storage.load(name) for name in names(storage)}
    for step in range(len(whole)):
        left = MemoryStorage()
        for name, data in whole.items():
            left.store(name, [data])
        deleted: list[str] = []

        def fail(verb: str, name: str, at: int = step, seen: list[str] = deleted) -> None:
            if verb == "delete":
                if len(seen) == at:
                    raise OSError("power cut")
                seen.append(name)

        opened = Repository.open(left, Passphrase(PASSPHRASE))
        opened.storage = FaultyStorage(left, fail)
        with pytest.raises(OSError, match="power cut"):
            erase(opened)
        opened.close()
        again = Repository.open(left, Passphrase(PASSPHRASE))
        # None is left that looks whole and is not.
        assert len(again.snapshots()) == max(0, 3 - step)
        assert erase(again) == len(whole) - step
        again.close()
        assert names(left) == set()


def test_cancelled(filled: Repository, storage: MemoryStorage) -> None:
    progress = Silent()
    progress.cancel.cancel()
    before = names(storage)
    with pytest.raises(Cancelled):
        erase(filled, progress)
    assert names(storage) == before


def test_files_of_others_stay(tmp_path: Path) -> None:
    storage = LocalStorage(tmp_path / "nas")
    made, _ = Repository.create(storage, PASSPHRASE)
    back_up(made, {"film": noise(5_000)})
    (tmp_path / "nas" / "holiday.jpg").write_bytes(b"ours")
    (tmp_path / "nas" / "films").mkdir()
    (tmp_path / "nas" / "films" / "fly.h264").write_bytes(b"ours too")
    erase(made)
    made.close()
    left = {str(f.relative_to(tmp_path / "nas")) for f in (tmp_path / "nas").rglob("*.*")}
    assert left == {"holiday.jpg", "films/fly.h264"}
    with pytest.raises(NotARepository):
        Repository.open(LocalStorage(tmp_path / "nas"), Passphrase(PASSPHRASE))
