"""Holds: why nothing may be removed from a repository, told in the repository itself.

So every computer that uses the repository heeds what one of them found: damage that was not
mended, or a tripwire that fired. A hold is a small sealed object ``holds/<id>``, written once.
It is lifted by deleting it, after an entry in the audit chain: a crash between the two leaves it
standing, to be lifted again. One that cannot be read holds as well, and one that went without an
entry is missed by verification. Any thread.
"""

from __future__ import annotations

import json
import platform
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from desktop_app.engine.computer.account import account
from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import Damaged, Missing, ObjectAbsent, PruneHeld
from desktop_app.engine.repository import audit
from desktop_app.engine.repository.echo import store_small
from desktop_app.engine.repository.seal import Type, object_id, open_object, seal_object
from desktop_app.engine.repository.storage.base import is_there

if TYPE_CHECKING:
    from desktop_app.engine.repository.repository import Repository

PREFIX = "holds/"
SET, LIFTED = "prune held", "prune let go"
DAMAGE, TRIPWIRE, LOSS = "damage", "tripwire", "loss"
MOST_WHY = 2000  # characters of a reason
TEXTS = ("cause", "why", "target", "level", "who", "host")


@dataclass(frozen=True, slots=True)
class Hold:
    """Nothing may be removed from the repository since ``at``, because of ``why``.

    ``cause`` is :data:`DAMAGE`, :data:`TRIPWIRE`, :data:`LOSS`, or one of a newer program. Of
    damage, ``level`` and ``snapshots`` (ids) tell which verification failed for which, and
    ``packs`` (ids) which of them are bad. ``name`` is the object's.
    """

    cause: str
    why: str
    at: datetime
    target: str = ""
    level: str = ""
    snapshots: tuple[str, ...] = ()
    packs: tuple[str, ...] = ()
    who: str = ""
    host: str = ""
    name: str = ""

    def says_what(self, other: Hold) -> bool:
        """Whether the other one was set for the same."""
        mine = (self.cause, self.target, self.level, self.snapshots, self.packs)
        theirs = (other.cause, other.target, other.level, other.snapshots, other.packs)
        return mine == theirs and (self.cause == DAMAGE or self.why == other.why)


@dataclass(frozen=True, slots=True)
class Holds:
    """All that stand, the oldest first, and what of them cannot be read: it holds as well."""

    standing: tuple[Hold, ...] = ()
    problems: tuple[Damaged, ...] = ()


def set_hold(repository: Repository, hold: Hold) -> Hold:
    """Hold prune from now on; returns the hold as it is kept. One that stands already for the
    same is left as it is."""
    hold = replace(hold, why=hold.why[:MOST_WHY], who=account(), host=platform.node())
    for each in load_holds(repository).standing:
        if each.says_what(hold):
            return each
    body = {field: getattr(hold, field) for field in TEXTS}
    body |= {"at": hold.at.astimezone(UTC).isoformat(), "snapshots": list(hold.snapshots)}
    body |= {"packs": list(hold.packs)}
    plain = json.dumps(body, sort_keys=True).encode()
    identity, sealed = seal_object(repository.master, Type.HOLD, plain)
    store_small(repository.storage, PREFIX + identity, sealed)
    detail = {"cause": hold.cause, "why": hold.why, "target": hold.target}
    _note(repository, SET, identity, detail)
    return replace(hold, name=PREFIX + identity)


def load_holds(repository: Repository) -> Holds:
    """All that stand at this moment."""
    standing, problems = [], []
    for info in list(repository.storage.list(PREFIX)):
        try:
            standing.append(load_hold(repository, info.name))
        except ObjectAbsent:
            continue  # lifted since they were listed
        except Damaged as problem:
            problems.append(problem)
    standing.sort(key=lambda hold: (hold.at, hold.name))
    return Holds(tuple(standing), tuple(problems))


def load_hold(repository: Repository, name: str) -> Hold:
    """One of them. Raises :class:`ObjectAbsent`, :class:`Damaged`."""
    data = repository.storage.load(name)
    if object_id(data) != name.removeprefix(PREFIX):
        raise Damaged(name, "its content does not match its name")
    try:
        body = json.loads(open_object(repository.master, Type.HOLD, data, name))
        texts = {field: _text(body[field]) for field in TEXTS}
        snapshots = tuple(_text(each) for each in body["snapshots"])
        packs = tuple(_text(each) for each in body.get("packs", ()))  # none in an earlier program's
        at = datetime.fromisoformat(body["at"]).astimezone(UTC)
    except (KeyError, TypeError, ValueError) as error:
        raise Damaged(name, f"has a field of a wrong kind: {error}") from None
    return Hold(**texts, at=at, snapshots=snapshots, packs=packs, name=name)


def bad_packs(repository: Repository) -> frozenset[str]:
    """The packs (ids) that a verification found bad, and that were not proven mended."""
    damage = (hold for hold in load_holds(repository).standing if hold.cause == DAMAGE)
    return frozenset(pack for hold in damage for pack in hold.packs)


def must_be_free(repository: Repository) -> None:
    """Raises :class:`PruneHeld` while anything holds. For whoever is about to remove something,
    under the lease for that."""
    found = load_holds(repository)
    for hold in found.standing:
        raise PruneHeld(repository.storage.url, f"{hold.cause}, {hold.why}")
    for problem in found.problems:
        raise PruneHeld(repository.storage.url, told(problem))


def lift(repository: Repository, holds: Iterable[Hold], reason: str) -> None:
    """These hold no longer. Told first: a crash leaves them to be lifted again."""
    for hold in holds:
        identity = hold.name.removeprefix(PREFIX)
        detail = {"cause": hold.cause, "why": hold.why, "target": hold.target, "reason": reason}
        _note(repository, LIFTED, identity, detail)
        with suppress(ObjectAbsent):
            repository.storage.delete(hold.name)


def lift_unreadable(repository: Repository, problems: Sequence[Damaged], reason: str) -> None:
    """Let go of what cannot be read, or is not there any more though nobody lifted it."""
    for problem in problems:
        _note(
            repository,
            LIFTED,
            problem.name.removeprefix(PREFIX),
            {"why": told(problem), "reason": reason},
        )
        with suppress(ObjectAbsent):
            repository.storage.delete(problem.name)


def told(problem: Damaged) -> str:
    """Why something holds that cannot be read."""
    return f"{problem.name}: {problem.how}"


def gone_holds(repository: Repository, entries: Iterable[audit.AuditEntry]) -> list[Missing]:
    """Holds that the audit chain knows, that nobody lifted, and that are not there."""
    found = [name for name in _unlifted(entries) if not is_there(repository.storage, name)]
    if not found:
        return []
    # One that was lifted since the chain was read is not gone.
    again, _ = audit.read_chain(repository.storage, repository.master)
    still = _unlifted(again)
    return [
        Missing(name, "what holds prune is gone, and nobody let go")
        for name in found
        if name in still
    ]


def _unlifted(entries: Iterable[audit.AuditEntry]) -> list[str]:
    names: dict[str, None] = {}
    for entry in entries:
        if entry.event == SET:
            names[PREFIX + entry.subject] = None
        elif entry.event == LIFTED:
            names.pop(PREFIX + entry.subject, None)
    return list(names)


def _note(repository: Repository, event: str, subject: str, detail: dict[str, str]) -> None:
    told = {name: value for name, value in detail.items() if value}
    audit.append(repository.storage, repository.master, event, subject, told)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no text")
    return value
