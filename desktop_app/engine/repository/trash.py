"""The trash: removed snapshots rest there for some days, whole, and can be put back.

``trash/<snapshot id>`` is sealed, and holds the manifest's own sealed bytes with the date of
removal. So a snapshot that is put back is the very object that it was, under the same id. Its
chunks stay needed as long as it rests. Where an object lies in both places the snapshot counts:
a removal or a return was cut off, and is done once more or forgotten. One program at a time
moves, so that no two take a snapshot from both places: :func:`moving`.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from contextlib import AbstractContextManager, suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import Damaged, Missing, ObjectAbsent, ObjectExists
from desktop_app.engine.model import Snapshot
from desktop_app.engine.repository import audit, manifest, notes
from desktop_app.engine.repository.alone import alone
from desktop_app.engine.repository.echo import store_small
from desktop_app.engine.repository.lease import Lease
from desktop_app.engine.repository.seal import Type, object_id, open_object, seal_object
from desktop_app.engine.repository.storage.base import Storage, is_there

if TYPE_CHECKING:
    from desktop_app.engine.repository.repository import Repository

PREFIX = "trash/"
PURPOSE = "trash"
REMOVED, PUT_BACK, DELETED = "snapshot retired", "snapshot put back", "snapshot deleted"
RESTS = "rests until"
"""In the detail of an entry of removal: the snapshot was not deleted, it lies in the trash."""


@dataclass(frozen=True, slots=True)
class Resting:
    """A snapshot in the trash: ``removed`` then, for a ``reason``, and there ``until``."""

    snapshot: Snapshot
    removed: datetime
    until: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Trash:
    """What rests, the longest removed first, and what of it cannot be read."""

    resting: tuple[Resting, ...]
    problems: tuple[Damaged, ...]


def is_anywhere(storage: Storage, snapshot_id: str) -> bool:
    """Whether a snapshot is there, or rests in the trash."""
    # In this order and back: it may be moved either way meanwhile.
    places = (manifest.PREFIX, PREFIX, manifest.PREFIX)
    return any(is_there(storage, prefix + snapshot_id) for prefix in places)


def moving(repository: Repository) -> AbstractContextManager[None]:
    """Whoever removes, puts back or deletes does it in such a block. Raises :class:`Leased`."""
    return alone(repository.storage, repository.master, PURPOSE, "moving snapshots")


def remove(
    repository: Repository, snapshot: Snapshot, reason: str, now: datetime, until: datetime
) -> None:
    """Move a snapshot into the trash: stored there, told in the audit chain, then taken away.

    A crash leaves it where it was, or in both places, never in none. Harmless when another
    program has removed it already. Within :func:`moving`.
    """
    name = manifest.PREFIX + snapshot.id
    try:
        sealed = repository.storage.load(name)
    except ObjectAbsent:
        return
    if object_id(sealed) != snapshot.id:
        raise Damaged(name, "its content does not match its name")
    body = {
        "snapshot": snapshot.id,
        "removed": now.isoformat(),
        "until": until.isoformat(),
        "reason": reason,
        "manifest": base64.b64encode(sealed).decode(),
    }
    plain = json.dumps(body, sort_keys=True).encode()
    _, wrapped = seal_object(repository.master, Type.TRASH, plain)
    store_small(repository.storage, PREFIX + snapshot.id, wrapped, replace=True)
    detail = {"target": snapshot.target, "reason": reason, RESTS: until.isoformat()}
    audit.append(repository.storage, repository.master, REMOVED, snapshot.id, detail)
    # If this program slept so long that it was taken for dead, others may have put it back.
    if is_there(repository.storage, PREFIX + snapshot.id):
        with suppress(ObjectAbsent):
            repository.storage.delete(name)


def put_back(repository: Repository, snapshot_id: str) -> Snapshot:
    """Make a snapshot of what rests in the trash again; returns it, as it was.

    Holds a writer's lease, so that no prune takes what it needs meanwhile. Raises
    :class:`ObjectAbsent` when it is not (any more) in the trash, and :class:`Damaged` or
    :class:`Missing` when it, or a chunk of it, is lost.
    """
    storage = repository.storage
    with Lease(storage, repository.master, "write"), moving(repository):
        resting, sealed = _load(repository, snapshot_id)
        _must_be_whole(repository, resting.snapshot)
        # There already, if an earlier return was cut off.
        with suppress(ObjectExists):
            store_small(storage, manifest.PREFIX + snapshot_id, sealed)
        detail = {"target": resting.snapshot.target}
        audit.append(storage, repository.master, PUT_BACK, snapshot_id, detail)
        with suppress(ObjectAbsent):
            storage.delete(PREFIX + snapshot_id)
    return resting.snapshot


def delete_for_good(repository: Repository, resting: Resting) -> None:
    """Let go of one snapshot in the trash. Told first: a crash leaves it to be deleted again.
    Within :func:`moving`."""
    snapshot = resting.snapshot
    detail = {"target": snapshot.target, "reason": resting.reason}
    audit.append(repository.storage, repository.master, DELETED, snapshot.id, detail)
    with suppress(ObjectAbsent):
        repository.storage.delete(PREFIX + snapshot.id)
    notes.delete_note(repository, snapshot.id)


def delete_unreadable(repository: Repository, problem: Damaged) -> None:
    """Let go of an object in the trash that cannot be read any more. Within :func:`moving`."""
    snapshot_id = problem.name.removeprefix(PREFIX)
    detail = {"reason": f"in the trash it was unreadable: {problem.how}"}
    audit.append(repository.storage, repository.master, DELETED, snapshot_id, detail)
    with suppress(ObjectAbsent):
        repository.storage.delete(problem.name)


def load_trash(repository: Repository) -> Trash:
    """All that rests; without what lies among the snapshots as well."""
    resting, problems = [], []
    for name in [info.name for info in repository.storage.list(PREFIX)]:
        snapshot_id = name.removeprefix(PREFIX)
        try:
            found, _ = _load(repository, snapshot_id)
        except ObjectAbsent:
            continue  # put back, or deleted, since they were listed
        except Damaged as problem:
            problems.append(problem)
            continue
        if not is_there(repository.storage, manifest.PREFIX + snapshot_id):
            resting.append(found)
    resting.sort(key=lambda each: (each.removed, each.snapshot.target, each.snapshot.id))
    return Trash(tuple(resting), tuple(problems))


def clear_leftovers(repository: Repository) -> int:
    """Remove copies in the trash of snapshots that stand where they belong, and notes of
    snapshots that are gone for good; returns how many there were. Within :func:`moving`."""
    storage = repository.storage
    # Notes are listed before what they are about: one on a snapshot made meanwhile is no orphan.
    said = _ids(repository, notes.PREFIX)
    rested, there = _ids(repository, PREFIX), _ids(repository, manifest.PREFIX)
    doomed = [PREFIX + each for each in sorted(rested & there)]
    doomed += [notes.PREFIX + each for each in sorted(said - there - rested)]
    for name in doomed:
        with suppress(ObjectAbsent):
            storage.delete(name)
    return len(doomed)


def _ids(repository: Repository, prefix: str) -> set[str]:
    return {info.name.removeprefix(prefix) for info in repository.storage.list(prefix)}


def _load(repository: Repository, snapshot_id: str) -> tuple[Resting, bytes]:
    """One removed snapshot, and its manifest's sealed bytes."""
    name = PREFIX + snapshot_id
    data = repository.storage.load(name)
    body = _decoded(open_object(repository.master, Type.TRASH, data, name), name)
    try:
        sealed = base64.b64decode(body["manifest"], validate=True)
        removed = datetime.fromisoformat(body["removed"]).astimezone(UTC)
        until = datetime.fromisoformat(body["until"]).astimezone(UTC)
        reason = body["reason"]
    except (KeyError, TypeError, ValueError) as error:
        raise Damaged(name, f"has a field of a wrong kind: {error}") from None
    if object_id(sealed) != snapshot_id:
        raise Damaged(name, "holds another snapshot than its name says")
    plain = open_object(repository.master, Type.SNAPSHOT, sealed, name)
    return Resting(manifest.decode_header(plain, snapshot_id), removed, until, reason), sealed


def _decoded(plain: bytes, name: str) -> Mapping[str, str]:
    try:
        body: Mapping[str, str] = json.loads(plain)
    except ValueError as error:
        raise Damaged(name, f"is no JSON: {error}") from None
    return body


def _must_be_whole(repository: Repository, snapshot: Snapshot) -> None:
    """A program that knows no trash may have pruned what the snapshot needs."""
    ids = b"".join([snapshot.item_list, *(i.chunks for i in repository.items(snapshot))])
    repository.index.refresh()
    for at in range(0, len(ids), 32):
        if not repository.index.places(ids[at : at + 32]):
            raise Missing(f"chunk {ids[at : at + 32].hex()[:16]}", "was pruned meanwhile")
