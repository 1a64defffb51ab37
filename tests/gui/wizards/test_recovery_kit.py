"""The recovery kit wizard on a real repository: a key on paper, typed back, the old one gone."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QLineEdit, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from desktop_app.credentials import Credentials
from desktop_app.engine.errors import WrongKey
from desktop_app.engine.repository.keys import RECOVERY_KEY, Passphrase, RecoveryKey
from desktop_app.engine.workspace import Recorder, Workspace
from desktop_app.gui.window_program import WindowProgram
from desktop_app.gui.wizards.recovery_kit.paper import PaperStep
from desktop_app.gui.wizards.recovery_kit.proving import TypeBackStep
from desktop_app.gui.wizards.recovery_kit.selecting import RepositoryStep
from desktop_app.gui.wizards.recovery_kit.wizard import RecoveryKitWizard, recovery_kit_wizard
from desktop_app.settings import read_settings
from tests.gui.conftest import PASSPHRASE
from tests.gui.hands import LONG, found, press, rest, write


@pytest.fixture
def old_key(program: WindowProgram, tmp_path: Path) -> str:
    """Of the repository that is there."""
    with program.lab.workspace() as workspace:
        opened, key = workspace.create_repository("nas", str(tmp_path / "store"), PASSPHRASE)
        opened.repository.close()
    return key


@pytest.fixture
def wizard(qtbot: QtBot, program: WindowProgram, old_key: str) -> RecoveryKitWizard:
    made = recovery_kit_wizard(program.lab, program.window, "nas")
    qtbot.addWidget(made, before_close_func=lambda w: setattr(w._choice, "confirmed", True))
    made.show()
    return made


def go_on(qtbot: QtBot, wizard: RecoveryKitWizard, name: str) -> None:
    before = wizard.step
    press(qtbot, wizard, name)
    qtbot.waitUntil(lambda: wizard.step is not before or not wizard.isVisible(), timeout=LONG)


def opens(program: WindowProgram, key: str) -> bool:
    with program.lab.workspace() as workspace:
        try:
            with workspace.repository("nas", RecoveryKey(key)):
                return True
        except WrongKey:
            return False


def at_paper(qtbot: QtBot, wizard: RecoveryKitWizard) -> PaperStep:
    """A new key was made."""
    go_on(qtbot, wizard, "Continue")
    go_on(qtbot, wizard, "Make a new key")
    assert isinstance(wizard.step, PaperStep)
    return wizard.step


def key_of(wizard: RecoveryKitWizard) -> str:
    assert wizard._choice.kit is not None
    return wizard._choice.kit.recovery_key


def test_a_new_key_is_typed_back_and_the_old_one_opens_nothing(
    qtbot: QtBot, program: WindowProgram, wizard: RecoveryKitWizard, old_key: str, tmp_path: Path
) -> None:
    assert wizard.step.command() == ""
    paper = at_paper(qtbot, wizard)
    key = key_of(wizard)
    paper.save(tmp_path / "kit.txt")
    qtbot.waitUntil(lambda: "Saved as" in paper._told.text(), timeout=LONG)
    assert key in (tmp_path / "kit.txt").read_text()
    assert (tmp_path / "kit.txt").stat().st_mode & 0o777 == 0o600
    paper.save(tmp_path / "kit.txt")
    qtbot.waitUntil(lambda: "▲" in paper._told.text(), timeout=LONG)
    assert opens(program, old_key)
    assert program.lab.catalog.repositories.load("nas").key_confirmed is None
    go_on(qtbot, wizard, "It is on paper")
    step = wizard.step
    assert isinstance(step, TypeBackStep)
    confirm = found(wizard, QPushButton, "Confirm the key")
    assert not confirm.isEnabled()
    (first, field), *others = step._asked
    write(qtbot, step, f"Group {first + 1}", "00000")
    assert f"Group {first + 1} is not what is on the page" in step._told.text()
    for place, _field in ((first, field), *others):
        assert not confirm.isEnabled()
        write(qtbot, step, f"Group {place + 1}", key.split("-")[place].lower())
    go_on(qtbot, wizard, "Confirm the key")
    assert wizard.step.heading == "The recovery key of nas is confirmed"
    assert opens(program, key)
    assert not opens(program, old_key)
    assert program.lab.catalog.repositories.load("nas").key_confirmed is not None
    go_on(qtbot, wizard, "Finish")
    rest(qtbot, program)
    with program.lab.workspace() as workspace, workspace.repository("nas") as opened:
        assert len(opened.repository.header.slots_of(RECOVERY_KEY)) == 1


def answer(words: str) -> None:
    """Press a button of the question that is about to be asked."""

    def pressed() -> None:
        from PySide6.QtWidgets import QApplication

        box = QApplication.activeModalWidget()
        if not isinstance(box, QMessageBox):
            QTimer.singleShot(10, pressed)
            return
        next(each for each in box.buttons() if each.text() == words).click()

    QTimer.singleShot(0, pressed)


def test_leaving_before_it_is_typed_back_asks(
    qtbot: QtBot, program: WindowProgram, wizard: RecoveryKitWizard, old_key: str
) -> None:
    at_paper(qtbot, wizard)
    key = key_of(wizard)
    answer("Go on")
    wizard.reject()
    assert wizard.isVisible()
    answer("Leave and revoke the new key")
    wizard.reject()
    qtbot.waitUntil(lambda: not wizard.isVisible(), timeout=LONG)
    rest(qtbot, program)
    assert not opens(program, key)
    assert opens(program, old_key)


def test_leaving_with_a_page_keeps_both_keys(
    qtbot: QtBot, program: WindowProgram, wizard: RecoveryKitWizard, old_key: str
) -> None:
    at_paper(qtbot, wizard)
    key = key_of(wizard)
    answer("Leave, check it later")
    wizard.reject()
    assert not wizard.isVisible()
    rest(qtbot, program)
    assert opens(program, key)
    assert opens(program, old_key)
    assert program.lab.catalog.repositories.load("nas").key_confirmed is None


def test_back_to_the_paper_makes_no_second_key(
    qtbot: QtBot, program: WindowProgram, wizard: RecoveryKitWizard
) -> None:
    at_paper(qtbot, wizard)
    key = key_of(wizard)
    go_on(qtbot, wizard, "It is on paper")
    for _ in range(3):
        press(qtbot, wizard, "Back")
    assert isinstance(wizard.step, RepositoryStep)
    go_on(qtbot, wizard, "Continue")
    go_on(qtbot, wizard, "Continue")
    assert key_of(wizard) == key
    with program.lab.workspace() as workspace, workspace.repository("nas") as opened:
        assert len(opened.repository.header.slots_of(RECOVERY_KEY)) == 2


def test_the_key_that_there_is_is_printed_again(
    qtbot: QtBot, program: WindowProgram, wizard: RecoveryKitWizard, old_key: str
) -> None:
    step = wizard.step
    assert isinstance(step, RepositoryStep)
    step._old.setChecked(True)
    go_on(qtbot, wizard, "Continue")
    slip = ("0" if old_key[0] != "0" else "1") + old_key[1:]
    write(qtbot, wizard, "Recovery key", slip)
    press(qtbot, wizard, "Check the key")
    told = wizard.step._told  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: "▲" in told.text(), timeout=LONG)
    write(qtbot, wizard, "Recovery key", old_key.lower().replace("-", " "))
    go_on(qtbot, wizard, "Check the key")
    assert key_of(wizard) == old_key
    go_on(qtbot, wizard, "It is on paper")
    assert wizard.step.heading == "Nothing to type back"
    assert not [f for f in wizard.findChildren(QLineEdit) if f.isVisible()]
    go_on(qtbot, wizard, "Continue")
    go_on(qtbot, wizard, "Finish")
    rest(qtbot, program)
    assert opens(program, old_key)


def test_what_is_printed_has_the_key_and_the_way_back(
    qtbot: QtBot, wizard: RecoveryKitWizard, tmp_path: Path
) -> None:
    paper = at_paper(qtbot, wizard)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    paper.print_on(printer)
    assert "Sent to the printer" in paper._told.text()
    program = shutil.which("pdftotext")
    assert program is not None
    done = subprocess.run([program, "-layout", tmp_path / "printed.pdf", "-"], capture_output=True)
    words = done.stdout.decode()
    for group in key_of(wizard).split("-"):
        assert group in words
    assert "labvault repository open rescue --recovery-key" in words
    assert str(tmp_path / "store") in "".join(words.split())
    assert words.count("\f") == 1  # one page


def test_a_wrong_passphrase_is_said_and_nothing_is_made(
    qtbot: QtBot, program: WindowProgram, wizard: RecoveryKitWizard
) -> None:
    with program.lab.workspace() as workspace, workspace.repository("nas") as opened:
        old = Passphrase(PASSPHRASE)
        workspace.key_changes(opened).change_passphrase(old, "something else")
    go_on(qtbot, wizard, "Continue")
    press(qtbot, wizard, "Make a new key")
    told = wizard.step._told  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: "does not fit" in told.text(), timeout=LONG)
    assert wizard._choice.kit is None


class Manager:
    """Somebody who is asked for the manager's password, and knows it."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def present(self) -> bool:
        return True

    def ask(self, what: str, where: str, *, twice: bool = False) -> str:
        self.asked.append(what)
        return "the head's own words"

    def tell(self, line: str) -> None:
        """Nothing is to be known."""


def test_a_manager_is_asked_once(
    qtbot: QtBot, program: WindowProgram, wizard: RecoveryKitWizard, old_key: str, tmp_path: Path
) -> None:
    with program.lab.workspace() as workspace:
        workspace.gate.set_password("the head's own words")
    go_on(qtbot, wizard, "Continue")
    press(qtbot, wizard, "Make a new key")
    told = wizard.step._told  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: "▲" in told.text(), timeout=LONG)  # nobody can be asked here
    assert wizard._choice.kit is None
    manager = Manager()
    settings = read_settings({"LABVAULT_PASSPHRASE": PASSPHRASE})

    def open_workspace(name: str, recorder: Recorder | None = None) -> Workspace:
        keyholder = Credentials(settings, name, asker=manager)
        return Workspace(tmp_path / "profile", keyholder, name, recorder=recorder)

    program.lab._open = open_workspace
    go_on(qtbot, wizard, "Make a new key")
    go_on(qtbot, wizard, "It is on paper")
    step = wizard.step
    assert isinstance(step, TypeBackStep)
    for place, field in step._asked:
        field.setText(key_of(wizard).split("-")[place])
    go_on(qtbot, wizard, "Confirm the key")
    assert manager.asked == ["manager's password"]
    assert not opens(program, old_key)
