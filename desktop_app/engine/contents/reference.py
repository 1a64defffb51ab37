"""How people name a snapshot: the beginning of its id, or ``latest:TARGET``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from desktop_app.engine.errors import BadAddress, UnknownName
from desktop_app.engine.model import Snapshot

LATEST = "latest:"
SHORTEST = 4
DIGITS = frozenset("0123456789abcdef")


def choose_snapshot(snapshots: Sequence[Snapshot], reference: str) -> Snapshot:
    """The one that is meant. Raises :class:`UnknownName`, and :class:`BadAddress` when the
    reference is not one, or means several."""
    if reference.startswith(LATEST):
        return _latest(snapshots, reference.removeprefix(LATEST))
    prefix = id_prefix(reference)
    found = [snapshot for snapshot in snapshots if snapshot.id.startswith(prefix)]
    if not found:
        raise UnknownName("snapshot", reference)
    if len(found) > 1:
        some = ", ".join(snapshot.id[:12] for snapshot in found[:3])
        raise BadAddress(reference, f"{len(found)} snapshots begin like this: {some}")
    return found[0]


def target_of(reference: str) -> str | None:
    """The target of a ``latest:`` reference, else None."""
    return reference.removeprefix(LATEST) if reference.startswith(LATEST) else None


def id_prefix(reference: str) -> str:
    """The beginning of an id in small letters; :class:`BadAddress` when it cannot be one."""
    prefix = reference.lower()
    if len(prefix) < SHORTEST or not DIGITS.issuperset(prefix):
        reason = f"a snapshot is named by {SHORTEST} or more digits of its id, or latest:TARGET"
        raise BadAddress(reference, reason)
    return prefix


def _latest(snapshots: Iterable[Snapshot], target: str) -> Snapshot:
    of_target = [snapshot for snapshot in snapshots if snapshot.target == target]
    if not of_target:
        raise UnknownName("snapshot", LATEST + target)
    return max(of_target, key=lambda snapshot: snapshot.place)
