"""Words are found in names, labels and notes of one workspace, and of no other."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.engine.catalog.entries import TargetEntry
from desktop_app.engine.contents import finding
from desktop_app.engine.errors import Cancelled, WrongKey
from desktop_app.engine.keeping.upkeep import annotate
from desktop_app.engine.model import ItemKind
from desktop_app.engine.progress import Meter, Silent
from desktop_app.engine.repository.manifest import PREFIX
from desktop_app.engine.workspace import Workspace
from tests.engine.repository.material import back_up
from tests.engine.workspace.people import Person


@pytest.fixture
def filled(workspace: Workspace, recovery_key: str) -> Workspace:
    """Two snapshots of ``lab`` and one of ``eth``."""
    for name in ("lab", "eth"):
        workspace.catalog.targets.add(TargetEntry(name, "folder", "/data", "nas"))
    with workspace.repository("nas") as opened:
        back_up(opened.repository, {"run 1.db": b"1", "notes.txt": b"a"}, "lab", 1)
        back_up(opened.repository, {"run 1.db": b"1", "run 2.db": b"2"}, "lab", 2)
        back_up(opened.repository, {"video/Run.h264": b"3"}, "eth", 1)
        workspace.look_again(opened)
    return workspace


def find(workspace: Workspace, text: str) -> finding.Found:
    return finding.find(workspace.catalog, finding.cache_of(workspace), text)


def test_names_are_found_once_they_were_read(filled: Workspace) -> None:
    before = find(filled, "run")
    assert (before.places, before.looked_into, before.snapshots) == ((), 0, 3)
    meter = Meter()
    finding.learn(filled, meter)
    assert meter.state().items == meter.state().total_items == 3
    found = find(filled, "RUN")
    assert (found.looked_into, found.snapshots, found.more) == (3, 3, False)
    assert [(p.kind, p.name, p.target, p.snapshots) for p in found.places] == [
        (ItemKind.FILE, "run 1.db", "lab", 2),
        (ItemKind.FILE, "run 2.db", "lab", 1),
        (ItemKind.FILE, "video/Run.h264", "eth", 1),
    ]
    cache = finding.cache_of(filled)
    held = finding.holding(filled.catalog, cache, found.places[0])
    assert {snapshot.sequence for snapshot in held} == {1, 2}
    finding.learn(filled, meter)
    assert meter.state().items == 0, "what is known is not read again"


def test_what_people_said_is_found_at_once(filled: Workspace) -> None:
    with filled.holding("latest:lab") as (opened, (snapshot,)):
        annotate(
            filled, opened, snapshot, label="before the move", note="freezer 3\nwarm", keep=True
        )
    (label,) = find(filled, "MOVE before").places
    assert (label.kind, label.name, label.target) == (None, "before the move", "lab")
    (note,) = find(filled, "freezer").places
    assert note.name == "freezer 3\nwarm"
    cache = finding.cache_of(filled)
    assert [s.id for s in finding.holding(filled.catalog, cache, note)] == [snapshot.id]
    assert not find(filled, "freezer nothing").places
    assert not find(filled, "  ").places


def test_a_cancelled_look_keeps_what_it_learned(filled: Workspace) -> None:
    class AfterOne(Silent):
        def advance(self, *, items: int = 0, bytes: int = 0, rows: int = 0) -> None:
            self.cancel.cancel()

    with pytest.raises(Cancelled):
        finding.learn(filled, AfterOne())
    assert find(filled, "run").looked_into == 1


def test_what_cannot_be_read_does_not_hide_the_rest(filled: Workspace, person: Person) -> None:
    newest = filled.catalog.snapshots.newest(1)[0]
    path = Path(filled.catalog.repositories.load("nas").url) / PREFIX / newest.id
    with filled.repository("nas") as opened:
        (chunk,) = opened.repository.index.places(newest.item_list)
        pack = next(Path(opened.entry.url).rglob(chunk.pack))
    assert path.exists()
    pack.write_bytes(b"damaged")
    finding.learn(filled, Silent())
    found = find(filled, "run")
    assert (found.looked_into, found.snapshots) == (2, 3)
    person.passphrase = "another"
    with pytest.raises(WrongKey):
        finding.learn(filled, Silent())


def test_what_is_gone_is_not_found(filled: Workspace) -> None:
    finding.learn(filled, Silent())
    entry = filled.catalog.repositories.load("nas")
    kept = [s for s in filled.catalog.snapshots.list() if s.target == "lab"]
    filled.catalog.snapshots.replace(entry.id, kept)
    assert [p.target for p in find(filled, "run").places] == ["lab", "lab"]
    assert find(filled, "run").snapshots == 2


def test_no_workspace_finds_what_is_anothers(filled: Workspace, person: Person) -> None:
    from desktop_app.engine.catalog.entries import WorkspaceEntry
    from desktop_app.engine.workspace.gate import utc_now

    finding.learn(filled, Silent())
    filled.whole_catalog.workspaces.add(WorkspaceEntry("other", utc_now()))
    with Workspace(filled.profile, person, "other") as other:
        finding.learn(other, Silent())
        assert find(other, "run") == finding.Found((), 0, 0)


def test_so_many_places_and_no_more(filled: Workspace) -> None:
    finding.learn(filled, Silent())
    found = finding.find(filled.catalog, finding.cache_of(filled), "run", limit=1)
    assert found.more
