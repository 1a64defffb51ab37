"""Through the real controls, on a real server: protect a database, lose data, get it back."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import psycopg
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QListWidget, QPushButton, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.engine.sources.postgres.connection import Address
from desktop_app.gui.window_program import WindowProgram
from desktop_app.gui.wizards.protect.wizard import protect_wizard
from desktop_app.gui.wizards.restore.wizard import restore_wizard
from desktop_app.gui.wizards.wizard import Wizard
from tests.gui.conftest import PASSPHRASE
from tests.gui.controls import named
from tests.servers import Server

W = TypeVar("W", bound=QWidget)
LONG = 60_000  # milliseconds; nothing waits that long unless it hangs


def press(qtbot: QtBot, wizard: Wizard, name: str) -> None:
    qtbot.mouseClick(named(wizard, QPushButton, name), Qt.MouseButton.LeftButton)


def heading(wizard: Wizard) -> str:
    return wizard.step.heading


def go_on(qtbot: QtBot, wizard: Wizard, name: str = "Continue") -> None:
    before = wizard.step
    qtbot.waitUntil(lambda: named(wizard, QPushButton, name).isEnabled(), timeout=LONG)
    press(qtbot, wizard, name)
    qtbot.waitUntil(lambda: wizard.step is not before, timeout=LONG)


def log_in(qtbot: QtBot, wizard: Wizard, database: Address) -> None:
    """Through the first two steps, up to the list of databases."""
    go_on(qtbot, wizard)
    for name, words in (
        ("Server", database.host),
        ("User", database.user),
        ("Database", database.database),
    ):
        qtbot.keyClicks(named(wizard, QLineEdit, name), words)
    named(wizard, QSpinBox, "Port").setValue(database.port)
    press(qtbot, wizard, "Connect")
    connected = f"on {database.where}"
    qtbot.waitUntil(lambda: heading(wizard).endswith(connected), timeout=LONG)
    assert named(wizard, QListWidget, "Databases of the server").count() > 0


def protect(qtbot: QtBot, program: WindowProgram, database: Address, folder: Path) -> None:
    wizard = protect_wizard(program.lab, program.window)
    qtbot.addWidget(wizard)
    wizard.show()
    log_in(qtbot, wizard, database)
    go_on(qtbot, wizard)
    assert heading(wizard) == "Where should it be kept?"
    qtbot.keyClicks(named(wizard, QLineEdit, "Folder of the new repository"), str(folder))
    named(wizard, QLineEdit, "Name of the new repository").clear()
    qtbot.keyClicks(named(wizard, QLineEdit, "Name of the new repository"), "nas")
    go_on(qtbot, wizard)
    assert not named(wizard, QPushButton, "Continue").isEnabled()
    for name in ("Passphrase", "The same again"):
        qtbot.keyClicks(named(wizard, QLineEdit, name), PASSPHRASE)
    go_on(qtbot, wizard)
    qtbot.waitUntil(lambda: heading(wizard) == "Write down the recovery key", timeout=LONG)
    assert not named(wizard, QPushButton, "Continue").isEnabled()
    groups = named(wizard, QLabel, "Recovery key").text().split("-")
    for at, group in enumerate(groups, 1):
        fields = [f for f in wizard.findChildren(QLineEdit) if f.accessibleName() == f"Group {at}"]
        for field in fields:
            qtbot.keyClicks(field, group.lower())
    go_on(qtbot, wizard)
    assert heading(wizard) == "When should it be backed up?"
    go_on(qtbot, wizard)
    name = f"{database.database} is protected"
    qtbot.waitUntil(lambda: heading(wizard) == name, timeout=LONG)
    assert "The next backup:" in wizard.step.facts
    press(qtbot, wizard, "Finish")


def fill(database: Address) -> None:
    with psycopg.connect(database.conninfo()) as connection:
        connection.execute("CREATE TABLE readings (id integer PRIMARY KEY, value text)")
        connection.execute(
            "INSERT INTO readings SELECT n, md5(n::text) FROM generate_series(1, 500) n"
        )


def rows(database: Address) -> list[tuple[object, ...]]:
    with psycopg.connect(database.conninfo()) as connection:
        return connection.execute("SELECT * FROM readings ORDER BY id").fetchall()


@pytest.mark.usefixtures("qapp")
def test_what_was_lost_comes_back(
    qtbot: QtBot, program: WindowProgram, database: Address, pg17: Server, tmp_path: Path
) -> None:
    fill(database)
    before = rows(database)
    protect(qtbot, program, database, tmp_path / "store")
    with psycopg.connect(database.conninfo()) as connection:
        connection.execute("DELETE FROM readings WHERE id > 100")
    wizard = restore_wizard(program.lab, program.window, database.database)
    qtbot.addWidget(wizard)
    wizard.show()
    for question in ("What do you want back?", "Back to which moment?", "What of it?"):
        qtbot.waitUntil(lambda q=question: heading(wizard) == q, timeout=LONG)  # type: ignore[misc]
        go_on(qtbot, wizard)
    go_on(qtbot, wizard)
    qtbot.waitUntil(lambda: heading(wizard) == "This is what will happen", timeout=LONG)
    go_on(qtbot, wizard, f"Restore into {database.database}_restored")
    qtbot.waitUntil(lambda: heading(wizard).startswith("Equal"), timeout=LONG)
    assert heading(wizard) == "Equal: 1 of 1 table"
    assert rows(database.with_database(f"{database.database}_restored")) == before
    assert len(rows(database)) == 100
    pg17.drop_database(f"{database.database}_restored")


@pytest.mark.usefixtures("qapp")
def test_a_server_that_is_away_is_said_at_once(
    qtbot: QtBot, program: WindowProgram, tmp_path: Path
) -> None:
    wizard = protect_wizard(program.lab, program.window)
    qtbot.addWidget(wizard)
    wizard.show()
    go_on(qtbot, wizard)
    field = named(wizard, QLineEdit, "Server")
    qtbot.keyClicks(field, str(tmp_path))
    qtbot.keyClicks(named(wizard, QLineEdit, "User"), "nobody")
    press(qtbot, wizard, "Connect")
    said = field.accessibleDescription
    qtbot.waitUntil(lambda: "The server cannot be reached" in said(), timeout=LONG)
    assert "Check the address" in said()
    assert named(wizard, QPushButton, "Connect").isEnabled()
    assert field.text() == str(tmp_path)
