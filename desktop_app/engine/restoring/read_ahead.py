"""What comes next is fetched and opened while what came before is still being used.

Else a server waits while a repository is read, and a repository while a server works.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Generator, Iterable, Iterator

MOST = 2  # pieces; one is a chunk of an item


def read_ahead(pieces: Iterable[bytes], most: int = MOST) -> Generator[bytes, None, None]:
    """The same pieces, up to ``most`` of them read before they are asked for, by a thread of its
    own. Nothing is read before the first is asked for. A fault of theirs is raised where they
    would have come. Close it where it is not gone through to its end."""
    ahead = _Ahead(pieces, most)
    thread = threading.Thread(target=ahead.read, name="reading ahead")
    thread.start()
    try:
        yield from ahead
    finally:
        ahead.stop()
        thread.join()


class _Ahead:
    """Pieces between the thread that reads them and the one that uses them."""

    def __init__(self, pieces: Iterable[bytes], most: int) -> None:
        self._pieces, self._most = pieces, most
        self._changed = threading.Condition()
        self._ready: deque[bytes] = deque()
        self._fault: BaseException | None = None
        self._ended = self._stopped = False

    def read(self) -> None:
        try:
            for piece in self._pieces:
                if not self._put(piece):
                    break
        except BaseException as fault:  # noqa: BLE001 (raised again by the thread that uses them)
            self._fault = fault
        finally:
            with self._changed:
                self._ended = True
                self._changed.notify_all()

    def _put(self, piece: bytes) -> bool:
        """Whether more is wanted."""
        with self._changed:
            self._ready.append(piece)
            self._changed.notify_all()
            self._changed.wait_for(lambda: self._stopped or len(self._ready) < self._most)
            return not self._stopped

    def __iter__(self) -> Iterator[bytes]:
        while (piece := self._take()) is not None:
            yield piece
        if self._fault:
            raise self._fault

    def _take(self) -> bytes | None:
        with self._changed:
            self._changed.wait_for(lambda: self._ready or self._ended)
            if not self._ready:
                return None
            self._changed.notify_all()
            return self._ready.popleft()

    def stop(self) -> None:
        with self._changed:
            self._stopped = True
            self._changed.notify_all()
