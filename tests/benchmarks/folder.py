"""Folders of films, against the tools that they are usually copied with: ``packaging/run
bench-folder``.

Prints a Markdown table with the limits that must hold and writes it to
``docs/BENCHMARK-FOLDER.md``. Ends with 1 when a limit does not hold.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import sys
import tempfile
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

from tests.benchmarks import report
from tests.benchmarks.conditions import Conditions
from tests.benchmarks.folder_contenders import Borg, Contender, Copy, LabVault, Restic
from tests.benchmarks.measures import Peak, Pipeline, run, settle, warm
from tests.benchmarks.report import Figure, Row

FIRST, COPY, REPEAT, RESTORE = 1.0, 1.5, 1.0, 1.0
MEMORY_LIMIT = 400.0  # MB
TASKS = ("first", "repeat", "restore")
NEW_FILMS = 10
PAGE = Path(__file__).parents[2] / "docs" / "BENCHMARK-FOLDER.md"
OF_FOLDERS = """\
The films are noise, of 1 to 3 MB each, in folders as ethoscopes make them; before the repeat ten
come to them. `cp` flushes every file that it wrote, as LabVault does; restic and borg flush as they
do by themselves. LabVault also reads back what it stored, and compares what it restored with the
snapshot; the others do not. All have their usual settings."""


def main() -> int:
    options = _options()
    with tempfile.TemporaryDirectory(prefix="labvault-bench-", dir=_disk()) as place:
        match = Match(Path(place), options.megabytes, options.files, tuple(options.tasks))
        conditions = Conditions()
        for number in range(options.runs + 1):
            _say(f"round {number} of {options.runs}" if number else "round to warm up")
            match.round(number)
        machine, rows, figures = conditions.sentence(), match.rows(), match.figures()
    text = _page(rows, figures, machine, options)
    print(text)
    if tuple(options.tasks) == TASKS and options.keep_page:
        PAGE.write_text(text)
    return 0 if all(row.holds for row in rows) and all(f.holds for f in figures) else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.folder", description=__doc__)
    parser.add_argument("--megabytes", type=int, default=2000, help="of all films")
    parser.add_argument("--files", type=int, default=1000, help="how many films")
    parser.add_argument("--runs", type=int, default=5, help="counted rounds")
    parser.add_argument("--tasks", nargs="+", choices=TASKS, default=TASKS)
    parser.add_argument(
        "--no-page", dest="keep_page", action="store_false", help="only print the table"
    )
    return parser.parse_args()


def _disk() -> Path | None:
    """Not /tmp, which may be memory."""
    place = Path("/var/tmp")
    return place if place.is_dir() else None


class Match:
    """Runs rounds and keeps their times."""

    def __init__(self, folder: Path, megabytes: int, files: int, tasks: tuple[str, ...]) -> None:
        self._folder, self._tasks = folder, tasks
        self._films = folder / "films"
        self._size = megabytes * 1_000_000 // files
        self._chance = random.Random(5)
        self._made = 0
        _say(f"making {files} films of {megabytes} MB in all")
        self._film(files)
        self._seconds: Mapping[tuple[str, str], list[float]] = defaultdict(list)
        self._peaks: dict[tuple[str, str], Peak] = {}
        self._stored: dict[tuple[str, str], int] = {}

    def _film(self, count: int) -> None:
        for _ in range(count):
            number = self._made
            self._made += 1
            day, machine = number // 100, number % 7
            part = f"{machine:03}" + "ab" * 14
            stem = f"2026-03-{day % 28 + 1:02}_10-00-00"
            folder = self._films / part / f"ETHOSCOPE_{machine:03}" / stem
            folder.mkdir(parents=True, exist_ok=True)
            size = self._chance.randrange(self._size // 2, self._size * 3 // 2)
            name = f"{stem}_{part}_NA_1920x1080@25fps-28q_{number:05}.h264"
            (folder / name).write_bytes(os.urandom(size))

    def round(self, number: int) -> None:
        """Every task once. Round 0 warms up and watches memory; its times do not count."""
        place = self._folder / "round"
        contenders: list[Contender] = [LabVault(), Restic(), Borg(), Copy()]
        for contender in contenders:
            own = place / type(contender).__name__
            own.mkdir(parents=True)
            contender.prepare(own, self._films)
        if number % 2:
            contenders.reverse()
        for task in TASKS:
            if task == "repeat" and task in self._tasks:
                self._film(NEW_FILMS)
            if task in self._tasks or task == "first":
                self._task(task, contenders, number)
        shutil.rmtree(place)

    def _task(self, task: str, contenders: list[Contender], number: int) -> None:
        for contender in contenders:
            pipeline = contender.restore() if task == "restore" else contender.backup()
            if pipeline is None or (task != "first" and isinstance(contender, Copy)):
                continue
            before = contender.stored()
            if task == "restore":
                warm(contender.folder / "store")
            self._measure(task, contender.name, pipeline, number)
            self._stored[task, contender.name] = contender.stored() - before

    def _measure(self, task: str, name: str, pipeline: Pipeline, number: int) -> None:
        settle()
        seconds, peak = run(pipeline, watch=number == 0)
        if number:
            self._seconds[task, name].append(seconds)
        if peak:
            self._peaks[task, name] = peak
        _say(f"{task} {name}: {seconds:.2f} s")

    def rows(self) -> list[Row]:
        """LabVault against each that has a limit, then the others."""
        limits = {
            "first": (("restic", FIRST), ("cp, fsync", COPY)),
            "repeat": (("restic", REPEAT), ("borg", REPEAT)),
            "restore": (("restic", RESTORE),),
        }
        rows = []
        for task in self._tasks:
            what = "restore: " if task == "restore" else f"{task} backup: "
            for measure, limit in limits[task]:
                rows.append(self._row(task, what, "LabVault", measure, limit))
            rows += [
                self._row(task, what, name)
                for name in ("restic", "borg", "cp, fsync")
                if (task, name) in self._seconds
            ]
        return rows

    def _row(
        self, task: str, what: str, name: str, measure: str = "", limit: float | None = None
    ) -> Row:
        return Row(
            f"{what}{name}",
            self._seconds[task, name],
            self._seconds[task, measure] if measure else (),
            measure,
            limit,
            None if task == "restore" else self._stored.get((task, name)),
            self._peaks.get((task, name)),
        )

    def figures(self) -> list[Figure]:
        """The peaks of LabVault, which have the limit."""
        return [
            Figure(f"{task}: LabVault, {what}", size / 1e6, MEMORY_LIMIT)
            for (task, name), peak in self._peaks.items()
            if name == "LabVault" and task in self._tasks
            for what, size in (("process", peak.process), ("whole tree", peak.tree))
        ]


def _page(rows: list[Row], figures: list[Figure], machine: str, options: argparse.Namespace) -> str:
    size = f"--megabytes {options.megabytes} --files {options.files}"
    lines = [
        "# Benchmark of folders",
        "",
        f"`packaging/run bench-folder {size} --runs {options.runs}` on {report.machine()}:"
        f" {options.files:,} films of {options.megabytes:,} MB in all,"
        f" {options.runs} counted rounds. {machine}",
        "",
        *report.table(rows),
        "",
        *report.figures(figures),
        "",
        report.HOW + OF_FOLDERS,
        "",
    ]
    return "\n".join(lines)


def _say(what: str) -> None:
    print(f"bench-folder: {what}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
