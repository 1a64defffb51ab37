"""What holds prune: set and lifted in the repository, and remembered in the catalog for showing.

The repository has the say, so that every computer that uses it heeds what one of them found.
Damage is lifted by proof alone; a tripwire, and what cannot be read, by a manager who looked.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from desktop_app.engine.catalog.entries import RepositoryEntry
from desktop_app.engine.errors import Damaged, StorageFailed
from desktop_app.engine.keeping.held import BETWEEN, loss_words
from desktop_app.engine.model import Grade, Level, Remark
from desktop_app.engine.repository import audit, holds
from desktop_app.engine.repository.holds import DAMAGE, LIFTED, LOSS, TRIPWIRE, Hold, Holds
from desktop_app.plain_text import shown

if TYPE_CHECKING:
    from desktop_app.engine.catalog.catalog import Records
    from desktop_app.engine.repository.repository import Repository
    from desktop_app.engine.workspace.opening import Opened

MOST_HELD = 500  # characters of what the catalog remembers
BY_PROOF = "everything was read and found good"
BY_A_MANAGER = "a manager looked at it"


def remember(catalog: Records, entry: RepositoryEntry, repository: Repository) -> RepositoryEntry:
    """Bring what the catalog says of a repository into line with what stands in it; returns the
    entry as it is then."""
    known = catalog.repositories.load(entry.name)
    found = holds.load_holds(repository)
    if _only_here(known, found):
        try:
            _hand_over(known, found, repository)
        except (StorageFailed, Damaged):  # it may only be read: then it goes on standing here alone
            return known
        found = holds.load_holds(repository)
    damaged, held = _since(found), _why(found)
    if damaged != known.damaged:
        catalog.repositories.note_damage(entry.name, damaged)
    if held != known.held:
        catalog.repositories.hold(entry.name, held)
    return replace(known, damaged=damaged, held=held)


def hold_for_tripwire(
    repository: Repository, target: str, found: Sequence[Remark], now: datetime
) -> None:
    """Nothing is removed any more until a manager looked at what a backup found."""
    told = [f"{each.item}: {each.what}" if each.item else each.what for each in found]
    why = f"{target}: {'; '.join(told)}".replace("tripwire: ", "")
    holds.set_hold(repository, Hold(TRIPWIRE, shown(why), now, target))


def hold_for_loss(repository: Repository, target: str, what: str, now: datetime) -> None:
    """Nothing is removed any more until a manager looked: what was backed up is there no more."""
    holds.set_hold(repository, Hold(LOSS, loss_words(target, what), now, target))


def hold_for_damage(
    catalog: Records,
    opened: Opened,
    why: str,
    now: datetime,
    level: str = "",
    failed: Collection[str] = (),
    packs: Collection[str] = (),
) -> None:
    """Nothing is removed any more until everything was read and found good, and the snapshots
    that ``failed`` at a ``level`` passed it, or are gone. No backup counts on the bad ``packs``.

    Where the repository cannot be written to, this computer keeps it in mind until it can.
    """
    snapshots, bad = tuple(sorted(failed)), tuple(sorted(packs))
    hold = Hold(DAMAGE, shown(why), now, level=level, snapshots=snapshots, packs=bad)
    try:
        holds.set_hold(opened.repository, hold)
    except (StorageFailed, Damaged):
        since = catalog.repositories.load(opened.entry.name).damaged
        catalog.repositories.note_damage(opened.entry.name, since or now)
    else:
        remember(catalog, opened.entry, opened.repository)


def lift_mended(catalog: Records, opened: Opened) -> None:
    """All was read and found good: lift the damage that this proves mended. Where it cannot be
    lifted it goes on holding."""
    there = {snapshot.id for snapshot in opened.snapshots}
    if there & catalog.verifications.found_bad().keys():
        return
    standing = holds.load_holds(opened.repository).standing
    mended = [h for h in standing if h.cause == DAMAGE and _passed(catalog, h, there)]
    with suppress(StorageFailed, Damaged):
        holds.lift(opened.repository, mended, BY_PROOF)
        remember(catalog, opened.entry, opened.repository)


def release(repository: Repository) -> str:
    """A manager looked: lift all but damage. Returns what held, or nothing."""
    found = holds.load_holds(repository)
    entries, _ = audit.read_chain(repository.storage, repository.master)
    gone = holds.gone_holds(repository, entries)
    holds.lift(repository, [h for h in found.standing if h.cause != DAMAGE], BY_A_MANAGER)
    holds.lift_unreadable(repository, (*found.problems, *gone), BY_A_MANAGER)
    return BETWEEN.join(part for part in (_why(found), *map(holds.told, gone)) if part)


def _passed(catalog: Records, hold: Hold, there: Collection[str]) -> bool:
    """Whether reading everything mends it. Where a snapshot failed at a higher level, it must
    have passed that since, and as this catalog knows."""
    if hold.level in ("", Level.BYTES):
        return True
    return all(
        any(
            look.level == hold.level and look.grade is Grade.OK and look.at > hold.at
            for look in catalog.verifications.list(snapshot)
        )
        for snapshot in set(hold.snapshots) & set(there)
    )


def _since(found: Holds) -> datetime | None:
    return min((hold.at for hold in found.standing if hold.cause == DAMAGE), default=None)


def _why(found: Holds) -> str:
    """Why it is held but for damage: first what is about to be lost, then what everything else
    began with."""
    order = sorted(found.standing, key=lambda hold: hold.cause != LOSS)
    parts = [hold.why for hold in order if hold.cause != DAMAGE]
    return BETWEEN.join([*parts, *map(holds.told, found.problems)])[:MOST_HELD]


def _only_here(known: RepositoryEntry, found: Holds) -> bool:
    """Whether the catalog knows of something that the repository does not tell."""
    damage = known.damaged is not None and _since(found) is None
    return damage or (bool(known.held) and not _why(found))


def _hand_over(known: RepositoryEntry, found: Holds, repository: Repository) -> None:
    """An earlier program noted it in the catalog alone, or another computer has lifted it since:
    the audit chain tells which."""
    entries, _ = audit.read_chain(repository.storage, repository.master)
    lifted = [entry for entry in entries if entry.event == LIFTED]
    if known.damaged is not None and _since(found) is None:
        proofs = [e for e in lifted if e.detail.get("cause") == DAMAGE and e.at > known.damaged]
        if not proofs:
            holds.set_hold(repository, Hold(DAMAGE, "noted by an earlier program", known.damaged))
    if known.held and not _why(found):
        told = BETWEEN.join(entry.detail.get("why", "") for entry in lifted)
        if not all(part in told for part in known.held.split(BETWEEN)):
            holds.set_hold(repository, Hold(TRIPWIRE, known.held, datetime.now(UTC)))
