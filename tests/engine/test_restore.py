"""What a restore tells: of what its snapshot was taken without, and while it reads it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop_app.engine.errors import Cancelled
from desktop_app.engine.model import Grade, Item, ItemKind, Remark, Snapshot
from desktop_app.engine.progress import Meter
from desktop_app.engine.repository.repository import Repository
from desktop_app.engine.repository.storage.memory import MemoryStorage
from desktop_app.engine.restore import lacking, preview_restore
from desktop_app.engine.sources.base import Order
from desktop_app.engine.sources.folder.restoring.destination import FolderDestination
from desktop_app.engine.sources.selection import choose, choose_paths
from tests.engine.repository.material import PASSPHRASE, back_up

NOW = datetime(2026, 3, 14, tzinfo=UTC)
TABLES = ["public.mice", 'public."A?[b]"', "lab.mixture"]
LEFT_OUT = ['public."miceWeights"', 'public."ta""ble.x"', 'public."Axb"', '"MyLab"."Fly"', "roles"]


def item(name: str, kind: ItemKind) -> Item:
    return Item(name, kind, None, 0, bytes(32), b"")


def told(order: Order, *only: str) -> list[str]:
    return [remark.item for remark in lacking(order, only)]


def order(items: list[Item], left_out: list[str], *only: str) -> Order:
    snapshot = Snapshot(
        id="ab" * 32,
        target="lab",
        target_kind="postgresql",
        target_address="",
        host="here",
        sequence=1,
        started=NOW,
        finished=NOW,
        grade=Grade.WARNING,
        warnings=tuple(Remark(name, "is left out") for name in left_out),
        items=len(items),
        rows=0,
        size=0,
        stored=0,
        facts={},
        item_list=b"",
    )
    of_files = items[0].kind is ItemKind.FOLDER
    chosen = choose_paths(items, only) if of_files else choose(items, only)
    return Order(snapshot, chosen, whole=not only)


@pytest.mark.parametrize(
    ("pattern", "names"),
    [
        ("public.mice*", LEFT_OUT[:1]),
        ("public", LEFT_OUT[:3]),
        ('"public"."m*"', LEFT_OUT[:1]),
        ("public.*i*", LEFT_OUT[:1]),
        ("public.A?[b]", []),
        ("*.[mA]*", ['public."miceWeights"', 'public."Axb"']),
        ("*", LEFT_OUT[:4]),
        ("lab.mixture", []),
    ],
)
def test_tables_are_told_by_all_spellings_of_their_names(pattern: str, names: list[str]) -> None:
    items = [item("roles", ItemKind.ROLES), *(item(name, ItemKind.ROWS) for name in TABLES)]
    assert told(order(items, LEFT_OUT, pattern), pattern) == names
    assert told(order(items, LEFT_OUT)) == LEFT_OUT[:4]


TREE = [
    item(".", ItemKind.FOLDER),
    item("cam1", ItemKind.FOLDER),
    item("cam1/a.h264", ItemKind.FILE),
    item("cam10.txt", ItemKind.FILE),
]


@pytest.mark.parametrize(
    ("pattern", "names"),
    [
        ("cam1", ["cam1/secret.h264"]),
        ("*.h264", ["cam1/secret.h264"]),
        ("/cam1/a.h264", []),
        ("cam10.txt", []),
    ],
)
def test_files_are_told_by_the_folders_that_they_lie_in(pattern: str, names: list[str]) -> None:
    left_out = ["cam1/secret.h264", "cam1.lock"]
    assert told(order(TREE, left_out, pattern), pattern) == names
    assert told(order(TREE, left_out)) == left_out


def test_reading_what_a_restore_would_bring_is_told_and_can_be_stopped(tmp_path: Path) -> None:
    repository, _ = Repository.create(MemoryStorage(), PASSPHRASE)
    snapshot = back_up(repository, {"a": b"1", "b": b"2"})
    place, meter = FolderDestination(str(tmp_path / "new")), Stopping(after=1)
    with pytest.raises(Cancelled):
        preview_restore(repository, snapshot, place, progress=meter)
    told = meter.state()
    assert (told.doing, told.items, told.total_items) == ("reading the snapshot", 1, 2)


class Stopping(Meter):
    """Is told to stop after so many items."""

    def __init__(self, after: int) -> None:
        super().__init__()
        self._after = after

    def advance(self, *, items: int = 0, bytes: int = 0, rows: int = 0) -> None:
        super().advance(items=items, bytes=bytes, rows=rows)
        if self.state().items == self._after:
            self.cancel.cancel()
