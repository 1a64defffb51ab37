"""A pause for all targets that ends by itself.

What rests is written down before it rests, so that a program that was killed in a pause ends it
at its next start. Leaving the program ends the pause too: nobody would be there to end it later.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from PySide6.QtCore import QObject, QSettings, QTimer, Signal

from desktop_app.engine.errors import UnknownName
from desktop_app.gui.lab import Lab

UNTIL, WHO = "pause/until", "pause/targets"
LOOK_MS = 5_000


class Pause(QObject):
    """Main thread only. ``changed``: it began or ended."""

    changed = Signal()

    def __init__(self, lab: Lab, settings: QSettings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lab, self._settings = lab, settings
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)

    @property
    def until(self) -> datetime | None:
        kept = self._settings.value(UNTIL)
        try:
            return datetime.fromisoformat(str(kept)) if kept else None
        except ValueError:
            return datetime.min.replace(tzinfo=self._lab.clock().tzinfo)  # unreadable: over

    @property
    def targets(self) -> frozenset[str]:
        """Those that rest because of this pause alone."""
        kept = self._settings.value(WHO)
        names = [kept] if isinstance(kept, str) else kept
        return frozenset(str(name) for name in names) if isinstance(names, list) else frozenset()

    def begin(self, length: timedelta) -> None:
        """All that does not rest already rests. Raises what the catalog raises."""
        resting = [t.name for t in self._lab.catalog.targets.list() if not t.paused]
        self._settings.setValue(WHO, sorted({*resting, *self.targets}))
        self._settings.setValue(UNTIL, (self._lab.clock() + length).isoformat())
        self._settings.sync()
        for name in resting:
            self._set(name, paused=True)
        self._timer.start()
        self.changed.emit()

    def end(self) -> None:
        """What rests because of this pause goes on."""
        self._timer.stop()
        if self.until is None:
            return
        for name in self.targets:
            self._set(name, paused=False)
        self._settings.remove(UNTIL)
        self._settings.remove(WHO)
        self._settings.sync()
        self.changed.emit()

    def look(self) -> None:
        """End it when its time is over; go on with one that a killed program left."""
        until = self.until
        if until is not None and until <= self._lab.clock():
            self.end()
        elif until is not None and not self._timer.isActive():
            self._timer.start()

    def _set(self, name: str, *, paused: bool) -> None:
        try:
            entry = self._lab.catalog.targets.load(name)
        except UnknownName:
            return  # it was removed meanwhile
        if entry.paused is not paused:
            self._lab.catalog.targets.change(replace(entry, paused=paused))
