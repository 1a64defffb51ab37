"""How much one workspace has, and how much it may have."""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from desktop_app.engine.catalog import schema
from desktop_app.engine.catalog.database import Database
from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import QuotaReached, UnknownName

KINDS = ("bytes", "snapshots", "targets")


@dataclass(frozen=True, slots=True)
class Use:
    """``used`` of ``limit``; None is no limit. ``what``: bytes, snapshots or targets."""

    what: str
    used: int
    limit: int | None


class Quotas:
    """Any thread may call; every method is one transaction."""

    def __init__(self, database: Database, workspace: str) -> None:
        self._database, self._workspace = database, workspace

    def use(self) -> tuple[Use, Use, Use]:
        """Of bytes, snapshots and targets. Bytes are those of the repositories' packs, as last
        counted; snapshots in the trash still count."""
        with self._database.reading() as connection:
            return use_of(connection, self._workspace)

    def must_fit(self, *, size: int = 0, snapshots: int = 0, targets: int = 0) -> None:
        """Raises :class:`QuotaReached` when so much more would go over a quota. A quota that is
        reached exactly is kept."""
        with self._database.reading() as connection:
            must_fit(connection, self._workspace, (size, snapshots, targets))


def use_of(connection: Connection, workspace: str) -> tuple[Use, Use, Use]:
    """See :meth:`Quotas.use`."""
    limits, repositories = schema.workspaces.c, schema.repositories.c
    snapshots, targets = schema.snapshots.c, schema.targets.c
    stored = select(func.coalesce(func.sum(repositories.stored), 0))
    counted = select(func.count()).select_from(schema.snapshots)
    named = select(func.count()).select_from(schema.targets)
    query = select(
        limits.quota_bytes,
        limits.quota_snapshots,
        limits.quota_targets,
        stored.where(repositories.workspace == workspace).scalar_subquery(),
        counted.where(snapshots.workspace == workspace).scalar_subquery(),
        named.where(targets.workspace == workspace).scalar_subquery(),
    ).where(limits.name == workspace)
    row = connection.execute(query).first()
    if row is None:
        raise UnknownName("workspace", workspace)
    size, number, names = (int(used) for used in row[3:])
    return (
        Use("bytes", size, row[0]),
        Use("snapshots", number, row[1]),
        Use("targets", names, row[2]),
    )


def must_fit(connection: Connection, workspace: str, more: tuple[int, int, int]) -> None:
    """See :meth:`Quotas.must_fit`; ``more`` in bytes, snapshots and targets."""
    for use, added in zip(use_of(connection, workspace), more, strict=True):
        if added and use.limit is not None and use.used + added > use.limit:
            raise QuotaReached(workspace, use.what, use.used, added, use.limit)
