"""What is overdue though nothing failed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from desktop_app.engine.agent.alarms import Outlook, alarms
from desktop_app.engine.catalog.entries import JobKind, ScheduleEntry, TargetEntry
from desktop_app.engine.catalog.history import Standing

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
LAB = TargetEntry(
    "lab", "postgresql", "postgresql://db/lab", "nas", rpo_seconds=4 * 3600, created=NOW - 90 * DAY
)
NIGHTLY = ScheduleEntry("lab", JobKind.BACKUP, "every day at 01:00", "UTC", NOW - HOUR)


def keys(target: TargetEntry, standing: Standing | None, *schedules: ScheduleEntry) -> list[str]:
    outlook = Outlook([target], schedules, {"lab": standing} if standing else {})
    return [trouble.key for trouble in alarms(outlook, NOW)]


def test_a_backup_that_is_too_old() -> None:
    assert keys(LAB, Standing(1, NOW - 4 * HOUR)) == []
    assert keys(LAB, Standing(1, NOW - 4 * HOUR - timedelta(seconds=1))) == ["overdue:backup:lab"]
    (trouble,) = alarms(Outlook([LAB], [], {"lab": Standing(1, NOW - DAY)}), NOW)
    assert (trouble.age, trouble.limit) == (DAY, 4 * HOUR)
    assert keys(replace(LAB, rpo_seconds=None), Standing(1, NOW - DAY)) == []
    assert keys(replace(LAB, paused=True), Standing(1, NOW - DAY)) == []


def test_what_was_never_backed_up_counts_from_when_the_target_was_made() -> None:
    new = replace(LAB, created=NOW - HOUR)
    assert keys(new, None) == []
    assert keys(new, None, NIGHTLY) == []
    assert keys(replace(LAB, created=NOW - 4 * HOUR), None) == []
    assert keys(LAB, None, NIGHTLY) == ["overdue:backup:lab"]
    assert keys(LAB, None) == ["overdue:backup:lab"]
    assert keys(replace(LAB, created=None), None) == ["overdue:backup:lab"]  # nobody knows


def test_a_restore_that_was_not_proven_lately() -> None:
    target = replace(LAB, proof_days=30)
    fresh = Standing(3, NOW, NOW - 30 * DAY)
    assert keys(target, fresh) == []
    assert keys(target, replace(fresh, proven=NOW - 31 * DAY)) == ["overdue:proof:lab"]
    never = replace(fresh, proven=None)
    assert keys(target, never) == ["overdue:proof:lab"]
    assert keys(replace(target, created=NOW - 30 * DAY), never) == []
    assert keys(replace(target, rpo_seconds=None), None) == []


def test_what_was_due_and_not_begun() -> None:
    late = replace(NIGHTLY, due=NOW - HOUR)
    good = Standing(1, NOW)
    assert keys(LAB, good, late) == ["overdue:agent:lab"]
    assert keys(LAB, good, replace(NIGHTLY, due=NOW - timedelta(minutes=5))) == []
    assert keys(LAB, good, replace(late, enabled=False)) == []
