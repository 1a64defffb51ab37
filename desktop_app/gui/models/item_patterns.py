"""What is ticked in a tree of items, as a restore is told."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from glob import escape

from desktop_app.engine.model import Item
from desktop_app.gui.models.items import NAMED, PATHS, Group, Node, Sort, Tree


def patterns(tree: Tree, ticked: Collection[str]) -> tuple[str, ...]:
    """Whole schemas, folders and runs by their name, else each table and file. ``tree`` holds all
    of the snapshot, whatever part of it is shown."""
    if not ticked:
        return ()
    counts = counted(tree, ticked)
    torn = _torn(tree, ticked, counts)
    names: list[str] = []
    paths: list[str] = []
    waiting: list[Node] = [*reversed(tree.top)]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Item):
            if node.name not in ticked or node.kind not in NAMED:
                continue
            if node.kind in PATHS:
                paths.append(f"/{escape(node.name)}")
            else:
                names.append(escape(node.name))
        elif whole := _whole(node, counts[node.number], torn):
            (paths if node.sort is Sort.FOLDER else names).append(whole)
        elif counts[node.number]:
            waiting += reversed(node.children)
    return (*names, *paths)


def counted(tree: Tree, ticked: Collection[str]) -> list[int]:
    """How many names below each group are ticked, by the group's number."""
    found = [0] * len(tree.groups)
    if ticked:
        for name, home in zip(tree.names, tree.homes, strict=True):
            if home >= 0 and name in ticked:
                found[home] += 1
        for group in reversed(tree.groups):  # each stands before those below it
            if group.parent >= 0:
                found[group.parent] += found[group.number]
    return found


def _whole(group: Group, inside: int, torn: Collection[str]) -> str:
    """The one pattern that means all of a group, where all of it is ticked; else nothing."""
    if not group.key or not inside or inside != group.leaves:
        return ""
    if group.sort is Sort.RUN:
        return group.key
    if group.sort is Sort.FOLDER:
        return "" if group.key in torn else f"/{escape(group.key)}"
    if inside == 1:
        return ""
    plain = escape(group.key)
    # A pattern for all tables of a schema would bring partitions along that lie elsewhere.
    return "" if group.sort is Sort.SCHEMA and plain != group.key else plain


def _torn(tree: Tree, ticked: Collection[str], counts: Sequence[int]) -> set[str]:
    """Folders below which files of runs lie that are not ticked: they are shown elsewhere, and a
    folder's name would bring them along."""
    found: set[str] = set()
    for group in tree.groups:
        if group.sort is Sort.RUN and counts[group.number] < group.leaves:
            for name in tree.names[group.first : group.first + group.leaves]:
                if name not in ticked:
                    found.update(_above(name, found))
    return found


def _above(name: str, known: Collection[str]) -> Iterator[str]:
    while (name := name.rpartition("/")[0]) and name not in known:
        yield name
