"""What a restore would meet on a server; looking changes nothing."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import (
    BadInput,
    Bug,
    NotSupported,
    RestoreInterrupted,
    TargetInUse,
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
from desktop_app.engine.sources.postgres.restoring.cluster import Cluster, Found
from desktop_app.engine.sources.postgres.restoring.definitions import Definitions
from desktop_app.engine.sources.postgres.restoring.mark import (
    LONGEST_NAME,
    Mark,
    Phase,
    kept_name,
    rows_of,
    unfinished_name,
)
from desktop_app.engine.sources.postgres.restoring.properties import BUILTIN_SINCE, Properties
from desktop_app.engine.sources.postgres.restoring.roles import Roles
from desktop_app.engine.sources.postgres.restoring.tailoring import Lacking

RIGHTS = """
SELECT rolname, rolsuper, rolcreatedb, rolcreaterole
  FROM pg_catalog.pg_roles WHERE rolname = current_user
"""
DATABASES = "SELECT datname FROM pg_catalog.pg_database"
ROLES = "SELECT rolname FROM pg_catalog.pg_roles"
TABLESPACES = "SELECT spcname FROM pg_catalog.pg_tablespace"
EXTENSIONS = """
SELECT name, coalesce(default_version, '') FROM pg_catalog.pg_available_extensions
"""
COLLATIONS = """
SELECT coalesce(collcollate, '') FROM pg_catalog.pg_collation WHERE collprovider = 'c'
UNION SELECT coalesce(datcollate, '') FROM pg_catalog.pg_database
UNION SELECT coalesce(datctype, '') FROM pg_catalog.pg_database
"""
# A server without ICU lists one collation of it all the same, called unicode.
ICU = "SELECT collname FROM pg_catalog.pg_collation WHERE collname LIKE '%-x-icu' LIMIT 1"
DATA_FOLDER = "SELECT pg_catalog.current_setting('data_directory')"
MAY_KNOW_FOLDER = "SELECT pg_catalog.pg_has_role('pg_read_all_settings', 'USAGE')"

# A database takes about what its rows take as text, and besides that for each row a header and
# its places in two indexes.
SPACE_A_ROW = 60
SPACE_EMPTY = 8 << 20

F = TypeVar("F", bound=BadInput)


@dataclass(frozen=True, slots=True)
class Conflict:
    """What makes a restore impossible; ``fault`` is raised when it is tried all the same."""

    item: str
    what: str
    fault: BadInput


@dataclass(frozen=True, slots=True)
class Survey:
    """A server, seen for one order. ``holds`` names what is in the wanted database;
    ``extensions`` tells in which version the server makes each that it has."""

    order: Order
    wanted: str
    properties: Properties
    user: str
    superuser: bool
    may_create_databases: bool
    may_create_roles: bool
    major: int
    databases: frozenset[str]
    present_roles: frozenset[str]
    missing_roles: tuple[str, ...]
    tablespaces: frozenset[str]
    extensions: Mapping[str, str]
    locale_missing: str
    found: Found | None
    holds: tuple[str, ...]
    unfinished: Found | None
    unfinished_holds: tuple[str, ...]

    @property
    def place(self) -> str:
        """The name of the database until it is whole."""
        return unfinished_name(self.wanted)

    @property
    def mark(self) -> Mark | None:
        return Mark.read(self.unfinished.comment) if self.unfinished else None

    @property
    def replaces(self) -> bool:
        """Whether a database that holds something is swapped out."""
        return self.order.way is Way.REPLACE and bool(self.holds)

    def name_for_old(self) -> str:
        """For what has the wanted name now: kept if it holds something, else dropped."""
        return kept_name(self.wanted, datetime.now(UTC), self.databases)

    def kept(self) -> str | None:
        """The name the replaced database gets, if it were swapped now."""
        return self.name_for_old() if self.replaces else None

    def lacking(self) -> Lacking:
        """What definitions must do without."""
        missing = () if self.order.create_roles else self.missing_roles
        user = None if self.superuser else self.user
        extensions = frozenset(self.properties.extensions.keys() - self.extensions.keys())
        return Lacking(frozenset(missing), self.tablespaces, user, extensions)

    def conflicts(self) -> Iterator[Conflict]:
        """All that stands in the way, what is told first at the front."""
        if self.order.way in (Way.BESIDE, Way.OVER):
            yield _unsupported(f"a restore {self.order.way} a database", WAYS_OF_DATABASES)
        yield from self._name_conflicts()
        yield from self._place_conflicts()
        yield from self._rights_conflicts()
        yield from self._version_conflicts()

    def _name_conflicts(self) -> Iterator[Conflict]:
        if len(self.wanted.encode()) > LONGEST_NAME:
            reason = f"a database name has at most {LONGEST_NAME} bytes"
            yield _unsupported(self.wanted, reason)
        if self.found and self.found.is_template:
            yield _unsupported(self.wanted, "it is a template for new databases")

    def _place_conflicts(self) -> Iterator[Conflict]:
        if self.order.way is not Way.REPLACE and self.holds:
            holds = ", ".join(self.holds)
            fault = TargetNotEmpty(self.wanted, holds)
            yield Conflict(self.wanted, f"is not empty: it holds {holds}", fault)
        elif self.found and self.found.sessions and not self.order.disconnect:
            sessions = self.found.sessions
            what = f"is in use: {sessions} sessions"
            yield Conflict(self.wanted, what, TargetInUse(self.wanted, sessions))
        yield from self._unfinished_conflicts()

    def _unfinished_conflicts(self) -> Iterator[Conflict]:
        if not self.unfinished:
            return
        if self.mark is None and self.unfinished_holds:
            holds = ", ".join(self.unfinished_holds)
            what = f"is there, is not LabVault's, and holds {holds}"
            yield Conflict(self.place, what, TargetNotEmpty(self.place, holds))
        elif self.order.interrupted is Interrupted.REFUSE:
            fault = RestoreInterrupted(self.wanted, self.place)
            yield Conflict(self.place, "is left from a restore that did not end", fault)
        elif self.order.interrupted is Interrupted.RESUME and self._is_of_another_restore():
            unfinished = f"{self.place}, of other items or another snapshot,"
            what = "is left from a restore of other items or of another snapshot"
            yield Conflict(self.place, what, RestoreInterrupted(self.wanted, unfinished))

    def _is_of_another_restore(self) -> bool:
        return self.mark is not None and not self.mark.same_work(Mark.of(self.order))

    def can_go_on(self) -> bool:
        """Whether an unfinished database is far enough and sound enough to go on with.

        Once all rows were loaded, all foreign keys may be there. A table that was then found
        unequal cannot be loaded again beneath them, so that restore begins afresh.
        """
        mark = self.mark
        if mark is None or self.order.interrupted is not Interrupted.RESUME:
            return False
        if mark.phase in (Phase.CREATED, Phase.FINISHING):
            return False
        if mark.phase is Phase.DEFINED:
            return True
        return all(
            mark.has_loaded(number) or "load_via" in item.detail
            for number, item in enumerate(rows_of(self.order.items))
        )

    def _rights_conflicts(self) -> Iterator[Conflict]:
        if not (self.superuser or self.may_create_databases):
            yield _unsupported(
                self.user,
                "a restore builds beside what is there, and may not create databases (CREATEDB)",
            )
        wants_roles = self.order.create_roles and self.missing_roles
        if wants_roles and not (self.superuser or self.may_create_roles):
            yield _unsupported(
                self.user,
                "this role may not create roles (CREATEROLE)",
            )
        yield from self._owner_conflicts()

    def _owner_conflicts(self) -> Iterator[Conflict]:
        """What is there is renamed or dropped in the end, even if there is nothing in it."""
        for name, found in ((self.wanted, self.found), (self.place, self.unfinished)):
            if found and not found.ours:
                reason = (
                    f"it belongs to {found.owner}, and {self.user} can neither rename nor drop it"
                )
                way = "restore into another name, or as its owner or a superuser"
                yield _unsupported(name, f"{reason}; {way}")

    def _version_conflicts(self) -> Iterator[Conflict]:
        if self.major < self.properties.server_major:
            reason = f"the snapshot is of version {self.properties.server_major}"
            yield _unsupported(f"PostgreSQL {self.major}", reason)

    def _extension_remarks(self) -> Iterator[Remark]:
        """An extension comes in the version that the server has, as pg_dump leaves it to do."""
        for name, version in sorted(self.properties.extensions.items()):
            offered = self.extensions.get(name, "")
            if offered not in ("", version):
                yield Remark(
                    f"extension {name}", f"comes in another version: {offered}, after {version}"
                )

    def unmet_by(self, definitions: Definitions) -> Iterator[Conflict]:
        """What stands in the way of these definitions."""
        for name in sorted(definitions.unmet):
            yield _unsupported(f"extension {name}", "it is not installed on the server")

    def _all_conflicts(self, definitions: Definitions) -> Iterator[Conflict]:
        yield from self.conflicts()
        yield from self.unmet_by(definitions)
        # The server's catalog does not know a locale that came to the computer after it. So
        # this is told, but what counts is whether the database can be created.
        if self.locale_missing:
            yield _unsupported(self.locale_missing, "the server does not have it")

    def _of(self, kind: type[F]) -> Iterator[F]:
        return (c.fault for c in self.conflicts() if isinstance(c.fault, kind))

    def examination(self, definitions: Definitions, free_disk: int | None) -> Examination:
        """The same for people. What the definitions remark on stands in nobody's way."""
        size = sum(item.size + SPACE_A_ROW * (item.rows or 0) for item in self.order.items)
        return Examination(
            place=self.wanted,
            kept=self.kept(),
            exists=self.found is not None,
            missing_roles=self.missing_roles,
            conflicts=tuple(Remark(c.item, c.what) for c in self._all_conflicts(definitions)),
            remarks=(*self._extension_remarks(), *definitions.remarks),
            needed_disk=SPACE_EMPTY + size,
            free_disk=free_disk,
            interrupted=any(self._of(RestoreInterrupted)),
            sessions=sum(fault.sessions for fault in self._of(TargetInUse)),
        )


def _unsupported(what: str, reason: str) -> Conflict:
    return Conflict(what, reason, NotSupported(what, reason))


def look(cluster: Cluster, order: Order, fetch: Fetch) -> Survey:
    """Look at the server; ``cluster.address`` names the wanted database."""
    wanted = cluster.address.database
    properties = Properties.read(bytes_of(order, ItemKind.DATABASE, fetch))
    roles = Roles(bytes_of(order, ItemKind.ROLES, fetch).decode(errors="surrogateescape"))
    present = cluster.names(ROLES)
    user, superuser, createdb, createrole = cluster.ask(RIGHTS)[0]
    found, unfinished = cluster.find_at_rest(wanted), cluster.find(unfinished_name(wanted))
    unmarked = unfinished is not None and Mark.read(unfinished.comment) is None
    return Survey(
        order=order,
        wanted=wanted,
        properties=properties,
        user=str(user),
        superuser=bool(superuser),
        may_create_databases=bool(createdb),
        may_create_roles=bool(createrole),
        major=cluster.major,
        databases=cluster.names(DATABASES),
        present_roles=present,
        missing_roles=roles.missing(properties.roles, present),
        tablespaces=cluster.names(TABLESPACES),
        extensions={str(name): str(version) for name, version in cluster.ask(EXTENSIONS)},
        locale_missing="" if found else _missing_locale(cluster, properties),
        found=found,
        holds=cluster.holds(wanted) if found else (),
        unfinished=unfinished,
        unfinished_holds=cluster.holds(unfinished_name(wanted)) if unmarked else (),
    )


def item_of(order: Order, kind: ItemKind) -> Item | None:
    return next((item for item in order.items if item.kind is kind), None)


def bytes_of(order: Order, kind: ItemKind, fetch: Fetch) -> bytes:
    item = item_of(order, kind)
    if item is None and kind is not ItemKind.ROLES:
        raise Bug(f"a snapshot of a database without its item {kind}")
    return b"".join(fetch(item)) if item else b""


def _missing_locale(cluster: Cluster, properties: Properties) -> str:
    """The locale that the server does not know, as far as its catalog tells."""
    if properties.provider == "icu":
        return "" if cluster.names(ICU) else "ICU collation"
    if properties.provider == "builtin":
        missing = cluster.major < BUILTIN_SINCE
        return f"builtin locale {properties.locale}" if missing else ""
    known = {_plain(name) for name in cluster.names(COLLATIONS)} | {"c", "posix"}
    for name in (properties.collate, properties.ctype):
        if _plain(name) not in known:
            return f"locale {name}"
    return ""


def _plain(locale: str) -> str:
    """One spelling for all: ``de_DE.UTF-8`` and ``de_DE.utf8`` are the same."""
    return locale.lower().replace("-", "")


def free_disk(cluster: Cluster) -> int | None:
    """Free bytes where the server keeps its data; None where that is not on this computer, or
    the server does not say."""
    if not cluster.address.host.startswith("/"):
        return None
    if not cluster.ask(MAY_KNOW_FOLDER)[0][0]:
        return None
    folder = Path(str(cluster.ask(DATA_FOLDER)[0][0]))
    try:
        return shutil.disk_usage(folder).free
    except OSError:
        return None
