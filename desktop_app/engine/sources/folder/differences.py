"""What a tree has otherwise than a snapshot of it."""

from __future__ import annotations

import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import pairwise

from desktop_app.engine.contents.item_list import Picked
from desktop_app.engine.errors import ItemChanged, ItemFailed
from desktop_app.engine.model import Item, ItemKind, ItemPlan, Problem
from desktop_app.engine.progress import Progress, Silent
from desktop_app.engine.sources.folder.attributes import Attributes
from desktop_app.engine.sources.folder.source import FilePlan, FolderSession, FolderSource
from desktop_app.engine.sources.readers import hash_of

NEVER = datetime.max.replace(tzinfo=UTC)
KINDS = (ItemKind.FILE, ItemKind.FOLDER, ItemKind.LINK)


def differences(
    source: FolderSource,
    items: Sequence[Item],
    progress: Progress | None = None,
    *,
    content: bool = False,
) -> Iterator[Problem]:
    """What came, went or changed since, by name in the order of the tree.

    A file whose size, times and inode are as they were is held to be the same, unless ``content``
    asks to read it all the same; where these differ the bytes decide. Rights and owners count,
    times alone do not. What cannot be read is told, too. Raises :class:`FolderUnreadable`.
    """
    progress = progress or Silent()
    progress.phase("comparing with the folder", items=len(items))
    with source.open(progress) as session:
        known = _in_order(Picked.those(items, lambda item: item.kind in KINDS), session.place)
        for plan, item in _side_by_side(session.stream(), known, session.place):
            progress.cancel.check()
            progress.advance(items=1 if item else 0)
            what = _difference(session, plan, item, progress, content=content)
            if what:
                yield Problem((plan or item).name, what)  # type: ignore[union-attr]
        for remark in session.late_remarks():
            yield Problem(remark.item, remark.what)


Place = Callable[[str, ItemKind], bytes]


def _in_order(items: Sequence[Item], place: Place) -> Sequence[Item]:
    """By their places. Backups list them so: then nothing is to be sorted, of which there may be
    millions."""
    places = (place(item.name, item.kind) for item in items)
    if all(one <= other for one, other in pairwise(places)):
        return items
    return sorted(items, key=lambda item: place(item.name, item.kind))


def _side_by_side(
    plans: Iterable[ItemPlan], items: Iterable[Item], place: Place
) -> Iterator[tuple[ItemPlan | None, Item | None]]:
    """What is there and what the snapshot has, where they have one name together."""
    rest = iter(items)
    item = next(rest, None)
    for plan in plans:
        here = place(plan.name, plan.kind)
        while item is not None and place(item.name, item.kind) < here:
            yield None, item
            item = next(rest, None)
        if item is not None and item.name == plan.name:
            yield plan, item
            item = next(rest, None)
        else:
            yield plan, None
    while item is not None:
        yield None, item
        item = next(rest, None)


def _difference(
    session: FolderSession,
    plan: ItemPlan | None,
    item: Item | None,
    progress: Progress,
    *,
    content: bool,
) -> str:
    if plan is None:
        return "is gone"
    if item is None:
        return "is new"
    if item.kind is not plan.kind:
        return f"was a {item.kind}, and is a {plan.kind}"
    if not content and session.unchanged(plan, item, NEVER):
        return ""
    return _otherwise(plan, item) or _other_bytes(session, plan, item, progress)


def _otherwise(plan: ItemPlan, item: Item) -> str:
    """What the look at it tells already."""
    entry = plan.entry if isinstance(plan, FilePlan) else None
    if entry is None:
        return ""
    if plan.kind is ItemKind.FILE and entry.size != item.size:
        return f"had {item.size:,} bytes, and has {entry.size:,}"
    then = Attributes.of(item.detail)
    if then.mode not in (None, stat.S_IMODE(entry.mode)) and plan.kind is not ItemKind.LINK:
        return f"had the rights {then.mode:o}, and has {stat.S_IMODE(entry.mode):o}"
    if (then.uid, then.gid) not in ((None, None), (entry.uid, entry.gid)):
        return f"belonged to {then.uid}:{then.gid}, and belongs to {entry.uid}:{entry.gid}"
    return ""


def _other_bytes(session: FolderSession, plan: ItemPlan, item: Item, progress: Progress) -> str:
    if plan.kind is ItemKind.FOLDER:
        return ""
    try:
        found = _hash(session, plan, progress)
    except (ItemChanged, ItemFailed) as fault:
        return fault.reason
    if found == item.hash:
        return ""
    return "points elsewhere" if plan.kind is ItemKind.LINK else "has other content"


def _hash(session: FolderSession, plan: ItemPlan, progress: Progress) -> bytes:
    progress.item(plan.name)

    def seen(size: int) -> None:
        progress.cancel.check()
        progress.advance(bytes=size)

    return hash_of(session.read(plan), seen)
