"""A restore under way: an unfinished database, filled step by step."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import ServerRefused
from desktop_app.engine.model import Item, ItemKind, Remark
from desktop_app.engine.progress import Cancel
from desktop_app.engine.sources.base import Build, Fetch, ItemReader, Later, Met, Steps
from desktop_app.engine.sources.client import ClientSettings
from desktop_app.engine.sources.postgres.reading.row_readers import RowReaders
from desktop_app.engine.sources.postgres.restoring.builder import Builder
from desktop_app.engine.sources.postgres.restoring.cluster import Cluster
from desktop_app.engine.sources.postgres.restoring.construction import Construction
from desktop_app.engine.sources.postgres.restoring.definitions import (
    Definitions,
    only_large_objects,
)
from desktop_app.engine.sources.postgres.restoring.mark import Mark, Phase, rows_of
from desktop_app.engine.sources.postgres.restoring.publication import Publication
from desktop_app.engine.sources.postgres.restoring.restorer import Restorer, in_plain_sessions
from desktop_app.engine.sources.postgres.restoring.roles import Roles
from desktop_app.engine.sources.postgres.restoring.rows import RowLoader, remove_large_objects
from desktop_app.engine.sources.postgres.restoring.survey import Survey, bytes_of, item_of
from desktop_app.engine.sources.postgres.tools import Tools

NOTED_EVERY = 1.0  # seconds; a note that comes late costs a table loaded again, nothing else
JOBS = 3
# Two keep two cores at work; a third would only slow down the table that all wait for.
LOADERS = 2
STEPS = Steps("making definitions", "loading rows", "building indexes and constraints")

# So many statements take at most a third of the locks that a default server has.
MOST_AT_ONCE = 1000

# The measure is a laboratory's server: a few GB of memory, two cores and more. Several things are
# built at once; that each starts helpers of its own only costs more work in all.
TUNING: Mapping[str, str] = {
    "maintenance_work_mem": "256MB",
    "max_parallel_maintenance_workers": "0",
}


@dataclass(frozen=True, slots=True)
class Means:
    """What a restore works with."""

    password: str | None = field(repr=False)
    settings: ClientSettings
    tools: Tools
    fetch: Fetch
    cancel: Cancel


class PostgresLoading:
    """The unfinished database of one order. ``load`` and ``read_back`` may be called from
    several threads at once."""

    def __init__(
        self, cluster: Cluster, survey: Survey, definitions: Definitions, mark: Mark, means: Means
    ) -> None:
        self._cluster, self._survey, self._means = cluster, survey, means
        self._definitions, self._mark = definitions, mark
        self._lock = threading.Lock()
        self._noted = time.monotonic()
        self._numbers = {i.name: n for n, i in enumerate(rows_of(survey.order.items))}
        self._construction = Construction(definitions, rows_of(survey.order.items))
        self.steps, self.loaders, self.in_turn = STEPS, LOADERS, False
        self.contents: Sequence[Item] = [i for i in survey.order.items if i.kind is ItemKind.ROWS]
        self.loaded = frozenset(n for n, at in self._numbers.items() if mark.has_loaded(at))
        self._resumed_at = mark.phase
        self._remarks: list[Remark] = list(definitions.remarks)
        self.kept: str | None = None
        self.met: Met | None = None
        place = cluster.address.with_database(survey.place)
        encoding = survey.properties.encoding
        self._rows = RowLoader(place, means.password, encoding, survey.superuser, means.cancel)
        self._builder = Builder(place, means.password, definitions, means.cancel)
        self._readers = RowReaders(
            in_plain_sessions(place),
            means.password,
            means.settings,
            means.tools,
            encoding,
            "",
            means.cancel,
        )
        self._restorer = Restorer(
            means.tools, place, means.password, means.settings, cluster.major, means.cancel
        )

    def define(self) -> None:
        if self._mark.phase >= Phase.DEFINED:
            self._construction.take_over(self.loaded, self._standing())
            return
        if self._survey.order.create_roles:
            self._create_roles()
        archive = self._definitions.before_rows()
        self._restore("making definitions", archive, *self._restorer.in_batches)
        self._reach(Phase.DEFINED)

    def _create_roles(self) -> None:
        survey = self._survey
        text = bytes_of(survey.order, ItemKind.ROLES, self._means.fetch)
        roles = Roles(text.decode(errors="surrogateescape"))
        wanted, present = survey.missing_roles, survey.present_roles
        with self._cluster.transaction("creating roles"):
            for statement in roles.statements(wanted, present, survey.major):
                self._cluster.execute(statement, "creating roles")

    def load(self, item: Item, pieces: Iterable[bytes]) -> None:
        # Rows of partitions that go in through their root are compared last of all, so they are
        # never noted as loaded. Once all was loaded they are there, and stay.
        if self._resumed_at < Phase.LOADED:
            self._rows.load(item, pieces)
            self._construction.loaded(item)

    def read_back(self, item: Item) -> ItemReader:
        return self._readers.read(item.name, item.detail["copy"], item.size)

    def mark_loaded(self, item: Item) -> None:
        with self._lock:
            self._mark = self._mark.with_loaded(self._numbers[item.name])
            if time.monotonic() - self._noted > NOTED_EVERY:
                self._note()
        self._construction.compared(item)

    def later(self, item: Item) -> Later:
        return self._construction.later(item)

    def next_builds(self) -> Sequence[Build]:
        return self._construction.next_builds()

    def build(self, build: Build) -> None:
        if self._construction.binds(build):
            self.note()
        made = False
        try:
            self._builder.build(build.number, self._construction.size(build))
            made = True
        except ServerRefused:
            # It may, against the rules, ask a table that is not filled yet. When all are, it is
            # made after all or refused for good.
            pass
        finally:
            self._construction.ended(build, made=made)

    def complete(self) -> None:
        self._reach(Phase.LOADED)
        if self._mark.phase < Phase.FILLED:
            if positions := self._definitions.positions():
                self._restore("setting sequences", positions, *self._restorer.in_batches)
            self._load_large_objects()
            self._reach(Phase.FILLED)
        if self._mark.phase < Phase.COMPLETE:
            self._build()
            self._finish_definitions()
        self._fill_views()

    def _load_large_objects(self) -> None:
        item = item_of(self._survey.order, ItemKind.LARGE_OBJECTS)
        if item is None:
            return
        with self._cluster.inside(self._survey.place) as connection:
            remove_large_objects(connection)
        pieces = self._means.fetch(item)
        stream = only_large_objects(pieces, self._survey.lacking(), self._tell)
        self._restore("loading large objects", stream, *self._restorer.in_batches)

    def _build(self) -> None:
        archive = self._definitions.indexes_and_keys(self._construction.standing())
        if archive is not None:
            doing = "building indexes and keys"
            self._restore(doing, archive, f"--jobs={JOBS}", tuning=TUNING)

    def _standing(self) -> frozenset[int]:
        with self._cluster.inside(self._survey.place) as connection:
            return self._definitions.standing(connection)

    def _finish_definitions(self) -> None:
        """The rest comes with its mark in one transaction, where the server has locks for it:
        then an interruption leaves all or nothing. Else an interrupted one begins afresh."""
        definitions, doing = self._definitions, "making views, triggers and rights"
        if definitions.rest_count() <= MOST_AT_ONCE and not self._restorer.tolerates:
            done = self._mark.reached(Phase.COMPLETE)
            archive = definitions.rest_with_mark(self._survey.place, done.text())
            self._restore(doing, archive, "--single-transaction", tuning=TUNING)
            self._mark = done
        else:
            self._reach(Phase.FINISHING)
            self._restore(doing, definitions.rest(), *self._restorer.in_batches, tuning=TUNING)
            self._reach(Phase.COMPLETE)

    def _fill_views(self) -> None:
        """Of a selection. No mark tells which are filled: a restore that is resumed fills them all
        again, and so tells again which cannot be."""
        size = sum(item.size for item in self.contents)
        for number, name in self._definitions.filled_apart():
            try:
                self._builder.build(number, size)
            except ServerRefused as fault:
                what = f"materialized view is there, but could not be filled: {fault.reason}"
                self._tell([Remark(name, what)])

    def publish(self) -> str:
        survey = self._survey
        self.close()
        publication = Publication(self._cluster, survey, self._means.password)
        publication.publish(self._means.cancel)
        self._tell(publication.remarks)
        self.kept = publication.kept
        return survey.wanted

    def abandon(self) -> None:
        self.close()
        self._cluster.drop(self._survey.place)

    def late_remarks(self) -> tuple[Remark, ...]:
        with self._lock:
            return tuple(dict.fromkeys(self._remarks))

    def close(self) -> None:
        """End all connections to the unfinished database. Harmless when called twice."""
        self._rows.close()
        self._builder.close()
        self._readers.close()

    def note(self) -> None:
        """Write down what was loaded since the last note."""
        with self._lock:
            self._note()

    def _note(self) -> None:
        self._cluster.mark(self._survey.place, self._mark.text())
        self._noted = time.monotonic()

    def _reach(self, phase: Phase) -> None:
        with self._lock:
            self._mark = self._mark.reached(phase)
            self._note()

    def _restore(
        self,
        doing: str,
        archive: bytes | Iterable[bytes],
        *options: str,
        tuning: Mapping[str, str] | None = None,
    ) -> None:
        own = () if self._survey.superuser else ("--no-owner",)
        warnings = self._restorer.run(doing, archive, *own, *options, tuning=tuning)
        self._tell(Remark(doing, warning) for warning in warnings)

    def _tell(self, remarks: Iterable[Remark]) -> None:
        with self._lock:
            self._remarks += remarks
