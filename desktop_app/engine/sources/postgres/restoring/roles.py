"""The roles of a snapshot: which are missing on a server, and how to make them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from psycopg import sql

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.sources.postgres.archives.statements import Statement, split

GRANT_OPTIONS_SINCE = 16
PARAMETER_RIGHTS_SINCE = 15


@dataclass(frozen=True, slots=True)
class Membership:
    """``member`` belongs to ``group``; ``options`` as in GRANT … WITH, name and value."""

    group: str
    member: str
    options: tuple[tuple[str, str], ...]

    @classmethod
    def read(cls, statement: Statement) -> Membership | None:
        """From ``GRANT group TO member [WITH …] [GRANTED BY …]``; None if it is another one."""
        words = statement.words
        if len(words) < 4 or not statement.begins("GRANT"):
            return None
        if not words[2].plain or words[2].value != "TO":
            return None
        return cls(words[1].value, words[3].value, tuple(_options(statement)))

    def statement(self, server_major: int) -> sql.Composed:
        """For a server; who granted it is left to be who restores it."""
        text = sql.SQL("GRANT {} TO {}").format(
            sql.Identifier(self.group), sql.Identifier(self.member)
        )
        if server_major >= GRANT_OPTIONS_SINCE:
            options = [sql.SQL(f"{name} {value}") for name, value in self.options]
        else:
            options = [sql.SQL("ADMIN OPTION") for name, value in self.options if name == "ADMIN"]
        return text + sql.SQL(" WITH ") + sql.SQL(", ").join(options) if options else text


def _options(statement: Statement) -> Iterator[tuple[str, str]]:
    words = [word.value for word in statement.words[4:]]
    if words[:1] != ["WITH"]:
        return
    for name, value in pairwise(words[1:]):
        if name in ("ADMIN", "INHERIT", "SET") and value in ("OPTION", "TRUE", "FALSE"):
            yield name, value


class Roles:
    """What ``pg_dumpall --globals-only`` wrote."""

    def __init__(self, text: str) -> None:
        self._statements = list(split(text))
        self._memberships = [m for s in self._statements if (m := Membership.read(s))]

    def missing(self, needed: Collection[str], present: Collection[str]) -> tuple[str, ...]:
        """The needed roles that a server lacks, and the groups that those belong to, sorted."""
        found: set[str] = set()
        open_ends = set(needed) - set(present)
        while open_ends:
            found |= open_ends
            groups = {m.group for m in self._memberships if m.member in open_ends}
            open_ends = groups - found - set(present)
        return tuple(sorted(found))

    def known(self) -> frozenset[str]:
        """The roles that can be made from this text."""
        made = (s.words[2].value for s in self._statements if s.begins("CREATE", "ROLE"))
        return frozenset(made)

    def statements(
        self, wanted: Collection[str], present: Collection[str], server_major: int
    ) -> Sequence[sql.SQL | sql.Composed]:
        """What makes the wanted roles, with their passwords, settings, memberships and rights to
        change the server's parameters."""
        own = [sql.SQL(s.text) for s in self._statements if _concerned(s) in wanted]
        there = set(wanted) | set(present)
        groups = [
            m.statement(server_major)
            for m in self._memberships
            if m.member in wanted and m.group in there
        ]
        rights = [sql.SQL(s.text) for s in self._statements if _parameter_given_to(s) in wanted]
        return [*own, *groups, *(rights if server_major >= PARAMETER_RIGHTS_SINCE else [])]


def _concerned(statement: Statement) -> str | None:
    """The role that a statement makes or describes."""
    words = [word.value for word in statement.words]
    if statement.begins("CREATE", "ROLE"):
        return words[2]
    if statement.begins("ALTER", "ROLE"):
        return words[2] if words[3:5] != ["IN", "DATABASE"] else None
    if statement.begins("COMMENT", "ON", "ROLE"):
        return words[3]
    return None


def _parameter_given_to(statement: Statement) -> str | None:
    """The role that ``GRANT … ON PARAMETER name TO role`` is about."""
    words = [word.value for word in statement.words]
    if not statement.begins("GRANT") or "PARAMETER" not in words[:-3]:
        return None
    at = words.index("PARAMETER")
    return words[at + 3] if words[at - 1] == "ON" and words[at + 2] == "TO" else None
