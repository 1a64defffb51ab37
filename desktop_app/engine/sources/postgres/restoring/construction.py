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
from dataclasses import dataclass, replace

from desktop_app.engine.model import Item
from desktop_app.engine.sources.base import Build
from desktop_app.engine.sources.postgres.archives.contents import Entry
from desktop_app.engine.sources.postgres.restoring.definitions import Definitions

LARGE = 8 << 20  # bytes of rows; below it is not worth a process of its own
SLOW = 4  # GIN and GiST indexes take longer than others, about so many times
RANKS = {"INDEX": 0, "CONSTRAINT": 1, "FK CONSTRAINT": 2}


@dataclass(frozen=True, slots=True)
class _Part:
    """``tables`` it is about, ``after`` which parts it comes; all by their numbers."""

    build: Build
    rank: int
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
        parts = {part.build.number: part for part in _parts(definitions, tables)}
        self._parts = _with_urgency(_with_order(parts))
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
            self._standing |= self._waiting.keys() & set(standing)
            for number in self._standing:
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
    """What is worth it and needs nothing but such tables and other parts."""
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
        cost = sum(tables[table].size for table in about & tables.keys())
        if entry.kind in RANKS and about and about <= tables.keys() and cost >= LARGE:
            cost *= SLOW if b" USING gi" in (entry.definition or b"") else 1
            build = Build(number, definitions.archive.text(entry.tag), cost)
            yield _Part(build, RANKS[entry.kind], about, needs & built.keys())


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
