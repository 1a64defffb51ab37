"""When things happen by themselves, and how old the newest snapshot may become; with the next
runs beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QVBoxLayout, QWidget

from desktop_app.engine.catalog.entries import JobKind, Planned
from desktop_app.engine.errors import LabVaultError
from desktop_app.engine.schedule.rules import Never, Rule
from desktop_app.gui.error_text import error_text
from desktop_app.gui.models import schedule as model
from desktop_app.gui.models.schedule_words import as_rule
from desktop_app.gui.models.state import Tone
from desktop_app.gui.text import shown, tr
from desktop_app.gui.theme.tokens import GRID, MARGIN_INSIDE
from desktop_app.gui.widgets.beside import Beside
from desktop_app.gui.widgets.field import Field
from desktop_app.gui.widgets.frames import Card
from desktop_app.gui.widgets.labels import label, paragraph
from desktop_app.gui.widgets.span import SpanField

DAY = 86_400
PREVIEW_WIDTH = 38 * GRID

Fits = Callable[[Rule, JobKind], None]
"""Raises where the target cannot have such a rule."""


def anything_fits(_rule: Rule, _kind: JobKind) -> None:
    """As long as the target is not known."""


class ScheduleForm(QWidget):
    """A line for each kind of job, the limits, and the next runs of the line somebody is in."""

    changed = Signal()

    def __init__(
        self,
        kinds: Sequence[JobKind],
        zone: str,
        clock: Callable[[], datetime],
        *,
        with_proof: bool,
    ) -> None:
        """``zone``: this computer's, for what has no schedule yet."""
        super().__init__()
        self._clock, self._zone = clock, zone
        self._fits: Fits = anything_fits
        self._before: dict[JobKind, Planned] = {}
        self._current = kinds[0]
        self._lines = {kind: _rule_line(tr(model.KINDS[kind])) for kind in kinds}
        self._fields = {k: Field(tr(model.KINDS[k]), line) for k, line in self._lines.items()}
        self._limit = SpanField(tr("Newest snapshot at most this old"), tr("no limit"))
        self._limit_field = Field(tr("Newest snapshot at most this old"), self._limit)
        self._proof = SpanField(tr("Last proven restore at most this old"), tr("no limit"), (DAY,))
        self._proof_field = Field(tr("Last proven restore at most this old, in days"), self._proof)
        self._proof_field.setVisible(with_proof)
        self._runs_title, self._runs = label("", "strong"), paragraph("")
        self._about = paragraph("", "note")
        self._build()
        for kind, line in self._lines.items():
            line.editTextChanged.connect(self._editor_of(kind))
            line.installEventFilter(self)
            if (typed := line.lineEdit()) is not None:
                typed.installEventFilter(self)
        self._limit.changed.connect(self._edited)
        self._proof.changed.connect(self.changed)

    def fill(
        self,
        plans: Mapping[JobKind, Planned],
        rpo_seconds: int | None,
        proof_days: int | None,
        fits: Fits = anything_fits,
    ) -> None:
        """Show what there is; a kind that has no plan happens by hand."""
        self._before, self._fits = dict(plans), fits
        parts = (*self._lines.values(), self._limit, self._proof)
        for part in parts:
            part.blockSignals(True)
        for kind, line in self._lines.items():
            rule = plans[kind].rule if kind in plans else model.NEVER
            line.setEditText(model.to_edit(rule))
        self._limit.show_seconds(rpo_seconds)
        self._proof.show_seconds(proof_days * DAY if proof_days else None)
        for part in parts:
            part.blockSignals(False)
        self._current = next(iter(self._lines))
        self._look()

    def fit(self, fits: Fits) -> None:
        """The target is known now."""
        self._fits = fits
        self._look()

    def show_limit(self, seconds: int | None) -> None:
        """Another limit for the newest snapshot."""
        self._limit.show_seconds(seconds)

    @property
    def rpo_seconds(self) -> int | None:
        return self._limit.seconds

    @property
    def proof_days(self) -> int | None:
        seconds = self._proof.seconds
        return seconds // DAY if seconds else None

    def check(self) -> bool:
        """Whether all lines mean something that the target can have; what does not is told."""
        self._look()
        return not any(field.problem for field in self._fields.values())

    def plans(self) -> tuple[Planned, ...]:
        """What is other than it was filled with; :meth:`check` first."""
        return tuple(p for kind, p in self.all_plans().items() if p != self._was(kind))

    def all_plans(self) -> dict[JobKind, Planned]:
        """All lines, those that say *never* among them."""
        return {
            kind: Planned(kind, self.rule_of(kind) or model.NEVER, *self._more(kind))
            for kind in self._lines
        }

    def rule_of(self, kind: JobKind) -> str:
        """What is typed, as the catalog keeps it; as it was where nobody changed its words."""
        typed, was = self._lines[kind].currentText().strip(), self._was(kind).rule
        return was if typed == model.to_edit(was) else as_rule(typed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        """The next runs are those of the line that the keyboard is in."""
        if event.type() is QEvent.Type.FocusIn:
            for kind, line in self._lines.items():
                if watched in (line, line.lineEdit()) and kind is not self._current:
                    self._current = kind
                    self._look()
        return super().eventFilter(watched, event)

    def _was(self, kind: JobKind) -> Planned:
        before = self._before.get(kind)
        return before or Planned(kind, model.NEVER, self._zone, {})

    def _more(self, kind: JobKind) -> tuple[str, Mapping[str, object]]:
        was = self._was(kind)
        return was.zone, was.arguments

    def _editor_of(self, kind: JobKind) -> Callable[[str], None]:
        def edited(_words: str) -> None:
            self._current = kind
            self._edited()

        return edited

    def _edited(self) -> None:
        self._look()
        self.changed.emit()

    def _look(self) -> None:
        now = self._clock()
        for kind, line in self._lines.items():
            found = model.preview(line.currentText(), self._was(kind).zone, now)
            self._fields[kind].complain(found.problem or self._misfit(kind, found))
            if kind is JobKind.BACKUP:
                limit = self._limit.seconds
                span = None if limit is None else timedelta(seconds=limit)
                self._limit_field.complain(model.limit_problem(span, found), Tone.WARNING)
            if kind is self._current:
                self._show_runs(kind, found)

    def _misfit(self, kind: JobKind, found: model.Preview) -> str:
        if found.rule is None:
            return ""
        try:
            self._fits(found.rule, kind)
        except LabVaultError as error:
            words = error_text(error)
            return f"{words.why} {words.hint}".strip()
        return ""

    def _show_runs(self, kind: JobKind, found: model.Preview) -> None:
        self._runs_title.setText(tr("{what}: next runs").format(what=tr(model.KINDS[kind])))
        if found.problem:
            self._runs.setText(tr("None as long as the line is not understood."))
            self._about.show()
            self._about.setText(tr("For example: every day at 20:00, or 0 20 * * 1-5."))
            return
        by_hand = isinstance(found.rule, Never)
        none = tr("None: only when somebody asks for it.")
        waiting = tr("When it happens cannot be said ahead.")
        self._runs.setText("\n".join(found.runs) or (none if by_hand else waiting))
        self._runs.setAccessibleName("\n".join((self._runs_title.text(), self._runs.text())))
        zone = self._was(kind).zone
        words = tr("{rule}, by the clock of {zone}").format(rule=found.words, zone=shown(zone))
        if zone != self._zone:
            words += " " + tr("(shown in this computer's time)")
        self._about.setText("" if by_hand else words)
        self._about.setVisible(not by_hand)

    def _build(self) -> None:
        left = QGridLayout()
        left.setSpacing(GRID)
        left.setHorizontalSpacing(2 * GRID)
        columns = 2 if len(self._fields) > 1 else 1
        fields = (*self._fields.values(), self._limit_field, self._proof_field)
        for at, field in enumerate(fields):
            left.addWidget(field, at // columns, at % columns, Qt.AlignmentFlag.AlignTop)
            left.setColumnStretch(at % columns, 1)
        left.setRowStretch(len(fields), 1)
        card = Card()
        card.setMinimumWidth(PREVIEW_WIDTH)
        right = QVBoxLayout(card)
        right.setContentsMargins(*(MARGIN_INSIDE,) * 4)
        right.setSpacing(GRID)
        for each in (self._runs_title, self._runs, self._about):
            right.addWidget(each)
        right.addStretch(1)
        beside, whole = QVBoxLayout(), QVBoxLayout(self)
        beside.addWidget(card, 0, Qt.AlignmentFlag.AlignTop)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(Beside(left, beside, 2 * GRID, 0, self))


def _rule_line(name: str) -> QComboBox:
    line = QComboBox()
    line.setEditable(True)
    line.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    line.addItems([model.to_edit(rule) for rule in model.OFFERED])
    line.setAccessibleName(name)
    line.setMinimumContentsLength(24)
    return line
