"""Getting at the paths of a tree from an open folder, step by step and never through a link.

Whoever may write in the tree could put a link in a folder's place between two looks; opened by
steps, each from the folder before and without following, no path leads out of the tree. It is
also how paths longer than the system's PATH_MAX are reached.
"""

from __future__ import annotations

import errno
import os
from collections import OrderedDict
from types import TracebackType

from desktop_app.engine.errors import NotSupported

MOST_OPEN = 64
FOLDER = sum(getattr(os, f"O_{n}", 0) for n in ("RDONLY", "DIRECTORY", "NOFOLLOW", "CLOEXEC"))
# A pipe that was put in a file's place must not make the reader wait.
FILE = sum(getattr(os, f"O_{n}", 0) for n in ("RDONLY", "NOFOLLOW", "NONBLOCK", "CLOEXEC"))
NO_TIME = getattr(os, "O_NOATIME", 0)
GONE = {errno.ENOENT, errno.ELOOP, errno.ENOTDIR}
"""What is said of a path that was listed and is no longer what it was."""


class Reach:
    """Opens paths below one root. For one thread; keeps up to 64 folders open.

    Names are relative to the root, "/"-separated, "" for the root. All methods raise
    :class:`OSError` as the system says it.
    """

    def __init__(self, root: str) -> None:
        if os.open not in os.supports_dir_fd:
            raise NotSupported("a folder target on this system", "it needs Linux or macOS")
        # The root alone may be a link: it is what somebody named.
        self._root = os.open(root, FOLDER & ~os.O_NOFOLLOW)
        self._open: OrderedDict[str, int] = OrderedDict()

    def __enter__(self) -> Reach:
        return self

    def __exit__(
        self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close all; harmless when called twice."""
        for handle in self._open.values():
            os.close(handle)
        self._open.clear()
        if self._root >= 0:
            os.close(self._root)
            self._root = -1

    def folder(self, name: str) -> int:
        """An open handle of a folder: it is kept here, and good until the next call."""
        if not name:
            return self._root
        handle = self._open.get(name)
        if handle is not None:
            self._open.move_to_end(name)
            return handle
        parts = name.split("/")
        known = len(parts) - 1
        while known and "/".join(parts[:known]) not in self._open:
            known -= 1
        handle = self.folder("/".join(parts[:known]))
        for end in range(known, len(parts)):
            handle = os.open(parts[end], FOLDER, dir_fd=handle)
            self._keep("/".join(parts[: end + 1]), handle)
        return handle

    def _keep(self, name: str, handle: int) -> None:
        self._open[name] = handle
        if len(self._open) > MOST_OPEN:
            os.close(self._open.popitem(last=False)[1])

    def file(self, name: str) -> int:
        """A new handle of a file, to be closed by the caller. It may turn out to be something
        else; reading it does not change when it was last read, where the system lets us."""
        folder, _, part = name.rpartition("/")
        handle = self.folder(folder)
        try:
            return os.open(part, FILE | NO_TIME, dir_fd=handle)
        except PermissionError:  # only a file's owner may read it without a trace
            return os.open(part, FILE, dir_fd=handle)

    def stat(self, name: str) -> os.stat_result:
        """Of the path itself, also where it is a link."""
        folder, _, part = name.rpartition("/")
        return os.stat(part, dir_fd=self.folder(folder), follow_symlinks=False)

    def link(self, name: str) -> bytes:
        """What a link points to."""
        folder, _, part = name.rpartition("/")
        return os.readlink(os.fsencode(part), dir_fd=self.folder(folder))
