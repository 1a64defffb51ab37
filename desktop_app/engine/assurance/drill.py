"""A drill: a real restore of one snapshot into a scratch server, checked point by point and timed.

Whoever runs it, a person or the queue, it is a job of kind drill, and a proof of level *restored*.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from desktop_app.engine.assurance.restored import Proof, joined, prove
from desktop_app.engine.assurance.verification import remember
from desktop_app.engine.catalog.entries import JobKind, TargetEntry
from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.model import Grade, Problem, Remark, Snapshot

if TYPE_CHECKING:
    from desktop_app.engine.progress import Progress
    from desktop_app.engine.workspace import Opened, Workspace


class Point(StrEnum):
    """What a drill looks at, in this order."""

    RESTORES = "restores"  # measured in items
    EQUAL = "equal"  # in rows that were compared; where there are none, in files
    ANSWERS = "answers"  # in tables that were asked
    TIME = "time"  # in seconds, against the target's RTO
    AGE = "age"  # in seconds, against its RPO: the work that would be lost


@dataclass(frozen=True, slots=True)
class Check:
    """One point, what was measured, and the limit for it where there is one. ``problems``: how
    many were found."""

    point: Point
    ok: bool
    measure: float
    limit: float | None = None
    problems: int = 0


@dataclass(frozen=True, slots=True)
class DrillResult:
    """What a drill showed. ``checks`` are of the points that it came to. ``restored_in``: seconds
    from nothing to a server whose rows were all compared; None where it did not come so far."""

    grade: Grade
    snapshot: Snapshot
    items: int
    rows: int
    bytes_read: int
    seconds: float
    restored_in: float | None
    checks: tuple[Check, ...]
    problems: tuple[Problem, ...]
    remarks: tuple[Remark, ...]
    files: int = 0


def run_drill(
    workspace: Workspace, opened: Opened, snapshot: Snapshot, progress: Progress
) -> DrillResult:
    """Carry it out, and keep what it proved. Slower than the RTO, or older than the RPO, is a
    warning. Raises what :func:`restore` and :class:`ScratchServer` do, but no :class:`Damaged`:
    that is found."""
    since, began = time.monotonic(), datetime.now(UTC)
    target = _target(workspace, snapshot)
    with workspace.recorded(JobKind.DRILL, snapshot.target, opened.entry.name, progress) as record:
        client = workspace.keyholder.client
        proof = prove(opened.repository, snapshot, client, record.progress)
        checks = tuple(_checks(proof, target, _age(opened, snapshot, began)))
        result = _result(proof, checks, time.monotonic() - since)
        remember(workspace, opened, (snapshot,), joined([proof]), result.seconds)
        record.grade, record.snapshot = result.grade, snapshot.id
        record.remarks = (*result.remarks, *_beyond(checks))
        record.figures = {
            "bytes": result.bytes_read,
            "items": result.items,
            "rows": result.rows,
            "files": result.files,
            **_answers(checks),
            **({} if result.restored_in is None else {"rto_seconds": result.restored_in}),
        }
    return result


def _answers(checks: Sequence[Check]) -> dict[str, float]:
    """How many items were asked, and how many did not answer as they should; nothing where the
    drill did not come so far."""
    asked = [check for check in checks if check.point is Point.ANSWERS]
    return {n: v for c in asked for n, v in (("answered", c.measure), ("silent", c.problems))}


def _target(workspace: Workspace, snapshot: Snapshot) -> TargetEntry | None:
    """None when it was removed since."""
    targets = workspace.catalog.targets.list()
    return next((each for each in targets if each.name == snapshot.target), None)


def _age(opened: Opened, snapshot: Snapshot, now: datetime) -> float | None:
    """Seconds. None for a snapshot that is not the target's newest: it says nothing about what
    would be lost."""
    newest = max((s.place for s in opened.snapshots if s.target == snapshot.target), default=None)
    if newest is not None and snapshot.place < newest:
        return None
    return max(0.0, (now - snapshot.started).total_seconds())


def _checks(proof: Proof, target: TargetEntry | None, age: float | None) -> Iterator[Check]:
    done = proof.restored
    unequal = len(done.problems) if done else 0
    if done is None:
        yield Check(Point.RESTORES, ok=False, measure=0, problems=len(proof.problems))
    else:
        yield Check(Point.RESTORES, ok=True, measure=done.items)
        yield Check(Point.EQUAL, ok=not unequal, measure=done.rows or done.files, problems=unequal)
        if proof.answered is not None:
            silent = len(proof.problems) - unequal
            yield Check(Point.ANSWERS, ok=not silent, measure=proof.answered, problems=silent)
        yield _within(Point.TIME, proof.seconds, target.rto_seconds if target else None)
    if age is not None:
        yield _within(Point.AGE, age, target.rpo_seconds if target else None)


def _within(point: Point, measure: float, limit: int | None) -> Check:
    return Check(point, limit is None or measure <= limit, round(measure, 3), limit)


def _result(proof: Proof, checks: Sequence[Check], seconds: float) -> DrillResult:
    done = proof.restored
    good = all(check.ok for check in checks) and not proof.remarks
    return DrillResult(
        grade=Grade.FAILED if proof.problems else Grade.OK if good else Grade.WARNING,
        snapshot=proof.snapshot,
        items=done.items if done else 0,
        rows=done.rows if done else 0,
        bytes_read=done.bytes_read if done else 0,
        seconds=round(seconds, 3),
        restored_in=round(proof.seconds, 3) if done else None,
        checks=tuple(checks),
        problems=proof.problems,
        remarks=proof.remarks,
        files=done.files if done else 0,
    )


def _beyond(checks: Sequence[Check]) -> Iterator[Remark]:
    """What the job's log says of limits that were not kept."""
    words = {
        Point.TIME: "the restore took {measure:,.0f} seconds, and may take {limit:,}",
        Point.AGE: "the newest snapshot is {measure:,.0f} seconds old, and may be {limit:,}",
    }
    for check in checks:
        if not check.ok and check.point in words:
            told = words[check.point].format(measure=check.measure, limit=check.limit)
            yield Remark("", told)
