"""Memory that threads keep for what they read and write."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from desktop_app.engine.computer.memory import RoomOfThread


def test_each_thread_has_its_own_room_and_keeps_it() -> None:
    room, both = RoomOfThread(10), Barrier(2)

    def mark(letter: bytes) -> bytes:
        both.wait()  # two threads, and not one after the other
        room.view[:] = letter * 10
        both.wait()
        return bytes(room.view)

    with ThreadPoolExecutor(2) as threads:
        assert list(threads.map(mark, (b"a", b"b"))) == [b"a" * 10, b"b" * 10]
    assert bytes(room.view) == bytes(10)
