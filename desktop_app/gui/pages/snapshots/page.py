"""The page, put together: a timeline and the chosen snapshot, or what a search found."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta

from PySide6.QtCore import QLocale, Qt, QTimer
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QSplitter,
    QStackedWidget,
    QWidget,
)

from desktop_app.engine.catalog.snapshots import Total
from desktop_app.engine.contents.finding import Place
from desktop_app.engine.model import ItemKind, Snapshot
from desktop_app.engine.progress import Meter
from desktop_app.gui import text
from desktop_app.gui.error_text import error_text
from desktop_app.gui.lab import Lab
from desktop_app.gui.pages.page import Page
from desktop_app.gui.pages.snapshots.actions import SnapshotActions
from desktop_app.gui.pages.snapshots.detail import Detail
from desktop_app.gui.pages.snapshots.places import Places
from desktop_app.gui.text import shown, tr
from desktop_app.gui.theme.tokens import GRID
from desktop_app.gui.widgets.buttons import button
from desktop_app.gui.widgets.days import WIDTH, Days

TYPING_MS = 250
LEAST_LETTERS = 2


class SnapshotsPage(Page):
    def __init__(self, lab: Lab, actions: SnapshotActions) -> None:
        super().__init__(tr("Snapshots"))
        self._lab, self._actions = lab, actions
        self._totals: Mapping[str, Total] = {}
        self._any_target = True
        self.days, self.detail, self.places = Days(lab), Detail(lab), Places(lab)
        self._sought: tuple[ItemKind, str] | None = None
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING_MS)
        self._typing.timeout.connect(self._search_now)
        self._lay_out()
        self._connect()

    def refresh(self) -> None:
        if not self.heading:
            self.say(tr("Looking…"), "")
        self._lab.tasks.run(self, self._look, self._show, self._fail)
        self.days.refresh()

    def _look(self, _meter: Meter) -> tuple[Mapping[str, Total], bool]:
        """The totals, and whether there is any target."""
        return self._lab.catalog.snapshots.totals(), bool(self._lab.catalog.targets.list())

    def _show(self, found: tuple[Mapping[str, Total], bool]) -> None:
        totals, self._any_target = found
        self._totals = totals
        self._offer(sorted(totals))
        if self._stack.currentWidget() is not self.places:
            self._say()

    def _say(self) -> None:
        totals = self._totals
        for each in (self._target, self._search, self._stack):
            each.setVisible(bool(totals))  # nothing to choose from, nothing to search
        self._protect.setVisible(not totals and not self._any_target)
        if not totals:
            facts = tr("The first backup makes the first snapshot.")
            if self._any_target:
                facts = tr("Back up a target on the overview, and its first snapshot stands here.")
            self.say(tr("There is no snapshot yet"), facts)
            return
        newest = max(total.newest for total in totals.values())
        count = sum(total.snapshots for total in totals.values())
        words = text.count(count, "snapshot", "snapshots")
        of = text.count(len(totals), "target", "targets")
        facts = tr("The newest is of {moment}.")
        self.say(
            tr("{snapshots} of {targets}").format(snapshots=words, targets=of),
            facts.format(moment=text.moment(newest, self._lab.clock())),
        )

    def _offer(self, targets: list[str]) -> None:
        if targets == [self._target.itemData(at) for at in range(1, self._target.count())]:
            return
        kept = self._target.currentData()
        self._target.blockSignals(True)
        self._target.clear()
        self._target.addItem(tr("All targets"), "")
        for target in targets:
            self._target.addItem(shown(target), target)
        self._target.setCurrentIndex(max(0, self._target.findData(kept)))
        self._target.blockSignals(False)

    def _choose(self, snapshot: Snapshot | None) -> None:
        self.detail.setVisible(snapshot is not None)
        self._empty.setVisible(snapshot is None)
        if snapshot is None:
            return
        sought, self._sought = self._sought, None
        line = self.days.timeline
        self.detail.show_snapshot(snapshot, line.level(snapshot), line.said(snapshot), sought)

    def _told_anew(self) -> None:
        """The timeline was read: what is said of the chosen one may be another."""
        snapshot = self.detail.snapshot
        if snapshot is not None and self.days.timeline.place_of(snapshot.id).isValid():
            self._choose(snapshot)

    def _search_now(self) -> None:
        words = self._search.text().strip()
        day = day_of(words)
        if day is not None:
            self._leave_search()
            moment = datetime.combine(day + timedelta(days=1), time()).astimezone()
            self.days.begin_at((moment.astimezone(UTC), ""))
        elif len(words) >= LEAST_LETTERS:
            self._stack.setCurrentWidget(self.places)
            self.places.search(words)
        else:
            self._leave_search()

    def _leave_search(self) -> None:
        self.places.rest()
        if self._stack.currentWidget() is self.places:
            self._stack.setCurrentWidget(self._split)
            self._say()

    def _go_to(self, snapshot: Snapshot, place: Place) -> None:
        """From a place that was found to the snapshot that has it."""
        self._search.clear()
        self._typing.stop()
        self._leave_search()
        self._sought = (place.kind, place.name) if place.kind else None
        self._target.setCurrentIndex(0)
        self.days.go_to(snapshot)
        chosen = self.detail.snapshot
        if self._sought is not None and chosen is not None and chosen.id == snapshot.id:
            self._choose(snapshot)  # it was chosen already, and does not tell of itself anew

    def _label(self, snapshot: Snapshot) -> None:
        from desktop_app.gui.pages.snapshots.label import LabelDialog

        said = self.days.timeline.said(snapshot)
        self._run(LabelDialog(self._lab, snapshot, said, self))

    def _compare(self, snapshot: Snapshot) -> None:
        from desktop_app.gui.pages.snapshots.compare import CompareDialog

        self._run(CompareDialog(self._lab, snapshot, self))

    def _export(self, snapshot: Snapshot) -> None:
        from desktop_app.gui.pages.snapshots.export import ExportDialog

        self._run(ExportDialog(self._lab, snapshot, self))

    def _run(self, dialog: QDialog) -> None:
        dialog.exec()
        dialog.deleteLater()
        self.refresh()

    def _fail(self, error: Exception) -> None:
        words = error_text(error)
        self.say(words.what, f"{words.why} {words.hint}")

    def _connect(self) -> None:
        self.days.chosen.connect(self._choose)
        self.days.read.connect(self._told_anew)
        self._target.currentIndexChanged.connect(
            lambda _: self.days.show_target(self._target.currentData() or "")
        )
        self._search.textChanged.connect(lambda _: self._typing.start())
        self._search.returnPressed.connect(self._search_now)
        self.places.told.connect(self.say)
        self.places.asked.connect(self._go_to)
        self.detail.restore_asked.connect(self._actions.restore)
        self.detail.verify_asked.connect(self._actions.verify)
        self.detail.compare_asked.connect(self._compare)
        self.detail.label_asked.connect(self._label)
        self.detail.export_asked.connect(self._export)

    def _lay_out(self) -> None:
        self._target, self._search = QComboBox(), QLineEdit()
        self._target.setAccessibleName(tr("Target"))
        self._target.addItem(tr("All targets"), "")
        self._target.setFixedWidth(WIDTH)
        self._search.setPlaceholderText(
            tr("Search tables, files, labels and notes, or go to a date")
        )
        self._search.setAccessibleName(tr("Search all snapshots"))
        self._search.setClearButtonEnabled(True)
        row = QHBoxLayout()
        row.setSpacing(2 * GRID)
        row.addWidget(self._target)
        row.addWidget(self._search, 1)
        self._protect = button(tr("Protect something…"), self._actions.protect, "primary")
        self._protect.hide()
        self._stack = QStackedWidget()
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setChildrenCollapsible(False)
        self._split.setHandleWidth(2 * GRID)
        self.body.addLayout(row)
        self.body.addWidget(self._protect)
        self.body.addWidget(self._stack, 1)
        self.body.addStretch()
        self._stack.addWidget(self._split)
        self._empty = QWidget()
        for each in (self.days, self.detail, self._empty):
            self._split.addWidget(each)
        self._stack.addWidget(self.places)
        self._split.setStretchFactor(1, 1)
        self._split.setStretchFactor(2, 1)
        self.detail.hide()


def day_of(words: str) -> date | None:
    """The day that somebody typed: as the window writes dates, or as 2026-05-03.

    >>> day_of("2026-05-03"), day_of("lab")
    (datetime.date(2026, 5, 3), None)
    """
    try:
        return date.fromisoformat(words) if "-" in words else None
    except ValueError:
        pass
    found = QLocale().toDate(words, QLocale.FormatType.ShortFormat)
    if not found.isValid():
        return None
    return date(found.year(), found.month(), found.day())
