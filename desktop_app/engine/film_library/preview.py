"""Films opened where they lie: at their source, or in a snapshot without restoring them.

Joins sources and repository with :mod:`~desktop_app.engine.films`.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import closing, contextmanager

from desktop_app.engine.contents.item_stream import ItemStream
from desktop_app.engine.errors import BadFilm, Missing
from desktop_app.engine.films.film import Film, open_film
from desktop_app.engine.model import Item, ItemKind, Snapshot
from desktop_app.engine.progress import Cancel
from desktop_app.engine.repository.repository import Repository
from desktop_app.engine.sources.folder.reach import Reach


@contextmanager
def film_at_source(root: str, name: str, cancel: Cancel | None = None) -> Iterator[Film]:
    """A film below a folder of this computer; no link is followed on the way. Raises
    :class:`BadFilm` when it cannot be read, too."""
    try:
        with Reach(root) as reach:
            file = os.fdopen(reach.file(name), "rb", buffering=0)
    except OSError as error:
        raise BadFilm(name, f"cannot be read: {error.strerror or error}", mild=True) from None
    with file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise BadFilm(name, "is no file")
        try:
            with closing(open_film(file, name, cancel=cancel)) as film:
                yield film
        except OSError as error:
            raise BadFilm(name, f"cannot be read: {error.strerror or error}", mild=True) from None


@contextmanager
def film_in_snapshot(
    repository: Repository, item: Item, cancel: Cancel | None = None
) -> Iterator[Film]:
    """A film of a snapshot; only the chunks that are needed are fetched. Raises
    :class:`Damaged` where one of them is not what it must be."""
    with closing(open_film(ItemStream(repository, item), item.name, cancel=cancel)) as film:
        yield film


def item_of(
    repository: Repository, snapshot: Snapshot, name: str, cancel: Cancel | None = None
) -> Item:
    """The file of that name in a snapshot. Raises :class:`Missing`."""
    for item in repository.items(snapshot):
        if cancel is not None:
            cancel.check()
        if item.kind is ItemKind.FILE and item.name == name:
            return item
    raise Missing(name, "is not in the snapshot")
