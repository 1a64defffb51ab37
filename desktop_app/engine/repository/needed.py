"""Which chunks the snapshots of a repository need. For one thread at a time."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import TYPE_CHECKING

from desktop_app.engine.model import Snapshot

if TYPE_CHECKING:
    from desktop_app.engine.repository.repository import Repository


class Needed:
    """The chunks that snapshots need, in a temporary database: any number fits.

    Of each chunk one pack has the copy that counts; further copies are waste.
    """

    def __init__(self, repository: Repository, snapshots: Iterable[Snapshot]) -> None:
        self._repository = repository
        self._database = sqlite3.connect("", check_same_thread=False)
        self._database.execute("CREATE TABLE needed(id BLOB PRIMARY KEY, pack BLOB) WITHOUT ROWID")
        self._snapshots: set[str] = set()
        self.add(snapshots)

    def add(self, snapshots: Iterable[Snapshot]) -> None:
        """Count in those snapshots that are not yet."""
        for snapshot in snapshots:
            if snapshot.id in self._snapshots:
                continue
            self._snapshots.add(snapshot.id)
            self._add(snapshot.item_list)
            for item in self._repository.items(snapshot):
                self._add(item.chunks)

    def _add(self, ids: bytes) -> None:
        rows = ((ids[at : at + 32],) for at in range(0, len(ids), 32))
        self._database.executemany("INSERT OR IGNORE INTO needed(id) VALUES (?)", rows)

    def __contains__(self, chunk: bytes) -> bool:
        return self._row(chunk) is not None

    def _row(self, chunk: bytes) -> tuple[bytes | None] | None:
        found = self._database.execute("SELECT pack FROM needed WHERE id = ?", (chunk,))
        row: tuple[bytes | None] | None = found.fetchone()
        return row

    def claim(self, chunk: bytes, pack: str) -> bool:
        """Whether the chunk is needed from this pack: its first claim decides."""
        row = self._row(chunk)
        if row is None:
            return False
        if row[0] is None:
            self._database.execute(
                "UPDATE needed SET pack = ? WHERE id = ?", (bytes.fromhex(pack), chunk)
            )
            return True
        return row[0] == bytes.fromhex(pack)

    def close(self) -> None:
        """Drop the temporary database."""
        self._database.close()
