"""Films as whoever shows them sees them: one interface, with or without a container."""

from __future__ import annotations

from typing import Protocol

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.films import names
from desktop_app.engine.films.limits import ORDINARY, Bytes, Limits, Watched
from desktop_app.engine.films.picture import Picture
from desktop_app.engine.progress import Cancel

THUMBNAIL = (320, 180)


@dataclass(frozen=True, slots=True)
class FilmFacts:
    """``width`` and ``height`` in pixels; ``rate`` in pictures a second and ``seconds`` are None
    where nothing tells them. ``exact`` false: pictures were counted in parts of a long film."""

    width: int
    height: int
    codec: str
    frames: int
    rate: float | None
    seconds: float | None
    exact: bool = True


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture of a film, and where in it; ``whole`` false: parts of it are guessed, because its
    bytes are damaged or cut off."""

    picture: Picture
    seconds: float | None
    whole: bool


class Film(Protocol):
    """An open film. One thread at a time. Raises :class:`BadFilm`, and what its stream raises."""

    facts: FilmFacts

    def shot(self, share: float, largest: tuple[int, int]) -> Shot:
        """The picture at a ``share`` of the film, 0 to 1, made to fit ``largest``."""

    def close(self) -> None:
        """Let go of the decoder; the stream is the caller's."""


def open_film(
    stream: Bytes, name: str, limits: Limits = ORDINARY, cancel: Cancel | None = None
) -> Film:
    """Look into a seekable stream of bytes, wherever it comes from. ``name`` tells what it claims
    to be. No more is read than a few stretches, and the film is bound to ``limits`` each time."""
    watched = Watched(stream, name, limits, cancel)
    if names.is_raw(name):
        from desktop_app.engine.films.raw import RawFilm

        return RawFilm(watched)
    from desktop_app.engine.films.boxed import BoxedFilm

    return BoxedFilm(watched)


def first_shot(film: Film, largest: tuple[int, int] = THUMBNAIL) -> Shot:
    """The first key picture, small."""
    return film.shot(0.0, largest)
