"""``labvault prune``: retention, and giving space back."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from desktop_app.cli.answer import Answer
from desktop_app.cli.desk import desk_of
from desktop_app.cli.text import count, moment, shown, size, table
from desktop_app.engine.model import Grade

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop_app.engine.repository.sweep import Sweep
    from desktop_app.engine.retention import Verdict


@dataclass(frozen=True, slots=True)
class Outcome:
    """What happened, or in a dry run would happen, to one repository."""

    repository: str
    verdicts: Sequence[Verdict]
    unneeded: int
    sweep: Sweep | None


def _keep(what: str) -> typer.models.OptionInfo:
    option: typer.models.OptionInfo = typer.Option(min=0, metavar="N", help=what)
    return option


def prune(
    context: typer.Context,
    keep_last: Annotated[int, _keep("The N newest of each target.")] = 0,
    keep_daily: Annotated[int, _keep("The newest of each of N days.")] = 0,
    keep_weekly: Annotated[int, _keep("The newest of each of N weeks.")] = 0,
    keep_monthly: Annotated[int, _keep("The newest of each of N months.")] = 0,
    keep_yearly: Annotated[int, _keep("The newest of each of N years.")] = 0,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would go, and why; remove nothing.")
    ] = False,
    repository: Annotated[str | None, typer.Option(help="Only this one.", metavar="NAME")] = None,
    grace: Annotated[
        float, typer.Option(min=0, help="Hours from marking to deleting.", metavar="HOURS")
    ] = 24,
) -> Answer:
    """Retire snapshots that no rule keeps, and give back the space that none needs."""
    from desktop_app.engine.prune import preview_prune
    from desktop_app.engine.prune import prune as prune_repository
    from desktop_app.engine.retention import Retention
    from desktop_app.engine.roles import Action

    retention = Retention(keep_last, keep_daily, keep_weekly, keep_monthly, keep_yearly)
    desk = desk_of(context)
    outcomes: list[Outcome] = []
    with desk.workspace() as workspace, ExitStack() as stack:
        entries = workspace.catalog.repositories.list()
        names = [repository] if repository else [entry.name for entry in entries]
        opened = [stack.enter_context(workspace.repository(name)) for name in names]
        verified = workspace.catalog.verifications.levels()
        for each in opened if not dry_run else []:
            workspace.permit(Action.PRUNE, each)
        meter = stack.enter_context(desk.working())
        for each in opened:
            if dry_run:
                plan = preview_prune(each.repository, retention, verified)
                outcomes.append(Outcome(each.entry.name, plan.verdicts, plan.unneeded, None))
                continue
            with workspace.recorded("prune", "", each.entry.name, meter) as record:
                done = prune_repository(
                    each.repository, retention, verified, timedelta(hours=grace), record.progress
                )
                record.grade = Grade.OK
                record.figures = {"freed": done.sweep.freed, "marked": done.sweep.marked}
            outcomes.append(Outcome(each.entry.name, done.verdicts, 0, done.sweep))
    return Answer(_document(outcomes, dry_run), "\n".join(_lines(outcomes, dry_run)))


def _document(outcomes: Sequence[Outcome], dry_run: bool) -> object:
    return {
        "dry_run": dry_run,
        "repositories": [
            {
                "repository": outcome.repository,
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


def _lines(outcomes: Sequence[Outcome], dry_run: bool) -> list[str]:
    lines: list[str] = []
    head = ("SNAPSHOT", "TARGET", "STARTED", "VERDICT", "REASON")
    for outcome in outcomes:
        rows = [
            (
                verdict.snapshot.id[:12],
                shown(verdict.snapshot.target),
                moment(verdict.snapshot.started),
                "keep" if verdict.keep else ("would go" if dry_run else "retired"),
                verdict.reason,
            )
            for verdict in outcome.verdicts
        ]
        gone = sum(not verdict.keep for verdict in outcome.verdicts)
        lines.append(f"Repository {shown(outcome.repository)}:")
        lines += [table(head, rows)] if rows else []
        lines.append(_sentence(outcome, gone))
    return lines or ["No repository yet."]


def _sentence(outcome: Outcome, gone: int) -> str:
    sweep = outcome.sweep
    if sweep is None:
        return f"{count(gone, 'snapshot')} would go, {size(outcome.unneeded)} would be unneeded."
    words = (
        f"{count(gone, 'snapshot')} retired, {size(sweep.freed)} given back, {size(sweep.marked)} "
        "marked to be given back by a later prune."
    )
    if sweep.waiting_for:
        words += f" Space is given back later: {shown(sweep.waiting_for)} is writing."
    return words
