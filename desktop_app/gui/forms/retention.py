"""How many snapshots are kept, and beside it what that means for those that there are."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from desktop_app.engine.errors import LabVaultError
from desktop_app.engine.keeping.retention import MOST_DAYS, TRASH_DAYS, Known, Retention, Verdict
from desktop_app.engine.model import Snapshot
from desktop_app.gui.error_text import error_text
from desktop_app.gui.models import retention as model
from desktop_app.gui.models.state import Tone
from desktop_app.gui.models.table import Table
from desktop_app.gui.tasks import Task, Tasks
from desktop_app.gui.text import later, tr
from desktop_app.gui.theme.tokens import GRID
from desktop_app.gui.widgets.beside import Beside
from desktop_app.gui.widgets.buttons import button
from desktop_app.gui.widgets.field import Field
from desktop_app.gui.widgets.labels import paragraph, set_tone
from desktop_app.gui.widgets.number import NumberField
from desktop_app.gui.widgets.views import table_view

NAMES = {
    "last": later("Newest"),
    "daily": later("One a day"),
    "weekly": later("One a week"),
    "monthly": later("One a month"),
    "yearly": later("One a year"),
    "at_least": later("At least, whatever the rules"),
    "trash_days": later("Days in the trash"),
}
USUAL = Retention(daily=7, weekly=4, monthly=12, at_least=3)
MOST = 10_000
PAUSE_MS = 150  # between typing and judging: a target may have tens of thousands of snapshots
COLUMNS = 3
LEAST_FATES = 34 * GRID  # pixels


class RetentionForm(QWidget):
    """``judging`` is emitted when the preview begins to be made anew, ``judged`` when it shows."""

    changed = Signal()
    judged = Signal()

    def __init__(self, tasks: Tasks, clock: Callable[[], datetime]) -> None:
        super().__init__()
        self._tasks, self._clock = tasks, clock
        self._snapshots: tuple[Snapshot, ...] = ()
        self._known = Known()
        self._filled: Retention | None = None
        self._task: Task[model.Judged] | None = None
        self._numbers = {rule: _number(rule) for rule in NAMES}
        self._table: Table[Verdict] = Table(model.columns(clock()), self)
        self._outcome, self._outlook = paragraph("", "strong"), paragraph("", "note")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self._judge)
        self._build()
        for number in self._numbers.values():
            number.valueChanged.connect(lambda _: self._edited())

    def fill(
        self, retention: Retention | None, snapshots: tuple[Snapshot, ...], known: Known
    ) -> None:
        """Show what is kept now; ``snapshots`` are those that there are of the target."""
        self._filled, self._snapshots, self._known = retention, snapshots, known
        self._show(retention or Retention())
        self._judge()

    def retention(self) -> Retention | None:
        """What the fields say; None where everything is kept, and was."""
        said = Retention(**{rule: number.value() for rule, number in self._numbers.items()})
        if said.keeps_all and (self._filled is None or self._filled.keeps_all):
            return self._filled
        return None if said.keeps_all else said

    def _show(self, retention: Retention) -> None:
        for rule, number in self._numbers.items():
            number.blockSignals(True)
            number.setValue(getattr(retention, rule))
            number.blockSignals(False)

    def _suggest(self) -> None:
        self._show(USUAL)
        self._edited()

    def _keep_all(self) -> None:
        self._show(Retention(trash_days=self._numbers["trash_days"].value()))
        self._edited()

    def _edited(self) -> None:
        self._timer.start()
        self.changed.emit()

    def _judge(self) -> None:
        self._timer.stop()
        if self._task is not None:
            self._task.cancel()
        snapshots, known, now = self._snapshots, self._known, self._clock()
        rules = self.retention()
        self._task = self._tasks.run(
            self,
            lambda _: model.judged(snapshots, rules, known, now),
            lambda found: self._show_judged(found, rules),
            self._fail,
        )

    def _show_judged(self, found: model.Judged, rules: Retention | None) -> None:
        if rules != self.retention():
            return  # more was typed meanwhile, and is being judged
        now = self._clock()
        self._table.show_columns(model.columns(now), found.verdicts)
        tone, words = model.outcome(found)
        self._tell(tone, words)
        self._outlook.setText(model.outlook(found, now))
        self._outlook.setVisible(bool(self._outlook.text()))
        self.judged.emit()

    def _fail(self, error: LabVaultError) -> None:
        self._tell(Tone.BAD, str(error_text(error)))

    def _tell(self, tone: Tone, words: str) -> None:
        self._outcome.setText(f"{tone.shape}  {words}" if tone is not Tone.NONE else words)
        set_tone(self._outcome, tone)

    def _build(self) -> None:
        fields = QGridLayout()
        fields.setHorizontalSpacing(2 * GRID)
        fields.setVerticalSpacing(GRID)
        for at, (rule, number) in enumerate(self._numbers.items()):
            fields.addWidget(Field(tr(NAMES[rule]), number), at // COLUMNS, at % COLUMNS)
        usual = button(tr("Usual: {list}").format(list=model.words(USUAL)), self._suggest, "link")
        every = button(tr("Keep all"), self._keep_all, "link")
        left = QVBoxLayout()
        left.setSpacing(GRID)
        left.addLayout(fields)
        left.addWidget(usual)
        left.addWidget(every)
        left.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(GRID)
        view = table_view(self._table, tr("What would become of each snapshot"), stretched=2)
        view.setMinimumHeight(12 * GRID)
        right.addWidget(self._outcome)
        right.addWidget(view, 1)
        right.addWidget(self._outlook)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(Beside(left, right, 2 * GRID, LEAST_FATES, self, second_grows=True))


def _number(rule: str) -> NumberField:
    in_days = rule == "trash_days"
    made = NumberField(tr(NAMES[rule]), 0, MOST_DAYS if in_days else MOST, "" if in_days else "–")
    made.setValue(TRASH_DAYS if in_days else 0)
    return made
