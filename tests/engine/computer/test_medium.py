"""Writing and reading past the system's memory, and the ordinary way where that cannot be."""

from __future__ import annotations

import ctypes
import errno
import mmap
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from desktop_app.engine.computer import medium
from desktop_app.engine.computer.memory import LARGE_PAGE
from desktop_app.engine.repository.storage.local import LocalStorage

MORE = LARGE_PAGE + 3 * medium.BLOCK
SIZES = st.one_of(
    st.integers(0, 3 * medium.BLOCK),
    st.integers(LARGE_PAGE - 2, LARGE_PAGE + 2),
    st.integers(MORE - medium.BLOCK - 1, MORE),
)
needs_direct = pytest.mark.skipif(not medium.DIRECT, reason="this system knows no O_DIRECT")


def aligned(size: int) -> memoryview:
    room = mmap.mmap(-1, max(size, 1))
    room[:size] = os.urandom(size)
    return memoryview(room)[:size]


def read_whole(file: Path) -> bytes:
    handle = os.open(file, os.O_RDONLY)
    try:
        return b"".join(bytes(piece) for piece in medium.read_pieces(handle))
    finally:
        os.close(handle)


def went_direct(file: Path, data: memoryview) -> int:
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL)
    try:
        return medium.write_blocks(handle, data)
    finally:
        os.close(handle)


def is_remembered(file: Path) -> bool:
    """Whether the system holds any page of the file in memory, by mincore(2)."""
    size = file.stat().st_size
    with file.open("rb") as handle, mmap.mmap(handle.fileno(), size, mmap.MAP_PRIVATE) as pages:
        held = (ctypes.c_ubyte * -(-size // mmap.PAGESIZE))()
        start = ctypes.c_char.from_buffer(pages)
        failed = ctypes.CDLL(None).mincore(ctypes.byref(start), ctypes.c_size_t(size), held)
        del start
    assert not failed
    return any(page & 1 for page in held)


@pytest.fixture(params=["drive", "memory"])
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path]:
    """On a drive, and on a file system in memory, which older kernels do not open directly."""
    if request.param == "drive":
        yield tmp_path
        return
    place = Path("/dev/shm") / f"labvault-test-{os.urandom(8).hex()}"
    if not place.parent.is_dir():
        pytest.skip("there is no file system in memory")
    place.mkdir()
    yield place
    for file in place.iterdir():
        file.unlink()
    place.rmdir()


@given(size=SIZES, shift=st.sampled_from([0, 1, 512]))
@example(size=MORE, shift=1)
@example(size=MORE, shift=0)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_every_size_in_any_memory(folder: Path, size: int, shift: int) -> None:
    data = aligned(size + shift)[shift:]
    storage = LocalStorage(folder)
    storage.store("x", [data, b"end"], replace=True)
    assert (folder / "x").read_bytes() == bytes(data) + b"end"
    assert read_whole(folder / "x") == bytes(data) + b"end"


@needs_direct
def test_whole_blocks_go_past_the_memory(tmp_path: Path) -> None:
    data = aligned(MORE + 5)
    done = went_direct(tmp_path / "x", data)
    if not done:
        pytest.skip("the drive of the temporary folder does not go direct")
    assert done == MORE
    assert not is_remembered(tmp_path / "x")
    assert read_whole(tmp_path / "x") == bytes(data[:MORE])
    assert not is_remembered(tmp_path / "x")  # so reading back asked the drive
    (tmp_path / "y").write_bytes(data)
    assert is_remembered(tmp_path / "y")


def test_what_is_small_is_left_to_the_ordinary_way(tmp_path: Path) -> None:
    assert went_direct(tmp_path / "x", aligned(LARGE_PAGE - 1)) == 0


@needs_direct
def test_a_drive_that_refuses_half_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ordinary = os.write

    def write(handle: int, data: memoryview) -> int:
        if len(data) < MORE:
            raise OSError(errno.EINVAL, "refused")
        return ordinary(handle, data[:LARGE_PAGE])

    monkeypatch.setattr(os, "write", write)
    assert went_direct(tmp_path / "x", aligned(MORE)) == LARGE_PAGE


@needs_direct
def test_a_full_drive_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def write(*_: object) -> int:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "write", write)
    with pytest.raises(OSError, match="full"):
        went_direct(tmp_path / "x", aligned(MORE))


def test_a_system_without_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(medium, "DIRECT", 0)
    data = aligned(MORE)
    assert went_direct(tmp_path / "x", data) == 0
    LocalStorage(tmp_path).store("y", [data])
    assert read_whole(tmp_path / "y") == bytes(data)


@needs_direct
def test_a_drive_that_takes_no_such_handle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import fcntl

    ordinary = fcntl.fcntl

    def refuse(handle: int, command: int, *more: int) -> int:
        if command == fcntl.F_SETFL:
            raise OSError(errno.EINVAL, "refused")
        return ordinary(handle, command, *more)

    monkeypatch.setattr(fcntl, "fcntl", refuse)
    data = aligned(MORE)
    assert went_direct(tmp_path / "x", data) == 0
    LocalStorage(tmp_path).store("y", [data])
    assert read_whole(tmp_path / "y") == bytes(data)


@needs_direct
def test_a_drive_that_refuses_to_be_read_half_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data, calls, ordinary = aligned(MORE), iter(range(99)), os.readv

    def read(handle: int, room: list[memoryview]) -> int:
        if next(calls) == 1:
            raise OSError(errno.EINVAL, "refused")
        return ordinary(handle, room)

    (tmp_path / "x").write_bytes(data)
    monkeypatch.setattr(os, "readv", read)
    assert read_whole(tmp_path / "x") == bytes(data)


@pytest.mark.skipif(not hasattr(os, "readv"), reason="this system reads in another way")
def test_a_drive_that_fails_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def read(*_: object) -> int:
        raise OSError(errno.EIO, "the drive is broken")

    (tmp_path / "x").write_bytes(aligned(MORE))
    monkeypatch.setattr(os, "readv", read)
    with pytest.raises(OSError, match="broken"):
        read_whole(tmp_path / "x")


def test_a_system_that_reads_into_no_memory_of_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(os, "readv", raising=False)
    monkeypatch.setattr(medium, "DIRECT", 0)  # as on Windows
    data = aligned(MORE + 5)
    (tmp_path / "x").write_bytes(data)
    assert read_whole(tmp_path / "x") == bytes(data)


@pytest.mark.parametrize("direct", [medium.DIRECT, 0])
@pytest.mark.parametrize("shift", [0, 1])
def test_reading_at_any_place(
    folder: Path, monkeypatch: pytest.MonkeyPatch, direct: int, shift: int
) -> None:
    monkeypatch.setattr(medium, "DIRECT", direct)
    data = bytes(aligned(3 * medium.BLOCK + 5))
    (folder / "x").write_bytes(data)
    with (folder / "x").open("rb") as file:
        for at in (0, 1, medium.BLOCK, 3 * medium.BLOCK, len(data), len(data) + medium.BLOCK):
            room = aligned(2 * medium.BLOCK + shift)[shift:]
            got = medium.read_at(file.fileno(), room, at)
            assert room[:got] == data[at : at + len(room)]


@needs_direct
def test_what_was_just_written_is_read_from_the_drive(tmp_path: Path) -> None:
    data = aligned(MORE)
    if not went_direct(tmp_path / "x", data):
        pytest.skip("the drive of the temporary folder does not go direct")
    with (tmp_path / "x").open("rb") as file:
        room = aligned(LARGE_PAGE)
        assert medium.read_at(file.fileno(), room, medium.BLOCK) == LARGE_PAGE
        assert room == data[medium.BLOCK : medium.BLOCK + LARGE_PAGE]
    assert not is_remembered(tmp_path / "x")
