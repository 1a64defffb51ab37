"""``labvault kept``: databases that a restore replaced, to be taken back or let go."""

from __future__ import annotations

from typing import Annotated

import typer

from desktop_app.cli.answer import Answer
from desktop_app.cli.desk import desk_of
from desktop_app.cli.text import moment, shown, size, table

app = typer.Typer(
    name="kept", help="Databases that a restore replaced: take one back, or let it go."
)

Url = Annotated[str, typer.Argument(metavar="URL", help="The database that was restored in place.")]
Name = Annotated[str, typer.Argument(metavar="KEPT", help="As `labvault kept list` calls it.")]
Disconnect = Annotated[bool, typer.Option("--disconnect", help="End sessions in the way.")]


@app.command("list")
def list_(context: typer.Context, url: Url) -> Answer:
    """List the databases that were replaced under this name, newest first."""
    from desktop_app.engine.undo import kept_databases

    with desk_of(context).workspace() as workspace:
        found = kept_databases(workspace, url)
    document = [
        {"name": each.name, "replaced": each.replaced.isoformat(), "bytes": each.size}
        for each in found
    ]
    if not found:
        return Answer(document, "No database was replaced under this name, or none is kept.")
    rows = [
        (shown(each.name), moment(each.replaced), "" if each.size is None else size(each.size))
        for each in found
    ]
    return Answer(document, table(("NAME", "REPLACED", "SIZE"), rows, right=(2,)))


@app.command("swap")
def swap(context: typer.Context, url: Url, kept: Name, disconnect: Disconnect = False) -> Answer:
    """Give a kept database its name back. The one that has it now is kept in its turn."""
    from desktop_app.engine.undo import swap_back

    with desk_of(context).workspace() as workspace:
        aside = swap_back(workspace, url, kept, disconnect=disconnect)
    now = f" What was there is kept as {shown(aside)}." if aside else ""
    return Answer({"kept": kept, "aside": aside}, f"{shown(kept)} has its name back.{now}")


@app.command("drop")
def drop(context: typer.Context, url: Url, kept: Name, disconnect: Disconnect = False) -> Answer:
    """Let a kept database go, for good."""
    from desktop_app.engine.undo import drop_kept

    with desk_of(context).workspace() as workspace:
        drop_kept(workspace, url, kept, disconnect=disconnect)
    return Answer({"dropped": kept}, f"{shown(kept)} is gone.")
