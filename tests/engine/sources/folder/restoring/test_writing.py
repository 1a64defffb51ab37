"""Bytes written with holes are the same bytes."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.engine.computer.medium import BLOCK
from desktop_app.engine.computer.memory import LARGE_PAGE, large_room
from desktop_app.engine.sources.base import ItemReader
from desktop_app.engine.sources.folder.restoring.comparing import (
    HandleReader,
    MediumReader,
    SparseReader,
)
from desktop_app.engine.sources.folder.restoring.writing import (
    ZEROS,
    filled,
    write_all,
    write_large,
    write_with_holes,
)

runs = st.lists(
    st.tuples(st.booleans(), st.integers(1, 3 * BLOCK)).map(
        lambda r: (b"x" if r[0] else b"\0") * r[1]
    ),
    max_size=6,
).map(b"".join)


def read(reader: ItemReader, size: int) -> bytes:
    found, buffer = bytearray(), memoryview(bytearray(size))
    while got := reader.readinto(buffer):
        found += buffer[:got]
    reader.close()
    return bytes(found)


@given(runs, st.integers(1, 5 * BLOCK))
def test_the_same_bytes_with_and_without_holes(content: bytes, size: int) -> None:
    pieces = [content[at : at + size] for at in range(0, len(content), size)]
    for write in (write_all, write_with_holes):
        handle, path = tempfile.mkstemp()
        try:
            write(handle, pieces)
            assert Path(path).read_bytes() == content
            for reader in (HandleReader, SparseReader):
                assert read(reader(handle, owned=False), size) == content
        finally:
            os.close(handle)
            Path(path).unlink()


@given(
    st.integers(0, 2 * LARGE_PAGE + BLOCK),
    st.integers(1, 3 * LARGE_PAGE),
    st.sampled_from([0, 1, BLOCK]),
)
def test_large_files_are_the_same_past_the_memory(size: int, sip: int, shift: int) -> None:
    """Whatever the pieces they come in, and whatever memory they are read into."""
    content = os.urandom(4099) * (size // 4099 + 1)
    content = content[:size]
    handle, path = tempfile.mkstemp()
    try:
        write_large(handle, (content[at : at + sip] for at in range(0, size, sip)))
        assert Path(path).read_bytes() == content
        room = memoryview(large_room(LARGE_PAGE))[shift:]
        reader, found = MediumReader(handle, owned=False), bytearray()
        while got := reader.readinto(room):
            found += room[:got]
        assert found == content
    finally:
        os.close(handle)
        Path(path).unlink()


def test_several_large_files_after_one_another_keep_nothing_of_each_other(tmp_path: Path) -> None:
    """They share a room of their thread's."""
    for name, size in (("a", LARGE_PAGE + 5), ("b", 7), ("c", BLOCK)):
        content = name.encode() * size
        with (tmp_path / name).open("wb") as file:
            write_large(file.fileno(), [content])
        assert (tmp_path / name).read_bytes() == content


@given(runs, st.integers(0, 3 * BLOCK))
def test_no_part_of_a_block_is_written_for_zeros_alone(piece: bytes, at: int) -> None:
    """Also at the ends of a piece, which lie anywhere: a block that two pieces share is written
    for the one that holds something."""
    written = list(filled(piece, at))
    for block in range(at // BLOCK * BLOCK, at + len(piece), BLOCK):
        start, end = max(block - at, 0), min(block + BLOCK - at, len(piece))
        if not any(piece[start:end]):
            assert not any(a < end and start < b for a, b in written)


def test_a_piece_of_zeros_that_is_longer_than_any_chunk(tmp_path: Path) -> None:
    handle = os.open(tmp_path / "x", os.O_RDWR | os.O_CREAT)
    write_with_holes(handle, [bytes(len(ZEROS) + 5), b"end"])
    found = os.fstat(handle)
    os.close(handle)
    assert (found.st_size, found.st_blocks * 512 <= 2 * BLOCK) == (len(ZEROS) + 8, True)
