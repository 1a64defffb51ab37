"""A timeline to choose from: days and their snapshots, read as it is scrolled."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.engine.catalog.snapshots import Place
from desktop_app.engine.model import Snapshot
from desktop_app.gui import moments
from desktop_app.gui.error_text import error_text
from desktop_app.gui.lab import Lab
from desktop_app.gui.models.timeline import Part, Timeline
from desktop_app.gui.tasks import Task
from desktop_app.gui.text import tr
from desktop_app.gui.theme.tokens import GRID
from desktop_app.gui.widgets.buttons import button
from desktop_app.gui.widgets.labels import paragraph
from desktop_app.gui.widgets.views import tree_view

WIDTH, MOST_OPEN = 36 * GRID, 1000
AFTER_ALL = "~"  # comes after every id, so that a place with it lies just before one


class Days(QWidget):
    """``chosen`` tells a :class:`Snapshot`, or None where there is none. A target may be chosen
    by :meth:`show_target`; a far moment is come to by :meth:`begin_at`."""

    chosen = Signal(object)
    read = Signal()

    def __init__(self, lab: Lab) -> None:
        super().__init__()
        self._lab, self._target = lab, ""
        self._begin: Place | None = None
        self._kept: Snapshot | None = None
        self._wanted: Snapshot | None = None
        self._open = 0  # rows of days that were opened here
        self._task: Task[Part] | None = None
        self.timeline = Timeline(self)
        self.timeline.wanted.connect(self._read_on)
        self.view = tree_view(self.timeline, tr("Snapshots by day"))
        self.view.setMinimumWidth(WIDTH)
        self.view.selectionModel().currentChanged.connect(lambda now, _: self._choose(now))
        self._newest = button(tr("Back to the newest"), self._to_newest, "link")
        self._note = paragraph("", "note")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        for each in (self._newest, self.view, self._note):
            column.addWidget(each)
        self._newest.hide()
        self._note.hide()

    def refresh(self) -> None:
        """Read anew what stands at the beginning; the view is left alone when that is the same."""
        self._start(self._begin, self._refreshed)

    def show_target(self, target: str) -> None:
        """Only this one; all where it is empty."""
        if target != self._target:
            self._target = target
            self.begin_at(None)

    def begin_at(self, begin: Place | None, snapshot: Snapshot | None = None) -> None:
        """Show what began at a moment or before, and choose a snapshot there."""
        self._begin, self._kept = begin, snapshot
        self._newest.setVisible(begin is not None)
        self._start(begin, self._show)

    def go_to(self, snapshot: Snapshot) -> None:
        """Choose a snapshot, wherever it stands."""
        if self._target not in ("", snapshot.target):
            self._target = ""
        place = self.timeline.place_of(snapshot.id)
        self._kept = snapshot
        if not place.isValid() and self._task is not None and not self._task.ended:
            self._wanted = snapshot  # it may be among those that are just being read
        elif place.isValid():
            self.view.setCurrentIndex(place)
            self.view.scrollTo(place)
        else:
            self.begin_at((snapshot.started, snapshot.id + AFTER_ALL), snapshot)

    @property
    def target(self) -> str:
        return self._target

    def _start(self, before: Place | None, done: object) -> None:
        if self._task is not None:
            self._task.cancel()
        target = self._target
        run = self._lab.tasks.run
        assert callable(done)
        self._task = task = run(
            self,
            lambda _: moments.part(self._lab, target, before),
            lambda part: done(part) if task is self._task else None,
            self._fail,
        )

    def _read_on(self) -> None:
        last = self.timeline.last
        if last is not None:
            self._start((last.started, last.id), self._add)

    def _refreshed(self, part: Part) -> None:
        if self.timeline.begins_like(part):
            self.timeline.ask_again()
            self.read.emit()
            self._go_to_wanted()
        else:
            self._show(part)

    def _show(self, part: Part) -> None:
        self._note.hide()
        self.timeline.show_part(part, self._lab.clock())
        self._expand(0)
        place = self.timeline.place_of(self._kept.id) if self._kept else QModelIndex()
        if not place.isValid() and self._wanted is not None:
            self._go_to_wanted()
            return
        self._wanted = None
        if not place.isValid():
            place = self.timeline.first()
        self.view.setCurrentIndex(place)
        if not place.isValid():
            self._choose(place)
        self.read.emit()

    def _go_to_wanted(self) -> None:
        """What was asked for while something was being read."""
        wanted, self._wanted = self._wanted, None
        if wanted is not None:
            self.go_to(wanted)

    def _add(self, part: Part) -> None:
        known = self.timeline.rowCount()
        self.timeline.add_part(part)
        self._expand(known)
        self._go_to_wanted()

    def _expand(self, since: int) -> None:
        """Open the days from one on, as long as there are not too many rows to lay out."""
        if since == 0:
            self._open = 0
        for row in range(since, self.timeline.rowCount()):
            day = self.timeline.index(row, 0)
            self._open += self.timeline.rowCount(day)
            if self._open > MOST_OPEN and row:
                break
            self.view.expand(day)

    def _choose(self, index: QModelIndex) -> None:
        snapshot = self.timeline.snapshot(index)
        if snapshot is None and index.isValid():  # a day: what was chosen stays so
            return
        self._kept = snapshot
        self.chosen.emit(snapshot)

    def _to_newest(self) -> None:
        self.begin_at(None)

    def _fail(self, error: Exception) -> None:
        self._note.setText(str(error_text(error)))
        self._note.show()
