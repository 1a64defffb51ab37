"""LabVault against the tools it must be measured with, in one run: ``packaging/run bench``.

Prints a Markdown table with the limits that must hold and writes it to ``docs/BENCHMARK.md``.
Ends with 1 when a limit does not hold.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from platformdirs import user_cache_path

from desktop_app.engine.sources.postgres.connection import Address
from desktop_app.engine.sources.postgres.scratch.server import ScratchServer
from tests.benchmarks import laboratory, report
from tests.benchmarks.conditions import Conditions
from tests.benchmarks.contenders import environment, must_run
from tests.benchmarks.match import TASKS, Match
from tests.benchmarks.report import Figure, Row
from tests.servers import Server

MEMORY_LIMIT = 400.0  # MB
OF_DATABASES = """\
The server is not in it. LabVault flushes to the disk what it stores, reads it back, and compares
after a restore; the other programs do not. The database is made up (random doubles, times with
jitter, digests, JSON, noise; {tables} tables with indexes, foreign keys), and PostgreSQL runs with
its default settings.
"""


def main() -> int:
    options = _options()
    with ExitStack() as stack:
        folder = _work_folder(stack)
        keep = user_cache_path("labvault-benchmark") if options.keep else folder / "server"
        scratch = stack.enter_context(ScratchServer.start(folder=keep))
        server = Server(scratch, 17)
        database = _database(server, options.megabytes)
        size = laboratory.size(database)
        _say(f"the database has {size / 1e6:.0f} MB")
        match, conditions = Match(server, database, folder, options.tasks), Conditions()
        for number in range(options.runs + 1):
            _say(f"round {number} of {options.runs}" if number else "round to warm up")
            match.round(number)
        machine, rows = conditions.sentence(), match.rows()
        figures = [*_memory(rows), _million_chunks(folder)]
        if options.keep:
            server.drop_database(database)
    text = _page(rows, figures, size, machine, options)
    print(text)
    if options.tasks == TASKS:
        report.write_page(text)
    holds = [row.holds for row in rows] + [figure.holds for figure in figures]
    return 0 if all(holds) else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--megabytes", type=int, default=800, help="size of the database")
    parser.add_argument("--runs", type=int, default=5, help="counted rounds")
    parser.add_argument("--tasks", nargs="+", choices=TASKS, default=TASKS)
    parser.add_argument(
        "--keep", action="store_true", help="keep the made-up database for the next benchmark"
    )
    return parser.parse_args()


def _work_folder(stack: ExitStack) -> Path:
    # Not /tmp, which may be memory: everything that is measured must be on a disk.
    parent = Path("/var/tmp")
    folder = Path(
        tempfile.mkdtemp(prefix="labvault-bench-", dir=parent if parent.is_dir() else None)
    )
    stack.callback(shutil.rmtree, folder, ignore_errors=True)
    folder.chmod(0o755)
    return folder


def _database(server: Server, megabytes: int) -> Address:
    """The database that is measured: a copy of the one kept, which stays as it was made."""
    template = f"laboratory_{megabytes}"
    if not server.has_database(template):
        _say(f"making a database of about {megabytes} MB")
        server.drop_database("unfinished")
        unfinished = server.create_database("unfinished")
        laboratory.fill(unfinished, megabytes)
        server.rename_database("unfinished", template)
    return server.copy_database(template, "bench")


def _memory(rows: list[Row]) -> list[Figure]:
    """The peaks of every LabVault run, which have the limit."""
    return [
        Figure(f"{row.name}, {what}", megabytes / 1e6, MEMORY_LIMIT)
        for row in rows
        if row.peak and "LabVault" in row.name
        for what, megabytes in (("process", row.peak.process), ("whole tree", row.peak.tree))
    ]


def _million_chunks(folder: Path) -> Figure:
    _say("opening a repository of a million chunks")
    place = folder / "million"
    place.mkdir()
    step = (sys.executable, "-m", "tests.benchmarks.million_chunks")
    must_run((*step, "write", place), environment(folder))
    answer = json.loads(must_run((*step, "open", place), environment(folder)))
    name = f"opening a repository of 1,000,000 chunks (1 TB), {answer['seconds']:.1f} s"
    return Figure(name, answer["peak"] / 1e6, MEMORY_LIMIT)


def _page(
    rows: list[Row], figures: list[Figure], size: int, machine: str, options: argparse.Namespace
) -> str:
    command = f"packaging/run bench --megabytes {options.megabytes} --runs {options.runs}"
    lines = [
        "# Benchmark",
        "",
        f"`{command}` on {report.machine()}: a PostgreSQL 17 database of {size / 1e6:.0f} MB,"
        f" {options.runs} counted rounds. {machine}",
        "",
        *report.table(rows),
        "",
        *report.figures(figures),
        "",
        report.HOW + OF_DATABASES.format(tables=5),
    ]
    return "\n".join(lines)


def _say(what: str) -> None:
    print(f"bench: {what}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
