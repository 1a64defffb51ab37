"""What PostgreSQL's own tools make of a database, as the measure for ours.

Two databases are equal when their plain dumps are: definitions, owners, rights, comments, rows,
sequence positions, large objects and the properties of the database itself, line for line.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, zip_longest
from pathlib import Path

from desktop_app.engine.sources.postgres.connection import Address

# A database may set these for all who connect; the tools under test must not care, but stock
# pg_restore and psql do, so here they are told.
WRITABLE = {"PGOPTIONS": "-c default_transaction_read_only=off"}

# What a newer pg_dump writes and an older server does not know; pg_restore goes on after it.
UNKNOWN_SETTINGS = ('unrecognized configuration parameter "transaction_timeout"',)


@dataclass(frozen=True)
class Tools:
    """PostgreSQL's client tools in one folder."""

    folder: Path

    def run(self, tool: str, *arguments: str, stdin: bytes | None = None) -> bytes:
        """Standard output; raises AssertionError with what the tool said."""
        done = subprocess.run(
            [self.folder / tool, *arguments],
            input=stdin,
            capture_output=True,
            env=environment(),
            check=False,
        )
        complaints = done.stderr.decode()
        assert done.returncode == 0, f"{tool} ended with {done.returncode}:\n{complaints}"
        return done.stdout

    def load(self, address: Address, *files: Path) -> None:
        """Run SQL files with psql, stopping at the first error."""
        chosen = (argument for file in files for argument in ("--file", str(file)))
        self.run("psql", *to(address), *QUIET, *chosen)

    def dump(self, address: Address, *options: str, create: bool = True) -> list[bytes]:
        """The lines of a plain dump, the database called as if it were any. With ``create`` it
        tells of the database itself too, which pg_dump cannot for a name with a line feed."""
        itself = ("--create",) if create else ()
        text = self.run("pg_dump", *to(address), *PLAIN, *itself, *options)
        lines = text.replace(address.database.encode(), b"<database>").split(b"\n")
        return [STAMP.sub(b"", line) for line in lines if not ONLY_STAMP.search(line)]

    def rows_of(self, address: Address, query: str) -> bytes:
        """The rows of a query as COPY text."""
        return self.run(
            "psql", *to(address), "--no-psqlrc", "--command", f"COPY ({query}) TO STDOUT"
        )

    def roles_of(self, address: Address) -> list[bytes]:
        """The lines of ``pg_dumpall --roles-only``: the roles of a server, all they are and may."""
        text = self.run("pg_dumpall", *to(address), "--roles-only", "--restrict-key=labvault")
        return text.split(b"\n")

    def copy(self, original: Address, copy: Address, *options: str) -> None:
        """``pg_dump -Fc | pg_restore`` into the existing, empty database ``copy``."""
        archive = self.run("pg_dump", *to(original), "-Fc", "-Z0")
        command = [str(self.folder / "pg_restore"), *to(copy), *options]
        done = subprocess.run(
            command, input=archive, capture_output=True, env=environment(), check=False
        )
        assert_only_unknown_settings(done.stderr.decode())

    def copy_properties(self, original: Address, copy: Address) -> None:
        """What ``pg_restore`` leaves out unless it creates the database itself, under its
        original name: owner, rights, settings and comment of the database."""
        lines = self.run(
            "pg_dump", *to(original), "--create", "--schema-only", "--restrict-key=labvault"
        ).split(b"\n")
        name, other = original.database.encode(), copy.database.encode()
        wanted = b"\n".join(line.replace(name, other) for line in lines if of_database(line, name))
        self.run("psql", *to(copy), *QUIET, stdin=wanted)


QUIET = ("--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", f"--output={os.devnull}")
# Where a row lies that is placed by the hash of an enum depends on the enum's oid, which no
# restore keeps; such rows are compared as those of the whole table, see ``rows_of``.
MOVING = "moving.by_mood_*"
PLAIN = ("--no-sync", "--restrict-key=labvault", f"--exclude-table-data={MOVING}")
# Servers of November 2026 and later stamp each column in the catalog. Their own pg_dump leaves
# the stamp out; an older one, also of a newer major version, takes it for an option of the user.
STAMP = re.compile(rb"pg_attver=\d+(, )?")
ONLY_STAMP = re.compile(rb" SET \(pg_attver=\d+\);$")


def environment() -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "PGCLIENTENCODING": "UTF8", **WRITABLE}


def to(address: Address) -> tuple[str, str]:
    return "--dbname", address.conninfo()


def of_database(line: bytes, name: bytes) -> bool:
    """Whether a line of a dump is a statement about the database itself (not its creation)."""
    about = b"DATABASE " + name + b" "
    starts = (b"ALTER ", b"COMMENT ON ", b"GRANT ", b"REVOKE ")
    return about in line and line.startswith(starts)


def assert_only_unknown_settings(complaints: str) -> None:
    errors = [line for line in complaints.splitlines() if "error:" in line]
    left = [e for e in errors if not any(known in e for known in UNKNOWN_SETTINGS)]
    assert not left, complaints


def differences(expected: Sequence[bytes], found: Sequence[bytes]) -> Iterator[str]:
    """The differing lines, each with the object it belongs to; empty when there are none."""
    belongs = b""
    for number, (one, other) in enumerate(zip_longest(expected, found)):
        if one is not None and one.startswith(b"-- Name: "):
            belongs = one
        if one != other:
            yield f"line {number}, {shown(belongs)}:\n  - {shown(one)}\n  + {shown(other)}"


def shown(line: bytes | None) -> str:
    return "(nothing)" if line is None else line[:300].decode(errors="backslashreplace")


def assert_equal(expected: Sequence[bytes], found: Sequence[bytes]) -> None:
    """No differing line; else the first few of them."""
    assert len(expected) > 20, "a dump that short holds nothing"
    first = list(islice(differences(expected, found), 12))
    assert not first, "\n".join((f"{len(expected)} and {len(found)} lines", *first))


def only(lines: Iterable[bytes], *words: bytes) -> list[bytes]:
    """The lines in which one of the words occurs."""
    return [line for line in lines if any(word in line for word in words)]
