"""The audit chain: sealed entries of every snapshot made or retired, each naming its parents.

An entry is ``audit/<number>-<hash>``: its number is one above its highest parent, its hash that
of its bytes. Two programs that append at once make two entries with the same parents; the next
entry names both. ``audit/head`` is written after the entry and names the newest, so an entry
that is taken away is missed, while a crash between the two writes is not taken for damage.
"""

from __future__ import annotations

import json
import platform
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from desktop_app.engine.computer.account import account
from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import Damaged, Missing, ObjectAbsent
from desktop_app.engine.repository.echo import store_small
from desktop_app.engine.repository.seal import Type, object_id, open_object, seal_object
from desktop_app.engine.repository.storage.base import Storage

PREFIX = "audit/"
HEAD = "audit/head"
NAME = re.compile(r"audit/(\d{12})-([0-9a-f]{64})")


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One event. ``subject`` is what it was done to (a snapshot's id, say); ``who`` and ``host``
    are the account and the computer, empty in entries of early programs."""

    name: str
    number: int
    parents: tuple[str, ...]
    at: datetime
    event: str
    subject: str
    detail: Mapping[str, str]
    who: str = ""
    host: str = ""


def append(
    storage: Storage, master: bytes, event: str, subject: str, detail: Mapping[str, str]
) -> None:
    """Add an entry after all there are, then move the head."""
    # The head's entry is a parent even if it is not there any more: so the entry that was taken
    # away stays missed, after the head has moved on too.
    parents = sorted({*_newest(_entry_names(storage)), *_head_entry(storage, master)})
    number = max((_number(name) for name in parents), default=0) + 1
    body = {
        "number": number,
        "parents": parents,
        "at": datetime.now(UTC).isoformat(),
        "event": event,
        "subject": subject,
        "detail": dict(detail),
        "who": account(),
        "host": platform.node(),
    }
    name, sealed = seal_object(master, Type.AUDIT, json.dumps(body, sort_keys=True).encode())
    entry = f"{PREFIX}{number:012d}-{name}"
    store_small(storage, entry, sealed)
    write_head(storage, master, entry)


def _head_entry(storage: Storage, master: bytes) -> set[str]:
    try:
        head = load_head(storage, master)
    except (ObjectAbsent, Damaged):
        return set()  # verification tells; a new entry mends it
    return {head} - {""}


def load_head(storage: Storage, master: bytes) -> str:
    """The name of the newest entry as the head tells it; empty in a repository being made."""
    return open_object(master, Type.AUDIT_HEAD, storage.load(HEAD), HEAD).decode()


def write_head(storage: Storage, master: bytes, newest: str) -> None:
    """Say which entry is the newest; empty for a repository that is just being made."""
    _, sealed = seal_object(master, Type.AUDIT_HEAD, newest.encode())
    storage.store(HEAD, [sealed], replace=True)


def read_chain(storage: Storage, master: bytes) -> tuple[list[AuditEntry], list[Damaged]]:
    """All entries by number, and everything that is wrong with them or between them."""
    names = _entry_names(storage)
    entries: list[AuditEntry] = []
    problems: list[Damaged] = []
    for name in names:
        try:
            entries.append(_load(storage, master, name))
        except Damaged as problem:
            problems.append(problem)
    problems += _gaps(storage, entries, set(names))
    problems += _forks(entries)
    problems += _head_problems(storage, master, set(names))
    return entries, problems


def _load(storage: Storage, master: bytes, name: str) -> AuditEntry:
    data = storage.load(name)
    match = NAME.fullmatch(name)
    if not match or object_id(data) != match[2]:
        raise Damaged(name, "its content does not match its name")
    try:
        body = json.loads(open_object(master, Type.AUDIT, data, name))
        return AuditEntry(
            name=name,
            number=int(body["number"]),
            parents=tuple(body["parents"]),
            at=datetime.fromisoformat(body["at"]),
            event=str(body["event"]),
            subject=str(body["subject"]),
            detail=body["detail"],
            who=str(body.get("who", "")),
            host=str(body.get("host", "")),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise Damaged(name, f"has a field of a wrong kind: {error}") from None


def _gaps(storage: Storage, entries: Iterable[AuditEntry], names: set[str]) -> list[Damaged]:
    problems: list[Damaged] = []
    for entry in entries:
        if entry.number != _number(entry.name):
            problems.append(Damaged(entry.name, "carries another number than its name"))
        elif entry.number != max((_number(name) for name in entry.parents), default=0) + 1:
            problems.append(Damaged(entry.name, "does not follow on its parents"))
        gone = [p for p in entry.parents if p not in names and _is_gone(storage, p)]
        problems += [Missing(parent, "an audit entry is gone") for parent in gone]
    return problems


def _forks(entries: Iterable[AuditEntry]) -> list[Damaged]:
    """Entries that can only have been written to two copies of the repository.

    Entries of one number come to be one after the other, and whoever writes the next number
    names all that there are by then. So of two entries of a number, one names what the other
    names of the number before, and perhaps more.
    """
    known: dict[int, list[tuple[AuditEntry, set[str]]]] = {}
    problems = []
    for entry in entries:
        before = {p for p in entry.parents if _number(p) == entry.number - 1}
        same = known.setdefault(entry.number, [])
        if any(before - theirs and theirs - before for _, theirs in same):
            problems.append(Damaged(entry.name, "the chain forks here: two copies grew apart"))
        elif entry.number == 1 and same:
            problems.append(Damaged(entry.name, "is a second beginning of the chain"))
        same.append((entry, before))
    return problems


def _head_problems(storage: Storage, master: bytes, names: set[str]) -> list[Damaged]:
    try:
        head = load_head(storage, master)
    except ObjectAbsent:
        return [Missing(HEAD, "is gone")]
    except Damaged as problem:
        return [problem]
    if head and head not in names and _is_gone(storage, head):
        return [Missing(head, "an audit entry is gone")]
    return []


def _is_gone(storage: Storage, name: str) -> bool:
    """Whether an entry that was not listed is really not there: another program may have
    written it while this one listed."""
    try:
        storage.load(name, 0, 1)
    except ObjectAbsent:
        return True
    return False


def _entry_names(storage: Storage) -> list[str]:
    return [info.name for info in storage.list(PREFIX) if info.name != HEAD]


def _newest(names: list[str]) -> list[str]:
    # All entries of the highest number, not all without children: finding those would mean
    # reading the whole chain. An entry that a slow program adds below stays a leaf for good.
    highest = max((_number(name) for name in names), default=0)
    return [name for name in names if highest and _number(name) == highest]


def _number(name: str) -> int:
    match = NAME.fullmatch(name)
    return int(match[1]) if match else 0
