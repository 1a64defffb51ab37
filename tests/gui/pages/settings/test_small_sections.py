"""Roles, appearance, log-in and about: what they say is so, and what they switch is switched."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QApplication, QCheckBox, QPushButton, QRadioButton
from pytestqt.qtbot import QtBot

from desktop_app import __version__, autostart
from desktop_app.autostart import What
from desktop_app.engine.computer.account import account
from desktop_app.engine.errors import NotAllowed, SecretNeeded
from desktop_app.engine.roles import Action
from desktop_app.engine.secrets.password import fits
from desktop_app.gui.pages.settings.about import AboutSection
from desktop_app.gui.pages.settings.appearance import AppearanceSection
from desktop_app.gui.pages.settings.log_in import LogInSection
from desktop_app.gui.pages.settings.roles import PasswordForm, RolesSection
from desktop_app.gui.theme import stylesheet
from desktop_app.gui.theme.tokens import DARK, LIGHT
from desktop_app.gui.window_program import WindowProgram
from tests.gui.hands import carry_out, form_of, found, go_to, press, rest, told, write

PASSWORD = "the head's own words"


def test_a_password_reserves_what_destroys(qtbot: QtBot, program: WindowProgram) -> None:
    section = go_to(qtbot, program, RolesSection)
    assert section.heading == "No manager's password is set"
    press(qtbot, section, "Set a manager's password…")
    form = form_of(section, PasswordForm)
    write(qtbot, form, "New password", PASSWORD)
    write(qtbot, form, "The same again", PASSWORD[:-1])
    assert not found(form, QPushButton, "Set the password").isEnabled()
    qtbot.keyClicks(form._again, PASSWORD[-1])
    carry_out(qtbot, program, form, "Set the password")
    entry = program.lab.whole_catalog.workspaces.load("default")
    assert entry.manager_hash
    assert fits(PASSWORD, entry.manager_hash)
    assert section.heading == "What destroys is the manager's"
    may = {section._actions.index(row, 0).data(): section._actions.index(row, 1).data() for row in
           range(section._actions.rowCount())}  # fmt: skip
    assert (may["Back up"], may["Remove a workspace"]) == ("everybody", "the manager")


def test_who_was_refused_is_told(qtbot: QtBot, program: WindowProgram) -> None:
    with program.lab.workspace() as workspace:
        workspace.gate.set_password(PASSWORD)
    with (
        program.lab.workspace() as workspace,
        pytest.raises((NotAllowed, SecretNeeded)),
    ):
        workspace.permit(Action.PRUNE)
    section = go_to(qtbot, program, RolesSection)
    assert section._refused.rowCount() == 1
    assert section._refused.index(0, 2).data().startswith("Give space back (prune)")


def test_light_and_dark_hold_at_once_and_are_kept(
    qtbot: QtBot, qapp: QApplication, program: WindowProgram
) -> None:
    section = go_to(qtbot, program, AppearanceSection)
    try:
        for name, scheme in (("Dark", DARK), ("Light", LIGHT)):
            found(section, QRadioButton, name).click()
            assert stylesheet.applied(qapp) is scheme
            assert stylesheet.chosen(section.office.settings) == name.lower()
            assert section.heading == f"LabVault is {name.lower()}"
        found(section, QRadioButton, "Follow the system").click()
        assert stylesheet.chosen(section.office.settings) == stylesheet.SYSTEM
        assert stylesheet.scheme_of(qapp) is stylesheet.applied(qapp)
    finally:
        stylesheet.wear(qapp, stylesheet.SYSTEM)


def test_what_starts_at_log_in_is_what_is_there(qtbot: QtBot, program: WindowProgram) -> None:
    section = go_to(qtbot, program, LogInSection)
    around = section.office.surroundings
    file = around.place(What.WINDOW).file
    assert section.heading == "Nothing starts at log-in"
    box = found(section, QCheckBox, "Start LabVault in the tray")
    box.click()
    qtbot.waitUntil(file.exists)
    rest(qtbot, program)
    assert section.heading == "The window starts at log-in"
    assert b"--in-tray" in file.read_bytes()
    file.write_bytes(file.read_bytes().replace(b"--in-tray", b"--other"))
    section.refresh()
    rest(qtbot, program)
    assert "Another LabVault" in section._notes[What.WINDOW].text()
    press(qtbot, section, "Start this one instead: Start LabVault in the tray")
    rest(qtbot, program)
    wanted = around.definition(What.WINDOW, account())
    assert autostart.state_of(around.place(What.WINDOW), wanted) is autostart.State.ON
    box.click()
    qtbot.waitUntil(lambda: not file.exists())
    rest(qtbot, program)
    assert not box.isChecked()


def test_a_place_that_cannot_be_written_is_told(qtbot: QtBot, program: WindowProgram) -> None:
    section = go_to(qtbot, program, LogInSection)
    (section.office.surroundings.settings / "autostart").write_text("in the way")
    found(section, QCheckBox, "Start LabVault in the tray").click()
    qtbot.waitUntil(lambda: told(section).startswith("▲"))
    rest(qtbot, program)
    assert not found(section, QCheckBox, "Start LabVault in the tray").isChecked()


def test_about_is_copied_for_a_support_request(
    qtbot: QtBot, program: WindowProgram, monkeypatch: pytest.MonkeyPatch
) -> None:
    section = go_to(qtbot, program, AboutSection)
    press(qtbot, section, "Copy for support")
    words = QGuiApplication.clipboard().text()
    assert f"LabVault          {__version__}" in words
    assert str(section.office.surroundings.profile) in words
    assert "PostgreSQL tools  17" in words
    opened: list[str] = []
    monkeypatch.setattr(
        QDesktopServices, "openUrl", lambda url: not opened.append(url.toLocalFile())
    )
    buttons = section.findChildren(QPushButton)
    qtbot.waitUntil(lambda: all(each.isVisible() for each in buttons))
    press(qtbot, section, "Open the folder: Profile")
    assert opened == [str(section.office.surroundings.profile)]
