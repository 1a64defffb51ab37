"""A pause for all targets that ends by itself.

When it ends stands in the catalog beside each target that rests because of it, so it also ends
where this program was killed, or never starts again: the agent ends it, and so does the next
window. Leaving the program leaves the pause as it is.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.engine.catalog.entries import TargetEntry
from desktop_app.engine.errors import UnknownName
from desktop_app.gui.lab import Lab

LOOK_MS = 5_000


class Pause(QObject):
    """Main thread only. ``changed``: it began or ended."""

    changed = Signal()

    def __init__(self, lab: Lab, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lab = lab
        self._until: datetime | None = None
        self._targets: frozenset[str] = frozenset()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)

    @property
    def until(self) -> datetime | None:
        """As it was at the last look."""
        return self._until

    @property
    def targets(self) -> frozenset[str]:
        """Those that rest because of this pause alone."""
        return self._targets

    def begin(self, length: timedelta) -> None:
        """All that does not rest already rests. Raises what the catalog raises."""
        until = self._lab.clock() + length

        def rest(entry: TargetEntry) -> TargetEntry:
            mine = not entry.paused or entry.paused_until is not None
            return replace(entry, paused=True, paused_until=until) if mine else entry

        self._change_all(rest)

    def end(self) -> None:
        """What rests because of this pause goes on."""

        def go_on(entry: TargetEntry) -> TargetEntry:
            if entry.paused_until is None:
                return entry
            return replace(entry, paused=False, paused_until=None)

        self._change_all(go_on)

    def forget(self, name: str) -> None:
        """Somebody paused or resumed this target by hand: its rest is none of this pause."""
        try:
            self._change(self._lab.catalog.targets.load(name), _by_hand)
        except UnknownName:
            return  # it was removed meanwhile
        self.look()

    def look(self) -> None:
        """End it when its time is over; go on with one that was begun before."""
        before = self._until, self._targets
        self._lab.catalog.targets.resume(self._lab.clock())
        resting = [t for t in self._lab.catalog.targets.list() if t.paused_until is not None]
        self._targets = frozenset(target.name for target in resting)
        self._until = max((t.paused_until for t in resting if t.paused_until), default=None)
        if resting:
            self._timer.start()
        else:
            self._timer.stop()
        if (self._until, self._targets) != before:
            self.changed.emit()

    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()

    def _change_all(self, change: Callable[[TargetEntry], TargetEntry]) -> None:
        for entry in self._lab.catalog.targets.list():
            try:
                self._change(entry, change)
            except UnknownName:
                continue  # it was removed meanwhile
        self.look()

    def _change(self, entry: TargetEntry, change: Callable[[TargetEntry], TargetEntry]) -> None:
        changed = change(entry)
        if changed != entry:
            self._lab.catalog.targets.change(changed)


def _by_hand(entry: TargetEntry) -> TargetEntry:
    return replace(entry, paused_until=None)
