"""Reading an item's first bytes before anybody asks for them.

While a backup is being prepared the server and the processor have little to do.
"""

from __future__ import annotations

import threading
from typing import Protocol

from desktop_app.engine.computer.memory import large_room
from desktop_app.engine.sources.base import ItemReader

MOST = 32 << 20  # bytes that are kept in memory
PIECE = 1 << 20  # bytes; whoever asks waits for the piece that is being read


class StoppableReader(ItemReader, Protocol):
    """One that another thread can stop."""

    def stop(self) -> None:
        """Wake, with an error, whoever waits in ``readinto``. Any thread; harmless afterwards."""


class EarlyReader:
    """Reads ahead on a thread until somebody asks for the first time, and then no more."""

    def __init__(self, reader: StoppableReader) -> None:
        self._reader = reader
        self.tells_rows, self.rows = reader.tells_rows, reader.rows
        self._room = memoryview(large_room(MOST))
        self._filled = self._given = 0
        self._asked = self._ended = False
        self._fault: BaseException | None = None
        self._thread = threading.Thread(target=self._read_ahead, name="read ahead", daemon=True)
        self._thread.start()

    def readinto(self, buffer: memoryview) -> int:
        if not self._asked:
            self._asked = True
            self._thread.join()
        got = self._give(buffer) or self._read_on(buffer)
        self.tells_rows, self.rows = self._reader.tells_rows, self._reader.rows
        return got

    def close(self) -> None:
        self._asked = True
        if self._thread.is_alive():
            self._reader.stop()
            self._thread.join()
        self._reader.close()

    def _read_ahead(self) -> None:
        try:
            while not (self._asked or self._ended or self._filled == MOST):
                got = self._reader.readinto(self._room[self._filled : self._filled + PIECE])
                self._filled += got
                self._ended = not got
        except BaseException as fault:  # noqa: BLE001 (raised by whoever asks)
            self._fault = fault

    def _read_on(self, buffer: memoryview) -> int:
        if self._fault:
            raise self._fault
        return 0 if self._ended else self._reader.readinto(buffer)

    def _give(self, buffer: memoryview) -> int:
        size = min(len(buffer), self._filled - self._given)
        buffer[:size] = self._room[self._given : self._given + size]
        self._given += size
        if self._given == self._filled:
            self._room = memoryview(b"")
        return size
