"""What is to be where below the root: an order looked through before a byte is written.

Pure. A list of items is made by our own program and sealed, but a restore writes where it says; so
nothing in it is believed that could lead out of the folder.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field

from desktop_app.engine.contents.item_list import Names, Picked
from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import Damaged
from desktop_app.engine.model import Item, ItemKind, Remark, Snapshot
from desktop_app.engine.sources.folder.attributes import Attributes, unknown
from desktop_app.engine.sources.selection import PATHS

ROOT = "."
LONGEST_LINK = 4096  # bytes
UNTOLD = -1
TWICE = " twice"


@dataclass(frozen=True, slots=True)
class Layout:
    """``folders`` in the order in which they can be made, with the places of their items in the
    whole list; :data:`UNTOLD` for one that no item tells of (its attributes are empty then).
    ``contents`` are files and links, in the order of the list. ``root`` holds the attributes of the
    root itself. ``followers``: by name of a file, the name of the one that it is another name of.
    ``needed``: bytes that the files will take. ``remarks`` tell what is not understood."""

    items: Sequence[Item]
    root: Attributes
    folders: Mapping[str, int]
    contents: Sequence[Item]
    followers: Mapping[str, str]
    needed: int
    remarks: tuple[Remark, ...]
    names: Names

    def of_folder(self, name: str) -> Attributes:
        """The attributes of one of the folders."""
        number = self.folders[name]
        return Attributes() if number == UNTOLD else attributes_of(self.items[number])

    def number(self, name: str) -> int:
        """The place of a file or link in ``contents``."""
        return self.names.number(name)

    def has(self, name: str) -> bool:
        """Whether a path is in the list; see :class:`Names`."""
        return name in self.folders or name in self.names


def attributes_of(item: Item) -> Attributes:
    """Empty where they cannot be read, which a layout remarks."""
    try:
        return Attributes.of(item.detail)
    except ValueError:
        return Attributes()


def is_sparse(item: Item) -> bool:
    """Whether a file is written with holes."""
    return attributes_of(item).sparse


def lay_out(snapshot: Snapshot, items: Sequence[Item]) -> Layout:
    """Raises :class:`Damaged` for a list that holds a name that leads out of the folder, the same
    name twice, or something below a file."""
    look = _Look(f"snapshots/{snapshot.id}")
    for number, item in enumerate(items):
        if item.kind in PATHS:
            look.take(number, item)
        else:
            look.kinds[item.kind] += 1
    contents = Picked(items, look.contents)
    names = Names(item.name for item in contents)
    look.check(contents, names)
    return Layout(
        items=items,
        root=look.root,
        folders=look.folders,
        contents=contents,
        followers=look.links.followers,
        needed=look.needed,
        remarks=tuple(look.remarks()),
        names=names,
    )


@dataclass
class HardLinks:
    """Which names mean the same file. ``followers``: by name of a file the earlier one that it is
    another name of. These have the same content, unless it was changed between two looks."""

    followers: dict[str, str] = field(default_factory=dict)
    _first: dict[tuple[str, bytes, int], str] = field(default_factory=dict)

    def leader(self, item: Item, attributes: Attributes) -> str:
        """The name of the one that this one, the next of the list, follows; or nothing."""
        told = attributes.hard_link
        if not told or item.kind is not ItemKind.FILE:
            return ""
        leader = self._first.setdefault((told, item.hash, item.size), item.name)
        if leader == item.name:
            return ""
        self.followers[item.name] = leader
        return leader


@dataclass
class _Look:
    """What going through a list once shows."""

    name_of_list: str
    root: Attributes = field(default_factory=Attributes)
    has_root: bool = False
    folders: dict[str, int] = field(default_factory=dict)
    contents: array[int] = field(default_factory=lambda: array("L"))
    links: HardLinks = field(default_factory=HardLinks)
    needed: int = 0
    kinds: Counter[ItemKind] = field(default_factory=Counter)
    unread: list[Remark] = field(default_factory=list)
    torn: tuple[str, int] = "", 0  # the first, and how many
    unknown: dict[str, tuple[str, int]] = field(default_factory=dict)

    def take(self, number: int, item: Item) -> None:
        if fault := fault_of(item.name, item.kind) or _fault_of_item(item):
            raise self._damaged(item.name, f", which {fault}")
        attributes = self._attributes(item)
        if item.name == ROOT:
            if self.has_root:
                raise self._damaged(item.name, TWICE)
            self.root, self.has_root = attributes, True
            return
        self._take_folders(number, item)
        if item.kind is ItemKind.FOLDER:
            return
        self.contents.append(number)
        # Other names of a file take no space, and what stands in a sparse one again and again is
        # mostly holes.
        if not self.links.leader(item, attributes):
            self.needed += _taken(item, attributes)

    def _damaged(self, name: str, how: str) -> Damaged:
        return Damaged(self.name_of_list, f"lists the path {name!r}{how}")

    def _attributes(self, item: Item) -> Attributes:
        if item.detail.get("incomplete"):
            self.torn = self.torn[0] or item.name, self.torn[1] + 1
        for key in unknown(item.detail):
            first, count = self.unknown.get(key, (item.name, 0))
            self.unknown[key] = first, count + 1
        try:
            return Attributes.of(item.detail)
        except ValueError:
            self.unread.append(Remark(item.name, "its times and rights cannot be read; left out"))
            return Attributes()

    def _take_folders(self, number: int, item: Item) -> None:
        """Each once, whatever lies in it later; those around one before it."""
        name, around = item.name, []
        above = name.rpartition("/")[0]
        while above and above not in self.folders:
            around.append(above)
            above = above.rpartition("/")[0]
        for folder in reversed(around):
            self.folders[folder] = UNTOLD
        if item.kind is ItemKind.FOLDER:
            if self.folders.get(name, UNTOLD) != UNTOLD:
                raise self._damaged(name, TWICE)
            self.folders[name] = number

    def check(self, contents: Sequence[Item], names: Names) -> None:
        """That no path stands there twice, and none lies below a file. Hashes tell where to look;
        what they tell is looked at by name."""
        suspects = names.twice() | {hash(folder) for folder in self.folders if folder in names}
        if not suspects:
            return
        seen: set[str] = set()
        for item in contents:
            if hash(item.name) not in suspects:
                continue
            if item.name in seen or self.folders.get(item.name, UNTOLD) != UNTOLD:
                raise self._damaged(item.name, TWICE)
            if item.name in self.folders:
                raise self._damaged(item.name, ", which is no folder, and others below it")
            seen.add(item.name)

    def remarks(self) -> Iterator[Remark]:
        """What a newer version wrote, each sort of it once; and what was not taken whole."""
        yield from self.unread
        known = set(ItemKind)
        for kind, count in self.kinds.items():
            if kind not in known:
                what = f"{count:,} items of kind {str(kind)!r} are of a newer version; left out"
                yield Remark("", what)
        first, count = self.torn
        if count:
            more = f", and {count - 1:,} more" if count > 1 else ""
            what = f"it{more} changed while being backed up; what comes back may not be whole"
            yield Remark(first, what)
        for key, (first, count) in sorted(self.unknown.items()):
            yield Remark(first, f"{key!r} of {count:,} items is of a newer version; left out")


def followers_of(contents: Iterable[Item]) -> Mapping[str, str]:
    """See :class:`HardLinks`; of a part of the contents."""
    links = HardLinks()
    for item in contents:
        links.leader(item, attributes_of(item))
    return links.followers


def fault_of(name: str, kind: ItemKind = ItemKind.FILE) -> str:
    """Why a path must not be restored; empty if it may.

    >>> fault_of("films/../../etc/passwd"), fault_of("/etc/passwd"), fault_of("films/a.h264")
    ("has a part '..'", 'is absolute', '')
    """
    if name == ROOT and kind is ItemKind.FOLDER:
        return ""
    if name.startswith("/"):
        return "is absolute"
    if "\0" in name:
        return "holds a zero byte"
    odd = next((part for part in name.split("/") if part in ("", ".", "..")), None)
    return "" if odd is None else f"has a part {odd!r}"


def _fault_of_item(item: Item) -> str:
    if item.kind is ItemKind.LINK and not 0 < item.size < LONGEST_LINK:
        return f"is a link to a name of {item.size:,} bytes"
    return "is a folder with content" if item.kind is ItemKind.FOLDER and item.size else ""


def _taken(item: Item, attributes: Attributes) -> int:
    ids = item.chunks and set(item.chunk_ids())
    if not attributes.sparse or not ids:
        return item.size
    return item.size * len(ids) * 32 // len(item.chunks)
