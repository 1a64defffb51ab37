"""The items of a snapshot as a tree, also a hundred thousand of them."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from desktop_app.engine.model import Item, ItemKind, Level, Problem
from desktop_app.engine.sources.ethoscope.destination import choose_runs
from desktop_app.engine.sources.selection import choose, choose_paths
from desktop_app.engine.sources.sqlite.destination import SqliteDestination
from desktop_app.gui.models.item_grouping import MOST, Order, grouped
from desktop_app.gui.models.item_patterns import patterns
from desktop_app.gui.models.item_tree import ItemTree, TickedTree
from desktop_app.gui.models.items import Group, Node, Tree, columns, title_of
from desktop_app.gui.models.proof import proof_of
from desktop_app.gui.models.state import Tone

ROWS, FILE = ItemKind.ROWS, ItemKind.FILE
TELLS = QAbstractItemModelTester.FailureReportingMode.Fatal


def table(name: str, rows: int = 1, kind: ItemKind = ROWS) -> Item:
    return Item(name, kind, rows, rows * 7, bytes(32), b"")


def leaves(node: Node) -> Iterator[Item]:
    """From the top, without a call for each folder in a folder."""
    waiting = [node]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Group):
            waiting += reversed(node.children)
        else:
            yield node


def group(tree: Tree, *titles: str) -> Group:
    """The one that stands below those of these titles."""
    nodes: Sequence[Node] = tree.top
    for title in titles:
        (found,) = [each for each in nodes if isinstance(each, Group) and each.title == title]
        nodes = found.children
    return found


def told(tree: Tree) -> list[str]:
    """What stands at the top."""
    return [each.title if isinstance(each, Group) else title_of(each) for each in tree.top]


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
    assert told(tree) == [
        '"odd.one"',
        "lab",
        "2026",
        "top.db",
        "Definitions, roles and the rest",
    ]
    lab = group(tree, "lab")
    assert (lab.key, lab.items, lab.rows, lab.size) == ("lab", 2, 7, 49)
    assert [item.name for item in leaves(lab)] == ["lab.a", "lab.b"]
    by_rows = grouped(LAB, Order.ROWS)
    assert [item.name for item in leaves(group(by_rows, "lab"))] == ["lab.b", "lab.a"]
    assert told(grouped(LAB, words="RUN")) == ["2026"]
    assert not grouped(LAB, words="no such").top
    assert told(grouped(LAB[:4], named=True)) == ['"odd.one"', "lab"]


def test_tables_of_a_database_without_schemas_keep_their_whole_names() -> None:
    items = [table("ROI_1", 4), table("my.own", 2), table("schema", 0, ItemKind.SCHEMA)]
    tree = grouped(items, schemas=False)
    assert told(tree) == ["Tables", "Definitions, roles and the rest"]
    tables = group(tree, "Tables")
    shown: list[Node] = [tables, *leaves(tables)]
    assert [tuple(column.text(each) for column in columns(tree)) for each in shown] == [
        ("Tables  (2 tables)", "6", "42 bytes"),
        ("my.own", "2", "14 bytes"),
        ("ROI_1", "4", "28 bytes"),
    ]
    assert patterns(tree, {"ROI_1", "my.own"}) == ("my.own", "ROI_1")


def test_a_hundred_thousand_are_grouped_within_a_moment() -> None:
    items = [table(f"lab.table_{n % 977}_{n}", n) for n in range(100_000)]
    since = time.process_time()
    tree = grouped(items)
    assert time.process_time() - since < 5
    lab = group(tree, "lab")
    assert lab.items == 100_000
    assert max(len(group.children) for group in tree.groups) <= MOST
    assert sorted(item.name for item in leaves(lab)) == sorted(item.name for item in items)


@given(st.lists(st.text(alphabet='ab".', min_size=1, max_size=5), unique=True, max_size=30))
def test_every_item_is_shown_once_and_found_again(names: list[str]) -> None:
    items = [table(name) for name in names]
    tree = grouped(items)
    assert sorted(i.name for g in tree.top for i in leaves(g)) == sorted(tree.names)
    assert sorted(tree.names) == sorted(names)
    for item in items:
        place = tree.place_of(ROWS, item.name)
        assert place is not None
        assert tree.children(place[0])[place[1]] is item


@pytest.mark.usefixtures("qapp")
def test_the_view_is_told_no_nonsense() -> None:
    model = ItemTree(columns())
    _tester = QAbstractItemModelTester(model, TELLS)
    many = [table(f"big.t{n}", n) for n in range(MOST * 2 + 3)]
    tree = grouped([*LAB, *many])
    proof = proof_of(Level.RESTORED, [Problem("lab.a", "rows differ")])
    model.show_tree(tree, columns(tree, proof))
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


def test_folders_lie_in_folders_with_what_all_in_them_comes_to() -> None:
    items = [
        *(path(name, ItemKind.FOLDER) for name in (".", "a", "a/b", "a/b/deep", "a/empty", "one")),
        path("a/b/deep/film.h264"),
        path("a/b/deep/link", ItemKind.LINK),
        path("a/B.txt"),
        path("one/two/three.bin"),
        path("notes.txt"),
    ]
    tree = grouped(items, named=True)
    assert told(tree) == ["a", "one/two", "notes.txt"]
    a, deep = group(tree, "a"), group(tree, "a", "b/deep")
    assert [(g.key, g.items, g.size) for g in (a, deep)] == [("a", 3, 20), ("a/b/deep", 2, 10)]
    assert [title_of(item) for item in leaves(a)] == ["film.h264", "link", "B.txt", "empty/"]
    assert [column.title for column in columns(tree)] == ["Item", "Size"], "nothing has rows"
    assert patterns(tree, {"a/b/deep/film.h264", "a/b/deep/link"}) == ("/a/b/deep",)
    assert patterns(tree, {item.name for item in leaves(a)} | {"notes.txt"}) == ("/a", "/notes.txt")
    largest = grouped([path("small.bin"), path("z/x"), path("z/y")], Order.SIZE)
    assert told(largest) == ["z", "small.bin"]


def test_folders_may_lie_in_each_other_by_the_thousand() -> None:
    names = ["/".join(["d"] * depth) + "/file" for depth in range(1, 1500)]
    tree = grouped([path(name) for name in names], named=True)
    assert sorted(tree.names) == sorted(names)
    assert group(tree, "d").items == len(names)
    assert patterns(tree, set(names)) == ("/d",)
    left_out = names[-1]
    assert set(patterns(tree, {*names} - {left_out})) == {f"/{each}" for each in names[:-1]}


def test_a_hundred_thousand_files_are_ticked_at_once(qapp: object) -> None:
    items = [path(f"c{n % 7}/d{n % 91}/{n:06}.bin") for n in range(100_000)]
    model = TickedTree(columns())
    model.show_tree(grouped(items, named=True))
    checked, role = Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole
    since = time.process_time()
    model.setData(model.index(0, 0), checked.value, role)
    one = model.place_of(FILE, "c0/d0/000000.bin")
    model.setData(one, Qt.CheckState.Unchecked.value, role)
    assert time.process_time() - since < 1
    states = []
    while one.isValid():
        states.append(one.data(role))
        one = one.parent()
    partially = Qt.CheckState.PartiallyChecked
    assert states[0] is Qt.CheckState.Unchecked
    assert set(states[1:]) == {partially}
    assert model.index(1, 0).data(role) is Qt.CheckState.Unchecked
    inside = [item.name for item in items if item.name.startswith("c0/")]
    assert model.ticked == frozenset(inside) - {"c0/d0/000000.bin"}


def test_ticks_stay_while_something_else_is_shown(qapp: object) -> None:
    items = [path("a/x"), path("a/y"), path("b/x")]
    model = TickedTree(columns())
    model.show_tree(grouped(items, named=True))
    checked, role = Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole
    model.show_tree(grouped(items, words="x", named=True))
    model.setData(model.index(0, 0), checked.value, role)
    model.show_tree(grouped(items, named=True))
    assert model.index(0, 0).data(role) is Qt.CheckState.PartiallyChecked
    assert model.ticked == {"a/x"}


def test_an_sqlite_file_is_told_by_its_tables() -> None:
    def of_file(name: str) -> Item:
        return Item(name, ItemKind.TABLE, 3, 0, bytes(32), b"", {"file": "lab[1].db"})

    items = [path("lab[1].db"), of_file("runs"), of_file("roi")]
    tree = grouped(items, named=True)
    tables = group(tree, "Tables of lab[1].db")
    assert tables.key == "lab[1].db"
    assert [column.title for column in columns(tree)] == ["Item", "Rows"], "the file has the bytes"
    whole, part = patterns(tree, {"runs", "roi"}), patterns(tree, {"roi"})
    assert SqliteDestination(Path("/none/x.db")).choose(items, whole) == tuple(items)
    assert (len(whole), part) == (1, ("roi",))
    assert [title_of(i) for g in grouped(items).top for i in leaves(g)] == [
        "roi",
        "runs",
        "lab[1].db",
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
    assert isinstance(run, Group)
    assert isinstance(later, Group)
    assert isinstance(other, Group)
    assert "ETHOSCOPE_012" in run.title
    assert "14" in run.title
    assert (run.items, later.items, other.key) == (2, 1, "videos/012/a")
    of_run_, of_other = {i.name for i in leaves(run)}, {i.name for i in leaves(other)}
    assert patterns(tree, of_run_) == (f"run:{RUN}",)
    assert patterns(tree, of_other) == ("/videos/012/a/notes.txt",)
    for ticked in ({"results/012/a/a.db"}, of_run_, of_run_ | of_other, {items[2].name}):
        asked = patterns(tree, ticked)
        chosen = {item.name for item in choose_runs(items, asked)}
        assert chosen == set(ticked)


def test_runs_of_several_devices_lie_in_their_devices() -> None:
    one = of_run("videos/012/a/a_1.h264")
    other = replace(one, name="videos/013/a/a_1.h264", detail={**one.detail, "device": "E_013"})
    tree = grouped([one, other], named=True)
    assert told(tree) == ["ETHOSCOPE_012", "E_013"]
    (run,) = group(tree, "E_013").children
    assert isinstance(run, Group)
    assert "14" in run.title
    assert patterns(tree, {other.name}) == (f"run:{RUN}",)


def test_names_that_look_like_patterns_mean_themselves() -> None:
    items = [table("t*"), table("t1"), table("[s].a"), table("[s].b"), table("s.a")]
    tree = grouped(items, named=True)
    for ticked in ({"t*"}, {"[s].a", "[s].b"}, {"[s].a"}):
        chosen = choose(items, patterns(tree, ticked))
        assert {item.name for item in chosen} == ticked


def test_a_ticked_schema_brings_no_partitions_that_lie_elsewhere() -> None:
    detail = {"partitions": json.dumps({"parts.p1": "lab.whole", "parts.p2": '"[s]".whole'})}
    schema = replace(table("schema", 0, ItemKind.SCHEMA), detail=detail)
    named = ["lab.a", "lab.b", '"[s]".a', '"[s]".b', "parts.p1", "parts.p2"]
    items = [schema, *map(table, named)]
    tree = grouped(items, named=True)
    for ticked in ({"lab.a", "lab.b"}, {'"[s]".a', '"[s]".b'}, {"parts.p1", "parts.p2"}):
        chosen = choose(items, patterns(tree, ticked))
        assert {item.name for item in chosen if item.kind is ROWS} == ticked
