"""Verification: what is proven of each target and when, item by item; drills; reports."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFileDialog,
    QSplitter,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from desktop_app.engine.catalog.status import TargetStatus
from desktop_app.engine.errors import LabVaultError
from desktop_app.engine.model import Level
from desktop_app.engine.progress import Meter
from desktop_app.gui import commands, proofs
from desktop_app.gui.error_text import error_text
from desktop_app.gui.lab import Lab
from desktop_app.gui.models import verification as model
from desktop_app.gui.models.state import State, Tone
from desktop_app.gui.models.table import Table
from desktop_app.gui.pages.drill_history import DrillHistory
from desktop_app.gui.pages.page import Page
from desktop_app.gui.report_files import KINDS, store_report
from desktop_app.gui.tasks import Task
from desktop_app.gui.text import shown, tr
from desktop_app.gui.theme.tokens import GRID, MARGIN_INSIDE
from desktop_app.gui.widgets.as_command import command_button
from desktop_app.gui.widgets.buttons import button
from desktop_app.gui.widgets.flow import FlowRow
from desktop_app.gui.widgets.frames import Card
from desktop_app.gui.widgets.labels import Elided, Pill, paragraph, set_tone
from desktop_app.gui.widgets.views import table_view

FILTERS = {".html": "HTML (*.html)", ".pdf": "PDF (*.pdf)", ".json": "JSON (*.json)"}
MATRIX_SHARE, DETAIL_SHARE = 2, 3
MEASURES = (len(Level) + 1, len(Level) + 2)  # columns; the overview and the drills tell them, too
LEAST_MATRIX = 20 * GRID  # pixels: three targets


@dataclass(frozen=True)
class VerificationActions:
    """What a person can start from here. ``drill`` and ``protect`` open their wizards."""

    verify: Callable[[str, Level], None]
    drill: Callable[[str], None]
    protect: Callable[[], None]


class VerificationPage(Page):
    def __init__(self, lab: Lab, actions: VerificationActions) -> None:
        super().__init__(tr("Verification"))
        self._lab, self._actions = lab, actions
        self._standing: proofs.Standing | None = None
        self._chosen: tuple[TargetStatus, Level] | None = None
        self._reading: Task[model.Results | None] | None = None
        now = lab.clock()
        self._matrix: Table[TargetStatus] = Table(model.columns(now), self)
        self._findings: Table[model.Finding] = Table(model.finding_columns(), self)
        self._drills = DrillHistory(lab)
        self._save = button(tr("Save a report…"), self._ask_where)
        self.add_button(self._save)
        self._build()
        self.say(tr("Looking…"), "")

    def refresh(self) -> None:
        self._lab.tasks.run(self, self._look, self._show, self._fail)

    def save_report(self, path: Path) -> None:
        """Into a file whose ending says its kind."""
        known = self._standing
        if known is None:
            return
        self._tell(Tone.NONE, tr("Writing the report…"))
        self._lab.tasks.run(
            self,
            lambda _: store_report(proofs.report(self._lab, known), path),
            lambda _: self._tell(Tone.OK, tr("Saved as {name}").format(name=shown(str(path)))),
            self._fail_softly,
        )

    def _look(self, _meter: Meter) -> proofs.Standing:
        return proofs.standing(self._lab)

    def _show(self, found: proofs.Standing) -> None:
        if found.says_the_same(self._standing):
            return
        self._standing, now = found, self._lab.clock()
        self.say(*model.heading(found.statuses, now))
        self._save.setEnabled(bool(found.statuses))
        self._empty.setVisible(not found.statuses)
        self._split.setVisible(bool(found.statuses))
        self._drills.show_drills(found.drills, found.limits)
        kept = self._chosen
        columns = model.columns(now, found.limits, found.drills)
        self._matrix.show_columns(columns, found.statuses)
        if found.statuses:
            self._view.setCurrentIndex(self._place_of(kept, found.statuses))

    def _place_of(
        self, kept: tuple[TargetStatus, Level] | None, statuses: tuple[TargetStatus, ...]
    ) -> QModelIndex:
        """Where somebody was; else the first that was verified."""
        levels = list(Level)
        if kept is not None:
            for row, status in enumerate(statuses):
                if status.target == kept[0].target:
                    return self._matrix.index(row, 1 + levels.index(kept[1]))
        for row, status in enumerate(statuses):
            for level in levels:
                if level in status.looks:
                    return self._matrix.index(row, 1 + levels.index(level))
        return self._matrix.index(0, 1)

    def _choose(self, index: QModelIndex) -> None:
        status = self._matrix.row(index)
        if self._reading is not None:
            self._reading.cancel()
            self._reading = None
        if status is None:
            return
        level = model.level_of(index.column())
        self._chosen = status, level
        state = model.state_of(status, level)
        named = tr("{target}, {level}").format(
            target=shown(status.target), level=tr(model.NAMES[level])
        )
        self._title.show_text(named)
        self._pill.show_state(state)
        self._about.setText(tr(model.PROVES[level]))
        self._offer(model.offered(status.kind), level)
        for each, words in ((self._verify, tr("Verify now")), (self._drill, tr("Run a drill…"))):
            each.setAccessibleName(f"{words}: {shown(status.target)}")
        self._findings.show_rows([])
        if level not in status.looks:
            self._tell(Tone.NONE, _why_never(status.kind, level))
            return
        self._tell(Tone.NONE, tr("Reading the results…"))
        self._reading = self._lab.tasks.run(
            self, lambda _: proofs.results(self._lab, status, level), self._show_results, self._fail
        )

    def _offer(self, levels: Sequence[Level], chosen: Level) -> None:
        """What can be proven of the chosen target."""
        kept = chosen if chosen in levels else Level(self._level.currentData() or levels[0])
        self._level.clear()
        for level in levels:
            self._level.addItem(tr(model.NAMES[level]), level.value)
        self._level.setCurrentIndex(max(0, self._level.findData(kept)))

    def _show_results(self, results: model.Results | None) -> None:
        chosen = self._chosen
        if results is None or chosen is None:
            return
        look = chosen[0].looks.get(results.level)
        if (results.target, results.level) != (chosen[0].target, chosen[1]) or look is None:
            return  # somebody chose another cell meanwhile
        if results.look.at < look.at:
            return  # it was verified again meanwhile, and that is being read
        proves = tr(model.PROVES[results.level])
        self._about.setText(f"{proves} · {model.about(results, self._lab.clock())}")
        self._findings.show_rows(results.findings)
        unread = tr("The items cannot be listed now: {why}").format(why=tr(results.unread))
        self._tell(Tone.WARNING if results.unread else Tone.NONE, unread if results.unread else "")

    def _verify_chosen(self) -> None:
        if self._chosen is not None:
            self._actions.verify(self._chosen[0].target, Level(self._level.currentData()))
            self._tell(Tone.NONE, tr("It is in the queue. Activity shows how far it is."))

    def _verify_command(self) -> str:
        if self._chosen is None:
            return ""
        level = Level(self._level.currentData())
        return self._lab.command(*commands.verify(self._chosen[0].target, level))

    def _drill_chosen(self) -> None:
        if self._chosen is not None:
            self._actions.drill(self._chosen[0].target)

    def _ask_where(self) -> None:
        name = f"labvault-verification-{self._lab.clock().astimezone():%Y-%m-%d}.html"
        filters = ";;".join(FILTERS[kind] for kind in KINDS)
        chosen, which = QFileDialog.getSaveFileName(self, tr("Save a report"), name, filters)
        if chosen:
            self.save_report(with_ending(Path(chosen), which))

    def _tell(self, tone: Tone, words: str) -> None:
        self._hint.setText(f"{tone.shape}  {words}" if tone is not Tone.NONE else words)
        self._hint.setVisible(bool(words))
        set_tone(self._hint, tone)

    def _fail(self, error: LabVaultError) -> None:
        words = error_text(error)
        self.say(words.what, f"{words.why} {words.hint}")

    def _fail_softly(self, error: LabVaultError) -> None:
        self._tell(Tone.BAD, str(error_text(error)))

    def _build(self) -> None:
        self._view = table_view(self._matrix, tr("Targets and levels"), spare=MEASURES)
        self._view.setMinimumHeight(LEAST_MATRIX)
        self._view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self._view.selectionModel().currentChanged.connect(lambda now, _before: self._choose(now))
        self._empty = button(tr("Protect something…"), self._actions.protect, "primary")
        self._split = QSplitter(Qt.Orientation.Vertical)
        self._split.setChildrenCollapsible(False)
        self._split.setHandleWidth(GRID)
        self.body.addWidget(self._empty)
        self.body.addWidget(self._split, 1)
        self._split.addWidget(self._view)
        self._split.addWidget(self._details())
        self._split.setStretchFactor(0, MATRIX_SHARE)
        self._split.setStretchFactor(1, DETAIL_SHARE)
        self.body.addStretch()
        self._empty.hide()
        self._split.hide()

    def _details(self) -> QWidget:
        self._title, self._about = Elided("", "title"), paragraph("", "muted")
        self._pill = Pill(State(Tone.NONE, tr("Never")))
        self._hint = paragraph("", "note")
        self._level = QComboBox()
        self._level.setAccessibleName(tr("Level to verify"))
        for level in Level:
            self._level.addItem(tr(model.NAMES[level]), level.value)
        self._verify = button(tr("Verify now"), self._verify_chosen, "primary")
        self._drill = button(tr("Run a drill…"), self._drill_chosen)
        command = command_button(self._verify_command, about=tr("Verify now"))
        row = FlowRow()
        row.add(self._title, self._pill)
        row.add(command, self._level, self._verify, self._drill, at_end=True)
        card = Card()
        column = QVBoxLayout(card)
        column.setContentsMargins(MARGIN_INSIDE, GRID + 4, MARGIN_INSIDE, GRID + 4)
        column.setSpacing(GRID)
        column.addWidget(row)
        column.addWidget(self._about)
        column.addWidget(self._hint)
        column.addWidget(self._tabs(), 1)
        return card

    def _tabs(self) -> QTabWidget:
        found = table_view(self._findings, tr("Results, item by item"))
        tabs = QTabWidget()
        tabs.setAccessibleName(tr("Results and drills"))
        tabs.tabBar().setAccessibleName(tr("Results and drills"))
        tabs.addTab(found, tr("Results"))
        tabs.addTab(self._drills, tr("Drills"))
        return tabs


def with_ending(path: Path, which: str) -> Path:
    """The path with the ending of the filter that was chosen, where it has none of its own.

    >>> with_ending(Path("report"), "PDF (*.pdf)").name
    'report.pdf'
    """
    if path.suffix.casefold() in KINDS:
        return path
    kind = next((kind for kind in KINDS if FILTERS[kind] == which), KINDS[0])
    return path.with_name(path.name + kind)


def _why_never(kind: str, level: Level) -> str:
    if level not in model.offered(kind):
        return tr("A database like this cannot say what it was at the moment of a snapshot.")
    return tr("This was never tried. Choose the level and press Verify now.")
