"""``labvault target add mariadb``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from desktop_app.cli import target_adding
from desktop_app.cli.answer import Answer
from desktop_app.cli.desk import desk_of
from desktop_app.cli.names import Name
from desktop_app.cli.text import shown

if TYPE_CHECKING:
    from desktop_app.engine.catalog.entries import TargetEntry
    from desktop_app.engine.sources.mariadb.address import Address


def mariadb(
    context: typer.Context,
    name: Name,
    url: Annotated[str, typer.Option(help="mariadb://user@host:port/database, or mysql://…")],
    repository: Annotated[str, typer.Option(help="Where its snapshots go.", metavar="NAME")],
    databases: Annotated[
        list[str] | None,
        typer.Option(
            "--database",
            help="Instead of one in the URL; may be given again: a target each.",
            metavar="NAME",
        ),
    ] = None,
    save_password: Annotated[
        bool, typer.Option("--save-password", help="Ask for it now; keep it in the keyring.")
    ] = False,
) -> Answer:
    """Protect a MariaDB or MySQL database, or several of one server."""
    from desktop_app.engine.catalog.entries import TargetEntry
    from desktop_app.engine.kinds.registry import MARIADB
    from desktop_app.engine.sources.mariadb.address import Address

    desk = desk_of(context)
    address = Address.from_url(url, "" if not databases else databases[0])
    if databases and address.database != databases[0]:  # the URL names another one
        raise typer.BadParameter("name databases in --url or by --database")
    entries = [
        TargetEntry(called, MARIADB, each.url(), repository, save_password)
        for called, each in _meant(name, address, databases or ())
    ]
    target_adding.take_in(desk, entries, address)
    return _answer(entries)


def _meant(name: str, address: Address, databases: Sequence[str]) -> list[tuple[str, Address]]:
    """What each target is called, and where it is."""
    if len(databases) < 2:
        return [(name, address)]
    return [(f"{name}-{shown(each)}", address.with_database(each)) for each in databases]


def _answer(entries: Sequence[TargetEntry]) -> Answer:
    documents = [target_adding.document(entry) for entry in entries]
    document = documents[0] if len(entries) == 1 else {"targets": documents}
    return Answer(document, "\n".join(target_adding.lines(entries)))
