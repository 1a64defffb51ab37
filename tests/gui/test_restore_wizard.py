"""The restore wizard through its own controls, on a real server: beside, in place, and undone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QMessageBox, QPushButton, QRadioButton
from pytestqt.qtbot import QtBot

from desktop_app.engine.progress import Silent
from desktop_app.engine.secrets.password import hash_password
from desktop_app.engine.sources.base import Order
from desktop_app.engine.sources.postgres.connection import Address
from desktop_app.engine.sources.selection import choose
from desktop_app.gui.models.state import Tone
from desktop_app.gui.widgets.form import ConfirmByName
from desktop_app.gui.window_program import WindowProgram
from desktop_app.gui.wizards.restore.wizard import restore_wizard
from desktop_app.gui.wizards.wizard import Wizard
from tests.gui.controls import named
from tests.gui.laboratory import LONG, answer, count, laboratory, press, run, within_dialog
from tests.gui.test_accessibility import check
from tests.servers import Server

CHECKED, ROLE = Qt.CheckState.Checked.value, Qt.ItemDataRole.CheckStateRole
CHEAP = {"iterations": 1, "lanes": 1, "memory_kib": 64}


@pytest.fixture
def wizard(
    qtbot: QtBot, program: WindowProgram, database: Address, pg17: Server, tmp_path: Path
) -> Iterator[Wizard]:
    """Of a laboratory that has lost a table and won rows since its last snapshot."""
    laboratory(program, database, tmp_path / "store")
    run(database, "DELETE FROM lab.mixture WHERE id > 100; CREATE TABLE lab.fresh AS SELECT 1 AS a")
    run(database, 'INSERT INTO "Odd.one"."a table" SELECT generate_series(1, 5)')
    wizard = restore_wizard(program.lab, program.window, "lab")
    qtbot.addWidget(wizard)
    wizard.show()
    yield wizard
    for name in databases(database):
        if name.startswith(f"{database.database}_"):
            pg17.drop_database(name)


def databases(address: Address) -> list[str]:
    import psycopg

    with psycopg.connect(address.conninfo(), autocommit=True) as connection:
        return [row[0] for row in connection.execute("SELECT datname FROM pg_database")]


def go_on(qtbot: QtBot, wizard: Wizard, name: str = "Continue") -> None:
    before = wizard.step
    qtbot.waitUntil(lambda: named(wizard, QPushButton, name).isEnabled(), timeout=LONG)
    press(wizard, name)
    qtbot.waitUntil(lambda: wizard.step is not before, timeout=LONG)


def come_to(qtbot: QtBot, wizard: Wizard, step: str) -> None:
    while wizard.step.name != step:
        qtbot.waitUntil(lambda: wizard.step.ready(), timeout=LONG)
        go_on(qtbot, wizard)


def replace_it(qtbot: QtBot, wizard: Wizard, database: Address) -> None:
    """Up to the check of a replacement."""
    come_to(qtbot, wizard, "Where")
    ways = wizard.step.findChildren(QRadioButton)
    next(way for way in ways if way.text().startswith("In place")).click()
    field = named(wizard, QLineEdit, "Name of the database to be replaced")
    qtbot.keyClicks(field, database.database[:-1])
    assert not wizard.step.ready(), "the name is not whole yet"
    qtbot.keyClicks(field, database.database[-1])
    go_on(qtbot, wizard)


def lines(wizard: Wizard) -> list[str]:
    return [line.text() for line in wizard.step.findChildren(QLabel) if line.isVisible()]


def checked(qtbot: QtBot, wizard: Wizard) -> None:
    qtbot.waitUntil(lambda: wizard.step.heading == "This is what will happen", timeout=LONG)


def test_schemas_and_tables_are_ticked_and_come_back(
    qtbot: QtBot, wizard: Wizard, database: Address
) -> None:
    come_to(qtbot, wizard, "What")
    qtbot.waitUntil(lambda: wizard.step.heading == "What of it?", timeout=LONG)
    step = wizard.step
    next(w for w in step.findChildren(QRadioButton) if w.text().startswith("Only")).click()
    assert not step.ready()
    tree = step.tree  # type: ignore[attr-defined]
    qtbot.keyClicks(named(wizard, QLineEdit, "Find a table"), "mix")
    qtbot.waitUntil(lambda: tree.rowCount() == 1, timeout=LONG)
    table = tree.index(0, 0, tree.index(0, 0))
    tree.setData(table, CHECKED, ROLE)
    step._view.setCurrentIndex(table)  # type: ignore[attr-defined]
    preview = step._preview._table  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: preview.rowCount() == 50, timeout=LONG)
    named(wizard, QLineEdit, "Find a table").clear()
    qtbot.waitUntil(lambda: tree.rowCount() == 2, timeout=LONG)
    tree.setData(tree.index(0, 0), CHECKED, ROLE)
    assert set(step._choice.only) == {"lab.mixture", '"Odd.one"."a table"'}  # type: ignore[attr-defined]
    go_on(qtbot, wizard)
    go_on(qtbot, wizard)
    checked(qtbot, wizard)
    assert "--only=lab.mixture" in wizard.step.command()
    qtbot.waitUntil(
        lambda: "●  In the snapshot, but not live: 150 rows" in lines(wizard), timeout=LONG
    )
    go_on(qtbot, wizard, f"Restore into {database.database}_restored")
    qtbot.waitUntil(lambda: wizard.step.heading == "Equal: 2 of 2 tables", timeout=LONG)
    restored = database.with_database(f"{database.database}_restored")
    assert count(restored, "lab.mixture") == 250
    assert count(database, "lab.mixture") == 100
    press(wizard, f"Undo: delete {restored.database}…")
    form = next(w for w in wizard.findChildren(ConfirmByName) if w.isVisible())
    check(form)
    drop = named(form, QPushButton, f"Delete {restored.database}")
    assert not drop.isEnabled()
    field = named(form, QLineEdit, f"Type {restored.database} to confirm")
    qtbot.keyClicks(field, restored.database)
    drop.click()
    undone = f"Undone: {restored.database} is deleted"
    qtbot.waitUntil(lambda: wizard.step.heading == undone, timeout=LONG)
    assert restored.database not in databases(database)
    assert count(database, "lab.mixture") == 100


def test_a_replacement_says_what_vanishes_and_is_undone(
    qtbot: QtBot, wizard: Wizard, database: Address
) -> None:
    replace_it(qtbot, wizard, database)
    checked(qtbot, wizard)
    fates = {fate.name: fate for fate in wizard.step._table._rows}  # type: ignore[attr-defined]
    assert (fates["lab.mixture"].back, fates["lab.mixture"].lost) == (150, 0)
    assert (fates["lab.fresh"].restored, fates["lab.fresh"].lost) == (None, 1)
    assert fates['"Odd.one"."a table"'].lost == 5
    bad = Tone.BAD.shape
    told = "Would vanish: 6 rows in 2 tables. The old database is kept."
    qtbot.waitUntil(lambda: f"{bad}  {told}" in lines(wizard), timeout=LONG)
    assert wizard.step.command().startswith("labvault restore ")
    assert "--replace" in wizard.step.command()
    go_on(qtbot, wizard, f"Replace {database.database}")
    qtbot.waitUntil(lambda: wizard.step.heading == "Equal: 3 of 3 tables", timeout=LONG)
    assert count(database, "lab.mixture") == 250
    press(wizard, f"Undo: give {database.database} its old content back")
    undone = f"Undone: {database.database} is as it was before the restore"
    qtbot.waitUntil(lambda: wizard.step.heading == undone, timeout=LONG)
    assert count(database, "lab.mixture") == 100
    assert count(database, "lab.fresh") == 1

    check(wizard)
    (kept,) = [n for n in databases(database) if n.startswith(f"{database.database}_before_")]

    def agree(box: QMessageBox) -> None:
        assert box.defaultButton().text() == "Keep it"
        answer(box, f"Delete {kept}")

    within_dialog(qtbot, QMessageBox, agree, lambda: press(wizard, "Delete what was restored…"))
    qtbot.waitUntil(lambda: kept not in databases(database), timeout=LONG)
    qtbot.waitUntil(lambda: wizard.step.ready(), timeout=LONG)


def test_programs_in_the_way_are_told_and_ended_when_asked(
    qtbot: QtBot, wizard: Wizard, database: Address
) -> None:
    import psycopg

    with psycopg.connect(database.conninfo()) as held:
        held.execute("SELECT 1")
        replace_it(qtbot, wizard, database)
        stuck = "This cannot be restored there as it stands"
        qtbot.waitUntil(lambda: wizard.step.heading == stuck, timeout=LONG)
        assert not wizard.step.ready()
        press(wizard, "End them at the swap")
        checked(qtbot, wizard)
        go_on(qtbot, wizard, f"Replace {database.database}")
        qtbot.waitUntil(lambda: wizard.step.heading.startswith("Equal"), timeout=LONG)
        with pytest.raises(psycopg.OperationalError):
            held.execute("SELECT 1")
    assert count(database, "lab.mixture") == 250


def test_a_stop_says_what_is_left_and_the_rest_can_be_done_later(
    qtbot: QtBot, program: WindowProgram, wizard: Wizard, database: Address
) -> None:
    come_to(qtbot, wizard, "Check")
    checked(qtbot, wizard)
    restore = f"Restore into {database.database}_restored"
    # Somebody closes the window while it runs, and then stops it.
    stays: list[str] = []

    def let_it_run(box: QMessageBox) -> None:
        stays.append(box.informativeText())
        answer(box, "Let it run")

    press(wizard, restore)
    run_step = wizard.step
    assert run_step.busy()
    within_dialog(qtbot, QMessageBox, let_it_run, wizard.reject)
    assert "waits under an unfinished name" in stays[0]
    if run_step.busy():
        run_step.stop()
        qtbot.waitUntil(lambda: not run_step.busy(), timeout=LONG)
    if wizard.step is not run_step:
        pytest.skip("it was faster than the person")
    assert run_step.heading == "Stopped"
    assert f"{database.database}_restored" not in databases(database)
    press(wizard, "Back")
    assert wizard.step.name == "Check"


def test_an_earlier_restore_that_did_not_end_is_gone_on_with(
    qtbot: QtBot, program: WindowProgram, wizard: Wizard, database: Address
) -> None:
    place = database.with_database(f"{database.database}_restored")
    with (
        program.lab.workspace() as workspace,
        workspace.holding("latest:lab") as (opened, (found,)),
    ):
        items = choose(list(opened.repository.items(found)), ())
        order = Order(found, items, whole=True, create_roles=True)
        destination = workspace.destination(place.url(), found.target_kind)
        with destination.open(order, opened.repository.read, Silent()) as loading:
            loading.define()  # and then it ends, as a killed program would
    come_to(qtbot, wizard, "Check")
    stuck = "This cannot be restored there as it stands"
    qtbot.waitUntil(lambda: wizard.step.heading == stuck, timeout=LONG)
    press(wizard, "Go on with it")
    checked(qtbot, wizard)
    assert "--resume" in wizard.step.command()
    go_on(qtbot, wizard, f"Restore into {place.database}")
    qtbot.waitUntil(lambda: wizard.step.heading == "Equal: 3 of 3 tables", timeout=LONG)
    assert count(place, "lab.mixture") == 250


def test_a_manager_is_asked_before_anything_is_replaced(
    qtbot: QtBot, program: WindowProgram, wizard: Wizard, database: Address
) -> None:
    from dataclasses import replace

    hashed = hash_password("secret", CHEAP)
    workspaces = program.lab.whole_catalog.workspaces
    workspaces.alter("default", lambda entry: replace(entry, manager_hash=hashed))
    replace_it(qtbot, wizard, database)
    checked(qtbot, wizard)
    press(wizard, f"Replace {database.database}")
    run_step = wizard.step
    qtbot.waitUntil(lambda: not run_step.busy(), timeout=LONG)
    assert wizard.step is run_step, "without the password nothing is replaced"
    assert count(database, "lab.mixture") == 100


def test_back_returns_to_what_was_chosen(qtbot: QtBot, wizard: Wizard) -> None:
    come_to(qtbot, wizard, "Check")
    checked(qtbot, wizard)
    check(wizard)
    for name in ("Where", "What", "Moment", "Target"):
        press(wizard, "Back")
        assert wizard.step.name == name
    assert not named(wizard, QPushButton, "Back").isEnabled()
    come_to(qtbot, wizard, "Where")
    assert "_restored?" in named(wizard, QLineEdit, "Address of the new database").text()
