"""Sums that need no look, and the states of files in them."""

from __future__ import annotations

import pytest

from desktop_app.engine.sources.folder.index.figures import load_figures
from desktop_app.engine.sources.folder.index.listing import State
from desktop_app.engine.sources.folder.index.states import Held, note_states
from desktop_app.engine.sources.folder.index.totals import Share, load_totals
from desktop_app.engine.sources.folder.index.turn import turn
from tests.engine.sources.folder.index.material import Tree


@pytest.fixture
def devices(tree: Tree) -> Tree:
    tree.file("videos/012/run1/a", b"1")
    tree.file("videos/012/run2/b", b"22")
    tree.file("videos/012-old/c", b"333")
    tree.file("videos/0120/d", b"4444")
    (tree.root / "videos/012/link").symlink_to("run1")
    tree.look()
    return tree


def test_totals_are_of_a_folder_and_all_below_it_alone(devices: Tree) -> None:
    found = load_totals(devices.index, ["videos/012", "videos/0120", "", "videos/nowhere"])
    assert {name: (t.files, t.bytes, t.others) for name, t in found.items()} == {
        "videos/012": (2, 3, 1),
        "videos/0120": (1, 4, 0),
        "": (4, 10, 1),
    }


def test_totals_follow_the_tree(devices: Tree) -> None:
    (devices.root / "videos/012/run1/a").unlink()
    (devices.root / "videos/012/run2").rename(devices.root / "videos/moved")
    devices.look()
    found = load_totals(devices.index, ["videos/012", "videos/moved", "videos/012/run2"])
    assert {name: t.files for name, t in found.items()} == {"videos/012": 0, "videos/moved": 1}


def test_no_index_no_totals_no_figures(tree: Tree) -> None:
    assert load_totals(tree.index, [""]) == {}
    assert load_figures(tree.index) is None
    tree.index.parent.mkdir()
    tree.index.write_text("something else")
    assert load_totals(tree.index, [""]) == {}
    assert load_figures(tree.index) is None


def note(tree: Tree, state: State, **sizes: int) -> int:
    modified = {entry.name: entry.modified_ns for entry in tree.walk()}
    held = [
        Held(name, size, modified[name], state)
        for name, size in ((f"videos/012/{n.replace('_', '/')}", s) for n, s in sizes.items())
    ]
    return note_states(tree.index, held)


def test_states_are_kept_as_long_as_a_file_is_as_it_was(devices: Tree) -> None:
    assert note(devices, State.INCOMPLETE, run1_a=1) == 1
    assert note(devices, State.STORED, run1_a=1, run2_b=2) == 2
    assert note(devices, State.INCOMPLETE, run1_a=1, run2_b=77) == 0  # worse, or another size
    shares = load_totals(devices.index, ["videos/012"])["videos/012"].shares
    assert shares == {
        State.SEEN: Share(0, 0),
        State.INCOMPLETE: Share(0, 0),
        State.STORED: Share(2, 3),
    }
    devices.file("videos/012/run1/new", b"55555")
    devices.look()
    shares = load_totals(devices.index, ["videos/012"])["videos/012"].shares
    assert (shares[State.STORED].files, shares[State.SEEN]) == (2, Share(1, 5))
    devices.file("videos/012/run1/a", b"another", days=1)
    devices.look(full=True)
    shares = load_totals(devices.index, ["videos/012"])["videos/012"].shares
    assert (shares[State.STORED].files, shares[State.SEEN].files) == (1, 2)


def test_states_of_files_that_are_not_there_or_without_an_index(devices: Tree) -> None:
    gone = Held("videos/x/y", 1, 2)
    assert note_states(devices.index, [gone, Held("root-file", 1, 2)]) == 0
    with turn(devices.index, None):
        assert note(devices, State.STORED, run1_a=1) == 0
    devices.index.unlink()
    assert note_states(devices.index, [gone]) == 0


def test_figures_say_what_was_spared(tree: Tree) -> None:
    for days in (0.5, 3, 20, 100, 100, 100):
        tree.file(f"run{days}/{len(tree.walk())}", days=days)
    tree.look()
    first = load_figures(tree.index)
    assert first is not None
    assert (first.hit_ratio, first.saved_seconds) == (None, None)
    ages = first.ages
    assert (ages.day, ages.week, ages.month, ages.older) == (1, 1, 1, 3)
    _, lister = tree.look()
    second = load_figures(tree.index)
    assert second == lister.figures
    assert second is not None
    assert second.hit_ratio == 4 / 6
    assert (second.last_full, second.last_look) == (first.last_full, tree.now)
    assert second.saved_seconds is not None
    wanted = first.full_seconds / 6 * 6 - second.quick_seconds
    assert second.saved_seconds == pytest.approx(max(0, wanted))
    tree.look(full=True)
    third = load_figures(tree.index)
    assert third is not None
    assert (third.hit_ratio, third.last_full) == (4 / 6, tree.now)
