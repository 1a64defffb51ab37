"""A storage in a folder: a disk, a mounted drive, a NAS share.

Objects are written beside, flushed to the disk, and then given their name by a hard link, which
fails where the name is taken; then their folder is flushed. So an object is there whole or not
at all, also after power was lost. Links in the folder are not followed: a hostile repository
must not lead LabVault to other files.
"""

from __future__ import annotations

import errno
import os
import re
import shutil
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from desktop_app.engine.errors import (
    AlreadyARepository,
    Bug,
    NoPermission,
    NoSpace,
    ObjectAbsent,
    ObjectExists,
    StorageUnreachable,
)
from desktop_app.engine.repository.storage.base import Buffer, ObjectInfo

PART = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]*")
TEMPORARY = ".writing-"
NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)
BINARY = getattr(os, "O_BINARY", 0)
MOST_BUFFERS = 512


class LocalStorage:
    """Objects as files under ``root``."""

    piece = 256 << 10

    def __init__(self, root: Path) -> None:
        self.root = root

    @property
    def url(self) -> str:
        return str(self.root)

    def create(self) -> None:
        with self._translated():
            self.root.mkdir(mode=0o700, parents=True, exist_ok=True)
            if any(self.root.iterdir()):
                raise AlreadyARepository(self.url)
            _flush_folder(self.root.parent)

    def open(self) -> None:
        with self._translated():
            if not self.root.is_dir():
                raise StorageUnreachable(self.url, "there is no such folder")

    def close(self) -> None:
        pass

    def load(self, name: str, offset: int = 0, length: int | None = None) -> bytes:
        with self._translated(name):
            handle = os.open(self._path(name), os.O_RDONLY | NO_FOLLOW | BINARY)
            with os.fdopen(handle, "rb", buffering=0) as file:
                if not stat.S_ISREG(os.fstat(handle).st_mode):
                    raise ObjectAbsent(name)
                if offset:
                    file.seek(offset)
                return file.read(-1 if length is None else length)

    def store(self, name: str, parts: Sequence[Buffer], *, replace: bool = False) -> None:
        path = self._path(name)
        with self._translated(name):
            self._make_folder(path.parent)
            temporary = path.parent / f"{TEMPORARY}{os.urandom(8).hex()}"
            try:
                _write(temporary, parts)
                if replace:
                    temporary.replace(path)
                else:
                    _publish(temporary, path)
                _flush_folder(path.parent)
            finally:
                with suppress(FileNotFoundError):
                    temporary.unlink()

    def delete(self, name: str) -> None:
        path = self._path(name)
        with self._translated(name):
            path.unlink()
            _flush_folder(path.parent)

    def list(self, prefix: str = "") -> Iterator[ObjectInfo]:
        folder = prefix.rpartition("/")[0]
        with self._translated():
            if not self.root.is_dir():
                raise StorageUnreachable(self.url, "the folder is gone")
            start = self._path(folder) if folder else self.root
            yield from _walk(start, f"{folder}/" if folder else "", prefix)

    def free_space(self) -> int | None:
        with self._translated():
            return shutil.disk_usage(self.root).free

    def _path(self, name: str) -> Path:
        if not all(PART.fullmatch(part) for part in name.split("/")):
            raise Bug(f"not an object name: {name!r}")
        return self.root / name

    def _make_folder(self, folder: Path) -> None:
        if folder.is_dir() and not folder.is_symlink():
            return
        if not self.root.is_dir():
            raise StorageUnreachable(self.url, "the folder is gone")
        if folder != self.root:
            self._make_folder(folder.parent)
        with suppress(FileExistsError):
            folder.mkdir(mode=0o700)
            _flush_folder(folder.parent)
        if folder.is_symlink():
            raise StorageUnreachable(self.url, f"{folder.name} is a link to elsewhere")

    @contextmanager
    def _translated(self, name: str = "") -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise self._fault(error, name) from error

    def _fault(self, error: OSError, name: str) -> Exception:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            return NoSpace(self.url)
        if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
            return NoPermission(error.filename or self.url)
        if error.errno == errno.EEXIST:
            return ObjectExists(name)
        # ELOOP: a link where an object should be. ENOTDIR: a file where a folder should be.
        if error.errno in (errno.ENOENT, errno.ELOOP, errno.ENOTDIR, errno.EISDIR) and name:
            if self.root.is_dir():
                return ObjectAbsent(name)
            return StorageUnreachable(self.url, "the folder is gone")
        return StorageUnreachable(self.url, error.strerror or str(error))


def _write(path: Path, parts: Sequence[Buffer]) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | NO_FOLLOW | BINARY, 0o600)
    try:
        left = [memoryview(part).cast("B") for part in parts if len(part)]
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


def _publish(temporary: Path, path: Path) -> None:
    """Give a finished file its name, unless the name is taken."""
    try:
        os.link(temporary, path, follow_symlinks=False)
    except OSError as error:
        if error.errno not in (errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS):
            raise
        # No hard links here (FAT, some shares): rename overwrites, so look first. Two writers
        # of one name are not told apart then; names are hashes or random, so none meet.
        if path.exists():
            raise FileExistsError(errno.EEXIST, "exists", str(path)) from None
        temporary.rename(path)


def _flush_folder(folder: Path) -> None:
    """Make names in a folder durable. Windows keeps no handle on folders and does it itself."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
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


def _may_match(whole: str, prefix: str) -> bool:
    return whole.startswith(prefix) or prefix.startswith(whole)
