"""Small pictures of films, made beside the window and kept on disk."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, Signal
from PySide6.QtGui import QImage, QImageWriter

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import BadFilm, Cancelled, LabVaultError
from desktop_app.engine.film_library.listing import FilmEntry
from desktop_app.engine.films.cabinet import Cabinet, Kept, key_of
from desktop_app.engine.films.film import FilmFacts, first_shot
from desktop_app.engine.progress import Meter
from desktop_app.gui import film_places
from desktop_app.gui.error_text import error_text
from desktop_app.gui.film_places import FilmPlace, nearest
from desktop_app.gui.lab import Lab
from desktop_app.gui.models import film_grid
from desktop_app.gui.models.film_grid import Key, Thumb
from desktop_app.gui.tasks import Task
from desktop_app.gui.text import said, tr

AT_ONCE = 6
QUALITY = 80
FILE = "films.pictures.sqlite"

Found = Mapping[Key, Thumb]


@dataclass(frozen=True, slots=True)
class _Wish:
    """What one task is to do."""

    films: tuple[FilmEntry, ...]
    roots: Mapping[str, str]


class FilmPictures(QObject):
    """``made`` tells what was made, by key, ``failed`` why nothing can be. Only the films that were
    wanted last are worked on: who scrolls on does not wait for what was passed by. Main thread
    only."""

    made = Signal(object)
    failed = Signal(object)

    def __init__(self, lab: Lab, cache: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lab, self._cabinet = lab, Cabinet(cache / FILE)
        self._wanted: list[FilmEntry] = []
        self._roots: Mapping[str, str] = {}
        self._task: Task[Found] | None = None

    def show_roots(self, roots: Mapping[str, str]) -> None:
        """Where the sources of targets are on this computer."""
        self._roots = roots

    def want(self, films: Sequence[FilmEntry]) -> None:
        """These, in this order, and no others any more."""
        self._wanted = list(films)
        self._go_on()

    def _go_on(self) -> None:
        if not self._wanted or (self._task is not None and not self._task.ended):
            return
        wish = _Wish(tuple(self._wanted[:AT_ONCE]), self._roots)
        self._wanted = self._wanted[AT_ONCE:]
        self._task = self._lab.tasks.run(
            self, lambda meter: self._make(wish, meter), self._made, self._failed
        )

    def _made(self, found: Found) -> None:
        self.made.emit(found)
        self._go_on()

    def _failed(self, error: LabVaultError) -> None:
        if not isinstance(error, Cancelled):
            self._wanted = []
            self.failed.emit(error)

    def _make(self, wish: _Wish, meter: Meter) -> Found:
        """In a task's thread."""
        found: dict[Key, Thumb] = {}
        for film in wish.films:
            meter.cancel.check()
            place = nearest(film, wish.roots)
            if place is None:
                found[film_grid.key_of(film)] = Thumb(None, why=tr("It is not in reach."))
                continue
            key = key_of(film.target, film.name, film.size, film.modified_ns)
            found[film_grid.key_of(film)] = self._kept(key) or self._look(place, key, meter)
        return found

    def _kept(self, key: bytes) -> Thumb | None:
        kept = self._cabinet.load(key)
        return None if kept is None else thumb_of(kept)

    def _look(self, place: FilmPlace, key: bytes, meter: Meter) -> Thumb:
        try:
            with film_places.opened(self._lab, place, meter.cancel) as film:
                image = film_places.image_of(first_shot(film).picture)
                self._cabinet.store(key, Kept(_encoded(image), json.dumps(asdict(film.facts))))
                return Thumb(image, film.facts)
        except Cancelled:
            raise
        except BadFilm as bad:
            if not bad.mild:  # it will be so the next time, too
                self._cabinet.store(key, Kept(b"", json.dumps({"why": bad.reason})))
            return Thumb(None, why=said(bad.reason))
        except LabVaultError as error:
            return Thumb(None, why=error_text(error).what)


def thumb_of(kept: Kept) -> Thumb | None:
    """What was kept; None for what was not written by this version."""
    try:
        told = json.loads(kept.told)
        if "why" in told:
            return Thumb(None, why=said(str(told["why"])))
        facts = FilmFacts(**told)
    except (ValueError, TypeError):
        return None
    image = QImage.fromData(kept.data)
    return None if image.isNull() else Thumb(image, facts)


def _encoded(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(b"JPG"))
    writer.setQuality(QUALITY)
    writer.write(image)
    return bytes(buffer.data().data())
