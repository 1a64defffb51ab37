"""Walks all widgets of all pages and wizards: what can be focused has a name, what is a state has
a text beside its colour."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest
from PySide6.QtCore import QModelIndex, QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QListView,
    QProgressBar,
    QScrollArea,
    QScrollBar,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop_app.engine.sources.postgres.connection import Address
from desktop_app.gui.kinds.registry import KINDS
from desktop_app.gui.models.state import SHAPES, State, Tone
from desktop_app.gui.questions import SecretDialog
from desktop_app.gui.widgets.as_command import CommandDialog
from desktop_app.gui.widgets.labels import Pill, set_tone
from desktop_app.gui.window_program import WindowProgram
from desktop_app.gui.wizards.drill.wizard import drill_wizard
from desktop_app.gui.wizards.open_repository.wizard import open_repository_wizard
from desktop_app.gui.wizards.protect.wizard import protect_wizard
from desktop_app.gui.wizards.recovery_kit.wizard import recovery_kit_wizard
from desktop_app.gui.wizards.restore.wizard import restore_wizard
from desktop_app.gui.wizards.sample.wizard import sample_wizard
from desktop_app.gui.wizards.takeover.wizard import takeover_wizard
from tests.gui.test_verification_page import protect

# Parts that Qt makes inside a control, which speaks for them.
INNER = (QScrollBar, QHeaderView, QScrollArea)
LONG = 60_000


def focusable(top: QWidget) -> Iterator[QWidget]:
    """All controls that the keyboard can come to, also those that are hidden now."""
    for widget in top.findChildren(QWidget):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not isinstance(widget, INNER):
            owner = widget.parentWidget()
            if isinstance(widget, QLineEdit) and isinstance(owner, QComboBox):
                continue  # the field of a combo box that can be edited
            if widget.objectName().startswith("qt_") and not isinstance(widget, QTabBar):
                continue
            if isinstance(owner, QComboBox) or is_popup(widget):
                continue
            yield widget


def is_popup(widget: QWidget) -> bool:
    """Whether it is the list that a combo box drops."""
    parent: QObject | None = widget
    while parent is not None:
        if "ComboBoxPrivateContainer" in parent.metaObject().className():
            return True
        parent = parent.parent()
    return False


def name_of(widget: QWidget) -> str:
    """What a screen reader says: the accessible name, else the words on a button."""
    words = widget.accessibleName()
    if not words and isinstance(widget, QAbstractButton):
        words = widget.text()
    return words.strip()


def nameless(top: QWidget) -> list[str]:
    return [
        f"{type(each).__name__} in {type(each.parentWidget()).__name__}"
        for each in (*focusable(top), *top.findChildren(QProgressBar))
        if not name_of(each)
    ]


def stateless(top: QWidget) -> list[str]:
    """Labels that have a tone and no word, and cells that have a colour and no shape."""
    found = []
    for label in top.findChildren(QLabel):
        if label.property("tone") and label.text():
            words = label.text().strip("".join(SHAPES.values()) + " ")
            if not words:
                found.append(f"label {label.text()!r}")
    for pill in top.findChildren(Pill):
        if not pill.accessibleName() or pill.text()[0] not in SHAPES.values():
            found.append(f"pill {pill.text()!r}")
    for view in top.findChildren(QAbstractItemView):
        found += [f"cell {words!r}" for words in bare_cells(view)]
    return found


def bare_cells(view: QAbstractItemView) -> Iterable[str]:
    model = view.model()
    if model is None:
        return
    for row in range(min(20, model.rowCount())):
        # A list has one column, and its model does not let itself be asked.
        columns = 1 if isinstance(view, QListView) else model.columnCount()
        for column in range(columns):
            index = model.index(row, column, QModelIndex())
            words = str(index.data() or "")
            if index.data(Qt.ItemDataRole.ForegroundRole) is not None and (
                not words or words[0] not in SHAPES.values() or len(words) < 3
            ):
                yield words


def check(top: QWidget) -> None:
    assert not nameless(top)
    assert not stateless(top)


@pytest.mark.usefixtures("qapp")
def test_every_page_with_something_and_with_nothing_in_it(
    qtbot: QtBot, program: WindowProgram, database: Address, tmp_path: object
) -> None:
    from pathlib import Path

    def shown_pages() -> None:
        for page in program.window.pages:
            program.window.show_page(page)
            qtbot.waitUntil(lambda: not program.lab.tasks.count, timeout=LONG)
            check(program.window)
        for number in range(len(program.settings.sections)):
            program.settings._list.setCurrentRow(number)
            qtbot.waitUntil(lambda: not program.lab.tasks.count, timeout=LONG)
            check(program.window)

    shown_pages()
    protect(program, database, Path(str(tmp_path)) / "store", "lab")
    shown_pages()
    assert len(program.window.pages) >= 4


@pytest.mark.usefixtures("qapp")
def test_every_step_of_every_wizard(qtbot: QtBot, program: WindowProgram) -> None:
    dialog = SecretDialog("passphrase", "nas", True)
    wizards = (
        restore_wizard(program.lab, program.window),
        drill_wizard(program.lab, program.window),
        recovery_kit_wizard(program.lab, program.window),
        open_repository_wizard(program.lab, program.window),
        sample_wizard(program.lab, program.window),
        takeover_wizard(program.lab, {}, program.window),
    )
    protecting = tuple(protect_wizard(program.lab, program.window) for _ in KINDS)
    for place, wizard in enumerate(protecting):  # a kind's step is made when the kind is chosen
        wizard.step._list.setCurrentRow(place)  # type: ignore[attr-defined]
        wizard.step.go_on()
    for top in (*wizards, *protecting, dialog, CommandDialog("labvault backup lab")):
        qtbot.addWidget(top)
        check(top)
        assert len(list(focusable(top))) >= 2
    qtbot.waitUntil(lambda: not program.lab.tasks.count, timeout=LONG)


@pytest.mark.usefixtures("qapp")
def test_the_tray_says_its_state_and_all_it_can_do(program: WindowProgram) -> None:
    tray = program.tray
    tray.show_state(State(Tone.BAD, "2 targets need you"))
    assert tray._icon.toolTip() == "LabVault: 2 targets need you"
    words = [action.text() for action in tray._menu.actions() if not action.isSeparator()]
    assert words == ["Back up now", "Pause for an hour", "Open", "Quit"]
    assert all(isinstance(action, QAction) for action in tray._menu.actions())


@pytest.mark.usefixtures("qapp")
def test_the_walk_sees_what_has_no_name(qtbot: QtBot) -> None:
    top = QWidget()
    qtbot.addWidget(top)
    QLineEdit(top)
    bare = QLabel("●", top)
    set_tone(bare, Tone.OK)
    assert nameless(top) == ["QLineEdit in QWidget"]
    assert stateless(top) == ["label '●'"]
