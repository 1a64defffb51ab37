"""What each kind of queued job does. Joins the queue's jobs with the engine's work.

A job's ``arguments`` are those that :mod:`json` can keep, never a secret:

======== =========================================================================
backup   ``reread`` (false): also what is as it was when the last snapshot was taken
verify   ``level`` (bytes), ``snapshot`` (the target's latest; where the job has no
         target, all of its repository), ``percent`` of the packs (all)
drill    ``snapshot`` (the target's latest)
restore  ``snapshot``, ``to`` (an address), ``only`` (patterns), ``replace``,
         ``create_roles``, ``disconnect``; for folders ``way`` (beside, over) and
         ``existing`` (skip, replace, both)
prune    of the target, or where the job has none of all in its repository: ``last``,
         ``daily``, ``weekly``, ``monthly``, ``yearly``, ``at_least`` (0) for targets that have
         no retention of their own; ``grace_hours`` (24)
scan     of a folder target: ``full`` (false), and its index is brought up to date; of
         others none: looks what snapshots their repository holds
======== =========================================================================
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from desktop_app.engine.catalog.entries import Job, JobKind
from desktop_app.engine.errors import NotSupported
from desktop_app.engine.jobs.outcome import Outcome, Runner
from desktop_app.engine.model import Grade, Level, Remark
from desktop_app.engine.progress import Progress
from desktop_app.engine.workspace import Recorder, WithinJob, Workspace

OpenWorkspace = Callable[[str, Recorder], Workspace]
"""Opens a workspace by name, whose runs are noted by the recorder. Called in the thread of the
job; its keyholder must not ask anybody."""

RETENTION = ("last", "daily", "weekly", "monthly", "yearly", "at_least")


def runners(open_workspace: OpenWorkspace) -> Mapping[JobKind, Runner]:
    """The runners of all kinds that can be queued."""
    works: Mapping[JobKind, Callable[[Workspace, Job, Progress], None]] = {
        JobKind.BACKUP: back_up,
        JobKind.VERIFY: verify,
        JobKind.DRILL: drill,
        JobKind.RESTORE: restore,
        JobKind.PRUNE: prune,
        JobKind.SCAN: scan,
    }

    def runner(work: Callable[[Workspace, Job, Progress], None]) -> Runner:
        def run(job: Job, progress: Progress) -> Outcome:
            recorder = WithinJob()
            with open_workspace(job.workspace, recorder) as workspace:
                work(workspace, job, progress)
            return recorder.record.outcome()

        return run

    return {kind: runner(work) for kind, work in works.items()}


def back_up(workspace: Workspace, job: Job, progress: Progress) -> None:
    """Take a snapshot of the target."""
    progress.phase("opening the repository")
    with workspace.prepared(job.target, reread=bool(job.arguments.get("reread"))) as run:
        run(progress)


def verify(workspace: Workspace, job: Job, progress: Progress) -> None:
    """Prove something of a snapshot, or of all that a repository holds."""
    from desktop_app.engine.assurance.verification import verify_and_remember

    level = Level(_text(job, "level", str(Level.BYTES)))
    percent = job.arguments.get("percent")
    share = None if percent is None else float(percent) / 100
    progress.phase("opening the repository")
    if not job.target and "snapshot" not in job.arguments:
        with workspace.repository(job.repository) as opened:
            verify_and_remember(workspace, opened, None, level, share, progress)
        return
    with workspace.holding(_snapshot(job)) as (opened, found):
        verify_and_remember(workspace, opened, found, level, share, progress)


def whole_verification(workspace: str, repository: str, now: datetime, priority: int = 0) -> Job:
    """A job that reads everything in a repository: only that lifts damage that is known."""
    return Job(
        JobKind.VERIFY,
        "",
        repository,
        now,
        now,
        workspace=workspace,
        priority=priority,
        arguments={"level": Level.BYTES.value},
    )


def drill(workspace: Workspace, job: Job, progress: Progress) -> None:
    """Really restore into a scratch server, compare and ask everything, and keep how long it
    took."""
    from desktop_app.engine.assurance.drill import run_drill

    progress.phase("opening the repository")
    with workspace.holding(_snapshot(job)) as (opened, (found,)):
        run_drill(workspace, opened, found, progress)


def restore(workspace: Workspace, job: Job, progress: Progress) -> None:
    """Get data back to an address. A second try goes on with what the first one left."""
    from desktop_app.engine import restore as engine
    from desktop_app.engine.sources.base import Existing, Interrupted, Way

    wanted = job.arguments
    options = engine.RestoreOptions(
        only=tuple(wanted.get("only", ())),
        way=Way.REPLACE if wanted.get("replace") else Way(wanted.get("way", Way.NEW)),
        interrupted=Interrupted.RESUME if job.tries > 1 else Interrupted.REFUSE,
        create_roles=bool(wanted.get("create_roles")),
        disconnect=bool(wanted.get("disconnect")),
        existing=Existing(wanted.get("existing", Existing.SKIP)),
    )
    to = _text(job, "to")
    progress.phase("opening the repository")
    with workspace.holding(_snapshot(job)) as (opened, (found,)):
        destination = workspace.destination(to, found.target_kind)
        workspace.restore(opened, found, destination, options, progress)


def prune(workspace: Workspace, job: Job, progress: Progress) -> None:
    """Remove what the target's own retention does not keep, and give the repository's space back;
    a target without one is judged by the job's arguments. A job without a target is about all of
    its repository. Does nothing but say so while prune is paused."""
    from desktop_app.engine.keeping.retention import Retention
    from desktop_app.engine.keeping.upkeep import prune_and_remember

    others = Retention(**{rule: int(job.arguments.get(rule, 0)) for rule in RETENTION})
    grace = timedelta(hours=float(job.arguments.get("grace_hours", 24)))
    progress.phase("opening the repository")
    with workspace.repository(job.repository) as opened:
        prune_and_remember(workspace, opened, others, grace, progress, job.target)


def scan(workspace: Workspace, job: Job, progress: Progress) -> None:
    """Look what a folder target holds; or what snapshots a repository does, of which it is damage
    what cannot be read."""
    from desktop_app.engine.targets import indexing

    if job.target and indexing.root_of(workspace.catalog.targets.load(job.target))[0]:
        indexing.scan(workspace, job.target, progress, full=bool(job.arguments.get("full")))
        return
    progress.phase("looking at the repository")
    with (
        workspace.repository(job.repository) as opened,
        workspace.recorded(JobKind.SCAN, job.target, opened.entry.name, progress) as record,
    ):
        record.grade = Grade.FAILED if opened.problems else Grade.OK
        record.remarks = tuple(Remark(problem.name, problem.how) for problem in opened.problems)
        record.figures = {"items": len(opened.snapshots)}


def _snapshot(job: Job) -> str:
    """The reference of the snapshot that is meant."""
    return _text(job, "snapshot", f"latest:{job.target}")


def _text(job: Job, name: str, default: str | None = None) -> str:
    value: Any = job.arguments.get(name, default)
    if not isinstance(value, str):
        raise NotSupported(f"a job of kind {job.kind}", f"it does not say {name}")
    return value
