"""The drills that were run: a list of them, and the checks of the one that is chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from desktop_app.engine.catalog.entries import Job
from desktop_app.engine.errors import LabVaultError
from desktop_app.gui import proofs
from desktop_app.gui.error_text import error_text
from desktop_app.gui.lab import Lab
from desktop_app.gui.models import drill as drill_model
from desktop_app.gui.models import verification as model
from desktop_app.gui.models.table import Table
from desktop_app.gui.tasks import Task
from desktop_app.gui.text import tr
from desktop_app.gui.theme.tokens import GRID
from desktop_app.gui.widgets.labels import paragraph
from desktop_app.gui.widgets.views import table_view

DRILLS, CHECKS = 45, 55  # their shares of the width
MEASURED = 4  # columns: when, what, how it ended, how long it took


class DrillHistory(QWidget):
    def __init__(self, lab: Lab) -> None:
        super().__init__()
        self._lab = lab
        self._reading: Task[drill_model.Drill] | None = None
        self._drills: Table[Job] = Table(model.drill_columns(lab.clock(), {}), self)
        self._checks: Table[drill_model.Check] = Table(drill_model.columns(), self)
        self._none = paragraph(tr("No drill was run yet. A drill really restores, and is timed."))
        self._problem = paragraph("", "note")
        self._problem.hide()
        self._view = table_view(self._drills, tr("Drills"), stretched=1, spare=(3,))
        self._view.selectionModel().currentChanged.connect(
            lambda now, _before: self._choose(self._drills.row(now))
        )
        self._found = table_view(self._checks, tr("Checks of the chosen drill"), stretched=2)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(GRID)
        for at, (each, share) in enumerate(((self._view, DRILLS), (self._found, CHECKS))):
            split.addWidget(each)
            split.setStretchFactor(at, share)
        split.setSizes([DRILLS * GRID, CHECKS * GRID])
        self._split = split
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._none)
        column.addWidget(self._problem)
        column.addWidget(split, 1)
        column.addStretch(0)

    def show_drills(self, drills: Sequence[Job], limits: Mapping[str, int]) -> None:
        """The newest first; the one that is chosen stays so."""
        kept = self._drills.row(self._view.currentIndex())
        # What the other columns would say stands among the checks.
        columns = model.drill_columns(self._lab.clock(), dict(limits))[:MEASURED]
        self._drills.show_columns(columns, drills)
        self._none.setVisible(not drills)
        self._split.setVisible(bool(drills))
        place = self._drills.place_of(lambda job: kept is not None and job.key == kept.key)
        if drills:
            self._view.setCurrentIndex(place if place.isValid() else self._drills.index(0, 0))

    def _choose(self, job: Job | None) -> None:
        if self._reading is not None:
            self._reading.cancel()
        self._problem.hide()
        if job is None:
            self._checks.show_rows([])
            return
        self._reading = self._lab.tasks.run(
            self, lambda _: proofs.drill(self._lab, job), self._show, self._fail
        )

    def _show(self, drill: drill_model.Drill) -> None:
        chosen = self._drills.row(self._view.currentIndex())
        if chosen is not None and chosen.key == drill.job.key:
            self._checks.show_rows(drill_model.checks(drill))

    def _fail(self, error: LabVaultError) -> None:
        self._checks.show_rows([])
        self._problem.setText(str(error_text(error)))
        self._problem.show()
