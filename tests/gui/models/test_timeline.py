"""Snapshots by day, filled as it is scrolled; no window is needed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from desktop_app.engine.catalog.entries import Annotation
from desktop_app.engine.model import Level, Snapshot
from desktop_app.gui.models.timeline import Part, Timeline
from tests.engine.repository.material import draft

NOW = datetime(2026, 5, 20, 12, tzinfo=UTC)
TELLS = QAbstractItemModelTester.FailureReportingMode.Fatal


def made(number: int) -> Snapshot:
    """One every eight hours, the first the newest."""
    started = NOW - timedelta(hours=8 * number)
    return replace(draft("lab", 99 - number), id=f"{number:064x}", started=started)


def ids(timeline: Timeline) -> list[str]:
    found = []
    for day in range(timeline.rowCount()):
        above = timeline.index(day, 0)
        for row in range(timeline.rowCount(above)):
            snapshot = timeline.snapshot(timeline.index(row, 0, above))
            assert snapshot is not None
            found.append(snapshot.id)
    return found


@pytest.mark.usefixtures("qapp")
def test_parts_join_within_a_day() -> None:
    timeline = Timeline()
    _tester = QAbstractItemModelTester(timeline, TELLS)
    timeline.show_part(Part(tuple(map(made, range(4))), whole=False), NOW)
    timeline.add_part(Part(tuple(map(made, range(4, 5))), whole=False))
    timeline.add_part(Part(tuple(map(made, range(5, 30))), whole=True))
    assert ids(timeline) == [made(n).id for n in range(30)]
    dates = {made(n).started.astimezone().date() for n in range(30)}
    assert timeline.rowCount() == len(dates)
    place = timeline.place_of(made(17).id)
    assert timeline.snapshot(place) == made(17)
    assert not timeline.place_of("elsewhere").isValid()


def test_more_is_asked_for_once_and_only_while_there_is_more(qtbot: QtBot) -> None:
    timeline = Timeline()
    timeline.show_part(Part((made(0),), whole=False), NOW)
    with qtbot.waitSignal(timeline.wanted, timeout=1000):
        timeline.fetchMore()
    with qtbot.assertNotEmitted(timeline.wanted):
        timeline.fetchMore()
    timeline.ask_again()
    assert timeline.canFetchMore()
    timeline.add_part(Part((made(1),), whole=True))
    assert not timeline.canFetchMore()


@pytest.mark.usefixtures("qapp")
def test_what_stands_there_already_is_known() -> None:
    timeline = Timeline()
    part = Part((made(0), made(1)), {made(0).id: Level.BYTES}, whole=True)
    timeline.show_part(part, NOW)
    assert timeline.begins_like(part)
    assert not timeline.begins_like(replace(part, levels={}))
    assert not timeline.begins_like(replace(part, said={made(1).id: Annotation("new")}))
    assert not timeline.begins_like(replace(part, snapshots=(made(0),)))
    assert not timeline.begins_like(replace(part, snapshots=(made(0), made(1), made(2))))
    timeline.show_part(Part(tuple(map(made, range(9))), whole=True), NOW)
    assert timeline.begins_like(Part(tuple(map(made, range(4))), whole=False))


@pytest.mark.usefixtures("qapp")
def test_a_row_says_its_state_in_words() -> None:
    timeline = Timeline()
    said = {made(0).id: Annotation("before the move", "freezer 3", keep=True)}
    timeline.show_part(Part((made(0),), {made(0).id: Level.RESTORED}, said), NOW)
    index = timeline.first()
    assert str(index.data()).endswith("lab  ·  before the move")
    told = str(index.data(Qt.ItemDataRole.AccessibleTextRole))
    assert "verified: restored" in told
    assert "kept for ever" in told
    assert "freezer 3" in told
