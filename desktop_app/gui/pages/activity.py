"""Activity: what runs now with true progress, what waits, what was done, what was given up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QPlainTextEdit,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from desktop_app.engine.catalog.entries import Job, JobState
from desktop_app.engine.progress import Meter
from desktop_app.gui import commands
from desktop_app.gui.lab import Lab
from desktop_app.gui.models import activity
from desktop_app.gui.models.table import Table
from desktop_app.gui.pages.page import Page, clear
from desktop_app.gui.text import tr
from desktop_app.gui.theme.tokens import GRID, MARGIN_INSIDE
from desktop_app.gui.widgets.as_command import command_button
from desktop_app.gui.widgets.buttons import button
from desktop_app.gui.widgets.frames import Card
from desktop_app.gui.widgets.labels import label, paragraph
from desktop_app.gui.widgets.part_bar import PartBar
from desktop_app.gui.widgets.views import table_view

MOST = 2000

Act = Callable[[Job], None]
Running = Sequence[tuple[Job, activity.Moving]]


@dataclass(frozen=True)
class JobActions:
    """What a person can do with a job. ``lines`` reads its log, in a task."""

    cancel: Act
    retry: Act
    dismiss: Act
    lines: Callable[[Job], tuple[str, ...]]


class ActivityPage(Page):
    def __init__(self, lab: Lab, actions: JobActions) -> None:
        super().__init__(tr("Activity"))
        self._lab, self._actions = lab, actions
        self._jobs: tuple[Job, ...] = ()
        self._cards: dict[int, _RunningCard] = {}
        self._chosen: Job | None = None
        self._wanted: int | None = None
        self._lines: tuple[str, ...] = ()
        self._table: Table[Job] = Table(activity.columns(lab.clock()), self)
        self._running = QVBoxLayout()
        self._running.setSpacing(GRID)
        self._build()
        self.say(tr("Looking…"), "")

    def refresh(self) -> None:
        self._lab.tasks.run(self, self._look, self._show, lambda _: None)

    def show_job(self, key: int) -> None:
        """Choose a job as soon as it is in the list."""
        self._wanted = key
        self._state.setCurrentIndex(0)
        self.refresh()

    def show_running(self, running: Running) -> None:
        """Called ten times a second: cards are kept, only their words change."""
        keys = {job.key for job, _ in running}
        if keys != self._cards.keys():
            clear(self._running)
            self._cards = {job.key: self._add_card(job) for job, _ in running}
            self._say()
        for job, moving in running:
            self._cards[job.key].show_progress(moving)

    def _look(self, _meter: Meter) -> tuple[Job, ...]:
        return self._lab.catalog.jobs.list(MOST)

    def _show(self, jobs: tuple[Job, ...]) -> None:
        self._jobs = jobs
        self._say()
        self._filter()

    def _say(self) -> None:
        self.say(*activity.heading(len(self._cards), self._jobs))

    def _filter(self) -> None:
        wanted = self._state.currentData()
        chosen = [job for job in self._jobs if not wanted or job.state in wanted]
        self._table.show_columns(activity.columns(self._lab.clock()), chosen)
        self._empty.setVisible(not chosen)
        self._view.setVisible(bool(chosen))
        sought = self._wanted or (self._chosen.key if self._chosen else None)
        place = self._table.place_of(lambda job: job.key == sought)
        if place.isValid():
            self._wanted = None
            self._view.setCurrentIndex(place)
            self._view.scrollTo(place)

    def _choose(self, job: Job | None) -> None:
        self._chosen = job
        self._detail.setVisible(job is not None)
        if job is None:
            return
        self._title.setText(f"{tr(activity.NAMES[job.kind])}: {activity.state_text(job.state)}")
        why = activity.why(job)
        self._why.setText(why)
        self._why.setVisible(bool(why))
        self._retry.setVisible(activity.may_retry(job))
        self._command.setVisible(activity.may_retry(job))
        self._dismiss.setVisible(job.state is JobState.DEAD and not job.dismissed)
        self._cancel.setVisible(job.state in (JobState.QUEUED, JobState.RUNNING))
        self._log.setPlainText(tr("Reading the log…"))
        self._lab.tasks.run(
            self, lambda _: self._actions.lines(job), self._show_lines, lambda _: None
        )

    def _show_lines(self, lines: tuple[str, ...]) -> None:
        self._lines = lines
        self._log.setPlainText("\n".join(lines) or tr("It told nothing."))

    def _copy(self) -> None:
        if self._chosen is not None:
            words = activity.for_support(self._chosen, self._lines)
            QGuiApplication.clipboard().setText(words)

    def _retry_command(self) -> str:
        job = self._chosen
        return "" if job is None else self._lab.command(*commands.retry(job.key))

    def _add_card(self, job: Job) -> _RunningCard:
        card = _RunningCard(lambda: self._actions.cancel(job))
        self._running.addWidget(card)
        return card

    def _build(self) -> None:
        self._state = QComboBox()
        self._state.setAccessibleName(tr("Which jobs"))
        for words, states in (
            (tr("All jobs"), ()),
            (tr("Waiting"), (JobState.QUEUED,)),
            (tr("Given up or failed"), (JobState.DEAD, JobState.FAILED)),
            (tr("Done"), (JobState.SUCCEEDED, JobState.WARNING)),
            (tr("Stopped"), (JobState.CANCELLED,)),
        ):
            self._state.addItem(words, states)
        self._state.currentIndexChanged.connect(self._filter)
        self._view = table_view(self._table, tr("Jobs"), stretched=1)
        self._view.setSortingEnabled(True)
        self._view.selectionModel().currentChanged.connect(
            lambda now, _before: self._choose(self._table.row(now))
        )
        self._empty = paragraph(tr("No job of this kind yet. Every backup is listed here."))
        row = QHBoxLayout()
        row.addWidget(self._state)
        row.addStretch(1)
        upper = QWidget()
        column = QVBoxLayout(upper)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addLayout(row)
        column.addWidget(self._empty)
        column.addWidget(self._view, 1)
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(GRID)
        split.addWidget(upper)
        self._detail = self._details()
        split.addWidget(self._detail)
        split.setStretchFactor(0, 3)
        self.body.addLayout(self._running)
        self.body.addWidget(split, 1)

    def _details(self) -> QWidget:
        self._title, self._why = label("", "title"), paragraph("")
        self._log = QPlainTextEdit()
        self._log.setReadOnly(True)
        self._log.setAccessibleName(tr("Log of the job"))
        self._retry = button(tr("Retry"), self._with_chosen(self._actions.retry))
        self._dismiss = button(tr("Dismiss"), self._with_chosen(self._actions.dismiss))
        self._cancel = button(tr("Cancel"), self._with_chosen(self._actions.cancel))
        self._command = command_button(self._retry_command, about=tr("Retry"))
        row = QHBoxLayout()
        row.setSpacing(GRID)
        row.addWidget(self._title, 1)
        for each in (self._retry, self._dismiss, self._cancel):
            row.addWidget(each)
        row.addWidget(self._command)
        row.addWidget(button(tr("Copy for support"), self._copy))
        card = Card()
        column = QVBoxLayout(card)
        column.setContentsMargins(MARGIN_INSIDE, GRID, MARGIN_INSIDE, GRID + 4)
        column.setSpacing(GRID)
        column.addLayout(row)
        column.addWidget(self._why)
        column.addWidget(self._log, 1)
        card.hide()
        return card

    def _with_chosen(self, act: Act) -> Callable[[], None]:
        def acted() -> None:
            if self._chosen is not None:
                act(self._chosen)

        return acted


class _RunningCard(Card):
    """One running job: what, how far, and a way to stop it."""

    def __init__(self, cancel: Callable[[], None]) -> None:
        super().__init__()
        self._doing, self._figures = label("", "strong"), label("", "muted")
        self._bar = PartBar(tr("Progress"))
        words = QVBoxLayout()
        words.setSpacing(GRID // 2)
        for each in (self._doing, self._bar, self._figures):
            words.addWidget(each)
        row = QHBoxLayout(self)
        row.setContentsMargins(MARGIN_INSIDE, GRID + 4, MARGIN_INSIDE, GRID + 4)
        row.setSpacing(MARGIN_INSIDE)
        row.addLayout(words, 1)
        row.addWidget(button(tr("Cancel"), cancel))

    def show_progress(self, moving: activity.Moving) -> None:
        self._doing.setText(moving.doing)
        self._figures.setText(moving.figures)
        self._bar.show_part(moving.part)
