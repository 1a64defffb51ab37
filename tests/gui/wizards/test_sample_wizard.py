"""Sample data from the empty overview: built, looked around in, and removed with one click."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from desktop_app.credentials import Credentials
from desktop_app.demo import laboratory
from desktop_app.demo.names import WORKSPACE
from desktop_app.engine.catalog.catalog import Catalog
from desktop_app.engine.catalog.entries import JobKind, JobState
from desktop_app.engine.workspace import Recorder, Workspace
from desktop_app.gui.lab import Lab
from desktop_app.gui.questions import Questions
from desktop_app.gui.seat import Seat
from desktop_app.gui.tasks import Tasks
from desktop_app.gui.window_program import WindowProgram
from desktop_app.gui.wizards.sample.wizard import sample_wizard
from desktop_app.settings import read_settings
from tests.gui.hands import LONG, press
from tests.sample_laboratory import small_laboratory as small_laboratory

# What the platform without a screen says of windows that are raised, and of trays.
pytestmark = pytest.mark.qt_log_ignore(
    "does not support raise", "systemTrayWindowChanged", extend=True
)


@pytest.fixture
def seat(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Seat]:
    """The window of an empty profile. Nobody knows a passphrase."""

    def open_workspace(name: str, recorder: Recorder | None = None) -> Workspace:
        return Workspace(tmp_path, keyholders[name], name, recorder=recorder)

    questions = Questions()
    names = ("default", WORKSPACE)
    keyholders = {n: Credentials(read_settings({}), n, asker=questions) for n in names}
    settings = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    lab = Lab(Catalog(tmp_path), "default", open_workspace, Tasks())
    seat = Seat(lab, lambda lab: WindowProgram(lab, questions, settings))
    seat.start()
    yield seat
    seat.quit()
    seat.program.window.deleteLater()


@pytest.mark.usefixtures("small_laboratory")
def test_it_is_built_looked_around_in_and_removed(qtbot: QtBot, seat: Seat, tmp_path: Path) -> None:
    empty = seat.program
    qtbot.waitUntil(lambda: empty.overview.heading == "Nothing is protected yet", timeout=LONG)
    wizard = sample_wizard(empty.lab, empty.window)
    qtbot.addWidget(wizard)
    wizard.show()
    press(qtbot, wizard, "Build the sample laboratory")
    press(qtbot, wizard, "Stop")
    qtbot.waitUntil(lambda: wizard.step.heading == "Stopped", timeout=LONG)
    assert not laboratory.is_there(empty.lab.whole_catalog)
    assert not laboratory.laboratory_of(tmp_path).folder.exists()
    press(qtbot, wizard, "Back")
    press(qtbot, wizard, "Build the sample laboratory")
    heading = "The data came back equal, and damage was seen"
    qtbot.waitUntil(lambda: wizard.step.heading == heading, timeout=LONG)
    lines = [each.text() for each in wizard.step.findChildren(QLabel)]
    assert sum(line.startswith("●") for line in lines) == 8
    with qtbot.waitSignal(wizard.accepted):
        press(qtbot, wizard, "Show the sample laboratory")
    empty.beginnings.show_sample()  # it is there: no second wizard
    qtbot.waitUntil(lambda: seat.program is not empty, timeout=LONG)
    sample = seat.program
    overview = sample.overview
    qtbot.waitUntil(lambda: overview.heading == "All is well", timeout=LONG)
    server = sample.beginnings.server
    qtbot.waitUntil(lambda: server.running is not None, timeout=LONG)
    press(qtbot, sample.window, "Back up now: laboratory")
    jobs = sample.lab.catalog.jobs

    def backed_up() -> bool:
        return any(
            job.kind is JobKind.BACKUP and job.state is JobState.SUCCEEDED
            for job in jobs.list(3)
            if job.priority
        )

    qtbot.waitUntil(backed_up, timeout=LONG)
    qtbot.waitUntil(lambda: not sample.lab.workers.state().running, timeout=LONG)
    press(qtbot, sample.window, "Remove the sample")
    qtbot.waitUntil(lambda: seat.program is not sample, timeout=LONG)
    assert seat.program.lab.name == "default"
    assert not laboratory.is_there(seat.program.lab.whole_catalog)
    assert not laboratory.laboratory_of(tmp_path).folder.exists()
    assert server.running is None


def test_only_the_window_of_the_sample_runs_its_server(qtbot: QtBot, seat: Seat) -> None:
    server = seat.program.beginnings.server
    server.start()
    assert not server.is_for_sample
    assert not seat.program.lab.tasks.count or server.running is None
    assert "Remove the sample" not in [
        each.text() for each in seat.program.window.findChildren(QLabel)
    ]
