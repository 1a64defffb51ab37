"""The forms of the settings: every control has a name, and the first field has the focus."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from desktop_app.engine.progress import Meter
from desktop_app.engine.telling.notice import Kind, Place, Rule
from desktop_app.gui.models.workspaces import read
from desktop_app.gui.pages.settings.channel_forms import AddChannel, ChangeChannel
from desktop_app.gui.pages.settings.free_space import FreeSpace
from desktop_app.gui.pages.settings.key_forms import AddPassphrase, ChangePassphrase, CheckKey
from desktop_app.gui.pages.settings.notifications import NotificationsSection
from desktop_app.gui.pages.settings.roles import PasswordForm
from desktop_app.gui.pages.settings.workspace_forms import (
    AddWorkspace,
    LimitWorkspace,
    RemoveWorkspace,
)
from desktop_app.gui.widgets.form import ConfirmByName
from desktop_app.gui.window_program import WindowProgram
from tests.gui.conftest import PASSPHRASE
from tests.gui.hands import LONG, go_to, press, rest, write
from tests.gui.test_accessibility import check, focusable


def test_every_control_has_a_name(qtbot: QtBot, program: WindowProgram, tmp_path: Path) -> None:
    with program.lab.workspace() as workspace:
        opened, _key = workspace.create_repository("nas", str(tmp_path / "store"), PASSPHRASE)
        opened.repository.close()
    section = go_to(qtbot, program, NotificationsSection)
    lab, row = program.lab, read(program.lab.whole_catalog)[0]
    entry = lab.catalog.repositories.load("nas")
    rule = Rule("mail", frozenset({Kind.FAILURE}), Place.KEYRING)
    for form in (
        AddChannel(lab, section.changes, section),
        ChangeChannel(lab, section.changes, rule, section),
        AddWorkspace(lab, section),
        LimitWorkspace(lab, row, section),
        RemoveWorkspace(lab, row, section),
        AddPassphrase(lab, entry, section),
        ChangePassphrase(lab, entry, False, section),
        CheckKey(lab, entry, section),
        PasswordForm(lab, False, section),
        FreeSpace(lab, entry, section),
    ):
        form.open()
        rest(qtbot, program)
        check(form)
        assert len(list(focusable(form))) >= 3
        if form.findChildren(QLineEdit) and not isinstance(form, LimitWorkspace):
            qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QLineEdit))
        form.reject()


def test_work_that_is_cancelled_leaves_the_form_open(qtbot: QtBot, program: WindowProgram) -> None:
    section = go_to(qtbot, program, NotificationsSection)
    began: list[Meter] = []

    def work(meter: Meter) -> None:
        began.append(meter)
        while True:
            meter.cancel.wait(0.01)

    form = ConfirmByName(program.lab.tasks, "Destroy", "", "Destroy it", "nas", work, section)
    form.open()
    write(qtbot, form, "Type nas to confirm", "nas")
    press(qtbot, form, "Destroy it")
    qtbot.waitUntil(lambda: bool(began), timeout=LONG)
    assert not form._go.isEnabled()
    form.close()
    assert form.isVisible()
    qtbot.waitUntil(lambda: form._hint.text().startswith("▲"), timeout=LONG)
    assert "Stopped" in form._hint.text()
    assert form.isVisible()
    assert began[0].cancel.cancelled
    form.reject()
    assert not form.isVisible()
