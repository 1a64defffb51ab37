"""A list of items is not believed where it could lead out of the folder."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from blake3 import blake3
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.engine.errors import Damaged
from desktop_app.engine.model import Grade, Item, ItemKind
from desktop_app.engine.sources.folder.restoring.layout import fault_of, lay_out
from tests.engine.repository.material import draft
from tests.engine.sources.folder.restoring.conftest import place
from tests.snapshots import Kept

SNAPSHOT = replace(draft("films"), id="ab" * 32)


def item(name: str, kind: ItemKind = ItemKind.FILE, content: bytes = b"", **detail: str) -> Item:
    return Item(name, kind, None, len(content), blake3(content).digest(), b"", detail)


def link(name: str, target: bytes) -> Item:
    return item(name, ItemKind.LINK, target)


def kept(*listed: Item, contents: dict[str, bytes] | None = None) -> Kept:
    given = contents or {}
    bytes_of = {(each.kind, each.name): given.get(each.name, b"") for each in listed}
    return Kept(SNAPSHOT, bytes_of, list(listed))


HOSTILE = {
    "absolute": [item("/etc/cron.d/evil")],
    "up": [item("../evil")],
    "up within": [item("films/../../evil")],
    "here": [item("films/./evil")],
    "empty part": [item("films//evil")],
    "empty": [item("")],
    "trailing slash": [item("films/")],
    "zero byte": [item("films/evil\0.h264")],
    "root as a file": [item(".")],
    "the same twice": [item("films/a"), item("films/a")],
    "a file and a link": [item("films/a"), link("films/a", b"/etc")],
    "below a file": [item("films"), item("films/a")],
    "above what is there": [item("films/a"), item("films")],
    "through a link": [link("films", b"/etc"), item("films/passwd")],
    "deep through a link": [link("a/b", b"/"), item("a/b/c/d")],
    "link to nowhere": [link("a", b"")],
    "endless link": [link("a", b"x" * 5000)],
    "folder with content": [item("a", ItemKind.FOLDER, b"x")],
}


@pytest.mark.parametrize("listed", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_list_is_refused_and_nothing_is_written(
    listed: list[Item], tmp_path: Path
) -> None:
    with pytest.raises(Damaged) as caught:
        kept(*listed).restore(place(tmp_path / "out"))
    assert caught.value.name == f"snapshots/{SNAPSHOT.id}"
    assert list(tmp_path.iterdir()) == []


def test_a_link_with_a_zero_byte_writes_nothing(tmp_path: Path) -> None:
    hostile = kept(link("a", b"x\0y"), contents={"a": b"x\0y"})
    with pytest.raises(Damaged):
        hostile.restore(place(tmp_path / "out"))
    assert not (tmp_path / "out").exists()


names = st.lists(st.sampled_from(["a", "b", "..", ".", "", "c\0", "/"]), min_size=1).map("/".join)


@given(names)
def test_a_name_that_passes_stays_inside(name: str) -> None:
    if not fault_of(name):
        assert not name.startswith("/")
        assert all(part not in ("", ".", "..") and "\0" not in part for part in name.split("/"))


def test_folders_come_before_what_is_in_them_also_unlisted_ones() -> None:
    layout = lay_out(SNAPSHOT, [item("a/b/c"), item("d", ItemKind.FOLDER, mode="700")])
    assert list(layout.folders) == ["a", "a/b", "d"]
    assert layout.of_folder("d").mode == 0o700
    assert layout.of_folder("a").mode is None


def test_what_a_newer_version_wrote_is_told_once_and_left_out(tmp_path: Path) -> None:
    listed = [
        item("a", mode="640", aura="blue"),
        item("b", aura="red"),
        item("c", ItemKind("hologram")),
    ]
    result = kept(*listed).restore(place(tmp_path / "out"))
    assert result.grade is Grade.WARNING
    assert [(remark.item, remark.what) for remark in result.remarks] == [
        ("", "1 items of kind 'hologram' are of a newer version; left out"),
        ("a", "'aura' of 2 items is of a newer version; left out"),
    ]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["a", "b"]
    assert (tmp_path / "out" / "a").stat().st_mode & 0o7777 == 0o640


@pytest.mark.parametrize("detail", [{"mode": "x"}, {"mode": "77777"}, {"xattrs": "[1]"}])
def test_attributes_that_cannot_be_read_are_left_out(
    detail: dict[str, str], tmp_path: Path
) -> None:
    result = kept(item("a", **detail)).restore(place(tmp_path / "out"))
    assert [remark.item for remark in result.remarks] == ["a"]
    assert (tmp_path / "out" / "a").read_bytes() == b""


def test_a_file_that_changed_while_being_backed_up_is_named(tmp_path: Path) -> None:
    result = kept(item("a", incomplete="grew")).restore(place(tmp_path / "out"))
    assert result.grade is Grade.WARNING
    assert "may not be whole" in result.remarks[0].what


def test_a_wrong_hash_leaves_the_folder_unpublished(tmp_path: Path) -> None:
    result = kept(item("a", content=b"right"), contents={"a": b"wrong"}).restore(
        place(tmp_path / "out")
    )
    assert (result.grade, result.place) == (Grade.FAILED, "")
    assert [(p.item, p.what) for p in result.problems] == [("a", "differs from the snapshot")]
    assert [path.name for path in tmp_path.iterdir()] == ["out.labvault-unfinished"]
