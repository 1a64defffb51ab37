"""Pages that have nothing to show lead on to a first target."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from desktop_app.gui.window_program import WindowProgram
from desktop_app.gui.wizards.wizard import Wizard
from tests.gui.controls import LONG, named


@pytest.mark.parametrize("page", ["snapshots", "verification"])
def test_what_is_empty_leads_on(qtbot: QtBot, program: WindowProgram, page: str) -> None:
    shown = getattr(program, page)
    program.window.show_page(shown)
    asked: list[str] = []
    looks = QTimer()

    def look_and_leave() -> None:
        wizard = QApplication.activeModalWidget()
        if isinstance(wizard, Wizard):
            looks.stop()
            asked.append(wizard.step.heading)
            wizard.reject()

    looks.timeout.connect(look_and_leave)
    looks.start(20)
    named(shown, QPushButton, "Protect something…").click()
    assert asked == ["What do you want to protect?"]
    qtbot.waitUntil(lambda: not program.lab.tasks.count, timeout=LONG)
