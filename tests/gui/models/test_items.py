"""The items of a snapshot as a tree, also a hundred thousand of them."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from desktop_app.engine.model import Item, ItemKind, Level, Problem
from desktop_app.engine.sources.ethoscope.destination import choose_runs
from desktop_app.engine.sources.selection import choose, choose_paths
from desktop_app.gui.models.item_tree import ItemTree, TickedTree
from desktop_app.gui.models.items import MOST, Group, Order, columns, grouped, patterns, title_of
from desktop_app.gui.models.proof import proof_of
from desktop_app.gui.models.state import Tone

ROWS, FILE = ItemKind.ROWS, ItemKind.FILE
TELLS = QAbstractItemModelTester.FailureReportingMode.Fatal


def table(name: str, rows: int = 1, kind: ItemKind = ROWS) -> Item:
    return Item(name, kind, rows, rows * 7, bytes(32), b"")


def leaves(group: Group) -> Iterator[Item]:
    for child in group.children:
        if isinstance(child, Group):
            yield from leaves(child)
        else:
            yield child


LAB = (
    table("lab.b", 5),
    table("lab.a", 2),
    table('"odd.one"."t.u"', 1),
    table("schema", 0, ItemKind.SCHEMA),
    table("2026/run 1.db", 0, FILE),
    table("top.db", 0, FILE),
)


def test_schemas_and_folders_hold_what_is_in_them() -> None:
    tree = grouped(LAB)
    assert [(g.title, g.key, g.items, g.rows) for g in tree.top] == [
        ("Files", "", 1, 0),
        ('"odd.one"', '"odd.one"', 1, 1),
        ("2026", "2026", 1, 0),
        ("lab", "lab", 2, 7),
        ("Definitions, roles and the rest", "", 1, 0),
    ]
    assert [item.name for item in leaves(tree.top[3])] == ["lab.a", "lab.b"]
    by_rows = grouped(LAB, Order.ROWS)
    assert [item.name for item in leaves(by_rows.top[3])] == ["lab.b", "lab.a"]
    assert [g.title for g in grouped(LAB, words="RUN").top] == ["2026"]
    assert not grouped(LAB, words="no such").top
    assert [g.title for g in grouped(LAB[:4], named=True).top] == ['"odd.one"', "lab"]


def test_a_hundred_thousand_are_grouped_within_a_moment() -> None:
    items = [table(f"lab.table_{n % 977}_{n}", n) for n in range(100_000)]
    since = time.process_time()
    tree = grouped(items)
    assert time.process_time() - since < 5
    (lab,) = tree.top
    assert lab.items == 100_000
    assert max(len(group.children) for group in tree.groups) <= MOST
    assert sorted(item.name for item in leaves(lab)) == sorted(item.name for item in items)


@given(st.lists(st.text(alphabet='ab".', min_size=1, max_size=5), unique=True, max_size=30))
def test_every_item_is_shown_once_and_found_again(names: list[str]) -> None:
    items = [table(name) for name in names]
    tree = grouped(items)
    assert sorted(i.name for g in tree.top for i in leaves(g)) == sorted(names)
    for item in items:
        place = tree.place_of(ROWS, item.name)
        assert place is not None
        assert tree.groups[place[0]].children[place[1]] is item


@pytest.mark.usefixtures("qapp")
def test_the_view_is_told_no_nonsense() -> None:
    model = ItemTree(columns(proof_of(Level.RESTORED, [Problem("lab.a", "rows differ")])))
    _tester = QAbstractItemModelTester(model, TELLS)
    many = [table(f"big.t{n}", n) for n in range(MOST * 2 + 3)]
    model.show_tree(grouped([*LAB, *many]))
    place = model.place_of(ROWS, "lab.a")
    item = model.item(place)
    assert item is not None
    assert item.name == "lab.a"
    verified = model.index(place.row(), 3, place.parent())
    assert str(verified.data()) == f"{Tone.BAD.shape}  damaged"
    sibling = model.index(place.row() + 1, 3, place.parent())
    assert str(sibling.data()) == f"{Tone.OK.shape}  Restored"
    big = model.place_of(ROWS, "big.t700")
    assert big.parent().parent().isValid(), "it lies in a range of names"


@pytest.mark.usefixtures("qapp")
def test_ticks_of_a_schema_and_of_tables_are_the_patterns_of_a_restore() -> None:
    items = [table(f"lab.t{n}") for n in range(5)] + [table("odd.one"), table("odd.two")]
    model = TickedTree(columns())
    _tester = QAbstractItemModelTester(model, TELLS)
    model.show_tree(grouped(items, named=True))
    checked, role = Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole
    lab = model.index(0, 0)
    assert lab.data(role) is Qt.CheckState.Unchecked
    model.setData(lab, checked.value, role)
    model.setData(model.place_of(ROWS, "odd.two"), checked.value, role)
    assert patterns(model.tree, model.ticked) == ("lab", "odd.two")
    chosen = {item.name for item in choose(items, patterns(model.tree, model.ticked))}
    assert chosen == {*(f"lab.t{n}" for n in range(5)), "odd.two"} == set(model.ticked)
    model.setData(model.place_of(ROWS, "lab.t3"), Qt.CheckState.Unchecked.value, role)
    assert model.index(0, 0).data(role) is Qt.CheckState.PartiallyChecked
    assert patterns(model.tree, model.ticked) == ("lab.t0", "lab.t1", "lab.t2", "lab.t4", "odd.two")


def path(name: str, kind: ItemKind = FILE) -> Item:
    return Item(name, kind, None, 5, bytes(32), b"")


def test_folders_are_seen_by_what_is_in_them_and_empty_ones_by_themselves() -> None:
    items = [
        *(path(name, ItemKind.FOLDER) for name in (".", "a", "a/b", "a/empty")),
        path("a/b/film.h264"),
        path("a/b/link", ItemKind.LINK),
    ]
    tree = grouped(items, named=True)
    told = [(g.title, [title_of(i) for i in leaves(g)]) for g in tree.top]
    assert told == [("a", ["empty/"]), ("a/b", ["film.h264", "link"])]


def test_an_sqlite_file_is_told_by_its_tables() -> None:
    def of_file(name: str) -> Item:
        return Item(name, ItemKind.TABLE, 3, 0, bytes(32), b"", {"file": "lab.db"})

    items = [path("lab.db"), of_file("runs"), of_file("roi")]
    tree = grouped(items, named=True)
    assert [(g.title, g.key, g.names) for g in tree.top] == [
        ("lab.db", "lab.db", frozenset({"runs", "roi"}))
    ]
    assert patterns(tree, {"runs", "roi"}) == ("lab.db",)
    assert patterns(tree, {"roi"}) == ("roi",)
    assert [title_of(i) for g in grouped(items).top for i in leaves(g)] == [
        "lab.db",
        "roi",
        "runs",
    ]


NAMES = st.lists(
    st.lists(st.sampled_from(["a", "b", "[c]", "*"]), min_size=1, max_size=3).map("/".join),
    unique=True,
    min_size=1,
    max_size=12,
)


@given(NAMES, st.data())
def test_what_is_ticked_is_what_a_restore_chooses(names: list[str], data: st.DataObject) -> None:
    folders = {name.rpartition("/")[0] for name in names}
    files = [name for name in names if name not in folders]
    files = [f for f in files if not any(n.startswith(f + "/") for n in names)]
    items = [path(name) for name in files]
    ticked = set(data.draw(st.lists(st.sampled_from(files), unique=True, min_size=1)))
    asked = patterns(grouped(items, named=True), ticked)
    assert {item.name for item in choose_paths(items, asked)} == ticked


RUN = "2026-03-13_23-34-07@012ad4d76fe97759aa27a0c99bff6710"


def of_run(name: str, run: str = RUN) -> Item:
    detail = {"run": run, "run_local": "2026-03-14_00-34-07", "device": "ETHOSCOPE_012"}
    return Item(name, FILE, None, 5, bytes(32), b"", detail)


def test_a_run_is_one_choice_wherever_its_files_lie() -> None:
    items = [
        of_run("results/012/a/a.db"),
        of_run("videos/012/a/a_1.h264"),
        of_run("videos/012/b/b_1.h264", RUN.replace("03-13", "03-15")),
        table("videos/012/a/notes.txt", 0, FILE),
    ]
    tree = grouped(items, named=True)
    run, later, other = tree.top
    assert "ETHOSCOPE_012" in run.title
    assert "14" in run.title
    assert (run.items, later.items, other.key) == (2, 1, "videos/012/a")
    assert patterns(tree, run.names) == (f"run:{RUN}",)
    assert patterns(tree, other.names) == ("/videos/012/a/notes.txt",)
    for ticked in ({"results/012/a/a.db"}, run.names, run.names | other.names, {items[2].name}):
        asked = patterns(tree, ticked)
        chosen = {item.name for item in choose_runs(items, asked)}
        assert chosen == set(ticked)
