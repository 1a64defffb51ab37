"""The contract of a storage, which every kind keeps."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from desktop_app.engine.errors import (
    AlreadyARepository,
    Bug,
    Damaged,
    ObjectAbsent,
    ObjectExists,
)
from desktop_app.engine.repository.storage import base
from desktop_app.engine.repository.storage.base import PART, Buffer, ObjectInfo, Storage
from tests.contracts.conftest import Kind

DIGITS = b"0123456789"
NAMES = ["B/x", "a-b", "a.x", "a/b", "a/c-1", "a/c.d", "a/c/d", "a/c0", "a0", "ab/c", "b"]


def outcome(call: Callable[[], object]) -> str:
    try:
        call()
    except (ObjectAbsent, ObjectExists) as error:
        return type(error).__name__
    return "done"


def test_created_can_be_opened_and_closed_twice(kind: Kind) -> None:
    kind.storage.create()
    kind.storage.create()  # still empty
    again = kind.again()
    again.open()
    again.close()
    again.close()


def test_creating_refuses_a_place_with_objects(storage: Storage, kind: Kind) -> None:
    storage.store("snapshots/a", [b"precious"])
    with pytest.raises(AlreadyARepository):
        kind.again().create()
    assert storage.load("snapshots/a") == b"precious"


@pytest.mark.parametrize(
    "parts",
    [
        [],
        [b""],
        [b"x"],
        [b"", b"one", bytearray(b"two"), b"", memoryview(b"three")],
        [memoryview(bytearray(range(200)))[50:150], b"end"],
        [bytes([n % 251]) for n in range(2000)],
    ],
    ids=["no part", "empty", "one", "mixed", "a view", "many"],
)
def test_what_was_stored_comes_back(storage: Storage, kind: Kind, parts: list[Buffer]) -> None:
    storage.store("packs/ab/x", parts)
    whole = b"".join(parts)
    assert kind.again().load("packs/ab/x") == whole
    assert list(storage.list()) == [ObjectInfo("packs/ab/x", len(whole))]


def test_a_large_object_comes_back(storage: Storage) -> None:
    data = os.urandom(40 << 20)
    storage.store("packs/ab/x", [memoryview(data)[:1], memoryview(data)[1:]])
    pieces = [storage.load("packs/ab/x", at, 16 << 20) for at in range(0, len(data), 16 << 20)]
    assert [len(piece) >> 20 for piece in pieces] == [16, 16, 8]
    assert b"".join(pieces) == data
    assert storage.load("packs/ab/x") == data


def test_what_was_stored_is_read_back_whole(storage: Storage) -> None:
    data = os.urandom((3 << 20) + 77)
    storage.store("packs/ab/x", [memoryview(data)[:-50], data[-50:]])
    assert b"".join(bytes(piece) for piece in storage.read_back("packs/ab/x")) == data
    storage.store("packs/ab/empty", [])
    assert b"".join(storage.read_back("packs/ab/empty")) == b""
    with pytest.raises(ObjectAbsent):
        list(storage.read_back("packs/ab/absent"))


def test_parts_are_loaded_also_past_the_end(storage: Storage) -> None:
    storage.store("a/digits", [DIGITS])
    for offset in (0, 1, 5, 9, 10, 11, 1000):
        for length in (None, 0, 1, 5, 9, 10, 11, 1000):
            end = None if length is None else offset + length
            part = storage.load("a/digits", offset, length)
            assert part == DIGITS[offset:end], (offset, length)


def test_what_is_too_long_to_be_an_object_is_not_read_whole(
    storage: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    storage.store("a/longest", [bytes(1000)])
    storage.store("a/longer", [bytes(1001)])
    monkeypatch.setattr(base, "LONGEST_WHOLE", 1000)
    assert storage.load("a/longest") == bytes(1000)
    with pytest.raises(Damaged, match="longer than the 1,000 bytes") as caught:
        storage.load("a/longer")
    assert caught.value.name == "a/longer"
    assert storage.load("a/longer", 0, 1001) == bytes(1001)
    assert storage.load("a/longer", 500) == bytes(501)


def test_an_empty_object_has_empty_parts(storage: Storage) -> None:
    storage.store("a", [])
    assert [storage.load("a", 0, 5), storage.load("a", 3, 5), storage.load("a", 3)] == [b""] * 3


def test_parts_of_a_megabyte_are_exact(storage: Storage) -> None:
    data = os.urandom(5 << 20)
    storage.store("a", [data])
    for offset, length in [((1 << 20) - 1, 2), (1 << 20, 1 << 20), (7, 3 << 20), (4 << 20, None)]:
        end = None if length is None else offset + length
        assert storage.load("a", offset, length) == data[offset:end]


@pytest.mark.parametrize("name", ["absent", "packs/absent", "packs", "none/at/all"])
def test_absent_objects_are_told(storage: Storage, name: str) -> None:
    storage.store("packs/here", [b"x"])
    calls: list[Callable[[], object]] = [
        lambda: storage.load(name),
        lambda: storage.load(name, 2, 3),
        lambda: storage.load(name, 0, 0),
        lambda: storage.delete(name),
    ]
    for call in calls:
        with pytest.raises(ObjectAbsent) as caught:
            call()
        assert caught.value.name == name
    assert [info.name for info in storage.list()] == ["packs/here"]


def test_a_taken_name_is_kept_unless_replaced(storage: Storage, kind: Kind) -> None:
    storage.store("audit/head", [b"first"])
    with pytest.raises(ObjectExists) as caught:
        kind.again().store("audit/head", [b"second"])
    assert caught.value.name == "audit/head"
    assert storage.load("audit/head") == b"first"
    storage.store("audit/head", [b"3rd"], replace=True)
    assert storage.load("audit/head") == b"3rd"
    storage.store("audit/new", [b"also"], replace=True)
    assert storage.load("audit/new") == b"also"


def test_deleted_objects_are_gone_and_their_names_free(storage: Storage, kind: Kind) -> None:
    storage.store("a/b", [b"x"])
    storage.store("a/c", [b"y"])
    storage.delete("a/b")
    assert [info.name for info in kind.again().list()] == ["a/c"]
    with pytest.raises(ObjectAbsent):
        storage.delete("a/b")
    storage.store("a/b", [b"again"])
    assert storage.load("a/b") == b"again"


@pytest.mark.parametrize(
    "prefix", ["", "a", "a/", "a/c", "a/c/", "a/c/d", "a/b", "ab", "b/", "B", "z", "z/y/", "a/z/"]
)
def test_lists_are_in_name_order_and_heed_the_prefix(storage: Storage, prefix: str) -> None:
    for number, name in enumerate(reversed(NAMES)):
        storage.store(name, [b"x" * number])
    sizes = {name: number for number, name in enumerate(reversed(NAMES))}
    expected = [ObjectInfo(name, sizes[name]) for name in sorted(NAMES) if name.startswith(prefix)]
    assert list(storage.list(prefix)) == expected


def test_objects_may_go_while_they_are_listed(storage: Storage) -> None:
    for number in range(5):
        storage.store(f"leases/{number}", [b"x"])
    for info in storage.list("leases/"):
        storage.delete(info.name)
    assert list(storage.list()) == []


HOSTILE = st.one_of(
    st.sampled_from(
        ("", ".", "..", "/", "/a", "a/", "a//b", "../a", "a/../b", "a/..", "./a", ".writing-1")
    ),
    st.sampled_from(
        ("a/.b", "a\\b", "C:", "C:/a", "a\n", "a\0", "a b", "ü", "%2e%2e/a", "~", "a?b", "a#b")
    ),
    st.text(max_size=20),
    st.text(alphabet="ab./\\", max_size=8),
).filter(lambda name: not all(PART.fullmatch(part) for part in name.split("/")))


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(HOSTILE)
@example("../outside")
def test_names_that_are_none_are_refused(storage: Storage, name: str) -> None:
    with pytest.raises(Bug):
        storage.load(name)
    with pytest.raises(Bug):
        storage.store(name, [b"x"])
    with pytest.raises(Bug):
        storage.delete(name)
    if name and not all(PART.fullmatch(part) for part in name.removesuffix("/").split("/")):
        with pytest.raises(Bug):
            list(storage.list(name))


def test_of_many_who_create_one_name_one_wins(storage: Storage, kind: Kind) -> None:
    contents = [bytes([65 + n]) * 200_000 for n in range(4)]
    for turn in range(5):
        start = threading.Barrier(len(contents))

        def create(content: bytes, turn: int = turn, start: threading.Barrier = start) -> str:
            start.wait()
            return outcome(lambda: storage.store(f"race/{turn}", [content]))

        with ThreadPoolExecutor(len(contents)) as crew:
            told = list(crew.map(create, contents))
        kept = storage.load(f"race/{turn}")
        winners = [content for content, what in zip(contents, told, strict=True) if what == "done"]
        assert kept in winners
        assert set(told) <= {"done", "ObjectExists"}
        if kind.one_wins:
            assert len(winners) == 1


def test_readers_only_ever_see_whole_objects(storage: Storage) -> None:
    size, done = 300_000, threading.Event()
    seen: list[bytes] = []

    def read() -> None:
        while not done.is_set():
            try:
                seen.append(storage.load("head"))
            except ObjectAbsent:
                seen.append(b"")
            for info in storage.list():
                assert info.size == size

    with ThreadPoolExecutor(1) as crew:
        reader = crew.submit(read)
        try:
            for n in range(15):
                storage.store("head", [bytes([n]) * (size // 2)] * 2, replace=True)
        finally:
            done.set()
        reader.result()
    assert seen
    assert all(not data or data == data[:1] * size for data in seen)


def test_many_threads_store_and_load_at_once(storage: Storage) -> None:
    def work(n: int) -> bool:
        data = os.urandom(1000 + n)
        storage.store(f"packs/{n % 3}/{n}", [data])
        return storage.load(f"packs/{n % 3}/{n}") == data

    with ThreadPoolExecutor(8) as crew:
        assert all(crew.map(work, range(40)))
    assert len(list(storage.list("packs/"))) == 40


def test_free_space_is_a_number_of_bytes_or_unknown(storage: Storage) -> None:
    free = storage.free_space()
    assert free is None or free > 0
