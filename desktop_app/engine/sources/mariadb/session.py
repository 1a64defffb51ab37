"""An open MariaDB source: one moment, its items, and the connections that read them."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field

from desktop_app.engine.errors import Bug, ConnectionLost
from desktop_app.engine.model import ItemKind, ItemPlan, Remark
from desktop_app.engine.progress import Cancel
from desktop_app.engine.sources.base import ItemReader, Plan
from desktop_app.engine.sources.mariadb.connection import Connection
from desktop_app.engine.sources.mariadb.moment import Moment
from desktop_app.engine.sources.mariadb.readers import RowReader
from desktop_app.engine.sources.readers import BytesReader

SLICE = 0.1  # seconds between looks at the cancel token


@dataclass
class Pool:
    """Connections that see the same; each serves one reader at a time. Any thread."""

    where: str
    cancel: Cancel
    idle: list[Connection]
    _lost: int = 0
    _size: int = 0
    _changed: threading.Condition = field(default_factory=threading.Condition)

    def __post_init__(self) -> None:
        self._size = len(self.idle)

    def take(self) -> Connection:
        """Raises :class:`ConnectionLost` when none is left that could come back."""
        with self._changed:
            while not self.idle:
                if self._lost == self._size:
                    raise ConnectionLost(self.where, "the moment is lost")
                self._changed.wait(SLICE)
                self.cancel.check()
            return self.idle.pop()

    def give_back(self, connection: Connection) -> None:
        with self._changed:
            if connection.is_gone:
                self._lost += 1
            else:
                self.idle.append(connection)
            self._changed.notify()


class MariaSession:
    """``texts``: the bytes of the items that are at hand already."""

    def __init__(
        self,
        coordinator: Connection,
        moment: Moment,
        plan: Plan,
        texts: Mapping[ItemKind, bytes],
        where: str,
        cancel: Cancel,
    ) -> None:
        self._coordinator, self._asking = coordinator, threading.Lock()
        self.plan, self.readers = plan, len(moment.readers)
        self._texts, self._where, self._cancel = texts, where, cancel
        self._tables = {table.name: table for table in moment.listing.tables}
        self._pool = Pool(where, cancel, list(moment.readers))
        self._locked = Pool(where, cancel, [moment.locked]) if moment.locked else None

    def read(self, item: ItemPlan) -> ItemReader:
        if item.kind is not ItemKind.ROWS:
            if item.kind not in self._texts:
                raise Bug(f"{item.name} is no item of the plan")
            return BytesReader(self._texts[item.kind])
        table = self._tables[item.name]
        still = table.is_transactional or self._locked is None
        pool = self._pool if still or self._locked is None else self._locked
        connection = pool.take()
        return RowReader(
            connection,
            table.name,
            table.form,
            self._where,
            self._cancel,
            pool.give_back,
            self._interrupt,
        )

    def _interrupt(self, connection: Connection) -> None:
        with self._asking:
            self._coordinator.run(f"KILL QUERY {connection.thread_id()}")

    def late_remarks(self) -> tuple[Remark, ...]:
        return ()
