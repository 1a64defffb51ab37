"""The storage in memory runs out of space as a disk does."""

from __future__ import annotations

import pytest

from desktop_app.engine.errors import NoSpace
from desktop_app.engine.repository.storage.memory import MemoryStorage


def test_what_does_not_fit_is_refused_and_leaves_all_as_it_was() -> None:
    storage = MemoryStorage(capacity=10)
    storage.store("a", [b"123456"])
    assert storage.free_space() == 4
    with pytest.raises(NoSpace):
        storage.store("b", [b"12345"])
    with pytest.raises(NoSpace):
        storage.store("a", [b"12345678901"], replace=True)
    assert storage.load("a") == b"123456"
    assert [info.name for info in storage.list()] == ["a"]


def test_replacing_and_deleting_give_space_back() -> None:
    storage = MemoryStorage(capacity=10)
    storage.store("a", [b"123456"])
    storage.store("a", [b"1234567890"], replace=True)
    assert storage.free_space() == 0
    storage.delete("a")
    assert storage.free_space() == 10


def test_without_a_capacity_nobody_can_say_what_is_free() -> None:
    assert MemoryStorage().free_space() is None
