"""A storage in memory: for tests, with a capacity that can run out."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence

from desktop_app.engine.errors import AlreadyARepository, NoSpace, ObjectAbsent, ObjectExists
from desktop_app.engine.repository.storage.base import (
    Buffer,
    ObjectInfo,
    check_name,
    check_prefix,
    check_size,
)


class MemoryStorage:
    """Objects in a dictionary. ``capacity`` in bytes; None is without limit."""

    def __init__(self, capacity: int | None = None) -> None:
        self.capacity = capacity
        self._objects: dict[str, bytes] = {}
        self._lock = threading.Lock()

    @property
    def url(self) -> str:
        return "memory:"

    def create(self) -> None:
        if self._objects:
            raise AlreadyARepository(self.url)

    def open(self) -> None:
        pass

    def close(self) -> None:
        pass

    def load(self, name: str, offset: int = 0, length: int | None = None) -> bytes:
        check_name(name)
        data = self._objects.get(name)
        if data is None:
            raise ObjectAbsent(name)
        if length is None:
            check_size(name, len(data) - offset)
        return data[offset : None if length is None else offset + length]

    def read_back(self, name: str) -> Iterator[Buffer]:
        yield self.load(name)

    def store(self, name: str, parts: Sequence[Buffer], *, replace: bool = False) -> None:
        check_name(name)
        data = b"".join(parts)
        with self._lock:
            old = self._objects.get(name)
            if old is not None and not replace:
                raise ObjectExists(name)
            free = self._free()
            if free is not None and len(data) > free + len(old or b""):
                raise NoSpace(self.url)
            self._objects[name] = data

    def delete(self, name: str) -> None:
        check_name(name)
        with self._lock:
            if self._objects.pop(name, None) is None:
                raise ObjectAbsent(name)

    def list(self, prefix: str = "") -> Iterator[ObjectInfo]:
        check_prefix(prefix)
        with self._lock:
            sizes = {n: len(data) for n, data in self._objects.items() if n.startswith(prefix)}
        yield from (ObjectInfo(name, sizes[name]) for name in sorted(sizes))

    def free_space(self) -> int | None:
        with self._lock:
            return self._free()

    def _free(self) -> int | None:
        if self.capacity is None:
            return None
        return self.capacity - sum(len(data) for data in self._objects.values())
