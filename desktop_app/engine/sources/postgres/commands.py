"""The command lines of pg_dump, pg_dumpall and psql, without a secret in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app.engine.sources.postgres.connection import Address
from desktop_app.engine.sources.postgres.listing import Listing, Name
from desktop_app.engine.sources.postgres.tools import Tools

# One argument may be long and all together 2 MiB on Linux; what is longer goes through stdin.
LONGEST_COMMAND = 256 << 10
FILTER_SINCE = 17


@dataclass(frozen=True, slots=True)
class Command:
    """A command line, and what its standard input gets."""

    arguments: Sequence[str]
    stdin: bytes = b""


def needed_major(listing: Listing, server_major: int) -> int:
    """The oldest tools that can take so many tables: a long list needs pg_dump's --filter."""
    long = sum(len(option) for option in _left_out(listing)) > LONGEST_COMMAND
    return max(server_major, FILTER_SINCE) if long else server_major


def dump(
    tools: Tools, address: Address, snapshot: str, listing: Listing, *, large_objects: bool
) -> Command:
    """pg_dump of everything but rows: definitions and sequence positions, in its own format.

    The tables whose rows are read apart are named one by one: ``--exclude-table-data='*.*'``
    would leave out the positions of sequences too.
    """
    arguments = [
        tools.path("pg_dump"),
        "--format=custom",
        "--compress=0",
        "--no-password",
        f"--snapshot={snapshot}",
        "--large-objects" if large_objects and tools.major >= 16 else "",
        "--blobs" if large_objects and tools.major < 16 else "",
        "--no-blobs" if not large_objects else "",
        f"--dbname={address.conninfo()}",
    ]
    arguments = [argument for argument in arguments if argument]
    options = _left_out(listing)
    if sum(len(option) for option in options) <= LONGEST_COMMAND:
        return Command([*arguments, *options])
    return Command([*arguments, "--filter=-"], _filter(listing))


def _left_out(listing: Listing) -> list[str]:
    tables = [Name(table.schema, table.name) for table in listing.tables]
    without_data = (*tables, *listing.unreadable_sequences)
    return [
        *(f"--exclude-table-data={name.pattern}" for name in without_data),
        *(f"--exclude-table={name.pattern}" for name in listing.unreadable),
    ]


def _filter(listing: Listing) -> bytes:
    tables = [Name(table.schema, table.name) for table in listing.tables]
    without_data = (*tables, *listing.unreadable_sequences)
    lines = [f"exclude table_data {name.pattern}" for name in without_data]
    lines += [f"exclude table {name.pattern}" for name in listing.unreadable]
    return "\n".join([*lines, ""]).encode()


def dump_roles(tools: Tools, address: Address, *, passwords: bool) -> Command:
    """pg_dumpall of roles and tablespaces; without password hashes where they may not be read."""
    arguments = [
        tools.path("pg_dumpall"),
        "--globals-only",
        "--no-password",
        f"--database={address.database}",
        f"--dbname={address.conninfo()}",
    ]
    return Command(arguments if passwords else [*arguments, "--no-role-passwords"])


def copy_out(tools: Tools, address: Address, begin: str, statement: str) -> Command:
    """psql that writes one COPY's rows to its standard output and nothing else.

    Statements stand in ``-c``, which psql passes on as they are: no variable in a name is
    taken for psql's own.
    """
    return Command(
        [
            tools.path("psql"),
            "--no-psqlrc",
            "--quiet",
            "--no-password",
            "--set=ON_ERROR_STOP=1",
            "--set=VERBOSITY=verbose",
            f"--dbname={address.conninfo()}",
            f"--command={begin}",
            f"--command={statement}",
        ]
    )
