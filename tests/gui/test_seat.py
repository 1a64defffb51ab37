"""Another window in the place of the first: the workspace, and the language, change while the
workers go on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from desktop_app.credentials import Credentials
from desktop_app.engine.catalog.catalog import Catalog
from desktop_app.engine.catalog.entries import RepositoryEntry, TargetEntry, WorkspaceEntry
from desktop_app.engine.workspace import Recorder, Workspace
from desktop_app.gui import language
from desktop_app.gui.lab import Lab
from desktop_app.gui.pages.settings.appearance import AppearanceSection
from desktop_app.gui.pages.settings.workspaces import WorkspacesSection
from desktop_app.gui.questions import Questions
from desktop_app.gui.seat import Seat
from desktop_app.gui.tasks import Tasks
from desktop_app.gui.window_program import WindowProgram
from desktop_app.settings import read_settings
from tests.gui.hands import LONG, found, go_to, press

# What the platform without a screen says of windows that are raised, and of trays.
pytestmark = pytest.mark.qt_log_ignore(
    "does not support raise", "systemTrayWindowChanged", extend=True
)


@pytest.fixture
def seat(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Seat]:
    def open_workspace(name: str, recorder: Recorder | None = None) -> Workspace:
        return Workspace(tmp_path, Credentials(read_settings({})), name, recorder=recorder)

    catalog = Catalog(tmp_path)
    lab = Lab(catalog, "default", open_workspace, Tasks())
    catalog.workspaces.add(WorkspaceEntry("flies", lab.clock()))
    for name, target in (("default", "cryo"), ("flies", "arena")):
        catalog.of(name).repositories.add(RepositoryEntry("nas", f"/{name}", f"id of {name}"))
        catalog.of(name).targets.add(TargetEntry(target, "postgresql", "postgresql://h/d", "nas"))
    settings = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    questions = Questions()
    seat = Seat(lab, lambda lab: WindowProgram(lab, questions, settings))
    seat.start()
    yield seat
    seat.quit()
    seat.program.window.deleteLater()


def test_the_window_goes_to_another_workspace_and_back(qtbot: QtBot, seat: Seat) -> None:
    first, workers = seat.program, seat.program.lab.workers
    section = go_to(qtbot, first, WorkspacesSection)
    section._view.setCurrentIndex(section._table.place_of(lambda row: row.name == "flies"))
    press(qtbot, section, "Switch to flies")
    qtbot.waitUntil(lambda: seat.program is not first, timeout=LONG)
    second = seat.program
    assert second.lab.name == "flies"
    assert second.lab.workers is workers
    assert second.window.isVisible()
    qtbot.waitUntil(lambda: [g.name for g in second._glimpses] == ["arena"], timeout=LONG)
    seat.change("default")
    third = seat.program
    qtbot.waitUntil(lambda: [g.name for g in third._glimpses] == ["cryo"], timeout=LONG)
    seat.quit()


def test_a_workspace_that_is_gone_leaves_the_window_as_it_is(qtbot: QtBot, seat: Seat) -> None:
    before = seat.program
    before.change_asked.emit("nobody")
    qtbot.waitUntil(lambda: "not known" in _box(before), timeout=LONG)
    assert seat.program is before
    assert before.window.isVisible()
    seat.quit()


def test_another_language_is_spoken_at_once(qtbot: QtBot, qapp: QApplication, seat: Seat) -> None:
    first = seat.program
    section = go_to(qtbot, first, AppearanceSection)
    box = found(section, QComboBox, "Language")
    box.setCurrentIndex(box.findData(language.GERMAN))
    try:
        box.activated.emit(box.currentIndex())
        qtbot.waitUntil(lambda: seat.program is not first, timeout=LONG)
        assert seat.program.activity.name == "Aktivität"
        assert language.chosen(seat.program._settings) == language.GERMAN
    finally:
        language.speak(qapp, language.ENGLISH)
        seat.quit()


def _box(program: WindowProgram) -> str:
    from PySide6.QtWidgets import QMessageBox

    boxes = [box for box in program.window.findChildren(QMessageBox) if box.isVisible()]
    words = " ".join(box.text() for box in boxes)
    for box in boxes:
        box.close()
        box.deleteLater()
    return words
