"""``labvault status``: how every target stands, what needs a person first."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import typer

from desktop_app.cli.answer import FOUND_PROBLEM, OK, Answer
from desktop_app.cli.desk import desk_of
from desktop_app.cli.prune import pause_words
from desktop_app.cli.text import count, duration, moment, shown, typed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop_app.engine.catalog.catalog import Records
    from desktop_app.engine.catalog.status import JobBrief, TargetStatus

SHAPES = {
    "failed": "▲",
    "overdue": "▲",
    "warning": "◆",
    "not yet backed up": "○",
    "working": "◆",
    "protected": "●",
    "paused": "○",
}
NEEDS = ("failed", "overdue")


def status(context: typer.Context) -> Answer:
    """Show how every target stands; what needs you comes first. Opens no repository."""
    from desktop_app.engine.catalog.status import target_statuses

    desk = desk_of(context)
    name = desk.workspace_name()
    with desk.catalog() as catalog:
        workspace = catalog.workspaces.load(name).name
        found = target_statuses(catalog.database, workspace, datetime.now(UTC))
        held = _held(found, catalog.of(workspace))
    document = [_document(each) for each in found]
    if not found:
        return Answer(document, "No target yet. Name one with `labvault target add`.")
    lines = [_heading(found, len(held))]
    lines += [f"▲ repository {shown(name)}: {words}" for name, words in held.items()]
    lines += [line for each in found for line in _lines(each)]
    bad = bool(held) or any(each.state in NEEDS for each in found)
    return Answer(document, "\n".join(lines), FOUND_PROBLEM if bad else OK)


def _held(found: Sequence[TargetStatus], records: Records) -> dict[str, str]:
    """The repositories from which nothing is removed, with why and what to do."""
    names = sorted({each.repository for each in found if each.damaged or each.held})
    if not names:
        return {}
    from desktop_app.engine.keeping.upkeep import pause_of

    pauses = {name: pause_of(records.repositories.load(name)) for name in names}
    return {name: pause_words(name, pause) for name, pause in pauses.items() if pause}


def _heading(found: Sequence[TargetStatus], held: int) -> str:
    needs = sum(each.state in NEEDS for each in found)
    if needs:
        return (
            f"{count(needs, 'target')} of {len(found):,} {'needs' if needs == 1 else 'need'} you."
        )
    good = sum(each.state == "protected" for each in found)
    if held:
        places = "1 repository needs" if held == 1 else f"{held:,} repositories need"
        return f"{places} you: {good:,} of {count(len(found), 'target')} protected."
    if good == len(found):
        return f"All is well: {count(good, 'target')} protected."
    return f"Nothing needs you: {good:,} of {count(len(found), 'target')} protected."


def _lines(each: TargetStatus) -> list[str]:
    lines = [f"{SHAPES[each.state]} {shown(each.target)}: {each.state}. {_snapshot(each)}"]
    if each.running:
        lines.append(f"    a {each.running.kind} has been running since {moment(each.running.at)}")
    lines += [f"    {reason}" for reason in _reasons(each)]
    return lines


def _snapshot(each: TargetStatus) -> str:
    if each.newest is None or each.age is None:
        told = "No good snapshot yet"
    else:
        told = f"Newest good snapshot {_ago(each.age)}"
        if each.rpo is not None:
            told += f", limit {_span(each.rpo)}"
        passed = {level: look for level, look in each.looks.items() if look.grade != "failed"}
        levels = [f"{level} {_ago(each.now - look.at)}" for level, look in passed.items()]
        told += f"; verified: {', '.join(levels)}" if levels else ""
        told += "" if each.looks else "; not verified yet"
    return told + (f"; next {moment(each.due)}." if each.due else ".")


def _reasons(each: TargetStatus) -> list[str]:
    reasons = []
    if each.last_backup and each.last_backup.state in ("failed", "dead"):
        reasons.append(
            f"the last backup failed {moment(each.last_backup.at)}{_why(each.last_backup)}"
        )
    for level, look in each.looks.items():
        if look.grade != "ok":
            reasons.append(
                f"verification at level {level} ended {look.grade} {moment(look.at)}, "
                f"snapshot {look.snapshot[:12]}"
            )
    if each.too_old:
        reasons.append(f"no good snapshot for longer than {_span(each.rpo or timedelta())}")
    if each.unproven:
        last = f"the last was {_ago(each.now - each.proven)}" if each.proven else "there was none"
        reasons.append(
            f"no proven restore within {_span(each.proof_within or timedelta())}: {last}; "
            f"run `labvault drill {typed(each.target)}`"
        )
    return reasons


def _why(job: JobBrief) -> str:
    what = (job.error or {}).get("what") or (job.error or {}).get("class")
    return f": {shown(str(what))}" if what else ""


def _ago(age: timedelta) -> str:
    return f"{_span(max(age, timedelta()))} ago"


def _span(span: timedelta) -> str:
    """
    >>> _span(timedelta(hours=1)), _span(timedelta(days=3, hours=5))
    ('1 h 0 min', '3 days')
    """
    return count(span.days, "day") if span.days > 1 else duration(span.total_seconds())


def _document(each: TargetStatus) -> dict[str, object]:
    return {
        "target": each.target,
        "kind": each.kind,
        "repository": each.repository,
        "state": each.state,
        "snapshot": each.newest and each.newest.id,
        "started": each.newest and each.newest.started.isoformat(),
        "grade": each.newest and each.newest.grade,
        "age_seconds": each.age and round(each.age.total_seconds()),
        "rpo_seconds": each.rpo and round(each.rpo.total_seconds()),
        "verified": {
            level: {"at": look.at.isoformat(), "grade": look.grade, "snapshot": look.snapshot}
            for level, look in each.looks.items()
        },
        "proven": each.proven and each.proven.isoformat(),
        "running": _job(each.running),
        "last_backup": _job(each.last_backup),
        "last_job": _job(each.last_job),
        "due": each.due and each.due.isoformat(),
        "damaged": each.damaged and each.damaged.isoformat(),
        "held": each.held,
        "reasons": _reasons(each),
    }


def _job(job: JobBrief | None) -> dict[str, object] | None:
    if job is None:
        return None
    return {"job": job.key, "kind": job.kind, "state": job.state, "at": job.at.isoformat()}
