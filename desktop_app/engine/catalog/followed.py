"""The followed servers of one workspace, and the databases that were seen on them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import fields, replace
from datetime import datetime
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from desktop_app.engine.catalog import schema
from desktop_app.engine.catalog.database import Database, insert_or_update
from desktop_app.engine.catalog.entries import (
    FollowedDatabase,
    FollowedServer,
    JobKind,
    Planned,
    ScheduleEntry,
    TargetEntry,
    Template,
)
from desktop_app.engine.catalog.quotas import must_fit
from desktop_app.engine.catalog.schedules import schedule_row
from desktop_app.engine.catalog.targets import add_target
from desktop_app.engine.errors import NameTaken, UnknownName

SERVERS, DATABASES = schema.followed_servers, schema.followed_databases
SCHEDULES = schema.schedules

Made = tuple[FollowedDatabase, TargetEntry | None, Sequence[ScheduleEntry]]
"""A database with the target that is made for it, and that target's schedules."""


class Followed:
    """Any thread and several programs may call; every method is one transaction."""

    def __init__(self, database: Database, workspace: str) -> None:
        self._database, self._workspace = database, workspace

    def add(self, entry: FollowedServer, databases: Iterable[Made]) -> None:
        """Follow a server, all at once with the targets of its databases. Raises
        :class:`NameTaken`, also for a target, :class:`QuotaReached`, and :class:`UnknownName`
        for the repository."""
        made, known = list(databases), schema.repositories.c
        theirs = (known.workspace == self._workspace) & (known.name == entry.repository)
        with self._database.writing() as connection:
            if connection.execute(select(SERVERS.c.name).where(self._is(entry.name))).first():
                raise NameTaken("server", entry.name)
            if not connection.execute(select(known.name).where(theirs)).first():
                raise UnknownName("repository", entry.repository)
            targets = sum(target is not None for _, target, _ in made)
            must_fit(connection, self._workspace, (0, 0, targets))
            connection.execute(insert(SERVERS).values(self._server_row(entry)))
            for each in made:
                self._put(connection, *each)

    def list(self) -> tuple[FollowedServer, ...]:
        """All, by name."""
        mine = select(SERVERS).where(SERVERS.c.workspace == self._workspace)
        with self._database.reading() as connection:
            rows = connection.execute(mine.order_by(SERVERS.c.name))
            return tuple(_server(row._mapping) for row in rows)

    def load(self, name: str) -> FollowedServer:
        """Raises :class:`UnknownName`."""
        with self._database.reading() as connection:
            row = connection.execute(select(SERVERS).where(self._is(name))).first()
        if row is None:
            raise UnknownName("server", name)
        return _server(row._mapping)

    def change_template(self, name: str, template: Template) -> None:
        """From now on new databases get this. Raises :class:`UnknownName`."""
        self._change(name, template=_stored(template))

    def note_look(self, name: str, at: datetime, gone: Collection[str] | None) -> None:
        """Its databases were listed: those named are ``gone``, all others are there; None for
        which of them nobody looked."""
        self._change(name, looked=at, fault=None)
        if gone is None:
            return
        of_it = self._of(name)
        lost = of_it & DATABASES.c.name.in_(gone) & DATABASES.c.gone.is_(None)
        back = of_it & DATABASES.c.name.not_in(gone) & DATABASES.c.gone.is_not(None)
        with self._database.writing() as connection:
            connection.execute(update(DATABASES).where(lost).values(gone=at))
            connection.execute(update(DATABASES).where(back).values(gone=None))

    def note_fault(self, name: str, fault: Mapping[str, Any]) -> None:
        """Its databases could not be listed. Raises :class:`UnknownName`."""
        self._change(name, fault=dict(fault))

    def delete(self, name: str) -> None:
        """Follow it no longer; its targets stay. Raises :class:`UnknownName`."""
        with self._database.writing() as connection:
            if not connection.execute(delete(SERVERS).where(self._is(name))).rowcount:
                raise UnknownName("server", name)
            connection.execute(delete(DATABASES).where(self._of(name)))

    # Databases

    def databases(self, server: str | None = None) -> tuple[FollowedDatabase, ...]:
        """Those that were ever seen, of one server or all; by server and name."""
        query = select(DATABASES).where(DATABASES.c.workspace == self._workspace)
        if server is not None:
            query = query.where(DATABASES.c.server == server)
        with self._database.reading() as connection:
            rows = connection.execute(query.order_by(DATABASES.c.server, DATABASES.c.name))
            return tuple(_database(row._mapping) for row in rows)

    def protect(
        self,
        database: FollowedDatabase,
        target: TargetEntry | None,
        schedules: Sequence[ScheduleEntry],
    ) -> bool:
        """Remember a database, and make the target with its schedules that protects it, if one
        is given; all in one step. False, and nothing is done, where another program was first,
        or the server is not followed any more. Raises what :meth:`Targets.add` raises."""
        mine = self._of(database.server) & (DATABASES.c.name == database.name)
        with self._database.writing() as connection:
            query = select(SERVERS.c.name).where(self._is(database.server))
            if connection.execute(query.with_for_update()).first() is None:
                return False
            known = connection.execute(select(DATABASES).where(mine)).first()
            if known is not None and (known.target or known.left_out):
                return False
            self._put(connection, database, target, schedules)
        return True

    def leave_out(self, server: str, database: str, left_out: bool, at: datetime) -> None:
        """Whether a database is to get no target by itself. Raises :class:`UnknownName` for the
        server."""
        self.load(server)
        mine = self._of(server) & (DATABASES.c.name == database)
        with self._database.writing() as connection:
            row = connection.execute(select(DATABASES).where(mine)).first()
            known = _database(row._mapping) if row else FollowedDatabase(server, database, at)
            changed = replace(known, left_out=left_out, fault=None)
            self._put(connection, changed, None, ())

    def tell_new(self, at: datetime) -> tuple[FollowedDatabase, ...]:
        """The protected databases of which nobody was told yet; from now on they count as told,
        so that of several programs one tells."""
        untold = (DATABASES.c.workspace == self._workspace) & DATABASES.c.told.is_(None)
        untold &= DATABASES.c.target != ""
        with self._database.reading() as connection:
            if connection.execute(select(DATABASES.c.name).where(untold)).first() is None:
                return ()
        with self._database.writing() as connection:
            query = select(DATABASES).where(untold).with_for_update()
            found = tuple(_database(row._mapping) for row in connection.execute(query))
            connection.execute(update(DATABASES).where(untold).values(told=at))
        return found

    # Parts of the above

    def _put(
        self,
        connection: Connection,
        database: FollowedDatabase,
        target: TargetEntry | None,
        schedules: Sequence[ScheduleEntry],
    ) -> None:
        if target is not None:
            add_target(connection, self._workspace, target)
        for schedule in schedules:
            connection.execute(insert(SCHEDULES).values(schedule_row(self._workspace, schedule)))
        row = {field.name: getattr(database, field.name) for field in fields(database)}
        row |= {"workspace": self._workspace}
        connection.execute(insert_or_update(connection, DATABASES), row)

    def _change(self, name: str, **values: Any) -> None:
        with self._database.writing() as connection:
            change = update(SERVERS).where(self._is(name)).values(values)
            if not connection.execute(change).rowcount:
                raise UnknownName("server", name)

    def _is(self, name: str) -> Any:
        return (SERVERS.c.workspace == self._workspace) & (SERVERS.c.name == name)

    def _of(self, server: str) -> Any:
        return (DATABASES.c.workspace == self._workspace) & (DATABASES.c.server == server)

    def _server_row(self, entry: FollowedServer) -> dict[str, Any]:
        row = {field.name: getattr(entry, field.name) for field in fields(entry)}
        return row | {"workspace": self._workspace, "template": _stored(entry.template)}


def _stored(template: Template) -> dict[str, Any]:
    kept = template.retention
    planned = [
        {
            "kind": each.kind,
            "rule": each.rule,
            "zone": each.zone,
            "arguments": dict(each.arguments),
        }
        for each in template.planned
    ]
    return {
        "planned": planned,
        "rpo_seconds": template.rpo_seconds,
        "rto_seconds": template.rto_seconds,
        "proof_days": template.proof_days,
        "retention": None if kept is None else dict(kept),
        "options": dict(template.options),
    }


def _server(row: Any) -> FollowedServer:
    known = {name: row[name] for name in row if name != "workspace"}
    stored = dict(known["template"])
    planned = tuple(
        Planned(
            JobKind(each["kind"]),
            each["rule"],
            each["zone"],
            MappingProxyType(each["arguments"]),
        )
        for each in stored.pop("planned", ())
    )
    return FollowedServer(**{**known, "template": Template(planned, **stored)})


def _database(row: Any) -> FollowedDatabase:
    return FollowedDatabase(**{name: row[name] for name in row if name != "workspace"})
