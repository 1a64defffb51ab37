"""Which items of a snapshot a selection asks for, by patterns of their names. Pure.

Whatever is not chosen by name, such as definitions, always belongs to a selection: a destination
takes of it what the chosen need.
"""

from __future__ import annotations

import json
import re
from array import array
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from fnmatch import translate

from desktop_app.engine.contents.item_list import Picked
from desktop_app.engine.errors import NothingMatches
from desktop_app.engine.model import Item, ItemKind
from desktop_app.engine.sources.table_names import TableNames, spellings

TABLES = frozenset({ItemKind.ROWS, ItemKind.TABLE})
PATHS = frozenset({ItemKind.FILE, ItemKind.FOLDER, ItemKind.LINK})


def choose(
    items: Sequence[Item], only: Sequence[str], kind: ItemKind = ItemKind.ROWS
) -> tuple[Item, ...]:
    """Of the items of a kind that stand for tables those that are meant, and all others.

    Patterns are shell-style, matched with ``schema.table`` as people write it and as the server
    quotes it; a name without a dot is a schema. What is a table's name letter by letter means that
    one alone. A partitioned table means all its partitions. Raises :class:`NothingMatches` for a
    pattern that matches no table.
    """
    if not only:
        return tuple(items)
    spelled = {item.name: _spellings(item) for item in items if item.kind is kind}
    names = TableNames(spelled, _partitions(items))
    wanted: set[str] = set()
    for pattern in only:
        found = names.meant(pattern)
        if not found:
            raise NothingMatches(pattern)
        wanted |= found
    # Rows that go in through a common root may come to lie in another partition than before.
    roots = {item.detail["load_via"] for item in items if item.name in wanted and _goes_via(item)}
    wanted |= {i.name for i in items if _goes_via(i) and i.detail["load_via"] in roots}
    return tuple(item for item in items if item.kind is not kind or item.name in wanted)


def tables_called(items: Iterable[Item], name: str) -> tuple[Item, ...]:
    """The table of that name, in any of its spellings; of a partitioned one its partitions."""
    items = [item for item in items if item.kind in TABLES or item.kind is ItemKind.SCHEMA]
    spelled = {item.name: _spellings(item) for item in items if item.kind in TABLES}
    called = TableNames(spelled, _partitions(items)).called(name)
    return tuple(item for item in items if item.kind in TABLES and item.name in called)


def _spellings(item: Item) -> frozenset[str]:
    parts = [item.detail[part] for part in ("schema", "table") if part in item.detail]
    return spellings(item.name, parts)


def _partitions(items: Iterable[Item]) -> Mapping[str, str]:
    """What each partition is one of. Snapshots of older versions tell it of those alone whose rows
    go in through a common root."""
    found: dict[str, str] = {}
    for item in items:
        if item.kind is ItemKind.SCHEMA and "partitions" in item.detail:
            found |= json.loads(item.detail["partitions"])
        elif _goes_via(item):
            found.setdefault(item.name, item.detail["load_via"])
    return found


def _goes_via(item: Item) -> bool:
    return "load_via" in item.detail


def also_meant(
    items: Sequence[Item], others: Collection[str], only: Sequence[str]
) -> Iterator[str]:
    """Of names that need not be items, such as those of tables or files that were left out, those
    that a selection means; ``items`` are what was chosen by it."""
    tables: dict[str, Collection[str]] = {}
    has_paths = False
    for item in items:
        has_paths = has_paths or item.kind in PATHS
        if item.kind in TABLES:
            tables[item.name] = _spellings(item)
    if tables:
        spelled = {name: spellings(name) for name in others} | tables
        names = TableNames(spelled, _partitions(items))
        for pattern in only:
            yield from names.meant(pattern).intersection(others)
    if has_paths:
        for match in [path_pattern(pattern).match for pattern in only]:
            yield from (name for name in others if match(name))


def choose_paths(items: Sequence[Item], only: Sequence[str]) -> Sequence[Item]:
    """Of files, folders and links those that are meant, with the folders that they lie in.

    Patterns are as :func:`path_pattern` says. Raises :class:`NothingMatches` for one that matches
    no path.
    """
    return choose_meant(items, {pattern: meant_by(pattern) for pattern in only})


Meant = Callable[[Item], bool]


def meant_by(pattern: str) -> Meant:
    """Whether a path is meant by a pattern of paths."""
    match = path_pattern(pattern).match
    return lambda item: match(item.name) is not None


def choose_meant(
    items: Sequence[Item], only: Mapping[str, Meant], around: Iterable[str] = ()
) -> Sequence[Item]:
    """The paths that one of the patterns means, with the folders that they lie in, and those named
    in ``around``. All items where there is no pattern. Raises :class:`NothingMatches`."""
    if not only:
        return items
    folders, idle = set(around), dict(only)
    wanted = array("I")
    for number, item in enumerate(items):
        if item.kind not in PATHS:
            continue
        found = [pattern for pattern, meant in only.items() if meant(item)]
        if found:
            wanted.append(number)
            _add_above(folders, item.name)
        for pattern in found:
            idle.pop(pattern, None)
    for pattern in idle:
        raise NothingMatches(pattern)
    return Picked(items, array("I", _with_others(items, wanted, folders)))


def _add_above(folders: set[str], name: str) -> None:
    while (name := name.rpartition("/")[0]) and name not in folders:
        folders.add(name)


def _with_others(
    items: Sequence[Item], wanted: Iterable[int], folders: Collection[str]
) -> Iterator[int]:
    """The numbers of the wanted, of the folders, and of all that is no path."""
    rest = iter(wanted)
    awaited = next(rest, None)
    for number, item in enumerate(items):
        folder = item.kind is ItemKind.FOLDER and item.name in folders
        if number == awaited or folder or item.kind not in PATHS:
            yield number
        if number == awaited:
            awaited = next(rest, None)


def path_pattern(pattern: str) -> re.Pattern[str]:
    """The paths that a pattern means. It is shell-style; as in a ``.gitignore`` one without a
    slash means that name in any folder, another one counts from the root, and a folder means all
    that is below it.

    >>> meant = path_pattern("cam1")
    >>> [bool(meant.match(name)) for name in ("cam1/a.h264", "flies/cam1", "cam10/a.h264")]
    [True, True, False]
    >>> bool(path_pattern("/2026/*.h264").match("2026/03/14.h264"))
    True
    """
    plain = pattern.strip("/")
    anywhere = "" if "/" in pattern.rstrip("/") else "(?:.*/)?"
    body = translate(plain).removesuffix(r"\Z")
    return re.compile(rf"(?s:{anywhere}){body}(?s:/.*)?\Z")
