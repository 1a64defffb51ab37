"""A restore that has no final name yet: a folder beside its place that says how far it came."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from blake3 import blake3

from desktop_app.engine.errors import TargetInUse
from desktop_app.engine.sources.base import Order
from desktop_app.engine.sources.sqlite.place import sync_folder, told_as_ours

NOTE, GUARD = "restore.json", "guard"


@dataclass
class Unfinished:
    """Nobody else works in it while it is held, which ends with the process. ``loaded``: names of
    files that were found equal."""

    folder: Path
    order: str
    loaded: set[str] = field(default_factory=set)
    _guard: int = -1

    @property
    def whole(self) -> Path:
        """The database as it was backed up."""
        return self.folder / "whole.db"

    @property
    def damaged(self) -> Path:
        """The file that was damaged when it was backed up, as it lay."""
        return self.folder / "damaged.db"

    @property
    def picked(self) -> Path:
        """The tables that were asked for."""
        return self.folder / "picked.db"

    @classmethod
    def hold(cls, place: Path, order: Order) -> Unfinished:
        """Make the folder, or go into the one that is there. Raises :class:`TargetInUse`."""
        folder = unfinished_folder(place)
        with told_as_ours(folder):
            folder.mkdir(mode=0o700, exist_ok=True)
            guard = os.open(folder / GUARD, os.O_RDWR | os.O_CREAT, 0o600)
        if not _lock(guard):
            os.close(guard)
            raise TargetInUse(str(folder), 1)
        held = cls(folder, identity(order), _guard=guard)
        held.loaded = held._remembered()
        return held

    def _remembered(self) -> set[str]:
        try:
            body = json.loads((self.folder / NOTE).read_bytes())
            return set(body["loaded"]) if body["order"] == self.order else set()
        except (OSError, ValueError, KeyError, TypeError):
            return set()

    def clear(self) -> None:
        """Begin afresh."""
        self.loaded = set()
        for path in self.folder.iterdir():
            if path.name != GUARD:
                path.unlink()

    def note(self, loaded: Iterable[str] = ()) -> None:
        """Remember durably what is done."""
        self.loaded |= set(loaded)
        body = {"order": self.order, "loaded": sorted(self.loaded)}
        fresh = self.folder / f"{NOTE}.new"
        with told_as_ours(fresh), fresh.open("w") as stream:
            json.dump(body, stream)
            stream.flush()
            os.fsync(stream.fileno())
        with told_as_ours(fresh):
            fresh.replace(self.folder / NOTE)
            sync_folder(self.folder)

    def remove(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)

    def release(self) -> None:
        """Let go; what was made so far stays."""
        if self._guard >= 0:
            os.close(self._guard)
            self._guard = -1


def unfinished_folder(place: Path) -> Path:
    """Beside the place, so that a rename brings it there."""
    return place.with_name(f".{place.name}.labvault-unfinished")


def is_interrupted(place: Path) -> bool:
    """Whether an earlier restore to the place did not end."""
    return (unfinished_folder(place) / NOTE).exists()


def identity(order: Order) -> str:
    """Tells whether another order is for the same."""
    whole = blake3(order.snapshot.id.encode())
    for item in order.items:
        whole.update(f"{item.kind} {item.name} ".encode("utf-8", "surrogateescape") + item.hash)
    return whole.hexdigest()


def _lock(handle: int) -> bool:
    if sys.platform == "win32":
        return True
    import fcntl

    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
