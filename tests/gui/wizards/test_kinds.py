"""Folders, SQLite files, MariaDB databases and ethoscopes through the window's own controls: from
the choice of a kind to what was lost and is back."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
)
from pytestqt.qtbot import QtBot

from desktop_app.demo.ethoscopes.root import make_root
from desktop_app.demo.ethoscopes.wish import Wish
from desktop_app.engine.catalog.entries import TargetEntry
from desktop_app.engine.model import ItemKind
from desktop_app.engine.progress import Silent
from desktop_app.engine.sources.mariadb.address import Address
from desktop_app.gui.kinds.registry import KINDS
from desktop_app.gui.widgets.form import ConfirmByName
from desktop_app.gui.widgets.tick_list import TickList
from desktop_app.gui.window_program import WindowProgram
from desktop_app.gui.wizards.protect.wizard import protect_wizard
from desktop_app.gui.wizards.restore.wizard import restore_wizard
from desktop_app.gui.wizards.wizard import Wizard
from tests.gui.conftest import PASSPHRASE
from tests.gui.controls import named
from tests.gui.laboratory import LONG, press
from tests.gui.test_accessibility import check
from tests.gui.test_first_backup_and_restore import go_on, heading
from tests.mariadb_servers import MariaServer


def begin(qtbot: QtBot, program: WindowProgram, kind: str, store: Path) -> Wizard:
    """Up to the kind's own step; there is a repository."""
    with program.lab.workspace() as workspace:
        workspace.create_repository("nas", str(store), PASSPHRASE)[0].repository.close()
    wizard = protect_wizard(program.lab, program.window)
    qtbot.addWidget(wizard)
    wizard.show()
    kinds = named(wizard, QListWidget, "Kinds of targets")
    kinds.setCurrentRow([each.key for each in KINDS].index(kind))
    go_on(qtbot, wizard)
    return wizard


def to_the_end(qtbot: QtBot, program: WindowProgram, wizard: Wizard) -> TargetEntry:
    """From the kind's own step to the first verified backup."""
    for _ in ("connect", "where", "passphrase", "recovery key", "schedule"):
        go_on(qtbot, wizard)
    qtbot.waitUntil(lambda: heading(wizard).endswith(("protected", "well")), timeout=LONG)
    assert heading(wizard).endswith("is protected"), wizard.step.facts
    press(wizard, "Finish")
    (target,) = program.lab.catalog.targets.list()
    return target


def restore(qtbot: QtBot, program: WindowProgram, target: str, until: str = "Check") -> Wizard:
    wizard = restore_wizard(program.lab, program.window, target)
    qtbot.addWidget(wizard)
    wizard.show()
    while wizard.step.name != until:
        qtbot.waitUntil(lambda: wizard.step.ready(), timeout=LONG)
        go_on(qtbot, wizard)
    return wizard


def checked(qtbot: QtBot, wizard: Wizard) -> None:
    qtbot.waitUntil(lambda: heading(wizard) == "This is what will happen", timeout=LONG)
    check(wizard)


def proven(qtbot: QtBot, wizard: Wizard, button: str) -> None:
    go_on(qtbot, wizard, button)
    qtbot.waitUntil(lambda: heading(wizard).startswith("Equal"), timeout=LONG)
    check(wizard)


@pytest.fixture
def films(tmp_path: Path) -> Path:
    folder = tmp_path / "films"
    (folder / "cam1").mkdir(parents=True)
    (folder / "cache").mkdir()
    (folder / "cam1" / "a.bin").write_bytes(b"a" * 3000)
    (folder / "notes.txt").write_text("freezer 3")
    (folder / "cache" / "x").write_bytes(b"x" * 50)
    (folder / "b.tmp").write_bytes(b"t" * 7)
    return folder


def test_a_folder_with_patterns_and_file_by_file_back(
    qtbot: QtBot, program: WindowProgram, films: Path, tmp_path: Path
) -> None:
    wizard = begin(qtbot, program, "folder", tmp_path / "store")
    path = named(wizard, QLineEdit, "Folder")
    path.setText(str(tmp_path / "nowhere"))
    form = wizard.step._inner._form  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: "cannot be read" in form._path_field.problem, timeout=LONG)
    path.setText(str(films))
    qtbot.waitUntil(lambda: form._found.text() == "●  Taken: 4 files with 3.1 kB", timeout=LONG)
    leave = named(wizard, QPlainTextEdit, "Leave out, a pattern a line")
    leave.setPlainText("*.tmp\ncache/")
    told = "●  Taken: 2 files with 3.0 kB · left out: 2 files with 57 bytes"
    qtbot.waitUntil(lambda: form._found.text() == told, timeout=LONG)
    table = form._table
    shown = {(table.index(r, 0).data(), table.index(r, 2).data()) for r in range(table.rowCount())}
    assert ("cache/", "○  left out") in shown
    assert ("cam1/a.bin", "●  taken") in shown
    check(wizard)
    target = to_the_end(qtbot, program, wizard)
    assert (target.kind, target.url) == ("folder", str(films))
    assert target.options == {"exclude": ["*.tmp", "cache/"]}

    (films / "notes.txt").write_text("freezer 4, and more")
    (films / "cam1" / "a.bin").unlink()
    wizard = restore(qtbot, program, "films", until="Where")
    over = named(wizard, QRadioButton, "Into the live folder, file by file, with what is there")
    over.click()
    existing = named(wizard, QComboBox, "Files that are there, and are others")
    existing.setCurrentIndex(2)
    existing.activated.emit(2)
    assert not wizard.step.ready(), "something would give way: its name is to be typed"
    named(wizard, QLineEdit, "Name of the folder to be replaced").setText("films")
    go_on(qtbot, wizard)
    checked(qtbot, wizard)
    lines = [label.text() for label in wizard.step.findChildren(type(wizard._heading))]
    assert "●  New: 1 file" in lines
    assert "◆  Giving way, kept in a folder beside: 1 file" in lines
    assert "--over" in wizard.step.command()
    proven(qtbot, wizard, "Restore into films")
    assert heading(wizard) == "Equal: 2 of 2 files"
    assert (films / "notes.txt").read_text() == "freezer 3"
    assert (films / "cam1" / "a.bin").exists()
    press(wizard, f"Undo: give {films} its old content back")
    qtbot.waitUntil(lambda: heading(wizard).startswith("Undone"), timeout=LONG)
    assert (films / "notes.txt").read_text() == "freezer 4, and more"


def test_a_folder_beside_the_live_one(qtbot: QtBot, program: WindowProgram, films: Path) -> None:
    wizard = begin(qtbot, program, "folder", films.with_name("store"))
    named(wizard, QLineEdit, "Folder").setText(str(films))
    to_the_end(qtbot, program, wizard)
    wizard = restore(qtbot, program, "films", until="Where")
    words = "Beside the live folder, under a free name with the day in it"
    named(wizard, QRadioButton, words).click()
    assert not named(wizard, QLineEdit, "The new folder").isEnabled()
    go_on(qtbot, wizard)
    checked(qtbot, wizard)
    assert "--beside" in wizard.step.command()
    assert "The live folder is not touched." in wizard.step.facts
    place = Path(wizard.step._choice.place)  # type: ignore[attr-defined]
    assert place.parent == films.parent
    assert place != films
    proven(qtbot, wizard, f"Restore into {place.name}")
    assert heading(wizard) == "Equal: 4 of 4 files"
    assert (place / "notes.txt").read_text() == "freezer 3"
    told = [label.text() for label in wizard.step.findChildren(type(wizard._heading))]
    assert f"To undo, delete {place}." in told


def test_an_sqlite_file_and_one_of_its_tables_back(
    qtbot: QtBot, program: WindowProgram, tmp_path: Path
) -> None:
    file = tmp_path / "results.db"
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("CREATE TABLE runs (id INTEGER PRIMARY KEY, name TEXT)")
        connection.execute("INSERT INTO runs VALUES (1, 'first'), (2, 'second')")
        connection.execute("CREATE TABLE roi (x REAL)")
    wizard = begin(qtbot, program, "sqlite", tmp_path / "store")
    line = named(wizard, QLineEdit, "Database file")
    form = wizard.step._inner._form  # type: ignore[attr-defined]
    (tmp_path / "notes.txt").write_text("no database at all")
    line.setText(str(tmp_path / "notes.txt"))
    qtbot.waitUntil(lambda: bool(form._field.problem), timeout=LONG)
    assert not wizard.step.ready()
    line.setText(str(file))
    qtbot.waitUntil(lambda: form._words.text().startswith("●  2 tables with 2 rows"), timeout=LONG)
    check(wizard)
    target = to_the_end(qtbot, program, wizard)
    assert (target.kind, target.url, target.name) == ("sqlite", str(file), "results")

    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("DELETE FROM runs")
    wizard = restore(qtbot, program, "results", until="What")
    qtbot.waitUntil(lambda: heading(wizard) == "What of it?", timeout=LONG)
    assert wizard.step.facts == "The snapshot has 2 tables with 2 rows."
    come_to_check(qtbot, wizard)
    assert wizard.step._table.rowCount() == 2  # type: ignore[attr-defined]
    proven(qtbot, wizard, "Restore into results_restored.db")
    assert heading(wizard) == "Equal: 2 of 2 tables"
    with closing(sqlite3.connect(tmp_path / "results_restored.db")) as connection:
        assert connection.execute("SELECT count(*) FROM runs").fetchone() == (2,)

    wizard = restore(qtbot, program, "results", until="Where")
    replace_live(wizard, "In place of the live file", "file", "results.db")
    come_to_check(qtbot, wizard)
    proven(qtbot, wizard, "Replace results.db")
    assert runs_in(file) == 2
    taken_back_and_dropped(qtbot, wizard)
    assert runs_in(file) == 0
    assert not list(tmp_path.glob("results_before_*"))


def runs_in(file: Path) -> int:
    with closing(sqlite3.connect(file)) as connection:
        return int(connection.execute("SELECT count(*) FROM runs").fetchone()[0])


def replace_live(wizard: Wizard, way: str, what: str, name: str) -> None:
    """Choose the way that begins so, and type what is asked for."""
    ways = wizard.step.findChildren(QRadioButton)
    next(each for each in ways if each.text().startswith(way)).click()
    named(wizard, QLineEdit, f"Name of the {what} to be replaced").setText(name)


def taken_back_and_dropped(qtbot: QtBot, wizard: Wizard) -> None:
    """By the buttons of the last step; what was restored is kept in its turn, and then let go."""
    undo = next(b for b in wizard.step.findChildren(QPushButton) if b.text().startswith("Undo"))
    undo.click()
    qtbot.waitUntil(lambda: heading(wizard).startswith("Undone"), timeout=LONG)
    check(wizard)
    wizard.step._drop(disconnect=False)  # type: ignore[attr-defined]

    def is_told() -> bool:
        labels = wizard.step.findChildren(QLabel)
        return any(each.text().endswith(" is deleted") for each in labels)

    qtbot.waitUntil(is_told, timeout=LONG)


def come_to_check(qtbot: QtBot, wizard: Wizard) -> None:
    while wizard.step.name != "Check":
        qtbot.waitUntil(lambda: wizard.step.ready(), timeout=LONG)
        go_on(qtbot, wizard)
    checked(qtbot, wizard)


def test_devices_of_a_data_root_and_their_files_back(
    qtbot: QtBot, program: WindowProgram, tmp_path: Path
) -> None:
    root = tmp_path / "ethoscope_data"
    make_root(root, Wish(devices=2, runs=1, chunks=1))
    wizard = begin(qtbot, program, "ethoscope", tmp_path / "store")
    line = named(wizard, QLineEdit, "Data root")
    line.setText(str(tmp_path))
    press(wizard, "Look for devices")
    form = wizard.step._inner._form  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: bool(form._path_field.problem), timeout=LONG)
    line.setText(str(root))
    named(wizard, QComboBox, "Time zone of the devices' clocks").setCurrentText("Europe/London")
    press(wizard, "Look for devices")
    qtbot.waitUntil(lambda: heading(wizard) == "2 devices found", timeout=LONG)
    listed = named(wizard, QListWidget, "Devices that were found")
    assert "1 run" in listed.item(0).text()
    listed.item(1).setCheckState(listed.item(1).checkState().Unchecked)
    check(wizard)
    target = to_the_end(qtbot, program, wizard)
    assert target.kind == "ethoscope"
    assert target.url.startswith(f"{root}#")

    wizard = restore(qtbot, program, target.name)
    checked(qtbot, wizard)
    proven(qtbot, wizard, "Restore into ethoscope_data_restored")
    restored = {p.relative_to(tmp_path / "ethoscope_data_restored") for p in files(tmp_path)}
    assert restored
    assert all((root / name).exists() for name in restored)


def files(folder: Path) -> list[Path]:
    return [p for p in (folder / "ethoscope_data_restored").rglob("*") if p.is_file()]


def test_a_database_of_mariadb_and_back(
    qtbot: QtBot,
    program: WindowProgram,
    mariadb: MariaServer,
    maria_database: Address,
    tmp_path: Path,
) -> None:
    mariadb.run(
        "CREATE TABLE runs (id INT PRIMARY KEY, name VARCHAR(20))",
        "INSERT INTO runs VALUES (1, 'first'), (2, 'second')",
        database=maria_database,
    )
    kept = f"{maria_database.database}_before_20260102_030405"
    mariadb.create_database(kept)
    wizard = begin(qtbot, program, "mariadb", tmp_path / "store")
    named(wizard, QLineEdit, "Server").setText(maria_database.option("socket"))
    named(wizard, QLineEdit, "User").setText("nobody_here")
    named(wizard, QLineEdit, "Password").setText("wrong")
    uncheck_keeping(wizard)
    press(wizard, "Connect")
    form = wizard.step._inner._form  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: bool(form._password_field.problem), timeout=LONG)
    named(wizard, QLineEdit, "User").setText(maria_database.user)
    named(wizard, QLineEdit, "Password").clear()
    press(wizard, "Connect")
    qtbot.waitUntil(lambda: " on " in heading(wizard), timeout=LONG)
    ticks = wizard.step._inner._list  # type: ignore[attr-defined]
    assert isinstance(ticks, TickList)
    names = {each.name: each for each in wizard.step._inner._server.databases}  # type: ignore[attr-defined]
    assert kept not in names, "a restore left it, and it is not there to stay"
    mariadb.drop_database(kept)
    ticks.tick(names[maria_database.database])
    check(wizard)
    target = to_the_end(qtbot, program, wizard)
    assert (target.kind, target.name) == ("mariadb", maria_database.database)

    mariadb.run("DELETE FROM runs", database=maria_database)
    wizard = restore(qtbot, program, target.name)
    checked(qtbot, wizard)
    place = f"{maria_database.database}_restored"
    proven(qtbot, wizard, f"Restore into {place}")
    ((count,),) = mariadb.ask("SELECT count(*) FROM runs", maria_database.with_database(place))
    assert count == 2
    press(wizard, f"Undo: delete {place}…")
    form = next(w for w in wizard.findChildren(ConfirmByName) if w.isVisible())
    named(form, QLineEdit, f"Type {place} to confirm").setText(place)
    named(form, QPushButton, f"Delete {place}").click()
    qtbot.waitUntil(lambda: heading(wizard) == f"Undone: {place} is deleted", timeout=LONG)
    assert place not in mariadb.databases()

    wizard = restore(qtbot, program, target.name, until="Where")
    replace_live(wizard, "In place of the live one", "database", target.name)
    come_to_check(qtbot, wizard)
    proven(qtbot, wizard, f"Replace {target.name}")
    assert mariadb.ask("SELECT count(*) FROM runs", maria_database) == ((2,),)
    taken_back_and_dropped(qtbot, wizard)
    assert mariadb.ask("SELECT count(*) FROM runs", maria_database) == ((0,),)
    assert not [name for name in mariadb.databases() if name.startswith(f"{target.name}_")]


def uncheck_keeping(wizard: Wizard) -> None:
    words = "Keep the password in this computer's keyring"
    next(b for b in wizard.findChildren(QCheckBox) if b.text() == words).setChecked(False)


def test_every_kind_has_an_editor_that_shows_what_there_is(
    qtbot: QtBot, program: WindowProgram, films: Path, tmp_path: Path
) -> None:
    device = "012ad4d76fe97759aa27a0c99bff6710"
    entries = [
        TargetEntry("pg", "postgresql", "postgresql://me@db:5432/lab", "nas"),
        TargetEntry("maria", "mariadb", "mariadb://me@db:3306/lab?ssl=verify", "nas"),
        TargetEntry("films", "folder", str(films), "nas", options={"exclude": ["*.tmp"]}),
        TargetEntry("rest", "folder", str(films), "nas", options={"quiet_seconds": 90.0}),
        TargetEntry("file", "sqlite", str(tmp_path / "a.db"), "nas", options={"wait_seconds": 3}),
        TargetEntry("flies", "ethoscope", f"/mnt/data#{device}", "nas", options={"zone": "UTC"}),
        TargetEntry("far", "ethoscope", f"ssh://e@10.0.0.1:22/ethoscope_data#{device}", "nas"),
    ]
    assert {entry.kind for entry in entries} == {kind.key for kind in KINDS}
    for entry in entries:
        kind = next(kind for kind in KINDS if kind.key == entry.kind)
        editor = kind.editor(program.lab)
        qtbot.addWidget(editor)
        editor.fill(entry)
        editor.show()
        assert editor.check(), entry
        assert editor.changed_from(entry) == entry
        assert not editor.secrets()
        check(editor)
        qtbot.waitUntil(lambda: not program.lab.tasks.count, timeout=LONG)
        places = kind.places
        assert places.read(places.proposal(entry.url))


def test_files_are_seen_as_text_as_bytes_and_as_pictures(
    qtbot: QtBot, program: WindowProgram, films: Path, tmp_path: Path
) -> None:
    picture = QImage(30, 20, QImage.Format.Format_RGB32)
    picture.fill(0xFF8800)
    assert picture.save(str(films / "plate.png"))
    (films / "raw.bin").write_bytes(bytes([0, 255, 16]))
    with program.lab.workspace() as workspace:
        workspace.create_repository("nas", str(tmp_path / "nas"), PASSPHRASE)[0].repository.close()
        workspace.catalog.targets.add(TargetEntry("films", "folder", str(films), "nas"))
        with workspace.prepared("films") as work:
            work(Silent())
    page = program.snapshots
    program.window.show_page(page)
    qtbot.waitUntil(lambda: page.detail.tree.rowCount() > 0, timeout=LONG)
    assert "rows" not in page.detail._about.text()
    assert not page.detail._export.isVisible()
    preview = page.detail.preview
    assert preview._nothing.text() == "Choose a file to see its beginning."
    for name, seen in (
        ("notes.txt", lambda: preview._text.toPlainText() == "freezer 3"),
        ("raw.bin", lambda: preview._text.toPlainText() == "00 ff 10"),
        ("plate.png", lambda: preview._picture.pixmap().width() == 30),
    ):
        page.detail.view.setCurrentIndex(page.detail.tree.place_of(ItemKind.FILE, name))
        qtbot.waitUntil(seen, timeout=LONG)
    assert preview._hint.text().startswith("30 × 20 pixels")
