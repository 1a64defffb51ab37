"""What a restore would meet on a server; looking changes nothing."""

from __future__ import annotations

import json
import re
import shutil
import socket
from collections.abc import Iterable, Iterator
from dataclasses import field
from datetime import UTC, datetime

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import (
    BadInput,
    Bug,
    NotSupported,
    RestoreInterrupted,
    TargetNotEmpty,
)
from desktop_app.engine.model import Item, ItemKind, Remark
from desktop_app.engine.sources.base import (
    WAYS_OF_DATABASES,
    Examination,
    Fetch,
    Interrupted,
    Order,
    Way,
)
from desktop_app.engine.sources.mariadb.definitions import statements
from desktop_app.engine.sources.mariadb.restoring.mark import (
    LONGEST_NAME,
    Mark,
    Phase,
    kept_name,
    load_mark,
    rows_of,
    unfinished_name,
)
from desktop_app.engine.sources.mariadb.restoring.server import Server
from desktop_app.engine.sources.mariadb.source import SYSTEM
from desktop_app.engine.sources.mariadb.users import Account, Users

# A table takes about what its rows take as text, and besides that for each row a header and its
# place in an index.
SPACE_A_ROW = 60
SPACE_EMPTY = 1 << 20


@dataclass(frozen=True, slots=True)
class Conflict:
    """What makes a restore impossible; ``fault`` is raised when it is tried all the same."""

    item: str
    what: str
    fault: BadInput


@dataclass(frozen=True, slots=True)
class Survey:
    """A server, seen for one order. ``holds`` names what is in the wanted database;
    ``missing`` are users and roles that the definitions name and the server lacks."""

    order: Order
    wanted: str
    dump: bytes = field(repr=False)
    users: Users = field(repr=False)
    charset: str
    collation: str
    is_mariadb: bool
    version: tuple[int, int, int]
    takes_rows: bool
    engines: frozenset[str]
    knows_collation: bool
    databases: frozenset[str]
    holds: tuple[str, ...]
    missing: tuple[Account, ...]
    mark: Mark | None
    unfinished_holds: tuple[str, ...]
    free_disk: int | None

    @property
    def place(self) -> str:
        """The name of the database until it is whole."""
        return unfinished_name(self.wanted)

    @property
    def source_database(self) -> str:
        return self.order.snapshot.facts.get("database", "")

    @property
    def is_moving(self) -> bool:
        """Whether an interrupted restore had begun to take the place of what was there: then
        there is no way but on."""
        return self.mark is not None and self.mark.phase >= Phase.MOVING

    @property
    def replaces(self) -> bool:
        """Whether what is in the wanted database gives way."""
        return self.order.way is Way.REPLACE and bool(self.holds)

    def name_for_old(self) -> str:
        """For what is in the wanted database now."""
        return kept_name(self.wanted, datetime.now(UTC), self.databases)

    def conflicts(self) -> Iterator[Conflict]:
        """All that stands in the way, what is told first at the front."""
        if self.order.way in (Way.BESIDE, Way.OVER):
            yield _unsupported(f"a restore {self.order.way} a database", WAYS_OF_DATABASES)
        if len(self.wanted) > LONGEST_NAME:
            yield _unsupported(self.wanted, f"a name has at most {LONGEST_NAME} characters")
        if self.wanted.lower() in SYSTEM:
            yield _unsupported(self.wanted, "it is the server's own")
        yield from self._place_conflicts()
        yield from self._server_conflicts()

    def _place_conflicts(self) -> Iterator[Conflict]:
        if self.order.way is not Way.REPLACE and self.holds and not self.is_moving:
            holds = ", ".join(self.holds)
            what = f"is not empty: it holds {holds}"
            yield Conflict(self.wanted, what, TargetNotEmpty(self.wanted, holds))
        if self.place not in self.databases:
            return
        if self.mark is None and self.unfinished_holds:
            holds = ", ".join(self.unfinished_holds)
            what = f"is there, is not LabVault's, and holds {holds}"
            yield Conflict(self.place, what, TargetNotEmpty(self.place, holds))
        elif self.order.interrupted is Interrupted.REFUSE:
            fault = RestoreInterrupted(self.wanted, self.place)
            yield Conflict(self.place, "is left from a restore that did not end", fault)
        elif self._is_of_another() and (
            self.order.interrupted is Interrupted.RESUME or self.is_moving
        ):
            unfinished = f"{self.place}, of other items or another snapshot,"
            what = "is left from a restore of other items or of another snapshot"
            yield Conflict(self.place, what, RestoreInterrupted(self.wanted, unfinished))

    def _is_of_another(self) -> bool:
        return self.mark is not None and not self.mark.same_work(Mark.of(self.order))

    def can_go_on(self) -> bool:
        """Whether an unfinished database is far enough to go on with."""
        if self.mark is None or self.mark.phase is Phase.CREATED:
            return False
        return self.order.interrupted is Interrupted.RESUME or self.is_moving

    def _server_conflicts(self) -> Iterator[Conflict]:
        facts = self.order.snapshot.facts
        name = "MariaDB" if self.is_mariadb else "MySQL"
        if (kind := facts.get("server", name)) != name:
            yield _unsupported(f"a {name} server", f"the snapshot is of {kind}")
        written = tuple(int(part) for part in re.findall(r"\d+", facts.get("server_version", "0")))
        if self.version[:2] < written[:2]:
            told = ".".join(map(str, self.version[:2]))
            needed = ".".join(map(str, written[:2]))
            yield _unsupported(f"{name} {told}", f"the snapshot is of version {needed}")
        if not self.takes_rows:
            reason = "it takes no rows from clients: SET GLOBAL local_infile = ON lets it"
            yield _unsupported("this server", reason)
        if not self.knows_collation:
            yield _unsupported(f"collation {self.collation}", "the server does not have it")
        engines = {item.detail.get("engine", "") for item in rows_of(self.order.items)}
        for engine in sorted(e for e in engines if e and e.lower() not in self.engines):
            yield _unsupported(f"engine {engine}", "it is not installed on the server")

    def examination(self) -> Examination:
        """The same for people."""
        size = sum(item.size + SPACE_A_ROW * (item.rows or 0) for item in self.order.items)
        conflicts = list(self.conflicts())
        return Examination(
            place=self.wanted,
            kept=self.name_for_old() if self.replaces else None,
            exists=self.wanted in self.databases,
            missing_roles=tuple(map(str, self.missing)),
            conflicts=tuple(Remark(c.item, c.what) for c in conflicts),
            remarks=(),
            needed_disk=SPACE_EMPTY + size,
            free_disk=self.free_disk,
            interrupted=any(isinstance(c.fault, RestoreInterrupted) for c in conflicts),
        )


def _unsupported(what: str, reason: str) -> Conflict:
    return Conflict(what, reason, NotSupported(what, reason))


def look(server: Server, order: Order, fetch: Fetch) -> Survey:
    """Look at the server; its address names the wanted database. Raises what asking does."""
    wanted = server.address.database
    about = json.loads(bytes_of(order, ItemKind.DATABASE, fetch))
    users = Users(bytes_of(order, ItemKind.ROLES, fetch).decode(errors="surrogateescape"))
    dump = bytes_of(order, ItemKind.SCHEMA, fetch)
    databases, place = server.databases(), unfinished_name(wanted)
    there = place in databases
    source = order.snapshot.facts.get("database", "")
    collation = str(about["collation"])
    collations = "SELECT 1 FROM information_schema.collations WHERE collation_name = %s"
    mark = load_mark(server.connection, place) if there else None
    return Survey(
        order=order,
        wanted=wanted,
        dump=dump,
        users=users,
        charset=_word(about["encoding"]),
        collation=_word(collation),
        is_mariadb=server.is_mariadb,
        version=server.version,
        takes_rows=bool(server.ask("SELECT @@GLOBAL.local_infile")[0][0]),
        engines=frozenset(
            str(row[0]).lower() for row in server.ask("SHOW ENGINES") if row[1] != "NO"
        ),
        knows_collation=bool(server.ask(collations, collation)),
        databases=databases,
        holds=server.holds(wanted),
        missing=tuple(_missing(server, users, dump, source)),
        mark=mark,
        unfinished_holds=server.holds(place) if there and mark is None else (),
        free_disk=free_disk(server),
    )


def free_disk(server: Server) -> int | None:
    """Free bytes where the server keeps its data; None where that is not on this computer, or
    cannot be looked at."""
    folder, host = server.ask("SELECT @@datadir, @@hostname")[0]
    if not server.address.option("socket") and host != socket.gethostname():
        return None
    try:
        return shutil.disk_usage(str(folder)).free
    except OSError:
        return None


def _word(value: object) -> str:
    """A name of a character set or collation, which stands in statements as it is."""
    if not re.fullmatch(r"\w+", str(value)):
        raise Bug(f"{value!r} is no character set")
    return str(value)


def _missing(server: Server, users: Users, dump: bytes, source: str) -> Iterable[Account]:
    """Who defines something, or has rights on it, and is not on the server."""
    present = server.accounts()
    if present is None:
        return []
    definers = {Account.read(each.definer) for each in statements(dump) if each.definer}
    needed = users.concerned(source) | {account for account in definers if account is not None}
    found = [a for a in needed if (a.name, a.host) not in present and a.name]
    return sorted(found, key=str)


def item_of(order: Order, kind: ItemKind) -> Item | None:
    return next((item for item in order.items if item.kind is kind), None)


def bytes_of(order: Order, kind: ItemKind, fetch: Fetch) -> bytes:
    item = item_of(order, kind)
    if item is None and kind is not ItemKind.ROLES:
        raise Bug(f"a snapshot of a database without its item {kind}")
    return b"".join(fetch(item)) if item else b""
