"""What becomes of files besides what the tree tells: that a snapshot holds them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from itertools import islice
from pathlib import Path

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import ProfileFailed
from desktop_app.engine.sources.folder.index.file import IndexFile
from desktop_app.engine.sources.folder.index.known import Unusable
from desktop_app.engine.sources.folder.index.listing import Listing, State
from desktop_app.engine.sources.folder.index.reading import summed
from desktop_app.engine.sources.folder.index.turn import turn


@dataclass(frozen=True, slots=True)
class Held:
    """A file as a snapshot holds it. ``name`` relative to the root."""

    name: str
    size: int
    modified_ns: int
    state: State = State.STORED


AT_ONCE = 20_000


def note_states(path: Path, held: Iterable[Held]) -> int:
    """Note what snapshots hold; returns of how many files the state has changed. A file that is
    another one by now (its size, or when it changed) is left as it is, and no state takes back a
    better one. Does nothing where there is no index that can be used, or a look goes on."""
    found, changed = iter(held), 0
    while some := list(islice(found, AT_ONCE)):
        changed += _note_some(path, some)
    return changed


def _note_some(path: Path, held: Iterable[Held]) -> int:
    folders: dict[str, dict[str, Held]] = defaultdict(dict)
    for each in held:
        folder, _, name = each.name.rpartition("/")
        folders[folder][name] = each
    try:
        with turn(path, None), IndexFile.open(path, {}) as file:
            return sum(_note(file, folder, names) for folder, names in folders.items())
    except (Unusable, ProfileFailed):
        return 0  # the next snapshot, or a look, will tell


def _note(file: IndexFile, folder: str, names: dict[str, Held]) -> int:
    known = file.folder(folder)
    if known is None or not known.entries:
        return 0
    before = file.listing(known.number)
    states = bytes(_state(before, at, names.get(name)) for at, name in enumerate(before.names))
    changed = sum(a != b for a, b in zip(states, before.states, strict=True))
    if changed:
        after = replace(before, states=states)
        file.store([(summed(known, after), after)])
    return changed


def _state(listing: Listing, at: int, held: Held | None) -> int:
    state = listing.states[at]
    if held is None or (held.size, held.modified_ns) != (listing.sizes[at], listing.modified[at]):
        return state
    return max(state, held.state)
