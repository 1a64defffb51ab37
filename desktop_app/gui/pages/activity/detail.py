"""One job: how it stands, why, what is left of it, its figures and its log."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout

from desktop_app.engine.catalog.entries import Job, JobState
from desktop_app.engine.errors import LabVaultError
from desktop_app.gui import commands
from desktop_app.gui.error_text import error_text
from desktop_app.gui.lab import Lab
from desktop_app.gui.models import activity
from desktop_app.gui.models.log_lines import said_line
from desktop_app.gui.text import shown, tr
from desktop_app.gui.theme.tokens import GRID, MARGIN_INSIDE
from desktop_app.gui.widgets.as_command import command_button
from desktop_app.gui.widgets.buttons import button
from desktop_app.gui.widgets.frames import Card
from desktop_app.gui.widgets.labels import label, paragraph

Act = Callable[[Job], None]


@dataclass(frozen=True)
class JobActions:
    """What a person can do with a job. ``lines`` reads its log, in a task."""

    cancel: Act
    retry: Act
    dismiss: Act
    lines: Callable[[Job], tuple[str, ...]]


class JobDetail(Card):
    def __init__(self, lab: Lab, actions: JobActions) -> None:
        super().__init__()
        self._lab, self._actions = lab, actions
        self.job: Job | None = None
        self._lines: tuple[str, ...] = ()
        self._title, self._about = label("", "title"), label("", "muted")
        self._why, self._left = paragraph(""), paragraph("", "muted")
        self._log = QPlainTextEdit()
        self._log.setReadOnly(True)
        self._log.setTabChangesFocus(True)
        self._log.setAccessibleName(tr("Log of the job"))
        self._copied = label("", "note")
        self._retry = button(tr("Retry"), self._with_job(actions.retry))
        self._dismiss = button(tr("Dismiss"), self._with_job(actions.dismiss))
        self._cancel = button(tr("Cancel"), self._with_job(actions.cancel))
        self._command = command_button(self._retry_command, about=tr("Retry"))
        self._lay_out()

    def show_job(self, job: Job | None) -> None:
        """None hides it. The log is read anew only where the job is another than before."""
        before, self.job = self.job, job
        self.setVisible(job is not None)
        if job is None or job == before:
            return
        name = f"{tr(activity.NAMES[job.kind])}: "
        self._title.setText(name + activity.how_it_stands(job, self._lab.clock()))
        self._about.setText(activity.facts(job, self._lab.clock()))
        for line, words in (
            (self._why, activity.why(job)),
            (self._left, activity.left_behind(job)),
        ):
            line.setText(words)
            line.setVisible(bool(words))
        self._retry.setVisible(activity.may_retry(job))
        self._command.setVisible(activity.may_retry(job))
        self._dismiss.setVisible(job.state is JobState.DEAD and not job.dismissed)
        self._cancel.setVisible(job.state in (JobState.QUEUED, JobState.RUNNING))
        self._cancel.setEnabled(not job.cancel_asked)
        self._copied.clear()
        if before is None or before.key != job.key:
            self._lines = ()
            self._log.setPlainText(tr("Reading the log…"))
        self._lab.tasks.run(
            self, lambda _: (job, self._actions.lines(job)), self._show_lines, self._fail
        )

    def _show_lines(self, found: tuple[Job, tuple[str, ...]]) -> None:
        job, lines = found
        if self.job is None or job.key != self.job.key:
            return  # another one was chosen meanwhile
        self._lines = lines
        self._log.setPlainText(
            "\n".join(shown(said_line(line)) for line in lines) or tr("It told nothing.")
        )

    def _fail(self, error: LabVaultError) -> None:
        self._log.setPlainText(str(error_text(error)))

    def _copy(self) -> None:
        if self.job is not None:
            QGuiApplication.clipboard().setText(activity.for_support(self.job, self._lines))
            self._copied.setText(tr("Copied."))

    def _retry_command(self) -> str:
        return "" if self.job is None else self._lab.command(*commands.retry(self.job.key))

    def _with_job(self, act: Act) -> Callable[[], None]:
        def acted() -> None:
            if self.job is not None:
                act(self.job)

        return acted

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(GRID)
        row.addWidget(self._title, 1)
        row.addWidget(self._copied)
        for each in (self._command, self._retry, self._dismiss, self._cancel):
            row.addWidget(each)
        row.addWidget(button(tr("Copy for support"), self._copy))
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN_INSIDE, GRID, MARGIN_INSIDE, GRID + 4)
        column.setSpacing(GRID)
        column.addLayout(row)
        for line in (self._about, self._why, self._left):
            column.addWidget(line)
        column.addWidget(self._log, 1)
