"""Where films are opened for showing. For a task's thread."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from PySide6.QtGui import QImage

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import UnknownName
from desktop_app.engine.film_library.listing import FilmEntry
from desktop_app.engine.film_library.preview import film_at_source, film_in_snapshot, item_of
from desktop_app.engine.films.film import Film
from desktop_app.engine.films.picture import Picture
from desktop_app.engine.model import Snapshot
from desktop_app.engine.progress import Cancel
from desktop_app.gui import moments
from desktop_app.gui.lab import Lab


@dataclass(frozen=True, slots=True)
class FilmPlace:
    """A film, and where to look at it: in its ``snapshot``, or below the ``root`` of its source."""

    film: FilmEntry
    root: str = ""
    in_snapshot: bool = False


def nearest(film: FilmEntry, roots: Mapping[str, str]) -> FilmPlace | None:
    """At the source where it stands there, else in a snapshot; None where it is nowhere."""
    if film.here and film.target in roots:
        return FilmPlace(film, roots[film.target])
    return FilmPlace(film, in_snapshot=True) if film.snapshot else None


@contextmanager
def opened(lab: Lab, place: FilmPlace, cancel: Cancel) -> Iterator[Film]:
    """The film, open as long as the block runs. Raises :class:`LabVaultError`."""
    film = place.film
    if not place.in_snapshot:
        with film_at_source(place.root, film.name, cancel) as found:
            yield found
        return
    snapshot = snapshot_of(lab, film.snapshot)
    with moments.reading(lab, snapshot) as repository:
        item = item_of(repository, snapshot, film.name, cancel)
        with film_in_snapshot(repository, item, cancel) as found:
            yield found


def snapshot_of(lab: Lab, key: str) -> Snapshot:
    """Raises :class:`UnknownName`."""
    found = lab.catalog.snapshots.some([key])
    if not found:
        raise UnknownName("snapshot", key[:12])
    return found[0]


def image_of(picture: Picture) -> QImage:
    """A picture that stands for itself."""
    width, height = picture.width, picture.height
    return QImage(picture.rgb, width, height, 3 * width, QImage.Format.Format_RGB888).copy()
