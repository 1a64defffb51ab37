"""Cards of the activity page: a running job, and jobs that wait for a person."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from desktop_app.engine.catalog.entries import Job
from desktop_app.gui.models import activity
from desktop_app.gui.models.state import Tone
from desktop_app.gui.text import shown, tr
from desktop_app.gui.theme.tokens import GRID, MARGIN_INSIDE
from desktop_app.gui.widgets.buttons import button
from desktop_app.gui.widgets.frames import Banner, Card
from desktop_app.gui.widgets.labels import label
from desktop_app.gui.widgets.part_bar import PartBar


class RunningCard(Card):
    """One running job: what, how far, and a way to stop it."""

    def __init__(self, job: Job, cancel: Callable[[], None]) -> None:
        super().__init__()
        self._doing, self._figures = label("", "strong"), label("", "muted")
        self._bar = PartBar(tr("Progress"))
        self._cancel = button(tr("Cancel"), cancel, about=shown(job.target or job.repository))
        words = QVBoxLayout()
        words.setSpacing(GRID // 2)
        for each in (self._doing, self._bar, self._figures):
            words.addWidget(each)
        row = QHBoxLayout(self)
        row.setContentsMargins(MARGIN_INSIDE, GRID + 4, MARGIN_INSIDE, GRID + 4)
        row.setSpacing(MARGIN_INSIDE)
        row.addLayout(words, 1)
        row.addWidget(self._cancel)

    def show_progress(self, moving: activity.Moving) -> None:
        self._doing.setText(moving.doing)
        self._figures.setText(moving.figures)
        self._bar.show_part(moving.part)
        self._cancel.setEnabled(not moving.stopping)


def given_up(
    job: Job,
    others: int,
    retry: Callable[[Job], None],
    dismiss: Callable[[Job], None],
    show_all: Callable[[], None],
) -> Banner:
    """The newest job that was given up; ``others`` says how many more there are."""
    what = tr("{job} of {target} was given up").format(
        job=tr(activity.NAMES[job.kind]), target=shown(job.target or job.repository)
    )
    about = shown(job.target or job.repository)
    buttons = [
        button(tr("Retry"), lambda: retry(job), about=about),
        button(tr("Dismiss"), lambda: dismiss(job), about=about),
    ]
    if others:
        words = tr("Show all {n}").format(n=others + 1)
        buttons.insert(0, button(words, show_all))
    return Banner(Tone.BAD, what, activity.why(job), buttons)
