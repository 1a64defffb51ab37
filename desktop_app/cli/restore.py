"""``labvault restore``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from desktop_app.cli.answer import FOUND_PROBLEM, Answer, code_for
from desktop_app.cli.desk import desk_of
from desktop_app.cli.reporting import ReportFolder, reporting_restore
from desktop_app.cli.snapshots import Reference
from desktop_app.cli.text import count, duration, shown, size, table

if TYPE_CHECKING:
    from desktop_app.engine.restore import RestoreOptions, RestorePreview, RestoreResult


def restore(
    context: typer.Context,
    snapshot: Reference,
    to: Annotated[str, typer.Option(help="postgresql://user@host:port/database", metavar="URL")],
    only: Annotated[
        list[str] | None,
        typer.Option(
            help="schema, schema.table or schema.*; may be given again.", metavar="PATTERN"
        ),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would happen; write nothing.")
    ] = False,
    replace: Annotated[
        bool, typer.Option("--replace", help="Swap it in for the old one, which is kept.")
    ] = False,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on with an earlier restore that did not end.")
    ] = False,
    clean_up: Annotated[
        bool, typer.Option("--clean-up", help="Remove what an earlier restore left, begin afresh.")
    ] = False,
    create_roles: Annotated[
        bool, typer.Option("--create-roles", help="Create roles that the server lacks.")
    ] = False,
    disconnect: Annotated[
        bool, typer.Option("--disconnect", help="With --replace: end other sessions.")
    ] = False,
    report: ReportFolder = None,
) -> Answer:
    """Get data back into a new database. All is compared before it gets its name."""
    from desktop_app.engine import restore as engine
    from desktop_app.engine.reports import RestoreRequest
    from desktop_app.engine.roles import Action

    if resume and clean_up:
        raise typer.BadParameter("--resume and --clean-up exclude each other")
    options = _options(only or [], replace, resume, clean_up, create_roles, disconnect)
    desk = desk_of(context)
    request = RestoreRequest(clean=replace, only=options.only, test_mode=dry_run)
    with reporting_restore(report, snapshot, request) as told, desk.workspace() as workspace:
        with workspace.holding(snapshot) as (opened, (found,)):
            destination = workspace.destination(to, found.target_kind)
            told.found(found)
            if dry_run or report is not None:
                preview = engine.preview_restore(opened.repository, found, destination, options)
                told.examined(preview.examination, create_roles)
            if dry_run:
                return _preview(preview)
            workspace.permit(Action.RESTORE_OVER if replace else Action.RESTORE_BESIDE, opened)
            with desk.working() as meter:
                result = workspace.restore(opened, found, destination, options, meter)
        told.ended(result)
    return _answer(result)


def _options(
    only: list[str],
    replace: bool,
    resume: bool,
    clean_up: bool,
    create_roles: bool,
    disconnect: bool,
) -> RestoreOptions:
    from desktop_app.engine.restore import RestoreOptions
    from desktop_app.engine.sources.base import Interrupted, Way

    interrupted = Interrupted.CLEAN_UP if clean_up else Interrupted.REFUSE
    return RestoreOptions(
        only=tuple(only),
        way=Way.REPLACE if replace else Way.NEW,
        interrupted=Interrupted.RESUME if resume else interrupted,
        create_roles=create_roles,
        disconnect=disconnect,
    )


def _answer(result: RestoreResult) -> Answer:
    document = {
        "grade": result.grade,
        "place": result.place,
        "items": result.items,
        "rows": result.rows,
        "bytes": result.bytes_read,
        "seconds": round(result.seconds, 3),
        "problems": [{"item": p.item, "what": p.what} for p in result.problems],
        "warnings": [{"item": r.item, "what": r.what} for r in result.remarks],
    }
    lines = [
        f"Restored into {shown(result.place)}: {result.grade}."
        if result.place
        else "Not restored: what was loaded is not equal to the snapshot. "
        "It stays under its unfinished name.",
        f"{count(result.items, 'item')}, {count(result.rows, 'row')} loaded and compared, "
        f"{size(result.bytes_read)}, {duration(result.seconds)}.",
        *(f"  ▲ {shown(p.item)}: {shown(p.what)}" for p in result.problems),
        *(f"  ◆ {shown(r.item)}: {shown(r.what)}" for r in result.remarks),
    ]
    return Answer(document, "\n".join(lines), code_for(result.grade))


def _preview(preview: RestorePreview) -> Answer:
    examination = preview.examination
    possible = not examination.conflicts
    document = {
        "dry_run": True,
        "possible": possible,
        "place": examination.place,
        "kept": examination.kept,
        "exists": examination.exists,
        "rows": preview.rows,
        "bytes": preview.size,
        "missing_roles": list(examination.missing_roles),
        "conflicts": [{"item": r.item, "what": r.what} for r in examination.conflicts],
        "warnings": [{"item": r.item, "what": r.what} for r in examination.remarks],
        "needed_disk": examination.needed_disk,
        "free_disk": examination.free_disk,
        "items": [
            {"item": i.name, "kind": i.kind, "rows": i.rows, "bytes": i.size} for i in preview.items
        ],
    }
    return Answer(document, _preview_text(preview), 0 if possible else FOUND_PROBLEM)


def _preview_text(preview: RestorePreview) -> str:
    examination = preview.examination
    rows = [
        (shown(i.name), i.kind, "" if i.rows is None else f"{i.rows:,}", size(i.size))
        for i in preview.items
    ]
    free = examination.free_disk
    kept = f", the old one kept as {shown(examination.kept)}" if examination.kept else ""
    lines = [
        f"This would happen; nothing was written: {shown(examination.place)} would come "
        f"into being{kept}.",
        table(("ITEM", "KIND", "ROWS", "SIZE"), rows, right=(2, 3)),
        f"{count(len(rows), 'item')}, {count(preview.rows, 'row')}, {size(preview.size)}.",
        f"Disk: {size(examination.needed_disk)} needed, "
        f"{'free space unknown' if free is None else f'{size(free)} free'}.",
    ]
    if examination.missing_roles:
        roles = ", ".join(shown(role) for role in examination.missing_roles)
        lines.append(f"Roles that the server lacks: {roles}. --create-roles creates them.")
    lines += [f"  ▲ {shown(r.item)}: {shown(r.what)}" for r in examination.conflicts]
    lines += [f"  ◆ {shown(r.item)}: {shown(r.what)}" for r in examination.remarks]
    if examination.conflicts:
        lines.append("As it stands the restore is not possible.")
    return "\n".join(lines)
