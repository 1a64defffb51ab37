"""Bytes that were read before anybody asked come first, and all others after them."""

from __future__ import annotations

import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.engine.errors import ConnectionLost
from desktop_app.engine.sources.postgres.reading import early_reader
from desktop_app.engine.sources.postgres.reading.early_reader import EarlyReader

SHORT = 1000  # bytes that a reader of a test gives at most at once


class Spring:
    """Gives so many bytes, then ends, or fails, or waits until it is stopped."""

    def __init__(self, data: bytes, fault: Exception | None = None, *, waits: bool = False) -> None:
        self._rest, self._fault, self._waits = data, fault, waits
        self.asked, self.stopped = threading.Event(), threading.Event()
        self.tells_rows, self.rows, self.closed = True, 7, False

    @property
    def left(self) -> int:
        return len(self._rest)

    def readinto(self, buffer: memoryview) -> int:
        assert not self.closed
        size = min(len(buffer), len(self._rest), SHORT)
        buffer[:size] = self._rest[:size]
        self._rest = self._rest[size:]
        if not size and self._waits:
            self.asked.set()
            assert self.stopped.wait(30)
        if not size and self._fault:
            raise self._fault
        return size

    def stop(self) -> None:
        self.stopped.set()

    def close(self) -> None:
        self.closed = True


def rest_of(reader: EarlyReader, at_once: int) -> bytes:
    buffer, found = memoryview(bytearray(at_once)), b""
    while got := reader.readinto(buffer):
        found += buffer[:got]
    return found


@given(data=st.binary(max_size=9000), most=st.integers(1, 5000), at_once=st.integers(1, 4000))
def test_the_bytes_are_the_same(data: bytes, most: int, at_once: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(early_reader, "MOST", most)
        spring = Spring(data)
        reader = EarlyReader(spring)
        assert rest_of(reader, at_once) == data
        assert reader.readinto(memoryview(bytearray(1))) == 0
        assert (reader.tells_rows, reader.rows) == (True, 7)
        reader.close()
        assert spring.closed


def test_no_more_than_so_much_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(early_reader, "MOST", 2500)
    spring = Spring(bytes(4000))
    reader = EarlyReader(spring)
    reader._thread.join()
    assert spring.left == 1500
    assert len(rest_of(reader, 100)) == 4000


def test_a_fault_comes_after_what_came_before_it() -> None:
    reader = EarlyReader(Spring(b"some", ConnectionLost("here", "gone")))
    reader._thread.join()
    buffer = memoryview(bytearray(10))
    assert reader.readinto(buffer) == 4
    with pytest.raises(ConnectionLost):
        reader.readinto(buffer)
    reader.close()


def test_who_waits_is_woken_when_it_is_closed() -> None:
    spring = Spring(b"some", waits=True)
    reader = EarlyReader(spring)
    assert spring.asked.wait(30)
    reader.close()
    assert spring.closed
    assert not reader._thread.is_alive()
