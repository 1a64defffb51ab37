"""Looking at one folder, or at some files of it."""

from __future__ import annotations

import os
import stat
import struct
from collections.abc import Iterable
from dataclasses import dataclass, replace
from operator import itemgetter

from desktop_app.engine.model import Remark
from desktop_app.engine.sources.folder.entry import Entry, Form
from desktop_app.engine.sources.folder.index.known import FAR_AHEAD, LONG_AGO, Known
from desktop_app.engine.sources.folder.index.listing import (
    COLUMNS,
    NUMBER_OF,
    Listing,
    Row,
    State,
    numbers_of,
)
from desktop_app.engine.sources.folder.lister import Remarked
from desktop_app.engine.sources.folder.patterns import Patterns
from desktop_app.engine.sources.folder.reach import GONE, Reach
from desktop_app.engine.sources.folder.walk import FORMS, reason

STAMP = struct.Struct(f"<{COLUMNS}")
FILE, OTHER, FOLDER = NUMBER_OF[Form.FILE], NUMBER_OF[Form.OTHER], len(NUMBER_OF)
FORM_OF = {kind: NUMBER_OF.get(form, FOLDER) for kind, form in FORMS.items()}
TYPE, MODE = 0o170000, 6  # of a mode that part tells the kind; its place among the numbers


@dataclass(frozen=True, slots=True)
class Read:
    """What a folder holds. ``folders`` by name, ``rows`` are all others in the order of a listing.
    ``whole``: there was nothing that could not be looked at."""

    rows: list[Row]
    folders: dict[str, bytes]
    whole: bool


def stamp_of(found: os.stat_result) -> bytes:
    """All that is kept of a folder's own entry."""
    return STAMP.pack(*numbers_of(found))


def last_change(stamp: bytes) -> int:
    """When a folder changed, or its rights did; nanoseconds since 1970."""
    numbers = STAMP.unpack(stamp)
    return int(max(numbers[1], numbers[2]))


def folder_entry(known: Known) -> Entry:
    """A folder as the walk would tell it."""
    return Entry(known.path, Form.FOLDER, *STAMP.unpack(known.stamp))


def read_folder(reach: Reach, path: str, patterns: Patterns, remark: Remarked) -> Read:
    """Read a folder and look at all in it. Raises :class:`OSError` when it cannot be read; what
    cannot be looked at is remarked."""
    prefix = f"{path}/" if path else ""
    rows: list[Row] = []
    folders: dict[str, bytes] = {}
    whole, picky = True, bool(patterns.exclude)
    with os.scandir(reach.folder(path)) as found:
        for each in found:
            name = each.name
            try:
                looked = each.stat(follow_symlinks=False)
            except OSError as fault:
                if fault.errno not in GONE:
                    remark(Remark(prefix + name, f"cannot be looked at: {reason(fault)}"))
                    whole = False
                continue
            numbers = numbers_of(looked)
            form = FORM_OF.get(numbers[MODE] & TYPE, OTHER)
            if picky and patterns.leaves_out(prefix + name, folder=form == FOLDER):
                continue
            if form == FOLDER:
                folders[name] = STAMP.pack(*numbers)
            else:
                rows.append((name, form, *numbers))
    ascii_only = all(row[0].isascii() for row in rows)
    rows.sort(key=_name if ascii_only else _name_as_bytes)
    return Read(rows, folders, whole)


_name = itemgetter(0)


def _name_as_bytes(row: Row) -> bytes:
    return os.fsencode(row[0])


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


def with_states_of(old: Listing, rows: list[Row]) -> Listing:
    """A listing of what was read; files that are as they were keep their state."""
    before = dict(zip(old.rows(), old.states, strict=True))
    return Listing.of(rows, bytes(before.get(row, State.SEEN) for row in rows))


def summed(known: Known, listing: Listing) -> Known:
    """A folder with what its listing sums up to."""
    sums = [0] * len(known.sums)
    if any(listing.states) or any(listing.forms):
        for form, state, size in zip(listing.forms, listing.states, listing.sizes, strict=True):
            if form == FILE:
                sums[2 * state] += 1
                sums[2 * state + 1] += size
    else:
        sums[:2] = len(listing), sum(listing.sizes)
    sums = [min(value, FAR_AHEAD) for value in sums]
    return replace(
        known,
        youngest=max(listing.modified, default=LONG_AGO),
        oldest=min(listing.modified, default=FAR_AHEAD),
        count=len(listing),
        sums=tuple(sums),
    )
