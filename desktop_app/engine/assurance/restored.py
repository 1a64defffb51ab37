"""Verification of level ``restored``: restored into a scratch server, then compared and asked."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from desktop_app.engine.errors import Damaged
from desktop_app.engine.model import Grade, Item, ItemKind, Level, Problem, Remark, Snapshot
from desktop_app.engine.progress import Progress, Silent
from desktop_app.engine.repository.repository import Repository
from desktop_app.engine.restore import RestoreOptions, RestoreResult, restore
from desktop_app.engine.sources.postgres.connection import ClientSettings
from desktop_app.engine.sources.postgres.restoring.destination import PostgresDestination
from desktop_app.engine.sources.postgres.restoring.live import LiveRows
from desktop_app.engine.sources.postgres.scratch.server import ScratchServer
from desktop_app.engine.verify import VerifyResult

DATABASE = "labvault_restored"


@dataclass(frozen=True, slots=True)
class Proof:
    """What a restore of one snapshot into a scratch server showed.

    ``restored`` None: damage of the repository kept it from its end. ``seconds``: from nothing to
    a server whose rows were all compared. ``answered``: tables that an ordinary query was asked
    of; None where nothing could be asked. ``problems`` of all of these.
    """

    snapshot: Snapshot
    restored: RestoreResult | None
    seconds: float
    answered: int | None
    problems: tuple[Problem, ...]

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """Of the restore."""
        return self.restored.remarks if self.restored else ()


def verify_restored(
    repository: Repository,
    snapshots: Sequence[Snapshot],
    settings: ClientSettings,
    progress: Progress | None = None,
) -> VerifyResult:
    """Restore each snapshot into an embedded server of its own, compare every row, and ask every
    table.

    The servers are gone afterwards. Roles that a snapshot needs are created there.
    """
    progress = progress or Silent()
    return joined([prove(repository, each, settings, progress) for each in snapshots])


def prove(
    repository: Repository, snapshot: Snapshot, settings: ClientSettings, progress: Progress
) -> Proof:
    """Do so with one snapshot. Damage is a finding; what else fails is raised."""
    progress.phase("starting a scratch server")
    since = time.monotonic()
    with ScratchServer.start() as server:
        place = server.address.with_database(DATABASE)
        destination = PostgresDestination(place, server.password, settings)
        try:
            options = RestoreOptions(create_roles=True)
            result = restore(repository, snapshot, destination, options, progress)
        except Damaged as damage:
            found = Problem("", f"cannot be restored: {damage.name} {damage.how}")
            return Proof(snapshot, None, time.monotonic() - since, None, (found,))
        seconds = time.monotonic() - since
        if not result.place:
            return Proof(snapshot, result, seconds, None, result.problems)
        live = destination.count(progress) or {}
        tables = [i for i in repository.items(snapshot) if i.kind is ItemKind.ROWS]
        problems = (*result.problems, *unanswered(tables, live))
    return Proof(snapshot, result, seconds, len(tables), problems)


def joined(proofs: Sequence[Proof]) -> VerifyResult:
    """Several proofs as one verification; problems name the snapshot that they are of."""
    problems: list[Problem] = []
    remarks: list[Remark] = []
    for proof in proofs:
        where = f"snapshot {proof.snapshot.id[:12]}"
        problems += [Problem(f"{where} · {p.item}".rstrip(" ·"), p.what) for p in proof.problems]
        remarks += [Remark(f"{where} · {r.item}".rstrip(" ·"), r.what) for r in proof.remarks]
    return VerifyResult(
        grade=_grade(problems, remarks),
        level=Level.RESTORED,
        items_checked=sum(p.restored.items for p in proofs if p.restored),
        problems=tuple(problems),
        packs_checked=(),
        packs_total=0,
        remarks=tuple(remarks),
    )


def unanswered(tables: Sequence[Item], live: Mapping[str, LiveRows]) -> Iterator[Problem]:
    """The tables of which a query says other than the snapshot. Rows of partitions may lie in
    another one than before, so these are counted together."""
    groups: dict[str, list[Item]] = defaultdict(list)
    for item in tables:
        groups[item.detail.get("load_via", item.name)].append(item)
    for name, items in groups.items():
        found = [live.get(item.name, LiveRows(None)) for item in items]
        if any(each.rows is None for each in found):
            yield Problem(name, "does not answer a query")
        elif all(each.exact for each in found):
            wanted, told = sum(i.rows or 0 for i in items), sum(f.rows or 0 for f in found)
            # Beside ours, a table of an extension holds the extension's own rows.
            more = any("extension" in item.detail for item in items)
            if told < wanted or (told > wanted and not more):
                yield Problem(name, f"a query tells {told:,} rows, the snapshot has {wanted:,}")


def _grade(problems: Sequence[Problem], remarks: Sequence[Remark]) -> Grade:
    if problems:
        return Grade.FAILED
    return Grade.WARNING if remarks else Grade.OK
