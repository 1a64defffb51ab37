"""The keys of a repository, its trash and its audit log, as the settings tell of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from desktop_app.engine.assurance.audit_log import RepositoryLog
from desktop_app.engine.errors import Damaged
from desktop_app.engine.keeping.retention import Verdict
from desktop_app.engine.repository.audit import AuditEntry
from desktop_app.engine.repository.keys import KEYRING, PASSPHRASE, RECOVERY_KEY, Slot
from desktop_app.engine.repository.trash import PREFIX, Resting, Trash
from desktop_app.gui import text
from desktop_app.gui.models.state import State, Tone
from desktop_app.gui.models.table import Column
from desktop_app.gui.text import shown, tr

KINDS = {PASSPHRASE: "Passphrase", RECOVERY_KEY: "Recovery key", KEYRING: "Keyring"}
# What happened, by the event's name; ``{subject}`` and ``{action}`` can be told.
EVENTS = {
    "repository created": "The repository was made",
    "keys changed": "Keys were changed",
    "recovery key confirmed": "The recovery key was typed back",
    "snapshot made": "Snapshot {subject} was made",
    "snapshot retired": "Snapshot {subject} was removed",
    "snapshot put back": "Snapshot {subject} was put back from the trash",
    "snapshot deleted": "Snapshot {subject} was deleted from the trash for good",
    "snapshot annotated": "Something was said of snapshot {subject}",
    "packs deleted": "Space was given back",
    "lost packs forgotten": "Lost data was given up",
    "refused": "Refused, without the manager's password: {action}",
}
SHORT, LONG = 12, 24  # letters of an id that tell it from others; of a name that is told whole
MOST_NAMED = 3


def slot_columns(now: datetime, keyring_slot: str) -> tuple[Column[Slot], ...]:
    return (
        Column(tr("Key"), kind_of),
        Column(tr("Made"), lambda slot: _made(slot, now), key=lambda slot: slot.made),
        Column(tr("Where it is"), lambda slot: _whose(slot, keyring_slot)),
        Column(tr("Id"), lambda slot: slot.id[:SHORT]),
    )


def kind_of(slot: Slot) -> str:
    return tr(KINDS[slot.kind]) if slot.kind in KINDS else shown(slot.kind)


def trash_columns(now: datetime) -> tuple[Column[Resting], ...]:
    return (
        Column(tr("Target"), lambda each: shown(each.snapshot.target)),
        Column(
            tr("Snapshot of"),
            lambda each: text.moment(each.snapshot.started, now),
            key=lambda each: each.snapshot.started,
        ),
        Column(
            tr("Removed"),
            lambda each: text.moment(each.removed, now),
            key=lambda each: each.removed,
        ),
        Column(tr("Rests until"), lambda each: text.moment(each.until, now), key=lambda e: e.until),
        Column(tr("Why"), lambda each: shown(each.reason)),
    )


def unreadable(problems: Sequence[Damaged]) -> tuple[str, str]:
    """What of a trash cannot be read, by name, and what to do."""
    what = text.count(
        len(problems), "object in the trash cannot be read", "objects in the trash cannot be read"
    )
    told = [f"{_rest_name(each)}: {shown(text.said(each.how))}" for each in problems[:MOST_NAMED]]
    if (more := len(problems) - MOST_NAMED) > 0:
        told.append(tr("and {n} more").format(n=text.number(more)))
    advice = tr(
        "It cannot be brought back from here: look into another copy of the repository if there is "
        "one. Emptying the trash lets go of it."
    )
    return what, f"{'; '.join(told)}. {advice}"


def _rest_name(problem: Damaged) -> str:
    """Of an object in the trash; the beginning of a long one, which an id is."""
    name = problem.name.removeprefix(PREFIX)
    return shown(name if len(name) <= LONG else f"{name[:SHORT]}…")


def amount(found: Trash) -> str:
    """How much there is to let go of."""
    snapshots = text.count(len(found.resting), "snapshot", "snapshots")
    if not found.problems:
        return snapshots
    unread = text.count(len(found.problems), "unreadable object", "unreadable objects")
    return f"{snapshots}, {unread}" if found.resting else unread


def verdict_columns(now: datetime) -> tuple[Column[Verdict], ...]:
    """Of what a prune would remove."""
    return (
        Column(tr("Target"), lambda verdict: shown(verdict.snapshot.target)),
        Column(
            tr("Snapshot of"),
            lambda verdict: text.moment(verdict.snapshot.started, now),
            key=lambda verdict: verdict.snapshot.started,
        ),
        Column(
            tr("Content"),
            lambda verdict: text.size(verdict.snapshot.size),
            True,
            lambda verdict: verdict.snapshot.size,
        ),
        Column(tr("Why"), lambda verdict: shown(verdict.reason)),
    )


def audit_columns(now: datetime) -> tuple[Column[AuditEntry], ...]:
    return (
        Column(tr("Entry"), lambda entry: text.number(entry.number), True, lambda e: e.number),
        Column(tr("When"), lambda entry: text.moment(entry.at, now), key=lambda e: e.at),
        Column(tr("Who"), lambda entry: shown(entry.who) or tr("unknown")),
        Column(tr("Computer"), lambda entry: shown(entry.host) or tr("unknown")),
        Column(tr("What"), what_happened),
    )


def what_happened(entry: AuditEntry) -> str:
    """One entry in words, with what its detail tells."""
    words = tr(EVENTS[entry.event]) if entry.event in EVENTS else shown(entry.event)
    action = shown(str(entry.detail.get("action", "")))
    told = words.replace("{subject}", shown(entry.subject[:SHORT])).replace("{action}", action)
    more = [shown(str(entry.detail[name])) for name in ("target", "reason") if name in entry.detail]
    return " · ".join([told, *more])


def chain_state(log: RepositoryLog) -> State:
    """Whether the record is whole."""
    count = text.count(len(log.entries), "entry", "entries")
    if not log.problems:
        words = tr("The chain is whole: {count}, none missing, changed or forked.")
        return State(Tone.OK, words.format(count=count))
    first = log.problems[0]
    problems = text.count(len(log.problems), "problem", "problems")
    words = tr("The chain is broken: {count}, {problems}. {name}: {how}.")
    return State(
        Tone.BAD,
        words.format(count=count, problems=problems, name=shown(first.name), how=shown(first.how)),
    )


def revocable(slots: Sequence[Slot], slot: Slot) -> bool:
    """Whether a passphrase or a recovery key is left without it."""
    people = (PASSPHRASE, RECOVERY_KEY)
    return any(each.kind in people for each in slots if each.id != slot.id)


def _made(slot: Slot, now: datetime) -> str:
    return text.moment(datetime.fromisoformat(slot.made), now) if slot.made else tr("unknown")


def _whose(slot: Slot, keyring_slot: str) -> str:
    if slot.kind == KEYRING:
        mine = slot.id == keyring_slot
        return tr("in this computer's keyring") if mine else tr("in another computer's keyring")
    return tr("on paper") if slot.kind == RECOVERY_KEY else tr("in somebody's memory")
