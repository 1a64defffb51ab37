"""What people say of snapshots: a label, a note, and whether one is kept for ever.

A note is a small sealed object ``notes/<snapshot id>`` beside the snapshot, which itself never
changes. It may be replaced; of two that are written at once the later stays, whole.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from desktop_app.engine.computer.account import account
from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import Damaged, ObjectAbsent
from desktop_app.engine.repository import audit
from desktop_app.engine.repository.echo import store_small
from desktop_app.engine.repository.seal import Type, open_object, seal_object

if TYPE_CHECKING:
    from desktop_app.engine.repository.repository import Repository

PREFIX = "notes/"
ANNOTATED, KEEP = "snapshot annotated", "yes"  # an entry of the audit chain, and its "keep"
LONGEST_LABEL, LONGEST_NOTE = 80, 4000  # characters that programs offer to write


@dataclass(frozen=True, slots=True)
class Note:
    """``keep``: retention never removes the snapshot. ``at`` and ``who``: the last change, None
    and empty where nothing was said yet."""

    label: str = ""
    note: str = ""
    keep: bool = False
    at: datetime | None = None
    who: str = ""


@dataclass(frozen=True, slots=True)
class NoteList:
    """Notes by snapshot id, and what cannot be read, by snapshot id as well."""

    notes: Mapping[str, Note]
    problems: Mapping[str, Damaged]


def store_note(repository: Repository, snapshot_id: str, note: Note) -> Note:
    """Keep what is said of a snapshot, in the place of what was; returns it with date and person.

    The audit entry comes first, so that no snapshot loses its protection untold.
    """
    now = datetime.now(UTC)
    note = Note(note.label, note.note, note.keep, now, account())
    detail = {"keep": KEEP if note.keep else "no", "label": note.label}
    audit.append(repository.storage, repository.master, ANNOTATED, snapshot_id, detail)
    body = {
        "snapshot": snapshot_id,
        "label": note.label,
        "note": note.note,
        "keep": note.keep,
        "at": now.isoformat(),
        "who": note.who,
    }
    plain = json.dumps(body, sort_keys=True).encode()
    _, sealed = seal_object(repository.master, Type.NOTE, plain)
    name = PREFIX + snapshot_id
    try:
        store_small(repository.storage, name, sealed, replace=True)
    except Damaged:
        # Somebody else's note, written at the same moment, is no damage.
        load_note(repository, snapshot_id)
    return note


def load_note(repository: Repository, snapshot_id: str) -> Note:
    """What is said of a snapshot; an empty note where nothing is. Raises :class:`Damaged`."""
    name = PREFIX + snapshot_id
    try:
        data = repository.storage.load(name)
    except ObjectAbsent:
        return Note()
    try:
        body = json.loads(open_object(repository.master, Type.NOTE, data, name))
        if body["snapshot"] != snapshot_id:
            raise Damaged(name, "is the note of another snapshot")
        at = datetime.fromisoformat(body["at"])
        label, note = str(body["label"]), str(body["note"])
        return Note(label, note, bool(body["keep"]), at, str(body["who"]))
    except (KeyError, TypeError, ValueError) as error:
        raise Damaged(name, f"has a field of a wrong kind: {error}") from None


def load_notes(repository: Repository) -> NoteList:
    """All notes of the repository."""
    notes: dict[str, Note] = {}
    problems: dict[str, Damaged] = {}
    for info in list(repository.storage.list(PREFIX)):
        snapshot_id = info.name.removeprefix(PREFIX)
        try:
            notes[snapshot_id] = load_note(repository, snapshot_id)
        except Damaged as problem:
            problems[snapshot_id] = problem
    return NoteList(notes, problems)


def delete_note(repository: Repository, snapshot_id: str) -> None:
    """Forget what was said of a snapshot that is gone for good."""
    with suppress(ObjectAbsent):
        repository.storage.delete(PREFIX + snapshot_id)
