"""Backups of a folder through its index, from the workspace down."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.demo.ethoscopes.root import machine_id, make_root
from desktop_app.demo.ethoscopes.wish import Wish
from desktop_app.engine.catalog.entries import TargetEntry
from desktop_app.engine.film_library.look import look_at
from desktop_app.engine.model import Grade, Snapshot
from desktop_app.engine.progress import Silent
from desktop_app.engine.repository.repository import Repository
from desktop_app.engine.sources.ethoscope.address import DataRoot
from desktop_app.engine.sources.folder.index.figures import load_figures
from desktop_app.engine.sources.folder.index.listing import State
from desktop_app.engine.sources.folder.index.totals import load_totals
from desktop_app.engine.targets.index_states import note_snapshot
from desktop_app.engine.targets.indexing import scan
from desktop_app.engine.workspace import Workspace


@pytest.fixture
def films(workspace: Workspace, recovery_key: str, tmp_path: Path) -> Path:
    """A folder that is the target ``films``."""
    folder = tmp_path / "films"
    for name in ("012/a.h264", "012/b.h264", "013/c.h264"):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(name.encode() * 100)
        os.utime(path, (1_700_000_000, 1_700_000_000))
    workspace.catalog.targets.add(TargetEntry("films", "folder", str(folder), "nas"))
    return folder


def back_up(workspace: Workspace, *, reread: bool = False) -> Snapshot:
    with workspace.prepared("films", reread=reread) as run:
        result = run(Silent())
    assert result.grade is Grade.OK
    return result.snapshot


def test_backups_are_listed_from_the_index_and_say_so(workspace: Workspace, films: Path) -> None:
    first = back_up(workspace)
    index = workspace.place_of("films").index
    assert index is not None
    figures = load_figures(index)
    assert figures is not None
    moment = f"{figures.last_full:%Y-%m-%d %H:%M:%S} UTC"
    assert first.facts["listed"] == f"by a look at everything, kept in the index of {moment}"
    (films / "013/d.h264").write_bytes(b"new")
    second = back_up(workspace)
    assert second.facts["listed"] == f"from the index of {moment}"
    assert second.facts["listed_untouched"].endswith(" of 4")
    assert second.items == first.items + 1
    again = back_up(workspace, reread=True)
    assert "listed" not in again.facts  # by the bare walk
    assert again.items == second.items


def test_index_knows_what_a_snapshot_holds(workspace: Workspace, films: Path) -> None:
    back_up(workspace)
    assert shares(workspace) == {State.SEEN: 0, State.INCOMPLETE: 0, State.STORED: 3}
    (films / "013/d.h264").write_bytes(b"new")
    scan(workspace, "films", Silent())
    assert shares(workspace) == {State.SEEN: 1, State.INCOMPLETE: 0, State.STORED: 3}
    back_up(workspace)
    assert shares(workspace) == {State.SEEN: 0, State.INCOMPLETE: 0, State.STORED: 4}


def test_only_what_was_read_is_gone_through(
    workspace: Workspace, films: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a million files, reading a snapshot's items again would take half a minute."""
    back_up(workspace)
    (films / "013/d.h264").write_bytes(b"new")
    monkeypatch.setattr(Repository, "items", lambda *_: pytest.fail("all items were read"))
    back_up(workspace)
    assert shares(workspace) == {State.SEEN: 0, State.INCOMPLETE: 0, State.STORED: 4}


def test_an_index_that_was_lost_learns_of_all_again(workspace: Workspace, films: Path) -> None:
    snapshot = back_up(workspace)
    index = workspace.place_of("films").index
    assert index is not None
    for file in index.parent.glob(f"{index.name}*"):
        file.unlink()
    scan(workspace, "films", Silent())
    assert shares(workspace) == {State.SEEN: 3, State.INCOMPLETE: 0, State.STORED: 0}
    with workspace.repository("nas") as opened:
        note_snapshot(index, opened.repository, snapshot, ())  # all was taken over
    assert shares(workspace) == {State.SEEN: 0, State.INCOMPLETE: 0, State.STORED: 3}


def test_a_recording_that_ended_as_it_was_is_held_whole(workspace: Workspace, films: Path) -> None:
    entry = workspace.catalog.targets.load("films")
    (films / "013/d.h264").write_bytes(b"still growing")
    workspace.catalog.targets.change(replace(entry, options={"quiet_seconds": 3600}))
    with workspace.prepared("films") as run:
        run(Silent())
    assert shares(workspace) == {State.SEEN: 0, State.INCOMPLETE: 1, State.STORED: 3}
    workspace.catalog.targets.change(entry)
    back_up(workspace)
    assert shares(workspace) == {State.SEEN: 0, State.INCOMPLETE: 0, State.STORED: 4}


def shares(workspace: Workspace) -> dict[State, int]:
    """How many files of the target ``films`` are in each state."""
    index = workspace.place_of("films").index
    assert index is not None
    return {state: share.files for state, share in load_totals(index, [""])[""].shares.items()}


def test_backup_does_without_an_index(workspace: Workspace, films: Path) -> None:
    index = workspace.place_of("films").index
    assert index is not None
    index.parent.mkdir(parents=True, exist_ok=True)
    index.with_name(f"{index.name}.lock").mkdir()  # nobody gets a turn
    found = back_up(workspace)
    assert found.facts["listed"].startswith("by a look at everything, for the index cannot be used")
    assert found.items == 6


def test_targets_of_different_workspaces_have_indexes_of_their_own(
    workspace: Workspace, films: Path
) -> None:
    workspace.catalog.targets.add(TargetEntry("more", "folder", str(films), "nas"))
    assert workspace.place_of("films").index != workspace.place_of("more").index


def test_index_goes_with_its_target(workspace: Workspace, films: Path) -> None:
    index = workspace.place_of("films").index
    assert index is not None
    back_up(workspace)
    assert list(index.parent.glob(f"{index.name}*"))
    workspace.remove_target("films")
    assert not list(index.parent.glob(f"{index.name}*"))


def test_one_device_of_a_root_is_looked_at_by_backups_and_film_lists_alike(
    workspace: Workspace, recovery_key: str, tmp_path: Path
) -> None:
    """Each goes on with what the other kept, and no other device's folder is looked into."""
    root = tmp_path / "data"
    make_root(root, Wish(devices=2, runs=1, chunks=1))
    url = DataRoot(str(root)).of_device(machine_id(1)).url()
    workspace.catalog.targets.add(TargetEntry("films", "ethoscope", url, "nas"))
    entry = workspace.catalog.targets.load("films")
    films = look_at(workspace, entry, Silent())
    assert films.films
    assert {machine_id(1) in film.name for film in films.films} == {True}
    index = workspace.place_of("films").index
    assert index is not None
    assert machine_id(2) not in repr(load_totals(index, ["videos/" + machine_id(2)]))
    assert load_totals(index, ["videos/" + machine_id(1)])
    with workspace.prepared("films") as run:
        assert run(Silent()).snapshot.facts["listed"].startswith("from the index of ")
    figures = look_at(workspace, entry, Silent()).figures
    assert figures is not None
    assert figures.rebuilt == ""
    assert scan(workspace, "films", Silent()).note == ""
