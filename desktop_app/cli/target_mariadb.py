"""``labvault target add mariadb``."""

from __future__ import annotations

from typing import Annotated

import typer

from desktop_app.cli.answer import Answer
from desktop_app.cli.desk import desk_of
from desktop_app.cli.names import Name
from desktop_app.cli.text import shown
from desktop_app.credentials import Credentials


def mariadb(
    context: typer.Context,
    name: Name,
    url: Annotated[str, typer.Option(help="mariadb://user@host:port/database, or mysql://…")],
    repository: Annotated[str, typer.Option(help="Where its snapshots go.", metavar="NAME")],
    save_password: Annotated[
        bool, typer.Option("--save-password", help="Ask for it now; keep it in the keyring.")
    ] = False,
) -> Answer:
    """Protect a MariaDB or MySQL database."""
    from desktop_app.engine import os_keyring
    from desktop_app.engine.catalog.entries import TargetEntry
    from desktop_app.engine.kinds.registry import MARIADB
    from desktop_app.engine.sources.mariadb.address import Address
    from desktop_app.engine.workspace import login_entry

    desk = desk_of(context)
    address = Address.from_url(url)
    entry = TargetEntry(name, MARIADB, address.url(), repository, save_password)
    with desk.workspace() as workspace:
        workspace.catalog.targets.add(entry)
        if save_password:
            try:
                password = Credentials(desk.settings).ask_password(address)
                os_keyring.store(login_entry(address, workspace.name), password)
            except BaseException:
                workspace.catalog.targets.delete(name)
                raise
    document = {"target": name, "kind": MARIADB, "url": entry.url, "repository": repository}
    text = (
        f"Target {shown(name)} is {shown(entry.url)}, kept in {shown(repository)}.\n"
        f"Back it up with `labvault backup {shown(name)}`."
    )
    return Answer(document, text)
