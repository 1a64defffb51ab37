"""Snapshots of real databases, kept in memory: what a repository gives, without one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import cast

from blake3 import blake3

from desktop_app.engine.model import Grade, Item, ItemKind, ItemPlan, Snapshot
from desktop_app.engine.progress import Progress, Silent
from desktop_app.engine.repository.repository import Repository
from desktop_app.engine.restore import RestoreOptions, RestoreResult, restore
from desktop_app.engine.sources.base import Destination, Order, Session, Source

PIECE = 1 << 20


@dataclass
class Kept:
    """One snapshot with its items. ``read`` gives an item's bytes in pieces, as a repository."""

    snapshot: Snapshot
    contents: dict[tuple[ItemKind, str], bytes] = field(default_factory=dict)
    listed: list[Item] = field(default_factory=list)

    def items(self, snapshot: Snapshot) -> Sequence[Item]:
        assert snapshot is self.snapshot
        return self.listed

    def read(self, item: Item) -> Iterator[bytes]:
        content = self.contents[item.kind, item.name]
        return (content[at : at + PIECE] for at in range(0, len(content), PIECE))

    def item(self, name: str) -> Item:
        return next(item for item in self.listed if item.name == name)

    def order(self, **options: object) -> Order:
        """An order for all of it."""
        whole = Order(snapshot=self.snapshot, items=tuple(self.listed), whole=True)
        return replace(whole, **options)  # type: ignore[arg-type]

    def restore(
        self,
        destination: Destination,
        options: RestoreOptions | None = None,
        progress: Progress | None = None,
    ) -> RestoreResult:
        """The engine's own way of restoring, with this in the place of a repository."""
        repository = cast(Repository, self)
        return restore(repository, self.snapshot, destination, options, progress)


def take(source: Source, name: str = "lab") -> Kept:
    """Read all items of a source."""
    with source.open(Silent()) as session:
        kept = Kept(_snapshot(session, source, name))
        for plan in session.plan.items:
            content = _content(session, plan)
            rows = content.count(b"\n") if plan.kind is ItemKind.ROWS else None
            digest = blake3(content).digest()
            kept.contents[plan.kind, plan.name] = content
            kept.listed.append(
                Item(plan.name, plan.kind, rows, len(content), digest, b"", plan.detail)
            )
        return kept


def _content(session: Session, plan: ItemPlan) -> bytes:
    reader = session.read(plan)
    buffer = memoryview(bytearray(PIECE))
    pieces = []
    try:
        while got := reader.readinto(buffer):
            pieces.append(bytes(buffer[:got]))
    finally:
        reader.close()
    return b"".join(pieces)


def _snapshot(session: Session, source: Source, name: str) -> Snapshot:
    now = datetime.now(UTC)
    return Snapshot(
        id=blake3(f"{name} {now}".encode()).hexdigest(),
        target=name,
        target_kind=source.kind,
        target_address=source.address,
        host="here",
        sequence=1,
        started=now,
        finished=now,
        grade=Grade.OK,
        warnings=session.plan.remarks,
        items=len(session.plan.items),
        rows=0,
        size=0,
        stored=0,
        facts=session.plan.facts,
        item_list=b"",
    )
