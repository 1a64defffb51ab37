"""The window's tests draw offscreen (see tests/conftest.py), with a real catalog and workers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.credentials import Credentials
from desktop_app.engine.catalog.catalog import Catalog
from desktop_app.engine.workspace import Recorder, Workspace
from desktop_app.gui.lab import Lab
from desktop_app.gui.questions import Questions
from desktop_app.gui.tasks import Tasks
from desktop_app.gui.window_program import WindowProgram
from desktop_app.settings import read_settings
from tests.gui.desktop import Desktop, desktop
from tests.gui.keyboard import Person
from tests.gui.leaks import Living, left_behind, set_aside_what_is_old
from tests.gui.screen_reader import ScreenReader

PASSPHRASE = "correct horse battery"


@pytest.fixture(autouse=True)
def nothing_is_left(qapp: QApplication) -> Iterator[None]:
    """A test fails that leaves widgets, threads or running timers behind. Set up before all other
    fixtures, so that it looks after them."""
    set_aside_what_is_old()
    before = Living.now()
    yield
    left = left_behind(before)
    assert not left, "left behind:\n" + "\n".join(left)


@pytest.fixture
def program(qtbot: QtBot, tmp_path: Path) -> Iterator[WindowProgram]:
    """The window with an empty profile, its workers running; the passphrase is known."""
    profile = tmp_path / "profile"
    profile.mkdir()
    credentials = Credentials(read_settings({"LABVAULT_PASSPHRASE": PASSPHRASE}))

    def open_workspace(name: str, recorder: Recorder | None = None) -> Workspace:
        return Workspace(profile, credentials, name, recorder=recorder)

    lab = Lab(Catalog(profile), "default", open_workspace, Tasks())
    settings = QSettings(str(profile / "window.ini"), QSettings.Format.IniFormat)
    program = WindowProgram(lab, Questions(), settings)
    program.lab.workers.start()
    qtbot.addWidget(program.window)
    program.window.show()
    yield program
    program.quit()


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Desktop]:
    """A desktop under a real X server, for processes of their own; the passphrase is known."""
    with desktop(tmp_path / "desktop") as made:
        made.environment["LABVAULT_PASSPHRASE"] = PASSPHRASE
        yield made


@pytest.fixture
def person(place: Desktop) -> Iterator[Person]:
    """Somebody who uses that desktop with the keyboard and a screen reader."""
    reader = ScreenReader(place)
    yield Person(place, reader)
    reader.close()
