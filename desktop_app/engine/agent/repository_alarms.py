"""What is wrong with a repository or its place. Pure: what is known and the time in, alarms out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from desktop_app.engine.catalog.entries import RepositoryEntry
from desktop_app.engine.keeping.held import lost_targets, tripped
from desktop_app.engine.keeping.space import Forecast
from desktop_app.engine.notify.events import About, Trouble
from desktop_app.engine.telling.notice import Kind
from desktop_app.plain_text import typed

ABOUTS = (About.DAMAGE, About.LOSS, About.TRIPWIRE, About.SPACE)
"""What the alarms made here are about; all are of the kind *alarm*."""


def repository_alarms(
    repositories: Sequence[RepositoryEntry],
    forecasts: Mapping[str, Forecast],
    warning_days: int,
    now: datetime,
) -> tuple[Trouble, ...]:
    """All that hold now. ``forecasts`` by the repository's name; ``warning_days``: so long before
    a place is full it is told."""
    found: list[Trouble] = []
    for entry in repositories:
        found += _damage(entry, now) + _loss(entry, now) + _tripwire(entry, now)
        if entry.name in forecasts:
            found += _space(entry, forecasts[entry.name], warning_days, now)
    return tuple(found)


def _damage(entry: RepositoryEntry, now: datetime) -> list[Trouble]:
    if entry.damaged is None:
        return []
    why = (
        f"A verification at {entry.damaged:%Y-%m-%d %H:%M} UTC found damage that was not mended "
        "since. Nothing is removed from the repository meanwhile."
    )
    advice = "Run `labvault verify --all`, and use another copy if there is one."
    return [Trouble(Kind.ALARM, About.DAMAGE, entry.name, now, why, advice)]


def _loss(entry: RepositoryEntry, now: datetime) -> list[Trouble]:
    """A target's own alarm: what was backed up of it is there no more."""
    return [
        Trouble(Kind.ALARM, About.LOSS, target, now, _lost(what), _after_loss(target, entry.name))
        for target, what in lost_targets(entry.held or "").items()
    ]


def _lost(what: str) -> str:
    return f"What the last snapshot holds is not there any more: {what}. Nothing is removed."


def _after_loss(target: str, repository: str) -> str:
    release = f"`labvault prune --release {typed(repository)}`"
    return (
        f"If that was meant to be, run {release}, which lets old snapshots be removed again; else "
        "restore it beside: `labvault restore SNAPSHOT --to URL`."
    )


def _tripwire(entry: RepositoryEntry, now: datetime) -> list[Trouble]:
    held = tripped(entry.held or "")
    if not held:
        return []
    why = f"A backup found what no healthy day brings. {held}. Nothing is removed meanwhile."
    advice = (
        "Look at the source. If it is as it should be, run "
        f"`labvault prune --release {typed(entry.name)}`; else restore from the snapshot before."
    )
    return [Trouble(Kind.ALARM, About.TRIPWIRE, entry.name, now, why, advice)]


def _space(
    entry: RepositoryEntry, expected: Forecast, warning_days: int, now: datetime
) -> list[Trouble]:
    if not expected.warns(timedelta(days=warning_days)):
        return []
    days = expected.enough.days if expected.enough is not None else 0
    lasts = "is full" if days < 1 else f"will be full in about {days} days"
    why = f"Its place {lasts}, if it goes on as in the last weeks."
    advice = "Free some space there, keep fewer snapshots, or move the repository to a larger disk."
    return [Trouble(Kind.ALARM, About.SPACE, entry.name, now, why, advice)]
