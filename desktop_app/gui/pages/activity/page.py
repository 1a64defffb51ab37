"""Activity: what runs now with true progress, what waits, what was done, what was given up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from desktop_app.engine.catalog.entries import Job
from desktop_app.engine.catalog.job_search import NO_FILTER, JobFilter, JobSums, find_jobs, sum_jobs
from desktop_app.engine.errors import LabVaultError, UnknownName
from desktop_app.engine.progress import Meter
from desktop_app.gui.error_text import error_text
from desktop_app.gui.lab import Lab
from desktop_app.gui.models import activity
from desktop_app.gui.models.history import PAGE, History
from desktop_app.gui.pages.activity.cards import RunningCard, given_up
from desktop_app.gui.pages.activity.detail import JobActions, JobDetail
from desktop_app.gui.pages.activity.filters import JobFilters
from desktop_app.gui.pages.page import Page, clear
from desktop_app.gui.tasks import Task
from desktop_app.gui.text import tr
from desktop_app.gui.theme.tokens import GRID
from desktop_app.gui.widgets.buttons import button
from desktop_app.gui.widgets.labels import paragraph
from desktop_app.gui.widgets.views import table_view

AMOUNTS = (6, 5)  # columns; of the one that is chosen they are told below

Running = Sequence[tuple[Job, activity.Moving]]


@dataclass(frozen=True)
class _Found:
    """What one look found. ``asked``: the keys beyond the first page that were read again, of
    which ``others`` still fit. ``whole`` sums up all jobs, ``sums`` those that fit."""

    wanted: JobFilter
    page: tuple[Job, ...]
    asked: tuple[int, ...]
    others: dict[int, Job]
    sums: JobSums
    whole: JobSums
    needing: Job | None
    targets: tuple[str, ...]
    sought: Job | None


class ActivityPage(Page):
    def __init__(self, lab: Lab, actions: JobActions) -> None:
        super().__init__(tr("Activity"))
        self._lab, self._actions = lab, actions
        self._cards: dict[int, RunningCard] = {}
        self._whole = JobSums()
        self._shown: JobFilter | None = None
        self._sought: int | None = None
        self._looking: Task[_Found] | None = None
        self._again = False
        self._needing: tuple[Job, int] | None = None
        self._table = History(activity.columns(lab.clock()), self)
        self._table.more_wanted.connect(self._read_on)
        self._running, self._trouble = QVBoxLayout(), QVBoxLayout()
        self._running.setSpacing(GRID)
        self._filters = JobFilters(lab.clock)
        self._filters.changed.connect(self.refresh)
        self._detail = JobDetail(lab, actions)
        self._build()
        self.say(tr("Looking…"), "")

    def refresh(self) -> None:
        """At most one look at a time: what changes during it is looked at after it."""
        if self._looking is not None and not self._looking.ended:
            self._again = True
            return
        wanted, sought, head = self._filters.wanted(), self._sought, self._table
        chosen = self._detail.job.key if self._detail.job else None
        same = wanted == self._shown
        self._looking = self._lab.tasks.run(
            self,
            lambda _: self._look(wanted, head.open_keys((), chosen) if same else (), sought),
            self._show,
            self._fail,
        )

    def show_job(self, key: int) -> None:
        """Choose a job, also one that lies far back."""
        self._sought = key
        self._filters.clear()
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

    def _look(self, wanted: JobFilter, asked: tuple[int, ...], sought: int | None) -> _Found:
        database, name = self._lab.whole_catalog.database, self._lab.name
        page = find_jobs(database, name, wanted, PAGE)
        others = find_jobs(database, name, wanted, len(asked), keys=asked) if asked else ()
        sums = sum_jobs(database, name, wanted)
        whole = sums if wanted == NO_FILTER else sum_jobs(database, name)
        needing = find_jobs(database, name, JobFilter(needs_person=True), 1)
        return _Found(
            wanted,
            page,
            asked,
            {job.key: job for job in others},
            sums,
            whole,
            needing[0] if needing else None,
            tuple(target.name for target in self._lab.catalog.targets.list()),
            self._load(sought),
        )

    def _load(self, key: int | None) -> Job | None:
        try:
            return None if key is None else self._lab.catalog.jobs.load(key)
        except UnknownName:
            return None  # it was tidied away meanwhile

    def _show(self, found: _Found) -> None:
        self._looking = None
        again, self._again = self._again, False
        if again:
            self.refresh()
        if found.wanted != self._filters.wanted():
            return  # somebody asked for others meanwhile, and they are being read
        self._whole = found.whole
        self._say()
        self._filters.show_targets(found.targets)
        self._show_trouble(found)
        self._show_rows(found)
        self._figures.setText(activity.figures(found.sums) if found.page else "")
        self._empty.setVisible(not found.page)
        self._view.setVisible(bool(found.page))
        anything = bool(found.whole.count)
        self._filters.setVisible(anything)
        self._clear.setVisible(anything)
        none = tr("No job yet. Every backup, verification, drill and restore is listed here.")
        self._no_rows.setText(tr("No job fits this search.") if anything else none)
        if found.sought is not None and found.sought.key == self._sought:
            self._sought = None
            self._detail.show_job(found.sought)
            self._point_at(found.sought.key)

    def _show_rows(self, found: _Found) -> None:
        chosen = self._detail.job.key if self._detail.job else None
        if found.wanted == self._shown:
            stay = self._table.renew(found.page, found.others, found.asked)
        else:
            self._shown, stay = found.wanted, False
            self._table.begin(activity.columns(self._lab.clock()), found.page)
        if not stay:
            self._point_at(chosen)
        newer = self._table.row(self._view.currentIndex())
        if newer is not None and newer.key == chosen:
            self._detail.show_job(newer)

    def _point_at(self, key: int | None) -> None:
        place = self._table.place_of(lambda job: job.key == key)
        if place.isValid():
            self._view.setCurrentIndex(place)
            self._view.scrollTo(place)

    def _show_trouble(self, found: _Found) -> None:
        needing = None if found.needing is None else (found.needing, found.whole.needing)
        if needing == self._needing:
            return
        self._needing = needing
        clear(self._trouble)
        if needing is not None:
            act = self._actions
            job, count = needing
            banner = given_up(job, count - 1, act.retry, act.dismiss, self._filters.show_needing)
            self._trouble.addWidget(banner)

    def _read_on(self) -> None:
        wanted, before = self._shown, self._table.oldest
        if wanted is None or before is None:
            return

        def read(_meter: Meter) -> tuple[JobFilter, int, tuple[Job, ...]]:
            database, name = self._lab.whole_catalog.database, self._lab.name
            return wanted, before, find_jobs(database, name, wanted, PAGE, before=before)

        self._lab.tasks.run(self, read, self._append, self._fail)

    def _append(self, found: tuple[JobFilter, int, tuple[Job, ...]]) -> None:
        wanted, before, page = found
        if wanted == self._shown and before == self._table.oldest:
            self._table.append(page)

    def _fail(self, error: LabVaultError) -> None:
        self._looking = None
        words = error_text(error)
        self.say(words.what, f"{words.why} {words.hint}")

    def _say(self) -> None:
        self.say(*activity.heading(len(self._cards), self._whole))

    def _choose(self, job: Job | None) -> None:
        if job is not None:
            self._detail.show_job(job)

    def _add_card(self, job: Job) -> RunningCard:
        card = RunningCard(job, lambda: self._actions.cancel(job))
        self._running.addWidget(card)
        return card

    def _build(self) -> None:
        self._view = table_view(self._table, tr("Jobs"), stretched=1, spare=AMOUNTS)
        self._view.selectionModel().currentChanged.connect(
            lambda now, _before: self._choose(self._table.row(now))
        )
        self._figures = paragraph("", "note")
        upper = QWidget()
        column = QVBoxLayout(upper)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(self._filters)
        column.addWidget(self._nothing())
        column.addWidget(self._view, 1)
        column.addWidget(self._figures)
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(GRID)
        self.body.addLayout(self._trouble)
        self.body.addLayout(self._running)
        self.body.addWidget(split, 1)
        split.addWidget(upper)
        split.addWidget(self._detail)
        self._detail.hide()
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)

    def _nothing(self) -> QWidget:
        """What stands where the table would."""
        self._no_rows = paragraph("")
        self._clear = button(tr("Show all jobs"), self._filters.clear)
        self._empty = QWidget()
        column = QVBoxLayout(self._empty)
        column.setContentsMargins(0, GRID, 0, 0)
        row = QHBoxLayout()
        row.addWidget(self._clear)
        row.addStretch(1)
        column.addWidget(self._no_rows)
        column.addLayout(row)
        column.addStretch(1)
        self._filters.hide()
        self._empty.hide()
        return self._empty
