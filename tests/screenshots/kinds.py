"""Pictures of what each kind of target asks when it is protected, and of files being restored."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from desktop_app.demo.ethoscopes.root import make_root
from desktop_app.demo.ethoscopes.wish import Wish
from desktop_app.engine.catalog.entries import TargetEntry
from desktop_app.engine.progress import Silent
from desktop_app.gui.kinds.ethoscope.connect import EthoscopeStep
from desktop_app.gui.kinds.folder.connect import FolderStep
from desktop_app.gui.kinds.registry import KINDS
from desktop_app.gui.kinds.sqlite.connect import SqliteStep
from desktop_app.gui.window_program import WindowProgram
from desktop_app.gui.wizards.protect.connect import KindStep
from desktop_app.gui.wizards.protect.wizard import protect_wizard
from desktop_app.gui.wizards.restore.wizard import restore_wizard
from desktop_app.gui.wizards.wizard import Wizard
from tests.screenshots.camera import Camera, settle, until
from tests.screenshots.sample import REPOSITORY
from tests.screenshots.walk import named, walk


def take_kinds(camera: Camera, program: WindowProgram, place: Path) -> None:
    """Each kind's step as it is at first, and filled in; then a folder that comes back."""
    films, database, root = _material(place)
    _take_folder(camera, program, films)
    _take_sqlite(camera, program, database)
    _take_ethoscope(camera, program, root)
    wizard = _at_kind(program, "mariadb")
    camera.take(program.lab, wizard, "kind-mariadb")
    wizard.close()
    with program.lab.workspace() as workspace:
        entry = TargetEntry("films", "folder", str(films), REPOSITORY)
        workspace.catalog.targets.add(entry)
        with workspace.prepared("films") as work:
            work(Silent())
    walk(camera, program, restore_wizard(program.lab, program.window, "films"), "files", {})


def _material(place: Path) -> tuple[Path, Path, Path]:
    films, database, root = place / "films", place / "results.db", place / "ethoscope_data"
    (films / "camera 1").mkdir(parents=True)
    (films / "cache").mkdir()
    for day in range(1, 13):
        (films / "camera 1" / f"2026-03-{day:02}.bin").write_bytes(b"film" * 9000 * day)
    (films / "notes.txt").write_text("Freezer 3 warmed up over night.\n")
    (films / "cache" / "preview").write_bytes(bytes(5000))
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("CREATE TABLE runs (id INTEGER PRIMARY KEY, name TEXT)")
        names = [(f"run {number}",) for number in range(300)]
        connection.executemany("INSERT INTO runs (name) VALUES (?)", names)
        connection.execute("CREATE TABLE regions (run INTEGER, x REAL, y REAL)")
    make_root(root, Wish(devices=3, runs=2, chunks=2))
    return films, database, root


def _at_kind(program: WindowProgram, key: str) -> Wizard:
    wizard = protect_wizard(program.lab, program.window)
    wizard.show()
    wizard.step._list.setCurrentRow([kind.key for kind in KINDS].index(key))  # type: ignore[attr-defined]
    wizard.step.go_on()
    return wizard


def _inner(wizard: Wizard) -> object:
    assert isinstance(wizard.step, KindStep)
    return wizard.step._inner


def _take_folder(camera: Camera, program: WindowProgram, films: Path) -> None:
    wizard = _at_kind(program, "folder")
    step = _inner(wizard)
    assert isinstance(step, FolderStep)
    named(wizard, QLineEdit, "Folder").setText(str(films))
    named(wizard, QPlainTextEdit, "Leave out, a pattern a line").setPlainText("cache/")
    until(lambda: step._form.sums is not None)
    camera.take(program.lab, wizard, "kind-folder")
    wizard.close()


def _take_sqlite(camera: Camera, program: WindowProgram, database: Path) -> None:
    wizard = _at_kind(program, "sqlite")
    step = _inner(wizard)
    assert isinstance(step, SqliteStep)
    named(wizard, QLineEdit, "Database file").setText(str(database))
    until(lambda: step._form.found is not None)
    camera.take(program.lab, wizard, "kind-sqlite")
    wizard.close()


def _take_ethoscope(camera: Camera, program: WindowProgram, root: Path) -> None:
    wizard = _at_kind(program, "ethoscope")
    step = _inner(wizard)
    assert isinstance(step, EthoscopeStep)
    camera.take(program.lab, wizard, "kind-ethoscope")
    named(wizard, QLineEdit, "Data root").setText(str(root))
    step.go_on()
    settle(program.lab)
    camera.take(program.lab, wizard, "kind-ethoscope-devices")
    wizard.close()
