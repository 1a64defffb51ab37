"""What a restore into a folder has done so far, in a file of its unfinished place.

Lines of JSON, only ever appended. The first tells what is restored; the others hold numbers of
contents that are written, compared and durable, or a name that was chosen once for all. What was
being written at the last moment is a line without an end, and does not count.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from hashlib import sha256
from typing import Any

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import PlaceFailed
from desktop_app.engine.model import Item
from desktop_app.engine.sources.base import Order

VERSION = 1
NAME = "journal"
FLAGS = os.O_RDWR | os.O_APPEND | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOFOLLOW", 0)
IN_USE = "another restore is writing into it"


@dataclass(frozen=True, slots=True)
class Work:
    """What is restored, and how. ``items`` identifies the contents and their order."""

    snapshot: str
    items: str
    way: str
    existing: str

    @classmethod
    def of(cls, order: Order, contents: Sequence[Item]) -> Work:
        """The work that an order means."""
        digest = sha256()
        for item in contents:
            digest.update(os.fsencode(item.name) + b"\0" + item.hash)
        existing = order.existing if order.way == "over" else ""
        return cls(order.snapshot.id, digest.hexdigest()[:32], str(order.way), str(existing))


@dataclass
class Journal:
    """An open journal; one thread at a time. ``done``: numbers of contents, as an earlier run left
    them; ``chosen``: names."""

    work: Work | None
    done: set[int] = field(default_factory=set)
    chosen: dict[str, str] = field(default_factory=dict)
    _handle: int = -1

    @classmethod
    def open(cls, folder: str) -> Journal | None:
        """The journal in a folder, held for this process; None where there is none. Raises
        :class:`PlaceFailed` while another process holds it."""
        try:
            handle = os.open(f"{folder}/{NAME}", FLAGS)
        except FileNotFoundError:
            return None
        try:
            _hold(handle, folder)
            return cls._read(handle)
        except BaseException:
            os.close(handle)
            raise

    @classmethod
    def create(cls, folder: str, work: Work) -> Journal:
        """A new one; there is none."""
        handle = os.open(f"{folder}/{NAME}", FLAGS | os.O_CREAT | os.O_EXCL, 0o600)
        made = cls(work, _handle=handle)
        try:
            _hold(handle, folder)
            made._append({"version": VERSION, **_fields(work)})
        except BaseException:
            made.close()
            raise
        return made

    @classmethod
    def _read(cls, handle: int) -> Journal:
        with os.fdopen(os.dup(handle), "rb") as file:
            file.seek(0)
            text = file.read()
        whole = text.rpartition(b"\n")[0]
        if len(whole) + 1 < len(text):
            os.truncate(handle, len(whole) + 1 if whole else 0)
        found = cls(None, _handle=handle)
        try:
            for number, line in enumerate(whole.splitlines()):
                found._take(number, json.loads(line))
        except (ValueError, TypeError, KeyError, AttributeError):
            return cls(None, _handle=handle)  # damaged: nothing of it counts
        return found

    def _take(self, number: int, said: Any) -> None:
        if number == 0:
            known = said.pop("version") == VERSION
            self.work = Work(**said) if known else None
        elif isinstance(said, list):
            self.done.update(said)
        else:
            self.chosen.update(said)

    def add(self, numbers: Iterable[int]) -> None:
        """These contents are durable. Raises :class:`OSError`."""
        added = list(numbers)
        if added:
            self._append(added)

    def choose(self, names: Mapping[str, str]) -> None:
        """These names were chosen. Raises :class:`OSError`."""
        if names:
            self.chosen.update(names)
            self._append(dict(names))

    def _append(self, said: object) -> None:
        line = json.dumps(said).encode() + b"\n"
        if os.write(self._handle, line) < len(line):
            raise OSError(28, os.strerror(28))
        os.fdatasync(self._handle)

    def close(self) -> None:
        """Let go of it; harmless when called twice."""
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1


def _fields(work: Work) -> dict[str, str]:
    return {
        "snapshot": work.snapshot,
        "items": work.items,
        "way": work.way,
        "existing": work.existing,
    }


def _hold(handle: int, where: str) -> None:
    import fcntl

    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise PlaceFailed(where, IN_USE) from None
