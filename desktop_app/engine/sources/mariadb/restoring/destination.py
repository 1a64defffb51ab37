"""A MariaDB or MySQL database to restore into."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress

from desktop_app.engine.errors import LabVaultError
from desktop_app.engine.model import Item
from desktop_app.engine.progress import Cancel, Progress
from desktop_app.engine.sources.base import Examination, Fetch, LiveRows, Order
from desktop_app.engine.sources.client import ClientSettings
from desktop_app.engine.sources.mariadb.address import Address
from desktop_app.engine.sources.mariadb.live import live_rows
from desktop_app.engine.sources.mariadb.restoring import undoing
from desktop_app.engine.sources.mariadb.restoring.loading import MariaLoading, Means
from desktop_app.engine.sources.mariadb.restoring.mark import Mark, create_mark, rows_of
from desktop_app.engine.sources.mariadb.restoring.server import Server
from desktop_app.engine.sources.mariadb.restoring.survey import Survey, look
from desktop_app.engine.sources.selection import choose


class MariaDestination:
    """The database that ``address`` names. ``password`` None leaves it to ``.my.cnf`` or
    ``MYSQL_PWD``."""

    def __init__(self, address: Address, password: str | None, settings: ClientSettings) -> None:
        self._address, self._password, self._settings = address, password, settings

    @property
    def address(self) -> str:
        return self._address.url()

    def count(self, progress: Progress) -> Mapping[str, LiveRows] | None:
        """How many rows each table of the database has now; see :func:`live_rows`."""
        return live_rows(self._address, self._password, self._settings, progress)

    def choose(self, items: Sequence[Item], only: Sequence[str]) -> tuple[Item, ...]:
        """The matching tables, and all that is not rows."""
        return choose(items, only)

    def contents(self, items: Sequence[Item]) -> Sequence[Item]:
        return rows_of(items)

    def examine(self, order: Order, fetch: Fetch) -> Examination:
        """What a restore would meet. Raises what :func:`connect` raises."""
        with self._server(Cancel()) as server:
            return look(server, order, fetch).examination()

    @contextmanager
    def open(self, order: Order, fetch: Fetch, progress: Progress) -> Iterator[MariaLoading]:
        """Make the unfinished database, or go on with one.

        Raises :class:`TargetNotEmpty`, :class:`RestoreInterrupted`, :class:`NotSupported`, and
        what :meth:`examine` raises.
        """
        cancel = progress.cancel
        try:
            with ExitStack() as stack:
                server = stack.enter_context(self._server(cancel))
                loading = self._begin(server, look(server, order, fetch), cancel)
                stack.callback(loading.close)
                stack.enter_context(cancel.closing(loading.sever))
                try:
                    yield loading
                except BaseException:
                    with suppress(LabVaultError):  # the fault that ends the work is the one to tell
                        loading.note()
                    raise
        except LabVaultError:
            cancel.check()
            raise

    def kept(self) -> tuple[undoing.KeptDatabase, ...]:
        """What restores replaced under this name, the newest first."""
        with self._server(Cancel()) as server:
            return undoing.kept_databases(server)

    def swap_back(self, kept: str, *, disconnect: bool) -> str:
        """Take a restore back; see :func:`~undoing.swap_back`."""
        with self._server(Cancel()) as server:
            return undoing.swap_back(server, self._means(server), kept, disconnect=disconnect)

    def drop_kept(self, kept: str, *, disconnect: bool) -> None:
        """Let go of what a restore replaced; see :func:`~undoing.drop_kept`."""
        with self._server(Cancel()) as server:
            undoing.drop_kept(server, self._means(server), kept, disconnect=disconnect)

    def drop_restored(self, *, disconnect: bool) -> None:
        """Let go of what a restore made beside; see :func:`~undoing.drop_restored`."""
        with self._server(Cancel()) as server:
            undoing.drop_restored(server, disconnect=disconnect)

    def _means(self, server: Server) -> Means:
        return Means(self._password, self._settings, server.cancel)

    def _server(self, cancel: Cancel) -> AbstractContextManager[Server]:
        return Server.open(self._address, self._password, self._settings.environment, cancel)

    def _begin(self, server: Server, survey: Survey, cancel: Cancel) -> MariaLoading:
        for conflict in survey.conflicts():
            raise conflict.fault
        mark = survey.mark
        if mark is None or not survey.can_go_on():
            if survey.place in survey.databases:
                server.drop(survey.place)
            mark = Mark.of(survey.order)
            server.create(survey.place, survey.charset, survey.collation)
            with server.told("marking the unfinished database"):
                create_mark(server.connection, survey.place, mark)
        return MariaLoading(server, survey, mark, Means(self._password, self._settings, cancel))
