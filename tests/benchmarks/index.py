"""How long the index of a folder takes, against asking the disk: ``packaging/run bench-index``.

Prints a Markdown table with the limits that must hold and writes it to
``docs/BENCHMARK-INDEX.md``. Ends with 1 when a limit does not hold.
"""

from __future__ import annotations

import argparse
import glob
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median

from desktop_app import garbage
from desktop_app.engine.progress import Silent
from desktop_app.engine.sources.folder.index.file import IndexFile
from desktop_app.engine.sources.folder.index.known import Known
from desktop_app.engine.sources.folder.index.lister import IndexLister, kept_entries
from desktop_app.engine.sources.folder.index.listing import COLUMNS, Listing
from desktop_app.engine.sources.folder.index.reading import STAMP, summed
from desktop_app.engine.sources.folder.index.totals import load_totals
from desktop_app.engine.sources.folder.patterns import Patterns
from desktop_app.engine.sources.folder.walk import Walk
from tests.benchmarks.report import machine

PAGE = Path(__file__).parents[2] / "docs" / "BENCHMARK-INDEX.md"
ALL = Patterns.of()
DEVICES, PER_RUN = 50, 100
MIDDLE, RECENT = timedelta(days=20), timedelta(days=2)
SPREAD = ((0.7, timedelta(days=100)), (0.9, MIDDLE), (1.0, RECENT))
"""FACTS.md: 70 % old, 20 % middle, 10 % recent, by runs."""

AHEAD = timedelta(minutes=1)  # what was made just now counts as calm
MOST_MEGABYTES = 400.0
HOW = """\
A tree of the old layout (`videos/MACHINE/NAME/MOMENT/…_00001.h264`), {per_run} files a run, 70 % of
the runs 100 days old, 20 % 20 days, 10 % 2 days. Each ratio is the median of the ratios of {rounds}
rounds, in each of which both were done, neighbours in time, with warm file caches. *glob + stat* is
`glob.iglob("**", recursive=True)` with `os.stat` of each path, as the program did that LabVault
takes over from; *rescanned* is the opening of the index, the look, and all entries told from it.
*The folders that changed* are the recent runs: each got another film since the last look; *a bare
walk* is what a backup does without an index, and gives entries. The look also asks each of the
other folders whether it changed, and keeps what it found. Memory is the kernel's high-water mark of
a process's resident set, the interpreter and its libraries included.
"""


@dataclass(frozen=True)
class Line:
    """One line of the table; ``value`` must not be above ``limit``, or below where ``least``."""

    name: str
    value: float
    limit: float | None
    unit: str
    remark: str = ""
    least: bool = False

    @property
    def holds(self) -> bool:
        if self.limit is None:
            return True
        return self.value >= self.limit if self.least else self.value <= self.limit

    def cells(self) -> str:
        sign = "≥" if self.least else "≤"
        mark = "✓" if self.holds else "✗"
        limit = "" if self.limit is None else f"{sign} {self.limit:g} {self.unit} {mark}"
        return f"| {self.name} | **{self.value:.3g}** {self.unit} | {limit} | {self.remark} |"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.index", description=__doc__)
    parser.add_argument("--rounds", type=int, default=7, help="counted rounds")
    parser.add_argument("--memory-of", nargs=2, type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.memory_of:
        print(_memory_of(*options.memory_of))
        return 0
    # As in the program: how often Python looks for circles is not what is measured.
    garbage.expect_to_load()
    garbage.all_is_loaded()
    # Not /tmp, which may be memory.
    place = Path("/var/tmp")
    with tempfile.TemporaryDirectory(dir=place if place.is_dir() else None) as folder:
        bench = Bench(Path(folder), options.rounds)
        lines = [*bench.small(), *bench.large(), *bench.million()]
    text = _page(lines, options.rounds)
    print(text)
    PAGE.write_text(text)
    return 0 if all(line.holds for line in lines) else 1


def _page(lines: list[Line], rounds: int) -> str:
    return "\n".join(
        [
            "# The index of a folder",
            "",
            f"On {machine()}. Written by `packaging/run bench-index`.",
            "",
            "| | | limit | |",
            "|---|--:|--:|---|",
            *(line.cells() for line in lines),
            "",
            HOW.format(per_run=PER_RUN, rounds=rounds),
        ]
    )


class Bench:
    """The measurements, each in a folder of its own."""

    def __init__(self, folder: Path, rounds: int) -> None:
        self._folder, self._rounds = folder, rounds

    def small(self) -> list[Line]:
        """10,000 files: save, load, size."""
        root, index = self._folder / "small", self._folder / "small.index"
        make_tree(root, 10_000)
        _look(index, root).close()
        kept = list(_kept(index))
        again = self._folder / "again.index"

        def save() -> None:
            with IndexFile.create(again, {"root": str(root)}) as file:
                file.store(kept)

        def load() -> None:
            with IndexFile.open(again, {"root": str(root)}) as file:
                assert sum(1 for _ in kept_entries(file)) > 10_000

        saved = median(_seconds(save) for _ in range(self._rounds))
        loaded = median(_seconds(load) for _ in range(self._rounds))
        size = sum(each.stat().st_size for each in self._folder.glob("again.index*")) / 1e6
        return [
            Line("10,000 files: save", saved, 0.2, "s", "into a new index"),
            Line("10,000 files: load", loaded, 0.05, "s", "open, and tell all entries"),
            Line("10,000 files: size", size, 3, "MB"),
        ]

    def large(self) -> list[Line]:
        """100,000 files: against glob + stat, and against a walk over what changed."""
        root, index = self._folder / "large", self._folder / "large.index"
        recent = make_tree(root, 100_000)
        first = _seconds(lambda: _look(index, root).close())
        memory = self._memory(index, root)
        lister = _lister(index)
        lister.look(str(root), ALL, Silent(), print).close()
        assert lister.figures is not None
        ratio = lister.figures.hit_ratio or 0.0
        whole, changed, barest, walks = [], [], [], []
        for number in range(self._rounds):
            asked = _seconds(lambda: _glob_and_stat(root))
            whole.append((_seconds(lambda: _tell(index, root)), asked))
            walks.append(_seconds(lambda: _bare_walk(root)))
            for run in recent:
                (run / f"another_{number:05}.h264").touch()
            walked = _seconds(lambda: [_bare_walk(run) for run in recent])
            listed = _seconds(lambda: [_list(run) for run in recent])
            looked = _seconds(lambda: _look(index, root).close())
            changed.append((looked, walked))
            barest.append((looked, listed))
        return [
            Line("100,000 files: first look", first, None, "s", "reads and keeps everything"),
            Line("100,000 files: the project's bare walk", median(walks), None, "s"),
            _ratio("100,000 files rescanned", whole, 0.3, "glob + stat"),
            _ratio("look, 10 % of the folders changed", changed, 1.5, "a bare walk over these"),
            _ratio("the same", barest, None, "`scandir` and `lstat` over these, nothing kept"),
            Line("hit ratio", ratio, 0.9, "", "files that were not touched", least=True),
            Line("memory of look and list", memory, MOST_MEGABYTES, "MB"),
        ]

    def million(self) -> list[Line]:
        """500 devices, a million files, of which there is only the index."""
        index = self._folder / "million.index"
        devices = _fill(index, 500, 20, PER_RUN)
        times = []
        for _ in range(self._rounds):
            since = time.perf_counter()
            found = load_totals(index, devices)
            times.append(time.perf_counter() - since)
            assert sum(totals.files for totals in found.values()) == 1_000_000
        memory = self._memory(index, Path("/nowhere"))
        remark = "totals of 500 folders, with the opening of the index"
        return [
            Line("status of 500 devices, 1,000,000 files", median(times), 0.1, "s", remark),
            Line("memory of a million entries told", memory, MOST_MEGABYTES, "MB"),
        ]

    def _memory(self, index: Path, root: Path) -> float:
        command = [sys.executable, "-m", "tests.benchmarks.index", "--memory-of", index, root]
        return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def make_tree(root: Path, files: int) -> list[Path]:
    """Runs of films of 50 devices; returns the folders of the recent ones."""
    now, runs, recent = datetime.now(UTC), files // PER_RUN, []
    for number in range(runs):
        age = next(age for share, age in SPREAD if number < share * runs)
        machine_id = f"{number % DEVICES:03}{'a' * 29}"
        start = f"{now - age - timedelta(minutes=number):%Y-%m-%d_%H-%M-%S}"
        run = root / "videos" / machine_id / f"ETHOSCOPE_{number % DEVICES:03}" / start
        run.mkdir(parents=True)
        then = (now - age).timestamp()
        for chunk in range(PER_RUN):
            film = run / f"{start}_{machine_id}_NA_1280x960@25fps-20q_{chunk:05}.h264"
            film.touch()
            os.utime(film, (then, then))
        if age == RECENT:
            recent.append(run)
    return recent


def _lister(index: Path) -> IndexLister:
    return IndexLister(index, None, lambda: datetime.now(UTC) + AHEAD)


def _look(index: Path, root: Path) -> IndexFile:
    return _lister(index).look(str(root), ALL, Silent(), print)


def _tell(index: Path, root: Path) -> None:
    for _ in _lister(index).entries(str(root), ALL, Silent(), print):
        pass


def _bare_walk(root: Path) -> None:
    for _ in Walk().entries(str(root), ALL, Silent(), print):
        pass


def _glob_and_stat(root: Path) -> None:
    # What is measured, as it was written there.
    for name in glob.iglob("**", root_dir=root, recursive=True):  # noqa: PTH207
        os.stat(os.path.join(root, name))  # noqa: PTH116, PTH118


def _list(folder: Path) -> None:
    with os.scandir(folder) as found:
        for each in found:
            each.stat(follow_symlinks=False)


def _kept(index: Path) -> list[tuple[Known, Listing]]:
    found = []
    with IndexFile.open(index, {}) as file:
        root = file.folder("")
        folders = [root] if root else []
        while folders:
            known = folders.pop()
            found.append((known, file.listing(known.number)))
            folders += file.below(known.number)
    return found


def _fill(index: Path, devices: int, runs: int, films: int) -> list[str]:
    """An index of a tree that is nowhere; returns the folders of the devices."""
    numbers = tuple(range(len(COLUMNS)))
    stamp = STAMP.pack(*numbers)
    rows = [(f"2026-03-14_09-00-00_{'a' * 32}_NA_{n:05}.h264", 0, *numbers) for n in range(films)]
    listing, names, number = Listing.of(rows), [f"videos/{n:03}" for n in range(devices)], 2
    with IndexFile.create(index, {"root": "/nowhere"}) as file:
        file.store([(Known(1, 0, "", stamp, 1), None), (Known(2, 1, "videos", stamp, 1), None)])
        for name in names:
            device = number = number + 1
            changed: list[tuple[Known, Listing | None]] = [(Known(device, 2, name, stamp, 1), None)]
            for run in range(runs):
                number += 1
                known = Known(number, device, f"{name}/2026-03-{run:02}_09-00-00", stamp, 1)
                changed.append((summed(known, listing), listing))
            file.store(changed)
    return names


def _memory_of(index: Path, root: Path) -> float:
    """The high-water mark of this process in MB, after a first look and all entries told; or
    where there is no such tree, after all entries of the index were told."""
    if root.is_dir():
        copy = index.with_name("memory.index")
        _look(copy, root).close()
        _tell(copy, root)
    else:
        with IndexFile.open(index, {}) as file:
            assert sum(1 for _ in kept_entries(file)) > 1_000_000
    status = Path("/proc/self/status").read_text()
    (line,) = [line for line in status.splitlines() if line.startswith("VmHWM:")]
    return int(line.split()[1]) / 1000


def _ratio(name: str, pairs: list[tuple[float, float]], limit: float | None, measure: str) -> Line:
    ratio = median(one / other for one, other in pairs)
    ours, theirs = (median(times) for times in zip(*pairs, strict=True))
    return Line(name, ratio, limit, f"× {measure}", f"{ours:.3f} s against {theirs:.3f} s")


def _seconds(work: Callable[[], object]) -> float:
    since = time.perf_counter()
    work()
    return time.perf_counter() - since


if __name__ == "__main__":
    sys.exit(main())
