"""``labvault retention``: what is kept of each target, and why."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from desktop_app.cli.answer import Answer
from desktop_app.cli.desk import Desk, desk_of
from desktop_app.cli.prune import keep_option, verdict_table
from desktop_app.cli.text import count, duration, moment, shown, table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop_app.engine.keeping.foresight import Outlook
    from desktop_app.engine.keeping.retention import Retention, Verdict

app = typer.Typer(help="Say how many snapshots of a target are kept, and see why.")

NONE = "Nothing is ever removed."
Target = Annotated[str, typer.Argument(metavar="TARGET")]
MOST_DAYS = 3650


@app.command(name="set")
def set_(
    context: typer.Context,
    target: Target,
    keep_last: Annotated[int | None, keep_option("The N newest.")] = None,
    keep_daily: Annotated[int | None, keep_option("The newest of each of N days.")] = None,
    keep_weekly: Annotated[int | None, keep_option("The newest of each of N weeks.")] = None,
    keep_monthly: Annotated[int | None, keep_option("The newest of each of N months.")] = None,
    keep_yearly: Annotated[int | None, keep_option("The newest of each of N years.")] = None,
    at_least: Annotated[int | None, keep_option("So many good ones, whatever the rules.")] = None,
    trash_days: Annotated[
        int | None,
        typer.Option(min=0, max=MOST_DAYS, help="What is removed rests so long.", metavar="DAYS"),
    ] = None,
    keep_all: Annotated[
        bool, typer.Option("--keep-all", help="Never remove anything again.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what it would keep; change nothing.")
    ] = False,
) -> Answer:
    """Say what is kept. Options that are not given stay as they are; 0 turns a rule off."""
    from desktop_app.engine.keeping.retention import Retention
    from desktop_app.engine.keeping.upkeep import set_retention

    given = {
        "last": keep_last,
        "daily": keep_daily,
        "weekly": keep_weekly,
        "monthly": keep_monthly,
        "yearly": keep_yearly,
        "at_least": at_least,
        "trash_days": trash_days,
    }
    wanted = {name: value for name, value in given.items() if value is not None}
    if keep_all == bool(wanted):
        raise typer.BadParameter("say what to keep, or --keep-all, and not both")
    desk = desk_of(context)
    with desk.workspace() as workspace:
        before = Retention.of(workspace.catalog.targets.load(target).retention)
        chosen = None if keep_all else replace(before or Retention(), **wanted)
        if not dry_run:
            set_retention(workspace, target, chosen)
    return _shown(desk, target, chosen)


@app.command()
def show(context: typer.Context, target: Target) -> Answer:
    """Show what is kept, and why. Also how it will be over the coming time."""
    from desktop_app.engine.keeping.retention import Retention

    desk = desk_of(context)
    with desk.workspace() as workspace:
        retention = Retention.of(workspace.catalog.targets.load(target).retention)
    return _shown(desk, target, retention)


def _shown(desk: Desk, target: str, retention: Retention | None) -> Answer:
    from desktop_app.engine.keeping.foresight import foresee, rhythm
    from desktop_app.engine.keeping.retention import KEEP_ALL, judge
    from desktop_app.engine.keeping.upkeep import known_in

    now, rules = datetime.now(UTC), retention or KEEP_ALL
    with desk.workspace() as workspace:
        name = workspace.catalog.targets.load(target).repository
        with workspace.repository(name) as opened:
            snapshots = [s for s in opened.snapshots if s.target == target]
            known = known_in(workspace, opened)
    verdicts = judge(snapshots, rules, known)
    every = rhythm(snapshots)
    coming = foresee(snapshots, rules, known, now, every) if snapshots else ()
    document = {
        "target": target,
        "retention": retention and retention.to_store(),
        "snapshots": [_verdict(each, coming) for each in verdicts],
        "coming": [{"at": o.at.isoformat(), "snapshots": o.count} for o in coming],
        "every_seconds": round(every.total_seconds()),
    }
    lines = [f"{shown(target)}: {words(retention)}"]
    if told := verdict_table(verdicts, "would go"):
        lines.append(told)
    if coming:
        lines.append(f"With a snapshot every {duration(every.total_seconds())}, there will be")
        lines.append(_coming(coming))
    return Answer(document, "\n".join(lines))


def _verdict(verdict: Verdict, coming: Sequence[Outlook]) -> dict[str, object]:
    still = [outlook.at for outlook in coming if verdict.snapshot.id in outlook.still]
    return {
        "id": verdict.snapshot.id,
        "started": verdict.snapshot.started.isoformat(),
        "keep": verdict.keep,
        "reason": verdict.reason,
        "kept_until_at_least": still[-1].isoformat() if still else None,
    }


def _coming(coming: Sequence[Outlook]) -> str:
    rows = [(moment(o.at), f"{o.count:,}", f"{len(o.still):,}") for o in coming]
    return table(("ON", "SNAPSHOTS", "OF TODAY'S"), rows, right=(1, 2))


def words(retention: Retention | None) -> str:
    """A retention in one line."""
    if retention is None or retention.keeps_all:
        return NONE
    told = [
        f"{getattr(retention, rule):,} {word}"
        for rule, word in (
            ("last", "newest"),
            ("daily", "daily"),
            ("weekly", "weekly"),
            ("monthly", "monthly"),
            ("yearly", "yearly"),
        )
        if getattr(retention, rule)
    ]
    least = f", at least {retention.at_least:,}" if retention.at_least else ""
    rest = count(retention.trash_days, "day")
    return f"keeps {', '.join(told)}{least}; what is removed rests {rest} in the trash."
