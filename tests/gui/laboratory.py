"""A small laboratory with two snapshots, for the tests of pages and wizards."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import psycopg
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.engine.catalog.entries import TargetEntry
from desktop_app.engine.progress import Silent
from desktop_app.engine.sources.postgres.connection import Address
from desktop_app.gui.lab import Lab
from desktop_app.gui.window_program import WindowProgram
from tests.gui.conftest import PASSPHRASE
from tests.gui.controls import named

W = TypeVar("W", bound=QWidget)
LONG = 60_000  # milliseconds; nothing waits that long unless it hangs

FIRST = """
CREATE SCHEMA lab;
CREATE SCHEMA "Odd.one";
CREATE TABLE lab.mixture (id integer PRIMARY KEY, name text);
INSERT INTO lab.mixture SELECT n, 'mixture ' || n FROM generate_series(1, 300) n;
CREATE TABLE lab.dropped AS SELECT 1 AS a;
CREATE TABLE "Odd.one"."a table" AS SELECT n FROM generate_series(1, 20) n;
"""
SECOND = """
DELETE FROM lab.mixture WHERE id > 250;
DROP TABLE lab.dropped;
CREATE TABLE lab.made AS SELECT 7 AS a;
"""


def run(address: Address, script: str) -> None:
    with psycopg.connect(address.conninfo(), autocommit=True) as connection:
        connection.execute(script.encode())


def count(address: Address, table: str) -> int:
    with psycopg.connect(address.conninfo(), autocommit=True) as connection:
        ((rows,),) = connection.execute(f"SELECT count(*) FROM {table}".encode()).fetchall()
        return int(rows)


def laboratory(program: WindowProgram, database: Address, folder: Path) -> None:
    """A repository ``nas`` and a target ``lab``: a snapshot, some changes, and another one."""
    with program.lab.workspace() as workspace:
        workspace.create_repository("nas", str(folder), PASSPHRASE)[0].repository.close()
        workspace.catalog.targets.add(TargetEntry("lab", "postgresql", database.url(), "nas"))
    for script in (FIRST, SECOND):
        run(database, script)
        back_up(program.lab)


def back_up(lab: Lab) -> None:
    with lab.workspace() as workspace, workspace.prepared("lab") as work:
        work(Silent())


def within_dialog(
    qtbot: QtBot, kind: type[W], act: Callable[[W], None], begin: Callable[[], None]
) -> None:
    """Begin something that opens a dialog and waits for its end, and act in that dialog."""
    failed: list[BaseException] = []

    def found() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, kind):
            QTimer.singleShot(10, found)
            return
        try:
            act(dialog)
        except BaseException as error:  # noqa: BLE001 (told where the test can see it)
            failed.append(error)
        finally:
            dialog.close()

    QTimer.singleShot(0, found)
    begin()
    if failed:
        raise failed[0]


def press(parent: QWidget, name: str) -> None:
    """When it is there: what was just laid out is shown at the next turn of the event loop."""

    def there() -> bool:
        buttons = parent.findChildren(QPushButton)
        return any(each.accessibleName() == name and each.isVisible() for each in buttons)

    end = time.monotonic() + LONG / 1000
    while not there() and time.monotonic() < end:
        QTest.qWait(10)
    named(parent, QPushButton, name).click()


def answer(box: QMessageBox, words: str) -> None:
    """Press the button that says so."""
    next(each for each in box.buttons() if each.text() == words).click()
