"""``labvault backup``."""

from __future__ import annotations

from typing import Annotated

import typer

from desktop_app.cli.answer import Answer, code_for
from desktop_app.cli.desk import desk_of
from desktop_app.cli.text import count, duration, shown, size


def backup(context: typer.Context, target: Annotated[str, typer.Argument()]) -> Answer:
    """Take a snapshot of a target."""
    desk = desk_of(context)
    with desk.workspace() as workspace, workspace.prepared(target) as run, desk.working() as meter:
        result = run(meter)
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
    }
    lines = [
        f"Snapshot {result.snapshot.id[:12]} of {shown(target)}: {result.grade}.",
        f"{count(result.items, 'item')}, {count(result.snapshot.rows, 'row')}, "
        f"{size(result.bytes_read)} read, {size(result.bytes_stored)} stored, "
        f"{duration(result.seconds)}.",
        *(f"  ◆ {shown(r.item)}: {shown(r.what)}" for r in result.remarks),
    ]
    return Answer(document, "\n".join(lines), code_for(result.grade))
