"""The trash: what is removed rests, whole, and comes back as it was; no crash loses a snapshot."""

from __future__ import annotations

import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desktop_app.engine.errors import Damaged, Leased, Missing, ObjectAbsent, StorageUnreachable
from desktop_app.engine.keeping.retention import Retention
from desktop_app.engine.model import Snapshot
from desktop_app.engine.progress import Silent
from desktop_app.engine.prune import empty_trash, prune
from desktop_app.engine.repository import alone, audit, erasure, lease, manifest, notes, trash
from desktop_app.engine.repository.keys import Passphrase
from desktop_app.engine.repository.lease import Lease
from desktop_app.engine.repository.notes import Note, load_note, load_notes, store_note
from desktop_app.engine.repository.packs import list_packs, pack_name
from desktop_app.engine.repository.repository import Repository
from desktop_app.engine.repository.seal import Type, seal_object
from desktop_app.engine.repository.storage.base import Storage, is_there
from desktop_app.engine.repository.storage.local import LocalStorage
from desktop_app.engine.repository.storage.memory import MemoryStorage
from desktop_app.engine.repository.sweep import retire, sweep
from desktop_app.engine.verify import verify_bytes
from tests.engine.repository.faults import Cut, FaultyStorage
from tests.engine.repository.material import PASSPHRASE, back_up, contents, flipped, noise

NOW = datetime(2026, 5, 4, tzinfo=UTC)
LATER = NOW + timedelta(days=7)
OLD, NEW = {"old": noise(40_000, 1)}, {"new": noise(40_000, 2)}


def opened(storage: Storage) -> Repository:
    return Repository.open(storage, Passphrase(PASSPHRASE))


def remove(repository: Repository, snapshot: Snapshot, until: datetime = LATER) -> None:
    with trash.moving(repository):
        trash.remove(repository, snapshot, "no rule keeps it", NOW, until)


def resting(repository: Repository) -> list[str]:
    return [each.snapshot.id for each in trash.load_trash(repository).resting]


def copied(storage: MemoryStorage) -> MemoryStorage:
    copy = MemoryStorage()
    for info in storage.list():
        copy.store(info.name, [storage.load(info.name)])
    return copy


@pytest.fixture
def old(repository: Repository) -> Snapshot:
    return back_up(repository, OLD)


@pytest.fixture
def new(repository: Repository, old: Snapshot) -> Snapshot:
    return back_up(repository, NEW, sequence=2)


def test_it_comes_back_as_it_was(
    repository: Repository, storage: MemoryStorage, old: Snapshot, new: Snapshot
) -> None:
    before = storage.load(manifest.PREFIX + old.id)
    remove(repository, old)
    assert repository.snapshots() == [new]
    (found,) = trash.load_trash(repository).resting
    assert (found.snapshot, found.removed, found.until) == (old, NOW, LATER)
    assert verify_bytes(repository, None).problems == ()

    assert trash.put_back(repository, old.id) == old
    assert storage.load(manifest.PREFIX + old.id) == before
    assert repository.snapshots() == [old, new]
    assert resting(repository) == []
    assert contents(repository, old) == OLD
    assert verify_bytes(repository, None).problems == ()
    with pytest.raises(ObjectAbsent):
        trash.put_back(repository, old.id)


def test_what_rests_keeps_its_chunks_until_it_is_emptied(
    repository: Repository, storage: MemoryStorage, old: Snapshot, new: Snapshot
) -> None:
    remove(repository, old)
    before = list_packs(storage)
    for _ in range(2):
        sweep(repository, timedelta(0), Silent())
    assert list_packs(storage) == before
    assert [each.snapshot for each in empty_trash(repository)] == [old]
    for _ in range(2):
        sweep(repository, timedelta(0), Silent())
    assert len(list_packs(storage)) == len(before) - 1
    assert verify_bytes(repository, None).problems == ()
    events = [e.event for e in audit.read_chain(storage, repository.master)[0]]
    assert events[-3:] == ["snapshot retired", "snapshot deleted", "packs deleted"]


def test_prune_empties_what_has_rested(
    repository: Repository, old: Snapshot, new: Snapshot
) -> None:
    rule = Retention(last=1, trash_days=7)
    prune(repository, rule, now=NOW)
    assert resting(repository) == [old.id]
    early = prune(repository, rule, now=NOW + timedelta(days=6, hours=23))
    assert early.emptied == ()
    ripe = prune(repository, rule, now=NOW + timedelta(days=7))
    assert [each.snapshot for each in ripe.emptied] == [old]
    assert resting(repository) == []


def test_it_is_sealed(repository: Repository, storage: MemoryStorage, old: Snapshot) -> None:
    remove(repository, old)
    store_note(repository, old.id, Note(label="before the paper"))
    for name in (trash.PREFIX + old.id, notes.PREFIX + old.id):
        data = storage.load(name)
        assert data.startswith(b"LVLT")
        assert b"paper" not in data
        assert old.target.encode() not in data


# Cut off, or killed, before any change


def moves(repository: Repository, snapshot: Snapshot, what: str) -> None:
    if what == "remove":
        remove(repository, snapshot)
    elif what == "put back":
        trash.put_back(repository, snapshot.id)
    else:
        empty_trash(repository)


@pytest.mark.parametrize("what", ["remove", "put back", "empty"])
def test_cut_off_at_any_step(
    repository: Repository,
    storage: MemoryStorage,
    old: Snapshot,
    new: Snapshot,
    what: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if what != "remove":
        remove(repository, old)
    monkeypatch.setattr(lease.LeaseState, "alive", lambda self, now: False)
    ended, calls = False, 0
    while not ended:
        copy = copied(storage)
        with closing(opened(FaultyStorage(copy, Cut(calls)))) as cut:
            try:
                moves(cut, old, what)
                ended = True
            except StorageUnreachable:
                calls += 1
        with closing(opened(copy)) as again:
            assert_somewhere(again, old, may_be_gone=what == "empty")
            settled(again, old, new)
    assert calls >= 4


def assert_somewhere(repository: Repository, old: Snapshot, *, may_be_gone: bool) -> None:
    """In the one place or the other, readable, and nothing alarms: what is gone was told."""
    here = [s.id for s in repository.snapshots() if s.id == old.id]
    places = here + resting(repository)
    assert places == [old.id] or (may_be_gone and places == [])
    if places:
        assert contents(repository, old) == OLD
    assert verify_bytes(repository, None).problems == ()


def settled(repository: Repository, old: Snapshot, new: Snapshot) -> None:
    """Whatever was cut off, it can be done to its end, also by a prune."""
    prune(repository, Retention(last=1, trash_days=7), now=NOW)
    assert repository.snapshots() == [new]
    done = prune(repository, Retention(last=1), grace=timedelta(0), now=NOW + timedelta(days=8))
    assert len(done.emptied) <= 1
    prune(repository, Retention(last=1), grace=timedelta(0), now=NOW + timedelta(days=8))
    storage = repository.storage
    assert [info.name for info in storage.list(trash.PREFIX)] == []
    assert len(list_packs(storage)) == 1
    assert contents(repository, new) == NEW
    assert verify_bytes(repository, None).problems == ()


KILLED = """
import os, signal, sys
from pathlib import Path
from datetime import UTC, datetime
from desktop_app.engine.prune import empty_trash
from desktop_app.engine.repository import trash
from desktop_app.engine.repository.keys import Passphrase
from desktop_app.engine.repository.repository import Repository
from desktop_app.engine.repository.storage.local import LocalStorage
from tests.engine.repository.faults import FaultyStorage

folder, secret, what = sys.argv[1:]
NOW = datetime(2026, 5, 4, tzinfo=UTC)

def killed_before(number):
    left = [number]
    def before(verb, name):
        if verb in ("store", "delete") and not name.startswith("leases/"):
            if not left[0]:
                os.kill(os.getpid(), signal.SIGKILL)
            left[0] -= 1
    return before

def work(number):
    storage = FaultyStorage(LocalStorage(Path(folder)))
    repository = Repository.open(storage, Passphrase(secret))
    here = repository.snapshots()
    resting = [each.snapshot for each in trash.load_trash(repository).resting]
    storage.before = killed_before(number)
    if what == "remove":
        with trash.moving(repository):
            trash.remove(repository, here[0], "test", NOW, NOW)
    else:
        trash.put_back(repository, resting[0].id)
    os._exit(0)

for number in range(50):
    pid = os.fork()
    if not pid:
        work(number)
    status = os.waitpid(pid, 0)[1]
    repository = Repository.open(LocalStorage(Path(folder)), Passphrase(secret))
    here = {s.id for s in repository.snapshots()}
    there = {each.snapshot.id for each in trash.load_trash(repository).resting}
    print(len(here), len(there), os.WIFSIGNALED(status), flush=True)
    if not os.WIFSIGNALED(status) or (what == "remove") != bool(here):
        break
"""


@pytest.mark.skipif(not hasattr(__import__("os"), "fork"), reason="kills by forking")
def test_killed_between_the_steps(tmp_path: Path) -> None:
    """Real processes and a real folder; each kill leaves the work to the next process."""
    made, _ = Repository.create(LocalStorage(tmp_path / "store"), PASSPHRASE)
    with closing(made):
        old = back_up(made, OLD)
    for what, last in (("remove", "0 1 False"), ("put back", "1 0 False")):
        command = [sys.executable, "-c", KILLED, str(tmp_path / "store"), PASSPHRASE, what]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
        assert done.returncode == 0, done.stderr
        lines = done.stdout.splitlines()
        killed = [line for line in lines if line.endswith("True")]
        # Never in none of the places, and counted in one of them only.
        assert {line[:3] for line in lines} <= {"1 0", "0 1"}
        assert len(killed) >= 2
        assert lines[-1] == last or lines[-1].endswith("True")
        with closing(opened(LocalStorage(tmp_path / "store"))) as again:
            assert contents(again, old) == OLD
            assert verify_bytes(again, None).problems == ()


# Others at work, and damage


def test_one_moves_at_a_time(
    repository: Repository, storage: MemoryStorage, old: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(alone, "PATIENCE", 0.05)
    with Lease(storage, repository.master, trash.PURPOSE) as theirs:
        monkeypatch.setattr(alone, "_held", {theirs.state.name})
        for what in ("remove", "put back", "empty"):
            with pytest.raises(Leased, match="moving snapshots"):
                moves(repository, old, what)
    assert repository.snapshots() == [old]


def test_a_return_is_a_writer_to_prune(
    repository: Repository, storage: MemoryStorage, old: Snapshot, new: Snapshot
) -> None:
    remove(repository, old)
    seen: list[str] = []

    def look(verb: str, name: str) -> None:
        if (verb, name) == ("store", manifest.PREFIX + old.id):
            with closing(opened(storage)) as other:
                seen.append(sweep(other, timedelta(0), Silent()).waiting_for)

    with closing(opened(FaultyStorage(storage, look))) as slow:
        trash.put_back(slow, old.id)
    assert seen != [""]
    assert len(seen) == 1


def test_damage_in_the_trash_stops_what_deletes_and_is_told(
    repository: Repository, storage: MemoryStorage, old: Snapshot, new: Snapshot
) -> None:
    remove(repository, old)
    name = trash.PREFIX + old.id
    storage.store(name, [flipped(storage.load(name))], replace=True)
    assert [p.item for p in verify_bytes(repository, None).problems] == [name]
    for call in (lambda: sweep(repository, timedelta(0), Silent()), lambda: prune_all(repository)):
        with pytest.raises(Damaged, match="trash/"):
            call()
    with pytest.raises(Damaged):
        trash.put_back(repository, old.id)
    empty_trash(repository)
    assert list(storage.list(trash.PREFIX)) == []
    assert verify_bytes(repository, None).problems == ()


def prune_all(repository: Repository) -> None:
    prune(repository, Retention(last=1))


def test_one_may_not_stand_for_another(
    repository: Repository, storage: MemoryStorage, old: Snapshot, new: Snapshot
) -> None:
    remove(repository, old)
    storage.store(trash.PREFIX + new.id, [storage.load(trash.PREFIX + old.id)])
    (problem,) = trash.load_trash(repository).problems
    assert problem.how == "holds another snapshot than its name says"
    store_note(repository, old.id, Note(keep=True))
    storage.store(notes.PREFIX + new.id, [storage.load(notes.PREFIX + old.id)])
    assert set(load_notes(repository).problems) == {new.id}


def test_a_stolen_snapshot_is_missed_in_the_trash_too(
    repository: Repository, storage: MemoryStorage, old: Snapshot, new: Snapshot
) -> None:
    remove(repository, old)
    storage.delete(trash.PREFIX + old.id)
    assert [p.what for p in verify_bytes(repository, None).problems] == [
        "a snapshot of lab is gone"
    ]


def test_a_lost_pack_of_what_rests_is_told(
    repository: Repository, storage: MemoryStorage, old: Snapshot, new: Snapshot
) -> None:
    remove(repository, old)
    item = next(iter(repository.items(old)))
    (place,) = repository.index.places(item.chunks[:32])
    storage.delete(pack_name(place.pack))
    told = [problem.item for problem in verify_bytes(repository, None).problems]
    assert f"snapshot {old.id[:12]}" in " ".join(told)


def test_what_was_pruned_by_a_program_without_a_trash_does_not_come_back_half(
    repository: Repository, storage: MemoryStorage, old: Snapshot, new: Snapshot
) -> None:
    remove(repository, old)
    hidden = storage.load(trash.PREFIX + old.id)
    storage.delete(trash.PREFIX + old.id)  # such a program does not see it
    for _ in range(2):
        sweep(repository, timedelta(0), Silent())
    storage.store(trash.PREFIX + old.id, [hidden])
    with closing(opened(storage)) as again, pytest.raises(Missing):
        trash.put_back(again, old.id)
    assert repository.snapshots() == [new]


def test_removing_twice_is_harmless_and_damage_is_not_hidden_in_the_trash(
    repository: Repository, storage: MemoryStorage, old: Snapshot, new: Snapshot
) -> None:
    remove(repository, old)
    remove(repository, old, until=NOW)
    (found,) = trash.load_trash(repository).resting
    assert found.until == LATER
    name = manifest.PREFIX + new.id
    storage.store(name, [flipped(storage.load(name))], replace=True)
    with pytest.raises(Damaged):
        remove(repository, new)
    assert resting(repository) == [old.id]


def test_who_slept_too_long_deletes_nothing(
    repository: Repository, storage: MemoryStorage, old: Snapshot
) -> None:
    """Taken for dead, its half removal was undone by another, who emptied the trash besides."""
    trashed = trash.PREFIX + old.id

    def emptied(verb: str, name: str) -> None:
        if verb == "store" and name == audit.HEAD and is_there(storage, trashed):
            storage.delete(trashed)

    with closing(opened(FaultyStorage(storage, emptied))) as sleeper:
        remove(sleeper, old)
    assert repository.snapshots() == [old]


@pytest.mark.parametrize("plain", [b"no JSON", b"{}", b'{"snapshot": 5, "manifest": "?"}'])
@pytest.mark.parametrize("kind", [Type.TRASH, Type.NOTE])
def test_what_only_seems_to_be_of_its_kind_is_damage(
    repository: Repository, storage: MemoryStorage, old: Snapshot, plain: bytes, kind: Type
) -> None:
    _, sealed = seal_object(repository.master, kind, plain)
    prefix = trash.PREFIX if kind is Type.TRASH else notes.PREFIX
    storage.store(prefix + old.id, [sealed])
    problems = verify_bytes(repository, None).problems
    assert [problem.item for problem in problems] == [prefix + old.id]


# Notes


def test_the_later_note_wins(repository: Repository, storage: MemoryStorage, old: Snapshot) -> None:
    assert load_note(repository, old.id) == Note()
    with closing(opened(storage)) as other:
        store_note(repository, old.id, Note("mine", "first", keep=True))
        store_note(other, old.id, Note("theirs", "second"))
        for each in (repository, other):
            found = load_note(each, old.id)
            assert (found.label, found.note, found.keep) == ("theirs", "second", False)
            assert found.who


def test_who_begins_to_keep_a_snapshot_while_a_prune_runs_keeps_it(
    repository: Repository, storage: MemoryStorage, old: Snapshot, new: Snapshot
) -> None:
    """It was judged already, and is about to be removed."""
    said: list[str] = []

    def keep(verb: str, name: str) -> None:
        if (verb, name) == ("load", notes.PREFIX + old.id) and not said:
            said.append(name)
            store_note(repository, old.id, Note("the paper", keep=True))

    with closing(opened(FaultyStorage(storage, keep))) as pruning:
        done = prune(pruning, Retention(last=1))
    assert (done.verdicts[0].keep, done.verdicts[0].reason) == (True, "kept for ever")
    assert repository.snapshots() == [old, new]
    assert resting(repository) == []


def test_two_at_the_same_moment_break_nothing(
    repository: Repository, storage: MemoryStorage, old: Snapshot
) -> None:
    """The other one's note comes between our writing and our reading back."""
    name, written = notes.PREFIX + old.id, []

    def between(verb: str, which: str) -> None:
        if verb == "load" and which == name and not written:
            written.append(which)
            with closing(opened(storage)) as other:
                store_note(other, old.id, Note("theirs"))

    with closing(opened(FaultyStorage(storage, between))) as mine:
        store_note(mine, old.id, Note("mine"))
    assert load_note(repository, old.id).label == "theirs"
    assert verify_bytes(repository, None).problems == ()


def test_a_damaged_note_keeps_its_snapshot(
    repository: Repository, storage: MemoryStorage, old: Snapshot, new: Snapshot
) -> None:
    store_note(repository, old.id, Note("paper", keep=False))
    name = notes.PREFIX + old.id
    storage.store(name, [flipped(storage.load(name))], replace=True)
    done = prune(repository, Retention(last=1))
    assert [v.reason for v in done.verdicts] == [
        "its note cannot be read",
        "the newest, last 1 of 1",
    ]
    assert [p.item for p in verify_bytes(repository, None).problems] == [name]


def test_a_note_goes_with_its_snapshot(
    repository: Repository, storage: MemoryStorage, old: Snapshot, new: Snapshot
) -> None:
    store_note(repository, old.id, Note("draft"))
    remove(repository, old)
    trash.put_back(repository, old.id)
    assert load_note(repository, old.id).label == "draft"
    remove(repository, old)
    empty_trash(repository)
    assert list(storage.list(notes.PREFIX)) == []
    store_note(repository, old.id, Note("too late"))
    retire(repository, new, "test")
    with trash.moving(repository):
        assert trash.clear_leftovers(repository) == 1


def test_nothing_is_left_of_an_erased_repository(
    repository: Repository, storage: MemoryStorage, old: Snapshot, new: Snapshot
) -> None:
    store_note(repository, new.id, Note("x"))
    remove(repository, old)
    erasure.erase(repository)
    assert list(storage.list()) == []
