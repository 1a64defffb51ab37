"""A storage that fails, lies or waits where a test says, and otherwise is the one it wraps."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from desktop_app.engine.errors import StorageUnreachable
from desktop_app.engine.repository.storage.base import Buffer, ObjectInfo, Storage

Before = Callable[[str, str], None]
Twist = Callable[[str, bytes], bytes]


class FaultyStorage:
    """``before`` is called with the verb and the name ahead of every call and may raise;
    ``twist`` changes what is stored."""

    def __init__(
        self, inner: Storage, before: Before | None = None, twist: Twist | None = None
    ) -> None:
        self.inner = inner
        self.before: Before = before or (lambda verb, name: None)
        self.twist: Twist = twist or (lambda name, data: data)

    @property
    def url(self) -> str:
        return self.inner.url

    def create(self) -> None:
        self.inner.create()

    def open(self) -> None:
        self.inner.open()

    def close(self) -> None:
        self.inner.close()

    def load(self, name: str, offset: int = 0, length: int | None = None) -> bytes:
        self.before("load", name)
        return self.inner.load(name, offset, length)

    def read_back(self, name: str) -> Iterator[Buffer]:
        yield self.load(name)

    def store(self, name: str, parts: Sequence[Buffer], *, replace: bool = False) -> None:
        self.before("store", name)
        self.inner.store(name, [self.twist(name, b"".join(parts))], replace=replace)

    def delete(self, name: str) -> None:
        self.before("delete", name)
        self.inner.delete(name)

    def list(self, prefix: str = "") -> Iterator[ObjectInfo]:
        self.before("list", prefix)
        return self.inner.list(prefix)

    def free_space(self) -> int | None:
        return self.inner.free_space()


class Cut:
    """Lets ``calls`` changes through, then the storage is unreachable: as if power was lost."""

    def __init__(self, calls: int) -> None:
        self.left = calls

    def __call__(self, verb: str, name: str) -> None:
        if verb in ("store", "delete"):
            self.left -= 1
        if self.left < 0:
            raise StorageUnreachable("cut off", f"before {verb} {name}")
