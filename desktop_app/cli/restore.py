"""``labvault restore``."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from desktop_app.cli.answer import FOUND_PROBLEM, Answer, code_for
from desktop_app.cli.desk import Desk, desk_of
from desktop_app.cli.reporting import ReportFolder, reporting_restore
from desktop_app.cli.snapshots import Reference
from desktop_app.cli.text import amounts, count, duration, noted, shown, size, table
from desktop_app.engine.sources.base import Existing, Interrupted, Met, Way

if TYPE_CHECKING:
    from desktop_app.engine.model import Snapshot
    from desktop_app.engine.repository.repository import Repository
    from desktop_app.engine.restore import RestoreOptions, RestorePreview, RestoreResult
    from desktop_app.engine.sources.base import Destination
    from desktop_app.engine.workspace import Workspace

MOST_SHOWN = 1000
SERVERS = ("postgresql", "mariadb")


def restore(
    context: typer.Context,
    snapshot: Reference,
    to: Annotated[
        str,
        typer.Option(
            help="postgresql://user@host:port/database, a folder, or a path for an SQLite file.",
            metavar="URL|PATH",
        ),
    ],
    only: Annotated[
        list[str] | None,
        typer.Option(
            help="schema, schema.table (a partitioned one, too) or schema.*; for files as in a "
            ".gitignore; of an ethoscope a run, as run:2026-03-14@012. May be given again.",
            metavar="PATTERN",
        ),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would happen; write nothing.")
    ] = False,
    replace: Annotated[
        bool, typer.Option("--replace", help="Swap it in for the old one, which is kept.")
    ] = False,
    beside: Annotated[
        bool, typer.Option("--beside", help="Folders and files: next to it, under a free name.")
    ] = False,
    over: Annotated[
        bool, typer.Option("--over", help="Folders: into the one that is there, file by file.")
    ] = False,
    existing: Annotated[
        Existing | None,
        typer.Option(help="With --over: what of files that are there and differ. Default: skip."),
    ] = None,
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
    """Get data back into a new database or folder. All is compared before it gets its name."""
    from desktop_app.engine.assurance.reports import RestoreRequest
    from desktop_app.engine.contents.reference import target_of
    from desktop_app.engine.restore import RestoreOptions

    options = RestoreOptions(
        only=tuple(only or ()),
        way=_way(replace=replace, beside=beside, over=over, existing=existing),
        interrupted=_interrupted(resume=resume, clean_up=clean_up),
        create_roles=create_roles,
        disconnect=disconnect,
        existing=existing or Existing.SKIP,
    )
    desk = desk_of(context)
    request = RestoreRequest(clean=options.takes_away, only=options.only, test_mode=dry_run)
    with (
        reporting_restore(report, snapshot, request) as told,
        desk.workspace(target=target_of(snapshot)) as workspace,
        workspace.holding(snapshot) as (opened, (found,)),
    ):
        told.found(found)
        destination = _destination(workspace, to, found.target_kind)
        if dry_run or report is not None:
            preview = _look_ahead(desk, opened.repository, found, destination, options)
            told.examined(preview.examination, create_roles)
        if dry_run:
            return _preview(preview)
        workspace.permit_restore(options, opened)
        with desk.working() as meter:
            result = workspace.restore(opened, found, destination, options, meter)
        told.ended(result)
    return _answer(result)


def _way(*, replace: bool, beside: bool, over: bool, existing: Existing | None) -> Way:
    if replace + beside + over > 1:
        raise typer.BadParameter("--replace, --beside and --over exclude each other")
    if existing is not None and not over:
        raise typer.BadParameter("--existing goes with --over")
    ways = ((replace, Way.REPLACE), (beside, Way.BESIDE), (over, Way.OVER))
    return next((way for wanted, way in ways if wanted), Way.NEW)


def _interrupted(*, resume: bool, clean_up: bool) -> Interrupted:
    if resume and clean_up:
        raise typer.BadParameter("--resume and --clean-up exclude each other")
    if resume:
        return Interrupted.RESUME
    return Interrupted.CLEAN_UP if clean_up else Interrupted.REFUSE


def _destination(workspace: Workspace, to: str, kind: str) -> Destination:
    """A path may be given as seen from here; an address of a server may not."""
    if kind in SERVERS or "://" in to:
        return workspace.destination(to, kind)
    return workspace.destination(str(Path(to).expanduser().absolute()), kind)


def _look_ahead(
    desk: Desk,
    repository: Repository,
    snapshot: Snapshot,
    destination: Destination,
    options: RestoreOptions,
) -> RestorePreview:
    from desktop_app.engine.restore import preview_restore

    with desk.working() as meter:
        return preview_restore(repository, snapshot, destination, options, meter)


def _answer(result: RestoreResult) -> Answer:
    document = {
        "grade": result.grade,
        "place": result.place,
        "kept": result.kept,
        "items": result.items,
        "rows": result.rows,
        "files": result.files,
        "bytes": result.bytes_read,
        "met": _met(result.met),
        "seconds": round(result.seconds, 3),
        "problems": [{"item": p.item, "what": p.what} for p in result.problems],
        "warnings": [{"item": r.item, "what": r.what} for r in result.warnings],
    }
    lines = [
        f"Restored into {shown(result.place)}: {result.grade}."
        if result.place
        else "Not restored: what was loaded is not equal to the snapshot. "
        "It stays under its unfinished name.",
        f"{count(result.items, 'item')}, {amounts(result.files, result.rows)} loaded and compared, "
        f"{size(result.bytes_read)}, {duration(result.seconds)}.",
        *_met_lines(result.met),
        *([f"What gave way is kept as {shown(result.kept)}."] if result.kept else []),
        *(noted("▲", p.item, p.what) for p in result.problems),
        *(noted("◆", r.item, r.what) for r in result.warnings),
    ]
    return Answer(document, "\n".join(lines), code_for(result.grade))


def _met(met: Met | None) -> dict[str, int] | None:
    """What becomes, or became, of files over a folder that is there, by its number."""
    return None if met is None else asdict(met)


def _met_lines(met: Met | None) -> list[str]:
    if met is None:
        return []
    told = {
        "new": met.new,
        "the same": met.same,
        "replaced": met.replaced,
        "skipped": met.skipped,
        "kept both": met.both,
    }
    return ["Files: " + ", ".join(f"{number:,} {what}" for what, number in told.items()) + "."]


def _preview(preview: RestorePreview) -> Answer:
    examination = preview.examination
    possible = not examination.conflicts
    code = 0 if possible else FOUND_PROBLEM
    return Answer(lambda: _preview_document(preview), _preview_text(preview), code)


def _preview_document(preview: RestorePreview) -> object:
    examination = preview.examination
    return {
        "dry_run": True,
        "possible": not examination.conflicts,
        "place": examination.place,
        "kept": examination.kept,
        "exists": examination.exists,
        "rows": preview.rows,
        "files": preview.files,
        "bytes": preview.size,
        "met": _met(examination.met),
        "missing_roles": list(examination.missing_roles),
        "conflicts": [{"item": r.item, "what": r.what} for r in examination.conflicts],
        "warnings": [{"item": r.item, "what": r.what} for r in examination.remarks],
        "needed_disk": examination.needed_disk,
        "free_disk": examination.free_disk,
        "items": [
            {"item": i.name, "kind": i.kind, "rows": i.rows, "bytes": i.size} for i in preview.items
        ],
    }


def _preview_text(preview: RestorePreview) -> str:
    examination = preview.examination
    examined = preview.items[:MOST_SHOWN]
    rows = [
        (shown(i.name), i.kind, "" if i.rows is None else f"{i.rows:,}", size(i.size))
        for i in examined
    ]
    more = len(preview.items) - len(examined)
    free = examination.free_disk
    kept = f", what gives way kept as {shown(examination.kept)}" if examination.kept else ""
    would = "would come into being" if examination.met is None else "would get files"
    lines = [
        f"This would happen; nothing was written: {shown(examination.place)} {would}{kept}.",
        table(("ITEM", "KIND", "ROWS", "SIZE"), rows, right=(2, 3)),
        *([f"… and {count(more, 'item')} more (see --json)"] if more else []),
        f"{count(len(preview.items), 'item')}, {amounts(preview.files, preview.rows)}, "
        f"{size(preview.size)}.",
        *_met_lines(examination.met),
        f"Disk: {size(examination.needed_disk)} needed, "
        f"{'free space unknown' if free is None else f'{size(free)} free'}.",
    ]
    if examination.missing_roles:
        roles = ", ".join(shown(role) for role in examination.missing_roles)
        lines.append(f"Roles that the server lacks: {roles}. --create-roles creates them.")
    lines += [noted("▲", r.item, r.what) for r in examination.conflicts]
    lines += [noted("◆", r.item, r.what) for r in examination.remarks]
    if examination.conflicts:
        lines.append("As it stands the restore is not possible.")
    return "\n".join(lines)
