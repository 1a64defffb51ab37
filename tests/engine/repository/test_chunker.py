from __future__ import annotations

import io
import random
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.engine.repository import chunker
from desktop_app.engine.repository.chunker import Chunker, ReadInto
from tests.engine.repository.material import MASTER, noise, text

SMALL = {"MIN_SIZE": 256, "AVERAGE_SIZE": 1024, "MAX_SIZE": 4096, "WINDOW": 10_000}


@pytest.fixture(scope="module", autouse=True)
def small() -> object:
    with pytest.MonkeyPatch.context() as patch:
        for name, value in SMALL.items():
            patch.setattr(chunker, name, value)
        yield


def cut(data: bytes, read: ReadInto | None = None, master: bytes = MASTER) -> list[bytes]:
    return [bytes(c.data) for c in Chunker(master).cut(read or io.BytesIO(data).readinto)]


def in_sips(data: bytes, sizes: Callable[[], int]) -> ReadInto:
    """A reader that gives as little at a time as ``sizes`` says, like a pipe."""
    stream = io.BytesIO(data)
    return lambda view: stream.readinto(view[: max(1, sizes())])


@given(st.binary(max_size=30_000))
@settings(max_examples=30)
def test_joined_chunks_are_the_stream(data: bytes) -> None:
    assert b"".join(cut(data)) == data


@given(st.integers(0, 60_000), st.integers(0, 2**32), st.integers(1, 9_000))
@settings(max_examples=40, deadline=None)
def test_how_the_stream_is_read_does_not_matter(size: int, seed: int, most: int) -> None:
    data = noise(size, seed)
    chance = random.Random(seed)

    pieces = cut(data, in_sips(data, lambda: chance.randint(1, most)))

    assert pieces == cut(data)
    assert b"".join(pieces) == data


@pytest.mark.parametrize("data", [noise(200_000), text(20_000), bytes(100_000), b"\n" * 50_000])
def test_sizes_stay_within_their_limits(data: bytes) -> None:
    sizes = [len(piece) for piece in cut(data)]
    assert all(SMALL["MIN_SIZE"] <= size <= SMALL["MAX_SIZE"] for size in sizes[:-1])
    assert 0 < sizes[-1] <= SMALL["MAX_SIZE"]


@pytest.mark.parametrize("size", [0, 1, 255, 256, 4096, 4097, 9_999, 10_000, 10_001, 20_000])
def test_streams_that_just_fit(size: int) -> None:
    for data in (bytes(size), noise(size)):
        assert b"".join(cut(data)) == data


def test_an_empty_stream_has_no_chunk() -> None:
    assert cut(b"") == []


def test_an_insertion_in_front_changes_few_chunks() -> None:
    data = noise(300_000)
    before, after = set(cut(data)), cut(b"a new first row\n" + data)
    assert sum(piece not in before for piece in after) <= 3


def test_an_insertion_in_the_middle_changes_few_chunks() -> None:
    data = noise(300_000)
    before, after = set(cut(data)), cut(data[:150_000] + b"x" + data[150_000:])
    assert sum(piece not in before for piece in after) <= 4


def test_another_repository_cuts_elsewhere() -> None:
    data = noise(100_000)
    assert set(cut(data)) & set(cut(data, master=bytes(32))) <= {cut(data)[-1]}


def test_where_format_1_cuts_is_frozen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another cut would store everything anew in every repository that exists."""
    for name, value in {
        "MIN_SIZE": 256 << 10,
        "AVERAGE_SIZE": 1 << 20,
        "MAX_SIZE": 4 << 20,
        "WINDOW": 8 << 20,
    }.items():
        monkeypatch.setattr(chunker, name, value)
    sizes = [len(piece) for piece in cut(noise(12_000_000, 5))]
    assert sizes == [
        1529798,
        384514,
        1063627,
        1074713,
        1631929,
        926120,
        1068786,
        1385568,
        1949727,
        985218,
    ]


def test_counting_in_a_chunk() -> None:
    data = text(3_000)
    counted = [c.count(b"\n") for c in Chunker(MASTER).cut(io.BytesIO(data).readinto)]
    assert sum(counted) == 3_000
    assert counted == [piece.count(b"\n") for piece in cut(data)]


def test_a_fault_of_the_reader_goes_through() -> None:
    def read(view: memoryview) -> int:
        raise OSError("the pipe broke")

    with pytest.raises(OSError, match="the pipe broke"):
        cut(b"", read)
