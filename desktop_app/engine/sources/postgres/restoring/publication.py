"""The last step: the whole database gets its properties and its name, in one transaction."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack

from psycopg import sql

from desktop_app.engine.errors import ServerRefused, TargetInUse, TargetNotEmpty
from desktop_app.engine.model import Remark
from desktop_app.engine.progress import Cancel
from desktop_app.engine.sources.base import Way
from desktop_app.engine.sources.postgres.description import describe_database
from desktop_app.engine.sources.postgres.restoring.cluster import Cluster, Terminator
from desktop_app.engine.sources.postgres.restoring.properties import Grant, Properties
from desktop_app.engine.sources.postgres.restoring.survey import Survey


class Publication:
    """Puts the finished database in the wanted name's place. ``remarks`` tell which of the
    database's own properties the server refused; ``kept`` is the name that the one which was there
    has afterwards, None where there was none or nothing in it."""

    def __init__(self, cluster: Cluster, survey: Survey, password: str | None) -> None:
        self._cluster, self._survey, self._password = cluster, survey, password
        self.remarks: list[Remark] = []
        self.kept: str | None = None

    def publish(self, cancel: Cancel) -> None:
        """Raises :class:`TargetInUse`, and :class:`TargetNotEmpty` if an empty database was
        filled meanwhile. Then nothing has changed, and it can be tried again."""
        survey = self._survey
        properties = self._properties()
        old = self._name_for_old()
        cancel.check()
        with ExitStack() as stack:
            if survey.order.disconnect:
                both = [survey.wanted, survey.place]
                address = self._cluster.address
                stack.enter_context(Terminator(address, self._password, both))
            with self._cluster.transaction("giving the database its name"):
                self._swap(old)
                self._apply(properties)
        if old:
            self._clear_away(old)

    def _clear_away(self, old: str) -> None:
        """An empty database that was swapped out is of no use any more. It is looked at now, when
        nobody knows its name: what came into it at the last moment is kept."""
        if not self._cluster.holds(old):
            self._cluster.drop(old)
            return
        self.kept = old
        if not self._survey.replaces:
            self.remarks.append(Remark("database", f"the one that was there is kept as {old}"))

    def _properties(self) -> Properties:
        """The snapshot's; or, where the user made an empty database beforehand, that one's."""
        survey = self._survey
        if not survey.found or survey.holds:
            return survey.properties
        with self._cluster.inside(survey.wanted) as connection:
            found = Properties.read(describe_database(connection))
        self.remarks += survey.properties.differences(found)
        return found

    def _name_for_old(self) -> str | None:
        """The name for what has the wanted name now; None if nothing has."""
        survey, cluster = self._survey, self._cluster
        found = cluster.find_at_rest(survey.wanted)
        if found is None:
            return None
        if found.sessions and not survey.order.disconnect:
            raise TargetInUse(survey.wanted, found.sessions)
        if survey.order.way is not Way.REPLACE and (holds := cluster.holds(survey.wanted)):
            raise TargetNotEmpty(survey.wanted, ", ".join(holds))
        return survey.name_for_old()

    def _swap(self, old: str | None) -> None:
        try:
            if old:
                self._rename(self._survey.wanted, old)
            self._rename(self._survey.place, self._survey.wanted)
        except ServerRefused:
            # Somebody came in since the sessions were counted.
            found = self._sessions_beside()
            if found:
                raise TargetInUse(self._survey.wanted, found) from None
            raise

    def _sessions_beside(self) -> int:
        """Sessions of the wanted database, asked while our own transaction is broken."""
        with Cluster.open(self._cluster.address, self._password, Cancel()) as beside:
            found = beside.find(self._survey.wanted)
        return found.sessions if found else 0

    def _rename(self, name: str, new: str) -> None:
        statement = sql.SQL("ALTER DATABASE {} RENAME TO {}")
        done = statement.format(sql.Identifier(name), sql.Identifier(new))
        self._cluster.execute(done, f"renaming {name}")

    def _apply(self, properties: Properties) -> None:
        name = self._survey.wanted
        self._cluster.mark(name, properties.comment)
        database = sql.Identifier(name)
        for setting in properties.settings:
            what = f"{setting.name} for {setting.role or 'all'}"
            self._attempt(what, setting.role, setting.statement(name))
        limit = sql.SQL("ALTER DATABASE {} CONNECTION LIMIT {}").format(
            database, sql.Literal(properties.connection_limit)
        )
        self._attempt("connection limit", None, limit)
        if properties.is_template:
            template = sql.SQL("ALTER DATABASE {} IS_TEMPLATE true").format(database)
            self._attempt("being a template", None, template)
        self._give(properties)

    def _give(self, properties: Properties) -> None:
        """Owner and rights: first the owner, for rights are given in the owner's name."""
        database = sql.Identifier(self._survey.wanted)
        if self._survey.superuser:
            owner = sql.SQL("ALTER DATABASE {} OWNER TO {}").format(
                database, sql.Identifier(properties.owner)
            )
            self._attempt("owner", properties.owner, owner)
        if properties.grants is None:
            return
        for everyone in (sql.SQL("PUBLIC"), sql.Identifier(properties.owner)):
            revoke = sql.SQL("REVOKE ALL ON DATABASE {} FROM {}").format(database, everyone)
            role = None if isinstance(everyone, sql.SQL) else properties.owner
            self._attempt("rights", role, revoke)
        for grant in _owners_first(properties):
            self._grant(grant, properties.owner)

    def _grant(self, grant: Grant, owner: str) -> None:
        what = f"rights of {grant.to or 'everybody'}"
        for statement in grant.statements(self._survey.wanted):
            if grant.by != owner and self._survey.superuser:
                role = sql.SQL("SET LOCAL ROLE {}").format(sql.Identifier(grant.by))
                self._attempt(what, grant.by, role, statement, sql.SQL("RESET ROLE"))
            else:
                self._attempt(what, grant.to or None, statement)

    def _attempt(self, what: str, role: str | None, *statements: sql.SQL | sql.Composed) -> None:
        """A property that the server may refuse (an unknown setting, a missing role); it is then
        named, and the database is published without it."""
        doing = "setting the database's properties"
        try:
            with self._cluster.transaction(doing):
                for statement in statements:
                    self._cluster.execute(statement, doing)
        except ServerRefused as fault:
            if role is None or role not in self._survey.lacking().roles:
                self.remarks.append(Remark("database", f"{what} left out: {fault.reason}"))
            elif (remark := Remark(f"role {role}", _MISSING)) not in self.remarks:
                self.remarks.append(remark)


_MISSING = "is not on this server; left out: what the database itself gives it"


def _owners_first(properties: Properties) -> Iterator[Grant]:
    grants = properties.grants or ()
    yield from (grant for grant in grants if grant.by == properties.owner)
    yield from (grant for grant in grants if grant.by != properties.owner)
