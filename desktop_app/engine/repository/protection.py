"""Whether what was to be kept for ever is still said to be: a note that somebody removed, or put
back as it was before, would take a snapshot's protection away untold. The audit chain knows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from desktop_app.engine.errors import Damaged, Missing
from desktop_app.engine.repository import audit, trash
from desktop_app.engine.repository.notes import ANNOTATED, KEEP, PREFIX, NoteList, load_notes
from desktop_app.engine.repository.storage.base import is_there

if TYPE_CHECKING:
    from desktop_app.engine.repository.repository import Repository

SAY_IT = "say once more whether its snapshot is to be kept for ever"


def lost_protection(
    repository: Repository, entries: Iterable[audit.AuditEntry], said: NoteList
) -> list[Damaged]:
    """The notes that do not say that a snapshot is kept for ever, though that is what somebody
    said of it last."""
    if not any(_unsaid(entries, said)):
        return []
    # What is said meanwhile is in the chain before it is in a note.
    again, _ = audit.read_chain(repository.storage, repository.master)
    lost = _unsaid(again, load_notes(repository))
    storage = repository.storage
    return [_lost(repository, each) for each in lost if trash.is_anywhere(storage, each)]


def _unsaid(entries: Iterable[audit.AuditEntry], said: NoteList) -> Iterator[str]:
    """Snapshots by id. Of what cannot be read nobody knows, and that is told elsewhere."""
    last = {entry.subject: entry for entry in entries if entry.event == ANNOTATED}
    for snapshot_id, entry in last.items():
        note = said.notes.get(snapshot_id)
        keeps = snapshot_id in said.problems or (note is not None and note.keep)
        if entry.detail.get("keep") == KEEP and not keeps:
            yield snapshot_id


def _lost(repository: Repository, snapshot_id: str) -> Damaged:
    name = PREFIX + snapshot_id
    if not is_there(repository.storage, name):
        return Missing(name, f"is gone; {SAY_IT}")
    return Damaged(name, f"is not the last that was said; {SAY_IT}")
