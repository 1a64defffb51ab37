"""A folder into which runs are restored, chosen as runs."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.engine.errors import NothingMatches
from desktop_app.engine.model import Item, ItemKind
from desktop_app.engine.sources.ethoscope.runs import means
from desktop_app.engine.sources.ethoscope.session import DEVICE, LOCAL, RUN
from desktop_app.engine.sources.folder.restoring.destination import FolderDestination
from desktop_app.engine.sources.selection import PATHS, choose_paths

PREFIX = "run:"


class EthoscopeDestination(FolderDestination):
    """As a folder; a pattern may also be ``run:2026-03-14@012``: all that belongs to the runs of
    that day of that device, database and films, wherever they lie."""

    def choose(self, items: Sequence[Item], only: Sequence[str]) -> tuple[Item, ...]:
        return choose_runs(items, only)


def choose_runs(items: Sequence[Item], only: Sequence[str]) -> tuple[Item, ...]:
    """The items that patterns ask for, with the folders that they lie in. Raises
    :class:`NothingMatches`."""
    if not only:
        return tuple(items)
    paths = [pattern for pattern in only if not pattern.startswith(PREFIX)]
    chosen = {item.name for item in choose_paths(items, paths)} if paths else set()
    for pattern in only:
        if pattern.startswith(PREFIX):
            found = {item.name for item in items if is_of(item, pattern.removeprefix(PREFIX))}
            if not found:
                raise NothingMatches(pattern)
            chosen |= found
    around: set[str] = {"."}
    for name in chosen:
        while (name := name.rpartition("/")[0]) and name not in around:
            around.add(name)
    return tuple(
        item
        for item in items
        if item.name in chosen
        or (item.kind is ItemKind.FOLDER and item.name in around)
        or item.kind not in PATHS
    )


def is_of(item: Item, wanted: str) -> bool:
    """Whether an item belongs to a run that a person means; see :func:`means`."""
    told = item.detail
    return RUN in told and means(wanted, told[RUN], told.get(LOCAL, ""), told.get(DEVICE, ""))
