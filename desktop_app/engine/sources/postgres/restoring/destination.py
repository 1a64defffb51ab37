"""A PostgreSQL database to restore into.

The database is made and filled under an unfinished name, beside whatever has the wanted name,
and takes its place by rename when it is whole. A comment on it says how far it has come, so a
restore that died at any moment can be resumed or removed:

- before all definitions stood: it begins afresh, nothing was in it yet;
- while rows were loaded: tables that were compared stay, the others are emptied and filled;
- while indexes and keys were built, which begins when the first table is loaded: those that stand
  stay, for each comes in one statement. A foreign key, beneath which no table can be emptied, only
  stands where both tables are marked as compared;
- in the rest (views, triggers, rights): that comes in one transaction, or it begins afresh;
- while materialized views of a selection were filled: all are filled again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress

from desktop_app.engine.errors import LabVaultError, NotSupported, ServerRefused
from desktop_app.engine.model import Item, ItemKind
from desktop_app.engine.progress import Cancel, Progress
from desktop_app.engine.sources.base import Examination, Fetch, LiveRows, Order
from desktop_app.engine.sources.postgres.connection import Address, ClientSettings
from desktop_app.engine.sources.postgres.description import describe_database
from desktop_app.engine.sources.postgres.restoring.cluster import Cluster
from desktop_app.engine.sources.postgres.restoring.definitions import Definitions
from desktop_app.engine.sources.postgres.restoring.live import live_rows
from desktop_app.engine.sources.postgres.restoring.loading import Means, PostgresLoading
from desktop_app.engine.sources.postgres.restoring.mark import Mark
from desktop_app.engine.sources.postgres.restoring.properties import Properties
from desktop_app.engine.sources.postgres.restoring.survey import Survey, bytes_of, free_disk, look
from desktop_app.engine.sources.postgres.restoring.undoing import (
    KeptDatabase,
    drop_kept,
    drop_restored,
    kept_databases,
    swap_back,
)
from desktop_app.engine.sources.postgres.tools import Tools, find_tools
from desktop_app.engine.sources.selection import choose


class PostgresDestination:
    """The database that ``address`` names. ``password`` None leaves it to .pgpass or trust."""

    def __init__(self, address: Address, password: str | None, settings: ClientSettings) -> None:
        self._address, self._password, self._settings = address, password, settings

    @property
    def address(self) -> str:
        return self._address.url()

    def count(self, progress: Progress) -> Mapping[str, LiveRows] | None:
        """How many rows each table of the database has now; see :func:`live_rows`."""
        return live_rows(self._address, self._password, progress)

    def kept(self) -> tuple[KeptDatabase, ...]:
        """Databases that restores have replaced here; see :func:`kept_databases`."""
        return kept_databases(self._address, self._password)

    def swap_back(self, kept: str, *, disconnect: bool) -> str:
        """See :func:`~desktop_app.engine.sources.postgres.restoring.undoing.swap_back`."""
        return swap_back(self._address, self._password, kept, disconnect=disconnect)

    def drop_kept(self, kept: str, *, disconnect: bool) -> None:
        """See :func:`~desktop_app.engine.sources.postgres.restoring.undoing.drop_kept`."""
        drop_kept(self._address, self._password, kept, disconnect=disconnect)

    def drop_restored(self, *, disconnect: bool) -> None:
        """See :func:`~desktop_app.engine.sources.postgres.restoring.undoing.drop_restored`."""
        drop_restored(self._address, self._password, disconnect=disconnect)

    def choose(self, items: Sequence[Item], only: Sequence[str]) -> tuple[Item, ...]:
        """The matching tables, and all that is not rows."""
        return choose(items, only)

    def contents(self, items: Sequence[Item]) -> Sequence[Item]:
        return [item for item in items if item.kind is ItemKind.ROWS]

    def examine(self, order: Order, fetch: Fetch) -> Examination:
        """What a restore would meet. Raises what :func:`connect` raises, :class:`ToolMissing`
        and :class:`ToolTooOld`."""
        with Cluster.open(self._address, self._password, Cancel()) as cluster:
            survey = look(cluster, order, fetch)
            self._tools(survey)
            definitions = _definitions(survey, fetch)
            return survey.examination(definitions, free_disk(cluster))

    @contextmanager
    def open(self, order: Order, fetch: Fetch, progress: Progress) -> Iterator[PostgresLoading]:
        """Make the unfinished database, or go on with one.

        Raises :class:`TargetNotEmpty`, :class:`TargetInUse`, :class:`RestoreInterrupted`,
        :class:`NotSupported`, and what :meth:`examine` raises.
        """
        try:
            with ExitStack() as stack:
                opening = Cluster.open(self._address, self._password, progress.cancel)
                cluster = stack.enter_context(opening)
                loading = self._begin(cluster, order, fetch, progress)
                stack.callback(loading.close)
                try:
                    yield loading
                except BaseException:
                    with suppress(LabVaultError):  # the fault that ends the work is the one to tell
                        loading.note()
                    raise
        except LabVaultError:
            progress.cancel.check()
            raise

    def _begin(
        self, cluster: Cluster, order: Order, fetch: Fetch, progress: Progress
    ) -> PostgresLoading:
        cluster.take_hold(self._address.database)
        survey = look(cluster, order, fetch)
        for conflict in survey.conflicts():
            raise conflict.fault
        tools = self._tools(survey)
        definitions = _definitions(survey, fetch)
        for conflict in survey.unmet_by(definitions):
            raise conflict.fault
        mark = survey.mark
        if mark is not None and survey.can_go_on():
            cluster.end_sessions(survey.place)
        else:
            if survey.unfinished:
                cluster.drop(survey.place)
            mark = Mark.of(order)
            _create(cluster, survey, mark)
        means = Means(self._password, self._settings, tools, fetch, progress.cancel)
        return PostgresLoading(cluster, survey, definitions, mark, means)

    def _tools(self, survey: Survey) -> Tools:
        """Not older than the server, nor than the tools that wrote the archives."""
        written_by = survey.order.snapshot.facts.get("tool_version", "0")
        archive = int(written_by.partition(".")[0])
        by = "the archive" if archive > survey.major else "the server"
        path, folders = self._settings.environment.get("PATH", ""), self._settings.tool_folders
        return find_tools(max(survey.major, archive), path, folders, by)


def _definitions(survey: Survey, fetch: Fetch) -> Definitions:
    data = bytes_of(survey.order, ItemKind.SCHEMA, fetch)
    return Definitions.prepare(data, survey.order, survey.lacking())


def _create(cluster: Cluster, survey: Survey, mark: Mark) -> None:
    """The database, with the snapshot's encoding and locale; or, where the user made an empty
    database beforehand, with that one's."""
    properties = survey.properties
    if survey.found and not survey.holds:
        with cluster.inside(survey.wanted) as connection:
            properties = Properties.read(describe_database(connection))
    statement = properties.create_statement(survey.place, survey.major, survey.tablespaces)
    try:
        cluster.execute(statement, "creating the database")
    except ServerRefused as fault:
        if "locale" not in fault.reason and "encoding" not in fault.reason:
            raise
        raise NotSupported(f"locale {properties.collate}", fault.reason) from None
    cluster.mark(survey.place, mark.text())
