"""The digest of a workspace, from what the catalog knows; and its notifier.

Joins catalog and notify.
"""

from __future__ import annotations

from datetime import datetime, timedelta, tzinfo
from functools import partial

from desktop_app.engine.catalog.catalog import Catalog
from desktop_app.engine.catalog.entries import Job, JobState, RepositoryEntry, TargetEntry
from desktop_app.engine.catalog.history import History, Measure, Standing
from desktop_app.engine.catalog.overdue import clocks_of, is_too_old
from desktop_app.engine.keeping.space import WINDOW, Forecast, forecast
from desktop_app.engine.notify.digest import Digest, FailureReport, SpaceReport, TargetReport
from desktop_app.engine.notify.notifier import Notifier, OpenChannel
from desktop_app.engine.telling.tidings import Say


def make_digest(
    catalog: Catalog,
    workspace: str,
    begin: datetime,
    end: datetime,
    say: Say,
) -> Digest:
    """How a workspace stands at ``end``, and what failed in it since ``begin``. Raises
    :class:`UnknownName`."""
    records, history = catalog.of(workspace), History(catalog.database, workspace)
    counts, standings, measures = (
        history.counts(begin, end),
        history.standings(),
        history.measures(),
    )
    return Digest(
        workspace,
        begin,
        end,
        tuple(_target(t, standings.get(t.name), end) for t in records.targets.list()),
        tuple(_failure(job, say) for job in history.lost(begin, end)),
        tuple(
            _space(
                each,
                measures.get(each.name),
                forecast(records.measures.list(each.id, end - WINDOW), end),
            )
            for each in records.repositories.list()
        ),
        succeeded=counts.get(JobState.SUCCEEDED, 0),
        warned=counts.get(JobState.WARNING, 0),
        failed=counts.get(JobState.FAILED, 0) + counts.get(JobState.DEAD, 0),
    )


def notifier_of(
    catalog: Catalog, workspace: str, open_channel: OpenChannel, zone: tzinfo, say: Say
) -> Notifier:
    """The notifier of a workspace; it may be used as long as the catalog is open."""
    digest = partial(make_digest, catalog, workspace, say=say)
    return Notifier(catalog.of(workspace).notices, open_channel, digest, zone)


def _target(target: TargetEntry, standing: Standing | None, now: datetime) -> TargetReport:
    newest = standing.newest if standing else None
    return TargetReport(
        target.name,
        target.kind,
        newest,
        standing.proven if standing else None,
        standing.snapshots if standing else 0,
        overdue=is_too_old(clocks_of(target, standing), now),
        paused=target.paused,
    )


def _failure(job: Job, say: Say) -> FailureReport:
    why = say(job.error) if job.error else ""
    return FailureReport(job.finished or job.created, str(job.kind), job.target, why)


def _space(repository: RepositoryEntry, measure: Measure | None, expected: Forecast) -> SpaceReport:
    problem = "damage is known" if repository.damaged else repository.held
    if measure is None:
        return SpaceReport(repository.name, problem=problem)
    days = None if expected.enough is None else expected.enough / timedelta(days=1)
    return SpaceReport(repository.name, measure.used, measure.free, days, problem)
