"""Pieces that are read before they are asked for."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from desktop_app.engine.restoring.read_ahead import read_ahead

PATIENCE = 30.0  # seconds


def readers() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == "reading ahead"]


@pytest.mark.parametrize("count", [0, 1, 2, 3, 100])
def test_all_pieces_come_in_their_order(count: int) -> None:
    pieces = [bytes([number]) for number in range(count)]
    assert list(read_ahead(iter(pieces))) == pieces
    assert not readers()


def test_the_next_are_read_while_one_is_used_and_no_more() -> None:
    read: list[int] = []
    enough = threading.Event()

    def pieces() -> Iterator[bytes]:
        for number in range(10):
            read.append(number)
            if number == 2:
                enough.set()
            yield bytes([number])

    stream = read_ahead(pieces(), most=2)
    assert read == []
    assert next(stream) == b"\0"
    assert enough.wait(PATIENCE)  # without anybody asking for it
    stream.close()
    # While the reader waited, two were ready; as it was stopped it read no further.
    assert read == [0, 1, 2]
    assert not readers()


def test_a_fault_comes_after_the_pieces_before_it() -> None:
    def pieces() -> Iterator[bytes]:
        yield b"good"
        raise ValueError("torn")

    stream = read_ahead(pieces())
    assert next(stream) == b"good"
    with pytest.raises(ValueError, match="torn"):
        next(stream)
    assert not readers()


def test_who_stops_asking_leaves_no_reader_behind() -> None:
    def endless() -> Iterator[bytes]:
        while True:
            yield b"again"

    stream = read_ahead(endless())
    assert next(stream) == b"again"
    stream.close()
    assert not readers()
