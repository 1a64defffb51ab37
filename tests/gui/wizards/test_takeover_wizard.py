"""CryoProtect's dumps and settings, taken over through the wizard's controls."""

from __future__ import annotations

import json
from pathlib import Path

import psycopg
import pytest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QRadioButton
from pytestqt.qtbot import QtBot

from desktop_app.engine.catalog.entries import JobKind
from desktop_app.engine.sources.postgres.connection import Address
from desktop_app.gui.window_program import WindowProgram
from desktop_app.gui.wizards.takeover.wizard import takeover_wizard
from desktop_app.gui.wizards.wizard import Wizard
from tests.cryoprotect import CONFIG, LABORATORY, Folder, pg_dump
from tests.gui.conftest import PASSPHRASE
from tests.gui.hands import LONG, found, press, write
from tests.keyrings import KeyringInMemory

ENVIRONMENT = {"POSTGRES_PASSWORD": "pg secret", "SMTP_PASSWORD": "mail secret"}


@pytest.fixture
def folder(tmp_path: Path, database: Address) -> Folder:
    """A good dump, one that is cut short, and something else."""
    with psycopg.connect(database.conninfo(), autocommit=True) as connection:
        connection.execute(LABORATORY)
    folder, dump = Folder(tmp_path / "backups"), pg_dump(database, "--format=custom")
    folder.add(dump)
    folder.add(dump[: len(dump) // 2], "20250103_030405")
    (folder.path / "backup_config.yaml").write_text(CONFIG)
    return folder


@pytest.fixture
def wizard(qtbot: QtBot, program: WindowProgram, tmp_path: Path) -> Wizard:
    with program.lab.workspace() as workspace:
        made, _ = workspace.create_repository("nas", str(tmp_path / "nas"), PASSPHRASE)
        made.repository.close()
    wizard = takeover_wizard(program.lab, ENVIRONMENT, program.window)
    qtbot.addWidget(wizard)
    wizard.show()
    return wizard


def contents(folder: Folder) -> dict[Path, tuple[bytes, int]]:
    return {f: (f.read_bytes(), f.stat().st_mtime_ns) for f in folder.path.rglob("*")}


def go_on(qtbot: QtBot, wizard: Wizard, name: str = "Continue") -> None:
    before = wizard.step
    qtbot.waitUntil(before.ready, timeout=LONG)
    press(qtbot, wizard, name)
    qtbot.waitUntil(lambda: wizard.step is not before, timeout=LONG)


def cells(wizard: Wizard, column: int) -> list[str]:
    table = wizard.step._table  # type: ignore[attr-defined]
    return [table.index(row, column).data() for row in range(table.rowCount())]


def test_good_dumps_and_settings_are_taken_over_and_bad_ones_refused_by_name(
    qtbot: QtBot,
    program: WindowProgram,
    wizard: Wizard,
    folder: Folder,
    tmp_path: Path,
    ring: KeyringInMemory,
) -> None:
    before = contents(folder)
    assert not wizard.step.ready()
    write(qtbot, wizard, "Folder of dumps", str(tmp_path / "nowhere"))
    press(qtbot, wizard, "Check the dumps")
    told = wizard.step._told  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: "no such folder" in told.text(), timeout=LONG)
    write(qtbot, wizard, "Folder of dumps", str(folder.path))
    write(qtbot, wizard, "Settings", str(folder.path / "backup_config.yaml"))
    found(wizard, QComboBox, "Time zone of the names").setCurrentText("Europe/Vienna")
    go_on(qtbot, wizard, "Check the dumps")
    assert wizard.step.heading == "1 of 2 dumps can be taken in"
    good, bad = cells(wizard, 3)
    assert good == "●  Good"
    assert bad.startswith("▲  Refused: pg_restore cannot read it")
    go_on(qtbot, wizard)
    (known,) = (r for r in wizard.findChildren(QRadioButton) if "known here" in r.text())
    assert known.isChecked()
    for _ in ("where", "passphrase", "recovery key"):
        go_on(qtbot, wizard)
    qtbot.waitUntil(lambda: wizard.step.heading == "1 dump taken in, 1 refused", timeout=LONG)
    assert cells(wizard, 2) == ["cryoprotect", "cryoprotect"]
    taken, refused = cells(wizard, 4)
    assert taken == "●  Taken in"
    assert refused.startswith("▲  Refused: pg_restore cannot read it")
    assert "import cryoprotect --zone Europe/Vienna --repository nas" in wizard.step.command()
    press(qtbot, wizard, "Finish")
    assert contents(folder) == before
    (snapshot,) = program.lab.catalog.snapshots.list()
    assert snapshot.started.isoformat() == "2025-01-02T02:04:05+00:00"
    assert "pg secret" in ring.kept.values()
    kinds = {entry.kind for entry in program.lab.catalog.schedules.list("cryoprotect")}
    assert kinds == {JobKind.BACKUP, JobKind.VERIFY, JobKind.DRILL, JobKind.PRUNE}
    (report,) = (tmp_path / "profile" / "reports").glob("verification_*.json")
    document = json.loads(report.read_text())
    assert (document["total_backups"], document["passed"], document["failed"]) == (2, 1, 1)


def test_without_its_settings_and_a_second_time_nothing_is_taken_twice(
    qtbot: QtBot, program: WindowProgram, wizard: Wizard, folder: Folder
) -> None:
    for heading in ("1 dump taken in, 1 refused", "0 dumps taken in, 1 known already, 1 refused"):
        once = takeover_wizard(program.lab, {}, program.window)
        qtbot.addWidget(once)
        once.show()
        write(qtbot, once, "Folder of dumps", str(folder.path))
        for name in ("Check the dumps", *("Continue",) * 4):
            go_on(qtbot, once, name)
        qtbot.waitUntil(lambda once=once, h=heading: once.step.heading == h, timeout=LONG)  # type: ignore[misc]
        once.reject()
    assert program.lab.catalog.schedules.list("cryoprotect") == ()


def test_a_folder_without_dumps_is_said(qtbot: QtBot, wizard: Wizard, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    write(qtbot, wizard, "Folder of dumps", str(tmp_path / "empty"))
    go_on(qtbot, wizard, "Check the dumps")
    assert wizard.step.heading == "There is no dump in this folder"
    assert not wizard.step.ready()
    press(qtbot, wizard, "Back")
    assert found(wizard, QLineEdit, "Folder of dumps").text() == str(tmp_path / "empty")


def test_a_stopped_import_says_where_its_report_is(
    qtbot: QtBot, wizard: Wizard, folder: Folder, tmp_path: Path
) -> None:
    write(qtbot, wizard, "Folder of dumps", str(folder.path))
    for name in ("Check the dumps", *("Continue",) * 3):
        go_on(qtbot, wizard, name)
    qtbot.waitUntil(wizard.step.ready, timeout=LONG)
    press(qtbot, wizard, "Continue")
    wizard.step.stop()
    qtbot.waitUntil(lambda: wizard.step.heading == "Stopped", timeout=LONG)
    (report,) = (tmp_path / "profile" / "reports").glob("verification_*.json")
    told = [line.text() for line in wizard.step.findChildren(QLabel) if line.isVisible()]
    assert f"Report: {report}" in told
