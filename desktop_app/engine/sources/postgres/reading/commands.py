"""The command lines of pg_dump, pg_dumpall and psql, without a secret in them."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from typing import IO

from psycopg.conninfo import make_conninfo

from desktop_app.engine.sources.postgres.connection import Address
from desktop_app.engine.sources.postgres.reading.listing import Listing
from desktop_app.engine.sources.postgres.reading.pipe_reader import Command
from desktop_app.engine.sources.postgres.tools import Tools

# What a command line may hold in all: 2 MiB on Linux, 1 MiB on macOS, 32 KiB on Windows, less
# the environment and a pointer for each argument.
LONGEST_COMMAND = (20 if sys.platform == "win32" else 512) << 10
FILTER_SINCE = 17

# Milliseconds that pg_dump waits for a lock. The coordinator has locked the same tables: whoever
# is before pg_dump in the queue waits for the coordinator, and to wait for him is in vain.
PATIENCE = 10_000

# A schema that every database has and that holds nothing to dump: with it the archive of large
# objects is just that.
NO_SCHEMA = "pg_toast"


def needed_major(listing: Listing, server_major: int) -> int:
    """The oldest tools that can take so many tables: a long list needs pg_dump's --filter."""
    size = sum(len(option.encode()) + 8 for option in _exclusions(listing))
    return max(server_major, FILTER_SINCE) if size > LONGEST_COMMAND else server_major


def dump_schema(
    tools: Tools,
    address: Address,
    snapshot: str,
    listing: Listing,
    codec: str,
    environment: Mapping[str, str],
) -> Command:
    """pg_dump of everything but rows: definitions and sequence positions, in its own format.

    The tables whose rows are read apart are named one by one: ``--exclude-table-data='*.*'``
    would leave out the positions of sequences too. ``codec`` is the database's encoding, in
    which names are given to the tool.
    """
    arguments = _dump(tools, address, snapshot, "--no-blobs")
    if tools.major < FILTER_SINCE:
        named = (option.encode(codec) for option in _exclusions(listing))
        return Command((*arguments, *named), environment)
    lines = [line for line in _filter(listing) if "\r" not in line]
    # A filter cannot say a carriage return; a command line can say everything but zero bytes.
    named = (option.encode(codec) for option in _exclusions(listing) if "\r" in option)
    script = "".join(f"{line}\n" for line in lines).encode(codec)
    return Command((*arguments, "--filter=-", *named), environment, script)


def dump_large_objects(
    tools: Tools, address: Address, snapshot: str, environment: Mapping[str, str]
) -> Command:
    """pg_dump of the large objects: data, owners, rights and comments, in its own format."""
    arguments = _dump(tools, address, snapshot, "--blobs", f"--schema={NO_SCHEMA}")
    return Command(arguments, environment)


def _dump(tools: Tools, address: Address, snapshot: str, *options: str) -> tuple[str, ...]:
    return (
        tools.path("pg_dump"),
        "--format=custom",
        "--compress=0",
        "--no-password",
        f"--lock-wait-timeout={PATIENCE}",
        f"--snapshot={snapshot}",
        f"--dbname={address.conninfo()}",
        *options,
    )


def _exclusions(listing: Listing) -> Iterable[str]:
    yield from (f"--exclude-table-data={name.pattern}" for name in listing.without_data)
    yield from (f"--exclude-table={name.pattern}" for name in listing.left_out)


def _filter(listing: Listing) -> Iterable[str]:
    yield from (f"exclude table_data {in_filter(name.pattern)}" for name in listing.without_data)
    yield from (f"exclude table {in_filter(name.pattern)}" for name in listing.left_out)


def in_filter(pattern: str) -> str:
    r"""A quoted pattern as a filter says it (read_quoted_string in pg_dump's filter.c).

    Inside quotes a filter knows ``\\`` and ``\n``, and leaves carriage returns out: patterns
    with those must not go into one.

    >>> print(in_filter('"a\\b\nc"'))
    "a\\b\nc"
    """
    return pattern.replace("\\", "\\\\").replace("\n", "\\n")


def dump_roles(
    tools: Tools, address: Address, environment: Mapping[str, str], *, passwords: bool
) -> Command:
    """pg_dumpall of roles and tablespaces; without password hashes where they may not be read."""
    arguments = (
        tools.path("pg_dumpall"),
        "--globals-only",
        "--no-password",
        # pg_dumpall takes a name with "=" in it for a connection string, so it gets one.
        f"--database={make_conninfo(dbname=address.database)}",
        f"--dbname={address.conninfo()}",
    )
    return Command(arguments if passwords else (*arguments, "--no-role-passwords"), environment)


def copy_script(statement: bytes, answers: int) -> tuple[bytes, bool]:
    """What psql is told to run a COPY … TO STDOUT, and whether it will say how many rows it gave.

    It says so only where the rows go elsewhere than its answers: these go to the file open as
    ``answers``. (Not to stderr: what is written there already would be overwritten.) A statement
    of several lines cannot be said in psql's one-line form.

    >>> copy_script(b"COPY lab.mixture (id) TO STDOUT", 5)[0].splitlines()[-1]
    b'\\\\copy lab.mixture (id) to pstdout'
    """
    table = statement.removeprefix(b"COPY ").removesuffix(b" TO STDOUT")
    if b"\n" in table or b"\r" in table or not sys.platform.startswith("linux"):
        return statement + b";\n", False
    to_file = b"\\set QUIET off\n\\o /proc/self/fd/%d\n" % answers
    return to_file + b"\\copy " + table + b" to pstdout\n", True


def copy_out(
    tools: Tools,
    address: Address,
    script: bytes,
    environment: Mapping[str, str],
    answers: IO[bytes],
) -> Command:
    """psql that writes what one COPY gives to its standard output, and nothing else."""
    arguments = (
        tools.path("psql"),
        "--no-psqlrc",
        "--quiet",
        "--no-password",
        "--set=ON_ERROR_STOP=1",
        "--set=VERBOSITY=verbose",
        f"--dbname={address.conninfo()}",
        "--file=-",
    )
    return Command(arguments, environment, script, answers)


def without_random_key(roles: bytes) -> bytes:
    """What pg_dumpall wrote, without ``\\restrict`` and its key, which is another each time.

    >>> without_random_key(b"--\\n\\\\restrict k1\\nCREATE ROLE a;\\n\\\\unrestrict k1\\n")
    b'--\\nCREATE ROLE a;\\n'
    """
    lines = roles.splitlines(keepends=True)
    first = next((line for line in lines if line.startswith(b"\\restrict ")), None)
    if first is None:
        return roles
    key = first.split(maxsplit=1)[1]
    ours = (b"\\restrict " + key, b"\\unrestrict " + key)
    return b"".join(line for line in lines if line not in ours)
