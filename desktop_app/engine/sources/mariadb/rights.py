"""What the user that LabVault logs in as may do with a database."""

from __future__ import annotations

import re
from collections.abc import Iterable

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.sources.mariadb.connection import Connection

_GRANT = re.compile(
    r"GRANT (?P<what>.+?) ON (?:(?P<all>\*)|(?P<base>`(?:[^`]|``)*`|[^\s.]+))\.\* TO ", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Rights:
    """The names of rights as GRANT has them, on the whole server and on the database; ``ALL``
    stands for all."""

    server: frozenset[str]
    database: frozenset[str]

    def may(self, right: str) -> bool:
        """Whether the user has the right on the database.

        >>> read(["GRANT SELECT, SHOW VIEW ON `lab`.* TO `a`@`%`"], "lab").may("SHOW VIEW")
        True
        """
        return not self.database.isdisjoint({right, "ALL", "ALL PRIVILEGES"}) or self.may_all(right)

    def may_all(self, right: str) -> bool:
        """Whether the user has it on the whole server."""
        return not self.server.isdisjoint({right, "ALL", "ALL PRIVILEGES"})


def look_at_rights(connection: Connection, database: str) -> Rights:
    """Those of the user and of the roles that are active, as the server tells them."""
    return read((str(row[0]) for row in connection.rows("SHOW GRANTS")), database)


def read(lines: Iterable[str], database: str) -> Rights:
    """From what SHOW GRANTS says."""
    server: set[str] = set()
    own: set[str] = set()
    for line in lines:
        found = _GRANT.match(line)
        if found is None:
            continue
        rights = {part.strip().upper() for part in found["what"].split(",")}
        if found["all"]:
            server |= rights
        elif fits(_unquoted(found["base"]), database):
            own |= rights
    return Rights(frozenset(server), frozenset(own))


def fits(pattern: str, database: str) -> bool:
    r"""Whether a grant on databases of this name concerns the database: ``%`` and ``_`` stand
    for others unless a backslash is before them.

    >>> fits("ETHOSCOPE%", "ETHOSCOPE_001_db"), fits(r"a\_b", "axb"), fits("a_b", "axb")
    (True, False, True)
    """
    parts = re.findall(r"\\.|.", pattern, re.DOTALL)
    signs = {"%": ".*", "_": "."}
    told = [signs.get(part) or re.escape(part[-1]) for part in parts]
    return re.fullmatch("".join(told), database, re.DOTALL) is not None


def _unquoted(name: str) -> str:
    return name[1:-1].replace("``", "`") if name.startswith("`") else name
