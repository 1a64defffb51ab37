"""Leases: who is at work in a repository, so that prune takes nothing from under anyone's feet.

A lease is a small sealed object that its owner rewrites while it works. Writers do not exclude
one another; prune waits for writers that began before it. A dead owner cannot hold a lease: on
the same computer, since its last start, the process is looked for; else its heartbeat must be
recent.
"""

from __future__ import annotations

import json
import os
import platform
import threading
from contextlib import suppress
from datetime import UTC, datetime, timedelta

from desktop_app.engine.computer.process import born, machine
from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import Damaged, ObjectAbsent, StorageFailed
from desktop_app.engine.repository.seal import Type, open_object, seal_object
from desktop_app.engine.repository.storage.base import Storage

PREFIX = "leases/"
BEAT_SECONDS = 30.0
SILENCE = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class LeaseState:
    """A lease as it was last written. ``born`` tells a process from a later one of its number.

    ``machine`` says where that number means anything: two computers may have one host name, and
    two containers on one computer each their own process 7.
    """

    name: str
    purpose: str
    host: str
    machine: str
    pid: int
    born: str
    began: datetime
    beat: datetime

    @property
    def owner(self) -> str:
        return f"{self.host}, process {self.pid}"

    @property
    def is_ours(self) -> bool:
        """Whether this very process made it."""
        return (self.machine, self.pid) == (machine(), os.getpid())

    def alive(self, now: datetime) -> bool:
        """Whether its owner may still be at work. In doubt, yes."""
        if self.machine == machine() and (found := born(self.pid)) is not None:
            return found == self.born
        # A clock that stands in the future is doubt, not death.
        return now - self.beat < SILENCE


class Lease:
    """A lease that this process holds, as a context manager; a thread keeps it fresh."""

    def __init__(self, storage: Storage, master: bytes, purpose: str) -> None:
        self._storage, self._master = storage, master
        now = datetime.now(UTC)
        pid = os.getpid()
        self.state = LeaseState(
            name=f"{PREFIX}{os.urandom(16).hex()}",
            purpose=purpose,
            host=platform.node(),
            machine=machine(),
            pid=pid,
            born=born(pid) or "",
            began=now,
            beat=now,
        )
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._keep, name="lease", daemon=True)

    def __enter__(self) -> Lease:
        self._write()
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()
        # Whether the lease can be removed changes nothing of what was done under it: a storage
        # that is gone by now has told so already, and a dead owner's lease is ignored.
        with suppress(StorageFailed):
            self._storage.delete(self.state.name)

    def _keep(self) -> None:
        while not self._done.wait(BEAT_SECONDS):
            # A missed beat is harmless; the next write of the work itself tells of the fault.
            with suppress(StorageFailed):
                self._write()

    def _write(self) -> None:
        state = self.state
        body = {
            "purpose": state.purpose,
            "host": state.host,
            "machine": state.machine,
            "pid": state.pid,
            "born": state.born,
            "began": state.began.isoformat(),
            "beat": datetime.now(UTC).isoformat(),
        }
        _, sealed = seal_object(self._master, Type.LEASE, json.dumps(body).encode())
        self._storage.store(state.name, [sealed], replace=True)


def leases(storage: Storage, master: bytes) -> list[LeaseState]:
    """All leases that lie in the repository, dead ones too; unreadable ones are left out,
    for a lease is never needed to read a snapshot."""
    found = []
    for info in list(storage.list(PREFIX)):
        with suppress(ObjectAbsent, Damaged):
            found.append(_load(storage, master, info.name))
    return found


def clear_unreadable(storage: Storage, master: bytes) -> None:
    """Remove what a crash or a bad disk left of leases; a living owner writes its own again."""
    for info in list(storage.list(PREFIX)):
        with suppress(ObjectAbsent):
            try:
                _load(storage, master, info.name)
            except Damaged:
                storage.delete(info.name)


def _load(storage: Storage, master: bytes, name: str) -> LeaseState:
    plain = open_object(master, Type.LEASE, storage.load(name), name)
    try:
        return _state(name, json.loads(plain))
    except (ValueError, KeyError, TypeError) as error:
        raise Damaged(name, f"has a field of a wrong kind: {error}") from None


def _state(name: str, body: dict[str, str]) -> LeaseState:
    return LeaseState(
        name=name,
        purpose=body["purpose"],
        host=body["host"],
        machine=body["machine"],
        pid=int(body["pid"]),
        born=body["born"],
        began=datetime.fromisoformat(body["began"]),
        beat=datetime.fromisoformat(body["beat"]),
    )
