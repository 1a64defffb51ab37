"""What a kind of target gives the engine."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.model import Item, Level, Problem, Snapshot
from desktop_app.engine.progress import Progress
from desktop_app.engine.sources.base import Destination, Fetch, LiveRows, Source

if TYPE_CHECKING:
    from desktop_app.engine.restore import RestoreOptions
    from desktop_app.engine.sources.client import ClientSettings, Login


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with the meaning of an item whose bytes are those that the source had: the
    source was so, and no repository is damaged. ``mild``: it may have been made so, as a film
    that was cut short; that is told, and proves nothing wrong."""

    what: str
    mild: bool = False


ItemCheck = Callable[[Item, Iterator[bytes]], "str | Fault"]
"""Reads an item to its end; returns what is wrong with its meaning, or an empty text. What gives
the pieces may be :class:`Rereadable`, for a check that must look at several places."""


class Seekable(Protocol):
    """Bytes that can be read from any place; any binary file is so."""

    def read(self, size: int = -1, /) -> bytes: ...

    def seek(self, offset: int, whence: int = 0, /) -> int: ...

    def tell(self) -> int: ...


@runtime_checkable
class Rereadable(Protocol):
    """An item's pieces that can be opened once more."""

    def reopen(self) -> Seekable:
        """The same bytes, to be read from any place."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a source is, or a restore goes. ``options`` are the target's own, by its kind;
    ``client`` what programs are started with. ``index``: the file in which a kind may remember
    what the target was like, to look at less of it; None: look at everything. ``thorough``: read
    also what seems to be as it was, where a comparison would believe sizes and times."""

    url: str
    password: str | None = field(repr=False)
    client: ClientSettings
    options: Mapping[str, Any] = field(default_factory=dict)
    index: Path | None = None
    thorough: bool = False


@dataclass(frozen=True, slots=True)
class Answered:
    """What came back of ordinary questions to what was restored. ``asked``: how many items."""

    asked: int
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Scratch:
    """An empty place of its own that a drill restores into.

    ``ask`` puts an ordinary question to each of the items that were restored there, as a user's
    program would.
    """

    destination: Destination
    options: RestoreOptions
    ask: Callable[[Sequence[Item], Progress], Answered]


MakeScratch = Callable[[Progress], AbstractContextManager[Scratch]]
"""Makes a place for a drill, which is gone when it is left."""


class Kind(Protocol):
    """One kind of target. Any thread may call."""

    @property
    def key(self) -> str:
        """As catalog, snapshots and command line call it."""

    @property
    def levels(self) -> frozenset[Level]:
        """What can be proven of its snapshots."""

    def login(self, url: str) -> Login | None:
        """Who goes in where, to be asked for a password; None where there is nothing to log in
        to. Raises :class:`BadAddress`."""

    def source(self, place: Place) -> AbstractContextManager[Source]:
        """What is to be protected. It may be reached already when this returns, which is called
        while a repository is being opened; a fault of that is told by the source's ``open``."""

    def destination(self, place: Place) -> Destination:
        """Where a restore goes."""

    def check(self, client: ClientSettings) -> ItemCheck:
        """What the bytes of its items must mean: level *structure*."""

    def scratches(self, client: ClientSettings) -> Iterable[MakeScratch]:
        """Makers of places for a drill: level *restored*. The first serves nearly always; of the
        others, the next is for a snapshot that the ones before could not take in."""

    def live(self, place: Place, meter: Progress) -> Mapping[str, LiveRows] | None:
        """What the source has at this moment, by the names of items; None where there is no
        such source. Only told, to be weighed before a restore takes its place."""

    def differences(
        self, place: Place, snapshot: Snapshot, items: Sequence[Item], fetch: Fetch, meter: Progress
    ) -> Sequence[Problem]:
        """What the live source has otherwise than the snapshot: level *source*. Only for a kind
        whose ``levels`` have it."""
