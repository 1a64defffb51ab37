"""``labvault backup``."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from desktop_app.cli.answer import Answer, code_for
from desktop_app.cli.desk import desk_of
from desktop_app.cli.text import count, duration, shown, size

if TYPE_CHECKING:
    from desktop_app.engine.catalog.entries import RepositoryEntry


def backup(context: typer.Context, target: Annotated[str, typer.Argument()]) -> Answer:
    """Take a snapshot of a target."""
    desk = desk_of(context)
    with desk.workspace() as workspace, workspace.prepared(target) as run, desk.working() as meter:
        result = run(meter)
        advice = _key_advice(workspace.repository_of(target))
    document = {
        "snapshot": result.snapshot.id,
        "target": target,
        "grade": result.grade,
        "items": result.items,
        "rows": result.snapshot.rows,
        "bytes_read": result.bytes_read,
        "bytes_stored": result.bytes_stored,
        "seconds": round(result.seconds, 3),
        "warnings": [{"item": r.item, "what": r.what} for r in result.remarks],
        "advice": advice,
    }
    lines = [
        f"Snapshot {result.snapshot.id[:12]} of {shown(target)}: {result.grade}.",
        f"{count(result.items, 'item')}, {count(result.snapshot.rows, 'row')}, "
        f"{size(result.bytes_read)} read, {size(result.bytes_stored)} stored, "
        f"{duration(result.seconds)}.",
        *(f"  ◆ {shown(r.item)}: {shown(r.what)}" for r in result.remarks),
        *advice,
    ]
    return Answer(document, "\n".join(lines), code_for(result.grade))


def _key_advice(entry: RepositoryEntry) -> list[str]:
    """What a backup is worth without anybody who can open it."""
    from desktop_app.engine.key_confirmation import KeyConfirmation, key_confirmation

    state = key_confirmation(entry.key_confirmed, datetime.now(UTC))
    if state is KeyConfirmation.GOOD:
        return []
    command = f"labvault repository check-key {shown(entry.name)}"
    if state is KeyConfirmation.DUE:
        return [f"The recovery key was last typed back long ago. Try it again with `{command}`."]
    return [f"Nobody has confirmed yet that the recovery key is on paper. Do so with `{command}`."]
