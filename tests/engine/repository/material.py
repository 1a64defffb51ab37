"""Things to back up, and how to put them into a repository and get them out again."""

from __future__ import annotations

import io
import random
from collections.abc import Mapping
from datetime import UTC, datetime

from desktop_app.engine.model import Grade, Item, ItemKind, ItemPlan, Snapshot
from desktop_app.engine.repository.repository import Repository
from desktop_app.engine.repository.writer import SnapshotWriter

PASSPHRASE = "correct horse battery staple"
MASTER = bytes(range(32))
MOMENT = datetime(2026, 5, 4, 3, 2, 1, tzinfo=UTC)


def noise(size: int, seed: int = 0) -> bytes:
    """Bytes that do not compress, the same for the same seed."""
    return random.Random(seed).randbytes(size)


def text(lines: int, seed: int = 0) -> bytes:
    """Lines that do compress."""
    chance = random.Random(seed)
    return b"".join(b"%d\tmolecule %d\n" % (n, chance.randrange(10**6)) for n in range(lines))


def flipped(data: bytes) -> bytes:
    """The same bytes but for one bit."""
    return data[:-1] + bytes([data[-1] ^ 1])


def draft(target: str = "lab", sequence: int = 1, size: int = 0, items: int = 0) -> Snapshot:
    """A snapshot that is about to be committed."""
    return Snapshot(
        id="",
        target=target,
        target_kind="folder",
        target_address="/data",
        host="bench",
        sequence=sequence,
        started=MOMENT,
        finished=MOMENT,
        grade=Grade.OK,
        warnings=(),
        items=items,
        rows=0,
        size=size,
        stored=0,
        facts={},
        item_list=b"",
    )


def store(writer: SnapshotWriter, name: str, data: bytes) -> Item:
    """One item from bytes."""
    return writer.store_item(
        ItemPlan(name, ItemKind.FILE), io.BytesIO(data).readinto, lambda _: None
    )


def back_up(
    repository: Repository, contents: Mapping[str, bytes], target: str = "lab", sequence: int = 1
) -> Snapshot:
    """One snapshot of these items."""
    with repository.writer() as writer:
        items = [store(writer, name, data) for name, data in contents.items()]
        size = sum(map(len, contents.values()))
        return writer.commit(draft(target, sequence, size, len(items)), items)


def contents(repository: Repository, snapshot: Snapshot) -> dict[str, bytes]:
    """What :func:`back_up` was given."""
    return {i.name: b"".join(repository.read(i)) for i in repository.items(snapshot)}
