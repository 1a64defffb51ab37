"""What can be told of an SQLite file before it is opened.

The form of its first 100 bytes: https://www.sqlite.org/fileformat2.html, 1.3.
"""

from __future__ import annotations

import errno
import os
import stat
from collections import Counter
from enum import StrEnum
from math import log2
from pathlib import Path

import apsw

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import ItemFailed, NoPermission, NoSuchFile, NotADatabase
from desktop_app.engine.sources.sqlite.connection import side, uri

MAGIC = b"SQLite format 3\x00"
MOUNTS = Path("/proc/self/mounts")
# What lies on another computer, whose programs' locks may not be seen here.
NETWORK = (
    *("nfs", "cifs", "smb", "9p", "afs", "ceph", "glusterfs", "davfs", "ncpfs", "lustre"),
    *("beegfs", "fuse.sshfs", "fuse.rclone", "fuse.glusterfs", "fuse.davfs", "fuse.s3fs"),
)
RANDOM_BITS = 7.3  # a byte, of the least that 2 KiB of noise have
PART = 1 << 20


class Form(StrEnum):
    """What a file looks like by its head."""

    SOUND = "sound"
    DAMAGED = "damaged"  # it may well have been a database


@dataclass(frozen=True, slots=True)
class Look:
    """``size`` in bytes; ``sides`` the ends of the names of files beside it that hold something.
    ``wal``: its head says that it keeps a write-ahead log."""

    size: int
    form: Form
    wal: bool
    sides: frozenset[str]


def look_at(path: Path) -> Look:
    """Look at a file that shall be backed up. Raises :class:`NoSuchFile`, :class:`NoPermission`,
    :class:`NotADatabase`."""
    found = _found(path)
    sides = {end for end in ("-journal", "-wal") if _size(side(path, end))}
    if not found.st_size and "-wal" not in sides:
        raise NotADatabase(str(path), "the file is empty, it has not a single byte")
    head = read_part(path, 0, 4096)
    return Look(found.st_size, _form(path, head), head[18:20] == b"\2\2", frozenset(sides))


def _found(path: Path) -> os.stat_result:
    try:
        found = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        raise NoSuchFile(str(path), "there is none of that name") from None
    except PermissionError:
        raise NoPermission(str(path)) from None
    except OSError as error:
        raise NoSuchFile(str(path), error.strerror or str(error)) from error
    if stat.S_ISDIR(found.st_mode):
        raise NoSuchFile(str(path), "it is a folder")
    if not stat.S_ISREG(found.st_mode):
        raise NoSuchFile(str(path), "it is a device or a pipe, no file")
    if not os.access(path, os.R_OK):
        raise NoPermission(str(path))
    return found


def _form(path: Path, head: bytes) -> Form:
    if not head and not _size(path):
        return Form.SOUND  # all of it lies in the log
    if head.startswith(MAGIC):
        size = int.from_bytes(head[16:18], "big")
        sound = size == 1 or (size >= 512 and size & (size - 1) == 0)
        return Form.SOUND if sound and head[21:24] == b"\x40\x20\x20" else Form.DAMAGED
    # The fractions of a page at 21 never change, and the first page is a table's.
    if head[21:24] == b"\x40\x20\x20" or (
        head[100:101] in (b"\x0d", b"\x05") and head[107:108] == b"\0"
    ):
        return Form.DAMAGED
    if entropy(head[:2048]) > RANDOM_BITS:
        reason = "it looks encrypted, and without its key nothing of it can be checked"
    else:
        reason = "it is a file of another kind"
    raise NotADatabase(str(path), reason)


def entropy(data: bytes) -> float:
    """Bits a byte; 8 at most, which ciphers come close to.

    >>> entropy(b"abab")
    1.0
    """
    counts = Counter(data)
    return -sum(n / len(data) * log2(n / len(data)) for n in counts.values())


def read_part(path: Path, offset: int, size: int) -> bytes:
    """A part of a live database file, read as SQLite does; shorter where it ends.

    Raises :class:`NoPermission`."""
    with LiveFile(path) as live:
        return live.read(offset, size)


class LiveFile:
    """A database file read byte by byte without any lock, and without dropping anybody's."""

    def __init__(self, path: Path) -> None:
        # A name that is no text cannot be told to that layer but as an address.
        flags = apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI
        try:
            self._connection = apsw.Connection(uri(path), flags=flags)
        except (apsw.CantOpenError, apsw.IOError) as fault:
            raise NoPermission(str(path)) from fault
        self._size, self._name = _size(path), str(path)

    def __enter__(self) -> LiveFile:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    @property
    def size(self) -> int:
        return self._size

    def read(self, offset: int, size: int) -> bytes:
        """Fewer bytes where the file ends."""
        size = max(0, min(size, self.size - offset))
        try:
            return self._connection.read("main", 0, offset, size)[1] if size else b""
        except apsw.Error as fault:
            raise ItemFailed(self._name, f"its disk fails: {fault}") from fault


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def stamp(path: Path) -> tuple[tuple[int, int, int] | None, ...]:
    """What changes when the file, its journal or its log is written to or replaced."""
    return tuple(_stamp(path if not end else side(path, end)) for end in ("", "-journal", "-wal"))


def _stamp(path: Path) -> tuple[int, int, int] | None:
    try:
        found = path.stat()
    except OSError as error:
        if error.errno in (errno.ENOENT, errno.ENOTDIR):
            return None
        raise NoPermission(str(path)) from error
    return found.st_ino, found.st_size, found.st_mtime_ns


def network_file_system(path: Path, mounts: Path = MOUNTS) -> str:
    """The kind of network file system that a file lies on; empty where it lies on this computer,
    or nobody can say. ``mounts`` has the form of proc(5), /proc/mounts."""
    try:
        lines = mounts.read_text(errors="surrogateescape").splitlines()
        real = str(path.resolve())
    except OSError:
        return ""
    best, kind = "", ""
    for line in lines:
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        at = fields[1].replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\")
        inside = real == at or real.startswith(at.rstrip("/") + "/")
        if inside and len(at) >= len(best):
            best, kind = at, fields[2]
    return kind if kind.startswith(NETWORK) else ""
