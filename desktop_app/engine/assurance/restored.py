"""Verification of level ``restored``: really restored into a scratch server, and compared."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.engine.model import Grade, Level, Problem, Remark, Snapshot
from desktop_app.engine.progress import Progress, Silent
from desktop_app.engine.repository.repository import Repository
from desktop_app.engine.restore import RestoreOptions, RestoreResult, restore
from desktop_app.engine.sources.postgres.connection import ClientSettings
from desktop_app.engine.sources.postgres.restoring.destination import PostgresDestination
from desktop_app.engine.sources.postgres.scratch.server import ScratchServer
from desktop_app.engine.verify import VerifyResult

DATABASE = "labvault_restored"


def verify_restored(
    repository: Repository,
    snapshots: Sequence[Snapshot],
    settings: ClientSettings,
    progress: Progress | None = None,
) -> VerifyResult:
    """Restore each snapshot into an embedded server of its own and compare every row.

    The servers are gone afterwards. Roles that a snapshot needs are created there.
    """
    progress = progress or Silent()
    problems: list[Problem] = []
    remarks: list[Remark] = []
    count = 0
    for snapshot in snapshots:
        result = _restore_one(repository, snapshot, settings, progress)
        where = f"snapshot {snapshot.id[:12]}"
        problems += [Problem(f"{where} · {p.item}", p.what) for p in result.problems]
        remarks += [Remark(f"{where} · {r.item}".rstrip(" ·"), r.what) for r in result.remarks]
        count += result.items
    return VerifyResult(
        grade=_grade(problems, remarks),
        level=Level.RESTORED,
        items_checked=count,
        problems=tuple(problems),
        packs_checked=(),
        packs_total=0,
        remarks=tuple(remarks),
    )


def _grade(problems: Sequence[Problem], remarks: Sequence[Remark]) -> Grade:
    if problems:
        return Grade.FAILED
    return Grade.WARNING if remarks else Grade.OK


def _restore_one(
    repository: Repository, snapshot: Snapshot, settings: ClientSettings, progress: Progress
) -> RestoreResult:
    progress.phase("starting a scratch server")
    with ScratchServer.start() as server:
        place = server.address.with_database(DATABASE)
        destination = PostgresDestination(place, None, settings)
        options = RestoreOptions(create_roles=True)
        return restore(repository, snapshot, destination, options, progress)
