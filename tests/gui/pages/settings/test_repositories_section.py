"""Repositories in the settings, on a real one: its state, keys, trash, space and audit log."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop_app.engine.errors import WrongKey
from desktop_app.engine.keeping.upkeep import remove_snapshot
from desktop_app.engine.repository.keys import Passphrase, RecoveryKey
from desktop_app.engine.sources.postgres.connection import Address
from desktop_app.gui.pages.settings.audit import AuditDrawer
from desktop_app.gui.pages.settings.free_space import FreeSpace
from desktop_app.gui.pages.settings.key_forms import AddPassphrase, ChangePassphrase, CheckKey
from desktop_app.gui.pages.settings.keys import KeysDrawer
from desktop_app.gui.pages.settings.repositories import RepositoriesSection
from desktop_app.gui.pages.settings.trash import TrashDrawer
from desktop_app.gui.widgets.form import ConfirmByName
from desktop_app.gui.widgets.frames import Banner
from desktop_app.gui.window_program import WindowProgram
from tests.gui.conftest import PASSPHRASE
from tests.gui.hands import LONG, carry_out, form_of, found, go_to, press, rest, told, write
from tests.gui.test_verification_page import protect

NEW = "another horse entirely"


def make(program: WindowProgram, folder: Path) -> str:
    """An empty repository; returns its recovery key."""
    with program.lab.workspace() as workspace:
        opened, key = workspace.create_repository("nas", str(folder), PASSPHRASE)
        opened.repository.close()
    return key


def opens(program: WindowProgram, secret: Passphrase | RecoveryKey) -> bool:
    with program.lab.workspace() as workspace:
        try:
            with workspace.repository("nas", secret):
                return True
        except WrongKey:
            return False


def drawer(qtbot: QtBot, program: WindowProgram, place: int) -> RepositoriesSection:
    section = go_to(qtbot, program, RepositoriesSection)
    section._tabs.setCurrentIndex(place)
    rest(qtbot, program)
    return section


def keys_of(qtbot: QtBot, program: WindowProgram) -> KeysDrawer:
    side = drawer(qtbot, program, 1)._drawers[0]
    assert isinstance(side, KeysDrawer)
    return side


def trash_of(qtbot: QtBot, program: WindowProgram) -> TrashDrawer:
    side = drawer(qtbot, program, 2)._drawers[1]
    assert isinstance(side, TrashDrawer)
    return side


def test_without_one_the_page_says_what_to_do(qtbot: QtBot, program: WindowProgram) -> None:
    section = go_to(qtbot, program, RepositoriesSection)
    assert section.heading == "No repository yet"
    assert not section._split.isVisible()


def test_passphrases_are_added_changed_and_revoked(
    qtbot: QtBot, program: WindowProgram, tmp_path: Path
) -> None:
    make(program, tmp_path / "store")
    keys = keys_of(qtbot, program)
    assert [keys._table.index(row, 0).data() for row in (0, 1)] == ["Passphrase", "Recovery key"]
    press(qtbot, keys, "Add a passphrase…")
    form = form_of(keys, AddPassphrase)
    write(qtbot, form, "New passphrase", NEW)
    write(qtbot, form, "The same again", NEW + "x")
    assert not found(form, QPushButton, "Add it").isEnabled()
    write(qtbot, form, "The same again", NEW)
    carry_out(qtbot, program, form, "Add it")
    assert opens(program, Passphrase(NEW))
    assert keys._table.rowCount() == 3
    keys._view.setCurrentIndex(keys._table.index(2, 0))
    press(qtbot, keys, "Revoke this Passphrase…")
    sure = form_of(keys, ConfirmByName)
    write(qtbot, sure, "Type nas to confirm", "nas")
    carry_out(qtbot, program, sure, "Revoke this Passphrase")
    assert not opens(program, Passphrase(NEW))
    assert opens(program, Passphrase(PASSPHRASE))


def test_the_old_passphrase_or_the_recovery_key_changes_it(
    qtbot: QtBot, program: WindowProgram, tmp_path: Path
) -> None:
    key = make(program, tmp_path / "store")
    keys = keys_of(qtbot, program)
    press(qtbot, keys, "Change passphrase…")
    form = form_of(keys, ChangePassphrase)
    for name in ("New passphrase", "The same again"):
        write(qtbot, form, name, NEW)
    write(qtbot, form, "Old passphrase", "not it at all")
    press(qtbot, form, "Change the passphrase")
    qtbot.waitUntil(lambda: "does not fit" in form._hint.text())
    form._forgotten.setChecked(True)
    write(qtbot, form, "Recovery key", key.lower())
    carry_out(qtbot, program, form, "Change the passphrase")
    assert opens(program, Passphrase(NEW))
    assert not opens(program, Passphrase(PASSPHRASE))


def test_the_recovery_key_is_checked_without_the_passphrase(
    qtbot: QtBot, program: WindowProgram, tmp_path: Path
) -> None:
    key = make(program, tmp_path / "store")
    keys = keys_of(qtbot, program)
    assert "not confirmed" in keys._paper.text()
    press(qtbot, keys, "Check recovery key…")
    form = form_of(keys, CheckKey)
    slip = ("0" if key[0] != "0" else "1") + key[1:]
    write(qtbot, form, "Recovery key", slip)
    press(qtbot, form, "Check it")
    qtbot.waitUntil(lambda: bool(form._hint.text()))
    assert program.lab.catalog.repositories.load("nas").key_confirmed is None
    write(qtbot, form, "Recovery key", key.replace("-", " "))
    carry_out(qtbot, program, form, "Check it")
    assert program.lab.catalog.repositories.load("nas").key_confirmed is not None
    rest(qtbot, program)
    assert "confirmed just now" in keys._paper.text()


@pytest.mark.usefixtures("qapp")
def test_the_audit_log_is_read_and_a_gap_is_told(
    qtbot: QtBot, program: WindowProgram, tmp_path: Path
) -> None:
    make(program, tmp_path / "store")
    log = drawer(qtbot, program, 3)._drawers[2]
    assert isinstance(log, AuditDrawer)
    assert log._state.text() == "●  The chain is whole: 1 entry, none missing, changed or forked."
    assert log._table.index(0, 4).data() == "The repository was made"
    (entry,) = [each for each in (tmp_path / "store" / "audit").iterdir() if each.name != "head"]
    entry.unlink()
    press(qtbot, log, "Check the chain again")
    qtbot.waitUntil(lambda: "▲" in log._state.text())
    assert "The chain is broken" in log._state.text()


def test_what_is_removed_rests_and_comes_back(
    qtbot: QtBot, program: WindowProgram, database: Address, tmp_path: Path
) -> None:
    protect(program, database, tmp_path / "store", "lab")
    lab = program.lab
    with lab.workspace() as workspace, workspace.holding("latest:lab") as (opened, (found_one,)):
        remove_snapshot(workspace, opened, found_one)
    trash = trash_of(qtbot, program)
    assert trash._table.rowCount() == 1
    qtbot.waitUntil(trash._back.isVisible)
    press(qtbot, trash, trash._back.accessibleName())
    qtbot.waitUntil(lambda: "is back" in told(trash))
    rest(qtbot, program)
    assert [s.id for s in lab.catalog.snapshots.list()] == [found_one.id]
    with lab.workspace() as workspace, workspace.holding("latest:lab") as (opened, (found_one,)):
        remove_snapshot(workspace, opened, found_one)
    press(qtbot, trash, "Read again: Trash")
    rest(qtbot, program)
    press(qtbot, trash, "Empty the trash…")
    sure = form_of(trash, ConfirmByName)
    write(qtbot, sure, "Type nas to confirm", "nas")
    carry_out(qtbot, program, sure, "Delete 1 snapshot")
    assert trash._table.rowCount() == 0
    assert not list((tmp_path / "store" / "trash").glob("*"))
    section = go_to(qtbot, program, RepositoriesSection)
    assert section.facts.endswith("in 0 snapshots.")


def test_what_cannot_be_read_in_the_trash_is_named_and_let_go(
    qtbot: QtBot, program: WindowProgram, tmp_path: Path
) -> None:
    """Anyone who reaches the place can put a file there, without the key."""
    make(program, tmp_path / "store")
    place = tmp_path / "store" / "trash"
    place.mkdir(exist_ok=True)
    for name in ("4" * 64, "5" * 64):
        (place / name).write_bytes(b"x\n")
    trash = trash_of(qtbot, program)
    assert not trash._nothing.isVisible()
    qtbot.waitUntil(lambda: any(each.isVisible() for each in trash.findChildren(Banner)))
    (banner,) = [each for each in trash.findChildren(Banner) if each.isVisible()]
    assert banner.accessibleName().startswith("2 objects in the trash cannot be read. ")
    assert "444444444444…: " in banner.accessibleName()
    assert "555555555555…: " in banner.accessibleName()
    assert "Emptying the trash lets go of it" in banner.accessibleName()
    press(qtbot, trash, "Empty the trash…")
    sure = form_of(trash, ConfirmByName)
    write(qtbot, sure, "Type nas to confirm", "nas")
    carry_out(qtbot, program, sure, "Delete 2 unreadable objects")
    assert trash._nothing.isVisible()
    assert not list(place.iterdir())


def test_a_trash_that_nobody_looked_into_is_not_called_empty(
    qtbot: QtBot, program: WindowProgram, tmp_path: Path
) -> None:
    make(program, tmp_path / "store")
    (tmp_path / "store").rename(tmp_path / "unplugged")
    trash = trash_of(qtbot, program)
    assert told(trash).startswith("▲")
    assert not trash._nothing.isVisible()


def test_space_is_freed_as_the_retention_says(
    qtbot: QtBot, program: WindowProgram, database: Address, tmp_path: Path
) -> None:
    protect(program, database, tmp_path / "store", "lab")
    lab = program.lab
    with lab.workspace() as workspace, workspace.prepared("lab") as run:
        from desktop_app.engine.progress import Silent

        run(Silent())
    entry = lab.catalog.targets.load("lab")
    lab.catalog.targets.change(replace(entry, retention={"last": 1, "trash_days": 7}))
    section = drawer(qtbot, program, 0)
    press(qtbot, section, "Free space…")
    form = form_of(section, FreeSpace)
    rest(qtbot, program)
    assert form._table.rowCount() == 1
    assert not found(form, QPushButton, "Remove 1 snapshot").isEnabled()
    write(qtbot, form, "Type nas to confirm", "nas")
    carry_out(qtbot, program, form, "Remove 1 snapshot")
    assert "1 snapshot went to the trash" in told(section._state)
    assert len(lab.catalog.snapshots.list()) == 1
    with lab.workspace() as workspace, workspace.repository("nas") as opened:
        (resting,) = opened.trash
        assert resting.until - resting.removed == timedelta(days=7)


def test_damage_stands_first_and_holds_prune(
    qtbot: QtBot, program: WindowProgram, tmp_path: Path
) -> None:
    make(program, tmp_path / "store")
    program.lab.catalog.repositories.note_damage("nas", program.lab.clock())
    section = go_to(qtbot, program, RepositoriesSection)
    assert section.heading == "1 repository needs you"
    assert section._table.index(0, 1).data() == "▲  Damaged"
    assert section._state._banner.count() == 1
    # All of it is read in one job, and what was not mended is: then nothing holds prune.
    section._state._verify_all()
    lab = program.lab
    qtbot.waitUntil(lambda: not lab.catalog.repositories.load("nas").damaged, timeout=LONG)
    rest(qtbot, program)
    (verified, *_) = lab.catalog.jobs.list(1)
    assert (verified.kind, verified.target, verified.repository) == ("verify", "", "nas")


def test_the_way_from_the_overview_leads_to_the_one_that_is_meant(
    qtbot: QtBot, program: WindowProgram, tmp_path: Path
) -> None:
    make(program, tmp_path / "store")
    with program.lab.workspace() as workspace:
        workspace.create_repository("usb", str(tmp_path / "usb"), PASSPHRASE)[0].repository.close()
    program.lab.catalog.repositories.note_damage("usb", program.lab.clock())
    program.show_repository("usb")  # before anybody was in the settings
    rest(qtbot, program)
    section = program.settings.section
    assert isinstance(section, RepositoriesSection)
    assert section._title.text() == "usb"
    assert [b.text() for b in section._state.findChildren(Banner)[0].findChildren(QPushButton)] == [
        "Verify all of it"
    ]
    section._tabs.setCurrentIndex(1)
    program.show_repository("nas")
    rest(qtbot, program)
    assert (section._title.text(), section._tabs.currentIndex()) == ("nas", 0)
    program.window.refresh()
    rest(qtbot, program)
    assert section._title.text() == "nas"


def test_a_repository_that_is_away_is_said(
    qtbot: QtBot, program: WindowProgram, tmp_path: Path
) -> None:
    make(program, tmp_path / "store")
    (tmp_path / "store").rename(tmp_path / "unplugged")
    keys = keys_of(qtbot, program)
    assert told(keys).startswith("▲")
    assert keys._table.rowCount() == 0
    (tmp_path / "unplugged").rename(tmp_path / "store")
    press(qtbot, keys, "Read again: Keys")
    rest(qtbot, program)
    assert keys._table.rowCount() == 2
