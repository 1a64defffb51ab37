"""``labvault prune``: retention, emptying the trash, and giving space back."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from desktop_app.cli.answer import FOUND_PROBLEM, OK, Answer
from desktop_app.cli.desk import Desk, desk_of
from desktop_app.cli.rounds import Rounds
from desktop_app.cli.text import count, moment, shown, size, table, typed
from desktop_app.engine.dataclass import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop_app.engine.errors import LabVaultError
    from desktop_app.engine.keeping.retention import Retention, Verdict
    from desktop_app.engine.keeping.upkeep import Pause, PruneOutcome
    from desktop_app.engine.prune import PrunePreview
    from desktop_app.engine.repository.sweep import Sweep
    from desktop_app.engine.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Outcome:
    """What happened, or in a dry run would happen, to one repository. ``emptied`` counts what
    goes from the trash for good."""

    repository: str
    verdicts: Sequence[Verdict]
    emptied: int
    unneeded: int
    sweep: Sweep | None
    pause: Pause | None


def keep_option(what: str) -> typer.models.OptionInfo:
    """How many of something to keep."""
    option: typer.models.OptionInfo = typer.Option(min=0, metavar="N", help=what)
    return option


def prune(
    context: typer.Context,
    keep_last: Annotated[int, keep_option("The N newest of each target.")] = 0,
    keep_daily: Annotated[int, keep_option("The newest of each of N days.")] = 0,
    keep_weekly: Annotated[int, keep_option("The newest of each of N weeks.")] = 0,
    keep_monthly: Annotated[int, keep_option("The newest of each of N months.")] = 0,
    keep_yearly: Annotated[int, keep_option("The newest of each of N years.")] = 0,
    at_least: Annotated[int, keep_option("So many good ones, whatever the rules.")] = 0,
    trash_days: Annotated[
        int, typer.Option(min=0, max=3650, help="What is removed rests so long.", metavar="DAYS")
    ] = 7,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would go, and why; remove nothing.")
    ] = False,
    repository: Annotated[str | None, typer.Option(help="Only this one.", metavar="NAME")] = None,
    target: Annotated[
        str | None,
        typer.Option(help="Judge only this one's snapshots, in its repository.", metavar="NAME"),
    ] = None,
    grace: Annotated[
        float,
        typer.Option(min=0, max=876_000, help="Hours from marking to deleting.", metavar="HOURS"),
    ] = 24,
    release: Annotated[
        str | None,
        typer.Option(
            help="Somebody looked at what tripped in this repository: prune may go on.",
            metavar="REPOSITORY",
        ),
    ] = None,
) -> Answer:
    """Remove snapshots that no rule keeps, and give back their space. They move to the trash; what
    rested there long enough goes for good. Each target's own retention is used (`labvault
    retention`); the options here are for targets that have none. Scheduled for a target, it is as
    with --target."""
    from desktop_app.engine.keeping.retention import Retention

    desk = desk_of(context)
    if release is not None:
        return _release(desk, release)
    others = Retention(
        *(keep_last, keep_daily, keep_weekly, keep_monthly, keep_yearly, at_least, trash_days)
    )
    if repository and target:
        raise typer.BadParameter("--target names a repository already: that of the target")
    wanted = _Wanted(repository, target or "", others, timedelta(hours=grace))
    outcomes, faults = _outcomes(desk, wanted, dry_run=dry_run)
    paused = not dry_run and any(outcome.pause for outcome in outcomes)
    text = "\n".join(_lines(outcomes, dry_run))
    return Answer(_document(outcomes, dry_run), text, FOUND_PROBLEM if paused else OK, faults)


def _release(desk: Desk, repository: str) -> Answer:
    from desktop_app.engine.keeping.upkeep import release

    with desk.workspace() as workspace:
        held = release(workspace, repository)
    document = {"released": repository, "held": held}
    if not held:
        return Answer(document, f"Nothing held prune in {shown(repository)}.")
    return Answer(document, f"Prune may go on in {shown(repository)}. It was held: {shown(held)}.")


@dataclass(frozen=True, slots=True)
class _Wanted:
    """``repository`` None: all. ``target`` empty: all."""

    repository: str | None
    target: str
    others: Retention
    grace: timedelta

    def only(self, workspace: Workspace) -> str | None:
        """The one repository that is meant, or None for all."""
        return workspace.repository_of(self.target).name if self.target else self.repository


def _outcomes(
    desk: Desk, wanted: _Wanted, *, dry_run: bool
) -> tuple[list[Outcome], Sequence[LabVaultError]]:
    """What came of each, and why others could not be opened."""
    from desktop_app.engine.keeping.upkeep import (
        known_of,
        pause_of,
        policies_of,
        prune_and_remember,
    )
    from desktop_app.engine.prune import preview_prune
    from desktop_app.engine.roles import Action

    outcomes: list[Outcome] = []
    with desk.workspace() as workspace, ExitStack() as stack:
        rounds = Rounds(workspace, wanted.only(workspace))
        opened = rounds.all_at_once(stack)
        for each in opened if not dry_run else []:
            workspace.permit(Action.PRUNE, each)
        meter = stack.enter_context(desk.working())
        for each in opened:
            if dry_run:
                policies = policies_of(workspace.catalog, wanted.others, wanted.target)
                plan = preview_prune(each.repository, policies, known_of(workspace.catalog))
                outcomes.append(_planned(each.entry.name, plan, pause_of(each.entry)))
                continue
            others, grace = wanted.others, wanted.grace
            done = prune_and_remember(workspace, each, others, grace, meter, wanted.target)
            outcomes.append(_done(each.entry.name, done))
    return outcomes, rounds.faults


def _planned(repository: str, plan: PrunePreview, pause: Pause | None) -> Outcome:
    return Outcome(repository, plan.verdicts, len(plan.emptied), plan.unneeded, None, pause)


def _done(repository: str, outcome: PruneOutcome) -> Outcome:
    done = outcome.result
    if done is None:
        return Outcome(repository, (), 0, 0, None, outcome.pause)
    return Outcome(repository, done.verdicts, len(done.emptied), 0, done.sweep, None)


def _document(outcomes: Sequence[Outcome], dry_run: bool) -> object:
    return {
        "dry_run": dry_run,
        "repositories": [
            {
                "repository": outcome.repository,
                "paused": outcome.pause
                and {"cause": outcome.pause.cause, "why": outcome.pause.why},
                "snapshots": [
                    {
                        "id": verdict.snapshot.id,
                        "target": verdict.snapshot.target,
                        "started": verdict.snapshot.started.isoformat(),
                        "keep": verdict.keep,
                        "reason": verdict.reason,
                    }
                    for verdict in outcome.verdicts
                ],
                "emptied": outcome.emptied,
                **_sizes(outcome),
            }
            for outcome in outcomes
        ],
    }


def _sizes(outcome: Outcome) -> dict[str, object]:
    sweep = outcome.sweep
    if sweep is None:
        return {"unneeded_bytes": outcome.unneeded}
    return {
        "marked_packs": sweep.marked_packs,
        "marked_bytes": sweep.marked,
        "freed_packs": sweep.freed_packs,
        "freed_bytes": sweep.freed,
        "waiting_for": sweep.waiting_for,
    }


def verdict_table(verdicts: Sequence[Verdict], gone: str) -> str:
    """A line for each snapshot; ``gone`` is the word for those that are not kept."""
    rows = [
        (
            verdict.snapshot.id[:12],
            shown(verdict.snapshot.target),
            moment(verdict.snapshot.started),
            "keep" if verdict.keep else gone,
            shown(verdict.reason),
        )
        for verdict in verdicts
    ]
    return table(("SNAPSHOT", "TARGET", "STARTED", "VERDICT", "REASON"), rows) if rows else ""


def _lines(outcomes: Sequence[Outcome], dry_run: bool) -> list[str]:
    lines: list[str] = []
    for outcome in outcomes:
        lines.append(f"Repository {shown(outcome.repository)}:")
        if told := verdict_table(outcome.verdicts, "would go" if dry_run else "retired"):
            lines.append(told)
        if outcome.pause:
            lines.append(f"▲ {pause_words(outcome.repository, outcome.pause)}")
        if not outcome.pause or dry_run:
            lines.append(_sentence(outcome))
    return lines or ["No repository yet."]


def pause_words(repository: str, pause: Pause) -> str:
    """Why nothing is removed, and what to do."""
    if pause.why:
        for_what = "a tripwire fired" if pause.cause == "tripwire" else "a hold cannot be read"
        return (
            f"Prune rests, for {for_what}: {shown(pause.why)}. If that is as it should be, "
            f"let it go on with `labvault prune --release {typed(repository)}`."
        )
    since = f" since {moment(pause.since)}" if pause.since else ""
    return (
        f"Prune rests, for damage is known{since}. Look at it with `labvault verify --all`, and "
        "back the targets up again, which mends what they still have; once everything is found "
        "good, prune goes on."
    )


def _sentence(outcome: Outcome) -> str:
    sweep = outcome.sweep
    gone = sum(not verdict.keep for verdict in outcome.verdicts)
    if sweep is None:
        return (
            f"{count(gone, 'snapshot')} would go to the trash, {outcome.emptied:,} from there for "
            f"good; once all have rested, {size(outcome.unneeded)} would be unneeded."
        )
    words = (
        f"{count(gone, 'snapshot')} retired to the trash, {outcome.emptied:,} gone from there for "
        f"good, {size(sweep.freed)} given back, {size(sweep.marked)} marked to be given back by "
        "a later prune."
    )
    if sweep.waiting_for:
        words += f" Space is given back later: {shown(sweep.waiting_for)} is writing."
    return words
