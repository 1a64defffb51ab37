"""``labvault backup``."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from desktop_app.cli import wording
from desktop_app.cli.answer import FOUND_PROBLEM, OK, Answer, code_for
from desktop_app.cli.desk import Desk, desk_of
from desktop_app.cli.text import count, duration, noted, shown, size
from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import Bug, Cancelled, LabVaultError

if TYPE_CHECKING:
    from desktop_app.engine.backup import BackupResult
    from desktop_app.engine.catalog.entries import RepositoryEntry
    from desktop_app.engine.workspace import Workspace


def backup(
    context: typer.Context,
    target: Annotated[str | None, typer.Argument(metavar="[TARGET]")] = None,
    every: Annotated[
        bool, typer.Option("--all", help="All targets that are not paused, new databases too.")
    ] = False,
    reread: Annotated[
        bool,
        typer.Option(
            "--reread", help="Read all files again, also those that seem to be as they were."
        ),
    ] = False,
) -> Answer:
    """Take a snapshot of a target, or of all."""
    desk = desk_of(context)
    if every:
        if target is not None:
            raise typer.BadParameter("name a target, or say --all")
        return _all(desk, reread)
    if target is None:
        raise typer.BadParameter("name a target, or say --all")
    with desk.workspace(target=target, backup=True) as workspace:
        result, advice = _one(desk, workspace, target, reread)
    document = _document(result, target) | {"advice": advice}
    return Answer(document, "\n".join([*_lines(result, target), *advice]), code_for(result.grade))


def _one(
    desk: Desk, workspace: Workspace, target: str, reread: bool
) -> tuple[BackupResult, list[str]]:
    with workspace.prepared(target, reread=reread) as run, desk.working() as meter:
        return run(meter), _key_advice(workspace.repository_of(target))


def _all(desk: Desk, reread: bool) -> Answer:
    """One after the other; one that fails does not keep the others from it. Whoever is to be told
    is told of all together."""
    from desktop_app.cli.server import looked

    telling, found = desk.telling(), list[_Tried]()
    with desk.workspace(ended=telling.note) as workspace:
        looks = looked(desk, workspace)
        targets = [each for each in workspace.catalog.targets.list() if not each.paused]
        try:
            for each in targets:
                found.append(_tried(desk, workspace, each.name, reread))
        finally:
            telling.send(workspace.whole_catalog, [workspace.name])
    bad = any(each.fault for each in found) or any(look.fault for look in looks)
    lines = [line for each in found for line in each.lines]
    lines += [f"▲ {shown(k.server)}: {wording.sentence(k.fault)}" for k in looks if k.fault]
    document = [each.document for each in found]
    if not found:
        return Answer(document, "No target yet. Name one with `labvault target add`.")
    warned = any(each.document.get("grade") != "ok" for each in found)
    return Answer(document, "\n".join(lines), FOUND_PROBLEM if bad or warned else OK)


@dataclass(frozen=True, slots=True)
class _Tried:
    """What came of one of several."""

    document: dict[str, object]
    lines: list[str]
    fault: LabVaultError | None = None


def _tried(desk: Desk, workspace: Workspace, target: str, reread: bool) -> _Tried:
    try:
        result, advice = _one(desk, workspace, target, reread)
    except (Cancelled, Bug):
        raise
    except LabVaultError as fault:
        words = wording.sentence(fault)
        return _Tried({"target": target, "error": words}, [f"▲ {shown(target)}: {words}"], fault)
    return _Tried(_document(result, target) | {"advice": advice}, _lines(result, target))


def _document(result: BackupResult, target: str) -> dict[str, object]:
    return {
        "snapshot": result.snapshot.id,
        "target": target,
        "grade": result.grade,
        "items": result.items,
        "unchanged": result.taken_over,
        "rows": result.snapshot.rows,
        "bytes_read": result.bytes_read,
        "bytes_stored": result.bytes_stored,
        "seconds": round(result.seconds, 3),
        "warnings": [{"item": r.item, "what": r.what} for r in result.remarks],
    }


def _lines(result: BackupResult, target: str) -> list[str]:
    return [
        f"Snapshot {result.snapshot.id[:12]} of {shown(target)}: {result.grade}.",
        f"{count(result.items, 'item')}, {_amount(result)}"
        f"{size(result.bytes_read)} read, {size(result.bytes_stored)} stored, "
        f"{duration(result.seconds)}.",
        *(noted("◆", r.item, r.what) for r in result.remarks),
    ]


def _amount(result: BackupResult) -> str:
    """Rows of databases, and of files how many were not read again."""
    unchanged = f"{result.taken_over:,} of them unchanged, " if result.taken_over else ""
    files = result.snapshot.target_kind == "folder" or result.taken_over
    return unchanged if files else f"{count(result.snapshot.rows, 'row')}, "


def _key_advice(entry: RepositoryEntry) -> list[str]:
    """What a backup is worth without anybody who can open it."""
    from desktop_app.engine.secrets.key_confirmation import KeyConfirmation, key_confirmation

    state = key_confirmation(entry.key_confirmed, datetime.now(UTC))
    if state is KeyConfirmation.GOOD:
        return []
    command = f"labvault repository check-key {shown(entry.name)}"
    if state is KeyConfirmation.DUE:
        return [f"The recovery key was last typed back long ago. Try it again with `{command}`."]
    return [f"Nobody has confirmed yet that the recovery key is on paper. Do so with `{command}`."]
