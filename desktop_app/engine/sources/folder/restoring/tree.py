"""A tree that is written into, by several threads; nothing goes through a link."""

from __future__ import annotations

import ctypes
import errno
import os
import stat
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from desktop_app.engine.sources.folder.reach import Reach

FRESH = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | os.O_CLOEXEC
NOREPLACE, AT_WORKING_FOLDER = 1, -100
NO_SUCH_CALL = {errno.ENOSYS, errno.EINVAL}


class Tree:
    """Names are relative to ``root``, "/"-separated, "" for the root. Every method may be called
    from any thread, and raises :class:`OSError` as the system says it."""

    def __init__(self, root: str) -> None:
        self.root = root
        self._own = threading.local()
        self._lock = threading.Lock()
        self._all: list[Reach] = []

    def close(self) -> None:
        """Harmless when called twice, and while no thread uses it."""
        with self._lock:
            for reach in self._all:
                reach.close()
            self._all.clear()
            self._own = threading.local()

    @property
    def reach(self) -> Reach:
        """This thread's own."""
        found: Reach | None = getattr(self._own, "reach", None)
        if found is None:
            found = Reach(self.root)
            with self._lock:
                self._all.append(found)
                self._own.reach = found
        return found

    def place(self, name: str) -> tuple[int, str]:
        """The folder that a path lies in, open until this thread's next call, and its last part."""
        folder, _, part = name.rpartition("/")
        return self.reach.folder(folder), part

    def look(self, name: str) -> os.stat_result | None:
        """What stands there; None if nothing does."""
        try:
            return self.reach.stat(name)
        except FileNotFoundError:
            return None

    def create(self, name: str) -> int:
        """A new file, open for reading and writing; what an earlier run left there is removed."""
        folder, part = self.place(name)
        try:
            return os.open(part, FRESH, 0o600, dir_fd=folder)
        except FileExistsError:
            os.unlink(part, dir_fd=folder)
            return os.open(part, FRESH, 0o600, dir_fd=folder)

    def make_folder(self, name: str) -> None:
        """One that is there is left as it is."""
        folder, part = self.place(name)
        try:
            os.mkdir(part, 0o700, dir_fd=folder)
        except FileExistsError:
            if not stat.S_ISDIR(self.reach.stat(name).st_mode):
                raise

    def make_link(self, name: str, target: bytes) -> None:
        """A symbolic link; what an earlier run left there is removed."""
        folder, part = self.place(name)
        whole = os.fsencode(part)
        try:
            os.symlink(target, whole, dir_fd=folder)
        except FileExistsError:
            os.unlink(whole, dir_fd=folder)
            os.symlink(target, whole, dir_fd=folder)

    def make_name(self, existing: str, name: str) -> None:
        """Another name of a file of this tree; what an earlier run left there is removed."""
        with self._two(existing, name) as (folder, part, new_folder, new_part):
            if self.look(name) is not None:
                os.unlink(new_part, dir_fd=new_folder)
            os.link(part, new_part, src_dir_fd=folder, dst_dir_fd=new_folder, follow_symlinks=False)

    @contextmanager
    def _two(self, one: str, other: str) -> Iterator[tuple[int, str, int, str]]:
        """The places of two paths, of which the first is kept open while the second is found."""
        folder, part = self.place(one)
        kept = os.dup(folder)
        try:
            yield kept, part, *self.place(other)
        finally:
            os.close(kept)


def move_new(tree: Tree, name: str, into: Tree, new: str) -> None:
    """Give a path of one tree its place in another one of the same file system. Raises
    :class:`FileExistsError` where something stands."""
    folder, part = tree.place(name)
    new_folder, new_part = into.place(new)
    if not _rename(folder, part, new_folder, new_part):
        if into.look(new) is not None:
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), new)
        os.rename(part, new_part, src_dir_fd=folder, dst_dir_fd=new_folder)


def move_over(tree: Tree, name: str, into: Tree, new: str) -> None:
    """The same, in the place of the file that stands there."""
    folder, part = tree.place(name)
    new_folder, new_part = into.place(new)
    os.replace(part, new_part, src_dir_fd=folder, dst_dir_fd=new_folder)


def rename_new(path: str, new: str) -> None:
    """Rename by paths. Raises :class:`FileExistsError` where something stands."""
    if not _rename(AT_WORKING_FOLDER, path, AT_WORKING_FOLDER, new):
        if os.path.lexists(new):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), new)
        os.rename(path, new)  # noqa: PTH104


def _rename(folder: int, part: str, new_folder: int, new_part: str) -> bool:
    """False where the system cannot do it in one step that takes nothing's place."""
    rename = getattr(_libc(), "renameat2", None)
    if rename is None:
        return False
    if rename(folder, os.fsencode(part), new_folder, os.fsencode(new_part), NOREPLACE) == 0:
        return True
    number = ctypes.get_errno()
    if number in NO_SUCH_CALL:
        return False
    raise OSError(number, os.strerror(number), new_part)


def sync_all(handle: int) -> None:
    """Make all that was written to the file system of an open file durable. Raises
    :class:`OSError` also for what could not be written meanwhile."""
    sync = getattr(_libc(), "syncfs", None)
    if sync is None:
        os.sync()
        return
    if sync(handle):
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))


@cache
def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)
