"""Which indexes and keys can be built by now, while other tables are still being loaded.

- An index wants the rows of its table, and lets them be read meanwhile for the comparison.
- A key locks everybody out, so it comes after the comparison and the indexes of its table.
- A foreign key comes when all else of both its tables stands. From then on neither can be
  emptied, so both must be marked as loaded before.

What belongs to small tables, to partitioned ones, or needs anything else, is left for the end.
"""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.model import Item
from desktop_app.engine.sources.base import Build, Later
from desktop_app.engine.sources.postgres.archives.contents import Entry
from desktop_app.engine.sources.postgres.restoring.definitions import Definitions

LARGE = 8 << 20  # bytes of rows; below it is not worth a thought of its own
# What it costs to go through a row, where loading costs as much as the row has bytes, and 100
# more. It hardly matters how long the row is. GIN and GiST indexes take so many times longer.
A_ROW, SLOW = 60, 10
RANKS = {"INDEX": 0, "CONSTRAINT": 1, "FK CONSTRAINT": 2}


@dataclass(frozen=True, slots=True)
class _Part:
    """``tables`` it is about, ``after`` which parts it comes; all by their numbers. ``size``:
    bytes of the rows of those tables."""

    build: Build
    rank: int
    size: int
    tables: frozenset[int]
    after: frozenset[int]

    @property
    def alone(self) -> bool:
        """Whether it keeps everybody else from its tables."""
        return self.rank > RANKS["INDEX"]


class Construction:
    """Keeps account; any thread may tell and ask."""

    def __init__(self, definitions: Definitions, rows: Iterable[Item]) -> None:
        self._lock = threading.Lock()
        tables = _tables(definitions, rows)
        self._numbers = {item.name: number for number, item in tables.items()}
        parts = _worthwhile({part.build.number: part for part in _parts(definitions, tables)})
        self._parts = _with_urgency(_with_order(parts))
        self._later = _later(self._parts, tables)
        self._waiting = dict(self._parts)
        self._standing: set[int] = set()
        self._loaded: set[int] = set()
        self._compared: set[int] = set()
        self._locked: set[int] = set()

    def take_over(self, compared: Collection[str], standing: Collection[int]) -> None:
        """What an interrupted run left: tables that it compared, and parts that stand."""
        with self._lock:
            self._compared |= {self._numbers[name] for name in compared & self._numbers.keys()}
            self._loaded |= self._compared
            self._standing |= set(standing)
            for number in self._standing & self._waiting.keys():
                del self._waiting[number]

    def loaded(self, item: Item) -> None:
        with self._lock:
            if item.name in self._numbers:
                self._loaded.add(self._numbers[item.name])

    def compared(self, item: Item) -> None:
        """That an item was found equal."""
        with self._lock:
            if item.name in self._numbers:
                self._compared.add(self._numbers[item.name])

    def later(self, item: Item) -> Later:
        """What the longest way of parts costs that wait for an item."""
        return self._later.get(item.name, Later())

    def standing(self) -> frozenset[int]:
        """The numbers of all that stands."""
        with self._lock:
            return frozenset(self._standing)

    def size(self, build: Build) -> int:
        """Bytes of the rows that it is about."""
        return self._parts[build.number].size

    def next_builds(self) -> Sequence[Build]:
        with self._lock:
            found = []
            for part in list(self._waiting.values()):
                if self._is_possible(part):
                    del self._waiting[part.build.number]
                    self._locked |= part.tables if part.alone else frozenset()
                    found.append(part.build)
            return found

    def binds(self, build: Build) -> bool:
        """Whether no table that it is about can be emptied once it stands."""
        return self._parts[build.number].rank == RANKS["FK CONSTRAINT"]

    def ended(self, build: Build, *, made: bool) -> None:
        """What was not made is left for the end, and with it whatever comes after it."""
        part = self._parts[build.number]
        with self._lock:
            self._standing |= {build.number} if made else set()
            self._locked -= part.tables if part.alone else frozenset()

    def _is_possible(self, part: _Part) -> bool:
        filled = self._compared if part.alone else self._loaded
        return (
            part.tables <= filled
            and part.after <= self._standing
            and not part.tables & self._locked
        )


def _tables(definitions: Definitions, rows: Iterable[Item]) -> Mapping[int, Item]:
    """By their numbers, the tables that get their rows from one item, and from it alone."""
    single = (i for i in rows if "load_via" not in i.detail and "extension" not in i.detail)
    items = {(item.detail["schema"], item.detail["table"]): item for item in single}
    return {number: items[name] for number, name in definitions.tables() if name in items}


def _parts(definitions: Definitions, tables: Mapping[int, Item]) -> Iterator[_Part]:
    """What needs nothing but such tables and other parts."""
    every_table = {number for number, _ in definitions.tables()}
    built = {entry.number: entry for entry, _ in definitions.built_entries()}

    def wanted(entry: Entry, seen: frozenset[int] = frozenset()) -> frozenset[int]:
        """All that it needs, also through others."""
        for number in set(entry.needs) - seen:
            seen |= {number}
            seen = wanted(built[number], seen) if number in built else seen
        return seen

    for number, entry in built.items():
        needs = wanted(entry)
        about = needs & every_table
        if entry.kind in RANKS and about and about <= tables.keys():
            cost = A_ROW * sum(tables[table].rows or 0 for table in about)
            cost *= SLOW if b" USING gi" in (entry.definition or b"") else 1
            build = Build(number, definitions.archive.text(entry.tag), cost)
            size = sum(tables[table].size for table in about)
            yield _Part(build, RANKS[entry.kind], size, about, needs & built.keys())


def _worthwhile(parts: Mapping[int, _Part]) -> Mapping[int, _Part]:
    """The large ones, and what these come after."""
    large = {number for number, part in parts.items() if part.size >= LARGE}
    wanted = large.union(*(parts[number].after for number in large))
    return {number: part for number, part in parts.items() if number in wanted}


def _with_order(parts: Mapping[int, _Part]) -> Mapping[int, _Part]:
    """Each after what it needs, and after the lower ranks of the same tables."""
    of_table: dict[int, list[_Part]] = defaultdict(list)
    for part in parts.values():
        for table in part.tables:
            of_table[table].append(part)

    def before(part: _Part) -> frozenset[int]:
        near = (other for table in part.tables for other in of_table[table])
        return part.after.union(o.build.number for o in near if o.rank < part.rank)

    return {number: replace(part, after=before(part)) for number, part in parts.items()}


def _with_urgency(parts: Mapping[int, _Part]) -> Mapping[int, _Part]:
    """The cost of each with that of the longest way from it to the end."""
    later: dict[int, int] = defaultdict(int)
    found = {}
    for number, part in sorted(parts.items(), key=lambda numbered: -numbered[1].rank):
        cost = part.build.cost + later[number]
        found[number] = replace(part, build=replace(part.build, cost=cost))
        for earlier in part.after:
            later[earlier] = max(later[earlier], cost)
    return found


def _later(parts: Mapping[int, _Part], tables: Mapping[int, Item]) -> Mapping[str, Later]:
    """What waits for each table's item, by its name."""
    found: dict[str, Later] = defaultdict(Later)
    for part in parts.values():
        for name in (tables[table].name for table in part.tables):
            known, cost = found[name], part.build.cost
            if part.alone:
                found[name] = replace(known, compared=max(known.compared, cost))
            else:
                found[name] = replace(known, loaded=max(known.loaded, cost))
    return dict(found)
