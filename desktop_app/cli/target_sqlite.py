"""``labvault target add sqlite``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from desktop_app.cli import target_adding
from desktop_app.cli.answer import Answer
from desktop_app.cli.desk import desk_of
from desktop_app.cli.names import Name
from desktop_app.cli.text import shown


def sqlite(
    context: typer.Context,
    name: Name,
    path: Annotated[Path, typer.Argument(help="The database file; programs may have it open.")],
    repository: Annotated[str, typer.Option(help="Where its snapshots go.", metavar="NAME")],
    wait: Annotated[
        int, typer.Option(help="Seconds to wait for a lock of another program.", min=0)
    ] = 10,
) -> Answer:
    """Protect an SQLite file, also while programs write to it."""
    from desktop_app.engine.catalog.entries import TargetEntry
    from desktop_app.engine.kinds.registry import SQLITE
    from desktop_app.engine.sources.sqlite.look import look_at
    from desktop_app.engine.sources.sqlite.taking import network_remarks

    path = path.absolute()
    look_at(path)
    remarks = network_remarks(path)
    options = {"wait_seconds": wait}
    entry = TargetEntry(name, SQLITE, str(path), repository, options=options)
    with desk_of(context).workspace() as workspace:
        workspace.catalog.targets.add(entry)
    document = {
        **target_adding.document(entry),
        "warnings": [{"item": r.item, "what": r.what} for r in remarks],
    }
    lines = target_adding.lines((entry,), (f"  ◆ {shown(r.what)}" for r in remarks))
    return Answer(document, "\n".join(lines))
