"""``labvault verify``."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from desktop_app.cli.answer import Answer, code_for
from desktop_app.cli.desk import Desk, desk_of
from desktop_app.cli.reporting import ReportFolder, VerificationReport, reporting_verification
from desktop_app.cli.rounds import Rounds
from desktop_app.cli.text import count, noted
from desktop_app.engine.model import Grade, Level

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop_app.engine.errors import LabVaultError
    from desktop_app.engine.verify import VerifyResult

MOST_SHOWN = 50
HOW_TO_MEND = (
    "No backup counts on what is damaged. Put the damaged files back from another copy if there is "
    "one, or back the targets up again: what they still have is stored anew. Then verify again. A "
    "snapshot that stays lost goes with `labvault trash add ID` and `labvault trash empty`."
)


def verify(
    context: typer.Context,
    snapshot: Annotated[
        str | None,
        typer.Argument(metavar="[SNAPSHOT]", help="Digits of its id, or latest:TARGET."),
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="All snapshots of all repositories.")
    ] = False,
    level: Annotated[Level, typer.Option(help="What to prove.")] = Level.BYTES,
    sample: Annotated[
        float | None,
        typer.Option(
            help="Read only so many percent of the packs, the longest unchecked first.",
            metavar="PERCENT",
            min=0.001,
            max=100,
        ),
    ] = None,
    content: Annotated[
        bool,
        typer.Option("--content", help="At level source: read also files that seem as they were."),
    ] = False,
    report: ReportFolder = None,
) -> Answer:
    """Prove a snapshot, at a level from bytes to restored."""
    if (snapshot is None) != everything:
        raise typer.BadParameter("name either a SNAPSHOT or --all")
    if sample is not None and level is not Level.BYTES:
        raise typer.BadParameter("--sample reads packs, which is level bytes")
    if content and level is not Level.SOURCE:
        raise typer.BadParameter("--content reads the source, which is level source")
    share = None if sample is None else sample / 100
    with reporting_verification(report, level) as told:
        found, faults = _results(desk_of(context), snapshot, level, share, told, thorough=content)
        return replace(_answer(found, level), faults=faults)


def _results(
    desk: Desk,
    snapshot: str | None,
    level: Level,
    share: float | None,
    told: VerificationReport,
    *,
    thorough: bool,
) -> tuple[list[VerifyResult], Sequence[LabVaultError]]:
    """What was found, and why repositories could not be opened."""
    from desktop_app.engine.assurance.verification import verify_and_remember
    from desktop_app.engine.contents.reference import target_of

    target = None if snapshot is None else target_of(snapshot)
    with desk.workspace(target=target) as workspace, ExitStack() as stack:
        if snapshot is not None:
            opened, found = stack.enter_context(workspace.holding(snapshot))
            with desk.working() as meter:
                result = verify_and_remember(
                    workspace, opened, found, level, share, meter, thorough=thorough
                )
            told.add(opened.entry.url, found, result.problems, alone=True)
            return [result], ()
        # All are opened first, so that all passphrases are asked for before the work begins.
        rounds = Rounds(workspace)
        results: list[VerifyResult] = []
        repositories = rounds.all_at_once(stack)
        with desk.working() as meter:
            for each in repositories:
                result = verify_and_remember(
                    workspace, each, None, level, share, meter, thorough=thorough
                )
                told.add(each.entry.url, each.snapshots, result.problems, alone=False)
                results.append(result)
        return results, rounds.faults


def _answer(results: Sequence[VerifyResult], level: Level) -> Answer:
    grade = worst([result.grade for result in results])
    problems = [problem for result in results for problem in result.problems]
    remarks = [remark for result in results for remark in result.remarks]
    items = sum(result.items_checked for result in results)
    checked = sum(len(result.packs_checked) for result in results)
    total = sum(result.packs_total for result in results)
    document = {
        "grade": grade,
        "level": level,
        "items_checked": items,
        "packs_checked": checked,
        "packs_total": total,
        "problems": [{"item": p.item, "what": p.what} for p in problems],
        "warnings": [{"item": r.item, "what": r.what} for r in remarks],
    }
    lines = [
        f"Verified, level {level}: {grade}. {count(items, 'item')} checked{_packs(checked, total)}."
    ]
    lines += [noted("▲", p.item, p.what) for p in problems[:MOST_SHOWN]]
    if len(problems) > MOST_SHOWN:
        lines.append(f"  … and {count(len(problems) - MOST_SHOWN, 'problem')} more (see --json)")
    lines += [noted("◆", r.item, r.what) for r in remarks]
    if any(result.packs_bad for result in results):
        lines.append(HOW_TO_MEND)
    return Answer(document, "\n".join(lines), code_for(grade))


def _packs(checked: int, total: int) -> str:
    return f", {checked:,} of {count(total, 'pack')} read" if total else ""


def worst(grades: Sequence[Grade]) -> Grade:
    """The grade of several runs together."""
    return max(grades, key=list(Grade).index, default=Grade.OK)
