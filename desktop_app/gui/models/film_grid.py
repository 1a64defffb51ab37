"""The films that are shown, as a list of pictures; only what is seen is turned into text."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QImage

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.film_library.listing import FilmEntry, FilmState
from desktop_app.engine.films.film import FilmFacts
from desktop_app.gui.models.films import (
    size_and_length,
    state_of,
    title_of,
    whose_of,
)
from desktop_app.gui.text import shown

Index = QModelIndex | QPersistentModelIndex
Key = tuple[str, str, int, int]
MOST_PICTURES = 300  # in memory, of about 130 kB each

PICTURE = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class Thumb:
    """The first picture of a film, or ``why`` there is none."""

    image: QImage | None
    facts: FilmFacts | None = None
    why: str = ""


def key_of(film: FilmEntry) -> Key:
    """Tells films apart, and a film from what it was before it changed."""
    return film.target, film.name, film.size, film.modified_ns


class FilmGrid(QAbstractListModel):
    """``UserRole`` is the film, :data:`PICTURE` its :class:`Thumb` or None. Main thread only."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._films: Sequence[FilmEntry] = ()
        self._thumbs: OrderedDict[Key, Thumb] = OrderedDict()

    @property
    def films(self) -> Sequence[FilmEntry]:
        return self._films

    def show_films(self, films: Sequence[FilmEntry]) -> None:
        self.beginResetModel()
        self._films = films
        self.endResetModel()

    def film(self, index: Index) -> FilmEntry | None:
        return self._films[index.row()] if index.isValid() else None

    def thumb(self, film: FilmEntry) -> Thumb | None:
        key = key_of(film)
        found = self._thumbs.get(key)
        if found is not None:
            self._thumbs.move_to_end(key)
        return found

    def without_picture(self, rows: Iterable[int]) -> list[FilmEntry]:
        """The films in these rows whose picture is not known yet."""
        films = (self._films[row] for row in rows if 0 <= row < len(self._films))
        return [f for f in films if f.state is not FilmState.GAP and key_of(f) not in self._thumbs]

    def show_thumbs(self, found: Mapping[Key, Thumb]) -> None:
        """Pictures that were made. Whoever shows them draws anew: of data that changed a view
        would lay out all cells again, and their places are what they were."""
        self._thumbs.update(found)
        while len(self._thumbs) > MOST_PICTURES:
            self._thumbs.popitem(last=False)

    def forget_faults(self) -> None:
        """What could not be shown may be looked at again."""
        for key in [key for key, thumb in self._thumbs.items() if thumb.image is None]:
            del self._thumbs[key]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802
        return 0 if parent.isValid() else len(self._films)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        film = self.film(index)
        if film is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return title_of(film)
        if role == Qt.ItemDataRole.ToolTipRole:
            return shown(film.name)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._said(film)
        if role == PICTURE:
            return self.thumb(film)
        return film if role == Qt.ItemDataRole.UserRole else None

    def _said(self, film: FilmEntry) -> str:
        """All that the cell shows, in words."""
        thumb = self.thumb(film)
        facts = size_and_length(film, thumb.facts if thumb else None)
        why = thumb.why if thumb else ""
        state = state_of(film).word
        return ", ".join(
            part for part in (title_of(film), whose_of(film), facts, state, why) if part
        )
