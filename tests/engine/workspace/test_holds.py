"""What one computer found keeps all from removing anything, until it is lifted as it must be."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desktop_app.engine.assurance import verification
from desktop_app.engine.catalog.entries import Verification
from desktop_app.engine.errors import NotAllowed, StorageUnreachable
from desktop_app.engine.keeping import upkeep
from desktop_app.engine.keeping.retention import Retention
from desktop_app.engine.keeping.upkeep import Cause, PruneOutcome
from desktop_app.engine.model import Grade, Level, Remark
from desktop_app.engine.progress import Silent
from desktop_app.engine.repository import audit, holds
from desktop_app.engine.repository.marks import marked_packs
from desktop_app.engine.repository.packs import list_packs, pack_name
from desktop_app.engine.repository.sweep import retire
from desktop_app.engine.workspace import Opened, Workspace
from desktop_app.engine.workspace.holds import hold_for_tripwire, remember
from tests.engine.repository.faults import FaultyStorage
from tests.engine.repository.material import back_up, flipped
from tests.engine.workspace.people import Person

NOW = datetime(2026, 5, 4, 3, 2, 1, tzinfo=UTC)
LOST = (Remark("public.patient", "tripwire: 95% of its rows are gone"),)


@pytest.fixture
def elsewhere(tmp_path: Path, opened: Opened) -> Iterator[Workspace]:
    """Another computer with a catalog of its own that uses the same repository."""
    for n in (1, 2):
        back_up(opened.repository, {"a": b"%d" % n}, sequence=n)
    with Workspace(tmp_path / "other profile", Person()) as other:
        other.open_repository("nas", opened.entry.url).repository.close()
        yield other


def pruned(workspace: Workspace) -> PruneOutcome:
    with workspace.repository("nas") as opened:
        return upkeep.prune_and_remember(
            workspace, opened, Retention(last=1), timedelta(0), Silent()
        )


def verified(workspace: Workspace, level: Level = Level.BYTES) -> Grade:
    with workspace.repository("nas") as opened:
        found = verification.verify_and_remember(workspace, opened, None, level, None, Silent())
    return found.grade


def test_a_tripwire_on_one_computer_holds_prune_on_another(
    workspace: Workspace, opened: Opened, elsewhere: Workspace
) -> None:
    hold_for_tripwire(opened.repository, "lab", LOST, NOW)
    done = pruned(elsewhere)
    assert (done.result, done.pause and done.pause.cause) == (None, Cause.TRIPWIRE)
    held = "lab: public.patient: 95% of its rows are gone"
    assert elsewhere.catalog.repositories.load("nas").held == held
    job = elsewhere.catalog.jobs.list(1)[0]
    assert job.grade is Grade.WARNING

    assert upkeep.release(elsewhere, "nas") == held
    assert pruned(elsewhere).pause is None
    # The computer that found it heeds that it was let go.
    assert remember(workspace.catalog, opened.entry, opened.repository).held == ""
    assert workspace.catalog.repositories.load("nas").held == ""


def test_letting_go_is_for_a_manager_and_in_the_chain(
    opened: Opened, elsewhere: Workspace, tmp_path: Path
) -> None:
    hold_for_tripwire(opened.repository, "lab", LOST, NOW)
    elsewhere.gate.set_password("tomato")
    with Workspace(tmp_path / "other profile", Person("wrong")) as technician:
        with pytest.raises(NotAllowed):
            upkeep.release(technician, "nas")
        assert technician.catalog.repositories.load("nas").held
    with Workspace(tmp_path / "other profile", Person("tomato")) as manager:
        assert upkeep.release(manager, "nas")
        assert manager.catalog.repositories.load("nas").held == ""
    entries, problems = audit.read_chain(opened.repository.storage, opened.repository.master)
    told = [(e.event, e.detail.get("reason")) for e in entries if e.event != "snapshot made"]
    assert told[1:] == [
        ("prune held", None),
        ("refused", None),
        ("prune let go", "a manager looked at it"),
    ]
    assert problems == []


def test_damage_that_one_computer_found_is_lifted_by_anothers_proof(
    workspace: Workspace, opened: Opened, elsewhere: Workspace
) -> None:
    storage = opened.repository.storage
    pack = next(info.name for info in storage.list("packs/"))
    good = storage.load(pack)
    storage.store(pack, [flipped(good)], replace=True)
    assert verified(workspace) is Grade.FAILED
    done = pruned(elsewhere)
    assert done.pause is not None
    assert done.pause.cause is Cause.DAMAGE
    assert upkeep.release(elsewhere, "nas") == ""  # no word of a manager mends it
    assert pruned(elsewhere).pause
    assert verified(elsewhere) is Grade.FAILED

    storage.store(pack, [good], replace=True)
    assert verified(elsewhere) is Grade.OK
    assert pruned(elsewhere).pause is None
    with workspace.repository("nas") as again:
        assert again.entry.damaged is None


def test_damage_that_a_backup_mended_is_lifted_and_pruned(
    workspace: Workspace, opened: Opened
) -> None:
    storage = opened.repository.storage
    first = back_up(opened.repository, {"a": b"rots"})
    pack = opened.repository.index.places(next(iter(opened.repository.items(first))).chunks)[0].pack
    storage.store(pack_name(pack), [flipped(storage.load(pack_name(pack)))], replace=True)
    assert verified(workspace) is Grade.FAILED
    assert pruned(workspace).pause
    with workspace.repository("nas") as again:
        back_up(again.repository, {"a": b"rots"}, sequence=2)

    assert verified(workspace) is Grade.WARNING
    with workspace.repository("nas") as again:
        assert again.entry.damaged is None
        assert marked_packs(storage, again.repository.master) == {pack}
    assert verified(workspace) is Grade.WARNING
    assert len(list(storage.list("marks/"))) == 1  # it is marked once
    assert pruned(workspace).pause is None
    assert pack not in list_packs(storage)
    assert verified(workspace) is Grade.OK


def test_a_bad_pack_without_loss_in_a_place_that_cannot_be_written_to(
    workspace: Workspace, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    storage = opened.repository.storage
    retire(opened.repository, back_up(opened.repository, {"a": b"of no snapshot now"}), "test")
    (pack,) = list_packs(storage)
    storage.store(pack_name(pack), [flipped(storage.load(pack_name(pack)))], replace=True)

    def refuse(*_: object) -> int:
        raise StorageUnreachable(storage.url, "read-only")

    monkeypatch.setattr(verification, "store_mark", refuse)
    assert verified(workspace) is Grade.WARNING


def test_a_snapshot_that_did_not_restore_elsewhere_is_not_mended_by_reading(
    opened: Opened, elsewhere: Workspace
) -> None:
    first = opened.repository.snapshots()[0].id
    at = datetime.now(UTC)
    hold = holds.Hold(holds.DAMAGE, "it did not restore", at, "", "restored", (first,))
    holds.set_hold(opened.repository, hold)
    assert verified(elsewhere) is Grade.OK
    assert pruned(elsewhere).pause
    # It passed since, as this computer saw; then reading everything lifts it.
    look = Verification(first, Level.RESTORED, Grade.OK, False, at + timedelta(seconds=1))
    elsewhere.catalog.verifications.add(look)
    assert verified(elsewhere) is Grade.OK
    assert pruned(elsewhere).pause is None


def test_what_cannot_be_read_holds_until_a_manager_looked(
    opened: Opened, elsewhere: Workspace
) -> None:
    name = holds.PREFIX + "ab" * 32
    opened.repository.storage.store(name, [b"rubbish"])
    done = pruned(elsewhere)
    assert done.pause is not None
    assert done.pause.cause is Cause.UNREADABLE
    assert name in done.pause.told()
    assert verified(elsewhere) is Grade.FAILED
    assert name in upkeep.release(elsewhere, "nas")
    assert pruned(elsewhere).pause  # damage is known since it was read
    assert verified(elsewhere) is Grade.OK
    assert pruned(elsewhere).pause is None


def test_a_hold_that_a_storage_withholds_is_found_and_let_go(
    opened: Opened, elsewhere: Workspace
) -> None:
    hold_for_tripwire(opened.repository, "lab", LOST, NOW)
    (kept,) = holds.load_holds(opened.repository).standing
    opened.repository.storage.delete(kept.name)
    assert verified(elsewhere) is Grade.FAILED
    assert "nobody let go" in upkeep.release(elsewhere, "nas")
    assert verified(elsewhere) is Grade.OK
    assert pruned(elsewhere).pause is None


def test_what_an_earlier_program_noted_here_alone_is_handed_over(
    workspace: Workspace, opened: Opened, elsewhere: Workspace
) -> None:
    workspace.catalog.repositories.hold("nas", "lab: all rows are gone | bee: so are these")
    workspace.catalog.repositories.note_damage("nas", NOW)
    with workspace.repository("nas") as again:
        assert again.entry.damaged == NOW
    done = pruned(elsewhere)
    assert done.pause is not None
    assert done.pause.since == NOW
    assert "bee: so are these" in elsewhere.catalog.repositories.load("nas").held
    assert upkeep.release(elsewhere, "nas")
    assert verified(elsewhere) is Grade.OK
    # What was lifted elsewhere is not handed over once more.
    for _ in range(2):
        with workspace.repository("nas") as again:
            assert (again.entry.damaged, again.entry.held) == (None, "")
    assert pruned(elsewhere).pause is None


def test_damage_found_in_a_place_that_cannot_be_written_to_is_kept_in_mind(
    workspace: Workspace, opened: Opened
) -> None:
    back_up(opened.repository, {"a": b"one"})
    storage = opened.repository.storage
    pack = next(info.name for info in storage.list("packs/"))
    storage.store(pack, [flipped(storage.load(pack))], replace=True)

    def refuse(verb: str, name: str) -> None:
        if verb in ("store", "delete"):
            raise StorageUnreachable("nas", "it may only be read")

    opened.repository.storage = FaultyStorage(storage, refuse)
    found = verification.verify_and_remember(workspace, opened, None, Level.BYTES, None, Silent())
    assert found.grade is Grade.FAILED
    since = workspace.catalog.repositories.load("nas").damaged
    assert since is not None
    assert remember(workspace.catalog, opened.entry, opened.repository).damaged == since
    opened.repository.storage = storage
    assert holds.load_holds(opened.repository).standing == ()
    assert pruned(workspace).pause
    (kept,) = holds.load_holds(opened.repository).standing
    assert (kept.cause, kept.at) == (holds.DAMAGE, since)


def test_another_computer_that_holds_at_the_last_moment(
    workspace: Workspace, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After this one looked, before it takes the lease."""
    back_up(opened.repository, {"a": b"one"}, sequence=1)
    back_up(opened.repository, {"a": b"two"}, sequence=2)
    known_of = upkeep.known_of

    def late(catalog: object) -> object:
        hold_for_tripwire(opened.repository, "lab", LOST, NOW)
        return known_of(catalog)  # type: ignore[arg-type]

    monkeypatch.setattr(upkeep, "known_of", late)
    done = pruned(workspace)
    assert done.pause is not None
    assert done.pause.cause is Cause.TRIPWIRE
    assert len(opened.repository.snapshots()) == 2
