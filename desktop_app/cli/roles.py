"""``labvault roles``: what only a manager may do, and the manager's password."""

from __future__ import annotations

from typing import Annotated

import typer

from desktop_app.cli.answer import Answer
from desktop_app.cli.desk import desk_of
from desktop_app.cli.text import shown, table

app = typer.Typer(help="Keep what destroys for a manager.")

# It would be wrong to promise more.
HOW_STRONG = """\
The password keeps people who work with LabVault from it. Who may write to this computer's
files can take it away."""


@app.command(name="set-password")
def set_password(context: typer.Context) -> Answer:
    """Set the manager's password of the workspace. Who sets another must know the old one."""
    from desktop_app.engine.roles import Action

    desk = desk_of(context)
    credentials = desk.credentials()
    with desk.workspace(credentials=credentials) as workspace:
        workspace.gate.require(Action.CHANGE_ROLES)
        workspace.gate.set_password(credentials.new_manager_password(workspace.name))
        name = workspace.name
    text = f"Workspace {shown(name)} has a manager's password now.\n{HOW_STRONG}"
    return Answer({"workspace": name, "manager_password": True}, text)


@app.command(name="reset-password")
def reset_password(
    context: typer.Context,
    repository: Annotated[
        str, typer.Argument(help="One that is older than the password.", metavar="REPOSITORY")
    ],
) -> Answer:
    """Reset a lost manager's password with a recovery key. That of a repository of the workspace,
    which is typed."""
    from desktop_app.cli.typing_back import ask_whole
    from desktop_app.engine.workspace.password_reset import reset_password as reset

    desk = desk_of(context)
    credentials = desk.credentials()
    with desk.workspace(credentials=credentials) as workspace:
        name, url = workspace.name, workspace.catalog.repositories.load(repository).url

        def asked() -> str:
            return credentials.new_manager_password(name)

        slot = ask_whole(credentials, url, lambda key: reset(workspace, repository, key, asked))
    text = (
        f"The recovery key opened {shown(repository)}. Workspace {shown(name)} has a new manager's "
        "password; that it was reset is in the audit log."
    )
    return Answer({"workspace": name, "repository": repository, "slot": slot.id}, text)


@app.command(name="remove-password")
def remove_password(context: typer.Context) -> Answer:
    """Let everybody do everything again."""
    with desk_of(context).workspace() as workspace:
        workspace.gate.remove_password()
        name = workspace.name
    text = f"Everybody may do everything in workspace {shown(name)}."
    return Answer({"workspace": name, "manager_password": False}, text)


@app.command()
def show(context: typer.Context) -> Answer:
    """Show who may do what in the workspace."""
    from desktop_app.engine.roles import NEEDED, Role

    with desk_of(context).workspace() as workspace:
        guarded, name = workspace.gate.guarded, workspace.name
    document = {
        "workspace": name,
        "manager_password": guarded,
        "actions": [{"action": action, "role": role} for action, role in NEEDED.items()],
    }
    rows = [
        (action, "a manager" if guarded and role is Role.MANAGER else "everybody")
        for action, role in NEEDED.items()
    ]
    first = "has a manager's password" if guarded else "has no manager's password"
    lines = [f"Workspace {shown(name)} {first}.", table(("TO", "MAY"), rows)]
    return Answer(document, "\n".join(lines))
