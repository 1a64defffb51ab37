"""The bytes of a database that is being written, from a private copy of one moment."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

from desktop_app.engine.errors import FileBusy, ItemFailed, NoPermission, NoSuchFile
from desktop_app.engine.progress import Progress
from desktop_app.engine.sources.sqlite.connection import side
from desktop_app.engine.sources.sqlite.private import private_folder
from desktop_app.engine.sources.sqlite.taking import Taken, take_database

SPARE = 3  # copies for which there must be room: a damaged one is copied and salvaged


def is_written(path: Path) -> bool:
    """Whether a log or a journal beside a database holds something that belongs to it."""
    return any(_size(side(path, end)) for end in ("-wal", "-journal"))


def _size(path: Path) -> int:
    try:
        return path.lstat().st_size
    except OSError:
        return 0


@contextmanager
def copy_of(name: str, path: Path, progress: Progress) -> Iterator[Taken]:
    """A copy of the database as it is now, gone when the block is left. Raises
    :class:`ItemFailed` where there cannot be one, :class:`NotADatabase` for another file."""
    try:
        with private_folder(SPARE * max(1, path.stat().st_size)) as folder:
            yield take_database(path, folder, progress)
    except FileBusy as fault:
        what = f"another program kept it locked for {fault.seconds} seconds"
        raise ItemFailed(name, what) from fault
    except (NoSuchFile, NoPermission, FileNotFoundError) as fault:
        raise ItemFailed(name, "it vanished, or may not be read") from fault


class CopyReader:
    """Reads a private copy; ``tell`` is called with it once it is made."""

    tells_rows = False
    rows: int | None = None

    def __init__(
        self,
        name: str,
        path: Path,
        progress: Progress,
        detail: Mapping[str, str],
        tell: Callable[[Taken], None],
    ) -> None:
        self._held = ExitStack()
        try:
            taken = self._held.enter_context(copy_of(name, path, progress))
            tell(taken)
            self._file = self._held.enter_context(taken.file.open("rb", buffering=0))
        except BaseException:
            self._held.close()
            raise
        self.detail = {**detail, "copied": taken.facts.get("copied", "online")}

    def readinto(self, buffer: memoryview) -> int:
        return self._file.readinto(buffer) or 0

    def close(self) -> None:
        self._held.close()
