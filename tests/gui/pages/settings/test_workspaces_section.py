"""Workspaces in the settings: added, limited, switched to, removed, by the real controls."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QPushButton
from pytestqt.qtbot import QtBot

from desktop_app.engine.catalog.catalog import Catalog
from desktop_app.engine.catalog.entries import Job, JobKind
from desktop_app.engine.errors import UnknownName
from desktop_app.engine.profile.settings import read_settings_file
from desktop_app.engine.roles import Action
from desktop_app.gui.pages.settings.workspace_forms import (
    AddWorkspace,
    LimitWorkspace,
    RemoveWorkspace,
)
from desktop_app.gui.pages.settings.workspaces import WorkspacesSection
from desktop_app.gui.window_program import WindowProgram
from tests.gui.hands import carry_out, form_of, found, go_to, press, told, write

ODD = "Flies & <b>worms</b>"


def add(qtbot: QtBot, program: WindowProgram, name: str) -> WorkspacesSection:
    section = go_to(qtbot, program, WorkspacesSection)
    press(qtbot, section, "Add a workspace…")
    form = form_of(section, AddWorkspace)
    assert not found(form, QPushButton, "Add it").isEnabled()
    write(qtbot, form, "Name", name)
    carry_out(qtbot, program, form, "Add it")
    return section


def choose(section: WorkspacesSection, name: str) -> None:
    section._view.setCurrentIndex(section._table.place_of(lambda row: row.name == name))


def test_one_is_added_limited_and_removed(qtbot: QtBot, program: WindowProgram) -> None:
    section = add(qtbot, program, ODD)
    catalog: Catalog = program.lab.whole_catalog
    assert [entry.name for entry in catalog.workspaces.list()] == [ODD, "default"]
    assert section.heading == "You work in default"
    choose(section, ODD)
    press(qtbot, section, f"Quotas…: {ODD}")
    limits = form_of(section, LimitWorkspace)
    limits._size.setValue(500)
    limits._targets.setValue(3)
    assert "--quota-bytes 500000000000 --quota-snapshots none" in limits.command()
    carry_out(qtbot, program, limits, "Set these quotas")
    entry = catalog.workspaces.load(ODD)
    assert (entry.quota_bytes, entry.quota_snapshots, entry.quota_targets) == (500 * 10**9, None, 3)
    assert catalog.of(ODD).deeds.list()[-1].what == "changed the quotas"
    choose(section, ODD)
    assert section._table.index(0, 3).data() == "0 of 3"
    press(qtbot, section, f"Remove…: {ODD}")
    removal = form_of(section, RemoveWorkspace)
    write(qtbot, removal, f"Type {ODD} to confirm", ODD[:-1])
    assert not found(removal, QPushButton, f"Forget {ODD}").isEnabled()
    qtbot.keyClicks(removal._typed, ODD[-1])
    carry_out(qtbot, program, removal, f"Forget {ODD}")
    assert [entry.name for entry in catalog.workspaces.list()] == ["default"]
    assert told(section).startswith("●")


def test_where_one_is_it_cannot_be_removed_or_switched_to(
    qtbot: QtBot, program: WindowProgram
) -> None:
    section = add(qtbot, program, "flies")
    choose(section, "default")
    assert not section._remove.isVisible()
    assert not section._switch.isVisible()
    choose(section, "flies")
    with qtbot.waitSignal(program.change_asked) as asked:
        press(qtbot, section, "Switch to flies")
    assert asked.args == ["flies"]


def test_a_name_that_is_taken_keeps_the_form_open(qtbot: QtBot, program: WindowProgram) -> None:
    section = go_to(qtbot, program, WorkspacesSection)
    press(qtbot, section, "Add a workspace…")
    form = form_of(section, AddWorkspace)
    write(qtbot, form, "Name", "default")
    press(qtbot, form, "Add it")
    qtbot.waitUntil(lambda: "taken" in form._hint.text())
    assert form.isVisible()
    form.reject()


def test_which_one_opens_at_the_start_is_kept(qtbot: QtBot, program: WindowProgram) -> None:
    section = add(qtbot, program, "flies")
    box = found(section, QComboBox, "Workspace that opens at the start")
    assert box.currentData() == "default"
    box.setCurrentIndex(box.findData("flies"))
    box.activated.emit(box.currentIndex())
    qtbot.waitUntil(lambda: "From now on flies" in told(section))
    assert read_settings_file(section.office.surroundings.profile).workspace == "flies"


def test_who_knows_no_password_changes_no_quota(qtbot: QtBot, program: WindowProgram) -> None:
    section = go_to(qtbot, program, WorkspacesSection)
    with program.lab.workspace() as workspace:
        workspace.gate.set_password("only the manager")
    choose(section, "default")
    press(qtbot, section, "Quotas…: default")
    limits = form_of(section, LimitWorkspace)
    limits._targets.setValue(1)
    press(qtbot, limits, "Set these quotas")
    qtbot.waitUntil(lambda: bool(limits._hint.text()))
    assert program.lab.whole_catalog.workspaces.load("default").quota_targets is None
    deed = program.lab.catalog.deeds.list()[-1]
    assert (deed.allowed, deed.detail["action"]) == (False, str(Action.CHANGE_QUOTA))
    qtbot.keyClick(limits, Qt.Key.Key_Escape)


def test_a_lab_beside_knows_only_its_workspace(qtbot: QtBot, program: WindowProgram) -> None:
    add(qtbot, program, "flies")
    before = program.lab
    lab = before.beside("flies")
    assert (lab.name, lab.workers, lab.tasks) == ("flies", before.workers, before.tasks)
    assert lab.command("backup", "x") == "labvault --workspace flies backup x"
    heard: list[str] = []
    before.changed.connect(lambda: heard.append("before"))
    lab.changed.connect(lambda: heard.append("beside"))
    for workspace in ("default", "flies"):
        at = lab.clock()
        before._bell.rang.emit(Job(JobKind.BACKUP, "x", "nas", at, at, workspace=workspace))
    assert heard == ["beside"]
    assert lab.beside("default").command("backup", "x") == "labvault backup x"
    with pytest.raises(UnknownName):
        lab.beside("nobody")
