"""A program with real workers, for tests and the soak: ``PROFILE NOTES COUNT``.

Its jobs do what their arguments say: ``fails`` (that many tries fail by a fault that may pass),
``hangs`` (until they are cancelled), ``seconds`` (of work). Each run is noted in a file that all
programs share, a line in one write. It ends when its input does.
"""

from __future__ import annotations

import os
import sys
import time
from datetime import timedelta
from pathlib import Path

from desktop_app.engine.catalog.catalog import Catalog
from desktop_app.engine.catalog.entries import Job, JobKind
from desktop_app.engine.errors import ServerUnreachable
from desktop_app.engine.jobs.outcome import Outcome
from desktop_app.engine.jobs.rules import Backoff, Limits, Rules
from desktop_app.engine.jobs.workers import Workers
from desktop_app.engine.progress import Progress

SOON = Backoff(first=timedelta(milliseconds=20), most=timedelta(milliseconds=100))


class Noting:
    """The runner of all kinds."""

    def __init__(self, notes: Path) -> None:
        self._file = os.open(notes, os.O_WRONLY | os.O_APPEND | os.O_CREAT)

    def __call__(self, job: Job, progress: Progress) -> Outcome:
        self._note("begin", job)
        try:
            return self._work(job, progress)
        finally:
            self._note("end", job)

    def _work(self, job: Job, progress: Progress) -> Outcome:
        progress.phase("working")
        if job.arguments.get("hangs"):
            progress.cancel.wait(600)
        progress.cancel.wait(float(job.arguments.get("seconds", 0)))
        if job.tries <= int(job.arguments.get("fails", 0)):
            raise ServerUnreachable("db", "injected")
        return Outcome(bytes=1000, items=1)

    def _note(self, what: str, job: Job) -> None:
        line = f"{what} {job.key} {job.tries} {os.getpid()} {job.target} {time.monotonic()}\n"
        os.write(self._file, line.encode())


def main() -> None:
    profile, notes, count = sys.argv[1:4]
    catalog = Catalog(Path(profile))
    rules = Rules(limits=Limits(per_repository=16), backoff=SOON)
    runner = Noting(Path(notes))
    workers = Workers(catalog, dict.fromkeys(JobKind, runner), int(count), rules=rules)
    workers.start()
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.read()
    workers.stop()
    catalog.close()


if __name__ == "__main__":
    main()
