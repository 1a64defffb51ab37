"""Data about to be lost: what a target was at its last snapshot is gone or was replaced. Then its
snapshots are all there is of it, and none of them may be removed before a manager looked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop_app.engine.assurance.loss import replaced
from desktop_app.engine.errors import Damaged, ObjectAbsent, TargetLost, UnknownName
from desktop_app.engine.kinds.registry import REMADE
from desktop_app.engine.model import Remark, Snapshot
from desktop_app.engine.repository.roll import ItemRoll
from desktop_app.engine.workspace.gate import utc_now
from desktop_app.engine.workspace.holds import hold_for_loss, remember

if TYPE_CHECKING:
    from desktop_app.engine.backup import Items, Watch
    from desktop_app.engine.catalog.catalog import Records
    from desktop_app.engine.gathering.gathered import Changes
    from desktop_app.engine.repository.repository import Repository
    from desktop_app.engine.workspace.opening import Opened


@dataclass
class LossWatch:
    """To be given to one backup of a target; ``others`` look besides. ``found``: what tells that
    it is another one than at the last snapshot, which then holds prune already."""

    repository: Repository
    target: str
    others: Watch
    found: str = ""

    def __call__(
        self, earlier: Sequence[Snapshot], items: Items, changes: Changes | None = None, /
    ) -> Sequence[Remark]:
        last = max(earlier, key=lambda s: s.place, default=None)
        if last is not None and last.target_kind in REMADE and not isinstance(items, ItemRoll):
            # A snapshot that cannot be read is told of by verification.
            with suppress(Damaged, ObjectAbsent):
                self.found = replaced(items, self.repository.items(last))
        told = []
        if self.found and last is not None:
            what = f"it was replaced: {self.found}; {_kept(last)}"
            hold_for_loss(self.repository, self.target, what, utc_now())
            told = [Remark("", f"data about to be lost: {what}")]
        return [*told, *self.others(earlier, items, changes)]


@contextmanager
def noticing_loss(opened: Opened, catalog: Records, target: str) -> Iterator[None]:
    """A backup in the block that finds no database any more, where there was one at the last
    snapshot, holds prune. Raises :class:`TargetLost` then."""
    try:
        yield
    except UnknownName as fault:
        mine = [s for s in opened.repository.snapshots(opened.snapshots) if s.target == target]
        last = max(mine, key=lambda s: s.place, default=None)
        if fault.what != "database" or last is None or last.target_kind not in REMADE:
            raise
        what = f"the database {fault.name} is gone; {_kept(last)}"
        hold_for_loss(opened.repository, target, what, utc_now())
        remember(catalog, opened.entry, opened.repository)
        raise TargetLost(target, f"the database {fault.name}", last.id[:12]) from None


def _kept(last: Snapshot) -> str:
    return f"snapshot {last.id[:12]} of {last.started:%Y-%m-%d %H:%M} UTC is the last of it"
