"""One look at the schedules of a workspace: jobs are made of what is due.

What is due while the drive of its repository is away waits for the drive, and is one run then.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from desktop_app.engine.agent.changes import Changes
from desktop_app.engine.agent.places import Places, files_of, mark_of
from desktop_app.engine.catalog.catalog import Records
from desktop_app.engine.catalog.entries import (
    Job,
    JobKind,
    JobState,
    RepositoryEntry,
    ScheduleEntry,
    TargetEntry,
)
from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import BadRule, NotSupported
from desktop_app.engine.jobs.rules import MOST_TRIES
from desktop_app.engine.schedule.due import Memory, decide, was_missed
from desktop_app.engine.schedule.rules import Plugged, Quiet, Rule
from desktop_app.engine.schedule.words import rule_of

ONE_DAY = timedelta(days=1)

Told = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Scene:
    """A schedule with what it is about."""

    entry: ScheduleEntry
    rule: Rule
    target: TargetEntry
    repository: RepositoryEntry


def must_fit(rule: Rule, kind: JobKind, target: TargetEntry, repository: RepositoryEntry) -> None:
    """Raises :class:`NotSupported` when a target cannot have such a rule."""
    if isinstance(rule, Quiet) and files_of(target) is None:
        why = f"{target.name} is a database, whose files LabVault does not watch"
        raise NotSupported(
            "waiting until files stop changing", f"{why}; use a time, such as hourly"
        )
    if isinstance(rule, Quiet) and kind is not JobKind.BACKUP:
        raise NotSupported("waiting until files stop changing", "that is for backups only")
    if isinstance(rule, Plugged) and mark_of(repository) is None and files_of(target) is None:
        why = f"neither {target.name} nor its repository {repository.name} is on a drive"
        raise NotSupported("waiting for a drive", f"{why}; use a time, such as every 6 hours")


class Turns:
    """The schedules of one workspace, for one agent. For one thread."""

    def __init__(self, records: Records, places: Places, changes: Changes, tell: Told) -> None:
        """``tell`` takes lines for the agent's log."""
        self._records, self._places, self._changes = records, places, changes
        self._tell = tell
        self._seen: set[tuple[str, JobKind]] = set()
        self.stuck: dict[str, str] = {}
        """Why a target's schedule does not work, by target, as of the last look."""

    def take(self, now: datetime) -> datetime | None:
        """Queue what is due; returns when to look again at the latest, None for whenever."""
        self.stuck = {}
        for name in self._records.targets.resume(now):
            self._tell(f"{name} goes on: its pause is over")
        scenes = self.scenes()
        quiet = [scene.target for scene in scenes if isinstance(scene.rule, Quiet)]
        folders = [path for path in map(files_of, quiet) if path and self._places.is_there(path)]
        self._changes.keep(folders)
        moments = [self._look(scene, now) for scene in scenes]
        moments += [target.paused_until for target in self._records.targets.list()]
        return min((moment for moment in moments if moment is not None), default=None)

    def scenes(self) -> tuple[Scene, ...]:
        """The schedules that are not resting."""
        targets = {target.name: target for target in self._records.targets.list()}
        repositories = {entry.name: entry for entry in self._records.repositories.list()}
        found = []
        for entry in self._records.schedules.list():
            target = targets.get(entry.target)
            if target is None or target.paused or not entry.enabled:
                continue
            repository = repositories[target.repository]
            try:
                found.append(Scene(entry, rule_of(entry.rule), target, repository))
            except BadRule as error:  # a newer program's
                self.stuck[target.name] = f"The rule “{error.rule}” is not understood."
        return tuple(found)

    def close(self) -> None:
        self._changes.close()

    def _look(self, scene: Scene, now: datetime) -> datetime | None:
        match scene.rule:
            case Plugged():
                self._look_for_drive(scene, now)
                return None
            case Quiet(seconds):
                return self._look_for_rest(scene, seconds, now)
            case _:
                return self._look_at_clock(scene, now)

    def _look_at_clock(self, scene: Scene, now: datetime) -> datetime | None:
        entry, zone = scene.entry, ZoneInfo(scene.entry.zone)
        memory = Memory(entry.due, entry.done, entry.turn)
        decided = decide(scene.rule, memory, now, zone)
        after = decided.memory
        if decided.run is not None and not self._is_reachable(scene):
            return None  # it stays due until the drive is there
        if after != memory:
            changed = replace(entry, due=after.due, done=after.done, turn=after.turn)
            missed = " (it was missed)" if was_missed(decided, now) else ""
            self._advance(scene, changed, decided.run, now, missed)
        return after.due

    def _look_for_drive(self, scene: Scene, now: datetime) -> None:
        """A drive that is there when the agent starts counts as plugged in once a day."""
        path = mark_of(scene.repository) or files_of(scene.target)
        there = self._places.is_there(path) if path else None
        if there is None:
            return
        entry = scene.entry
        first = (entry.target, entry.kind) not in self._seen
        self._seen.add((entry.target, entry.kind))
        long_ago = entry.done is None or abs(now - entry.done) > ONE_DAY
        came = there and (entry.present is False or (first and long_ago))
        if there != entry.present or came:
            changed = replace(entry, present=there, done=now if came else entry.done)
            self._advance(scene, changed, now if came else None, now, " (the drive is there)")

    def _look_for_rest(self, scene: Scene, seconds: int, now: datetime) -> datetime | None:
        path, target = files_of(scene.target), scene.target.name
        if path is None or not self._places.is_there(path):
            return None
        mark = mark_of(scene.repository)
        try:
            folder = self._changes.watch(path, [mark.parent] if mark else [])
        except OSError as error:
            why = error.strerror or str(error)
            self.stuck[target] = f"The files in {path} cannot be watched: {why}."
            return None
        left = folder.rest_left(seconds)
        if left is None:
            return None
        if left > 0:
            return now + timedelta(seconds=left)
        if self._is_reachable(scene) and not self._is_at_work(scene):
            folder.settle(seconds)
            changed = replace(scene.entry, done=now)
            self._advance(scene, changed, now, now, " (its files changed)")
        return None

    def _is_reachable(self, scene: Scene) -> bool:
        mark = mark_of(scene.repository)
        return mark is None or bool(self._places.is_there(mark))

    def _is_at_work(self, scene: Scene) -> bool:
        states, target = (JobState.QUEUED, JobState.RUNNING), scene.target.name
        jobs = self._records.jobs.list(states=states, target=target)
        return any(job.kind is scene.entry.kind for job in jobs)

    def _advance(
        self, scene: Scene, after: ScheduleEntry, run: datetime | None, now: datetime, why: str
    ) -> None:
        job = None if run is None else self._job(scene, run, now)
        if self._records.schedules.advance(scene.entry, after, job) and job is not None:
            about = job.target or job.repository
            self._tell(f"{job.kind} of {about} is due since {run:%Y-%m-%d %H:%M:%S} UTC{why}")

    def _job(self, scene: Scene, run: datetime, now: datetime) -> Job:
        entry = scene.entry
        return Job(
            entry.kind,
            "" if entry.whole else entry.target,
            scene.repository.name,
            created=now,
            not_before=now,
            workspace=self._records.workspace,
            arguments=entry.arguments,
            occasion=occasion(self._records.workspace, entry, run),
            most_tries=MOST_TRIES,
        )


def occasion(workspace: str, entry: ScheduleEntry, run: datetime) -> str:
    """What a job is made for: no two jobs are made for the same."""
    moments = (entry.since.isoformat(), str(entry.turn), run.isoformat())
    return json.dumps([workspace, entry.target, str(entry.kind), *moments])
