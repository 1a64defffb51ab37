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


def table(schema: str, name: str, shown: str) -> Item:
    detail = {"schema": schema, "table": name}
    return Item(shown, ItemKind.ROWS, None, 0, bytes(32), b"", detail=detail)


TABLES = [
    table("public", "mice", "public.mice"),
    table("public", "miceWeights", 'public."miceWeights"'),
    table("public", "mice 2", 'public."mice 2"'),
    table("public", "user", 'public."user"'),
    table("public", "größe", 'public."größe"'),
    table("lab", "A?[b]", 'lab."A?[b]"'),
    table("lab", "Axb", 'lab."Axb"'),
    table("MyLab", "Fly", '"MyLab"."Fly"'),
    table("MyLab", "plain", '"MyLab".plain'),
]


@pytest.mark.parametrize(
    ("pattern", "names"),
    [
        ("public.mice*", ["mice", "miceWeights", "mice 2"]),
        ("public.miceWeights", ["miceWeights"]),
        ("public.user", ["user"]),
        ("public.gr*", ["größe"]),
        ("MyLab", ["Fly", "plain"]),
        ("My*", ["Fly", "plain"]),
        ("MyLab.p*", ["plain"]),
        ('"MyLab"', ["Fly", "plain"]),
        ('"MyLab".plain', ["plain"]),
        ('"MyLab"."plain"', ["plain"]),
        ('"public"."mice"', ["mice"]),
        ("lab.A?[b]", ["A?[b]"]),
        ("lab.A?b", ["Axb"]),
    ],
)
def test_tables_by_their_names_with_and_without_quotes(pattern: str, names: list[str]) -> None:
    assert [each.detail["table"] for each in choose(TABLES, [pattern])] == names
