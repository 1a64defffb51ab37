"""``labvault kept``: what a restore replaced, to be taken back or let go."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from desktop_app.cli.answer import Answer
from desktop_app.cli.desk import desk_of
from desktop_app.cli.text import moment, shown, size, table
from desktop_app.engine.kinds.registry import FOLDER, MARIADB, POSTGRESQL

app = typer.Typer(name="kept", help="Take back what a restore replaced, or let it go.")

Url = Annotated[
    str,
    typer.Argument(metavar="URL|DIR", help="The database or folder that was restored in place."),
]
Name = Annotated[str, typer.Argument(metavar="KEPT", help="As `labvault kept list` calls it.")]
Disconnect = Annotated[bool, typer.Option("--disconnect", help="End sessions in the way.")]


@app.command("list")
def list_(context: typer.Context, url: Url) -> Answer:
    """List what was replaced under this name, newest first."""
    from desktop_app.engine.undo import kept_places

    with desk_of(context).workspace() as workspace:
        found = kept_places(workspace, *_place(url))
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
    from desktop_app.engine.undo import swap_back

    where, kind = _place(url)
    with desk_of(context).workspace() as workspace:
        aside = swap_back(workspace, where, kept, disconnect=disconnect, kind=kind)
    now = f" What was there is kept as {shown(aside)}." if aside else ""
    return Answer({"kept": kept, "aside": aside}, f"{shown(kept)} has its place back.{now}")


@app.command("drop")
def drop(context: typer.Context, url: Url, kept: Name, disconnect: Disconnect = False) -> Answer:
    """Let what is kept go, for good."""
    from desktop_app.engine.undo import drop_kept

    where, kind = _place(url)
    with desk_of(context).workspace() as workspace:
        drop_kept(workspace, where, kept, disconnect=disconnect, kind=kind)
    return Answer({"dropped": kept}, f"{shown(kept)} is gone.")


def _place(url: str) -> tuple[str, str]:
    """The address, and the kind of target that has such ones."""
    if "://" in url:
        return url, MARIADB if url.startswith("mariadb:") else POSTGRESQL
    return str(Path(url).expanduser().absolute()), FOLDER
