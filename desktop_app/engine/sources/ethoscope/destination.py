"""A folder into which runs are restored, chosen as runs."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.engine.model import Item
from desktop_app.engine.sources.ethoscope.runs import means
from desktop_app.engine.sources.ethoscope.session import DEVICE, LOCAL, RUN
from desktop_app.engine.sources.folder.restoring.destination import FolderDestination
from desktop_app.engine.sources.selection import Meant, choose_meant, meant_by

PREFIX = "run:"


class EthoscopeDestination(FolderDestination):
    """As a folder; a pattern may also be ``run:2026-03-14@012``: all that belongs to the runs of
    that day of that device, database and films, wherever they lie."""

    def choose(self, items: Sequence[Item], only: Sequence[str]) -> Sequence[Item]:
        return choose_runs(items, only)


def choose_runs(items: Sequence[Item], only: Sequence[str]) -> Sequence[Item]:
    """The items that patterns ask for, with the folders that they lie in. Raises
    :class:`NothingMatches`."""
    return choose_meant(items, {pattern: _meant_by(pattern) for pattern in only}, around=["."])


def _meant_by(pattern: str) -> Meant:
    if not pattern.startswith(PREFIX):
        return meant_by(pattern)
    wanted = pattern.removeprefix(PREFIX)
    return lambda item: is_of(item, wanted)


def is_of(item: Item, wanted: str) -> bool:
    """Whether an item belongs to a run that a person means; see :func:`means`."""
    told = item.detail
    return RUN in told and means(wanted, told[RUN], told.get(LOCAL, ""), told.get(DEVICE, ""))
