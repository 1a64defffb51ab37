"""What a folder's index tells, after a backup, of the states of its files.

Joins the index with the repository; loads no more than a backup needs.
"""

from __future__ import annotations

from pathlib import Path

from desktop_app.engine.model import Item, ItemKind, Snapshot
from desktop_app.engine.repository.repository import Repository
from desktop_app.engine.sources.folder.index.listing import State
from desktop_app.engine.sources.folder.index.states import Held, note_states
from desktop_app.engine.sources.folder.index.totals import load_totals
from desktop_app.engine.sources.folder.opened import INCOMPLETE


def note_snapshot(index: Path, repository: Repository, snapshot: Snapshot) -> None:
    """Note in a folder's index which of its files a new snapshot holds. Where it knows that
    already of all, next to nothing is done."""
    whole = load_totals(index, [""]).get("")
    if whole is None or whole.files == whole.shares[State.STORED].files:
        return
    note_states(index, (_held(i) for i in repository.items(snapshot) if i.kind is ItemKind.FILE))


def _held(item: Item) -> Held:
    state = State.INCOMPLETE if INCOMPLETE in item.detail else State.STORED
    return Held(item.name, item.size, int(item.detail.get("modified", 0)), state)
