"""What an import leaves to read: reports as files, and events for notification."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, tzinfo
from pathlib import Path
from typing import Any

from desktop_app.engine.assurance.reports import (
    RestoreRequest,
    VerifiedBackup,
    write_restore,
    write_verification,
)
from desktop_app.engine.notify.events import About, Event, Recovery, Trouble
from desktop_app.engine.takeover.importing import Outcome, State, local_moment
from desktop_app.engine.telling.notice import Kind


def write_reports(
    folder: Path, now: datetime, outcomes: Sequence[Outcome], zone: tzinfo, error: str = ""
) -> tuple[Path, ...]:
    """A verification report of all dumps, and a restore report of each that a server was to load.

    ``error``: why the import ended early. Raises what :mod:`desktop_app.engine.assurance.reports`
    does.
    """
    verified = [_verified(outcome, zone) for outcome in outcomes]
    paths = [write_verification(folder, now, verified, error)]
    for outcome in outcomes:
        if outcome.loaded:
            request = RestoreRequest(test_mode=True)
            file = str(outcome.examined.dump.path)
            more = _snapshot(outcome)
            paths.append(write_restore(folder, now, file, request, reason_of(outcome), more))
    return tuple(paths)


def reason_of(outcome: Outcome) -> str:
    """Why it was not taken in, in a few words; empty if it was."""
    fault = outcome.fault
    return "" if fault is None else str(getattr(fault, "reason", fault))


def _verified(outcome: Outcome, zone: tzinfo) -> VerifiedBackup:
    examined = outcome.examined
    more: dict[str, Any] = {
        "size_bytes": examined.content.file_size if examined.content else None,
        "content": examined.content.what if examined.content else None,
        "hash_compared": bool(examined.dump.checksum),
        "import": str(outcome.state),
        "remarks": list(examined.remarks),
        **_snapshot(outcome),
    }
    if reason := reason_of(outcome):
        more["error"] = reason
    return VerifiedBackup(
        file=examined.dump.path.name,
        path=str(examined.dump.path),
        moment=local_moment(outcome, zone),
        checks=examined.checks,
        hash=examined.content.sha256 if examined.content else "",
        passed=examined.passed and outcome.state is not State.BAD,
        more=more,
    )


def _snapshot(outcome: Outcome) -> Mapping[str, Any]:
    return {"snapshot": outcome.snapshot.id if outcome.snapshot else None}


def events_of(outcomes: Sequence[Outcome], now: datetime) -> Iterator[Event]:
    """For each target what is wrong, or that nothing is any more."""
    by_target: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        by_target[outcome.target].append(outcome)
    for target, its in by_target.items():
        bad = [o for o in its if o.state is State.BAD]
        doubtful = [o for o in its if o.state is not State.BAD and not o.examined.passed]
        over = [Kind.FAILURE] * (not bad) + [Kind.WARNING] * (not doubtful)
        if over:
            yield Recovery(About.IMPORT, target, now, tuple(over))
        if bad:
            why = _list(f"{o.examined.dump.shown}: {reason_of(o)}" for o in bad)
            advice = "Look for another dump of the same time; the file itself was not changed."
            yield Trouble(Kind.FAILURE, About.IMPORT, target, now, f"Not taken in: {why}.", advice)
        if doubtful:
            what = (f"{o.examined.dump.shown}: {'; '.join(o.examined.remarks)}" for o in doubtful)
            yield Trouble(Kind.WARNING, About.IMPORT, target, now, f"Taken in: {_list(what)}.")


def event_of_fault(repository: str, now: datetime, sentence: str) -> Event:
    """That an import could not be done at all. ``sentence`` says why, for people."""
    return Trouble(Kind.FAILURE, About.IMPORT, repository, now, sentence)


def _list(parts: Iterator[str]) -> str:
    return " · ".join(parts)
