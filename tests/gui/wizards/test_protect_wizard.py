"""The wizard that protects, through its own controls: several databases, a whole server, a bucket.

One database from nothing to its first proof is in test_first_backup_and_restore.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QRadioButton,
    QSpinBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop_app.engine.catalog.entries import JobKind
from desktop_app.engine.model import Level
from desktop_app.engine.sources.postgres.connection import Address
from desktop_app.gui.window_program import WindowProgram
from desktop_app.gui.wizards.protect.wizard import protect_wizard
from desktop_app.gui.wizards.wizard import Wizard
from tests.gui.conftest import PASSPHRASE
from tests.gui.controls import named
from tests.gui.test_first_backup_and_restore import LONG, fill, go_on, heading, log_in, press
from tests.keyrings import KeyringInMemory
from tests.object_stores import BUCKET, ObjectStore
from tests.places import removing
from tests.servers import Server

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def wizard(qtbot: QtBot, program: WindowProgram) -> Wizard:
    made = protect_wizard(program.lab, program.window)
    qtbot.addWidget(made)
    made.show()
    return made


def make_repository(program: WindowProgram, folder: Path) -> None:
    with program.lab.workspace() as workspace:
        workspace.create_repository("nas", str(folder), PASSPHRASE)[0].repository.close()


def tick(wizard: Wizard, names: set[str]) -> None:
    """These databases and no others."""
    listed = named(wizard, QListWidget, "Databases of the server")
    for at in range(listed.count()):
        item = listed.item(at)
        if item.flags() & Qt.ItemFlag.ItemIsUserCheckable:
            wanted = item.data(Qt.ItemDataRole.UserRole).name in names
            item.setCheckState(Qt.CheckState.Checked if wanted else Qt.CheckState.Unchecked)


def to_the_schedule(qtbot: QtBot, wizard: Wizard) -> None:
    """Where the repository is known, nothing is asked in between."""
    for question in ("Where should it be kept?", "No passphrase is needed", "Nothing to write"):
        assert heading(wizard).startswith(question)
        go_on(qtbot, wizard)
    assert heading(wizard) == "When should it be backed up?"


def choose(wizard: Wizard, words: str) -> None:
    next(r for r in wizard.findChildren(QRadioButton) if words in r.text()).setChecked(True)


def test_several_databases_each_with_its_schedule_and_its_proof(
    qtbot: QtBot,
    program: WindowProgram,
    wizard: Wizard,
    database: Address,
    pg17: Server,
    tmp_path: Path,
) -> None:
    make_repository(program, tmp_path / "nas")
    fill(database)
    with removing(pg17, "second_one") as other:
        pg17.create_database("second_one")
        fill(other)
        log_in(qtbot, wizard, database)
        tick(wizard, set())
        assert not named(wizard, QPushButton, "Continue").isEnabled()
        names = {database.database, "second_one"}
        tick(wizard, names)
        go_on(qtbot, wizard)
        to_the_schedule(qtbot, wizard)
        rule = named(wizard, QComboBox, "Back up")
        rule.setEditText("every full moon")
        assert not named(wizard, QPushButton, "Continue").isEnabled()
        rule.setEditText("after files stop changing")
        assert not named(wizard, QPushButton, "Continue").isEnabled()
        rule.setEditText("every 6 hours")
        assert named(wizard, QSpinBox, "Newest snapshot at most this old").value() == 9
        told = wizard.step.command().splitlines()
        assert "labvault schedule set --kind backup second_one 'every 6 hours'" in told
        assert len(told) == 8
        go_on(qtbot, wizard)
        qtbot.waitUntil(lambda: heading(wizard) == "2 targets are protected", timeout=LONG)
    catalog = program.lab.catalog
    assert {t.name: t.rpo_seconds for t in catalog.targets.list()} == dict.fromkeys(names, 9 * 3600)
    told = {(s.target, s.kind, s.rule) for s in catalog.schedules.list()}
    assert told == {(name, JobKind.BACKUP, "every 6 hours") for name in names}
    proven = [
        each.level for s in catalog.snapshots.list() for each in catalog.verifications.list(s.id)
    ]
    assert proven == [Level.STRUCTURE] * 2
    table = wizard.step._table  # type: ignore[attr-defined]
    assert {table.index(row, 1).data() for row in range(2)} == {"●  Verified"}
    assert all(table.index(row, 2).data().startswith("structure: ") for row in range(2))


def test_all_of_a_server_also_those_that_will_be_made(
    qtbot: QtBot, program: WindowProgram, wizard: Wizard, database: Address, tmp_path: Path
) -> None:
    make_repository(program, tmp_path / "nas")
    fill(database)
    log_in(qtbot, wizard, database)
    choose(wizard, "also those that will be made")
    listed = named(wizard, QListWidget, "Databases of the server")
    offered = {listed.item(at).data(Qt.ItemDataRole.UserRole).name for at in range(listed.count())}
    tick(wizard, {database.database})
    go_on(qtbot, wizard)
    to_the_schedule(qtbot, wizard)
    go_on(qtbot, wizard)
    qtbot.waitUntil(lambda: heading(wizard).endswith("is protected"), timeout=LONG)
    (server,) = program.lab.catalog.followed.list()
    assert [plan.rule for plan in server.template.planned] == ["every day at 20:00"]
    known = {d.name: d for d in program.lab.catalog.followed.databases()}
    assert known[database.database].target
    assert {name for name, d in known.items() if d.left_out} == offered - {database.database}


def test_what_is_protected_already_is_said_and_not_offered(
    qtbot: QtBot, program: WindowProgram, wizard: Wizard, database: Address, tmp_path: Path
) -> None:
    from desktop_app.engine.catalog.entries import TargetEntry

    make_repository(program, tmp_path / "nas")
    program.lab.catalog.targets.add(TargetEntry("lab", "postgresql", database.url(), "nas"))
    log_in(qtbot, wizard, database)
    listed = named(wizard, QListWidget, "Databases of the server")
    mine = next(
        listed.item(at)
        for at in range(listed.count())
        if listed.item(at).data(Qt.ItemDataRole.UserRole).name == database.database
    )
    assert "protected already, as lab" in mine.text()
    assert not mine.flags() & Qt.ItemFlag.ItemIsUserCheckable
    press(qtbot, wizard, "Another login")
    assert named(wizard, QLineEdit, "Server").text() == database.host


def test_a_bucket_is_asked_before_anything_is_made_in_it(
    qtbot: QtBot,
    program: WindowProgram,
    wizard: Wizard,
    database: Address,
    object_store: ObjectStore,
    ring: KeyringInMemory,
    tmp_path: Path,
) -> None:
    fill(database)
    log_in(qtbot, wizard, database)
    go_on(qtbot, wizard)
    choose(wizard, "an object store (S3)")
    write(qtbot, wizard, "Endpoint", "nas.example.org")
    write(qtbot, wizard, "Bucket", BUCKET)
    write(qtbot, wizard, "Prefix", "wizard")
    write(qtbot, wizard, "Access key id", object_store.credentials.access_key)
    write(qtbot, wizard, "Secret access key", "not this one")
    write(qtbot, wizard, "Name of the new repository", "bucket")
    press(qtbot, wizard, "Continue")
    assert "https://" in named(wizard, QLineEdit, "Endpoint").accessibleDescription()
    write(qtbot, wizard, "Endpoint", object_store.endpoint)
    press(qtbot, wizard, "Continue")
    said = wizard.step._found  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: said.text().startswith("▲"), timeout=LONG)
    write(qtbot, wizard, "Secret access key", object_store.credentials.secret_key)
    go_on(qtbot, wizard)
    for name in ("Passphrase", "The same again"):
        write(qtbot, wizard, name, PASSPHRASE)
    next(box for box in wizard.step.findChildren(QCheckBox) if "by itself" in box.text()).click()
    go_on(qtbot, wizard)
    qtbot.waitUntil(lambda: heading(wizard) == "Write down the recovery key", timeout=LONG)
    kit = tmp_path / "kit.pdf"
    wizard.step.save(kit)  # type: ignore[attr-defined]
    told = wizard.step._told  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: told.text().startswith("●  Saved as"), timeout=LONG)
    assert kit.read_bytes().startswith(b"%PDF-")
    groups = named(wizard, QLabel, "Recovery key").text().split("-")
    for at, group in enumerate(groups, 1):
        for field in wizard.findChildren(QLineEdit):
            if field.accessibleName() == f"Group {at}":
                qtbot.keyClicks(field, group)
    go_on(qtbot, wizard)
    go_on(qtbot, wizard)
    qtbot.waitUntil(lambda: heading(wizard).endswith("is protected"), timeout=LONG)
    (repository,) = program.lab.catalog.repositories.list()
    assert repository.url.startswith(f"s3://{BUCKET}/wizard")
    assert repository.keyring_slot  # a scheduled backup asks nobody
    assert object_store.credentials.secret_key in "".join(ring.kept.values())


def write(qtbot: QtBot, wizard: QWidget, name: str, words: str) -> None:
    field = named(wizard, QLineEdit, name)
    field.clear()
    qtbot.keyClicks(field, words)
