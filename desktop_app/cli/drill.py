"""``labvault drill``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from desktop_app.cli.answer import Answer, code_for
from desktop_app.cli.desk import desk_of
from desktop_app.cli.reporting import ReportFolder, reporting_verification
from desktop_app.cli.text import amounts, count, duration, noted, shown, size, table
from desktop_app.engine.errors import UnknownName
from desktop_app.engine.model import Level, Snapshot

if TYPE_CHECKING:
    from desktop_app.engine.assurance.drill import Check, DrillResult
    from desktop_app.engine.workspace import Workspace

MOST_SHOWN = 50


def drill(
    context: typer.Context,
    target: Annotated[str, typer.Argument(metavar="TARGET")],
    snapshot: Annotated[
        str | None,
        typer.Option("--snapshot", help="Digits of its id. Default: the newest.", metavar="ID"),
    ] = None,
    report: ReportFolder = None,
) -> Answer:
    """Restore for real into a scratch place, compare, and time it."""
    from desktop_app.engine.assurance.drill import run_drill

    desk = desk_of(context)
    with reporting_verification(report, Level.RESTORED) as told, desk.workspace() as workspace:
        _must_be_known(workspace, target)
        with workspace.holding(snapshot or f"latest:{target}") as (opened, (found,)):
            _must_be_of(found, target)
            with desk.working() as meter:
                result = run_drill(workspace, opened, found, meter)
            document = _document(result, target)
            measured = {name: document[name] for name in ("grade", "rto_seconds", "checks")}
            more = {"drill": measured}
            told.add(opened.entry.url, (found,), result.problems, alone=True, more=more)
    return Answer(document, "\n".join(_lines(result, target)), code_for(result.grade))


def _must_be_known(workspace: Workspace, target: str) -> None:
    """What was a target once may be drilled as long as it has snapshots."""
    try:
        workspace.catalog.targets.load(target)
    except UnknownName:
        if not workspace.catalog.snapshots.list(target=target):
            raise


def _must_be_of(snapshot: Snapshot, target: str) -> None:
    if snapshot.target != target:
        whose = f"snapshot {snapshot.id[:12]} is of {shown(snapshot.target)}, not {shown(target)}"
        raise typer.BadParameter(whose)


def _document(result: DrillResult, target: str) -> dict[str, Any]:
    return {
        "grade": result.grade,
        "target": target,
        "snapshot": result.snapshot.id,
        "items": result.items,
        "rows": result.rows,
        "bytes": result.bytes_read,
        "seconds": result.seconds,
        "rto_seconds": result.restored_in,
        "checks": [
            {"name": c.point, "ok": c.ok, "detail": _detail(c, result)} for c in result.checks
        ],
        "problems": [{"item": p.item, "what": p.what} for p in result.problems],
        "warnings": [{"item": r.item, "what": r.what} for r in result.remarks],
    }


def _lines(result: DrillResult, target: str) -> list[str]:
    took = result.restored_in
    done = "did not restore" if took is None else f"restored in {duration(took)}"
    rows = [
        (f"  {'✓' if each.ok else '▲'} {each.point}", _detail(each, result))
        for each in result.checks
    ]
    lines = [
        f"Drill of {shown(target)}, snapshot {result.snapshot.id[:12]}: {result.grade}, {done}.",
        table(("  CHECK", "MEASURE"), rows),
        *(noted("▲", p.item, p.what) for p in result.problems[:MOST_SHOWN] if p.item),
    ]
    if len(result.problems) > MOST_SHOWN:
        lines.append(f"  … and {count(len(result.problems) - MOST_SHOWN, 'problem')} (see --json)")
    return [*lines, *(noted("◆", r.item, r.what) for r in result.remarks)]


def _detail(check: Check, result: DrillResult) -> str:
    """What was measured, and against what."""
    from desktop_app.engine.assurance.drill import Point

    amount = round(check.measure)
    wrong = f"{count(check.problems, 'problem')} in " if check.problems else ""
    match check.point:
        case Point.RESTORES if not check.ok:
            return "; ".join(shown(problem.what) for problem in result.problems)
        case Point.RESTORES:
            read = size(result.bytes_read)
            return f"{count(amount, 'item')}, {read}, into an empty place of its own"
        case Point.EQUAL:
            compared = amounts(result.files, result.rows)
            return f"{wrong}{compared}, read back and compared"
        case Point.ANSWERS if result.rows:
            return f"{wrong}{count(amount, 'table')}, counted by queries"
        case Point.ANSWERS:
            return f"{wrong}{count(amount, 'item')}, opened and read"
        case Point.TIME:
            return f"{duration(check.measure)} to restore and compare, {_limit(check)}"
        case Point.AGE:
            return f"{duration(check.measure)} of work would be lost, {_limit(check)}"


def _limit(check: Check) -> str:
    return "no limit set" if check.limit is None else f"limit {duration(check.limit)}"
