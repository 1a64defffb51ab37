"""``labvault audit``: who did what, when and where, and whether the record is whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from desktop_app.cli.answer import FOUND_PROBLEM, OK, Answer
from desktop_app.cli.desk import desk_of
from desktop_app.cli.rounds import Rounds
from desktop_app.cli.text import count, moment, shown, table
from desktop_app.engine.dataclass import dataclass

if TYPE_CHECKING:
    from desktop_app.engine.assurance.audit_log import RepositoryLog
    from desktop_app.engine.catalog.entries import Deed
    from desktop_app.engine.repository.audit import AuditEntry

CHECK_HELP = "Only say whether the record is whole; look for gaps, forks and changed entries."

# What happened, by the event's name; ``{subject}`` and the detail can be told.
EVENTS: Mapping[str, str] = {
    "repository created": "the repository was made",
    "keys changed": "keys were changed",
    "recovery key confirmed": "the recovery key was typed back",
    "snapshot made": "snapshot {subject} was made",
    "snapshot retired": "snapshot {subject} was removed",
    "snapshot put back": "snapshot {subject} was put back from the trash",
    "snapshot deleted": "snapshot {subject} was deleted from the trash for good",
    "snapshot annotated": "something was said of snapshot {subject}",
    "packs deleted": "space was given back",
    "lost packs forgotten": "lost data was given up",
    "prune held": "from now on nothing is removed",
    "prune let go": "prune may go on",
    "manager's password reset": "the manager's password was reset with the recovery key",
    "refused": "refused: to {action} the manager's password was not known",
}
# Of the detail, what is told after the words, and how it is called there.
TOLD: Mapping[str, str] = {
    "target": "of",
    "why": "for",
    "reason": "because",
    "added": "added",
    "revoked": "revoked",
    "packs": "packs",
    "slot": "key slot",
    "label": "label",
    "keep": "kept for ever:",
    "rests until": "rests in the trash until",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was done."""

    at: datetime
    who: str
    host: str
    what: str


def audit(
    context: typer.Context,
    repository: Annotated[
        str | None, typer.Argument(help="Only this one's chain.", metavar="[REPOSITORY]")
    ] = None,
    check: Annotated[bool, typer.Option("--check", help=CHECK_HELP)] = False,
) -> Answer:
    """Show who did what, and check that the record is whole. From the audit chains of the
    repositories, and from what was done on this computer."""
    from desktop_app.engine.assurance.audit_log import read_log

    logs: list[RepositoryLog] = []
    with desk_of(context).workspace() as workspace:
        rounds = Rounds(workspace, repository)
        logs += [read_log(opened) for opened in rounds.one_by_one()]
        deeds = () if repository else workspace.catalog.deeds.list()
    broken = any(log.problems for log in logs)
    lines = [line for log in logs for line in _told(log, check)]
    if deeds and not check:
        lines += ["On this computer:", _table([_of_deed(deed) for deed in deeds])]
    text = "\n".join(lines) or "No repository yet."
    return Answer(
        _document(logs, deeds, check), text, FOUND_PROBLEM if broken else OK, rounds.faults
    )


def _document(logs: Sequence[RepositoryLog], deeds: Sequence[Deed], check: bool) -> object:
    return {
        "whole": not any(log.problems for log in logs),
        "repositories": [
            {
                "repository": log.repository,
                "count": len(log.entries),
                "problems": [{"item": p.name, "what": p.how} for p in log.problems],
                **({} if check else {"entries": [_entry(entry) for entry in log.entries]}),
            }
            for log in logs
        ],
        "deeds": []
        if check
        else [
            {
                "at": deed.at.isoformat(),
                "who": deed.who,
                "what": deed.what,
                "allowed": deed.allowed,
                "detail": dict(deed.detail),
            }
            for deed in deeds
        ],
    }


def _entry(entry: AuditEntry) -> dict[str, object]:
    return {
        "number": entry.number,
        "at": entry.at.isoformat(),
        "who": entry.who,
        "host": entry.host,
        "event": entry.event,
        "subject": entry.subject,
        "detail": dict(entry.detail),
    }


def _told(log: RepositoryLog, check: bool) -> list[str]:
    lines = [f"Repository {shown(log.repository)}:"]
    if not check:
        lines.append(_table([_of_entry(entry) for entry in log.entries]))
    found = "1 entry" if len(log.entries) == 1 else f"{len(log.entries):,} entries"
    if not log.problems:
        return [*lines, f"The chain is whole: {found}, none missing, changed or forked."]
    lines.append(f"The chain is broken: {found}, {count(len(log.problems), 'problem')}.")
    return [*lines, *(f"  ▲ {shown(p.name)}: {shown(p.how)}" for p in log.problems)]


def _of_entry(entry: AuditEntry) -> Line:
    subject = entry.subject[:12]
    words = EVENTS.get(entry.event, entry.event)
    what = words.replace("{subject}", subject).replace("{action}", entry.detail.get("action", ""))
    more = [f"{TOLD[name]} {value}" for name, value in entry.detail.items() if name in TOLD]
    return Line(entry.at, entry.who, entry.host, ", ".join([what, *more]))


def _of_deed(deed: Deed) -> Line:
    what = deed.what if deed.allowed else f"refused to {deed.detail.get('action', deed.what)}"
    known = ((name, value) for name, value in deed.detail.items() if name in ("name", "repository"))
    more = [f"{name} {value}" for name, value in known]
    who, _, host = deed.who.partition(" on ")
    return Line(deed.at, who, host, ", ".join([what, *more]))


def _table(lines: Sequence[Line]) -> str:
    rows = [(moment(e.at), shown(e.who), shown(e.host), shown(e.what)) for e in lines]
    return table(("WHEN", "WHO", "WHERE", "WHAT"), rows)
