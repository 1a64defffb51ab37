"""``labvault target add postgresql``: a database by its URL or by parts, or all of a server."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from desktop_app.cli import server, target_adding
from desktop_app.cli.answer import Answer
from desktop_app.cli.desk import Desk, desk_of
from desktop_app.cli.names import Name

BOTH = "give the address by --url or by its parts (--host, --port, --user, --database, --sslmode)"


class SslMode(StrEnum):
    """How TLS is asked for, in libpq's words."""

    DISABLE = "disable"
    ALLOW = "allow"
    PREFER = "prefer"
    REQUIRE = "require"
    VERIFY_CA = "verify-ca"
    VERIFY_FULL = "verify-full"


Url = Annotated[str | None, typer.Option(help="postgresql://user@host:port/database")]
Host = Annotated[
    str | None,
    typer.Option(
        help="Instead of --url: its name or address, or the folder of a socket. Default: this "
        "computer.",
        metavar="SERVER",
    ),
]
Port = Annotated[int | None, typer.Option(help="Default: 5432.", min=1, max=65535)]
User = Annotated[str | None, typer.Option(help="Default: your own name.", metavar="NAME")]
Database = Annotated[str | None, typer.Option(help="The one to protect.", metavar="NAME")]
Tls = Annotated[
    SslMode | None, typer.Option(help="TLS, from disable to verify-full.", metavar="MODE")
]
SavePassword = Annotated[
    bool, typer.Option("--save-password", help="Ask for it now; keep it in the keyring.")
]
AllDatabases = Annotated[
    bool, typer.Option("--all-databases", help="All of the server, also those yet to be made.")
]
LeftOut = Annotated[
    list[str] | None,
    typer.Option("--except", help="With --all-databases: but this one.", metavar="DATABASE"),
]
Schedule = Annotated[str | None, typer.Option(help="With --all-databases: when each is backed up.")]
Rpo = Annotated[
    str | None, typer.Option(help="With --all-databases: how old a snapshot may become.")
]


def postgresql(
    context: typer.Context,
    name: Name,
    repository: Annotated[str, typer.Option(help="Where its snapshots go.", metavar="NAME")],
    url: Url = None,
    host: Host = None,
    port: Port = None,
    user: User = None,
    database: Database = None,
    sslmode: Tls = None,
    save_password: SavePassword = False,
    all_databases: AllDatabases = False,
    left_out: LeftOut = None,
    like: server.Like = None,
    schedule: Schedule = None,
    rpo: Rpo = None,
) -> Answer:
    """Protect a PostgreSQL database. With --all-databases, each one of a server."""
    if url is None:
        if database is None and all_databases:
            database = "postgres"  # where one looks for the others
        url = _url_of(host, port, user, database, sslmode)
    elif any(part is not None for part in (host, port, user, database, sslmode)):
        raise typer.BadParameter(f"{BOTH}, not by both")
    if all_databases:
        names = tuple(left_out or ())
        wish = server.Wish(name, url, repository, save_password, names, like, schedule, rpo)
        return server.follow(desk_of(context), wish)
    if left_out or like or schedule or rpo:
        raise typer.BadParameter("--except, --like, --schedule and --rpo go with --all-databases")
    return _add(desk_of(context), name, url, repository, save_password=save_password)


def _add(desk: Desk, name: str, url: str, repository: str, *, save_password: bool) -> Answer:
    from desktop_app.engine.catalog.entries import TargetEntry
    from desktop_app.engine.kinds.registry import POSTGRESQL
    from desktop_app.engine.sources.postgres.connection import Address

    address = Address.from_url(url)
    entry = TargetEntry(name, POSTGRESQL, address.url(), repository, save_password)
    target_adding.take_in(desk, (entry,), address)
    return Answer(target_adding.document(entry), "\n".join(target_adding.lines((entry,))))


def _url_of(
    host: str | None,
    port: int | None,
    user: str | None,
    database: str | None,
    sslmode: SslMode | None,
) -> str:
    """The address that the parts make. Raises :class:`BadAddress`."""
    from desktop_app.engine.sources.postgres.connection import Address, usual_user

    if not database:
        raise typer.BadParameter(f"{BOTH}; at least --database is needed")
    options = (("sslmode", sslmode.value),) if sslmode else ()
    made = Address(host or "", port or 5432, user or usual_user(), database, options)
    return Address.from_url(made.url()).url()
