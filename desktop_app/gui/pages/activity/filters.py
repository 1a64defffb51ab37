"""Which jobs of the history are shown: by words, target, kind, state and time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time, timedelta

from PySide6.QtCore import QDate, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QDateEdit, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop_app.engine.catalog.entries import JobKind, JobState
from desktop_app.engine.catalog.job_search import JobFilter
from desktop_app.gui.models import activity
from desktop_app.gui.text import later, shown, tr
from desktop_app.gui.theme.tokens import GRID
from desktop_app.gui.widgets.beside import Beside
from desktop_app.gui.widgets.labels import label

LEAST_WORDS = 12 * GRID  # pixels
TYPING_MS = 200  # a search for each letter would be one too many
KINDS = (JobKind.BACKUP, JobKind.VERIFY, JobKind.DRILL, JobKind.RESTORE, JobKind.PRUNE)
NEEDS_PERSON, BETWEEN = "needs person", -1
STATES: tuple[tuple[str, tuple[JobState, ...]], ...] = (
    (later("Any state"), ()),
    (later("Waiting"), (JobState.QUEUED,)),
    (later("Running"), (JobState.RUNNING,)),
    (later("Given up or failed"), (JobState.DEAD, JobState.FAILED)),
    (later("Done"), (JobState.SUCCEEDED, JobState.WARNING)),
    (later("Done, with warnings"), (JobState.WARNING,)),
    (later("Stopped"), (JobState.CANCELLED,)),
)
TIMES: tuple[tuple[str, int], ...] = (
    (later("Any time"), 0),
    (later("Today"), 1),
    (later("Last 7 days"), 7),
    (later("Last 30 days"), 30),
    (later("Last 365 days"), 365),
    (later("Between two days"), BETWEEN),
)


class JobFilters(QWidget):
    """``changed``: another choice; typing is waited for. ``clock`` gives the present moment."""

    changed = Signal()

    def __init__(self, clock: Callable[[], datetime]) -> None:
        super().__init__()
        self._clock = clock
        self._words = QLineEdit()
        self._words.setAccessibleName(tr("Search jobs"))
        self._words.setPlaceholderText(tr("Search: a name, an error, a number"))
        self._words.setClearButtonEnabled(True)
        self._target, self._kind = QComboBox(), QComboBox()
        self._state, self._time = QComboBox(), QComboBox()
        self._needing = tr("Given up, not seen")
        self._fill()
        self._first, self._last = _day(tr("First day")), _day(tr("Last day"))
        self._to = label(tr("to"), "muted")
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING_MS)
        self._typing.timeout.connect(self.changed)
        self._words.textChanged.connect(lambda _: self._typing.start())
        for combo in (self._target, self._kind, self._state, self._time):
            combo.currentIndexChanged.connect(lambda _: self._chosen())
        for day in (self._first, self._last):
            day.dateChanged.connect(lambda _: self.changed.emit())
        self._lay_out()

    def wanted(self) -> JobFilter:
        since, until = self._span()
        state = self._state.currentData()
        return JobFilter(
            target=self._target.currentData() or "",
            kinds=() if self._kind.currentData() is None else (self._kind.currentData(),),
            states=() if state == NEEDS_PERSON else state,
            words=self._words.text().strip(),
            since=since,
            until=until,
            needs_person=state == NEEDS_PERSON,
        )

    def clear(self) -> None:
        """All jobs."""
        self._words.clear()
        for combo in (self._target, self._kind, self._state, self._time):
            combo.setCurrentIndex(0)

    def show_needing(self) -> None:
        """Those that were given up, and that nobody has dismissed."""
        self.clear()
        self._state.setCurrentIndex(self._state.findData(NEEDS_PERSON))

    def show_targets(self, names: Sequence[str]) -> None:
        """What there is to choose from; the choice is kept where it still is there."""
        known = [self._target.itemData(at) for at in range(1, self._target.count())]
        if known == list(names):
            return
        kept = self._target.currentData()
        self._target.blockSignals(True)
        self._target.clear()
        self._target.addItem(tr("All targets"), "")
        for name in names:
            self._target.addItem(shown(name), name)
        self._target.setCurrentIndex(max(0, self._target.findData(kept)))
        self._target.blockSignals(False)
        if self._target.currentData() != kept:
            self.changed.emit()

    def _span(self) -> tuple[datetime | None, datetime | None]:
        days = self._time.currentData()
        if not days:
            return None, None
        today = self._clock().astimezone().date()
        if days == BETWEEN:
            first, last = (_python(day.date()) for day in (self._first, self._last))
            return _midnight(first), _midnight(last + timedelta(days=1))
        return _midnight(today - timedelta(days=days - 1)), None

    def _chosen(self) -> None:
        between = self._time.currentData() == BETWEEN
        for each in (self._first, self._to, self._last):
            each.setVisible(between)
        self.changed.emit()

    def _fill(self) -> None:
        self._target.addItem(tr("All targets"), "")
        self._kind.addItem(tr("All kinds"), None)
        for kind in KINDS:
            self._kind.addItem(tr(activity.NAMES[kind]), kind)
        for words, states in STATES:
            self._state.addItem(tr(words), states)
        self._state.addItem(self._needing, NEEDS_PERSON)
        for words, days in TIMES:
            self._time.addItem(tr(words), days)
        for combo, name in (
            (self._target, tr("Jobs of which target")),
            (self._kind, tr("Which kind of jobs")),
            (self._state, tr("Jobs in which state")),
            (self._time, tr("Jobs of which time")),
        ):
            combo.setAccessibleName(name)

    def _lay_out(self) -> None:
        words, row, whole = QVBoxLayout(), QHBoxLayout(), QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        words.addWidget(self._words)
        whole.addWidget(Beside(words, row, GRID, LEAST_WORDS, self))
        for each in (self._target, self._kind, self._state, self._time):
            row.addWidget(each)
        for part in (self._first, self._to, self._last):
            row.addWidget(part)
            part.hide()


def _day(name: str) -> QDateEdit:
    made = QDateEdit(QDate.currentDate())
    made.setAccessibleName(name)
    made.setCalendarPopup(True)
    return made


def _python(day: QDate) -> date:
    return date(day.year(), day.month(), day.day())


def _midnight(day: date) -> datetime:
    """The beginning of a day on this computer's clock, in UTC."""
    return datetime.combine(day, time()).astimezone(UTC)
