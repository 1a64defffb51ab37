"""Small items, stored many at once, and what is not worth compressing."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import closing

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_app.engine.model import Item, ItemKind, ItemPlan
from desktop_app.engine.repository.chunker import MIN_SIZE
from desktop_app.engine.repository.packs import RAW, ZSTD, Compressor
from desktop_app.engine.repository.repository import Repository
from desktop_app.engine.repository.storage.memory import MemoryStorage
from desktop_app.engine.repository.writer import Whole
from tests.engine.repository.material import PASSPHRASE, draft, noise, text


@pytest.fixture
def repository() -> Iterator[Repository]:
    made, _ = Repository.create(MemoryStorage(), PASSPHRASE)
    with closing(made):
        yield made


def whole(number: int, data: bytes) -> Whole:
    return Whole(f"f{number}", ItemKind.FILE, None, data, {"mode": "644"})


def alone(repository: Repository, data: bytes, number: int) -> Item:
    plan = ItemPlan(f"f{number}", ItemKind.FILE, 0, {"mode": "644"})
    with repository.writer() as writer:
        return writer.store_item(plan, io.BytesIO(data).readinto, lambda _: None)


@given(st.lists(st.binary(max_size=20) | st.sampled_from([b"", b"same", bytes(5000)]), max_size=9))
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_together_they_are_the_items_that_they_are_alone(
    repository: Repository, contents: list[bytes]
) -> None:
    wholes = [whole(number, data) for number, data in enumerate(contents)]
    with repository.writer() as writer:
        items = writer.store_small(wholes)
        snapshot = writer.commit(draft(), items)
    assert items == [alone(repository, data, n) for n, data in enumerate(contents)]
    assert [b"".join(repository.read(i)) for i in repository.items(snapshot)] == contents


@pytest.mark.parametrize("size", [MIN_SIZE - 1, MIN_SIZE])
def test_the_longest_are_one_chunk_as_alone(repository: Repository, size: int) -> None:
    data = noise(size)
    with repository.writer() as writer:
        (item,) = writer.store_small([whole(0, data)])
    assert item == alone(repository, data, 0)
    assert len(item.chunks) == 32


def test_equal_ones_are_stored_once(repository: Repository) -> None:
    data = noise(9000)
    with repository.writer() as writer:
        first, second = writer.store_small([whole(0, data), whole(1, data)])
        (third,) = writer.store_small([whole(2, data)])
        stored = [item.fresh for item in (first, second, third)]
        writer.commit(draft(), [first, second, third])
    assert stored == [9000, 0, 0]
    with repository.writer() as writer:
        (again,) = writer.store_small([whole(0, data)])
    assert again.fresh == 0


def test_an_item_whose_chunk_is_unknown_is_not_kept(repository: Repository) -> None:
    with repository.writer() as writer:
        known = writer.store_small([whole(0, b"known"), whole(1, b"")])
        writer.commit(draft(), known)
    lost = Item("lost", ItemKind.FILE, None, 1, bytes(32), known[0].chunks + bytes(32))
    with repository.writer() as writer:
        assert writer.not_kept([lost, *known, lost]) == {0, 3}


def test_noise_is_stored_as_it_is_after_a_look_at_samples() -> None:
    codec, payload = Compressor().compress(noise(1 << 20))
    assert (codec, len(payload)) == (RAW, 1 << 20)


@pytest.mark.parametrize(
    "data",
    [
        text(40_000),
        noise(300_000) + text(30_000),
        text(30_000) + noise(300_000),
        bytes(MIN_SIZE),
        noise(100_000) + bytes(400_000) + noise(100_000),
    ],
)
def test_what_has_a_part_that_can_be_compressed_is(data: bytes) -> None:
    codec, payload = Compressor().compress(data)
    assert codec == ZSTD
    assert len(payload) < len(data)
