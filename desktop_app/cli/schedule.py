"""``labvault schedule``: what happens with targets by itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import typer

from desktop_app.cli.answer import Answer
from desktop_app.cli.desk import desk_of
from desktop_app.cli.text import count, shown, table
from desktop_app.engine.catalog.entries import WHOLE, JobKind, ScheduleEntry
from desktop_app.engine.errors import BadInput, UnknownName
from desktop_app.engine.model import Level

if TYPE_CHECKING:
    from collections.abc import Mapping

app = typer.Typer(help="Say when things happen by themselves.", no_args_is_help=True)

SHOWN_RUNS = 5


class Scheduled(StrEnum):
    """The kinds of jobs that a target can have a schedule for."""

    BACKUP = "backup"
    VERIFY = "verify"
    DRILL = "drill"
    PRUNE = "prune"


Target = Annotated[str, typer.Argument(metavar="TARGET")]
Kind = Annotated[Scheduled, typer.Option(help="What is to happen.")]
AnyKind = Annotated[Scheduled | None, typer.Option(help="Only this; else all of the target.")]


@app.command(name="set")
def set_(
    context: typer.Context,
    target: Target,
    rule: Annotated[str, typer.Argument(help="“every day at 01:00”, or a cron line.")],
    kind: Kind = Scheduled.BACKUP,
    zone: Annotated[
        str | None, typer.Option(help="Time zone, such as Europe/Berlin. Default: this computer's.")
    ] = None,
    level: Annotated[Level | None, typer.Option(help="For verify: what is to be proved.")] = None,
    sample: Annotated[
        float | None, typer.Option(help="For verify: percent of the packs.", min=0.01, max=100)
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="For verify: all that its repository holds.")
    ] = False,
) -> Answer:
    """Let something happen with a target by itself."""
    from desktop_app.engine.agent.turns import must_fit
    from desktop_app.engine.roles import Action
    from desktop_app.engine.schedule.rules import Never
    from desktop_app.engine.schedule.words import rule_of, words_of

    meant, what = rule_of(rule), JobKind(kind)
    zone_name = _zone(zone)
    if kind is not Scheduled.VERIFY and (level or sample or everything):
        raise typer.BadParameter("--level, --sample and --all are for --kind verify")
    with desk_of(context).workspace() as workspace:
        entry = workspace.catalog.targets.load(target)
        arguments = verification_arguments(entry.kind, level, sample, everything)
        must_fit(meant, what, entry, workspace.catalog.repositories.load(entry.repository))
        schedules = workspace.catalog.schedules
        if isinstance(meant, Never):
            schedules.delete(target, what)
            return Answer(
                {"target": target, "kind": kind, "rule": "never"},
                f"{shown(target)}: {kind} only when somebody asks for it.",
            )
        if what is JobKind.PRUNE:  # its jobs are not asked about when they run
            workspace.permit(Action.PRUNE)
        made = ScheduleEntry(target, what, words_of(meant), zone_name, datetime.now(UTC), arguments)
        made = _with_due(made)
        schedules.set(made)
    lines = [f"{shown(target)}: {_what(made)} {made.rule} ({made.zone}).", *_run_lines(made)]
    lines.append(
        "It happens while `labvault agent` runs; `labvault agent install` starts it at log-in."
    )
    return Answer(_document(made, paused=entry.paused), "\n".join(lines))


def verification_arguments(
    kind: str, level: Level | None, sample: float | None, everything: bool
) -> dict[str, Any]:
    """As a job has them, for a target of that kind. ``sample`` in percent. Raises
    :class:`NotSupported`."""
    from desktop_app.engine.assurance.verification import must_be_provable

    must_be_provable(level or Level.BYTES, kind, sampled=sample is not None)
    arguments: dict[str, Any] = {"level": str(level)} if level else {}
    if sample is not None:
        arguments["percent"] = sample
    return arguments | ({WHOLE: True} if everything else {})


@app.command()
def show(
    context: typer.Context, target: Annotated[str | None, typer.Argument(metavar="TARGET")] = None
) -> Answer:
    """Show the schedules, with their next runs."""
    with desk_of(context).workspace() as workspace:
        if target is not None:
            workspace.catalog.targets.load(target)
        entries = workspace.catalog.schedules.list(target)
        resting = {t.name for t in workspace.catalog.targets.list() if t.paused}
    documents = [_document(entry, paused=entry.target in resting) for entry in entries]
    if not entries:
        return Answer(
            documents, "No schedule yet. Set one with `labvault schedule set TARGET RULE`."
        )
    rows, more = [], []
    for entry in entries:
        rests = not entry.enabled or entry.target in resting
        runs = _run_lines(entry)
        rows.append(
            (
                shown(entry.target),
                _what(entry),
                shown(entry.rule),
                entry.zone,
                "paused" if rests else "on",
            )
        )
        if runs and not rests:
            more += [f"{shown(entry.target)}, {entry.kind}:", *runs]
    head = ("TARGET", "KIND", "RULE", "ZONE", "STATE")
    return Answer(documents, "\n".join([table(head, rows), *more]))


@app.command()
def pause(context: typer.Context, target: Target, kind: AnyKind = None) -> Answer:
    """Let nothing happen with a target by itself, until `resume`. No alarm rings for it either."""
    return _rest(context, target, kind, rests=True)


@app.command()
def resume(context: typer.Context, target: Target, kind: AnyKind = None) -> Answer:
    """Go on after `pause`."""
    return _rest(context, target, kind, rests=False)


@app.command()
def remove(context: typer.Context, target: Target, kind: AnyKind = None) -> Answer:
    """Forget the schedules of a target."""
    with desk_of(context).workspace() as workspace:
        workspace.catalog.targets.load(target)
        gone = workspace.catalog.schedules.delete(target, None if kind is None else JobKind(kind))
    if not gone:
        raise UnknownName("schedule", f"{target} {kind or ''}".strip())
    return Answer({"target": target, "removed": gone}, f"{count(gone, 'schedule')} forgotten.")


def _rest(context: typer.Context, target: str, kind: Scheduled | None, *, rests: bool) -> Answer:
    with desk_of(context).workspace() as workspace:
        entry = workspace.catalog.targets.load(target)
        if kind is None:
            workspace.catalog.targets.change(replace(entry, paused=rests))
            workspace.catalog.schedules.enable(target, None, enabled=True)
        elif not workspace.catalog.schedules.enable(target, JobKind(kind), enabled=not rests):
            raise UnknownName("schedule", f"{target} {kind}")
    whose = f"{shown(target)}{f', {kind}' if kind else ''}"
    return Answer({"target": target, "paused": rests}, f"{whose}: {'paused' if rests else 'on'}.")


def _zone(named: str | None) -> str:
    if named is None:
        from tzlocal import get_localzone_name

        return get_localzone_name() or "UTC"
    try:
        return ZoneInfo(named).key
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise _no_zone(named) from None


def _no_zone(named: str) -> BadInput:
    from desktop_app.engine.errors import BadAddress

    return BadAddress(named, "there is no such time zone; one is called like Europe/Berlin")


def _what(entry: ScheduleEntry) -> str:
    """The kind, and what its jobs are told."""
    about = entry.arguments
    percent = f"{about['percent']:g} %" if "percent" in about else ""
    words = (entry.kind, about.get("level", ""), percent, "whole repository" if entry.whole else "")
    return " ".join(shown(str(word)) for word in words if word)


def _with_due(entry: ScheduleEntry) -> ScheduleEntry:
    runs = _runs(entry, 1)
    return replace(entry, due=runs[0] if runs else None)


def _runs(entry: ScheduleEntry, number: int) -> tuple[datetime, ...]:
    from desktop_app.engine.schedule.rules import next_runs
    from desktop_app.engine.schedule.words import rule_of

    return next_runs(rule_of(entry.rule), datetime.now(UTC), ZoneInfo(entry.zone), number)


def _run_lines(entry: ScheduleEntry) -> list[str]:
    zone = ZoneInfo(entry.zone)
    runs = _runs(entry, SHOWN_RUNS)
    return [f"  {run.astimezone(zone):%a %Y-%m-%d %H:%M}" for run in runs]


def _document(entry: ScheduleEntry, *, paused: bool) -> Mapping[str, Any]:
    zone = ZoneInfo(entry.zone)
    return {
        "target": entry.target,
        "kind": str(entry.kind),
        "rule": entry.rule,
        "zone": entry.zone,
        "arguments": dict(entry.arguments),
        "paused": paused or not entry.enabled,
        "due": entry.due and entry.due.isoformat(),
        "next": [run.astimezone(zone).isoformat() for run in _runs(entry, SHOWN_RUNS)],
    }
