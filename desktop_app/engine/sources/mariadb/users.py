"""The users and roles of a server, with their rights, as one text of SQL."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from pymysql import err

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.sources.mariadb.connection import Connection, told
from desktop_app.engine.sources.mariadb.rights import fits

# Accounts that a server makes for itself.
OF_THE_SERVER = frozenset({"mariadb.sys", "mysql.sys", "mysql.session", "mysql.infoschema"})
NOT_ALLOWED = (1044, 1142, 1143, 1227, 1370, 1410)
# A server that looks no names up knows nothing of users at named hosts, though they are listed.
OUT_OF_USE = (1133, 1141)
_NAME = r"(?:`(?:[^`]|``)*`|'(?:[^'\\]|\\.|'')*')"
_ACCOUNT = re.compile(rf"({_NAME})(?:@({_NAME}))?")
_GRANT = re.compile(
    rf"GRANT (?P<what>.+?) ON (?P<kind>(?:FUNCTION|PROCEDURE|PACKAGE|PACKAGE BODY) )?"
    rf"(?P<base>{_NAME})\.(?P<object>\*|{_NAME}) TO ",
    re.DOTALL,
)

_MEMBERSHIP = re.compile(rf"GRANT {_NAME}(?:@{_NAME})? TO ")


@dataclass(frozen=True, slots=True)
class Account:
    """A user at a host, or a role, whose ``host`` is empty.

    >>> Account("odd'name", "%").sql()
    "'odd''name'@'%'"
    """

    name: str
    host: str

    def sql(self) -> str:
        """As statements name it."""
        name = _literal(self.name)
        return f"{name}@{_literal(self.host)}" if self.host else name

    @classmethod
    def read(cls, text: str) -> Account | None:
        """From a statement; None for what is none.

        >>> Account.read("`root`@`localhost`")
        Account(name='root', host='localhost')
        """
        found = _ACCOUNT.match(text)
        return None if found is None else cls(_plain(found[1]), _plain(found[2] or "``"))

    def __str__(self) -> str:
        return f"{self.name}@{self.host}" if self.host else self.name


def _literal(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'"


def _plain(name: str) -> str:
    quote, inner = name[0], name[1:-1].replace(name[0] * 2, name[0])
    return re.sub(r"\\(.)", r"\1", inner) if quote == "'" else inner


def list_accounts(connection: Connection) -> list[Account]:
    """All of the server but its own. Raises :class:`pymysql.err.Error` without the right to."""
    names = connection.rows("SELECT user, host FROM mysql.user")
    found = [Account(str(user), str(host)) for user, host in names if user]
    return sorted(
        (each for each in found if each.name not in OF_THE_SERVER),
        key=lambda each: (bool(each.host), each.name, each.host),
    )


def describe_users(connection: Connection) -> bytes | None:
    """A line for each statement that makes users and roles and gives them rights, roles first;
    None where the user may not see them."""
    try:
        accounts = list_accounts(connection)
        lines = [line for account in accounts for line in _lines(connection, account)]
    except (err.OperationalError, err.ProgrammingError, err.InternalError) as error:
        if told(error)[0] in NOT_ALLOWED:
            return None
        raise
    return "".join(f"{line};\n" for line in lines).encode()


def _lines(connection: Connection, account: Account) -> Sequence[str]:
    try:
        made = f"CREATE ROLE {account.sql()}"
        if account.host:
            made = _one_line(str(connection.one(f"SHOW CREATE USER {account.sql()}")))
        grants = connection.rows(f"SHOW GRANTS FOR {account.sql()}")
    except (err.OperationalError, err.InternalError) as error:
        if told(error)[0] in OUT_OF_USE:
            return ()
        raise
    return (made, *(_without_password(_one_line(str(line))) for (line,) in grants))


def _one_line(text: str) -> str:
    return text.replace("\n", " ")


def _without_password(grant: str) -> str:
    """MariaDB repeats with USAGE how the user logs in, which CREATE USER said."""
    return re.sub(r" IDENTIFIED (?:BY|VIA) .*$", "", grant)


class Users:
    """What :func:`describe_users` gave."""

    def __init__(self, text: str) -> None:
        self._lines = [line.removesuffix(";") for line in text.splitlines() if line]

    def known(self) -> frozenset[Account]:
        """Those that can be made from this text."""
        made = (_made(line) for line in self._lines)
        return frozenset(account for account in made if account is not None)

    def concerned(self, database: str) -> frozenset[Account]:
        """Those that were given rights on the database."""
        return frozenset(a for a, line in self._grants() if _concerns(line, database))

    def making(self, wanted: Collection[Account]) -> Iterator[tuple[Account, str]]:
        """What makes the wanted ones."""
        for line in self._lines:
            account = _made(line)
            if account in wanted and account is not None:
                yield account, re.sub(r"^CREATE (USER|ROLE) ", r"CREATE \1 IF NOT EXISTS ", line)

    def granting(
        self, wanted: Collection[Account], database: str, place: str
    ) -> Iterator[tuple[Account, str]]:
        """What gives them the rights that they had on ``database``, on ``place``, whose tables must
        be there. Rights on the whole server are not given."""
        for account, line in self._grants():
            if account in wanted and _concerns(line, database):
                yield account, _moved(line, place)
            elif account in wanted and _MEMBERSHIP.match(line):
                yield account, line

    def wide(self, wanted: Collection[Account]) -> tuple[Account, ...]:
        """Of the wanted those that had rights on the whole server."""
        found = {
            account
            for account, line in self._grants()
            if " ON *.* TO " in line and not line.startswith("GRANT USAGE ") and account in wanted
        }
        return tuple(sorted(found, key=str))

    def _grants(self) -> Sequence[tuple[Account, str]]:
        found = []
        for line in self._lines:
            at = line.rfind(" TO ")
            account = Account.read(line[at + 4 :]) if line.startswith("GRANT ") and at > 0 else None
            if account is not None:
                found.append((account, line))
        return found


def _made(line: str) -> Account | None:
    found = re.match(r"CREATE (?:USER|ROLE) ", line)
    return Account.read(line[found.end() :]) if found else None


def _concerns(line: str, database: str) -> bool:
    found = _GRANT.match(line)
    return found is not None and fits(_plain(found["base"]), database)


def _moved(line: str, place: str) -> str:
    """The same rights on another database.

    >>> _moved("GRANT SELECT ON `lab`.* TO `a`@`%`", "lab2")
    'GRANT SELECT ON `lab2`.* TO `a`@`%`'
    """
    found = _GRANT.match(line)
    assert found is not None
    name = place.replace("`", "``")
    if found["object"] == "*":
        name = re.sub(r"([\\%_])", r"\\\1", name)
    return f"{line[: found.start('base')]}`{name}`{line[found.end('base') :]}"
