"""``labvault repository show``: how a repository stands, and how long its place will do."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import typer

from desktop_app.cli.answer import FOUND_PROBLEM, OK, Answer
from desktop_app.cli.desk import desk_of
from desktop_app.cli.names import Name
from desktop_app.cli.prune import pause_words
from desktop_app.cli.text import count, moment, shown, size

if TYPE_CHECKING:
    from desktop_app.engine.catalog.entries import RepositoryEntry
    from desktop_app.engine.keeping.space import Forecast
    from desktop_app.engine.keeping.upkeep import Pause
    from desktop_app.engine.workspace import Opened

MONTH, YEAR = 30.44, 365.25
GOOD = "no damage is known"


def show(context: typer.Context, name: Name) -> Answer:
    """Show how a repository stands. What it holds, how fast it grows, how long its place will do,
    and whether prune rests."""
    from desktop_app.engine.keeping.space import WINDOW, forecast
    from desktop_app.engine.keeping.upkeep import pause_of
    from desktop_app.engine.workspace.guarding import measure

    desk, now = desk_of(context), datetime.now(UTC)
    with desk.workspace() as workspace:
        with workspace.repository(name) as opened:
            measure(opened, workspace.catalog, now)
        entry = workspace.catalog.repositories.load(name)
        measures = workspace.catalog.measures.list(entry.id, now - WINDOW)
    expected = forecast(measures, now)
    pause = pause_of(entry, damaged_now=bool(opened.problems))
    within = timedelta(days=desk.profile_settings().space_warning_days)
    warns = expected.warns(within)
    document = _document(entry, opened, expected, pause) | {"space_warning": warns}
    rows = [
        ("name", shown(name)),
        ("place", shown(entry.url)),
        ("id", entry.id),
        ("snapshots", f"{len(opened.snapshots):,}, and {len(opened.trash):,} in the trash"),
        ("size", size(expected.used)),
        ("free", "the place cannot say" if expected.free is None else size(expected.free)),
        ("forecast", ("▲ " if warns else "") + forecast_words(expected)),
        ("health", _health(entry, opened)),
    ]
    lines = [f"{what:<11} {value}" for what, value in rows]
    lines += [f"  ▲ {shown(p.name)}: {shown(p.how)}" for p in opened.problems]
    lines += [f"▲ {pause_words(name, pause)}"] if pause else []
    return Answer(document, "\n".join(lines), FOUND_PROBLEM if pause or warns else OK)


def _health(entry: RepositoryEntry, opened: Opened) -> str:
    if entry.damaged:
        return f"▲ damage is known since {moment(entry.damaged)}"
    return "▲ some of it cannot be read" if opened.problems else GOOD


def forecast_words(expected: Forecast) -> str:
    """How long the place will do, in words."""
    from desktop_app.engine.keeping.space import FARTHEST, Trend

    if expected.free == 0:
        return "full"
    if expected.trend is Trend.TOO_LITTLE:
        return "not enough measures yet to say; it takes backups on a few days"
    if expected.trend is Trend.STEADY:
        return "it does not grow"
    pace = f"grows by {size(expected.daily)} a day"
    if expected.enough is None:
        return f"{pace}; the place cannot say how much fits"
    if expected.enough >= FARTHEST:
        return f"{pace}; enough for more than 10 years"
    return f"{pace}; enough for {span_words(expected.enough)}"


def span_words(span: timedelta) -> str:
    """
    >>> span_words(timedelta(days=250)), span_words(timedelta(days=20)), span_words(timedelta(1))
    ('8 months', '20 days', '1 day')
    """
    days = span / timedelta(days=1)
    if days < 60:
        return count(int(days), "day")
    if days < 2 * YEAR:
        return count(int(days / MONTH), "month")
    return count(int(days / YEAR), "year")


def _document(
    entry: RepositoryEntry, opened: Opened, expected: Forecast, pause: Pause | None
) -> dict[str, object]:
    enough = expected.enough
    return {
        "repository": entry.name,
        "url": entry.url,
        "id": entry.id,
        "snapshots": len(opened.snapshots),
        "in_trash": len(opened.trash),
        "bytes": expected.used,
        "free": expected.free,
        "trend": expected.trend,
        "bytes_a_day": round(expected.daily),
        "enough_days": None if enough is None else enough.days,
        "damaged": entry.damaged.isoformat() if entry.damaged else None,
        "held": entry.held,
        "paused": pause and pause.cause,
        "problems": [{"item": p.name, "what": p.how} for p in opened.problems],
    }
