"""``labvault repository forget``: a repository is not known here any more."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from desktop_app.cli.answer import Answer
from desktop_app.cli.desk import desk_of
from desktop_app.cli.names import Name
from desktop_app.cli.text import count, shown, typed


def forget(
    context: typer.Context,
    name: Name,
    with_targets: Annotated[
        bool,
        typer.Option("--with-targets", help="Also the targets that use it, with their schedules."),
    ] = False,
    delete_data: Annotated[
        bool, typer.Option("--delete-data", help="Destroy it, with all its snapshots, for good.")
    ] = False,
    yes: Annotated[
        str | None,
        typer.Option("--yes", help="Its name once more; asked for where it is needed."),
    ] = None,
) -> Answer:
    """Know a repository here no more. Its data stay where they are, and `labvault repository
    open` finds them again, unless they are to be deleted. For a manager."""
    from desktop_app.engine.workspace.lifetime import forget_repository

    desk = desk_of(context)
    with desk.workspace() as workspace:
        workspace.catalog.repositories.load(name)
        if delete_data or with_targets:
            _must_be_confirmed(name, yes, delete_data)
        with desk.working() as meter:
            done = forget_repository(
                workspace,
                name,
                with_users=with_targets,
                delete_data=delete_data,
                progress=meter,
            )
    address, users = done.entry.url, done.users
    document = {
        "repository": name,
        "url": address,
        "targets": list(users.targets),
        "servers": list(users.servers),
        "deleted": delete_data,
        "objects": done.objects,
    }
    lines = [f"Repository {shown(name)} is forgotten."]
    if users.targets:
        lines.append(f"With it {count(len(users.targets), 'target')}: {_list(users.targets)}.")
    if users.servers:
        lines.append(f"Followed no longer: {_list(users.servers)}.")
    lines.append(
        f"Its data at {shown(address)} are destroyed."
        if delete_data
        else f"Its data are still at {shown(address)}: `labvault repository open {typed(name)} "
        f"{typed(address)}` finds them again, with its passphrase or recovery key."
    )
    return Answer(document, "\n".join(lines))


def _must_be_confirmed(name: str, typed: str | None, delete_data: bool) -> None:
    if typed is None and sys.stdin.isatty():
        what = "DESTROY ALL SNAPSHOTS in" if delete_data else "forget"
        sys.stderr.write(f"This will {what} the repository {shown(name)}.\n")
        # Asked on stderr: stdout is for the answer alone.
        sys.stderr.write("Its name once more: ")
        sys.stderr.flush()
        typed = sys.stdin.readline().rstrip("\n")
    if typed != name:
        raise typer.BadParameter(f"nothing was changed; confirm with --yes {shown(name)}")


def _list(names: tuple[str, ...]) -> str:
    return ", ".join(shown(name) for name in names)
