"""The benchmark's result as a Markdown table, and the page that keeps it."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from tests.benchmarks.measures import Peak

PAGE = Path(__file__).parents[2] / "docs" / "BENCHMARK.md"
HOW = """\
Whole processes, timed from start to end, in rounds: in each round every program does each task
once, neighbours in time, in turning order. Before each measurement pending writes are flushed, and
memory is taken and given back, in small pages and in large ones, which a virtual machine may first
have to get from its host: else the second pays for what the first one used up. File caches are
warm: before a restore what it reads is read once. The first round is not counted; in it, memory is
watched. A ratio is the median of the ratios round by round. Memory of a *process* is the kernel's
high-water mark of its resident set; of its *tree*, the highest sum of proportional set sizes of it
and all its descendants, looked at every 50 ms.
"""


@dataclass(frozen=True)
class Row:
    """One line of the table. ``seconds`` in the order of the runs; ``against`` those of the
    measure in the same runs, so that ratios are of neighbours in time; ``stored`` in bytes."""

    name: str
    seconds: Sequence[float] = ()
    against: Sequence[float] = ()
    measure: str = ""
    limit: float | None = None
    stored: int | None = None
    peak: Peak | None = None
    remark: str = ""

    @property
    def ratio(self) -> float | None:
        """The median of the ratios run by run."""
        pairs = list(zip(self.seconds, self.against, strict=False))
        return median(one / other for one, other in pairs) if pairs else None

    @property
    def holds(self) -> bool:
        return self.limit is None or (self.ratio is not None and self.ratio <= self.limit)


@dataclass(frozen=True)
class Figure:
    """A single number with a limit, in megabytes."""

    name: str
    megabytes: float
    limit: float | None = None

    @property
    def holds(self) -> bool:
        return self.limit is None or self.megabytes <= self.limit


def table(rows: Sequence[Row]) -> list[str]:
    lines = [
        "| | median | of runs | ratio | limit | stored | peak: process / tree | |",
        "|---|--:|--:|--:|--:|--:|--:|---|",
    ]
    return lines + [f"| {' | '.join(_cells(row))} |" for row in rows]


def _cells(row: Row) -> list[str]:
    if not row.seconds:
        return [row.name, "–", "", "", "", "", "", row.remark]
    ratio = "" if row.ratio is None else f"**{row.ratio:.2f}** × {row.measure}"
    return [
        row.name,
        f"{median(row.seconds):.2f} s",
        f"{min(row.seconds):.2f}–{max(row.seconds):.2f} s",
        ratio,
        "" if row.limit is None else f"≤ {row.limit:.1f} × {_mark(row.holds)}",
        "" if row.stored is None else f"{row.stored / 1e6:.0f} MB",
        f"{row.peak.process / 1e6:.0f} / {row.peak.tree / 1e6:.0f} MB" if row.peak else "",
        row.remark,
    ]


def figures(found: Sequence[Figure]) -> list[str]:
    lines = ["| | MB | limit |", "|---|--:|--:|"]
    for figure in found:
        limit = "" if figure.limit is None else f"≤ {figure.limit:.0f} MB {_mark(figure.holds)}"
        lines.append(f"| {figure.name} | {figure.megabytes:.0f} | {limit} |")
    return lines


def _mark(holds: bool) -> str:
    return "✓" if holds else "✗"


def machine() -> str:
    """Cores, memory and processor; no names and no paths."""
    model = next(
        (
            line.partition(":")[2].strip()
            for line in Path("/proc/cpuinfo").read_text().splitlines()
            if line.startswith("model name")
        ),
        platform.machine(),
    )
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 2**30
    cores = len(os.sched_getaffinity(0))
    return (
        f"{cores} cores ({model}), {memory:.0f} GiB of memory, Python {platform.python_version()}"
    )


def write_page(text: str) -> None:
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(text)
