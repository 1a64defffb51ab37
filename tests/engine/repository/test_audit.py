from __future__ import annotations

import json
import os
import platform
import pwd
from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.engine.errors import Damaged, Missing, StorageUnreachable
from desktop_app.engine.repository import audit
from desktop_app.engine.repository.audit import (
    HEAD,
    PREFIX,
    AuditEntry,
    append,
    read_chain,
    write_head,
)
from desktop_app.engine.repository.repository import Repository
from desktop_app.engine.repository.seal import Type, seal_object
from desktop_app.engine.repository.storage.base import ObjectInfo
from desktop_app.engine.repository.storage.memory import MemoryStorage
from tests.engine.repository.faults import Cut, FaultyStorage
from tests.engine.repository.material import MASTER, back_up, flipped


@pytest.fixture
def chain(storage: MemoryStorage) -> MemoryStorage:
    """Five entries."""
    write_head(storage, MASTER, "")
    for number in range(1, 6):
        append(storage, MASTER, "snapshot made", f"subject {number}", {"target": "lab"})
    return storage


def names(storage: MemoryStorage) -> list[str]:
    return [info.name for info in storage.list(PREFIX) if info.name != HEAD]


def problems(storage: MemoryStorage) -> list[Damaged]:
    return read_chain(storage, MASTER)[1]


def entries(storage: MemoryStorage) -> list[AuditEntry]:
    return read_chain(storage, MASTER)[0]


def test_a_sound_chain(chain: MemoryStorage) -> None:
    found = entries(chain)
    assert problems(chain) == []
    assert [entry.subject for entry in found] == [f"subject {n}" for n in range(1, 6)]
    assert [entry.number for entry in found] == [1, 2, 3, 4, 5]
    assert found[0].parents == ()
    for earlier, later in pairwise(found):
        assert later.parents == (earlier.name,)
    assert (found[0].event, found[0].detail) == ("snapshot made", {"target": "lab"})


def test_an_empty_chain(storage: MemoryStorage) -> None:
    write_head(storage, MASTER, "")
    assert read_chain(storage, MASTER) == ([], [])


@pytest.mark.parametrize("which", range(5))
def test_an_entry_that_is_gone_is_missed(chain: MemoryStorage, which: int) -> None:
    gone = names(chain)[which]
    chain.delete(gone)
    assert [(type(p), p.name) for p in problems(chain)] == [(Missing, gone)]


@pytest.mark.parametrize("which", range(5))
def test_an_entry_that_is_gone_stays_missed(chain: MemoryStorage, which: int) -> None:
    """Also the newest, after a later one was added and the head moved on."""
    gone = names(chain)[which]
    chain.delete(gone)
    append(chain, MASTER, "snapshot made", "later", {})
    append(chain, MASTER, "snapshot made", "later still", {})
    assert {p.name for p in problems(chain)} == {gone}


def test_changed_and_exchanged_entries(chain: MemoryStorage) -> None:
    first, second, third, *_ = names(chain)
    data = chain.load(first)
    chain.store(first, [flipped(data)], replace=True)
    kept = chain.load(second)
    chain.store(second, [chain.load(third)], replace=True)
    chain.store(third, [kept], replace=True)
    assert sorted(p.name for p in problems(chain)) == [first, second, third]


def test_an_entry_under_another_number(chain: MemoryStorage) -> None:
    last = names(chain)[-1]
    chain.store(last.replace("000000000005", "000000000009"), [chain.load(last)])
    assert [p.how for p in problems(chain)] == ["carries another number than its name"]


def test_an_object_that_is_no_entry(chain: MemoryStorage) -> None:
    chain.store("audit/notes", [b"mine"])
    assert [p.name for p in problems(chain)] == ["audit/notes"]
    append(chain, MASTER, "snapshot made", "later", {})
    assert [p.name for p in problems(chain)] == ["audit/notes"]


@pytest.mark.parametrize("body", [b"no json", b"[]", b"{}", b'{"number": "x"}'])
def test_an_entry_of_a_wrong_shape(chain: MemoryStorage, body: bytes) -> None:
    name, sealed = seal_object(MASTER, Type.AUDIT, body)
    chain.store(f"{PREFIX}{6:012d}-{name}", [sealed])
    assert [p.how.split(":")[0] for p in problems(chain)] == ["has a field of a wrong kind"]


def test_an_entry_with_a_moment_that_is_none(chain: MemoryStorage) -> None:
    body = {"number": 6, "parents": [], "at": "now", "event": "", "subject": "", "detail": {}}
    name, sealed = seal_object(MASTER, Type.AUDIT, json.dumps(body).encode())
    chain.store(f"{PREFIX}{6:012d}-{name}", [sealed])
    assert len(problems(chain)) == 1


def test_a_lost_head(chain: MemoryStorage) -> None:
    chain.delete(HEAD)
    assert [(p.name, p.how) for p in problems(chain)] == [(HEAD, "is gone")]


@pytest.mark.parametrize("at", [0, 4, 5, 20, 45, -1])
def test_a_damaged_head(chain: MemoryStorage, at: int) -> None:
    data = bytearray(chain.load(HEAD))
    data[at] ^= 1
    chain.store(HEAD, [data], replace=True)
    assert [p.name for p in problems(chain)] == [HEAD]
    # It stops nobody, and the next entry mends it.
    append(chain, MASTER, "snapshot made", "later", {})
    assert problems(chain) == []


def test_a_crash_between_entry_and_head_is_no_alarm(chain: MemoryStorage) -> None:
    with pytest.raises(StorageUnreachable):
        append(FaultyStorage(chain, Cut(1)), MASTER, "snapshot made", "cut", {})
    assert problems(chain) == []
    assert len(entries(chain)) == 6
    append(chain, MASTER, "snapshot made", "later", {})
    assert problems(chain) == []
    assert [entry.number for entry in entries(chain)] == [1, 2, 3, 4, 5, 6, 7]


def test_two_programs_that_append_at_once(chain: MemoryStorage) -> None:
    """The second lists before the first has stored."""
    inner: list[str] = []

    def other(verb: str, name: str) -> None:
        if verb == "store" and name != HEAD and not inner:
            inner.append(name)
            append(chain, MASTER, "snapshot made", "theirs", {})

    append(FaultyStorage(chain, other), MASTER, "snapshot made", "ours", {})

    assert problems(chain) == []
    both = [entry for entry in entries(chain) if entry.number == 6]
    assert {entry.subject for entry in both} == {"ours", "theirs"}
    append(chain, MASTER, "snapshot made", "later", {})
    assert set(entries(chain)[-1].parents) == {entry.name for entry in both}
    chain.delete(both[0].name)
    assert [p.name for p in problems(chain)] == [both[0].name]


def test_a_program_that_appends_while_another_reads(chain: MemoryStorage) -> None:
    appended: list[str] = []

    def other(verb: str, name: str) -> None:
        if name == HEAD and not appended:
            appended.append(name)
            append(chain, MASTER, "snapshot made", "later", {})

    assert read_chain(FaultyStorage(chain, other), MASTER)[1] == []


class LateLister(FaultyStorage):
    """Leaves the first entry out of its list, as one that was written while it listed."""

    def list(self, prefix: str = "") -> Iterator[ObjectInfo]:
        return (info for info in self.inner.list(prefix) if info.name != self.left_out)

    left_out = ""


def test_a_parent_that_was_written_while_the_list_was_read(chain: MemoryStorage) -> None:
    late = LateLister(chain)
    late.left_out = names(chain)[2]
    assert read_chain(late, MASTER)[1] == []


def copied(storage: MemoryStorage) -> MemoryStorage:
    """The same objects in another place."""
    other = MemoryStorage()
    for info in storage.list():
        other.store(info.name, [storage.load(info.name)])
    return other


def test_two_copies_that_grew_apart_and_were_put_together(chain: MemoryStorage) -> None:
    other = copied(chain)
    for storage in (chain, other):
        for _ in range(2):
            append(storage, MASTER, "snapshot made", "apart", {})
        assert problems(storage) == []
    for name in names(other):
        if name not in names(chain):
            chain.store(name, [other.load(name)])
    assert [p.how for p in problems(chain)] == ["the chain forks here: two copies grew apart"]
    append(chain, MASTER, "snapshot made", "together", {})
    assert len(problems(chain)) == 1


def sealed_entry(storage: MemoryStorage, number: int, parents: list[str]) -> str:
    """An entry by someone with the key, who writes what they like."""
    at = "2026-05-04T03:02:01+00:00"
    about = {"at": at, "event": "snapshot made", "subject": "x", "detail": {}}
    body = {"number": number, "parents": parents, **about}
    name, sealed = seal_object(MASTER, Type.AUDIT, json.dumps(body).encode())
    storage.store(f"{PREFIX}{number:012d}-{name}", [sealed])
    return f"{PREFIX}{number:012d}-{name}"


def test_an_entry_that_skips_a_number(chain: MemoryStorage) -> None:
    forged = sealed_entry(chain, 9, [names(chain)[-1]])
    assert [(p.name, p.how) for p in problems(chain)] == [
        (forged, "does not follow on its parents")
    ]


def test_a_second_beginning(chain: MemoryStorage) -> None:
    sealed_entry(chain, 1, [])
    assert [p.how for p in problems(chain)] == ["is a second beginning of the chain"]


@given(st.lists(st.integers(0, 2), max_size=12))
def test_programs_that_append_at_once_never_look_like_a_fork(who: list[int]) -> None:
    """Three programs, each appending while the one before has listed and not stored yet."""
    storage = MemoryStorage()
    write_head(storage, MASTER, "")
    append(storage, MASTER, "repository created", "first", {})
    waiting = list(who)

    def other(verb: str, name: str) -> None:
        if verb == "store" and name != HEAD and waiting:
            for _ in range(waiting.pop()):
                append(FaultyStorage(storage, other), MASTER, "snapshot made", "inner", {})

    while waiting:
        append(FaultyStorage(storage, other), MASTER, "snapshot made", "outer", {})
    assert problems(storage) == []


def test_who_did_it_and_where(chain: MemoryStorage) -> None:
    last = entries(chain)[-1]
    assert (last.who, last.host) == (pwd.getpwuid(os.getuid()).pw_name, platform.node())


def test_the_repository_keeps_one(repository: Repository, storage: MemoryStorage) -> None:
    snapshot = back_up(repository, {"a": b"x"})
    events = [(e.event, e.subject) for e in audit.read_chain(storage, repository.master)[0]]
    assert events == [("repository created", repository.id), ("snapshot made", snapshot.id)]
