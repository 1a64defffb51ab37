"""What becomes of films: what sources tell, what snapshots hold, what verifications found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

from desktop_app.engine.catalog.entries import TargetEntry
from desktop_app.engine.errors import NotSupported
from desktop_app.engine.film_library.listing import (
    FilmEntry,
    FilmState,
    Proof,
    SeenFilm,
    SeenFilms,
    joined,
)
from desktop_app.engine.film_library.look import look_at
from desktop_app.engine.film_library.memory import FilmMemory, KeptFilm
from desktop_app.engine.model import Item, ItemKind, Level, Snapshot
from desktop_app.engine.progress import Silent
from tests.engine.repository.material import draft

RUN = "videos/012ad4d76fe97759aa27a0c99bff6710/ETHOSCOPE_012/2026-03-14_09-00-00"
NOTHING = Proof({}, {})
S1, S2 = "1" * 64, "2" * 64


def name(number: int) -> str:
    return f"{RUN}/2026-03-14_09-00-00_012_NA_1280x960@25fps-20q_{number:05d}.h264"


def seen(*numbers: int, size: int = 100, at: int = 7) -> SeenFilms:
    return SeenFilms(tuple(SeenFilm(name(n), size, at) for n in numbers))


def kept(*numbers: int, incomplete: bool = False, at: int = 7) -> dict[str, KeptFilm]:
    films = (KeptFilm(name(n), 100, at, incomplete, S1) for n in numbers)
    return {film.name: film for film in films}


def states(films: list[FilmEntry]) -> dict[int | None, FilmState]:
    return {film.number: film.state for film in films}


def test_each_film_is_told_by_where_it_stands() -> None:
    found = joined("lab", seen(1, 2, 5), kept(2, 3), NOTHING)
    assert states(found) == {
        1: FilmState.ON_DEVICE,
        2: FilmState.BACKED_UP,
        3: FilmState.MISSING,
        4: FilmState.GAP,
        5: FilmState.ON_DEVICE,
    }
    assert {(film.device, film.run) for film in found} == {("ETHOSCOPE_012", RUN)}
    assert [film.number for film in found] == [1, 2, 3, 4, 5]
    assert [film.here for film in found] == [True, True, False, False, True]


def test_a_film_that_changed_since_is_not_backed_up() -> None:
    assert states(joined("lab", seen(1, at=8), kept(1), NOTHING)) == {1: FilmState.ON_DEVICE}
    assert states(joined("lab", seen(1, size=9), kept(1), NOTHING)) == {1: FilmState.ON_DEVICE}


def test_what_was_being_recorded_is_incomplete_whatever_was_verified() -> None:
    proven = Proof({S1: Level.RESTORED}, {})
    assert states(joined("lab", seen(1), kept(1, incomplete=True), proven)) == {
        1: FilmState.INCOMPLETE
    }


def test_proof_and_damage_are_those_of_the_snapshot_that_has_it() -> None:
    proven = Proof({S1: Level.STRUCTURE}, {(S1, name(2)): "a chunk is gone"})
    found = joined("lab", seen(1, 2), kept(1, 2, 3), proven)
    assert states(found) == {
        1: FilmState.VERIFIED,
        2: FilmState.DAMAGED,
        3: FilmState.MISSING,
    }
    assert found[1].why == "a chunk is gone"


def test_a_source_that_cannot_be_looked_at_makes_nothing_missing() -> None:
    assert states(joined("lab", None, kept(1, 2), NOTHING)) == {
        1: FilmState.BACKED_UP,
        2: FilmState.BACKED_UP,
    }
    partly = SeenFilms((), unread=(RUN,))
    assert states(joined("lab", partly, kept(1), NOTHING)) == {1: FilmState.BACKED_UP}
    other = SeenFilms((), unread=(RUN[:-1],))
    assert states(joined("lab", other, kept(1), NOTHING)) == {1: FilmState.MISSING}


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[FilmMemory]:
    with FilmMemory(tmp_path / "cache" / "films.sqlite") as made:
        yield made


def snapshot(key: str, sequence: int, target: str = "lab") -> Snapshot:
    made = draft(target, items=1)
    now = datetime(2026, 3, sequence, tzinfo=UTC)
    return Snapshot(
        id=key,
        target=target,
        target_kind="folder",
        target_address=made.target_address,
        host=made.host,
        sequence=sequence,
        started=now,
        finished=now,
        grade=made.grade,
        warnings=(),
        items=1,
        rows=0,
        size=0,
        stored=0,
        facts={},
        item_list=b"",
    )


def film(path: str, modified: str = "7", **detail: str) -> Item:
    told = {"modified": modified, **detail}
    return Item(path, ItemKind.FILE, None, 100, bytes(32), b"", told)


def test_the_newest_snapshot_that_has_a_film_is_remembered(memory: FilmMemory) -> None:
    odd = "caf\udce9/x.mp4"  # a name that is not UTF-8
    memory.add(snapshot(S2, 2), [film("a.h264", "9"), film("notes.txt")])
    memory.add(snapshot(S1, 1), [film("a.h264"), film("b.h264", incomplete="1"), film(odd)])
    assert list(memory.films("lab")) == [
        KeptFilm("a.h264", 100, 9, False, S2),
        KeptFilm("b.h264", 100, 7, True, S1),
        KeptFilm(odd, 100, 7, False, S1),
    ]
    assert memory.known() == {S1, S2}
    assert list(memory.films("other")) == []


def test_a_snapshot_that_is_gone_is_forgotten(memory: FilmMemory) -> None:
    memory.add(snapshot(S1, 1), [film("a.h264")])
    memory.add(snapshot(S2, 2), [film("a.h264")])
    memory.forget({S1})
    assert memory.known() == {S2}, "no film counts on it"
    memory.forget({S2})
    assert memory.known() == frozenset()
    assert list(memory.films("lab")) == []


def test_the_target_is_learned_again_when_a_film_may_stand_in_an_older_one(
    memory: FilmMemory,
) -> None:
    memory.add(snapshot(S1, 1), [film("a.h264")])
    memory.add(snapshot(S2, 2), [film("a.h264")])
    memory.add(snapshot("3" * 64, 3, "other"), [film("a.h264")])
    memory.forget({S2})
    assert memory.known() == {"3" * 64}


def test_a_damaged_memory_is_begun_anew(tmp_path: Path) -> None:
    file = tmp_path / "films.sqlite"
    file.write_bytes(b"no database" * 100)
    with FilmMemory(file) as memory:
        assert memory.known() == frozenset()


def test_a_look_tells_the_films_that_are_protected(tmp_path: Path) -> None:
    root = tmp_path / "root"
    root.mkdir()
    for each in ("keep/a.h264", "keep/b.txt", "drop/c.h264", "d.MP4"):
        path = root / each
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"film")
    (root / "keep" / "link.h264").symlink_to(root / "d.MP4")
    entry = TargetEntry("lab", "folder", str(root), "nas", options={"exclude": ["drop/"]})
    workspace = SimpleNamespace(profile=tmp_path / "profile", name="default")
    found = look_at(workspace, entry, Silent())  # type: ignore[arg-type]
    assert sorted(each.name for each in found.films) == ["d.MP4", "keep/a.h264"]
    assert {each.size for each in found.films} == {4}
    assert found.root == str(root)
    assert found.figures is not None
    assert found.figures.files == 3
    away = replace(entry, kind="ethoscope", url="ssh://ethoscope@host/ethoscope_data")
    with pytest.raises(NotSupported):
        look_at(workspace, away, Silent())  # type: ignore[arg-type]


def test_a_look_at_one_device_tells_its_films_only(tmp_path: Path) -> None:
    ids = ("012ad4d76fe97759aa27a0c99bff6710", "013ad4d76fe97759aa27a0c99bff6710")
    for each in ids:
        path = tmp_path / "root" / "videos" / each / "E" / "x.h264"
        path.parent.mkdir(parents=True)
        path.write_bytes(b"film")
    entry = TargetEntry("lab", "ethoscope", f"{tmp_path / 'root'}#{ids[1]}", "nas")
    workspace = SimpleNamespace(profile=tmp_path / "profile", name="default")
    (film,) = look_at(workspace, entry, Silent()).films  # type: ignore[arg-type]
    assert film.name == f"videos/{ids[1]}/E/x.h264"
