"""The last step: the tables move into the wanted database, and what was there out of it.

Each part can be done again by whoever resumes it: the mark says from when on there is no way but
on, and holds how to make again what cannot be moved.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from desktop_app.engine.errors import LabVaultError, TargetInUse, TargetNotEmpty
from desktop_app.engine.model import Remark
from desktop_app.engine.sources.base import Way
from desktop_app.engine.sources.mariadb.definitions import Statement
from desktop_app.engine.sources.mariadb.restoring import mark as marks
from desktop_app.engine.sources.mariadb.restoring.maker import Maker
from desktop_app.engine.sources.mariadb.restoring.mark import Mark, Phase
from desktop_app.engine.sources.mariadb.restoring.moving import (
    ABOUT,
    definitions_of,
    end_sessions,
    hush,
    move_tables,
)
from desktop_app.engine.sources.mariadb.restoring.server import Server
from desktop_app.engine.sources.mariadb.restoring.survey import Survey

if TYPE_CHECKING:
    from desktop_app.engine.sources.mariadb.restoring.loading import Means

TRIES = 3


@dataclass
class Publication:
    """Used once. ``maker`` knows what was tried and refused already."""

    server: Server
    survey: Survey
    mark: Mark
    maker: Maker
    wanted: Callable[[Statement], bool]
    means: Means
    remarks: list[Remark] = field(default_factory=list)

    def publish(self) -> str | None:
        """The name that what was there is kept under; None where nothing was. Raises
        :class:`TargetInUse`, and :class:`TargetNotEmpty` if an empty database was filled
        meanwhile: then nothing has changed, and it can be tried again."""
        self.server.cancel.check()
        if self.mark.phase < Phase.MOVING:
            self._begin()
        if self.mark.phase < Phase.MOVED:
            self._move()
        self._finish()
        return self.mark.kept or None

    def _begin(self) -> None:
        """Keep how to make again what is there and cannot be moved; from then on only on."""
        survey, server = self.survey, self.server
        holds = server.holds(survey.wanted)
        if holds and survey.order.way is not Way.REPLACE:
            raise TargetNotEmpty(survey.wanted, ", ".join(holds))
        kept = ""
        if holds:
            kept = survey.name_for_old()
            dump = definitions_of(server, survey.wanted, self.means)
            with server.told("noting what is replaced"):
                marks.store_old(server.connection, survey.place, dump)
        self._note(replace(self.mark.reached(Phase.MOVING), kept=kept))

    def _move(self) -> None:
        survey, server, kept = self.survey, self.server, self.mark.kept
        self._create_missing(survey.wanted, survey.charset, survey.collation)
        if kept:
            ((charset, collation),) = server.ask(ABOUT, survey.wanted)
            self._create_missing(kept, str(charset), str(collation))
        for last in range(1 - TRIES, 1):
            if survey.order.disconnect:
                end_sessions(self.server, survey.wanted)
            try:
                self._rename()
            except TargetInUse:
                if last == 0 or not survey.order.disconnect:
                    self._stay()
                    raise
            else:
                break
        self._note(self.mark.reached(Phase.MOVED))

    def _create_missing(self, database: str, charset: str, collation: str) -> None:
        if database not in self.server.databases():
            self.server.create(database, charset, collation)

    def _rename(self) -> None:
        """What gives way goes first: should the server die in the middle, it is known what was
        moved."""
        wanted, place, kept = self.survey.wanted, self.survey.place, self.mark.kept
        ours = [name for name in self.server.tables(place) if name != marks.TABLE]
        everything = len(ours) == self._made()
        theirs = self.server.tables(wanted) if kept and everything else []
        moves = [(wanted, name, kept) for name in theirs] + [(place, n, wanted) for n in ours]
        emptied = [wanted] if theirs else []
        move_tables(self.server, place, moves, emptied, [wanted], f"giving {wanted} its tables")

    def _made(self) -> int:
        """How many tables and sequences were made."""
        made = (s for s in self.maker.tables() if self.wanted(s))
        return len({statement.name for statement in made})

    def _stay(self) -> None:
        """The old tables stay, so what belongs to them comes back."""
        if self.mark.kept:
            with suppress(LabVaultError):
                self._make_old(self.survey.wanted)
            self.server.drop(self.mark.kept)
        self._note(replace(self.mark, phase=Phase.LOADED, kept=""))

    def _finish(self) -> None:
        with self.server.inside(self.survey.wanted) as connection:
            self.maker.make_rest(connection, self.wanted)
        if self.mark.kept:
            self._make_old(self.mark.kept)
            hush(self.server, self.mark.kept)
        self.server.drop(self.survey.place)

    def _make_old(self, database: str) -> None:
        """Views, triggers, routines and events of what gave way, where its tables are now."""
        with self.server.told("looking at what is replaced"):
            dump = marks.load_old(self.server.connection, self.survey.place)
        address = self.server.address.with_database(database)
        maker = Maker(dump, address, self.server.cancel)
        with self.server.inside(database) as connection:
            maker.make_rest(connection, lambda _: True)
        self.remarks += [Remark(f"{database}.{r.item}", r.what) for r in maker.remarks()]

    def _note(self, mark: Mark) -> None:
        self.mark = mark
        with self.server.told("noting how far it has come"):
            marks.store_mark(self.server.connection, self.survey.place, mark)
