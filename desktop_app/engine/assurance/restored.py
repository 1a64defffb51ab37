"""Verification of level ``restored``: restored into a scratch place, then compared and asked."""

from __future__ import annotations

import time
from collections.abc import Sequence

from desktop_app.engine.contents.item_list import ItemList
from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import Bug, Damaged, LabVaultError, NotSupported, SourceFailed
from desktop_app.engine.kinds.kind import MakeScratch
from desktop_app.engine.kinds.registry import kind_of
from desktop_app.engine.model import Grade, Level, Problem, Remark, Snapshot
from desktop_app.engine.progress import Progress, Silent
from desktop_app.engine.repository.repository import Repository
from desktop_app.engine.restore import RestoreResult, restore
from desktop_app.engine.sources.client import ClientSettings
from desktop_app.engine.verify import VerifyResult

# What says that a place cannot take in this snapshot. Not what would happen to any: a storage that
# cannot be reached, a stop.
UNFIT = (NotSupported, SourceFailed)


@dataclass(frozen=True, slots=True)
class Proof:
    """What a restore of one snapshot into a scratch place showed.

    ``restored`` None: damage of the repository kept it from its end. ``seconds``: from nothing to
    a place whose content was all compared. ``answered``: items that an ordinary question was
    asked of; None where nothing could be asked. ``problems`` of all of these.
    """

    snapshot: Snapshot
    restored: RestoreResult | None
    seconds: float
    answered: int | None
    problems: tuple[Problem, ...]

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """Of the restore."""
        return self.restored.remarks if self.restored else ()


def verify_restored(
    repository: Repository,
    snapshots: Sequence[Snapshot],
    settings: ClientSettings,
    progress: Progress | None = None,
) -> VerifyResult:
    """Restore each snapshot into a scratch place of its own, compare everything, and ask every
    item. The places are gone afterwards.

    Of several, one that no place here can take in is named, and says nothing of the others.
    """
    progress = progress or Silent()
    proofs: list[Proof] = []
    untried: list[tuple[Snapshot, LabVaultError]] = []
    for snapshot in snapshots:
        try:
            proofs.append(prove(repository, snapshot, settings, progress))
        except UNFIT as fault:
            if len(snapshots) == 1:
                raise
            untried.append((snapshot, fault))
    return joined(proofs, untried)


def prove(
    repository: Repository, snapshot: Snapshot, settings: ClientSettings, progress: Progress
) -> Proof:
    """Do so with one snapshot. Damage is a finding; what else fails is raised: of several places
    that were tried, what the first one said."""
    first: LabVaultError | None = None
    for make in kind_of(snapshot.target_kind).scratches(settings):
        try:
            return _prove_in(make, repository, snapshot, progress)
        except UNFIT as fault:
            first = first or fault
    raise first or Bug(f"no place to restore a {snapshot.target_kind} snapshot into")


def _prove_in(
    make: MakeScratch, repository: Repository, snapshot: Snapshot, progress: Progress
) -> Proof:
    since = time.monotonic()
    with make(progress) as scratch:
        try:
            destination, options = scratch.destination, scratch.options
            result = restore(repository, snapshot, destination, options, progress)
        except Damaged as damage:
            found = Problem("", f"cannot be restored: {damage.name} {damage.how}")
            return Proof(snapshot, None, time.monotonic() - since, None, (found,))
        seconds = time.monotonic() - since
        if not result.place:
            return Proof(snapshot, result, seconds, None, result.problems)
        answered = scratch.ask(ItemList(repository.items(snapshot)), progress)
        problems = (*result.problems, *answered.problems)
    return Proof(snapshot, result, seconds, answered.asked, problems)


def joined(
    proofs: Sequence[Proof], untried: Sequence[tuple[Snapshot, LabVaultError]] = ()
) -> VerifyResult:
    """Several proofs as one verification; problems name the snapshot that they are of, and so do
    the remarks of those that could not be tried, and why."""
    problems: list[Problem] = []
    remarks = [
        Remark(f"snapshot {snapshot.id[:12]}", f"was not restored, so not proven: {_why(fault)}")
        for snapshot, fault in untried
    ]
    for proof in proofs:
        where = f"snapshot {proof.snapshot.id[:12]}"
        problems += [Problem(f"{where} · {p.item}".rstrip(" ·"), p.what) for p in proof.problems]
        remarks += [Remark(f"{where} · {r.item}".rstrip(" ·"), r.what) for r in proof.remarks]
    return VerifyResult(
        grade=_grade(problems, remarks),
        level=Level.RESTORED,
        items_checked=sum(p.restored.items for p in proofs if p.restored),
        problems=tuple(problems),
        packs_checked=(),
        packs_total=0,
        remarks=tuple(remarks),
        untried=frozenset(snapshot.id for snapshot, _ in untried),
    )


def _why(fault: LabVaultError) -> str:
    """What an error tells, without advice: that is for who tries this one alone."""
    return ": ".join(value for value in vars(fault).values() if isinstance(value, str))


def _grade(problems: Sequence[Problem], remarks: Sequence[Remark]) -> Grade:
    if problems:
        return Grade.FAILED
    return Grade.WARNING if remarks else Grade.OK
