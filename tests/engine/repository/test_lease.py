from __future__ import annotations

import os
import platform
import subprocess
import sys
import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desktop_app.engine.computer import process
from desktop_app.engine.errors import StorageUnreachable
from desktop_app.engine.repository import lease
from desktop_app.engine.repository.lease import PREFIX, SILENCE, Lease, LeaseState, leases
from desktop_app.engine.repository.seal import Type, seal_object
from desktop_app.engine.repository.storage.memory import MemoryStorage
from tests.engine.repository.faults import FaultyStorage
from tests.engine.repository.material import MASTER

NOW = datetime(2026, 5, 4, 3, 2, 1, tzinfo=UTC)
LINUX = Path("/proc/self/stat").exists()


def mine(storage: MemoryStorage) -> LeaseState:
    with Lease(storage, MASTER, "write") as held:
        return held.state


def elsewhere(storage: MemoryStorage, **fields: object) -> LeaseState:
    return replace(mine(storage), **{"machine": "another boot", "beat": NOW, **fields})


def test_a_lease_lies_there_while_it_is_held(storage: MemoryStorage) -> None:
    with Lease(storage, MASTER, "write") as held:
        (found,) = leases(storage, MASTER)
        assert found.name == held.state.name
        assert (found.purpose, found.pid) == ("write", os.getpid())
        assert found.owner == f"{platform.node()}, process {os.getpid()}"
        assert found.alive(datetime.now(UTC))
    assert leases(storage, MASTER) == []


def test_several_leases(storage: MemoryStorage) -> None:
    with Lease(storage, MASTER, "write"), Lease(storage, MASTER, "prune"):
        assert {state.purpose for state in leases(storage, MASTER)} == {"write", "prune"}


def test_no_thread_is_left_behind(storage: MemoryStorage) -> None:
    before = set(threading.enumerate())
    with pytest.raises(ZeroDivisionError), Lease(storage, MASTER, "write"):
        raise ZeroDivisionError
    assert set(threading.enumerate()) == before
    assert leases(storage, MASTER) == []


def test_a_heart_that_beats(storage: MemoryStorage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lease, "BEAT_SECONDS", 0.001)
    beaten = threading.Event()
    beats: list[str] = []

    def before(verb: str, name: str) -> None:
        if verb == "store":
            beats.append(name)
            if len(beats) == 2:
                raise StorageUnreachable("away", "for a moment")  # a missed beat is no fault
            if len(beats) > 3:
                beaten.set()

    with Lease(FaultyStorage(storage, before), MASTER, "write") as held:
        assert beaten.wait(10)
        assert leases(storage, MASTER)[0].beat > held.state.beat + timedelta(milliseconds=1)
    assert set(beats) == {held.state.name}
    assert leases(storage, MASTER) == []


def test_a_storage_that_is_gone_at_the_end(storage: MemoryStorage) -> None:
    def gone(verb: str, name: str) -> None:
        if verb == "delete":
            raise StorageUnreachable("away", "for good")

    with Lease(FaultyStorage(storage, gone), MASTER, "write"):
        pass
    assert len(leases(storage, MASTER)) == 1


def test_a_storage_that_is_gone_at_the_start(storage: MemoryStorage) -> None:
    def gone(verb: str, name: str) -> None:
        raise StorageUnreachable("away", "for good")

    before = set(threading.enumerate())
    with pytest.raises(StorageUnreachable):
        Lease(FaultyStorage(storage, gone), MASTER, "write").__enter__()
    assert set(threading.enumerate()) == before


@pytest.mark.skipif(not LINUX, reason="only Linux tells when a process began")
def test_a_killed_owner_is_dead_at_once(storage: MemoryStorage) -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as child:
        state = replace(mine(storage), pid=child.pid, born=process.born(child.pid))
        assert state.born
        assert state.alive(NOW)
        child.kill()
        os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
        assert not state.alive(NOW)  # a zombie
        child.wait()
        assert not state.alive(NOW)


@pytest.mark.skipif(not LINUX, reason="only Linux tells when a process began")
def test_a_later_process_of_the_same_number_is_another(storage: MemoryStorage) -> None:
    state = mine(storage)
    assert state.alive(NOW)
    assert not replace(state, born="1").alive(NOW)


def test_elsewhere_the_heartbeat_decides(storage: MemoryStorage) -> None:
    state = elsewhere(storage)
    assert state.alive(NOW)
    assert state.alive(NOW + SILENCE - timedelta(seconds=1))
    assert not state.alive(NOW + SILENCE)
    assert state.alive(NOW - timedelta(days=400))  # a clock in the future is doubt, not death


def test_two_computers_of_one_name_are_two(storage: MemoryStorage) -> None:
    """Its process number means nothing here, so it is not looked for here."""
    state = elsewhere(storage, host=platform.node(), pid=2**22 + 1)
    assert state.alive(NOW)


def test_other_unix_systems_are_asked_for_the_number(
    storage: MemoryStorage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(process, "Path", lambda path: Path("/nowhere") / path.strip("/"))
    state = mine(storage)
    assert state.machine.startswith(platform.node())
    assert state.born == "running"
    assert state.alive(NOW)
    assert replace(state, pid=1).alive(NOW)  # owned by root: seen, or at least refused
    assert not replace(state, pid=2**22 + 1).alive(NOW)


def test_a_process_of_another_user(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(pid: int, signal: int) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "kill", refuse)
    assert process._born_in_unix(1) == "running"


def test_where_the_system_cannot_say_the_heartbeat_decides(
    storage: MemoryStorage, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = replace(mine(storage), beat=NOW)
    monkeypatch.setattr(lease, "born", lambda pid: None)
    assert state.alive(NOW)
    assert not state.alive(NOW + SILENCE)


@pytest.mark.parametrize("body", [b"[]", b"no json", b"{}", b'{"purpose": "write"}'])
def test_unreadable_leases_are_left_out(storage: MemoryStorage, body: bytes) -> None:
    _, sealed = seal_object(MASTER, Type.LEASE, body)
    storage.store(f"{PREFIX}aa", [sealed])
    storage.store(f"{PREFIX}bb", [b"torn"])
    with Lease(storage, MASTER, "write"):
        assert [state.purpose for state in leases(storage, MASTER)] == ["write"]


def test_a_lease_that_ends_meanwhile(storage: MemoryStorage) -> None:
    _, sealed = seal_object(MASTER, Type.LEASE, b"{}")
    storage.store(f"{PREFIX}aa", [sealed])

    def remove(verb: str, name: str) -> None:
        if verb == "load":
            storage.delete(name)

    assert leases(FaultyStorage(storage, remove), MASTER) == []
