"""What is in a repository, target by target."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.model import Snapshot
from desktop_app.engine.workspace.opening import Contents
from desktop_app.gui import text
from desktop_app.gui.models.overview import KINDS
from desktop_app.gui.models.table import Column
from desktop_app.gui.text import shown, tr


@dataclass(frozen=True, slots=True)
class Holding:
    """The snapshots of one target. ``size`` of the newest one, in bytes, as it was read."""

    target: str
    kind: str
    snapshots: int
    oldest: datetime
    newest: datetime
    size: int


def holdings(snapshots: Iterable[Snapshot]) -> tuple[Holding, ...]:
    """By the name of the target."""
    by_target: dict[str, list[Snapshot]] = defaultdict(list)
    for snapshot in snapshots:
        by_target[snapshot.target].append(snapshot)
    return tuple(
        _holding(name, sorted(its, key=lambda s: s.started))
        for name, its in sorted(by_target.items(), key=lambda each: each[0].casefold())
    )


def columns(now: datetime) -> tuple[Column[Holding], ...]:
    return (
        Column(tr("Target"), lambda each: shown(each.target)),
        Column(tr("Kind"), lambda each: tr(KINDS[each.kind]) if each.kind in KINDS else each.kind),
        Column(
            tr("Snapshots"),
            lambda each: text.number(each.snapshots),
            number=True,
            key=lambda each: each.snapshots,
        ),
        Column(tr("Oldest"), lambda each: text.moment(each.oldest, now), key=lambda e: e.oldest),
        Column(tr("Newest"), lambda each: text.moment(each.newest, now), key=lambda e: e.newest),
        Column(
            tr("Size of the newest"),
            lambda each: text.size(each.size),
            number=True,
            key=lambda each: each.size,
        ),
    )


def heading(contents: Contents, now: datetime) -> tuple[str, str]:
    """The answer, and the facts."""
    stored = tr("{size} stored").format(size=text.size(contents.stored))
    if contents.known_as:
        answer = tr("This repository is known here already, as {name}")
        return answer.format(name=shown(contents.known_as[0])), stored
    held = holdings(contents.snapshots)
    if not held:
        return tr("The repository is empty"), tr("It can be opened, and backed up into.")
    answer = tr("{snapshots} of {targets}").format(
        snapshots=text.count(len(contents.snapshots), "snapshot", "snapshots"),
        targets=text.count(len(held), "target", "targets"),
    )
    newest = text.moment(max(each.newest for each in held), now)
    return answer, f"{stored} · " + tr("the newest is of {moment}").format(moment=newest)


def _holding(name: str, its: list[Snapshot]) -> Holding:
    newest = its[-1]
    return Holding(name, newest.target_kind, len(its), its[0].started, newest.started, newest.size)
