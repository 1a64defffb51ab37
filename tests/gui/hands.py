"""What a person does in the settings: goes to a section, presses a button, types into a form."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.gui.pages.settings.section import Section
from desktop_app.gui.widgets.form import Form
from desktop_app.gui.window_program import WindowProgram

S = TypeVar("S", bound=Section)
F = TypeVar("F", bound=Form)
W = TypeVar("W", bound=QWidget)
LONG = 60_000  # milliseconds; nothing waits that long unless it hangs


def go_to(qtbot: QtBot, program: WindowProgram, kind: type[S]) -> S:
    """The section, when it has read what it shows."""
    program.window.show_page(program.settings)
    program.settings.show_section(kind)
    program.window.refresh()
    rest(qtbot, program)
    section = program.settings.section
    assert isinstance(section, kind)
    return section


def rest(qtbot: QtBot, program: WindowProgram) -> None:
    """Until no task is under way."""
    qtbot.waitUntil(lambda: not program.lab.tasks.count, timeout=LONG)


def found(parent: QWidget, kind: type[W], name: str) -> W:
    """The visible control with that accessible name."""
    all_of_it = [each for each in parent.findChildren(kind) if each.isVisible()]
    named = [each for each in all_of_it if each.accessibleName() == name]
    assert len(named) == 1, (name, [each.accessibleName() for each in all_of_it])
    return named[0]


def press(qtbot: QtBot, parent: QWidget, name: str) -> None:
    button = found(parent, QPushButton, name)
    assert button.isEnabled(), name
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def write(qtbot: QtBot, parent: QWidget, name: str, words: str) -> None:
    field = found(parent, QLineEdit, name)
    field.clear()
    qtbot.keyClicks(field, words)


def form_of(parent: QWidget, kind: type[F]) -> F:
    """The form that is open."""
    forms = [each for each in parent.findChildren(kind) if each.isVisible()]
    assert len(forms) == 1
    return forms[0]


def carry_out(qtbot: QtBot, program: WindowProgram, form: Form, effect: str) -> None:
    """Press the button that does it, and see the form close."""
    with qtbot.waitSignal(form.finished, timeout=LONG):
        press(qtbot, form, effect)
    rest(qtbot, program)


def told(section: Section) -> str:
    """What came of the last change."""
    return section._told.text()
