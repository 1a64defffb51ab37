"""The running window: pages, workers, tray, and what connects them. Main thread only."""

from __future__ import annotations

import time
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import QObject, QSettings, QTimer, Signal
from PySide6.QtWidgets import QApplication, QMessageBox

from desktop_app.engine.catalog.entries import Job, JobState
from desktop_app.engine.errors import LabVaultError
from desktop_app.engine.progress import Meter
from desktop_app.gui import glimpses
from desktop_app.gui.beginnings import Beginnings
from desktop_app.gui.desktop_messages import DesktopMessages
from desktop_app.gui.doors import Doors
from desktop_app.gui.error_text import error_text
from desktop_app.gui.lab import Lab
from desktop_app.gui.main_window import MainWindow
from desktop_app.gui.models import activity
from desktop_app.gui.models.overview import Glimpse
from desktop_app.gui.models.tray import BAD, Failures, failure
from desktop_app.gui.models.tray import state_of as tray_state
from desktop_app.gui.orders import Orders
from desktop_app.gui.pages.activity import ActivityPage, JobActions
from desktop_app.gui.pages.overview import OverviewActions, OverviewPage
from desktop_app.gui.pages.settings.office import Office, SettingsActions
from desktop_app.gui.pages.settings.page import SettingsPage
from desktop_app.gui.pages.snapshots import SnapshotActions, SnapshotsPage
from desktop_app.gui.pages.targets import TargetActions, TargetsPage
from desktop_app.gui.pages.verification import VerificationActions, VerificationPage
from desktop_app.gui.pages.videos import VideoActions, VideosPage
from desktop_app.gui.pause import Pause
from desktop_app.gui.questions import Questions
from desktop_app.gui.surroundings import Surroundings, within
from desktop_app.gui.text import shown
from desktop_app.gui.tray import Tray, TrayActions

POLL_MS = 100
AGES_MS = 30_000
OVERVIEW_SECONDS = 0.5  # its cards are built anew: ten times a second would be felt
MOST_FAILURES = 50
PAUSE = timedelta(hours=1)


class WindowProgram(QObject):
    """One profile's window. ``start`` shows it; ``quit`` ends the work and the program; ``leave``
    makes room for another window of the same program. ``change_asked``: somebody wants the window
    of this workspace, the same one anew or another."""

    change_asked = Signal(str)

    def __init__(
        self,
        lab: Lab,
        questions: Questions,
        settings: QSettings,
        surroundings: Surroundings | None = None,
    ) -> None:
        """``surroundings`` None: those of a profile that touches nothing beyond its folder."""
        super().__init__()
        self.lab, self._questions, self._settings = lab, questions, settings
        known = surroundings or within(Path(settings.fileName()).parent)
        self._ending = False
        self.pause = Pause(lab, self)
        self.orders = Orders(lab, self.pause, self._changed, self._tell, self)
        self.doors = Doors(lab, self._changed)
        self.beginnings = self._ways_to_begin(known)
        self.settings = SettingsPage(Office(lab, settings, known, self._settings_actions()))
        self.overview = OverviewPage(self._overview_actions(), self.look)
        self.snapshots = SnapshotsPage(lab, self._snapshot_actions())
        self.activity = ActivityPage(lab, self._job_actions())
        self.verification = VerificationPage(lab, self._verification_actions())
        self.targets = TargetsPage(lab, self._target_actions())
        self.videos = VideosPage(lab, self._video_actions(), known.profile / "cache")
        pages = (
            *(self.overview, self.targets, self.snapshots, self.videos, self.verification),
            *(self.activity, self.settings),
        )
        self.window = MainWindow(shown(lab.name), pages, settings)
        questions.window = self.beginnings.window = self.doors.window = self.window
        self.pause.changed.connect(self._changed)
        self.tray = Tray(self.window, self._tray_actions())
        self._messages = DesktopMessages(lab, self.tray, self._tell, self)
        self._glimpses: tuple[Glimpse, ...] = ()
        self._failures = Failures(lab.clock())
        self._overview_drawn = 0.0
        self.window.closed.connect(self._closed)
        lab.ended.connect(self._has_ended)
        self.window.strip.cancel_asked.connect(self.orders.cancel)
        lab.changed.connect(self._changed)
        self._poll = QTimer(self)
        self._poll.setInterval(POLL_MS)
        self._poll.timeout.connect(self._show_running)
        self._ages = QTimer(self)
        self._ages.setInterval(AGES_MS)
        self._ages.timeout.connect(self.look)
        self._was_running = False

    def start(self, *, hidden: bool = False) -> None:
        """``hidden``: in the tray alone, until somebody wants to see the window."""
        self.pause.look()  # one that a killed program left
        self.lab.begin()
        self._poll.start()
        self._ages.start()
        self.beginnings.server.start()
        self.tray.show()
        if hidden:
            self.look()
        else:
            self.window.come_forward()

    def quit(self) -> None:
        """End the work in order, then the program."""
        if self._ending:
            return
        self._questions.close()
        self.leave()
        self.lab.close()
        self.beginnings.server.stop()  # if it came up meanwhile
        QApplication.quit()

    def leave(self) -> None:
        """This window goes; the work goes on."""
        self._ending = True
        self._poll.stop()
        self._ages.stop()
        self.beginnings.server.stop()
        self.pause.stop()
        self.tray.hide()
        self.window.hide()

    def look(self) -> None:
        """The overview and the tray read the catalog anew, and what failed is told once."""
        running = self.lab.workers.state().of(self.lab.name)

        def read(_meter: Meter) -> tuple[tuple[Glimpse, ...], tuple[Job, ...]]:
            lost = self.lab.catalog.jobs.list(MOST_FAILURES, states=BAD)
            return glimpses.look(self.lab, running), lost

        self.lab.tasks.run(self.overview, read, self._looked, self._tell)

    def show_job(self, key: int) -> None:
        """The window, at one job."""
        self.window.come_forward()
        self.window.show_page(self.activity)
        self.activity.show_job(key)

    def show_repository(self, name: str) -> None:
        """The settings, at one repository."""
        self.window.show_page(self.settings)
        self.settings.show_repository(name)

    def pause_or_go_on(self) -> None:
        """An hour without backups; while one goes on, its end."""
        if self.pause.until is None:
            self.orders.give(lambda: self.pause.begin(PAUSE))
        else:
            self.orders.give(self.pause.end)

    def _looked(self, found: tuple[tuple[Glimpse, ...], tuple[Job, ...]]) -> None:
        if self._ending:
            return
        self._glimpses, lost = found
        self._show_glimpses()
        self._warn_of(lost)
        self._messages.look()

    def _show_glimpses(self) -> None:
        now = self.lab.clock()
        self.overview.show_targets(self._glimpses, now)
        self.tray.show_state(tray_state(self._glimpses, self.pause.until, now))
        self.tray.show_pause(self.pause.until, now)

    def _warn_of(self, jobs: Iterable[Job]) -> None:
        for job in self._failures.news(jobs):
            self.tray.warn(*failure(job), job.key)

    def _changed(self) -> None:
        if self._ending:
            return
        self.window.refresh()
        if self.window.page is not self.overview:  # which looks by itself
            self.look()

    def _show_running(self) -> None:
        running = self.lab.workers.state().of(self.lab.name)
        moving = [
            (r.job, activity.moving(r.job, r.progress, stopping=r.stopping is not None))
            for r in running
        ]
        self.activity.show_running(moving)
        if moving:
            job, first = moving[0]
            more = f" (+{len(moving) - 1})" if len(moving) > 1 else ""
            self.window.strip.show_job(
                first.doing + more, first.part, first.figures, job.key, stopping=first.stopping
            )
        elif self._was_running:
            self.window.strip.show_idle()
        if moving and time.monotonic() - self._overview_drawn > OVERVIEW_SECONDS:
            self._overview_drawn = time.monotonic()
            self._glimpses = glimpses.with_running(self._glimpses, running)
            self._show_glimpses()
        self.window.navigation.set_count(self.window.pages.index(self.activity), len(moving))
        self._was_running = bool(moving)

    def _has_ended(self, job: Job) -> None:
        self._warn_of([job])
        if job.state is JobState.CANCELLED:
            self.window.strip.tell(activity.stopped(job))

    def tell(self, error: LabVaultError) -> None:
        """What went wrong, in a message."""
        self._tell(error)

    def _tell(self, error: LabVaultError) -> None:
        words = error_text(error)
        box = QMessageBox(self.window)
        box.setWindowTitle("LabVault")
        box.setText(words.what)
        box.setInformativeText(f"{words.why} {words.hint}".strip())
        box.setDetailedText(words.details)
        box.open()

    def _leave_by_hand(self) -> None:
        """What is typed and not saved is asked about."""
        if self.window.page.may_leave(self.quit):
            self.quit()
        else:
            self.window.come_forward()

    def _closed(self) -> None:
        if self.tray.available:
            self.tray.say_once_that_it_stays(self._settings)
        else:
            self.quit()

    def _tray_actions(self) -> TrayActions:
        return TrayActions(
            back_up_all=self.orders.back_up_all,
            pause=self.pause_or_go_on,
            come_forward=self.window.come_forward,
            leave=self._leave_by_hand,
            show_job=self.show_job,
        )

    def _ways_to_begin(self, known: Surroundings) -> Beginnings:
        return Beginnings(
            self.lab,
            known.environment,
            self._changed,
            self.doors.restore,
            self.change_asked.emit,
            self._tell,
            self,
        )

    def _overview_actions(self) -> OverviewActions:
        ways = self.beginnings
        return OverviewActions(
            back_up=self.orders.back_up,
            back_up_all=self.orders.back_up_all,
            cancel=self.orders.cancel_backup,
            restore=self.doors.restore,
            drill=self.doors.drill,
            show_repository=self.show_repository,
            begin=self.doors.protect,
            open_repository=ways.open_repository,
            take_over=ways.take_over,
            show_sample=ways.show_sample,
            remove_sample=ways.remove_sample if ways.server.is_for_sample else None,
            command=self.orders.back_up_command,
        )

    def _target_actions(self) -> TargetActions:
        def changed() -> None:
            self.pause.look()  # a target that was paused or resumed by hand is none of it any more
            self.look()

        return TargetActions(add=self.doors.protect, changed=changed)

    def _snapshot_actions(self) -> SnapshotActions:
        return SnapshotActions(
            restore=lambda snapshot: self.doors.restore(snapshot=snapshot),
            verify=lambda snapshot, level: self.orders.verify(snapshot.target, level, snapshot),
            protect=self.doors.protect,
        )

    def _video_actions(self) -> VideoActions:
        return VideoActions(
            restore=lambda snapshot, names: self.doors.restore(snapshot=snapshot, names=names),
            verify=lambda snapshot, level: self.orders.verify(snapshot.target, level, snapshot),
            back_up=self.orders.back_up,
            protect=self.doors.protect,
        )

    def _settings_actions(self) -> SettingsActions:
        return SettingsActions(
            show_workspace=self.change_asked.emit,
            make_kit=self.doors.make_kit,
            open_repository=lambda: self.beginnings.open_repository(),
            tell=lambda title, words: self.tray.tell(title, words, stays=False),
            changed=self._changed,
        )

    def _verification_actions(self) -> VerificationActions:
        return VerificationActions(
            verify=self.orders.verify, drill=self.doors.drill, protect=self.doors.protect
        )

    def _job_actions(self) -> JobActions:
        return JobActions(
            cancel=lambda job: self.orders.cancel(job.key),
            retry=self.orders.retry,
            dismiss=self.orders.dismiss,
            lines=self.orders.lines,
        )
