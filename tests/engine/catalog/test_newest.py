"""Snapshots as a list is scrolled: a part at a time, the newest first."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from desktop_app.engine.catalog.catalog import Catalog, Records
from desktop_app.engine.catalog.entries import (
    Annotation,
    RepositoryEntry,
    Verification,
    WorkspaceEntry,
)
from desktop_app.engine.model import Grade, Level, Snapshot
from tests.engine.catalog.test_catalog import NAS, NOON, SNAPSHOT


def made(number: int, target: str = "lab", minutes: int | None = None) -> Snapshot:
    started = NOON + timedelta(minutes=number if minutes is None else minutes)
    key = f"{number:064x}"
    return replace(SNAPSHOT, id=key, target=target, sequence=number, started=started)


def test_the_parts_are_the_whole(catalog: Records) -> None:
    catalog.repositories.add(NAS)
    # Two of every three began at the same moment: the id decides between them.
    snapshots = [made(n, "lab" if n % 2 else "other", n // 3) for n in range(20)]
    catalog.snapshots.replace(NAS.id, snapshots)
    ordered = sorted(snapshots, key=lambda s: (s.started, s.id), reverse=True)
    for target in (None, "lab"):
        read: list[Snapshot] = []
        while part := catalog.snapshots.newest(
            4, target, (read[-1].started, read[-1].id) if read else None
        ):
            assert len(part) <= 4
            read += part
        assert read == [s for s in ordered if target in (None, s.target)]


def test_totals_and_places_leave_out_what_rests(catalog: Records) -> None:
    catalog.repositories.add(NAS)
    snapshots = [made(1), made(2), made(3, "other")]
    catalog.snapshots.replace(NAS.id, snapshots, {made(2).id: Annotation(trashed=NOON)})
    totals = catalog.snapshots.totals()
    assert {name: total.snapshots for name, total in totals.items()} == {"lab": 1, "other": 1}
    assert totals["lab"].newest == made(1).started
    assert catalog.snapshots.places() == {NAS.id: {made(1).id, made(3).id}}
    assert catalog.snapshots.newest(9) == (made(3, "other"), made(1))
    assert catalog.snapshots.some([made(2).id, made(1).id, "no such"]) == (made(1),)


def test_nothing_of_another_workspace(whole: Catalog, catalog: Records) -> None:
    whole.workspaces.add(WorkspaceEntry("other", NOON))
    other = whole.of("other")
    other.repositories.add(RepositoryEntry("nas", "/mnt/other", "r2"))
    other.snapshots.replace("r2", [made(7)])
    assert not catalog.snapshots.newest(9)
    assert not catalog.snapshots.totals()
    assert not catalog.snapshots.places()
    assert not catalog.snapshots.some([made(7).id])


def test_levels_of_more_than_a_statement_holds(catalog: Records) -> None:
    catalog.repositories.add(NAS)
    catalog.snapshots.replace(NAS.id, [made(1), made(2)])
    for number in (1, 2):
        look = Verification(made(number).id, Level.BYTES, Grade.OK, False, NOON)
        catalog.verifications.add(look)
    ids = [made(n).id for n in (1, *range(3, 1200))]
    assert catalog.verifications.levels(ids) == {made(1).id: Level.BYTES}
    assert set(catalog.verifications.levels()) == {made(1).id, made(2).id}
