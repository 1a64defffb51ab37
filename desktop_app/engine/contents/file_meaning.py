"""What the bytes of a file must look like, by what its name says it is: level *structure*."""

from __future__ import annotations

from collections.abc import Iterator

from desktop_app.engine.films.names import is_film
from desktop_app.engine.kinds.kind import Fault, Rereadable
from desktop_app.engine.model import Item, ItemKind


def check_file(item: Item, pieces: Iterator[bytes]) -> str | Fault:
    """Read a file to its end: whether its bytes are as many as its manifest says, and those of a
    film can be played. Their hash is compared by whoever gives the pieces. How a film plays is a
    matter of the source, since its bytes are those that stood there."""
    size = 0

    def counted() -> Iterator[bytes]:
        nonlocal size
        for piece in pieces:
            size += len(piece)
            yield piece

    fault = None
    if item.kind is ItemKind.FILE and is_film(item.name):
        fault = _film_fault(item, counted(), pieces)
    else:
        for _ in counted():
            pass
    if size != item.size:
        return f"has {size:,} bytes, the manifest says {item.size:,}"
    return fault or ""


def _film_fault(item: Item, pieces: Iterator[bytes], given: Iterator[bytes]) -> Fault | None:
    from desktop_app.engine.films.check import check_film  # FFmpeg takes a while to load

    reopen = given.reopen if isinstance(given, Rereadable) else None
    found = check_film(item.name, item.size, pieces, reopen)
    return Fault(found.fault, found.mild) if found.fault else None
