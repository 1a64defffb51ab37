"""The page of snapshots, through its own controls, on a real repository."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from desktop_app.engine.catalog.entries import Annotation, JobKind, JobState
from desktop_app.engine.model import ItemKind, Level
from desktop_app.engine.sources.postgres.connection import Address
from desktop_app.gui.pages.snapshots.compare import CompareDialog
from desktop_app.gui.pages.snapshots.export import ExportDialog
from desktop_app.gui.pages.snapshots.label import LabelDialog
from desktop_app.gui.pages.snapshots.page import SnapshotsPage
from desktop_app.gui.widgets.as_command import CommandDialog
from desktop_app.gui.window_program import WindowProgram
from tests.gui.controls import named
from tests.gui.laboratory import LONG, laboratory, press, within_dialog
from tests.gui.test_accessibility import check

ROWS = ItemKind.ROWS


@pytest.fixture
def page(qtbot: QtBot, program: WindowProgram, database: Address, tmp_path: Path) -> SnapshotsPage:
    """The page, with the newer of two snapshots chosen and its items shown."""
    laboratory(program, database, tmp_path / "store")
    page = program.snapshots
    program.window.show_page(page)
    qtbot.waitUntil(lambda: page.detail.tree.rowCount() > 0, timeout=LONG)
    return page


def choose(page: SnapshotsPage, name: str) -> None:
    page.detail.view.setCurrentIndex(page.detail.tree.place_of(ROWS, name))


def test_the_items_are_a_tree_with_a_preview(qtbot: QtBot, page: SnapshotsPage) -> None:
    assert page.heading == "2 snapshots of 1 target"
    tree = page.detail.tree
    titles = [str(tree.index(row, 0).data()) for row in range(tree.rowCount())]
    assert titles[0].startswith('"Odd.one"')
    assert titles[1].startswith("lab")
    choose(page, "lab.mixture")
    table = page.detail.preview._table
    qtbot.waitUntil(lambda: table.rowCount() == 50, timeout=LONG)
    assert table.index(0, 1).data() == "mixture 1"
    assert "The first 50 of 250 rows" in page.detail.preview._hint.text()
    roles = tree.place_of(ItemKind.ROLES, "roles")
    page.detail.view.setCurrentIndex(roles)
    text = page.detail.preview._text
    qtbot.waitUntil(lambda: "CREATE ROLE" in text.toPlainText(), timeout=LONG)


def test_finding_and_ordering_within_a_snapshot(qtbot: QtBot, page: SnapshotsPage) -> None:
    tree = page.detail.tree
    qtbot.keyClicks(named(page, QLineEdit, "Find in this snapshot"), "A TABLE")
    qtbot.waitUntil(lambda: tree.rowCount() == 1, timeout=LONG)
    assert tree.place_of(ROWS, '"Odd.one"."a table"').isValid()
    named(page, QLineEdit, "Find in this snapshot").clear()
    qtbot.waitUntil(lambda: tree.rowCount() == 3, timeout=LONG)
    page.detail._order.setCurrentIndex(1)
    first = lambda: tree.index(0, 0, tree.index(1, 0)).data()  # noqa: E731
    qtbot.waitUntil(lambda: first() == "mixture", timeout=LONG)


def test_a_search_finds_places_and_goes_there(qtbot: QtBot, page: SnapshotsPage) -> None:
    search = named(page, QLineEdit, "Search all snapshots")
    qtbot.keyClicks(search, "dropped")
    qtbot.waitUntil(lambda: page.heading == "1 place with “dropped”", timeout=LONG)
    qtbot.waitUntil(lambda: page.facts == "All of 2 snapshots looked into.", timeout=LONG)
    (row,) = page.places.table._rows
    assert (row.name, row.target, row.snapshots) == ("lab.dropped", "lab", 1)
    qtbot.waitUntil(page.places._go.isEnabled, timeout=LONG)
    press(page, "Show it in this snapshot")
    older = page.days.timeline.snapshot(
        page.days.timeline.index(1, 0, page.days.timeline.index(0, 0))
    )
    shown = page.detail
    qtbot.waitUntil(lambda: bool(shown.snapshot and older and shown.snapshot.id == older.id))
    current = shown.view.currentIndex
    qtbot.waitUntil(lambda: shown.tree.item(current()) is not None, timeout=LONG)
    item = shown.tree.item(current())
    assert item is not None
    assert item.name == "lab.dropped"
    assert page.heading == "2 snapshots of 1 target"


def test_a_date_is_gone_to(qtbot: QtBot, page: SnapshotsPage) -> None:
    timeline = page.days.timeline
    search = named(page, QLineEdit, "Search all snapshots")
    qtbot.keyClicks(search, "2001-02-03")
    qtbot.waitUntil(lambda: timeline.rowCount() == 0, timeout=LONG)
    press(page, "Back to the newest")
    qtbot.waitUntil(lambda: timeline.rowCount() == 1, timeout=LONG)


def test_a_label_a_note_and_that_it_is_kept(qtbot: QtBot, page: SnapshotsPage) -> None:
    def write(dialog: LabelDialog) -> None:
        assert not dialog._save.isEnabled()
        qtbot.keyClicks(named(dialog, QLineEdit, "Label"), "before the move")
        named(dialog, QPlainTextEdit, "Note").setPlainText("freezer 3\nwarm")
        dialog.findChildren(QCheckBox)[0].click()
        press(dialog, "Save in the repository")
        qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=LONG)

    within_dialog(qtbot, LabelDialog, write, lambda: press(page, "Label…"))
    said = "before the move  ·  kept for ever  ·  freezer 3 warm"
    qtbot.waitUntil(lambda: page.detail._said.accessibleName() == said, timeout=LONG)
    line = page.days.timeline.first()
    assert "before the move" in str(line.data())
    snapshot = page.days.timeline.snapshot(line)
    assert snapshot is not None
    with page._lab.workspace() as workspace:
        kept = workspace.catalog.snapshots.annotations()[snapshot.id]
    assert (kept.label, kept.note, kept.keep) == ("before the move", "freezer 3\nwarm", True)


def test_two_moments_are_compared(qtbot: QtBot, page: SnapshotsPage) -> None:
    def look(dialog: CompareDialog) -> None:
        heading = dialog._heading
        qtbot.waitUntil(lambda: "changed" in heading.accessibleName(), timeout=LONG)
        rows = {row.name: row for row in dialog.table._rows}
        mixture = rows["lab.mixture"]
        assert (mixture.change, mixture.rows_before, mixture.rows_after) == ("changed", 300, 250)
        assert rows["lab.dropped"].change == "removed"
        assert rows["lab.made"].change == "added"
        assert '"Odd.one"."a table"' not in rows
        dialog._equal.click()
        assert '"Odd.one"."a table"' in {row.name for row in dialog.table._rows}
        command = dialog._command()
        assert command.startswith("labvault compare ")
        days = dialog.days.timeline
        assert days.rowCount(days.index(0, 0)) == 2, "the newest can be chosen as well"
        older, newer = command.split()[2:]
        assert page.detail.snapshot
        assert page.detail.snapshot.id.startswith(newer)
        assert older != newer

    within_dialog(qtbot, CompareDialog, look, lambda: press(page, "Compare…"))


def test_an_export_is_a_file_that_loads(qtbot: QtBot, page: SnapshotsPage, tmp_path: Path) -> None:
    file = tmp_path / "lab.sql"

    def write(dialog: ExportDialog) -> None:
        field = named(dialog, QLineEdit, "New file")
        field.setText(str(tmp_path))
        assert not dialog._go.isEnabled()
        field.setText(str(file))
        press(dialog, "Write the file")
        qtbot.waitUntil(lambda: dialog._told.text().startswith("Written"), timeout=LONG)

    within_dialog(qtbot, ExportDialog, write, lambda: press(page, "Export…"))
    assert b"COPY lab.mixture" in file.read_bytes()
    (job,) = [j for j in page._lab.catalog.jobs.list() if j.kind is JobKind.EXPORT]
    assert job.state is JobState.SUCCEEDED


def test_an_export_that_is_stopped_leaves_no_file(
    qtbot: QtBot, page: SnapshotsPage, tmp_path: Path
) -> None:
    def stop(dialog: ExportDialog) -> None:
        named(dialog, QLineEdit, "New file").setText(str(tmp_path / "lab.sql"))
        press(dialog, "Write the file")
        assert dialog._task is not None
        dialog._task.meter.cancel.cancel()  # at its first moment: no row is read before
        qtbot.waitUntil(lambda: "No file was left" in dialog._told.text(), timeout=LONG)

    within_dialog(qtbot, ExportDialog, stop, lambda: press(page, "Export…"))
    assert not list(tmp_path.glob("lab.sql*"))


def test_a_level_is_chosen_and_shown(qtbot: QtBot, page: SnapshotsPage) -> None:
    menu = page.detail.findChildren(type(page.detail._verify_button().menu()))[0]
    structure = next(a for a in menu.actions() if a.text().startswith("Structure"))
    structure.trigger()
    about = page.detail._about
    qtbot.waitUntil(lambda: "verified: structure" in about.text(), timeout=LONG)
    tree = page.detail.tree

    def proven() -> str:
        place = tree.place_of(ROWS, "lab.mixture")
        return str(tree.index(place.row(), 3, place.parent()).data()) if place.isValid() else ""

    qtbot.waitUntil(lambda: proven() == "●  Structure", timeout=LONG)
    assert page.detail._level is Level.STRUCTURE


def test_every_part_can_be_used_without_seeing(
    qtbot: QtBot, page: SnapshotsPage, program: WindowProgram
) -> None:
    choose(page, "lab.mixture")
    table = page.detail.preview._table
    qtbot.waitUntil(lambda: table.rowCount() == 50, timeout=LONG)
    check(program.window)
    qtbot.keyClicks(named(page, QLineEdit, "Search all snapshots"), "mix")
    qtbot.waitUntil(lambda: page.heading == "1 place with “mix”", timeout=LONG)
    check(program.window)
    snapshot = page.days.timeline.snapshot(page.days.timeline.first())
    assert snapshot is not None
    for dialog in (
        CompareDialog(page._lab, snapshot, page),
        LabelDialog(page._lab, snapshot, Annotation("a label"), page),
        ExportDialog(page._lab, snapshot, page),
    ):
        qtbot.addWidget(dialog)
        dialog.show()
        qtbot.waitUntil(lambda: not program.lab.tasks.count, timeout=LONG)
        check(dialog)
        dialog.close()


def test_the_same_as_a_command(qtbot: QtBot, page: SnapshotsPage) -> None:
    def copy(dialog: CommandDialog) -> None:
        press(dialog, "Copy")

    within_dialog(qtbot, CommandDialog, copy, lambda: press(page, "As a command: Snapshot"))
    copied = QGuiApplication.clipboard().text()
    assert page.detail.snapshot
    assert copied.splitlines()[0] == f"labvault show {page.detail.snapshot.id[:12]}"


def test_only_parts_of_many_snapshots_are_read(
    qtbot: QtBot, program: WindowProgram, tmp_path: Path
) -> None:
    from desktop_app.engine.catalog.migrations.forms import second
    from tests.big_catalog import fill

    with program.lab.whole_catalog.database.writing() as connection:
        fill(connection, second.metadata, targets=3, snapshots=1500, jobs=0, looks=0)
    page = program.snapshots
    program.window.show_page(page)
    qtbot.waitUntil(lambda: page.heading.endswith("snapshots of 3 targets"), timeout=LONG)
    timeline = page.days.timeline
    qtbot.waitUntil(lambda: timeline.rowCount() > 0, timeout=LONG)

    def rows() -> int:
        return sum(timeline.rowCount(timeline.index(at, 0)) for at in range(timeline.rowCount()))

    assert rows() < 1500

    def scrolled_down() -> bool:
        page.days.view.scrollToBottom()
        timeline.fetchMore()
        return rows() == 1500

    qtbot.waitUntil(scrolled_down, timeout=LONG)
