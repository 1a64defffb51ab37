"""Telling people of what this program did: remembered at once, sent by a process of its own.

A mail server may take its time, and nobody who waits for an answer shall wait for it: messages go
into the outbox, and a second LabVault (``labvault notify deliver``) sends them after this one's
answer. While an agent runs they are left to it.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import EnvironmentFailed

if TYPE_CHECKING:
    from desktop_app.engine.catalog.catalog import Catalog
    from desktop_app.engine.catalog.entries import Job
    from desktop_app.engine.notify.events import Event

SENDER = (sys.executable, "-P", "-m", "desktop_app")
NEW_GROUP, NO_CONSOLE = 0x200, 0x08000000  # Windows's names are missing elsewhere


@dataclass(frozen=True, slots=True)
class Telling:
    """For any thread. ``say``: the words for a job's error. ``complain`` takes a line where
    something could not be told; a run is none the worse for it."""

    profile: Path
    say: Callable[[Mapping[str, Any]], str]
    clock: Callable[[], datetime]
    complain: Callable[[str], None]

    def of_job(self, catalog: Catalog, job: Job) -> None:
        """A job that this program ran has ended; tell of it."""
        self.note(catalog, job)
        self.send(catalog, [job.workspace])

    def note(self, catalog: Catalog, job: Job) -> None:
        """The same, without sending yet."""
        try:
            records = catalog.of(job.workspace)
            # The usual run, after which there is nothing to say, shall not take the time that it
            # takes to import what says it.
            if _went_well(job) and all(fault.cleared for fault in records.notices.faults()):
                return
            from desktop_app.engine.telling.tidings import tell_of_job

            tell_of_job(records, job, self.say, self.clock())
        except EnvironmentFailed as fault:
            self.complain(f"nobody could be told of job {job.key}: {fault}")

    def events(self, catalog: Catalog, workspace: str, events: Iterable[Event]) -> None:
        """Tell of other things that happened in a workspace."""
        from desktop_app.engine.notify.notifier import tell

        try:
            for event in events:
                tell(catalog.of(workspace).notices, event)
        except EnvironmentFailed as fault:
            self.complain(f"nobody could be told: {fault}")
        self.send(catalog, [workspace])

    def send(self, catalog: Catalog, workspaces: Iterable[str]) -> None:
        """Put into the outbox what was noted, and see that it is sent."""
        try:
            wanting = [n for n in sorted(set(workspaces)) if catalog.of(n).notices.rules()]
            if not wanting:
                return
            from desktop_app.engine.agent.lock import holder
            from desktop_app.engine.notify.notifier import ring

            if holder(self.profile) is not None:
                return  # its agent is about to
            now = self.clock()
            for name in wanting:
                if ring(catalog.of(name).notices, now):
                    self._start(name)
        except (EnvironmentFailed, OSError, subprocess.CalledProcessError) as fault:
            self.complain(f"messages wait in the outbox: {fault}")

    def _start(self, workspace: str) -> None:
        command = ("--profile", str(self.profile), "--workspace", workspace, "notify", "deliver")
        _let_go((*SENDER, *command))


def _went_well(job: Job) -> bool:
    from desktop_app.engine.catalog.entries import JobState

    return job.state is JobState.SUCCEEDED


def _let_go(command: tuple[str, ...]) -> None:
    """Start a program that outlives this one, its terminal and a Ctrl-C there, and that nobody
    has to wait for."""
    silent: dict[str, Any] = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.DEVNULL)
    if sys.platform == "win32":
        subprocess.Popen(command, creationflags=NEW_GROUP | NO_CONSOLE, **silent)
        return
    # The shell is gone at once, and what it started is no child of this program.
    shell = ("/bin/sh", "-c", '"$@" &', "sh")
    subprocess.run((*shell, *command), start_new_session=True, check=True, **silent)
