"""``labvault jobs``: the queue of work, and what became of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from desktop_app.cli.answer import FOUND_PROBLEM, Answer
from desktop_app.cli.desk import Desk, desk_of
from desktop_app.cli.job_text import document, heading, line_of, lines_of, name_of, row_of
from desktop_app.cli.text import moment, shown, table
from desktop_app.engine.catalog.entries import Job, JobKind, JobState
from desktop_app.engine.model import Level

if TYPE_CHECKING:
    from desktop_app.engine.jobs.queue import Queue
    from desktop_app.engine.workspace import Workspace

app = typer.Typer(help="Steer the queue of work, and see what became of it.")

Key = Annotated[int, typer.Argument(metavar="KEY", help="The job's number.", min=1)]
OPEN = (JobState.QUEUED, JobState.RUNNING, JobState.DEAD)
LOST = (JobState.FAILED, JobState.DEAD)
AT_WORK = "It is begun as soon as `labvault agent` or `labvault jobs run` is at work."
POLL_SECONDS = 0.1


class Addable(StrEnum):
    """The kinds that can be queued with nothing but a target."""

    BACKUP = "backup"
    VERIFY = "verify"
    DRILL = "drill"
    SCAN = "scan"


@app.command("list")
def list_(
    context: typer.Context,
    state: Annotated[
        list[JobState] | None, typer.Option(help="Only these; may be given again.")
    ] = None,
    target: Annotated[str | None, typer.Option(help="Only of this target.")] = None,
    open_: Annotated[
        bool, typer.Option("--open", help="Only what waits, runs, or is dead.")
    ] = False,
    limit: Annotated[int, typer.Option(min=1, help="The newest so many.")] = 100,
) -> Answer:
    """List the jobs of the workspace, the newest first."""
    with _looking(desk_of(context)) as (workspace, _):
        states = tuple(state or ()) or (OPEN if open_ else ())
        found = workspace.catalog.jobs.list(limit, states=states, target=target)
    if open_:
        found = tuple(job for job in found if not job.dismissed)
    jobs = [document(job) for job in found]
    if not found:
        return Answer(jobs, "No such job. Queue one with `labvault jobs add backup TARGET`.")
    return Answer(jobs, table(heading(), [row_of(job) for job in found], right=(0, 4)))


@app.command()
def show(context: typer.Context, key: Key) -> Answer:
    """Show one job: its figures, its error and its log."""
    with _looking(desk_of(context)) as (workspace, _):
        job, lines = workspace.catalog.jobs.load(key), workspace.catalog.jobs.lines(key)
    log = [{"number": n.number, "at": n.at.isoformat(), "line": n.line} for n in lines]
    text = [*lines_of(job), *(f"  {moment(n.at)}  {shown(n.line)}" for n in lines)]
    return Answer(document(job) | {"log": log}, "\n".join(text))


@app.command()
def add(
    context: typer.Context,
    kind: Annotated[Addable, typer.Argument()],
    target: Annotated[str, typer.Argument()],
    priority: Annotated[int, typer.Option(help="Higher ones are begun first.")] = 0,
    time_limit: Annotated[
        float | None, typer.Option(min=1, metavar="SECONDS", help="Stop it when it takes longer.")
    ] = None,
    level: Annotated[Level | None, typer.Option(help="For verify: what is to be proved.")] = None,
    sample: Annotated[
        float | None, typer.Option(help="For verify: percent of the packs.", min=0.01, max=100)
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="For verify: all that its repository holds.")
    ] = False,
) -> Answer:
    """Queue a job for a target."""
    from desktop_app.cli.schedule import verification_arguments
    from desktop_app.engine.jobs.rules import utc_now

    if kind is not Addable.VERIFY and (level or sample or everything):
        raise typer.BadParameter("--level, --sample and --all are for verify")
    arguments = {}
    now = utc_now()
    with _looking(desk_of(context)) as (workspace, queue):
        entry = workspace.catalog.targets.load(target)
        if kind is Addable.VERIFY:
            arguments = verification_arguments(entry.kind, level, sample, everything)
        job = Job(
            JobKind(kind),
            "" if everything else target,
            entry.repository,
            now,
            now,
            workspace=workspace.name,
            priority=priority,
            time_limit=time_limit,
            arguments=arguments,
        )
        job = queue.add(job)
    return _answer(job, "is queued", AT_WORK)


@app.command()
def cancel(context: typer.Context, key: Key) -> Answer:
    """Stop a job that waits or runs."""
    with _looking(desk_of(context)) as (workspace, queue):
        job = queue.of(workspace.name).cancel(key)
    if job.state is JobState.CANCELLED:
        return _answer(job, "is cancelled", "It was not at work.")
    return _answer(job, "was asked to stop", "The program that runs it stops it within seconds.")


@app.command()
def retry(context: typer.Context, key: Key) -> Answer:
    """Queue a job again that failed, died or was cancelled. One that waits need not any longer."""
    from desktop_app.engine.roles import action_of

    with _looking(desk_of(context)) as (workspace, queue):
        workspace.permit(action_of(workspace.catalog.jobs.load(key)))
        job = queue.of(workspace.name).retry(key)
    return _answer(job, "is queued again", AT_WORK)


@app.command()
def dismiss(context: typer.Context, key: Key) -> Answer:
    """Say that a dead or failed job has been seen. It stays in the history for a while."""
    with _looking(desk_of(context)) as (workspace, queue):
        job = queue.of(workspace.name).dismiss(key)
    return _answer(job, "is dismissed", "It is no longer listed as open.")


@app.command()
def run(
    context: typer.Context,
    workers: Annotated[int, typer.Option(min=1, max=32, help="How many at once.")] = 2,
) -> Answer:
    """Do all jobs that are due now, of all workspaces, and end."""
    desk = desk_of(context)
    ended = _work_off(desk, workers)
    lost = [job for job in ended if job.state in LOST or job.error is not None]
    text = f"{len(ended)} tries made, {len(lost)} of them failed." if ended else "Nothing is due."
    code = FOUND_PROBLEM if lost or any(j.state is JobState.WARNING for j in ended) else 0
    return Answer([document(job) for job in ended], text, code)


def _work_off(desk: Desk, count: int) -> list[Job]:
    """Run workers until nothing is due any more; every job is told when it ended."""
    from desktop_app.cli.unattended import unattended
    from desktop_app.engine.job_runners import runners
    from desktop_app.engine.jobs.workers import Workers

    ended: list[Job] = []
    telling, told = desk.telling(), 0
    with desk.catalog() as catalog, desk.narrating() as (meter, view):

        def changed(job: Job) -> None:
            if job.state is not JobState.RUNNING:
                ended.append(job)
                view.note(line_of(job))

        workers = Workers(catalog, runners(unattended(desk)), count, changed=changed)
        workers.start()
        try:
            while not workers.is_idle():
                meter.cancel.wait(POLL_SECONDS)
                while told < len(ended):
                    telling.note(catalog, ended[told])
                    told += 1
        finally:
            workers.stop()
            for job in ended[told:]:
                telling.note(catalog, job)
            # Together, so that what went wrong together is one message.
            telling.send(catalog, [job.workspace for job in ended])
    return ended


@contextmanager
def _looking(desk: Desk) -> Iterator[tuple[Workspace, Queue]]:
    """The workspace and the queue; what killed programs left is seen as that first."""
    from desktop_app.engine.jobs.queue import Queue

    with desk.workspace() as workspace:
        queue = Queue(workspace.whole_catalog)
        if queue.has_abandoned():
            for job in queue.recover():
                desk.telling().of_job(workspace.whole_catalog, job)
        yield workspace, queue


def _answer(job: Job, happened: str, more: str) -> Answer:
    return Answer(document(job), f"Job {job.key}, {name_of(job)}, {happened}.\n{more}")
