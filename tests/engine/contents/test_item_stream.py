"""Files inside snapshots, read from any place without being restored."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_app.engine.contents.file_meaning import check_file
from desktop_app.engine.contents.item_stream import ItemStream
from desktop_app.engine.errors import Damaged, Missing
from desktop_app.engine.films.film import first_shot, open_film
from desktop_app.engine.kinds.kind import ItemCheck
from desktop_app.engine.model import Grade, Item, ItemKind, ItemPlan, Snapshot
from desktop_app.engine.repository import chunker
from desktop_app.engine.repository.packs import pack_name
from desktop_app.engine.repository.repository import Repository
from desktop_app.engine.repository.storage.memory import MemoryStorage
from desktop_app.engine.verify import verify_structure
from tests.engine.repository.material import PASSPHRASE, draft, noise
from tests.films import boxed_film, raw_film

FILM = "videos/a_160x120@25fps-20q_00001.h264"


@pytest.fixture
def storage(monkeypatch: pytest.MonkeyPatch) -> MemoryStorage:
    for name, value in (("MIN_SIZE", 1024), ("AVERAGE_SIZE", 4096), ("MAX_SIZE", 16384)):
        monkeypatch.setattr(chunker, name, value)
    return MemoryStorage()


@pytest.fixture
def repository(storage: MemoryStorage) -> Iterator[Repository]:
    made, _ = Repository.create(storage, PASSPHRASE)
    with closing(made):
        yield made


def stored(repository: Repository, **files: bytes) -> tuple[Snapshot, list[Item]]:
    """A snapshot of files, by their names."""
    with repository.writer() as writer:
        items = [
            writer.store_item(
                ItemPlan(name, ItemKind.FILE), io.BytesIO(data).readinto, lambda _: None
            )
            for name, data in files.items()
        ]
        snapshot = writer.commit(replace(draft("films", items=len(items))), items)
    return snapshot, items


def damage(storage: MemoryStorage, repository: Repository, item: Item, number: int) -> None:
    """One chunk of an item cannot be opened any more."""
    (place,) = repository.index.places(item.chunks[number * 32 : number * 32 + 32])
    data = bytearray(storage.load(pack_name(place.pack)))
    data[place.entry.offset] ^= 1
    storage.store(pack_name(place.pack), [data], replace=True)


CONTENT = noise(120_000, 7)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    reads=st.lists(st.tuples(st.integers(0, 130_000), st.integers(-1, 40_000)), max_size=8),
)
def test_any_stretch_is_what_it_is_in_the_file(
    repository: Repository, reads: list[tuple[int, int]]
) -> None:
    _, (item,) = stored(repository, file=CONTENT)
    stream, plain = ItemStream(repository, item), io.BytesIO(CONTENT)
    assert stream.seek(0, io.SEEK_END) == len(CONTENT)
    for at, size in reads:
        assert stream.seek(at) == plain.seek(at)
        assert stream.read(size) == plain.read(size)
        assert stream.tell() == plain.tell()


def test_only_the_chunks_that_are_needed_are_fetched(repository: Repository) -> None:
    _, (item,) = stored(repository, file=CONTENT)
    stream = ItemStream(repository, item)
    stream.seek(60_000)
    assert stream.read(10) == CONTENT[60_000:60_010]
    assert stream.fetched == 1
    stream.seek(60_001)
    stream.read(5)
    assert stream.fetched == 1, "it is kept"
    assert len(list(item.chunk_ids())) > 15


def test_an_empty_file(repository: Repository) -> None:
    _, (item,) = stored(repository, file=b"")
    assert ItemStream(repository, item).read() == b""


def test_a_damaged_chunk_costs_its_own_places_only(
    repository: Repository, storage: MemoryStorage
) -> None:
    _, (item,) = stored(repository, file=CONTENT)
    damage(storage, repository, item, 5)
    stream = ItemStream(repository, item)
    assert stream.read(100) == CONTENT[:100]
    with pytest.raises(Damaged):
        stream.read()
    stream.seek(-100, io.SEEK_END)
    assert stream.read() == CONTENT[-100:]


def test_a_manifest_that_promises_more_than_its_chunks(repository: Repository) -> None:
    _, (item,) = stored(repository, file=CONTENT)
    stream = ItemStream(repository, replace(item, size=item.size + 1))
    with pytest.raises(Missing):
        stream.read()


def test_a_film_is_shown_out_of_a_snapshot(repository: Repository, storage: MemoryStorage) -> None:
    data = raw_film(frames=300)
    _, (item,) = stored(repository, **{FILM: data})
    stream = ItemStream(repository, item)
    film = open_film(stream, item.name)
    assert film.facts == open_film(io.BytesIO(data), FILM).facts
    for share in (0.0, 0.4, 1.0):
        plain = open_film(io.BytesIO(data), FILM).shot(share, (64, 64))
        assert film.shot(share, (64, 64)) == plain

    damage(storage, repository, item, 0)
    with pytest.raises(Damaged):
        first_shot(open_film(ItemStream(repository, item), FILM))


def test_structure_tells_what_does_not_play(repository: Repository, storage: MemoryStorage) -> None:
    snapshot, items = stored(
        repository,
        **{
            FILM: raw_film(),
            "torn.h264": raw_film()[:-50],
            "picture.h264": b"\xff\xd8\xff" + noise(9000, 3),
            "boxed.mp4": boxed_film(),
            "notes.txt": b"no film",
        },
    )
    result = verify_structure(repository, [snapshot], check_of)

    (problem,), (remark,) = result.problems, result.remarks
    assert (result.grade, result.items_checked) == (Grade.FAILED, 5)
    assert problem.item.endswith("picture.h264")
    assert problem.what == "is no H.264 stream: it is a JPEG picture"
    assert problem.inherited, "the source was so: no repository is damaged"
    assert remark.item.endswith("torn.h264")

    damage(storage, repository, items[0], 1)
    told = {
        p.item.rpartition(" ")[2]: p
        for p in verify_structure(repository, [snapshot], check_of).problems
    }
    assert not told[FILM].inherited
    assert told["picture.h264"].inherited


def check_of(_: Snapshot) -> ItemCheck:
    return check_file
