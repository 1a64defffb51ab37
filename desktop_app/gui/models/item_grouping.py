"""Makes the tree of a snapshot's items, in a task's thread.

From below: what lies in a group is known, with its sums, before the group itself is made; then
all are numbered from the top. Nothing here calls itself, for folders may lie in each other by the
thousand. No node has more than :data:`MOST` children: a folder of a hundred thousand files is
shown as ranges of names, so that a view never has to lay out more than it can at once.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field
from enum import StrEnum
from heapq import merge

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.model import Item, ItemKind
from desktop_app.gui.models.films import run_title
from desktop_app.gui.models.items import (
    NAMED,
    PATHS,
    Group,
    Node,
    Sort,
    Tree,
    holder_of,
    own_size,
    title_of,
)
from desktop_app.gui.text import shown, tr

MOST, PART = 500, 4000
RUN = "run"  # an item's detail: the run of a device that it belongs to


class Order(StrEnum):
    """What the items of a group are sorted by."""

    NAME = "name"
    ROWS = "rows"
    SIZE = "size"


def grouped(
    items: Iterable[Item],
    order: Order = Order.NAME,
    words: str = "",
    *,
    named: bool = False,
    schemas: bool = True,
) -> Tree:
    """The tree of those items in whose names all ``words`` stand. ``named``: only what people
    named, tables and files, as a restore may be asked for. ``schemas``: whether tables lie in
    such."""
    sought = words.casefold().split()
    shelves = _Shelves(schemas)
    for item in _worth_showing(items, named=named):
        if (not named or item.kind in NAMED) and all(w in item.name.casefold() for w in sought):
            shelves.put(item)
    maker = _Maker(order, schemas)
    top: list[_Draft | Item] = [*maker.devices(shelves.runs)]
    top += maker.tables(shelves.tables)
    top += maker.folders(shelves.folders)
    if shelves.others:
        title = tr("Definitions, roles and the rest")
        top.append(maker.group(title, "", Sort.OTHERS, list(shelves.others)))
    return _Numbering(top, schemas).tree()


@dataclass
class _Shelves:
    """Items by what they are shown in."""

    schemas: bool
    runs: dict[str, dict[str, list[Item]]] = field(default_factory=dict)
    tables: dict[str, list[Item]] = field(default_factory=lambda: defaultdict(list))
    folders: dict[str, list[Item]] = field(default_factory=lambda: defaultdict(list))
    others: list[Item] = field(default_factory=list)

    def put(self, item: Item) -> None:
        if RUN in item.detail:
            runs = self.runs.setdefault(item.detail.get("device", ""), {})
            runs.setdefault(item.detail[RUN], []).append(item)
        elif item.kind in PATHS:
            self.folders[holder_of(item)].append(item)
        elif item.kind in NAMED:
            self.tables[holder_of(item, schemas=self.schemas)].append(item)
        else:
            self.others.append(item)


def _worth_showing(items: Iterable[Item], *, named: bool) -> list[Item]:
    """Of folders only the empty ones: the others are seen by what is in them. ``named``: a file
    that is told by its tables is asked for through them."""
    known = list(items)
    full = _with_parents(holder_of(item) for item in known if item.kind in PATHS)
    told = {item.detail.get("file") for item in known if item.kind is ItemKind.TABLE}

    def is_worth(item: Item) -> bool:
        if item.kind is ItemKind.FOLDER:
            return item.name != "." and item.name not in full
        return not (named and item.kind is ItemKind.FILE and item.name in told)

    return [item for item in known if is_worth(item)]


@dataclass(slots=True, eq=False)
class _Draft:
    """A group before it is numbered, with its sums."""

    title: str
    key: str
    sort: Sort
    of: Sort
    children: list[_Draft | Item]
    groups: int = 1
    leaves: int = 0
    items: int = 0
    rows: int | None = None
    size: int | None = None

    def __post_init__(self) -> None:
        for each in self.children:
            if isinstance(each, _Draft):
                self.groups += each.groups
                self.leaves += each.leaves
                self.items += each.items
                own = each.size
            else:
                self.leaves += each.kind in NAMED
                self.items += each.kind is not ItemKind.FOLDER
                own = own_size(each)
            self.rows = self.rows if each.rows is None else (self.rows or 0) + each.rows
            self.size = self.size if own is None else (self.size or 0) + own


Key = Callable[["_Draft | Item"], tuple[object, ...]]


class _Maker:
    """Makes groups of what lies in them."""

    def __init__(self, order: Order, schemas: bool) -> None:
        self._order, self._schemas = order, schemas
        self._key = KEYS[order]

    def group(self, title: str, key: str, sort: Sort, children: list[_Draft | Item]) -> _Draft:
        return _Draft(title, key, sort, sort, self._spread(in_order(children, self._key), sort))

    def tables(self, by_holder: Mapping[str, list[Item]]) -> list[_Draft]:
        found = []
        for key, tables in sorted(by_holder.items(), key=lambda each: _folded(each[0])):
            if not key:
                title, sort = tr("Tables"), Sort.TABLES
            elif tables[0].kind is ItemKind.TABLE:
                title, sort = tr("Tables of {file}").format(file=shown(key)), Sort.FILE
            else:
                title, sort = shown(key), Sort.SCHEMA
            found.append(self.group(title, key, sort, list(tables)))
        return found

    def devices(self, devices: Mapping[str, Mapping[str, list[Item]]]) -> list[_Draft]:
        """Each with its runs; the runs alone where there is one device."""
        one = len(devices) == 1
        found: list[_Draft] = []
        for device, runs in sorted(devices.items()):
            drafts: list[_Draft | Item] = []
            for run, items in sorted(runs.items()):
                began = run_title(items[0].detail.get("run_local") or run.partition("@")[0])
                title = f"{shown(device)} · {began}" if one else began
                drafts.append(self.group(title, f"{RUN}:{run}", Sort.RUN, list(items)))
            # Runs stay in their order of time, unless something else is asked for.
            if self._order is not Order.NAME:
                drafts = in_order(drafts, self._key)
            made = _Draft(
                shown(device), "", Sort.DEVICE, Sort.DEVICE, self._spread(drafts, Sort.DEVICE)
            )
            found.append(made)
        return [each for each in found[0].children if isinstance(each, _Draft)] if one else found

    def folders(self, by_folder: Mapping[str, list[Item]]) -> list[_Draft | Item]:
        """What lies at the root: folders, with all that is in them, and files. A folder that holds
        one folder and nothing else is shown with it."""
        inside: dict[str, list[_Draft | Item]] = defaultdict(list)
        for folder, items in by_folder.items():
            inside[folder].extend(items)
        for folder in sorted(_with_parents(by_folder), key=lambda each: -each.count("/")):
            parent, _, name = folder.rpartition("/")
            children = inside.pop(folder, [])
            only = children[0] if len(children) == 1 else None
            if isinstance(only, _Draft):
                only.title = f"{shown(name)}/{only.title}"
                inside[parent].append(only)
            else:
                inside[parent].append(self.group(shown(name), folder, Sort.FOLDER, children))
        return self._spread(in_order(inside[""], self._key), Sort.FOLDER)

    def _spread(self, children: list[_Draft | Item], of: Sort) -> list[_Draft | Item]:
        """As they are, or nested evenly: of a hundred thousand, two hundred ranges of five
        hundred."""
        if len(children) <= MOST:
            return children
        parts = [children[at : at + MOST] for at in range(0, len(children), MOST)]
        return [_Draft(self._span(part), "", Sort.RANGE, of, part) for part in parts]

    def _span(self, part: Sequence[_Draft | Item]) -> str:
        ends = (part[0], part[-1])
        first, last = (
            each.title if isinstance(each, _Draft) else title_of(each, schemas=self._schemas)
            for each in ends
        )
        return f"{first} … {last}"


def _with_parents(folders: Iterable[str]) -> set[str]:
    """
    >>> sorted(_with_parents(["a/b/c", ""]))
    ['a', 'a/b', 'a/b/c']
    """
    found: set[str] = set()
    for folder in folders:
        while folder and folder not in found:
            found.add(folder)
            folder = folder.rpartition("/")[0]
    return found


class _Numbering:
    """Gives groups their numbers, each before those below it, and items their places."""

    def __init__(self, top: list[_Draft | Item], schemas: bool) -> None:
        self._schemas = schemas
        whole = _Draft("", "", Sort.OTHERS, Sort.OTHERS, top)
        self._groups: list[Group] = []
        self._names = [""] * whole.leaves
        self._homes = array("i", bytes(array("i").itemsize * whole.leaves))
        self._waiting = [(whole, -1, 0, 0)]  # with its parent, its row, and its first name
        self._top: list[Node] = []

    def tree(self) -> Tree:
        whole, *_ = self._waiting.pop()
        self._fill(whole, -1, 0, self._top)
        while self._waiting:
            draft, parent, row, first = self._waiting.pop()
            group = self._made(draft, parent, row, first)
            holder = self._top if parent < 0 else self._groups[parent].children
            holder[row] = group
            self._groups.append(group)
            self._fill(draft, group.number, first, group.children)
        groups, names = tuple(self._groups), tuple(self._names)
        return Tree(groups, tuple(self._top), names, self._homes, self._schemas)

    def _fill(self, draft: _Draft, number: int, first: int, holder: list[Node]) -> None:
        """Items stand where they are; groups are made later, and the first of them first."""
        later = []
        for row, each in enumerate(draft.children):
            if isinstance(each, _Draft):
                later.append((each, number, row, first))
                holder.append(_PLACE)
                first += each.leaves
                continue
            holder.append(each)
            if each.kind in NAMED:
                self._names[first], self._homes[first] = each.name, number
                first += 1
        self._waiting += reversed(later)

    def _made(self, draft: _Draft, parent: int, row: int, first: int) -> Group:
        number = len(self._groups)
        return Group(
            title=draft.title,
            key=draft.key,
            sort=draft.sort,
            of=draft.of,
            number=number,
            parent=parent,
            row=row,
            end=number + draft.groups,
            first=first,
            leaves=draft.leaves,
            items=draft.items,
            rows=draft.rows,
            size=draft.size,
        )


_PLACE = Item("", ItemKind.FILE, None, 0, b"", b"")  # until the group that stands there is made


def in_order(nodes: list[_Draft | Item], key: Key) -> list[_Draft | Item]:
    """Sorted. In parts that are then merged: while one list is sorted no other thread runs, and
    the window would stand still for as long as a hundred thousand take."""
    parts = [sorted(nodes[at : at + PART], key=key) for at in range(0, len(nodes), PART)]
    return parts[0] if len(parts) == 1 else list(merge(*parts, key=key))


def _folded(name: str) -> tuple[str, str]:
    return name.casefold(), name


def _by_name(node: _Draft | Item) -> tuple[object, ...]:
    """Folders before files."""
    if isinstance(node, _Draft):
        return 0, *_folded(node.title), ""
    return 1, *_folded(node.name), node.kind


KEYS: Mapping[Order, Key] = {
    Order.NAME: _by_name,
    Order.ROWS: lambda node: (-(node.rows or 0), *_by_name(node)),
    Order.SIZE: lambda node: (-(node.size or 0), *_by_name(node)),
}
