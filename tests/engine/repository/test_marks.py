from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from desktop_app.engine.errors import Damaged
from desktop_app.engine.repository.marks import (
    PREFIX,
    load_mark,
    load_marks,
    marked_packs,
    store_mark,
)
from desktop_app.engine.repository.seal import Type, seal_object
from desktop_app.engine.repository.storage.memory import MemoryStorage
from tests.engine.repository.faults import FaultyStorage
from tests.engine.repository.material import MASTER, flipped

PACKS = frozenset({"ab" * 32, "cd" * 32})


def test_a_mark_comes_back(storage: MemoryStorage) -> None:
    size = store_mark(storage, MASTER, PACKS)
    (mark,) = load_marks(storage, MASTER)

    assert mark.packs == PACKS
    assert abs(datetime.now(UTC) - mark.at) < timedelta(minutes=1)
    assert [info.size for info in storage.list(PREFIX)] == [size]


def test_all_marks_together(storage: MemoryStorage) -> None:
    assert marked_packs(storage, MASTER) == frozenset()
    store_mark(storage, MASTER, PACKS)
    store_mark(storage, MASTER, frozenset({"ef" * 32}))
    assert marked_packs(storage, MASTER) == PACKS | {"ef" * 32}


def test_a_damaged_mark_is_as_harmless_as_a_missing_one(storage: MemoryStorage) -> None:
    store_mark(storage, MASTER, PACKS)
    (info,) = storage.list(PREFIX)
    storage.store(info.name, [flipped(storage.load(info.name))], replace=True)
    assert marked_packs(storage, MASTER) == frozenset()
    with pytest.raises(Damaged, match="does not match its name"):
        load_mark(storage, MASTER, info.name)


@pytest.mark.parametrize("body", [b"[]", b"no json", b"{}", b'{"at": "now", "packs": []}'])
def test_a_mark_of_a_wrong_shape(storage: MemoryStorage, body: bytes) -> None:
    name, sealed = seal_object(MASTER, Type.MARK, body)
    storage.store(PREFIX + name, [sealed])
    with pytest.raises(Damaged, match="wrong kind"):
        load_mark(storage, MASTER, PREFIX + name)


def test_a_mark_that_goes_meanwhile(storage: MemoryStorage) -> None:
    store_mark(storage, MASTER, PACKS)

    def remove(verb: str, name: str) -> None:
        if verb == "load":
            storage.delete(name)

    assert marked_packs(FaultyStorage(storage, remove), MASTER) == frozenset()
