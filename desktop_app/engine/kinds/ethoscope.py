"""Ethoscopes as a kind of target. Their address is a data root; see ``ethoscope.address``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

from desktop_app.engine.contents.file_meaning import check_file
from desktop_app.engine.errors import BadAddress
from desktop_app.engine.kinds.folder import FolderKind
from desktop_app.engine.kinds.kind import Fault, ItemCheck, MakeScratch, Place
from desktop_app.engine.model import Item, ItemKind, Problem, Snapshot
from desktop_app.engine.progress import Cancel, Progress
from desktop_app.engine.sources.base import Fetch, LiveRows
from desktop_app.engine.sources.client import ClientSettings
from desktop_app.engine.sources.ethoscope.address import DataRoot
from desktop_app.engine.sources.ethoscope.database import look_into
from desktop_app.engine.sources.ethoscope.destination import EthoscopeDestination
from desktop_app.engine.sources.ethoscope.layout import Role, locate
from desktop_app.engine.sources.ethoscope.moments import zone_of
from desktop_app.engine.sources.ethoscope.source import EthoscopeSource, Reach
from desktop_app.engine.sources.ethoscope.ssh import Access
from desktop_app.engine.sources.folder.index.lister import IndexLister
from desktop_app.engine.sources.folder.index.options import rules_of
from desktop_app.engine.sources.folder.options import quiet_seconds
from desktop_app.engine.sources.sqlite.private import private_folder

if TYPE_CHECKING:
    from desktop_app.engine.sources.folder.source import FolderSource


class EthoscopeKind:
    """One device of a data root, or all of them.

    Options: ``zone`` (that of the devices' clocks, UTC without it), ``quiet_seconds``, and for a
    device over ssh ``staging``, ``identity``, ``known_hosts``, ``bandwidth``.
    """

    key = "ethoscope"
    levels = FolderKind.levels

    def login(self, url: str) -> None:
        """A device over ssh takes a key, and no password."""
        DataRoot.parse(url)

    @contextmanager
    def source(self, place: Place) -> Iterator[EthoscopeSource]:
        yield EthoscopeSource(DataRoot.parse(place.url), reach_of(place))

    def destination(self, place: Place) -> EthoscopeDestination:
        root = DataRoot.parse(place.url)
        if root.is_remote:
            raise BadAddress(place.url, "runs are restored into a folder of this computer")
        return EthoscopeDestination(root.path)

    def check(self, client: ClientSettings) -> ItemCheck:
        return check_item

    def scratches(self, client: ClientSettings) -> Iterable[MakeScratch]:
        return FolderKind().scratches(client)

    def live(self, place: Place, meter: Progress) -> Mapping[str, LiveRows] | None:
        """Nothing is weighed: a restore goes into a folder of its own."""
        return None

    def differences(
        self, place: Place, snapshot: Snapshot, items: Sequence[Item], fetch: Fetch, meter: Progress
    ) -> Sequence[Problem]:
        """What is wrong with runs is no difference."""
        from desktop_app.engine.sources.folder.differences import differences

        plain = reach_of(replace(place, index=None))
        source = EthoscopeSource(DataRoot.parse(place.url), plain, judging=False)
        # It is asked as a folder, whose session is in the one of devices.
        folder = cast("FolderSource", source)
        return list(differences(folder, items, meter, content=place.thorough))


def reach_of(place: Place) -> Reach:
    """How a target's devices are got at. Raises :class:`BadAddress`."""
    staging = place.options.get("staging")
    return Reach(
        zone_of(str(place.options.get("zone", "UTC"))),
        Access.of_options(place.options),
        place.client,
        Path(str(staging)) if staging else None,
        quiet_seconds(place.options),
        None if place.index is None else IndexLister(place.index, rules_of(place.options)),
    )


def check_item(item: Item, pieces: Iterator[bytes]) -> str | Fault:
    """A database must be whole and have a run's tables, a film must play."""
    located = locate(item.name) if item.kind is ItemKind.FILE else None
    if located is None or located.role is not Role.DATABASE:
        return check_file(item, pieces)
    with private_folder(item.size) as folder:
        file = folder / "checked.db"
        with file.open("xb") as stream:
            for piece in pieces:
                stream.write(piece)
        problems = look_into(file, Cancel(), thorough=True).problems
    return Fault("; ".join(problems)) if problems else ""
