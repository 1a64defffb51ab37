"""Writing the bytes of one file, with holes where it had some."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator

from desktop_app.engine.computer import medium
from desktop_app.engine.computer.memory import RoomOfThread

LARGE = 256 << 10
"""Bytes from which a file goes straight to the medium, and is compared with what comes from it."""
HOLE = re.compile(rb"\0{%d,}" % medium.BLOCK)
ZEROS = bytes(8 << 20)

_own = RoomOfThread()


def write_all(handle: int, pieces: Iterable[bytes]) -> None:
    """Append the pieces. Raises :class:`OSError`."""
    for piece in pieces:
        _write(handle, piece)


def write_large(handle: int, pieces: Iterable[bytes]) -> None:
    """The same, whole blocks past the system's memory: see
    :mod:`~desktop_app.engine.computer.medium`."""
    room, filled = _own.view, 0
    for piece in pieces:
        rest = memoryview(piece)
        while rest:
            part = rest[: len(room) - filled]
            room[filled : filled + len(part)] = part
            filled, rest = filled + len(part), rest[len(part) :]
            if filled == len(room):
                _write_blocks(handle, room)
                filled = 0
    _write_blocks(handle, room[:filled])


def _write_blocks(handle: int, data: memoryview) -> None:
    done = medium.write_blocks(handle, data, medium.BLOCK)
    if done < len(data):
        _write(handle, data[done:])


def write_with_holes(handle: int, pieces: Iterable[bytes]) -> None:
    """The same, but whole blocks of zeros are left out, so that they take no space."""
    at = 0
    for piece in pieces:
        for start, end in filled(piece, at):
            os.lseek(handle, at + start, os.SEEK_SET)
            _write(handle, memoryview(piece)[start:end])
        at += len(piece)
    os.ftruncate(handle, at)


def filled(piece: bytes, at: int) -> Iterator[tuple[int, int]]:
    r"""The parts of a piece that must be written, when it begins at ``at`` in its file.

    >>> list(filled(b"a" + bytes(8191) + b"b" * 4096 + bytes(9), 0))
    [(0, 4096), (8192, 12288)]
    """
    if len(piece) <= len(ZEROS) and piece == ZEROS[: len(piece)]:
        return
    start, end = _without_zero_ends(piece, at)
    for hole in HOLE.finditer(piece, start, end):
        first = _next_block(at + hole.start()) - at
        last = (at + hole.end()) // medium.BLOCK * medium.BLOCK - at
        if first < last:
            if start < first:
                yield start, first
            start = last
    if start < end:
        yield start, end


def _without_zero_ends(piece: bytes, at: int) -> tuple[int, int]:
    """What is left without its parts of the blocks that it shares with its neighbours, where they
    are zeros: those blocks are not written for it, they were zero before."""
    head = min(_next_block(at) - at, len(piece))
    tail = min((at + len(piece)) % medium.BLOCK, len(piece))
    start = head if piece[:head] == ZEROS[:head] else 0
    end = len(piece) - (tail if piece[len(piece) - tail :] == ZEROS[:tail] else 0)
    return start, end


def _next_block(place: int) -> int:
    return -(-place // medium.BLOCK) * medium.BLOCK


def _write(handle: int, piece: bytes | memoryview) -> None:
    written = os.write(handle, piece)
    while written < len(piece):
        written += os.write(handle, memoryview(piece)[written:])
