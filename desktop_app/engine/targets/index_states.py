"""What a folder's index tells, after a backup, of the states of its files.

Joins the index with the repository; loads no more than a backup needs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from desktop_app.engine.model import Item, ItemKind, Snapshot
from desktop_app.engine.repository.repository import Repository
from desktop_app.engine.sources.folder.index.listing import State
from desktop_app.engine.sources.folder.index.states import Held, note_states
from desktop_app.engine.sources.folder.index.totals import load_totals
from desktop_app.engine.sources.folder.opened import INCOMPLETE


def note_snapshot(
    index: Path, repository: Repository, snapshot: Snapshot, anew: Iterable[Item]
) -> None:
    """Note in a folder's index which of its files a new snapshot holds. ``anew``: its items, less
    those that the snapshot before has as well. Only where these do not explain all, as after the
    index was lost, are all items of the snapshot gone through."""
    if _files(index, State.SEEN, State.INCOMPLETE):
        note_states(index, _held(anew))
    if _files(index, State.SEEN):
        note_states(index, _held(repository.items(snapshot)))


def _files(index: Path, *states: State) -> int:
    """How many have one of these states; none where there is no index."""
    whole = load_totals(index, [""]).get("")
    return sum(whole.shares[state].files for state in states) if whole else 0


def _held(items: Iterable[Item]) -> Iterator[Held]:
    for item in items:
        if item.kind is ItemKind.FILE:
            state = State.INCOMPLETE if INCOMPLETE in item.detail else State.STORED
            yield Held(item.name, item.size, int(item.detail.get("modified", 0)), state)
