"""Which names stand in which snapshots."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.engine.errors import ProfileFailed
from desktop_app.engine.model import ItemKind, Snapshot
from desktop_app.engine.repository.name_index import NameIndex
from tests.engine.repository.material import MOMENT, draft

ROWS, FILE, SCHEMA = ItemKind.ROWS, ItemKind.FILE, ItemKind.SCHEMA


def snapshot(number: int, target: str = "lab") -> Snapshot:
    day = MOMENT + timedelta(days=number)
    return replace(draft(target, number), id=f"{number:064x}", started=day)


def test_a_name_is_found_with_all_its_places(tmp_path: Path) -> None:
    with NameIndex(tmp_path / "names") as index:
        for number in (1, 2, 3):
            names = [(ROWS, "lab.mixture"), (SCHEMA, "mixture"), (FILE, f"run {number}.db")]
            index.add(snapshot(number), names)
        index.add(snapshot(4, "other"), [(ROWS, "lab.mixture")])
        found = index.find(["MIX", "lab"], 10)
        assert [(p.kind, p.name, p.target, p.snapshots) for p in found] == [
            (ROWS, "lab.mixture", "lab", 3),
            (ROWS, "lab.mixture", "other", 1),
        ]
        assert (found[0].oldest, found[0].newest) == (snapshot(1).started, snapshot(3).started)
        assert index.holding(found[0], 2) == (snapshot(3).id, snapshot(2).id)
        (run,) = index.find(["run 2"], 10)
        assert index.holding(run, 9) == (snapshot(2).id,)
        index.forget({snapshot(2).id})
        assert not index.find(["run 2"], 10)
        assert index.known() == {snapshot(n).id for n in (1, 3, 4)}


def test_snapshots_that_are_alike_share_their_names(tmp_path: Path) -> None:
    path = tmp_path / "names"
    names = [(ROWS, f"lab.table_{n}") for n in range(200)]
    with NameIndex(path) as index:
        for number in range(300):
            index.add(snapshot(number), names)
    with sqlite3.connect(path) as database:
        assert database.execute("SELECT count(*) FROM members").fetchone() == (200,)
    database.close()


def test_only_folders_that_changed_take_room_again(tmp_path: Path) -> None:
    path = tmp_path / "names"
    films = [(FILE, f"{device:03}/{film}.h264") for device in range(40) for film in range(25)]
    with NameIndex(path) as index:
        for number in range(50):
            index.add(snapshot(number), [*films, (FILE, f"007/new {number}.h264")])
        (found,) = index.find(["007/24.h264"], 9)
        assert found.snapshots == 50
        assert len(index.holding(found, 99)) == 50
        (found,) = index.find(["new 31"], 9)
        assert index.holding(found, 9) == (snapshot(31).id,)
    with sqlite3.connect(path) as database:
        assert database.execute("SELECT count(*) FROM members").fetchone() == (975 + 50 * 26,)
    database.close()


def test_only_so_many_names_are_told(tmp_path: Path) -> None:
    with NameIndex(tmp_path / "names") as index:
        index.add(snapshot(1), [(ROWS, f"lab.t{n}") for n in range(50)])
        assert len(index.find(["t"], 7)) == 7
        assert index.find([], 7) == ()


@given(name=st.text(st.characters(), min_size=1), data=st.data())
def test_any_part_of_any_name_finds_it(
    tmp_path_factory: pytest.TempPathFactory, name: str, data: st.DataObject
) -> None:
    name = name.replace("\0", "%")  # no table and no file can be called so
    begin = data.draw(st.integers(0, len(name) - 1))
    end = data.draw(st.integers(begin + 1, len(name)))
    with NameIndex(tmp_path_factory.mktemp("names") / "names") as index:
        index.add(snapshot(1), [(ROWS, name), (ROWS, "")])
        found = index.find([name[begin:end]], 9)
    assert [place.name for place in found] == [name]


@pytest.mark.parametrize("content", [b"not a database" * 99, b""])
def test_a_damaged_file_is_begun_anew(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "names"
    path.write_bytes(content)
    with NameIndex(path) as index:
        assert not index.known()
        index.add(snapshot(1), [(ROWS, "a")])
    with NameIndex(path) as index:
        assert index.find(["a"], 9)


def test_one_that_another_version_wrote_is_begun_anew(tmp_path: Path) -> None:
    path = tmp_path / "names"
    with NameIndex(path) as index:
        index.add(snapshot(1), [(ROWS, "a")])
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA user_version = 99")
    with NameIndex(path) as index:
        assert not index.known()


def test_damage_that_is_met_in_the_middle_is_told_and_the_next_begins_anew(tmp_path: Path) -> None:
    path = tmp_path / "names"
    names = [(ROWS, f"lab.table_{n}") for n in range(2_000)]
    with NameIndex(path) as index:
        index.add(snapshot(1), names)
    with NameIndex(path) as index:
        size = path.stat().st_size
        with path.open("r+b") as file:
            file.seek(4096)
            file.write(b"\xff" * (size - 4096))
        with pytest.raises(ProfileFailed, match="malformed"):
            index.find(["table_77"], 9)
    with NameIndex(path) as index:
        assert not index.known()
        index.add(snapshot(1), names)
        assert index.find(["table_77"], 9)


def test_a_folder_in_its_place_stays(tmp_path: Path) -> None:
    (tmp_path / "names").mkdir()
    with pytest.raises(ProfileFailed):
        NameIndex(tmp_path / "names")
    assert (tmp_path / "names").is_dir()


def test_a_place_that_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ProfileFailed):
        NameIndex(tmp_path / "file" / "names")
