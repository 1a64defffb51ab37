"""The rounds of the benchmark: every task by every program, and what came of it."""

from __future__ import annotations

import shutil
from collections import defaultdict
from pathlib import Path

from psycopg import sql

from desktop_app.engine.sources.postgres.connection import Address
from tests.benchmarks import laboratory
from tests.benchmarks.contenders import (
    Borg,
    Contender,
    DumpToAge,
    LabVault,
    Restic,
    dump_file,
    missing,
    pg_restore,
)
from tests.benchmarks.measures import Peak, Pipeline, run, settle, warm
from tests.benchmarks.report import Row
from tests.servers import Server

FIRST_LIMIT, REPEAT_LIMIT, RESTORE_LIMIT = 1.1, 0.9, 1.0
RESTORED = "bench_restored"
TASKS = ["first", "repeat", "restore"]


class Match:
    """Runs rounds and keeps their times; ``rows`` makes the table of them."""

    def __init__(self, server: Server, database: Address, folder: Path, tasks: list[str]) -> None:
        self._tasks = tasks
        self._server, self._database, self._folder = server, database, folder
        every: tuple[type[Contender], ...] = (LabVault, DumpToAge, Restic, Borg)
        self._absent = {kind().name: missing(kind()) for kind in every if missing(kind())}
        self._taking_part = [kind for kind in every if not missing(kind())]
        self._seconds: dict[tuple[str, str], list[float]] = defaultdict(list)
        self._peaks: dict[tuple[str, str], Peak] = {}
        self._stored: dict[tuple[str, str], int] = {}

    def round(self, number: int) -> None:
        """Every task once. Round 0 warms up and watches memory; its times do not count."""
        place = self._folder / "round"
        contenders = [kind() for kind in self._taking_part]
        for contender in contenders:
            own = place / type(contender).__name__
            own.mkdir(parents=True)
            contender.prepare(own, self._database)
        if number % 2:
            contenders.reverse()
        self._backups("first", contenders, number)
        if "repeat" in self._tasks:
            laboratory.change(self._database, number)
            self._backups("repeat", contenders, number)
        if "restore" in self._tasks:
            labvault = next(c for c in contenders if isinstance(c, LabVault))
            self._restores(labvault, place, number)
        shutil.rmtree(place)

    def _backups(self, task: str, contenders: list[Contender], number: int) -> None:
        for contender in contenders:
            before = contender.stored()
            self._measure(task, contender.name, contender.backup(), number)
            self._stored[task, contender.name] = contender.stored() - before

    def _restores(self, labvault: LabVault, place: Path, number: int) -> None:
        target = self._server.address.with_database(RESTORED)
        stock = pg_restore(dump_file(self._database, place), target, place)
        turns = [(labvault.name, labvault.restore(target)), ("pg_restore -j2", stock)]
        for name, pipeline in reversed(turns) if number % 2 else turns:
            if pipeline is stock:
                self._server.create_database(RESTORED)
            self._server.execute(sql.SQL("CHECKPOINT"))
            warm(place)
            self._measure("restore", name, pipeline, number)
            self._server.drop_database(RESTORED)

    def _measure(self, task: str, name: str, pipeline: Pipeline, number: int) -> None:
        settle()
        seconds, peak = run(pipeline, watch=number == 0)
        if number:
            self._seconds[task, name].append(seconds)
        if peak:
            self._peaks[task, name] = peak

    def rows(self) -> list[Row]:
        """The table, LabVault first in each task, absent programs said."""
        tasks = (("first", FIRST_LIMIT), ("repeat", REPEAT_LIMIT))
        names = ("LabVault", "pg_dump, age", "pg_dump, restic", "pg_dump, borg")
        rows = [
            self._row(task, f"{task} backup: ", name, "pg_dump, age", limit)
            for task, limit in tasks
            for name in names
        ]
        rows += [
            self._row("restore", "restore: ", name, "pg_restore -j2", RESTORE_LIMIT)
            for name in ("LabVault", "pg_restore -j2")
        ]
        return [row for row in rows if row.seconds or row.remark]

    def _row(self, task: str, what: str, name: str, measure: str, limit: float) -> Row:
        label = f"{what}{name}"
        if name in self._absent:
            return Row(label, remark=f"not installed: {', '.join(self._absent[name])}")
        ours = name == "LabVault"
        return Row(
            label,
            self._seconds[task, name],
            () if name == measure else self._seconds[task, measure],
            measure,
            limit if ours else None,
            self._stored.get((task, name)),
            self._peaks.get((task, name)),
        )
