"""A verification at any level, and what the catalog remembers of it."""

from __future__ import annotations

import time
from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from desktop_app.engine.catalog.entries import Verification
from desktop_app.engine.errors import Bug, NotSupported, StorageFailed
from desktop_app.engine.kinds.registry import kind_of
from desktop_app.engine.model import Grade, Level, Problem, Snapshot
from desktop_app.engine.progress import Progress
from desktop_app.engine.repository.marks import marked_packs, store_mark
from desktop_app.engine.repository.packs import list_packs
from desktop_app.engine.verify import Sample, VerifyResult, verify_bytes, verify_structure
from desktop_app.engine.workspace.holds import hold_for_damage, lift_mended

if TYPE_CHECKING:
    from desktop_app.engine.kinds.kind import Place
    from desktop_app.engine.workspace import Opened, Workspace


def must_be_provable(level: Level, *kinds: str, sampled: bool = False) -> None:
    """Raise :class:`NotSupported` for a level that no verification of such targets can reach, or
    not by a sample of the packs."""
    for kind in kinds:
        if level not in kind_of(kind).levels:
            raise NotSupported(f"level {level} of a {kind} target", "none can say what it was then")
    if sampled and level is not Level.BYTES:
        raise NotSupported(
            f"a sample at level {level}", "a sample reads packs, which is level bytes"
        )


def verify_and_remember(
    workspace: Workspace,
    opened: Opened,
    snapshots: Sequence[Snapshot] | None,
    level: Level,
    share: float | None,
    progress: Progress,
    *,
    thorough: bool = False,
) -> VerifyResult:
    """Verify some snapshots, or with None everything in the repository.

    ``share`` (0 to 1) samples packs, the longest unchecked first; level *bytes* only. ``thorough``:
    also files of the source that seem to be as they were are read; level *source* only.
    """
    chosen = opened.snapshots if snapshots is None else tuple(snapshots)
    target, since = _target_of(chosen), time.monotonic()
    with workspace.recorded("verify", target, opened.entry.name, progress) as record:
        result = _verify(
            workspace, opened, snapshots, level, share, record.progress, thorough=thorough
        )
        record.grade, record.remarks = result.grade, result.remarks
        record.figures = {"items": result.items_checked, "packs": len(result.packs_checked)}
        # Of several at once nobody can say how long one of them took.
        seconds = time.monotonic() - since if len(chosen) == 1 else 0.0
        # Before the run is told to have ended: whoever is told is told of damage, too.
        remember(workspace, opened, snapshots, result, seconds)
    return result


def remember(
    workspace: Workspace,
    opened: Opened,
    snapshots: Sequence[Snapshot] | None,
    result: VerifyResult,
    seconds: float,
) -> None:
    """Keep what a verification of some snapshots, or with None of everything, found. ``seconds``:
    how long that took for each of them; 0 when nobody can say."""
    chosen = opened.snapshots if snapshots is None else tuple(snapshots)
    level, known = result.level, workspace.catalog.verifications
    now, sampled = datetime.now(UTC), len(result.packs_checked) < result.packs_total
    known.record_packs(opened.entry.id, result.packs_checked, now)
    failed: set[str] = set()
    for snapshot in chosen:
        if snapshot.id in result.untried:
            continue
        grade, about = _found(result, snapshot, alone=snapshots is not None)
        known.add(Verification(snapshot.id, level, grade, sampled, now, about, seconds))
        failed |= {snapshot.id} if grade is Grade.FAILED else set()
    _let_go_of_replaced(opened, result.packs_replaced)
    whole = snapshots is None and level is Level.BYTES and not sampled
    # What the source was like already is no damage here: it would hold prune for ever.
    if result.packs_bad or any(not problem.inherited for problem in result.problems):
        found = (result.problems or result.remarks)[:3]
        why = "; ".join(f"{p.item}: {p.what}" if p.item else p.what for p in found)
        hold_for_damage(workspace.catalog, opened, why, now, level, failed, result.packs_bad)
    elif whole:
        lift_mended(workspace.catalog, opened)


def _let_go_of_replaced(opened: Opened, packs: Collection[str]) -> None:
    """Mark bad packs that nothing depends on, so that no backup counts on them and prune deletes
    them. Where that cannot be written, the next verification finds them again."""
    storage, master = opened.repository.storage, opened.repository.master
    with suppress(StorageFailed):
        if doomed := frozenset(packs) & list_packs(storage).keys() - marked_packs(storage, master):
            store_mark(storage, master, doomed)


def _verify(
    workspace: Workspace,
    opened: Opened,
    snapshots: Sequence[Snapshot] | None,
    level: Level,
    share: float | None,
    progress: Progress,
    *,
    thorough: bool,
) -> VerifyResult:
    chosen = opened.snapshots if snapshots is None else snapshots
    must_be_provable(level, *{s.target_kind for s in chosen}, sampled=share is not None)
    client = workspace.keyholder.client
    if level is Level.BYTES:
        checked = workspace.catalog.verifications.packs(opened.entry.id)
        sample = None if share is None else Sample(share, checked)
        return verify_bytes(opened.repository, snapshots, progress, sample)
    if level is Level.STRUCTURE:
        return verify_structure(
            opened.repository, chosen, lambda s: kind_of(s.target_kind).check(client), progress
        )
    if level is Level.RESTORED:
        from desktop_app.engine.assurance.restored import verify_restored

        return verify_restored(opened.repository, chosen, client, progress)
    if level is Level.SOURCE:
        from desktop_app.engine.assurance.source import verify_source

        def place_of(target: str) -> Place:
            return replace(workspace.place_of(target), thorough=thorough)

        return verify_source(opened.repository, chosen, place_of, progress)
    raise Bug(f"level {level} is not provable")


def _target_of(snapshots: Sequence[Snapshot]) -> str:
    """The target of the snapshots, or nothing when they are of several."""
    targets = {snapshot.target for snapshot in snapshots}
    return targets.pop() if len(targets) == 1 else ""


def _found(
    result: VerifyResult, snapshot: Snapshot, *, alone: bool
) -> tuple[Grade, tuple[Problem, ...]]:
    """How a snapshot came through, and why. Of *bytes* a warning is kept with what it says: what
    the other levels remark is how the source was, and no news at each look."""
    if about := _about(result.problems, snapshot, alone=alone):
        return Grade.FAILED, about
    remarks = result.remarks if result.level is Level.BYTES else ()
    told = _about([Problem(each.item, each.what) for each in remarks], snapshot, alone=alone)
    return (Grade.WARNING if told else Grade.OK), told


def _about(problems: Sequence[Problem], snapshot: Snapshot, *, alone: bool) -> tuple[Problem, ...]:
    """The problems that concern a snapshot. Of one that was verified alone all do; else those
    that name it, as :func:`desktop_app.engine.verify.place_of` does."""
    if alone:
        return tuple(problems)
    name = f"snapshot {snapshot.id[:12]}"
    return tuple(problem for problem in problems if problem.item.startswith(name))
