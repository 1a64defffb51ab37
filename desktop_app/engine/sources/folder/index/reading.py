"""Looking at one folder, or at some files of it."""

from __future__ import annotations

import os
import stat
import struct
from collections.abc import Iterable
from dataclasses import replace

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.model import Remark
from desktop_app.engine.sources.folder.entry import Entry, Form
from desktop_app.engine.sources.folder.index.known import FAR_AHEAD, LONG_AGO, Known
from desktop_app.engine.sources.folder.index.listing import (
    MODES,
    NUMBER_OF,
    STAMP,
    Listing,
    Row,
    State,
    columns_of,
    numbers_of,
    packed_of,
)
from desktop_app.engine.sources.folder.lister import Remarked
from desktop_app.engine.sources.folder.patterns import Patterns
from desktop_app.engine.sources.folder.reach import GONE, Reach
from desktop_app.engine.sources.folder.walk import FORMS, reason

MOMENTS, MOMENTS_AT = struct.Struct("<qq"), 8  # of its content and of its rights, in a stamp
FILE, OTHER, FOLDER = NUMBER_OF[Form.FILE], NUMBER_OF[Form.OTHER], len(NUMBER_OF)
FORM_OF = {kind: NUMBER_OF.get(form, FOLDER) for kind, form in FORMS.items()}
TYPE = 0o170000  # the part of a mode that tells the kind


@dataclass(frozen=True, slots=True)
class Read:
    """What a folder holds. ``folders`` by name, ``listing`` has all others. ``whole``: there was
    nothing that could not be looked at."""

    listing: Listing
    folders: dict[str, bytes]
    whole: bool


def stamp_of(found: os.stat_result) -> bytes:
    """All that is kept of a folder's own entry."""
    return packed_of(found)


def last_change(stamp: bytes) -> int:
    """When a folder changed, or its rights did; nanoseconds since 1970."""
    modified, changed = MOMENTS.unpack_from(stamp, MOMENTS_AT)
    return int(modified if modified > changed else changed)


def folder_entry(known: Known) -> Entry:
    """A folder as the walk would tell it."""
    return Entry(known.path, Form.FOLDER, *STAMP.unpack(known.stamp))


def read_folder(reach: Reach, path: str, patterns: Patterns, remark: Remarked) -> Read:
    """Read a folder and look at all in it. Raises :class:`OSError` when it cannot be read; what
    cannot be looked at is remarked."""
    prefix = f"{path}/" if path else ""
    folder = reach.folder(path)
    names, whole = os.listdir(folder), True  # noqa: PTH208 (a handle)
    names.sort(key=None if "".join(names).isascii() else os.fsencode)
    try:
        looks = [os.stat(name, dir_fd=folder, follow_symlinks=False) for name in names]
    except OSError:  # one of them went, or cannot be looked at
        names, looks, whole = _look_one_by_one(folder, names, prefix, remark)
    columns, folders = columns_of(looks), dict[str, bytes]()
    kinds = {mode & TYPE for mode in set(columns[MODES])} if names else set()
    if patterns.exclude or stat.S_IFDIR in kinds:
        names, looks, folders = _sorted_out(names, looks, prefix, patterns)
        columns = columns_of(looks)
    forms = bytes(len(names))  # of files
    if kinds - {stat.S_IFDIR, stat.S_IFREG}:
        forms = bytes([FORM_OF.get(look.st_mode & TYPE, OTHER) for look in looks])
    return Read(Listing.of_columns(names, forms, columns), folders, whole)


def _look_one_by_one(
    folder: int, names: Iterable[str], prefix: str, remark: Remarked
) -> tuple[list[str], list[os.stat_result], bool]:
    found, looks, whole = [], [], True
    for name in names:
        try:
            looks.append(os.stat(name, dir_fd=folder, follow_symlinks=False))
            found.append(name)
        except OSError as fault:
            if fault.errno not in GONE:
                remark(Remark(prefix + name, f"cannot be looked at: {reason(fault)}"))
                whole = False
    return found, looks, whole


def _sorted_out(
    names: Iterable[str], looks: Iterable[os.stat_result], prefix: str, patterns: Patterns
) -> tuple[list[str], list[os.stat_result], dict[str, bytes]]:
    """What is no folder, and the folders with their stamps; without what patterns leave out."""
    others: list[str] = []
    kept: list[os.stat_result] = []
    folders: dict[str, bytes] = {}
    picky = bool(patterns.exclude)
    for name, looked in zip(names, looks, strict=True):
        is_folder = stat.S_ISDIR(looked.st_mode)
        if picky and patterns.leaves_out(prefix + name, folder=is_folder):
            continue
        if is_folder:
            folders[name] = stamp_of(looked)
        else:
            others.append(name)
            kept.append(looked)
    return others, kept, folders


def look_again(reach: Reach, path: str, listing: Listing, which: Iterable[int]) -> Listing | None:
    """Look at some files of a folder, by their places in its listing; returns the listing, the same
    object when nothing changed, or None when one of them is no longer what a listing holds."""
    folder = reach.folder(path)
    changed: dict[int, Row] = {}
    for at in which:
        name = listing.names[at]
        try:
            found = os.stat(name, dir_fd=folder, follow_symlinks=False)
        except OSError:
            return None
        form = FORM_OF.get(stat.S_IFMT(found.st_mode), OTHER)
        if form == FOLDER:
            return None
        row = (name, form, *numbers_of(found))
        if row != listing.row(at):
            changed[at] = row
    if not changed:
        return listing
    rows = [changed.get(at, row) for at, row in enumerate(listing.rows())]
    states = bytes(State.SEEN if at in changed else s for at, s in enumerate(listing.states))
    return Listing.of(rows, states)


def with_states_of(old: Listing, read: Listing) -> Listing:
    """A listing of what was read; files that are as they were keep their state."""
    before = dict(zip(old.rows(), old.states, strict=True))
    return replace(read, states=bytes(before.get(row, State.SEEN) for row in read.rows()))


def summed(known: Known, listing: Listing) -> Known:
    """A folder with what its listing sums up to."""
    sums = [0] * len(known.sums)
    if listing.states.strip(b"\0") or listing.forms.strip(b"\0"):
        for form, state, size in zip(listing.forms, listing.states, listing.sizes, strict=True):
            if form == FILE:
                sums[2 * state] += 1
                sums[2 * state + 1] += size
    else:
        sums[:2] = len(listing), sum(listing.sizes)
    sums = [min(value, FAR_AHEAD) for value in sums]
    return known._replace(
        youngest=max(listing.modified, default=LONG_AGO),
        oldest=min(listing.modified, default=FAR_AHEAD),
        entries=len(listing),
        sums=tuple(sums),
    )
