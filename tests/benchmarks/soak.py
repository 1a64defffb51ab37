"""Many short jobs over several programs that fail and are killed: ``packaging/run soak``.

Works 2,000 jobs off with 4 workers in 2 programs; a tenth of the tries fail by a fault that may
pass, and 5 times a program is killed in the middle and started again. Then says whether any job
was lost or done twice, whether two backups of a target overlapped, and how soon jobs were picked
up, also with the queue at rest. Ends with 1 when a promise was broken.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop_app.engine.catalog.catalog import Catalog
from desktop_app.engine.catalog.entries import Job, JobKind, JobState
from desktop_app.engine.jobs.queue import Queue
from desktop_app.engine.jobs.rules import utc_now
from tests.engine.jobs.material import Begun, Program, runs_in

PROGRAMS, WORKERS_EACH, TARGETS = 2, 2, 200
PICKED_UP = 0.100  # seconds
IDLE_SHARE = 0.005  # of a core
PATIENCE = 600.0


@dataclass(frozen=True)
class Findings:
    """What the soak found; each of the first four must be 0."""

    lost: int
    twice: int
    overlaps: int
    wrong: int
    runs: int
    cut_off: int
    failures: int
    seconds: float


def main() -> int:
    options = _options()
    with tempfile.TemporaryDirectory(prefix="labvault-soak-") as folder:
        field = Soak(Path(folder), random.Random(options.seed))
        waits, idle = field.at_rest(options.picks)
        findings = field.work_off(options.jobs, options.kills)
        field.close()
    _print(findings, waits, idle, options)
    broken = findings.lost + findings.twice + findings.overlaps + findings.wrong
    slow = statistics.quantiles(waits, n=100)[94] > PICKED_UP or idle > IDLE_SHARE
    return 1 if broken or slow else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.soak", description=__doc__)
    parser.add_argument("--jobs", type=int, default=2_000)
    parser.add_argument("--kills", type=int, default=5)
    parser.add_argument("--picks", type=int, default=100, help="jobs to time with an idle queue")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


class Soak:
    """A profile in a folder, and the programs that work in it."""

    def __init__(self, folder: Path, chance: random.Random) -> None:
        self._profile, self._notes, self._chance = folder / "profile", folder / "notes", chance
        self._catalog = Catalog(self._profile)
        self._queue = Queue(self._catalog)

    def close(self) -> None:
        self._catalog.close()

    def at_rest(self, picks: int) -> tuple[list[float], float]:
        """Seconds from adding to beginning, job by job; and the share of a core that a program
        takes that has nothing to do."""
        program = self._start()
        program.is_ready()
        waits = []
        for number in range(picks):
            time.sleep(self._chance.uniform(0.0, 0.1))  # at any moment of a program's rounds
            key = self._add(number).key
            added = utc_now()
            while (job := self._queue.load(key)).state in (JobState.QUEUED, JobState.RUNNING):
                time.sleep(0.005)
            assert job.started is not None
            waits.append(max((job.started - added).total_seconds(), 0.0))
        before = _cpu(program.process.pid)
        time.sleep(10)
        idle = (_cpu(program.process.pid) - before) / 10
        program.stop()
        return waits, idle

    def work_off(self, count: int, kills: int) -> Findings:
        """Queue the jobs, kill programs at random moments, and look at what came out."""
        self._notes.unlink()
        keys = [self._add(number, fails=self._chance.random() < 0.1).key for number in range(count)]
        since = time.monotonic()
        programs = [self._start() for _ in range(PROGRAMS)]
        moments = sorted(self._chance.uniform(0.1, 0.9) * count for _ in range(kills))
        while (ended := count - self._open()) < count:
            if moments and ended > moments[0]:
                moments.pop(0)
                at = self._chance.randrange(PROGRAMS)
                programs[at].kill()
                programs[at] = self._start()
            assert time.monotonic() - since < PATIENCE, f"{ended} of {count} jobs ended in time"
            time.sleep(0.02)
        seconds = time.monotonic() - since
        for program in programs:
            program.stop()
        jobs = [self._queue.load(key) for key in keys]
        return _findings(jobs, runs_in(self._notes), seconds)

    def _start(self) -> Program:
        return Program.start(self._profile, self._notes, WORKERS_EACH)

    def _add(self, number: int, fails: bool = False) -> Job:
        now = utc_now()
        work = {"seconds": self._chance.uniform(0.0, 0.02), "fails": int(fails)}
        target = f"target-{number % TARGETS}"
        job = Job(JobKind.BACKUP, target, f"repository-{number % 7}", now, now, arguments=work)
        return self._queue.add(job)

    def _open(self) -> int:
        """How many jobs wait or are at work."""
        states = (JobState.QUEUED, JobState.RUNNING)
        return len(self._catalog.of().jobs.list(10**6, states=states))


def _findings(jobs: Sequence[Job], runs: Sequence[Begun], seconds: float) -> Findings:
    tries = Counter((run.key, run.attempt) for run in runs)
    last: dict[int, int] = {}
    for run in runs:
        last[run.key] = max(last.get(run.key, 0), run.attempt)
    # The try that succeeded is the last one that was begun, and it was begun once.
    wrong = sum(job.state is JobState.SUCCEEDED and last.get(job.key) != job.tries for job in jobs)
    return Findings(
        lost=sum(job.state is not JobState.SUCCEEDED for job in jobs),
        twice=sum(times > 1 for times in tries.values()),
        overlaps=_overlaps(runs),
        wrong=wrong,
        runs=len(runs),
        cut_off=sum(run.ended is None for run in runs),
        failures=sum(job.tries for job in jobs) - len(jobs),
        seconds=seconds,
    )


def _overlaps(runs: Sequence[Begun]) -> int:
    """Backups that began before the one before of their target had ended. One that was cut off
    ended when its program was killed, at the latest when the next began."""
    last: dict[str, float] = {}
    found = 0
    for run in sorted(runs, key=lambda run: run.began):
        found += run.began < last.get(run.target, 0.0)
        last[run.target] = run.ended or run.began
    return found


def _cpu(pid: int) -> float:
    """Seconds of a core that a process has taken (proc(5))."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _print(
    findings: Findings, waits: Sequence[float], idle: float, options: argparse.Namespace
) -> None:
    parts = statistics.quantiles(waits, n=100)
    rate = options.jobs / findings.seconds
    lines = [
        f"{options.jobs} jobs, {PROGRAMS * WORKERS_EACH} workers in {PROGRAMS} programs, "
        f"{options.kills} kills, in {findings.seconds:.1f} s ({rate:.0f} a second)",
        f"runs begun            {findings.runs}",
        f"cut off by a kill     {findings.cut_off}",
        f"tries that failed     {findings.failures}",
        f"jobs lost             {findings.lost}  (limit 0)",
        f"tries run twice       {findings.twice}  (limit 0)",
        f"runs after the end    {findings.wrong}  (limit 0)",
        f"targets that overlap  {findings.overlaps}  (limit 0)",
        f"pick-up at rest       median {parts[49] * 1e3:.0f} ms, 95 % within "
        f"{parts[94] * 1e3:.0f} ms (limit {PICKED_UP * 1e3:.0f}), worst {max(waits) * 1e3:.0f} ms",
        f"idle program          {idle:.2%} of a core (limit {IDLE_SHARE:.1%})",
    ]
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    sys.exit(main())
