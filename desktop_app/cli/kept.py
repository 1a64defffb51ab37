"""``labvault kept``: what a restore replaced, to be taken back or let go."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from desktop_app.cli.answer import Answer
from desktop_app.cli.desk import desk_of
from desktop_app.cli.text import moment, shown, size, table

app = typer.Typer(name="kept", help="Take back what a restore replaced, or let it go.")

Url = Annotated[
    str,
    typer.Argument(metavar="URL|PATH", help="What was restored in place: database, folder, file."),
]
Name = Annotated[str, typer.Argument(metavar="KEPT", help="As `labvault kept list` calls it.")]
Disconnect = Annotated[bool, typer.Option("--disconnect", help="End sessions in the way.")]


@app.command("list")
def list_(context: typer.Context, url: Url) -> Answer:
    """List what was replaced under this name, newest first."""
    from desktop_app.engine.restoring.undo import kept_places, kind_at

    where = _whole(url)
    with desk_of(context).workspace() as workspace:
        found = kept_places(workspace, where, kind_at(workspace, where))
    document = [
        {"name": each.name, "replaced": each.replaced.isoformat(), "bytes": each.size}
        for each in found
    ]
    if not found:
        return Answer(document, "Nothing was replaced under this name, or nothing is kept.")
    rows = [
        (shown(each.name), moment(each.replaced), "" if each.size is None else size(each.size))
        for each in found
    ]
    return Answer(document, table(("NAME", "REPLACED", "SIZE"), rows, right=(2,)))


@app.command("swap")
def swap(context: typer.Context, url: Url, kept: Name, disconnect: Disconnect = False) -> Answer:
    """Give what is kept its place back. What has it now is kept in its turn."""
    from desktop_app.engine.restoring.undo import kind_at, swap_back

    where = _whole(url)
    with desk_of(context).workspace() as workspace:
        kind = kind_at(workspace, where)
        aside = swap_back(workspace, where, kept, disconnect=disconnect, kind=kind)
    now = f" What was there is kept as {shown(aside)}." if aside else ""
    return Answer({"kept": kept, "aside": aside}, f"{shown(kept)} has its place back.{now}")


@app.command("drop")
def drop(context: typer.Context, url: Url, kept: Name, disconnect: Disconnect = False) -> Answer:
    """Let what is kept go, for good."""
    from desktop_app.engine.restoring.undo import drop_kept, kind_at

    where = _whole(url)
    with desk_of(context).workspace() as workspace:
        kind = kind_at(workspace, where)
        drop_kept(workspace, where, kept, disconnect=disconnect, kind=kind)
    return Answer({"dropped": kept}, f"{shown(kept)} is gone.")


def _whole(url: str) -> str:
    """A path may be given as seen from here."""
    return url if "://" in url else str(Path(url).expanduser().absolute())
