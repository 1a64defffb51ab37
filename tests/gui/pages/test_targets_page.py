"""The targets page through its own controls, with a real catalog, repository and server."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QLocale, QTimer
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QSpinBox,
    QTabWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop_app.credentials import Credentials
from desktop_app.engine.catalog.entries import JobKind, TargetEntry
from desktop_app.engine.keeping.retention import Retention
from desktop_app.engine.secrets import os_keyring
from desktop_app.engine.secrets.keyring_entries import login_entry
from desktop_app.engine.sources.postgres.connection import Address
from desktop_app.engine.workspace import Recorder, Workspace
from desktop_app.gui.pages.targets import CopyDialog, TargetsPage
from desktop_app.gui.questions import SecretDialog
from desktop_app.gui.widgets.form import ConfirmByName
from desktop_app.gui.window_program import WindowProgram
from desktop_app.settings import read_settings
from tests.engine.keeping.test_retention import snapshot
from tests.gui.conftest import PASSPHRASE

W = TypeVar("W", bound=QWidget)
LONG = 60_000
MANAGER = "only the boss knows"
CONNECTION, SCHEDULE, RETENTION = range(3)

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def page(qtbot: QtBot, program: WindowProgram, database: Address, tmp_path: Path) -> TargetsPage:
    """Two targets of one server; ``cryo`` has ten snapshots, a day apart."""
    with program.lab.workspace() as workspace:
        made, _ = workspace.create_repository("nas", str(tmp_path / "nas"), PASSPHRASE)
        made.repository.close()
        for name in ("cryo", "flies"):
            workspace.catalog.targets.add(TargetEntry(name, "postgresql", database.url(), "nas"))
        now = datetime.now(UTC)
        for n in range(1, 11):
            taken = snapshot(n, now - timedelta(days=10 - n), "cryo")
            workspace.catalog.snapshots.add(made.entry.id, taken)
    program.window.show_page(program.targets)
    qtbot.waitUntil(lambda: program.targets.details.target == "cryo", timeout=LONG)
    return program.targets


def named(parent: QWidget, kind: type[W], name: str) -> W:
    found = [w for w in parent.findChildren(kind) if w.accessibleName() == name]
    assert len(found) == 1, (name, [w.accessibleName() for w in parent.findChildren(kind)])
    return found[0]


def press(page: QWidget, name: str) -> None:
    named(page, QPushButton, name).click()


def show_tab(page: TargetsPage, tab: int) -> None:
    page.details.findChildren(QTabWidget)[0].setCurrentIndex(tab)


def write(qtbot: QtBot, field: QLineEdit, words: str) -> None:
    field.clear()
    qtbot.keyClicks(field, words)


def save(qtbot: QtBot, page: TargetsPage) -> None:
    press(page, "Save changes")
    qtbot.waitUntil(lambda: bool(page.details.target) and not page.details.unsaved, timeout=LONG)
    assert page.details._hint.text() == "●  Saved."


def entry(program: WindowProgram, name: str = "cryo") -> TargetEntry:
    return program.lab.catalog.targets.load(name)


def cells(page: TargetsPage, row: int) -> list[str]:
    return [page._table.index(row, at).data() for at in range(page._table.columnCount())]


def answering(kind: type[QDialog], act: Callable[[QDialog], None]) -> None:
    """As soon as a dialog of that kind is asked with, a person does this."""

    def look() -> None:
        shown = QApplication.activeModalWidget()
        if isinstance(shown, kind):
            act(shown)
        else:
            QTimer.singleShot(20, look)

    QTimer.singleShot(0, look)


def choosing(words: str) -> Callable[[QDialog], None]:
    def act(box: QDialog) -> None:
        assert isinstance(box, QMessageBox)
        next(b for b in box.buttons() if b.text() == words).click()

    return act


def test_the_list_says_what_there_is_and_is_filtered(qtbot: QtBot, page: TargetsPage) -> None:
    assert page.heading == "2 targets"
    assert cells(page, 0)[0] == "cryo"
    assert cells(page, 0)[4:6] == ["nas", "by hand"]
    found = named(page, QLineEdit, "Filter")
    qtbot.keyClicks(found, "FLI")
    assert page._table.rowCount() == 1
    qtbot.waitUntil(lambda: page.details.target == "flies", timeout=LONG)
    assert page.facts.endswith("1 shown")
    qtbot.keyClicks(found, "nothing of the kind")
    assert page._none.isVisible()
    found.clear()
    assert page._table.rowCount() == 2


def test_a_schedule_is_previewed_and_saved(
    qtbot: QtBot, program: WindowProgram, page: TargetsPage
) -> None:
    show_tab(page, SCHEDULE)
    rule = named(page.details, QComboBox, "Back up")
    rule.setEditText("every day")
    form = page.details._schedule
    assert "it does not say at what time" in form._fields[JobKind.BACKUP].problem
    press(page, "Save changes")
    assert program.lab.catalog.schedules.list() == ()
    assert rule.currentText() == "every day"  # nothing is lost
    rule.setEditText("every day at 20:00")
    assert not form._fields[JobKind.BACKUP].problem
    runs = form._runs.text().splitlines()
    assert len(runs) == 5
    named(page.details, QSpinBox, "Newest snapshot at most this old").setValue(2)
    assert "would ring" in form._limit_field.problem
    named(page.details, QSpinBox, "Newest snapshot at most this old").setValue(36)
    assert not form._limit_field.problem
    assert "--rpo 129600s" in page.details._as_command()
    assert "schedule set --kind backup cryo 'every day at 20:00'" in page.details._as_command()
    save(qtbot, page)
    made = program.lab.catalog.schedules.list("cryo")
    assert [(s.kind, s.rule) for s in made] == [(JobKind.BACKUP, "every day at 20:00")]
    assert made[0].due is not None
    assert entry(program).rpo_seconds == 36 * 3600
    qtbot.waitUntil(lambda: "daily at" in cells(page, 0)[5], timeout=LONG)


def let_the_window_ask(program: WindowProgram, profile: Path) -> None:
    """As the real window does, when a secret is needed."""
    settings = read_settings({"LABVAULT_PASSPHRASE": PASSPHRASE})
    credentials = Credentials(settings, asker=program._questions)

    def open_workspace(name: str, recorder: Recorder | None = None) -> Workspace:
        return Workspace(profile, credentials, name, recorder=recorder)

    program.lab._open = open_workspace


def test_what_would_be_kept_is_shown_and_the_manager_is_asked(
    qtbot: QtBot, program: WindowProgram, page: TargetsPage, tmp_path: Path
) -> None:
    let_the_window_ask(program, tmp_path / "profile")
    with program.lab.workspace() as workspace:
        workspace.gate.set_password(MANAGER)
    show_tab(page, RETENTION)
    form = page.details._retention
    qtbot.waitUntil(lambda: form._table.rowCount() == 10, timeout=LONG)
    assert form._outcome.text() == "●  Kept: 10 snapshots, which is all there is today."
    named(page.details, QSpinBox, "One a day").setValue(3)
    qtbot.waitUntil(lambda: form._outcome.text().startswith("◆  3 of 10"), timeout=LONG)
    told = [[form._table.index(row, at).data() for at in (1, 2)] for row in range(10)]
    assert told[0] == ["●  kept", "the newest, day 1 of 3"]
    assert told[9] == ["◆  to the trash", "no rule keeps it"]

    answering(SecretDialog, lambda dialog: dialog.reject())
    press(page, "Save changes")
    qtbot.waitUntil(lambda: page.details._hint.text().startswith("▲"), timeout=LONG)
    assert entry(program).retention is None
    assert page.details.unsaved

    def give(dialog: QDialog) -> None:
        assert isinstance(dialog, SecretDialog)
        dialog._first.setText(MANAGER)
        dialog.accept()

    answering(SecretDialog, give)
    save(qtbot, page)
    assert Retention.of(entry(program).retention) == Retention(daily=3)


@pytest.mark.usefixtures("ring")
def test_a_connection_is_tried_and_its_password_kept(
    qtbot: QtBot, program: WindowProgram, page: TargetsPage, database: Address, tmp_path: Path
) -> None:
    show_tab(page, CONNECTION)
    editor = page.details._editor
    assert editor is not None
    press(editor, "Test connection")
    answer = editor._found  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: answer.text().startswith("●  The server answers"), timeout=LONG)

    server = named(editor, QLineEdit, "Server")
    write(qtbot, server, "postgres://somebody@db")
    press(page, "Save changes")
    assert "Only the server's name" in server.accessibleDescription()
    write(qtbot, server, str(tmp_path))
    press(editor, "Test connection")
    qtbot.waitUntil(lambda: "cannot be reached" in server.accessibleDescription(), timeout=LONG)
    write(qtbot, server, database.host)
    write(qtbot, named(editor, QLineEdit, "Password"), "secret")
    next(box for box in editor.findChildren(QCheckBox) if "keyring" in box.text()).click()
    save(qtbot, page)
    assert entry(program).password_kept
    assert entry(program).url == database.url()
    assert os_keyring.load(login_entry(database)) == "secret"


def test_what_is_unsaved_is_asked_about(
    qtbot: QtBot, program: WindowProgram, page: TargetsPage
) -> None:
    rule = named(page.details, QComboBox, "Back up")
    rule.setEditText("every hour")
    answering(QMessageBox, choosing("Stay here"))
    program.window.show_page(program.overview)
    assert program.window.page is page
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None, timeout=LONG)
    assert program.window.page is page
    assert rule.currentText() == "every hour"
    page.refresh()  # what is typed is not written over
    qtbot.waitUntil(lambda: not program.lab.tasks.count, timeout=LONG)
    assert rule.currentText() == "every hour"

    answering(QMessageBox, choosing("Save changes"))
    page._view.selectRow(1)
    qtbot.waitUntil(lambda: page.details.target == "flies", timeout=LONG)
    assert [s.target for s in program.lab.catalog.schedules.list()] == ["cryo"]

    rule.setEditText("every 2 hours")
    answering(QMessageBox, choosing("Discard changes"))
    program.window.show_page(program.overview)
    qtbot.waitUntil(lambda: program.window.page is program.overview, timeout=LONG)
    assert [s.rule for s in program.lab.catalog.schedules.list()] == ["every hour"]


def test_paused_and_resumed_by_hand_in_spite_of_the_pause_of_all(
    qtbot: QtBot, program: WindowProgram, page: TargetsPage
) -> None:
    program.pause.begin(timedelta(hours=1))
    qtbot.waitUntil(lambda: page._pause.text() == "Resume", timeout=LONG)
    page._pause.click()
    qtbot.waitUntil(lambda: page._pause.text() == "Pause", timeout=LONG)
    assert not entry(program).paused
    page._pause.click()
    qtbot.waitUntil(lambda: page._pause.text() == "Resume", timeout=LONG)
    program.pause.end()
    assert entry(program).paused
    assert not entry(program, "flies").paused


def test_a_copy_is_made_under_a_name_of_its_own(
    qtbot: QtBot, program: WindowProgram, page: TargetsPage
) -> None:
    def name_it(dialog: QDialog) -> None:
        assert isinstance(dialog, CopyDialog)
        assert dialog._line.text() == "cryo copy"
        dialog._line.setText("flies")
        assert not dialog.ready()
        dialog._line.setText("cryo two")
        dialog.go()

    answering(CopyDialog, name_it)
    page._duplicate.click()
    qtbot.waitUntil(lambda: page.details.target == "cryo two", timeout=LONG)
    assert entry(program, "cryo two") == replace(entry(program), name="cryo two", paused=True)


def test_removed_when_its_name_was_typed(
    qtbot: QtBot, program: WindowProgram, page: TargetsPage
) -> None:
    def confirm(dialog: QDialog) -> None:
        assert isinstance(dialog, ConfirmByName)
        assert not dialog.ready()
        assert "Its snapshots stay in the repository nas" in dialog._facts.text()
        assert dialog.command() == "labvault target remove cryo"
        dialog._typed.setText("cryo")
        dialog.go()

    answering(ConfirmByName, confirm)
    page._remove.click()
    qtbot.waitUntil(lambda: page.details.target == "flies", timeout=LONG)
    assert [t.name for t in program.lab.catalog.targets.list()] == ["flies"]
    assert len(program.lab.catalog.snapshots.list(target="cryo")) == 10


def test_ten_thousand_targets_are_filtered_at_once(program: WindowProgram) -> None:
    from desktop_app.gui.models.overview import Glimpse
    from desktop_app.gui.models.targets import TargetRow

    url = "postgresql://u@db:5432/d"
    rows = tuple(
        TargetRow(TargetEntry(f"t{n}", "postgresql", url, "nas"), (), Glimpse(f"t{n}", "p", url))
        for n in range(10_000)
    )
    page = program.targets
    page._show(rows)
    assert page.heading == f"{QLocale().toString(10_000)} targets"
    page._filter.setText("t999")
    assert page._table.rowCount() == 11
