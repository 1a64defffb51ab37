"""The items of a snapshot as a tree: schemas, folders in folders, devices and their runs.

Made by :func:`~desktop_app.gui.models.item_grouping.grouped` in a task's thread, whatever the
number; here is what it is, and what of it a view shows.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import field
from enum import StrEnum

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.model import Item, ItemKind
from desktop_app.gui.models.state import State, Tone
from desktop_app.gui.models.table import Column
from desktop_app.gui.text import count, number, shown, size, tr

PATHS = frozenset({ItemKind.FILE, ItemKind.LINK, ItemKind.FOLDER})
NAMED = PATHS | {ItemKind.ROWS, ItemKind.TABLE}
"""What people named, and may ask for alone."""


class Sort(StrEnum):
    """What a group stands for."""

    SCHEMA = "schema"
    FILE = "file"  # the tables that lie in a file
    TABLES = "tables"  # of a database that knows no schemas
    FOLDER = "folder"
    DEVICE = "device"
    RUN = "run"  # all that belongs to one run of a device, wherever it lies
    OTHERS = "others"
    RANGE = "range"  # of names: a part of a group that has too many


OF_TABLES = frozenset({Sort.SCHEMA, Sort.FILE, Sort.TABLES})
OF_PATHS = frozenset({Sort.FOLDER, Sort.DEVICE, Sort.RUN})


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """``number`` is its place in :attr:`Tree.groups`, ``parent`` that of the group it lies in, -1
    at the top, ``row`` where it stands there. Those below it have the numbers up to ``end``.
    ``first`` and ``leaves``: where in :attr:`Tree.names` those of all tables and files below it
    are, and how many. ``key`` is the schema or folder as a restore names it, empty for anything
    else. ``items`` without empty folders; ``rows`` and ``size`` (bytes) None where nothing below
    has any. ``of``: of a range, what the group is that it is a part of."""

    title: str
    key: str
    sort: Sort
    of: Sort
    number: int
    parent: int
    row: int
    end: int
    first: int
    leaves: int
    items: int
    rows: int | None
    size: int | None
    children: list[Group | Item] = field(default_factory=list)


Node = Group | Item


@dataclass(frozen=True, slots=True)
class Tree:
    """``groups`` by number, each before those below it; ``top`` what lies in no other. ``names``
    of what can be asked for alone, in the order of the tree, and ``homes`` the number of the
    group that each lies in, -1 at the top."""

    groups: tuple[Group, ...] = ()
    top: tuple[Node, ...] = ()
    names: tuple[str, ...] = ()
    homes: Sequence[int] = ()
    schemas: bool = True

    @property
    def items(self) -> int:
        """How many there are, without empty folders."""
        return sum(each.items if isinstance(each, Group) else 1 for each in self.top)

    @property
    def has_rows(self) -> bool:
        """Whether anything counts rows."""
        return any(each.rows is not None for each in self.top)

    @property
    def has_sizes(self) -> bool:
        """Whether anything has a size of its own."""
        sizes = (each.size if isinstance(each, Group) else own_size(each) for each in self.top)
        return any(each is not None for each in sizes)

    def children(self, group: int) -> Sequence[Node]:
        """What lies in the group of that number; at the top for -1."""
        return self.top if group < 0 else self.groups[group].children

    def place_of(self, kind: ItemKind, name: str) -> tuple[int, int] | None:
        """The group's number, -1 at the top, and the row of an item."""
        for group in range(-1, len(self.groups)):
            for row, child in enumerate(self.children(group)):
                if isinstance(child, Item) and (child.kind, child.name) == (kind, name):
                    return group, row
        return None


def holder_of(item: Item, *, schemas: bool = True) -> str:
    """The schema of a table, as it is quoted in its name, the file of one that lies in a file, or
    the folder of a file.

    >>> holder_of(Item('"odd.one".t', ItemKind.ROWS, 0, 0, b"", b""))
    '"odd.one"'
    """
    if item.kind in PATHS:
        return item.name.rpartition("/")[0]
    if item.kind is ItemKind.TABLE:
        return item.detail.get("file", "")
    if not schemas:
        return ""
    if not item.name.startswith('"'):
        return item.name.partition(".")[0]
    end = 1
    while item.name[end : end + 1] and (
        item.name[end] != '"' or item.name[end + 1 : end + 2] == '"'
    ):
        end += 2 if item.name[end] == '"' else 1
    return item.name[: end + 1]


def own_size(item: Item) -> int | None:
    """In bytes; of a table that lies in a file the file has them."""
    return None if item.kind is ItemKind.TABLE else item.size


def title_of(item: Item, *, schemas: bool = True) -> str:
    """The name without that of the group it is shown in."""
    of_holder = item.kind in PATHS or item.kind is ItemKind.ROWS
    holder = holder_of(item, schemas=schemas) if of_holder else ""
    name = shown(item.name[len(holder) + 1 :] if holder else item.name)
    return f"{name}/" if item.kind is ItemKind.FOLDER else name


def columns(
    tree: Tree | None = None, proof: Callable[[Item], State] | None = None
) -> tuple[Column[Node], ...]:
    """For a tree; ``proof`` says how far an item was verified, without it there is no such column.
    Where nothing has rows, or a size, there is no column of them."""
    tree = tree or Tree()
    schemas = tree.schemas

    def title(node: Node) -> str:
        if isinstance(node, Group):
            return f"{node.title}  ({amount(node)})"
        return title_of(node, schemas=schemas)

    def rows(node: Node) -> str:
        return "" if node.rows is None else number(node.rows)

    def bytes_(node: Node) -> str:
        known = node.size if isinstance(node, Group) else own_size(node)
        return "" if known is None else size(known)

    found = [Column[Node](tr("Item"), title)]
    if tree.has_rows:
        found.append(Column[Node](tr("Rows"), rows, number=True))
    if tree.has_sizes or not tree.top:
        found.append(Column[Node](tr("Size"), bytes_, number=True))
    return (*found, *(_proof_columns(proof) if proof else ()))


def _proof_columns(say: Callable[[Item], State]) -> tuple[Column[Node], ...]:
    def verified(node: Node) -> str:
        if isinstance(node, Group):
            return ""
        state = say(node)
        return f"{state.tone.shape}  {state.word}"

    def tone(node: Node) -> Tone:
        return Tone.NONE if isinstance(node, Group) else say(node).tone

    return (
        Column[Node](tr("Verified"), verified, tone=tone),
        Column[Node](tr("Hash"), lambda n: "" if isinstance(n, Group) else n.hash.hex()[:12]),
    )


def amount(group: Group) -> str:
    """How many of what people count there are below a group."""
    if group.of in OF_PATHS:
        return count(group.items, "file", "files")
    if group.of in OF_TABLES:
        return count(group.items, "table", "tables")
    return count(group.items, "item", "items")
