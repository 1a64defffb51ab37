"""Who tells what is in a tree: the bare walk, or the index that remembers it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from typing import Protocol

from desktop_app.engine.model import Remark
from desktop_app.engine.progress import Progress
from desktop_app.engine.sources.folder.entry import Entry
from desktop_app.engine.sources.folder.patterns import Patterns

Remarked = Callable[[Remark], None]
"""Is told of what could not be looked at. Called in the thread that takes the entries."""


class Lister(Protocol):
    """Tells all of a tree, once, in the order of :func:`place_of`."""

    def entries(
        self, root: str, patterns: Patterns, progress: Progress, remark: Remarked
    ) -> Iterator[Entry]:
        """Everything below ``root``, an absolute path, but not the root itself.

        A folder comes before what is in it. What ``patterns`` leave out is not given, and folders
        among that are not looked into; what they merely do not include is given. No link is
        followed. Where a folder cannot be read the entry of the folder is given, and ``remark``
        told why nothing of it follows; what vanished before it was looked at is not given.
        Raises :class:`FolderUnreadable` when the root itself cannot be read.
        """

    def facts(self) -> Mapping[str, str]:
        """What a snapshot is to say of how its files were listed; asked after the entries."""


def place_of(name: str) -> bytes:
    r"""Where a path stands in the order of a tree: right behind its folder, before all that follows
    the folder; the root, named ".", before all else.

    >>> sorted(["a.txt", "a/b", "a", "."], key=place_of)
    ['.', 'a', 'a/b', 'a.txt']
    """
    return b"" if name == "." else os.fsencode(name).replace(b"/", b"\0")
