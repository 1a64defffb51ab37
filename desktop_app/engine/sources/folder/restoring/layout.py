"""What is to be where below the root: an order looked through before a byte is written.

Pure. A list of items is made by our own program and sealed, but a restore writes where it says; so
nothing in it is believed that could lead out of the folder.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from desktop_app.engine.errors import Damaged
from desktop_app.engine.model import Item, ItemKind, Remark, Snapshot
from desktop_app.engine.sources.folder.attributes import Attributes, unknown
from desktop_app.engine.sources.selection import PATHS

ROOT = "."
LONGEST_LINK = 4096  # bytes


@dataclass(frozen=True, slots=True)
class Layout:
    """``folders`` in the order in which they can be made, also those that no item tells of (their
    attributes are empty then); ``contents`` are files and links, in the order of the list.
    ``root`` holds the attributes of the root itself. ``followers``: by name of a file, the name of
    the one that it is another name of. ``remarks`` tell what is not understood."""

    root: Attributes
    folders: Mapping[str, Attributes]
    contents: Sequence[Item]
    attributes: Mapping[str, Attributes]
    followers: Mapping[str, str]
    remarks: tuple[Remark, ...]

    @property
    def needed(self) -> int:
        """Bytes that the files will take: other names of a file take none, and what stands in one
        of the sparse ones again and again is mostly holes."""
        return sum(
            _taken(item, self.attributes[item.name])
            for item in self.contents
            if item.name not in self.followers
        )


def lay_out(snapshot: Snapshot, items: Iterable[Item]) -> Layout:
    """Raises :class:`Damaged` for a list that holds a name that leads out of the folder, the same
    name twice, or something below a file."""
    name_of_list = f"snapshots/{snapshot.id}"
    items = list(items)
    kinds: dict[str, ItemKind] = {}
    remarks: list[Remark] = []
    attributes: dict[str, Attributes] = {}
    for item in items:
        if item.kind not in PATHS:
            continue
        if fault := fault_of(item.name, item.kind) or _fault_of_item(item):
            raise Damaged(name_of_list, f"lists the path {item.name!r}, which {fault}")
        if item.name in kinds:
            raise Damaged(name_of_list, f"lists the path {item.name!r} twice")
        kinds[item.name] = item.kind
        try:
            attributes[item.name] = Attributes.of(item.detail)
        except ValueError:
            attributes[item.name] = Attributes()
            remarks.append(Remark(item.name, "its times and rights cannot be read; left out"))
    folders = dict(_folders(kinds, attributes, name_of_list))
    contents = [i for i in items if i.kind in (ItemKind.FILE, ItemKind.LINK)]
    return Layout(
        root=attributes.get(ROOT, Attributes()),
        folders=folders,
        contents=contents,
        attributes=attributes,
        followers=followers_of(contents, attributes),
        remarks=(*remarks, *_remarks_on(items)),
    )


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


def _folders(
    kinds: Mapping[str, ItemKind], attributes: Mapping[str, Attributes], name_of_list: str
) -> Iterator[tuple[str, Attributes]]:
    """Each once, whatever lies in it later."""
    given: set[str] = set()
    for name, kind in kinds.items():
        if name == ROOT:
            continue
        around = [name] if kind is ItemKind.FOLDER else []
        above = name.rpartition("/")[0]
        while above and above not in given:
            around.append(above)
            above = above.rpartition("/")[0]
        for folder in reversed(around):
            if kinds.get(folder, ItemKind.FOLDER) is not ItemKind.FOLDER:
                raise Damaged(name_of_list, f"lists the path {name!r} below what is no folder")
            if folder not in given:
                given.add(folder)
                yield folder, attributes.get(folder, Attributes())


def followers_of(
    contents: Sequence[Item], attributes: Mapping[str, Attributes]
) -> Mapping[str, str]:
    """By name of a file the earlier one that it is another name of. These have the same content,
    unless it was changed between two looks."""
    first: dict[tuple[str, bytes, int], str] = {}
    followers: dict[str, str] = {}
    for item in contents:
        told = attributes[item.name].hard_link
        if told and item.kind is ItemKind.FILE:
            leader = first.setdefault((told, item.hash, item.size), item.name)
            if leader != item.name:
                followers[item.name] = leader
    return followers


def _remarks_on(items: Sequence[Item]) -> Iterator[Remark]:
    """What a newer version wrote, each sort of it once; and what was not taken whole."""
    known = set(ItemKind)
    kinds = Counter(item.kind for item in items if item.kind not in known)
    for kind, count in kinds.items():
        yield Remark("", f"{count:,} items of kind {str(kind)!r} are of a newer version; left out")
    torn = [item.name for item in items if item.detail.get("incomplete")]
    if torn:
        more = f", and {len(torn) - 1:,} more" if torn[1:] else ""
        what = f"it{more} changed while being backed up; what comes back may not be whole"
        yield Remark(torn[0], what)
    details: dict[str, list[str]] = defaultdict(list)
    for item in items:
        if item.kind in PATHS:
            for key in unknown(item.detail):
                details[key].append(item.name)
    for key, names in sorted(details.items()):
        yield Remark(names[0], f"{key!r} of {len(names):,} items is of a newer version; left out")


def _taken(item: Item, attributes: Attributes) -> int:
    ids = item.chunks and set(item.chunk_ids())
    if not attributes.sparse or not ids:
        return item.size
    return item.size * len(ids) * 32 // len(item.chunks)
