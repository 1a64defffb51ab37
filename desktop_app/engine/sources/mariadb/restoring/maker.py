"""Making definitions in a database: what the dump program wrote, run statement by statement."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress

from desktop_app.engine.errors import LabVaultError
from desktop_app.engine.model import Remark
from desktop_app.engine.progress import Cancel
from desktop_app.engine.sources.mariadb.address import Address
from desktop_app.engine.sources.mariadb.connection import (
    WIRE_ERRORS,
    Connection,
    fault_of,
    quoted,
    told,
)
from desktop_app.engine.sources.mariadb.definitions import (
    BEFORE_ROWS,
    Making,
    Statement,
    chosen,
    statements,
    without_definer,
)

NOT_AS_ANOTHER = 1227  # who makes something in another's name needs a right for that
Wanted = Callable[[Statement], bool]

ROUTINES = "SELECT routine_name FROM information_schema.routines WHERE routine_schema = %s"
DROPS = (
    ("VIEW", "SELECT table_name FROM information_schema.views WHERE table_schema = %s"),
    ("TRIGGER", "SELECT trigger_name FROM information_schema.triggers WHERE trigger_schema = %s"),
    *((kind, f"{ROUTINES} AND routine_type = '{kind}'") for kind in ("FUNCTION", "PROCEDURE")),
    ("PACKAGE", f"{ROUTINES} AND routine_type = 'PACKAGE'"),
    ("EVENT", "SELECT event_name FROM information_schema.events WHERE event_schema = %s"),
)


class Maker:
    """For one database and one dump. ``left_out``: kinds and names of what the server refused,
    with why; it is not tried again."""

    def __init__(self, dump: bytes, address: Address, cancel: Cancel) -> None:
        self._dump, self._address, self._cancel = dump, address, cancel
        self.left_out: dict[tuple[Making, str], str] = {}
        self.renamed: dict[tuple[Making, str], None] = {}

    def make_tables(self, connection: Connection, wanted: Wanted) -> None:
        """Tables and sequences into an empty database. Raises :class:`ServerRefused` for the
        first one that the server refuses."""
        for statement in chosen(self._dump, lambda s: s.making in BEFORE_ROWS and wanted(s)):
            if not statement.drops:
                self._run(connection, statement)

    def tables(self) -> Iterator[Statement]:
        """What makes tables and sequences."""
        made = (Making.TABLE, Making.SEQUENCE)
        return (s for s in statements(self._dump) if s.making in made and not s.drops)

    def make_rest(self, connection: Connection, wanted: Wanted) -> None:
        """Views, triggers, routines and events, in place of those of their names. What the server
        refuses is noted in ``left_out``."""
        for statement in chosen(self._dump, lambda s: self._is_rest(s) and wanted(s)):
            try:
                self._run(connection, statement)
            except LabVaultError as fault:
                key = _key(statement)
                if key is None or connection.is_gone:
                    raise
                self.left_out.setdefault(key, getattr(fault, "reason", ""))
                self._take_back(connection, key)

    def _is_rest(self, statement: Statement) -> bool:
        if statement.making in BEFORE_ROWS:
            return False
        return _key(statement) not in self.left_out

    def _take_back(self, connection: Connection, key: tuple[Making, str]) -> None:
        """A view that was refused stands there already, without a meaning."""
        if key[0] is Making.VIEW:
            with suppress(*WIRE_ERRORS):
                connection.run(f"DROP VIEW IF EXISTS {quoted(key[1])}")

    def _run(self, connection: Connection, statement: Statement) -> None:
        self._cancel.check()
        try:
            connection.query(statement.text)
        except WIRE_ERRORS as error:
            if told(error)[0] == NOT_AS_ANOTHER and statement.definer:
                self._run_as_ours(connection, statement)
                return
            raise self._fault(error, statement) from None

    def _run_as_ours(self, connection: Connection, statement: Statement) -> None:
        try:
            connection.query(without_definer(statement.text))
        except WIRE_ERRORS as error:
            raise self._fault(error, statement) from None
        if key := _key(statement):
            self.renamed[key] = None

    def _fault(self, error: Exception, statement: Statement) -> LabVaultError:
        self._cancel.check()
        what = f"{statement.making} {statement.name}" if statement.making else "a setting"
        return fault_of(error, f"making {what}", self._address)

    def remarks(self) -> Iterator[Remark]:
        """What was left out, and what is another user's now."""
        for (making, name), why in self.left_out.items():
            yield Remark(name, f"{making} left out: {why}")
        for making, name in self.renamed:
            what = f"{making} belongs to {self._address.user} now, who may give it to nobody else"
            yield Remark(name, what)


def _key(statement: Statement) -> tuple[Making, str] | None:
    return None if statement.making is None else (statement.making, statement.name)


def drop_rest(connection: Connection, database: str) -> None:
    """Take away all that :meth:`Maker.make_rest` makes. Raises what the connection does."""
    for word, query in DROPS:
        for (name,) in connection.rows(query, database):
            connection.run(f"DROP {word} IF EXISTS {quoted(database)}.{quoted(str(name))}")
