"""The items of a snapshot as a tree: schemas and folders, and what lies in them.

Built in a task's thread, whatever the number. No node has more than :data:`MOST` children: a
schema of a hundred thousand tables is shown as ranges of names, so that a view never has to lay
out more than it can at once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from glob import escape
from heapq import merge

from desktop_app.engine.model import Item, ItemKind
from desktop_app.gui.models.films import run_title
from desktop_app.gui.models.state import State, Tone
from desktop_app.gui.models.table import Column
from desktop_app.gui.text import count, number, shown, size, tr

MOST, PART = 500, 4000
RUN = "run"  # an item's detail: the run of a device that it belongs to
PATHS = frozenset({ItemKind.FILE, ItemKind.LINK, ItemKind.FOLDER})
NAMED = PATHS | {ItemKind.ROWS, ItemKind.TABLE}
"""What people named, and may ask for alone."""


class Order(StrEnum):
    """What the items of a group are sorted by."""

    NAME = "name"
    ROWS = "rows"
    SIZE = "size"


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """``number`` is its place in :attr:`Tree.groups`, ``parent`` that of the group it lies in, -1
    at the top, ``row`` where it stands there. ``names``: of all tables and files below it. ``key``
    is the schema or folder as a restore names it, empty for anything else."""

    title: str
    key: str
    number: int
    parent: int
    row: int
    names: frozenset[str]
    rows: int
    size: int
    items: int
    paths: bool = False  # files, which are asked for by their path
    run: bool = False  # all that belongs to one run of a device, wherever it lies
    children: list[Group | Item] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Tree:
    """``groups`` by number; ``top`` those that lie in no other."""

    groups: tuple[Group, ...] = ()
    top: tuple[Group, ...] = ()

    def place_of(self, kind: ItemKind, name: str) -> tuple[int, int] | None:
        """The group's number and the row of an item."""
        for group in self.groups:
            for row, child in enumerate(group.children):
                if isinstance(child, Item) and (child.kind, child.name) == (kind, name):
                    return group.number, row
        return None


def grouped(
    items: Iterable[Item], order: Order = Order.NAME, words: str = "", *, named: bool = False
) -> Tree:
    """The tree of those items in whose names all ``words`` stand. ``named``: only what people
    named, tables and files, as a restore may be asked for."""
    sought = words.casefold().split()
    items = _worth_showing(items, named=named)
    by_group: dict[tuple[str, bool], list[Item]] = defaultdict(list)
    by_run: dict[str, list[Item]] = defaultdict(list)
    others: list[Item] = []
    for item in items:
        if any(word not in item.name.casefold() for word in sought):
            continue
        if RUN in item.detail:
            by_run[item.detail[RUN]].append(item)
        elif item.kind in NAMED:
            by_group[holder_of(item), item.kind in PATHS].append(item)
        elif not named:
            others.append(item)
    builder = _Builder(order)
    for run, mine in sorted(by_run.items(), key=_by_device):
        builder.add(_title_of_run(mine[0]), f"{RUN}:{run}", mine, paths=True, run=True)
    for key, paths in sorted(by_group, key=lambda each: (each[0].casefold(), each)):
        builder.add(shown(key) if key else tr("Files"), key, by_group[key, paths], paths=paths)
    if others:
        builder.add(tr("Definitions, roles and the rest"), "", others)
    return builder.tree()


def _by_device(run: tuple[str, list[Item]]) -> tuple[str, str]:
    key, (item, *_) = run
    return item.detail.get("device", ""), key


def _title_of_run(item: Item) -> str:
    """Of the run that an item belongs to: its device, and when it began by that one's clock."""
    began = item.detail.get("run_local") or item.detail[RUN].partition("@")[0]
    return f"{shown(item.detail.get('device', ''))} · {run_title(began)}"


def _worth_showing(items: Iterable[Item], *, named: bool) -> list[Item]:
    """Of folders only the empty ones: the others are seen by what is in them. ``named``: a file
    that is told by its tables is asked for through them."""
    known = list(items)
    full = {holder_of(item) for item in known if item.kind in PATHS}
    told = {item.detail.get("file") for item in known if item.kind is ItemKind.TABLE}

    def is_worth(item: Item) -> bool:
        if item.kind is ItemKind.FOLDER:
            return item.name != "." and item.name not in full
        return not (named and item.kind is ItemKind.FILE and item.name in told)

    return [item for item in known if is_worth(item)]


def holder_of(item: Item) -> str:
    """The schema of a table, as it is quoted in its name, the file of one that lies in a file, or
    the folder of a file.

    >>> holder_of(Item('"odd.one".t', ItemKind.ROWS, 0, 0, b"", b""))
    '"odd.one"'
    """
    if item.kind in PATHS:
        return item.name.rpartition("/")[0]
    if item.kind is ItemKind.TABLE:
        return item.detail.get("file", "")
    if not item.name.startswith('"'):
        return item.name.partition(".")[0]
    end = 1
    while item.name[end : end + 1] and (
        item.name[end] != '"' or item.name[end + 1 : end + 2] == '"'
    ):
        end += 2 if item.name[end] == '"' else 1
    return item.name[: end + 1]


def own_size(item: Item) -> int:
    """In bytes; of a table that lies in a file the file has them."""
    return 0 if item.kind is ItemKind.TABLE else item.size


def title_of(item: Item) -> str:
    """The name without that of the group it is shown in."""
    of_holder = item.kind in PATHS or item.kind is ItemKind.ROWS
    holder = holder_of(item) if of_holder else ""
    name = shown(item.name[len(holder) + 1 :] if holder else item.name)
    return f"{name}/" if item.kind is ItemKind.FOLDER else name


def patterns(tree: Tree, ticked: Collection[str]) -> tuple[str, ...]:
    """What is ticked as a restore is told: whole schemas and folders by their name, else each table
    and file. ``tree`` holds all of the snapshot, whatever part of it is shown."""
    found: list[str] = []
    for group in tree.top:
        inside = group.names.intersection(ticked)
        if group.run and inside == group.names:
            found.append(group.key)
        if group.paths:
            continue
        if group.key and inside == group.names and len(inside) > 1:
            found.append(group.key)
        else:
            found += sorted(inside)
    return (*found, *_paths([group for group in tree.top if group.paths], ticked))


def _paths(groups: Sequence[Group], ticked: Collection[str]) -> list[str]:
    """Folders of which all is ticked, with what is below them, and single files; as patterns that
    count from the root."""
    left: set[str] = set()  # folders of which something is not ticked, here or below
    for group in groups:
        for name in group.names.difference(ticked) if group.run else ():
            left.update(_upwards(name.rpartition("/")[0]))
        if not group.run and not group.names.issubset(ticked):
            left.update(_upwards(group.key))
    found: set[str] = set()
    for group in groups:
        if group.run:  # as a whole it has a name of its own
            found |= set() if group.names.issubset(ticked) else group.names.intersection(ticked)
            continue
        whole = [folder for folder in _upwards(group.key) if folder and folder not in left]
        if whole:
            found.add(whole[-1])
        else:
            found |= group.names.intersection(ticked)
    return [f"/{escape(each)}" for each in sorted(found)]


def _upwards(folder: str) -> list[str]:
    """
    >>> _upwards("a/b")
    ['a/b', 'a', '']
    """
    found = [folder]
    while folder:
        folder = folder.rpartition("/")[0]
        found.append(folder)
    return found


def in_order(items: list[Item], key: Callable[[Item], tuple[object, ...]]) -> list[Item]:
    """Sorted. In parts that are then merged: while one list is sorted no other thread runs, and
    the window would stand still for as long as a hundred thousand take."""
    parts = [sorted(items[at : at + PART], key=key) for at in range(0, len(items), PART)]
    return parts[0] if len(parts) == 1 else list(merge(*parts, key=key))


class _Builder:
    def __init__(self, order: Order) -> None:
        self._key = KEYS[order]
        self._groups: list[Group] = []
        self._top: list[Group] = []

    def add(
        self,
        title: str,
        key: str,
        items: list[Item],
        *,
        paths: bool = False,
        run: bool = False,
    ) -> None:
        items = in_order(items, self._key)
        group = self._group(title, key, items, -1, len(self._top), paths=paths, run=run)
        self._top.append(group)
        if len(items) <= MOST:
            group.children.extend(items)
            return
        # Nested evenly: of a hundred thousand, two hundred ranges of five hundred.
        for row, at in enumerate(range(0, len(items), MOST)):
            part = items[at : at + MOST]
            title = f"{title_of(part[0])} … {title_of(part[-1])}"
            inner = self._group(title, "", part, group.number, row, paths=paths)
            group.children.append(inner)
            self._groups[-1].children.extend(part)

    def tree(self) -> Tree:
        return Tree(tuple(self._groups), tuple(self._top))

    def _group(
        self,
        title: str,
        key: str,
        items: Sequence[Item],
        parent: int,
        row: int,
        *,
        paths: bool = False,
        run: bool = False,
    ) -> Group:
        made = Group(
            title=title,
            key=key,
            number=len(self._groups),
            parent=parent,
            row=row,
            names=frozenset(item.name for item in items if item.kind in NAMED),
            rows=sum(item.rows or 0 for item in items),
            size=sum(own_size(item) for item in items),
            items=len(items),
            paths=paths,
            run=run,
        )
        self._groups.append(made)
        return made


def _by_name(item: Item) -> tuple[object, ...]:
    return item.name.casefold(), item.name, item.kind


KEYS: Mapping[Order, Callable[[Item], tuple[object, ...]]] = {
    Order.NAME: _by_name,
    Order.ROWS: lambda item: (-(item.rows or 0), *_by_name(item)),
    Order.SIZE: lambda item: (-item.size, *_by_name(item)),
}

Node = Group | Item


def columns(proof: Callable[[Item], State] | None = None) -> tuple[Column[Node], ...]:
    """``proof`` says how far an item was verified; without it there is no such column."""

    def rows(node: Node) -> str:
        if isinstance(node, Group):
            return number(node.rows) if node.names and not node.paths else ""
        return "" if node.rows is None else number(node.rows)

    found = (
        Column[Node](tr("Item"), _title),
        Column[Node](tr("Rows"), rows, number=True),
        Column[Node](tr("Size"), _size, number=True),
    )
    if proof is None:
        return found
    say = proof

    def verified(node: Node) -> str:
        if isinstance(node, Group):
            return ""
        state = say(node)
        return f"{state.tone.shape}  {state.word}"

    def tone(node: Node) -> Tone:
        return Tone.NONE if isinstance(node, Group) else say(node).tone

    return (
        *found,
        Column[Node](tr("Verified"), verified, tone=tone),
        Column[Node](tr("Hash"), lambda n: "" if isinstance(n, Group) else n.hash.hex()[:12]),
    )


def _size(node: Node) -> str:
    lies_in_file = isinstance(node, Item) and node.kind is ItemKind.TABLE
    return "" if lies_in_file else size(node.size)


def _title(node: Node) -> str:
    if isinstance(node, Group):
        return f"{node.title}  ({count(node.items, 'item', 'items')})"
    return title_of(node)
