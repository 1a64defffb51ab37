"""Data about to be lost, looked for between backups: a database that a recording program dropped,
and perhaps made again, since its last snapshot.

Joins catalog and sources, for a program that nobody watches. What a short look at the server tells
is only a suspicion; a backup that is queued at once looks at what there is, tells people, and holds
prune. Of each snapshot it is suspected once.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from desktop_app.engine.catalog.entries import Job, JobKind, TargetEntry
from desktop_app.engine.catalog.status import TargetStatus, target_statuses
from desktop_app.engine.errors import Cancelled, LabVaultError
from desktop_app.engine.jobs.queue import Queue
from desktop_app.engine.jobs.rules import MOST_TRIES
from desktop_app.engine.kinds.registry import REMADE
from desktop_app.engine.progress import Cancel

if TYPE_CHECKING:
    from desktop_app.engine.catalog.catalog import Records
    from desktop_app.engine.workspace import Workspace

MOMENT = "server_time"


def may_lose(records: Records) -> bool:
    """Whether a workspace has targets that :func:`look_for_losses` looks at."""
    return any(t.kind in REMADE and not t.paused for t in records.targets.list())


def look_for_losses(workspace: Workspace, now: datetime, cancel: Cancel) -> tuple[str, ...]:
    """Queue a backup of each target that seems to have lost what its last snapshot holds; returns
    the names of these. A server that cannot be asked is told of by its backups. Raises
    :class:`Cancelled`."""
    found = []
    for target, status, moment in _watched(workspace, now):
        try:
            why = _loss(workspace, target, moment, cancel)
        except Cancelled:
            raise
        except LabVaultError:
            continue
        if why and _queue(workspace, target, status, now):
            found.append(target.name)
    return tuple(found)


def _watched(
    workspace: Workspace, now: datetime
) -> Iterator[tuple[TargetEntry, TargetStatus, datetime]]:
    """Targets whose newest snapshot holds rows, with the moment of it by the server's clock."""
    catalog = workspace.catalog
    targets = {t.name: t for t in catalog.targets.list() if t.kind in REMADE and not t.paused}
    statuses = target_statuses(workspace.whole_catalog.database, workspace.name, now)
    mine = [s for s in statuses if s.target in targets and s.newest and not s.running]
    told = catalog.snapshots.told(status.newest.id for status in mine if status.newest)
    for status in mine:
        known = told.get(status.newest.id) if status.newest else None
        moment = known.facts.get(MOMENT) if known and known.rows else None
        if moment:
            yield targets[status.target], status, datetime.fromisoformat(moment)


def _loss(workspace: Workspace, target: TargetEntry, moment: datetime, cancel: Cancel) -> str:
    from desktop_app.engine.sources.mariadb.address import Address
    from desktop_app.engine.sources.mariadb.loss import loss_since

    place = workspace.place_of(target.name)
    address, environment = Address.from_url(place.url), place.client.environment
    return loss_since(address, place.password, environment, moment, cancel)


def _queue(workspace: Workspace, target: TargetEntry, status: TargetStatus, now: datetime) -> bool:
    """False where it was suspected of this snapshot already."""
    assert status.newest is not None
    about = [workspace.name, target.name, "loss", status.newest.id]
    job = Job(
        JobKind.BACKUP,
        target.name,
        target.repository,
        created=now,
        not_before=now,
        workspace=workspace.name,
        occasion=json.dumps(about),
        most_tries=MOST_TRIES,
    )
    return Queue(workspace.whole_catalog).add(job).created == now
