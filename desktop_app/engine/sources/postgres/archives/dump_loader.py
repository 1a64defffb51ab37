r"""Loads a dump into an empty scratch server, by the tools that dumps are made for.

A dump names roles and does not hold them. The server says which it misses; they are made, as
empty shells, and the load begins again. Every other complaint makes the load a failure: what is
taken in must be all of the dump. A script's backslash commands are not obeyed (psql's
``\restrict``), for they could start any program.
"""

from __future__ import annotations

import re
import secrets
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import chain

import psycopg
from psycopg import sql

from desktop_app.engine.errors import BadDump
from desktop_app.engine.model import Remark
from desktop_app.engine.progress import Progress
from desktop_app.engine.sources.postgres.archives.contents import Archive, Entry, read_table
from desktop_app.engine.sources.postgres.archives.stamps import without_stamps
from desktop_app.engine.sources.postgres.archives.statements import split
from desktop_app.engine.sources.postgres.connection import (
    Address,
    ClientSettings,
    connect,
    fault_of,
    first_line,
    tool_environment,
)
from desktop_app.engine.sources.postgres.tools import newest_tools

ReadPieces = Callable[[], Iterator[bytes]]

MAINTENANCE = "template1"  # the dump's database may be called postgres
MOST_LOOKS = 20
SCRIPT_HEAD = 8 << 10  # where a script says its encoding, and more

COMPLAINT = re.compile(
    r"(?:pg_restore|psql:<stdin>:\d+): (?:error: |ERROR:  |FATAL:  )(?P<what>.*)"
)
MISSING_ROLE = re.compile(r'role "(.+)" does not exist$')
TABLESPACE = re.compile(r'invalid value for parameter "default_tablespace": "(.*)"$')
# What newer tools write and older servers do not know.
UNKNOWN_SETTING = 'unrecognized configuration parameter "transaction_timeout"'
OWN_RESTRICTION = re.compile(rb"\A((?:--[^\n]*\n|\s*\n)*)\\restrict \S+\r?\n")
ENDS_OWN_RESTRICTION = "\\unrestrict: wrong key"
CLIENT_ENCODING = re.compile(rb"^SET client_encoding = '(\w+)';", re.MULTILINE)
CREATED_ENCODING = re.compile(rb"ENCODING = '(\w+)'")


class Form(StrEnum):
    """What kind of dump it is."""

    ARCHIVE = "archive"  # pg_dump's custom format
    TAR = "tar"
    SCRIPT = "script"  # plain SQL


class DumpLoader:
    """One load into one server; ``database`` is the name that it gets there."""

    def __init__(
        self, server: Address, database: str, settings: ClientSettings, progress: Progress
    ) -> None:
        self._server, self._database = server, database
        self._settings, self._progress = settings, progress
        self._tools = newest_tools(settings.environment.get("PATH", ""), settings.tool_folders)
        self._remarks: list[Remark] = []

    def load(self, name: str, form: Form, read: ReadPieces, size: int) -> tuple[Remark, ...]:
        """Load all of it; returns what is not as it was. Raises :class:`BadDump`."""
        try:
            return self._load(name, form, read, size)
        except psycopg.Error as error:
            raise fault_of(error, f"loading {name}", self._server) from None

    def _load(self, name: str, form: Form, read: ReadPieces, size: int) -> tuple[Remark, ...]:
        head, _ = _beginning(form, read())
        made: set[str] = set()
        wanted = _named_roles(head)
        for _ in range(MOST_LOOKS):
            made |= self._make_roles(wanted)
            self._make_database(head)
            self._progress.phase("loading the dump", bytes=size)
            complaints = self._run(form, read)
            wanted = {m[1] for c in complaints if (m := MISSING_ROLE.search(c))}
            if wanted <= made:
                break
        if serious := [c for c in complaints if not self._is_harmless(c)]:
            raise BadDump(name, f"a server refuses it: {serious[0]}")
        self._give_properties(head)
        return (*self._role_remarks(made), *dict.fromkeys(self._remarks))

    def _is_harmless(self, complaint: str) -> bool:
        if match := TABLESPACE.search(complaint):
            self._remarks.append(Remark("tablespaces", f"without {match[1]}, which is not here"))
            return True
        return UNKNOWN_SETTING in complaint or complaint == ENDS_OWN_RESTRICTION

    def _role_remarks(self, made: set[str]) -> Iterator[Remark]:
        if made:
            names = ", ".join(sorted(made))
            yield Remark("roles", f"not in the dump; without password and membership: {names}")

    def _make_roles(self, names: Iterable[str]) -> set[str]:
        """Make those that are not there; returns them."""
        with connect(self._server.with_database(MAINTENANCE), None) as connection:
            present = {str(r[0]) for r in connection.execute("SELECT rolname FROM pg_roles")}
            missing = set(names) - present
            for name in sorted(missing):
                statement = sql.SQL("CREATE ROLE {}").format(sql.Identifier(name))
                connection.execute(statement.as_string(connection).encode())
        return missing

    def _make_database(self, head: Archive | bytes) -> None:
        """Empty, as the dump says it was made, or with the same encoding at least."""
        name = sql.Identifier(self._database)
        drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name)
        with connect(self._server.with_database(MAINTENANCE), None) as connection:
            connection.execute(drop.as_string(connection).encode())
            if self._made_as_it_was(connection, head):
                return
            encoding = sql.Literal(_encoding(head))
            create = sql.SQL("CREATE DATABASE {} TEMPLATE template0 ENCODING {} LOCALE 'C'")
            statement = create.format(name, encoding).as_string(connection)
            connection.execute(statement.encode())

    def _made_as_it_was(
        self, connection: psycopg.Connection[tuple[object, ...]], head: Archive | bytes
    ) -> bool:
        definition = _definition(head, "DATABASE")
        # A name of another database would make that one.
        named = [s.words[2].value for s in split(definition) if s.begins("CREATE", "DATABASE")]
        if named != [self._database]:
            return False
        try:
            connection.execute(definition.encode())
        except psycopg.Error as error:
            reason = f"its collation is C here, for the server refuses its own: {first_line(error)}"
            self._remarks.append(Remark("database", reason))
            return False
        return True

    def _give_properties(self, head: Archive | bytes) -> None:
        """What holds for the database itself: settings, rights, owner, comment."""
        if isinstance(head, bytes):
            what = "its settings, rights and collation are not in a dump of plain SQL"
            self._remarks.append(Remark("database", what))
            return
        with connect(self._server.with_database(MAINTENANCE), None) as connection:
            for statement in _properties(head, self._database):
                try:
                    connection.execute(statement.encode())
                except psycopg.Error as error:
                    self._remarks.append(Remark("database", first_line(error)))

    def _run(self, form: Form, read: ReadPieces) -> list[str]:
        """Feed the dump to its tool; returns what the tool complained of."""
        cancel = self._progress.cancel
        with tempfile.TemporaryFile() as said:
            child = subprocess.Popen(
                self._command(form),
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=said,
                env=tool_environment(self._settings, None),
                start_new_session=True,
            )
            with child, cancel.closing(child.kill):
                try:
                    self._feed(child, _tailored(form, read()))
                except BaseException:
                    child.kill()
                    raise
            cancel.check()
            said.seek(0)
            lines = said.read().decode(errors="replace").splitlines()
        complaints = [match["what"] for line in lines if (match := COMPLAINT.match(line))]
        if child.returncode and not complaints:
            complaints = [lines[0] if lines else f"the tool ended with code {child.returncode}"]
        return [_without_doing(complaint) for complaint in complaints]

    def _feed(self, child: subprocess.Popen[bytes], pieces: Iterable[bytes]) -> None:
        assert child.stdin is not None
        try:
            for piece in pieces:
                child.stdin.write(piece)
                self._progress.advance(bytes=len(piece))
            child.stdin.close()
        except BrokenPipeError:
            pass  # its exit code and its words tell why it heard enough

    def _command(self, form: Form) -> Sequence[str]:
        place = f"--dbname={self._server.with_database(self._database).conninfo()}"
        if form is Form.SCRIPT:
            options = ["--no-psqlrc", "--quiet", "--no-password", "--file=-"]
            return [self._tools.path("psql"), *options, place]
        return [self._tools.path("pg_restore"), "--no-tablespaces", "--no-password", place]


def _without_doing(complaint: str) -> str:
    """
    >>> _without_doing('could not execute query: ERROR:  role "x" does not exist')
    'role "x" does not exist'
    """
    return complaint.rpartition("ERROR:  ")[2]


def _beginning(form: Form, pieces: Iterator[bytes]) -> tuple[Archive | bytes, bytes]:
    """The archive's table of contents, or a script's first bytes; and all that was read for it."""
    if form is Form.ARCHIVE:
        return read_table(pieces)
    begun = bytearray()
    for piece in pieces:
        begun += piece
        if len(begun) >= SCRIPT_HEAD:
            break
    return bytes(begun), bytes(begun)


def _tailored(form: Form, pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The dump as the tool gets it: an archive without what servers note for themselves, a script
    whose backslash commands do nothing."""
    head, begun = _beginning(form, pieces)
    if isinstance(head, Archive):
        begun = without_stamps(head).table() + begun[head.size :]
    elif form is Form.SCRIPT:
        own = b"\\restrict %s\n" % secrets.token_hex(16).encode()
        begun = own + OWN_RESTRICTION.sub(rb"\1", begun, count=1)
    return chain([begun], pieces)


def _encoding(head: Archive | bytes) -> str:
    if isinstance(head, bytes):
        found = CLIENT_ENCODING.search(head)
    else:
        found = CREATED_ENCODING.search(head.encoded(_definition(head, "DATABASE")))
    return found[1].decode() if found else "UTF8"


def _definition(head: Archive | bytes, kind: str) -> str:
    if isinstance(head, bytes):
        return ""
    entry = next((e for e in head.entries if e.kind == kind), None)
    return head.text(entry.definition) if entry else ""


def _named_roles(head: Archive | bytes) -> set[str]:
    """Roles that an archive's table names as owners, or in its grants."""
    if isinstance(head, bytes):
        return set()
    roles = {head.text(entry.owner) for entry in head.entries}
    for entry in head.entries:
        if entry.kind in ("ACL", "DEFAULT ACL"):
            roles |= set(_granted(head.text(entry.definition)))
    return roles - {""}


def _granted(definition: str) -> Iterator[str]:
    for statement in split(definition):
        at = statement.last("TO", "FROM")
        if at is not None and at + 1 < len(statement.words):
            word = statement.words[at + 1]
            if not (word.plain and word.value == "PUBLIC"):
                yield word.value


def _properties(head: Archive, database: str) -> Iterator[str]:
    def is_about(entry: Entry) -> bool:
        tag = head.text(entry.tag)
        return entry.kind == "DATABASE PROPERTIES" or (
            entry.kind in ("ACL", "COMMENT") and tag == f"DATABASE {database}"
        )

    for entry in head.entries:
        if entry.kind == "DATABASE" and entry.owner:
            words = sql.SQL("ALTER DATABASE {} OWNER TO {}")
            owner = sql.Identifier(head.text(entry.owner))
            yield words.format(sql.Identifier(database), owner).as_string(None)
        elif is_about(entry):
            yield from (statement.text for statement in split(head.text(entry.definition)))
