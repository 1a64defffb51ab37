"""One film that is looked at: it stays open beside the window, and gives the picture at a place."""

from __future__ import annotations

import threading

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QImage

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import BadFilm, Cancelled, Damaged, LabVaultError
from desktop_app.engine.films.film import FilmFacts
from desktop_app.engine.progress import Meter
from desktop_app.gui import film_places
from desktop_app.gui.film_places import FilmPlace
from desktop_app.gui.lab import Lab
from desktop_app.gui.tasks import Task

LARGEST = (960, 540)
REST_SECONDS = 3.0  # after which a film that nobody moves in is closed, and its repository


@dataclass(frozen=True, slots=True)
class View:
    """The picture at a ``share`` of a film, or why there is none. ``whole`` false: parts of it are
    guessed."""

    share: float
    image: QImage | None
    seconds: float | None = None
    whole: bool = True
    fault: LabVaultError | None = None


class _Latest:
    """Hands the last wish to a thread that waits for it; those before it are dropped."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._wish: float | None = None
        self._closed = False

    def put(self, wish: float) -> bool:
        """False when nobody takes wishes any more."""
        with self._changed:
            self._wish = wish
            self._changed.notify()
            return not self._closed

    def close(self) -> None:
        """Whoever waits gets nothing."""
        with self._changed:
            self._closed = True
            self._changed.notify()

    def take(self) -> float | None:
        """The next wish; None at the end, and when there was none for a while, which is the end,
        too."""
        with self._changed:
            came = self._changed.wait_for(
                lambda: self._closed or self._wish is not None, REST_SECONDS
            )
            self._closed = self._closed or not came
            wish, self._wish = self._wish, None
            return None if self._closed else wish


class FilmViewer(QObject):
    """``opened`` tells a film's facts, ``shown`` a :class:`View` for a place that was asked for,
    ``failed`` why it cannot be opened. Main thread only."""

    opened = Signal(object)
    shown = Signal(object)
    failed = Signal(object)
    _told = Signal(int, object)

    def __init__(self, lab: Lab, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lab = lab
        self._session = 0
        self._task: Task[None] | None = None
        self._wishes = _Latest()
        self._place: FilmPlace | None = None
        self._told.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def show_film(self, place: FilmPlace, share: float = 0.0) -> None:
        """Open another film, and show the picture at a place in it."""
        self.stop()
        session, wishes = self._session, _Latest()
        self._wishes, self._place = wishes, place
        wishes.put(share)
        self._task = self._lab.tasks.run(
            self,
            lambda meter: self._work(place, session, wishes, meter),
            lambda _: None,
            lambda error: self._tell(session, error),
        )

    def go_to(self, share: float) -> None:
        """Show another place; only the last of many is looked at."""
        if self._place is not None and not self._wishes.put(share):
            self.show_film(self._place, share)

    def stop(self) -> None:
        """Close the film; nothing more is told of it."""
        self._session += 1
        self._wishes.close()
        self._place = None
        if self._task is not None:
            self._task.cancel()
            self._task = None

    def _work(self, place: FilmPlace, session: int, wishes: _Latest, meter: Meter) -> None:
        """In a task's thread."""
        with (
            meter.cancel.closing(wishes.close),
            film_places.opened(self._lab, place, meter.cancel) as film,
        ):
            self._told.emit(session, film.facts)
            while (share := wishes.take()) is not None:
                try:
                    shot = film.shot(share, LARGEST)
                    image = film_places.image_of(shot.picture)
                    view = View(share, image, shot.seconds, shot.whole)
                except (BadFilm, Damaged) as fault:  # other places may be well
                    view = View(share, None, fault=fault)
                self._told.emit(session, view)

    @Slot(int, object)
    def _tell(self, session: int, told: object) -> None:
        if session != self._session or isinstance(told, Cancelled):
            return
        if isinstance(told, FilmFacts):
            self.opened.emit(told)
        elif isinstance(told, View):
            self.shown.emit(told)
        else:
            self.failed.emit(told)
