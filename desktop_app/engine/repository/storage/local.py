"""A storage in a folder: a disk, a mounted drive, a NAS share.

Objects are written beside, flushed to the disk, and then given their name by a hard link, which
fails where the name is taken; then their folder is flushed. So an object is there whole or not
at all, also after power was lost. Where the drive knows no hard links (FAT, some shares), the
name is looked up and then given by renaming: there alone, the later of two simultaneous writers
of one name wins. Links in the folder are not followed: a hostile repository must not lead
LabVault to other files.

A writer that was killed leaves its unfinished file behind, hidden (``.writing-…``). The next
storage that writes into the same folder removes what is older than a day.

Thread contract: all methods from any thread, in any number of processes.
"""

from __future__ import annotations

import errno
import os
import shutil
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from desktop_app.engine.computer import medium
from desktop_app.engine.computer.refusal import FULL, REFUSED, refusal
from desktop_app.engine.errors import (
    AlreadyARepository,
    NoSpace,
    ObjectAbsent,
    ObjectExists,
    StorageUnreachable,
)
from desktop_app.engine.repository.storage.base import (
    PART,
    Buffer,
    ObjectInfo,
    check_name,
    check_prefix,
    check_size,
)

TEMPORARY = ".writing-"
ABANDONED_AFTER = 24 * 3600.0  # seconds
# A pipe that bears an object's name must not make the reader wait.
READING = os.O_RDONLY | sum(getattr(os, f"O_{n}", 0) for n in ("NOFOLLOW", "NONBLOCK", "BINARY"))
WRITING = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
NO_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS}
# Some shares know no flushing of folders: their server writes names through.
NO_FOLDER_FLUSH = {errno.EINVAL, errno.ENOTSUP}
# ELOOP: a link where an object should be. ENOTDIR: a file where a folder should be.
NOT_AN_OBJECT = {errno.ENOENT, errno.ELOOP, errno.ENOTDIR, errno.EISDIR}
MOST_BUFFERS = 512
# None of these could be taken for an object.
LEFT_BY_SYSTEMS = {"lost+found", "System Volume Information", "$RECYCLE.BIN", "@eaDir", "#recycle"}


class LocalStorage:
    """Objects as files under ``root``."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._place = str(root)
        self._ready: set[Path] = set()  # folders known to be durable and tidied

    @property
    def url(self) -> str:
        return self._place

    def create(self) -> None:
        """What systems leave on every drive does not count as an object, and hidden files do not;
        everything else does, also what no object could be called: it is somebody's work."""
        with self._translated():
            made = [f for f in (self.root, *self.root.parents) if not f.exists()]
            self.root.mkdir(mode=0o700, parents=True, exist_ok=True)
            if any(_is_somebodys(entry.name) for entry in self.root.iterdir()):
                raise AlreadyARepository(self.url)
            for folder in made:
                _flush_folder(folder.parent)

    def open(self) -> None:
        self._must_be_there()

    def close(self) -> None:
        """Nothing to let go of: no file stays open between calls."""

    def load(self, name: str, offset: int = 0, length: int | None = None) -> bytes:
        with self._reading(name) as handle:
            there = max(0, os.fstat(handle).st_size - offset)
            if length is None:
                check_size(name, there)
            return _read(handle, offset, there if length is None else min(there, length))

    def read_back(self, name: str) -> Iterator[Buffer]:
        with self._reading(name) as handle:
            yield from medium.read_pieces(handle)

    @contextmanager
    def _reading(self, name: str) -> Iterator[int]:
        check_name(name)
        with self._translated(name):
            if self._link_above(name):
                raise ObjectAbsent(name)
            handle = os.open(f"{self._place}/{name}", READING)
            try:
                if not stat.S_ISREG(os.fstat(handle).st_mode):
                    raise ObjectAbsent(name)
                yield handle
            finally:
                os.close(handle)

    def store(self, name: str, parts: Sequence[Buffer], *, replace: bool = False) -> None:
        path = self._path(name)
        with self._translated():
            self._make_folder_of(name)
            temporary = path.parent / f"{TEMPORARY}{os.urandom(8).hex()}"
            try:
                _write(temporary, parts)
                self._publish(temporary, path, name, replace)
                _flush_folder(path.parent)
                self._tidy(path)
            finally:
                with suppress(FileNotFoundError):
                    temporary.unlink()

    def delete(self, name: str) -> None:
        path = self._path(name)
        with self._translated(name):
            if self._link_above(name):
                raise ObjectAbsent(name)
            path.unlink()
            _flush_folder(path.parent)

    def list(self, prefix: str = "") -> Iterator[ObjectInfo]:
        check_prefix(prefix)
        self._must_be_there()
        folder = prefix.rpartition("/")[0]
        start = self.root / folder
        with self._translated():
            if not self._link_above(prefix):
                yield from _walk(start, f"{folder}/" if folder else "", prefix)
        self._must_be_there()  # else a folder that went away would look like an empty one

    def free_space(self) -> int | None:
        with self._translated():
            return shutil.disk_usage(self.root).free

    @contextmanager
    def _translated(self, name: str = "") -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise self._fault(error, name) from error

    def _fault(self, error: OSError, name: str) -> Exception:
        if error.errno in FULL:
            return NoSpace(self.url)
        if error.errno in REFUSED:
            # Of rights it matters whose; where nothing can be written, a file's name says nothing.
            name = "" if error.errno == errno.EROFS else error.filename
            return refusal(error, name or self.url)
        if not self.root.is_dir():
            return StorageUnreachable(self.url, "there is no such folder")
        if error.errno in NOT_AN_OBJECT and name:
            return ObjectAbsent(name)
        return StorageUnreachable(self.url, error.strerror or str(error))

    def _must_be_there(self) -> None:
        with self._translated():
            if not self.root.is_dir():
                raise StorageUnreachable(self.url, "there is no such folder")

    def _path(self, name: str) -> Path:
        check_name(name)
        return self.root / name

    def _link_above(self, name: str) -> str | None:
        """The first folder on the way from an object up to the root that is a link to elsewhere.
        Strings alone: this is asked for every chunk that is read."""
        while name := name.rpartition("/")[0]:
            if os.path.islink(f"{self._place}/{name}"):  # noqa: PTH114
                return name
        return None

    def _make_folder_of(self, name: str) -> None:
        folder = (self.root / name).parent
        if folder in self._ready and folder.is_dir():
            return
        self._must_be_there()
        if link := self._link_above(name):
            raise StorageUnreachable(self.url, f"{link} is a link to elsewhere")
        for missing in reversed([f for f in (folder, *folder.parents) if not f.exists()]):
            with suppress(FileExistsError):
                missing.mkdir(mode=0o700)
        # Also where another program made the folder: nobody knows whether it flushed.
        while folder != self.root:
            folder = folder.parent
            _flush_folder(folder)

    def _publish(self, temporary: Path, path: Path, name: str, replace: bool) -> None:
        """Give a finished file its name; unless ``replace``, only if that is free."""
        if replace:
            temporary.replace(path)
            return
        try:
            os.link(temporary, path)
        except FileExistsError:
            raise ObjectExists(name) from None
        except OSError as error:
            if error.errno not in NO_LINKS:
                raise
            if os.path.lexists(path):
                raise ObjectExists(name) from None
            temporary.rename(path)

    def _tidy(self, path: Path) -> None:
        """After this storage's first object in a folder, remove what dead writers left there.
        The object's own time is the present by the drive's clock, which may not be ours."""
        if path.parent in self._ready:
            return
        self._ready.add(path.parent)
        oldest = path.stat().st_mtime - ABANDONED_AFTER
        with os.scandir(path.parent) as entries:
            for entry in entries:
                # Another user's leftovers are that user's to remove.
                with suppress(FileNotFoundError, PermissionError):
                    if entry.name.startswith(TEMPORARY) and entry.stat().st_mtime < oldest:
                        Path(entry.path).unlink()


def _read(handle: int, offset: int, length: int) -> bytes:
    """One read of the system may give less than there is."""
    os.lseek(handle, offset, os.SEEK_SET)
    pieces: list[bytes] = []
    while length and (piece := os.read(handle, length)):
        pieces.append(piece)
        length -= len(piece)
    return pieces[0] if len(pieces) == 1 else b"".join(pieces)


def _write(path: Path, parts: Sequence[Buffer]) -> None:
    handle = os.open(path, WRITING, 0o600)
    try:
        left = [memoryview(part).cast("B") for part in parts if len(part)]
        if left:
            left[0] = left[0][medium.write_blocks(handle, left[0]) :]
        while left:
            done = _write_some(handle, left[:MOST_BUFFERS])
            while left and done >= len(left[0]):
                done -= len(left.pop(0))
            if done:
                left[0] = left[0][done:]
        os.fsync(handle)
    finally:
        os.close(handle)


def _write_some(handle: int, parts: Sequence[memoryview]) -> int:
    if hasattr(os, "writev"):
        return os.writev(handle, parts)
    return os.write(handle, parts[0])


def _flush_folder(folder: Path) -> None:
    """Make names in a folder durable. Windows keeps no handle on folders and does it itself."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in NO_FOLDER_FLUSH:
            raise
    finally:
        os.close(handle)


def _walk(folder: Path, name: str, prefix: str) -> Iterator[ObjectInfo]:
    """Regular files below a folder in name order; one folder's names in memory at a time."""
    try:
        with os.scandir(folder) as entries:
            found = sorted(
                ((f"{e.name}/" if e.is_dir(follow_symlinks=False) else e.name), e) for e in entries
            )
    except (FileNotFoundError, NotADirectoryError):
        return
    for shown, entry in found:
        whole = name + shown
        if not PART.fullmatch(entry.name) or not _may_match(whole, prefix):
            continue
        if shown.endswith("/"):
            yield from _walk(folder / entry.name, whole, prefix)
        elif whole.startswith(prefix) and entry.is_file(follow_symlinks=False):
            with suppress(FileNotFoundError):  # deleted since the folder was read
                yield ObjectInfo(whole, entry.stat(follow_symlinks=False).st_size)


def _is_somebodys(name: str) -> bool:
    return not name.startswith(".") and name not in LEFT_BY_SYSTEMS


def _may_match(whole: str, prefix: str) -> bool:
    return whole.startswith(prefix) or prefix.startswith(whole)
