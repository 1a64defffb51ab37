"""What patterns mean, for tables and for paths."""

from __future__ import annotations

import pytest

from desktop_app.engine.errors import NothingMatches
from desktop_app.engine.model import Item, ItemKind
from desktop_app.engine.sources.selection import choose, choose_paths


def item(name: str, kind: ItemKind) -> Item:
    return Item(name, kind, None, 0, bytes(32), b"")


TREE = [
    item("flies", ItemKind.FOLDER),
    item("flies/cam1", ItemKind.FOLDER),
    item("flies/cam1/a.h264", ItemKind.FILE),
    item("flies/cam1/notes.txt", ItemKind.FILE),
    item("flies/cam10", ItemKind.FOLDER),
    item("flies/cam10/a.h264", ItemKind.FILE),
    item("notes.txt", ItemKind.FILE),
    item("now", ItemKind.LINK),
]


@pytest.mark.parametrize(
    ("pattern", "names"),
    [
        ("notes.txt", ["flies", "flies/cam1", "flies/cam1/notes.txt", "notes.txt"]),
        ("/notes.txt", ["notes.txt"]),
        ("cam1", ["flies", "flies/cam1", "flies/cam1/a.h264", "flies/cam1/notes.txt"]),
        ("flies/cam10/", ["flies", "flies/cam10", "flies/cam10/a.h264"]),
        (
            "*.h264",
            ["flies", "flies/cam1", "flies/cam1/a.h264", "flies/cam10", "flies/cam10/a.h264"],
        ),
        ("n?w", ["now"]),
    ],
)
def test_paths_by_pattern(pattern: str, names: list[str]) -> None:
    assert [each.name for each in choose_paths(TREE, [pattern])] == names


def test_several_patterns_add_up() -> None:
    assert [each.name for each in choose_paths(TREE, ["now", "/notes.txt"])] == ["notes.txt", "now"]


def test_a_pattern_without_a_match_is_named() -> None:
    with pytest.raises(NothingMatches) as caught:
        choose_paths(TREE, ["now", "cam2"])
    assert caught.value.pattern == "cam2"


def test_tables_of_any_kind_are_chosen_beside_what_holds_them() -> None:
    items = [item("lab.db", ItemKind.FILE), item("a", ItemKind.TABLE), item("b", ItemKind.TABLE)]
    assert [each.name for each in choose(items, ["b"], ItemKind.TABLE)] == ["lab.db", "b"]
    with pytest.raises(NothingMatches):
        choose(items, ["b"])
