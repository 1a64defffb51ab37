"""The contracts of a source, read item by item, and of a destination, loaded item by item."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from enum import StrEnum
from typing import Protocol, runtime_checkable

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.model import Item, ItemKind, ItemPlan, Remark, Snapshot
from desktop_app.engine.progress import Progress


@dataclass(frozen=True, slots=True)
class Plan:
    """What one backup will read: all items see the same moment.

    ``remarks`` name what is left out and why (no right to read it, foreign tables …).
    ``facts`` say what the source is: ``server_version``, ``tool_version``, ``encoding`` …
    """

    items: tuple[ItemPlan, ...]
    remarks: tuple[Remark, ...]
    facts: Mapping[str, str]


class ItemReader(Protocol):
    """The bytes of one item, once, from start to end. Used by one thread at a time.

    A source that counts rows itself says so in ``tells_rows``, and after the end how many it
    gave in ``rows``; whoever reads is then spared the counting.
    """

    tells_rows: bool
    rows: int | None

    def readinto(self, buffer: memoryview) -> int:
        """Fill a part of ``buffer`` and return how much; 0 at the true end only.

        A source that ended early raises: :class:`ItemChanged` or :class:`ItemFailed` when only
        this item is concerned, another :class:`SourceFailed` when the whole run is.
        """

    def close(self) -> None:
        """Stop reading, also in the middle; ends whatever process or connection served it."""


class Session(Protocol):
    """An open source that holds one moment still. ``read`` may be called from several threads.

    Where there may be more items than fit into memory, it is a :class:`StreamingSession`.
    """

    plan: Plan
    readers: int  # how many items it pays to read at once

    def read(self, item: ItemPlan) -> ItemReader:
        """Begin to read an item of the plan."""

    def late_remarks(self) -> tuple[Remark, ...]:
        """What was noticed while reading (a tool's warnings, say). Ask after all was read."""


class TellingReader(ItemReader, Protocol):
    """One that learns what belongs to the item while it reads it, such as a file's rights."""

    @property
    def detail(self) -> Mapping[str, str]:
        """In the place of the plan's. Ask after the end."""


@runtime_checkable
class StreamingSession(Session, Protocol):
    """A session of perhaps millions of items, that come one by one and are compared with those
    of the last snapshot. The ``items`` of its plan are empty."""

    def stream(self) -> Iterator[ItemPlan]:
        """All items, once, in the order of their places; before anything is read."""

    def place(self, name: str, kind: ItemKind) -> bytes:
        """Where an item stands in the order, whether of the plan or of an earlier snapshot."""

    def unchanged(self, plan: ItemPlan, earlier: Item, began: datetime) -> bool:
        """Whether an item of the stream, just given, is what the earlier item at its place says,
        so that it need not be read. ``began``: when the backup that holds it began."""

    def read(self, item: ItemPlan) -> TellingReader:
        """As :meth:`Session.read`; it needs nothing of the plan but what a plan itself tells."""


class Source(Protocol):
    """Something that can be protected."""

    kind: str  # "postgresql", "sqlite", …

    @property
    def address(self) -> str:
        """For people; never holds a secret."""

    def open(self, progress: Progress) -> AbstractContextManager[Session]:
        """Check tools and rights, fix the moment, list the items.

        Cancelling ``progress.cancel`` closes every connection and child of the session.
        """


class Way(StrEnum):
    """How a restore treats what is there already."""

    NEW = "new"  # into a new database or folder, or a named existing empty one
    REPLACE = "replace"  # beside it, checked, then swapped in by rename; the old one is kept
    BESIDE = "beside"  # next to it, under a free name
    OVER = "over"  # into an existing folder, file by file; `Existing` says what of those there


WAYS_OF_DATABASES = "it comes under a name of its own, or takes the place of one by --replace"
"""Why a server's database is restored neither beside nor over one."""


class Existing(StrEnum):
    """What a restore over a folder does where a file of that name is there, and is another one."""

    SKIP = "skip"  # it stays, the snapshot's is not restored
    REPLACE = "replace"  # it is moved to a folder beside, where it is kept
    BOTH = "both"  # it stays, the snapshot's gets a free name beside it


class Interrupted(StrEnum):
    """What to do when an earlier restore to the same place did not end."""

    REFUSE = "refuse"  # raise RestoreInterrupted
    RESUME = "resume"
    CLEAN_UP = "clean up"  # remove the unfinished one and begin afresh


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be restored, and how. ``whole`` is false when ``items`` is a selection."""

    snapshot: Snapshot
    items: Sequence[Item]
    whole: bool
    way: Way = Way.NEW
    interrupted: Interrupted = Interrupted.REFUSE
    create_roles: bool = False  # create roles that the snapshot names and the server lacks
    disconnect: bool = False  # REPLACE may end other sessions of the database it swaps out
    existing: Existing = Existing.SKIP  # for OVER


@dataclass(frozen=True, slots=True)
class Met:
    """How many files and links of an order are not in the place yet, are there and the same, or
    are there as another one: then by what becomes of them."""

    new: int = 0
    same: int = 0
    replaced: int = 0
    skipped: int = 0
    both: int = 0


@dataclass(frozen=True, slots=True)
class Examination:
    """What a restore would meet; nothing was written to find out.

    ``conflicts`` make the restore impossible (extension not installed on the server, server
    older than the snapshot's, target not empty …); ``remarks`` do not. ``place`` is the database
    or folder that would come into being, ``kept`` the name the old one would be kept under.
    Sizes in bytes; ``free_disk`` is None where the server cannot be asked.
    """

    place: str
    kept: str | None
    exists: bool
    missing_roles: tuple[str, ...]
    conflicts: tuple[Remark, ...]
    remarks: tuple[Remark, ...]
    needed_disk: int
    free_disk: int | None
    interrupted: bool = False  # an earlier restore did not end, and the order says not what to do
    sessions: int = 0  # of others, that stand in the way of a swap
    met: Met | None = None  # for OVER: what it would meet


Fetch = Callable[[Item], Iterable[bytes]]
"""Gives the plain bytes of an item from the repository, checked on the way."""


@dataclass(frozen=True, slots=True)
class Build:
    """Something that a destination makes out of rows that are there: an index, a key.

    ``number`` is the destination's own; ``cost`` says how long it takes, together with the longest
    way of what must wait for it: as long as it takes to load so many bytes.
    """

    number: int
    name: str
    cost: int


@dataclass(frozen=True, slots=True)
class Later:
    """What the longest way of builds costs that wait for an item to be loaded, and of those that
    wait for it to be compared."""

    loaded: int = 0
    compared: int = 0


@dataclass(frozen=True, slots=True)
class Steps:
    """What the parts of a restore are called while they last."""

    define: str = "making definitions"
    load: str = "loading rows"
    complete: str = "building indexes and constraints"


class Loading(Protocol):
    """A restore under way, in a place that does not yet have its final name.

    ``contents``, once defined: the items that are loaded and compared one by one; they are what is
    counted.

    ``in_turn``: contents are loaded in the order given, and each is compared as soon as it is
    loaded, by the same thread. Otherwise what takes longest comes first, and is compared when
    nothing is more urgent.

    ``loaded``, once defined: names of items that an interrupted run loaded and compared. They count
    as done; or where ``in_turn`` they are compared once more, and loaded again if they are not
    equal.
    """

    steps: Steps
    contents: Sequence[Item]
    loaders: int  # how many items it pays to load at once
    in_turn: bool
    kept: str | None  # after publish: the name that what was replaced is kept under
    met: Met | None  # after publish over a folder: what became of what was there

    @property
    def loaded(self) -> Container[str]:
        """See above."""

    def define(self) -> None:
        """Make what must stand before contents come (types, tables, functions; folders)."""

    def load(self, item: Item, pieces: Iterable[bytes]) -> None:
        """Load one item of the contents. Several threads may load different ones at once. What is
        not asked of ``pieces`` is not read from the repository. Raises :class:`ItemFailed` for
        what this place cannot hold, which is then left out; only where ``in_turn``."""

    def read_back(self, item: Item) -> ItemReader:
        """Read the same item from the place restored into: rows in the order they were loaded."""

    def mark_loaded(self, item: Item) -> None:
        """Remember, durably, that the item is loaded and was found equal."""

    def later(self, item: Item) -> Later:
        """What waits for an item of the contents; not asked where ``in_turn``."""

    def next_builds(self) -> Sequence[Build]:
        """What has become possible to make since the last call, by what was loaded, marked or
        built. Any thread; each build is given out once."""

    def build(self, build: Build) -> None:
        """Make it now, beside other work. Builds never asked for are left to :meth:`complete`."""

    def complete(self) -> None:
        """What can only be made when all contents are there: indexes, constraints, triggers and the
        rest; or the times of folders."""

    def publish(self) -> str:
        """Give the place its final name, in one step; returns the name. Nothing may follow."""

    def abandon(self) -> None:
        """Remove what was made so far."""

    def late_remarks(self) -> tuple[Remark, ...]:
        """What a person should read about this restore (roles left out, a tool's warnings)."""


@dataclass(frozen=True, slots=True)
class LiveRows:
    """The rows of one item in its live source. ``rows`` None: they may not be read. ``exact``
    false: an estimate."""

    rows: int | None
    exact: bool = True


class Destination(Protocol):
    """A place to restore into."""

    @property
    def address(self) -> str:
        """For people; never holds a secret."""

    def choose(self, items: Sequence[Item], only: Sequence[str]) -> Sequence[Item]:
        """The items that patterns of names ask for, with what they cannot be restored without; all
        of them where there is no pattern. See :mod:`~desktop_app.engine.sources.selection`.
        Raises :class:`NothingMatches`."""

    def contents(self, items: Sequence[Item]) -> Sequence[Item]:
        """Of an order's items those that are loaded and compared one by one, as far as can be told
        without a look at the place. The others are what :meth:`Loading.define` and
        :meth:`Loading.complete` work with."""

    def examine(self, order: Order, fetch: Fetch) -> Examination:
        """Look, and change nothing."""

    def open(
        self, order: Order, fetch: Fetch, progress: Progress
    ) -> AbstractContextManager[Loading]:
        """Make the unfinished place. Leaving the block before ``publish`` leaves it unfinished
        and resumable, closes every connection, and ends every child process."""
