"""The list of targets without a window: what its cells say, and who is found."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from PySide6.QtCore import Qt

from desktop_app.engine.catalog.entries import JobKind, ScheduleEntry, TargetEntry
from desktop_app.gui.models import targets as model
from desktop_app.gui.models.overview import Glimpse
from desktop_app.gui.models.targets import TargetRow, TargetTable

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
URL = "postgresql://reader@lab-db:5433/cryo"
ENTRY = TargetEntry("cryo", "postgresql", URL, "nas", rpo_seconds=3600, retention={"daily": 7})
SCHEDULE = ScheduleEntry(
    "cryo", JobKind.BACKUP, "every hour", "UTC", NOW, due=NOW + timedelta(minutes=30)
)
ROW = TargetRow(ENTRY, (SCHEDULE,), Glimpse("cryo", "postgresql", URL, newest=NOW))


def cells(row: TargetRow) -> list[str]:
    return [column.text(row) for column in model.columns(NOW)]


def test_one_line_says_it_all() -> None:
    told = cells(ROW)
    assert told[:6] == [
        "cryo",
        "●  Protected",
        "PostgreSQL",
        "lab-db:5433/cryo",
        "nas",
        "every hour",
    ]
    assert told[6].startswith("today")
    assert told[7:] == ["60 min", "7 daily"] or told[7:] == ["1 h", "7 daily"]


def test_by_hand_paused_waiting() -> None:
    assert cells(replace(ROW, schedules=()))[5:7] == ["by hand", "–"]
    resting = replace(ROW, entry=replace(ENTRY, paused=True))
    assert cells(resting)[6] == "paused"
    waiting = replace(ROW, schedules=(replace(SCHEDULE, due=None),))
    assert cells(waiting)[6] == "waits"


def test_found_by_any_of_its_words() -> None:
    assert ROW.found_by("")
    assert ROW.found_by("lab-db nas")
    assert ROW.found_by("cry")
    assert not ROW.found_by("cryo flies")


def test_the_heading_counts() -> None:
    many = [replace(ROW, entry=replace(ENTRY, name=f"t{n}", paused=n > 1)) for n in range(3)]
    heading, facts = model.heading(many, 2)
    assert heading == "3 targets"
    assert facts == "3 backed up by themselves · 1 paused · 2 shown"
    assert model.heading([], 0)[0] == "No target yet"


def test_a_free_name_for_a_copy() -> None:
    assert model.free_name("cryo", ["cryo"]) == "cryo copy"
    assert model.free_name("cryo", ["cryo", "cryo copy"]) == "cryo copy 2"


def test_a_narrow_cell_tells_the_whole_where_the_mouse_rests() -> None:
    table = TargetTable(model.columns(NOW))
    table.show_rows([ROW])
    assert table.index(0, 3).data(Qt.ItemDataRole.ToolTipRole) == "lab-db:5433/cryo"
