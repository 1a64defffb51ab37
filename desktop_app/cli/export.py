"""``labvault export``: a snapshot as plain SQL, for people without LabVault."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, BinaryIO

import typer

from desktop_app.cli.answer import Answer
from desktop_app.cli.desk import desk_of
from desktop_app.cli.snapshots import Reference
from desktop_app.cli.text import shown, size
from desktop_app.engine.sql_file import export_to, new_file


def export(
    context: typer.Context,
    snapshot: Reference,
    output: Annotated[str, typer.Option(help="A new file; - is stdout.", metavar="FILE")],
) -> Answer:
    """Write a snapshot as an SQL file that stock psql loads."""
    desk = desk_of(context)
    if output == "-" and desk.json:
        raise typer.BadParameter("--json and --output - both want stdout")
    with (
        desk.workspace() as workspace,
        workspace.holding(snapshot) as (opened, (found,)),
        desk.working() as meter,
        _opened(output) as stream,
    ):
        written = export_to(workspace, opened, found, stream, meter)
    document = {"snapshot": found.id, "output": output, "bytes": written}
    text = (
        f"Snapshot {found.id[:12]} was written to {shown(output)} ({size(written)}). Load it into "
        "an empty database with: psql -v ON_ERROR_STOP=1 -f FILE"
    )
    return Answer(document, "" if output == "-" else text)


@contextmanager
def _opened(output: str) -> Iterator[BinaryIO]:
    """The stream to write to."""
    if output == "-":
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    with new_file(Path(output)) as stream:
        yield stream
