"""Writing the bytes of one file, with holes where it had some."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator

BLOCK = 4096
HOLE = re.compile(rb"\0{%d,}" % BLOCK)
ZEROS = bytes(8 << 20)


def write_all(handle: int, pieces: Iterable[bytes]) -> None:
    """Append the pieces. Raises :class:`OSError`."""
    for piece in pieces:
        _write(handle, piece)


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
    [(0, 4096), (8192, 12297)]
    """
    if len(piece) <= len(ZEROS) and piece == ZEROS[: len(piece)]:
        # Also its ends: its neighbours' blocks are not written for it, they were zero before.
        return
    start = 0
    for hole in HOLE.finditer(piece):
        first = _next_block(at + hole.start()) - at
        last = (at + hole.end()) // BLOCK * BLOCK - at
        if first < last:
            if start < first:
                yield start, first
            start = last
    if start < len(piece):
        yield start, len(piece)


def _next_block(place: int) -> int:
    return -(-place // BLOCK) * BLOCK


def _write(handle: int, piece: bytes | memoryview) -> None:
    written = os.write(handle, piece)
    while written < len(piece):
        written += os.write(handle, memoryview(piece)[written:])
