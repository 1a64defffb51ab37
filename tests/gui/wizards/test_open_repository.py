"""A repository that another computer made, opened through the wizard's controls."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit, QRadioButton
from pytestqt.qtbot import QtBot

from desktop_app.credentials import Credentials
from desktop_app.engine.catalog.entries import JobKind, JobState, TargetEntry
from desktop_app.engine.progress import Silent
from desktop_app.engine.sources.postgres.connection import Address
from desktop_app.engine.workspace import Workspace
from desktop_app.gui.window_program import WindowProgram
from desktop_app.gui.wizards.open_repository.wizard import (
    OpenRepositoryWizard,
    open_repository_wizard,
)
from desktop_app.settings import read_settings
from tests.gui.hands import LONG, found, press, rest, write
from tests.object_stores import BUCKET, ObjectStore

PASSPHRASE = "of the old computer"


def made_elsewhere(tmp_path: Path, url: str, database: Address, environment: dict[str, str]) -> str:
    """Another computer protects a database; returns the recovery key of its repository."""
    settings = read_settings({"LABVAULT_PASSPHRASE": PASSPHRASE, **environment})
    with Workspace(tmp_path / "old computer", Credentials(settings)) as workspace:
        opened, key = workspace.create_repository("old", url, PASSPHRASE)
        opened.repository.close()
        entry = TargetEntry("lab", "postgresql", database.url(), "old")
        workspace.catalog.targets.add(entry)
        for _ in range(2):
            with workspace.prepared("lab") as run:
                run(Silent())
    return key


@pytest.fixture
def wizard(qtbot: QtBot, program: WindowProgram) -> OpenRepositoryWizard:
    wizard = open_repository_wizard(program.lab, program.window)
    qtbot.addWidget(wizard)
    wizard.show()
    return wizard


def go_on(qtbot: QtBot, wizard: OpenRepositoryWizard, name: str) -> None:
    before = wizard.step
    press(qtbot, wizard, name)
    qtbot.waitUntil(lambda: wizard.step is not before, timeout=LONG)


def choose(wizard: OpenRepositoryWizard, words: str) -> None:
    (way,) = (r for r in wizard.findChildren(QRadioButton) if r.text() == words)
    way.setChecked(True)


def notes(wizard: OpenRepositoryWizard) -> str:
    return wizard.step._found.text()  # type: ignore[attr-defined]


def test_a_folder_with_the_recovery_key(
    qtbot: QtBot,
    program: WindowProgram,
    wizard: OpenRepositoryWizard,
    database: Address,
    tmp_path: Path,
) -> None:
    key = made_elsewhere(tmp_path, str(tmp_path / "usb drive"), database, {})
    write(qtbot, wizard, "Folder of the repository", str(tmp_path))
    press(qtbot, wizard, "Continue")
    qtbot.waitUntil(lambda: "There is no repository" in notes(wizard), timeout=LONG)
    write(qtbot, wizard, "Folder of the repository", str(tmp_path / "usb drive"))
    go_on(qtbot, wizard, "Continue")
    write(qtbot, wizard, "Passphrase", "a wrong one")
    press(qtbot, wizard, "Look inside")
    qtbot.waitUntil(lambda: "does not fit" in notes(wizard), timeout=LONG)
    choose(wizard, "With the recovery key, from the recovery kit")
    write(qtbot, wizard, "Recovery key", key[:-1])
    press(qtbot, wizard, "Look inside")
    qtbot.waitUntil(lambda: "not a recovery key" in notes(wizard), timeout=LONG)
    write(qtbot, wizard, "Recovery key", key.lower())
    go_on(qtbot, wizard, "Look inside")
    assert wizard.step.heading == "2 snapshots of 1 target"
    table = wizard.step._table  # type: ignore[attr-defined]
    assert [table.index(0, n).data() for n in (0, 1, 2)] == ["lab", "PostgreSQL", "2"]
    assert found(wizard, QLineEdit, "Name of the repository here").text() == "usb drive"
    assert "--recovery-key" in wizard.step.command()
    assert program.lab.catalog.repositories.list() == ()
    go_on(qtbot, wizard, "Open the repository")
    heading = "usb drive is open: 1 target"
    qtbot.waitUntil(lambda: wizard.step.heading == heading, timeout=LONG)
    assert len(program.lab.catalog.snapshots.list()) == 2
    press(qtbot, wizard, "Restore something now…")
    assert wizard.wants_restore
    # Going on to protect needs no key again, though the environment's passphrase is another.
    job = program.lab.queue(JobKind.BACKUP, "lab")
    qtbot.waitUntil(
        lambda: program.lab.catalog.jobs.load(job.key).state is JobState.SUCCEEDED, timeout=LONG
    )


def test_one_that_is_known_here_is_not_opened_twice(
    qtbot: QtBot, program: WindowProgram, wizard: OpenRepositoryWizard, tmp_path: Path
) -> None:
    with program.lab.workspace() as workspace:
        made, _ = workspace.create_repository("nas", str(tmp_path / "nas"), PASSPHRASE)
        made.repository.close()
    write(qtbot, wizard, "Folder of the repository", str(tmp_path / "nas"))
    go_on(qtbot, wizard, "Continue")
    write(qtbot, wizard, "Passphrase", PASSPHRASE)
    go_on(qtbot, wizard, "Look inside")
    assert wizard.step.heading == "This repository is known here already, as nas"
    assert not wizard.step.ready()
    rest(qtbot, program)


def test_an_object_store(
    qtbot: QtBot,
    program: WindowProgram,
    wizard: OpenRepositoryWizard,
    database: Address,
    object_store: ObjectStore,
    tmp_path: Path,
) -> None:
    keys = object_store.credentials
    environment = {"AWS_ACCESS_KEY_ID": keys.access_key, "AWS_SECRET_ACCESS_KEY": keys.secret_key}
    url = object_store.address(prefix="opened-from-the-window").url
    made_elsewhere(tmp_path, url, database, environment)
    choose(wizard, "In an object store (S3)")
    write(qtbot, wizard, "Endpoint", object_store.endpoint)
    write(qtbot, wizard, "Bucket", BUCKET)
    write(qtbot, wizard, "Prefix", "opened-from-the-window")
    write(qtbot, wizard, "Access key id", keys.access_key)
    write(qtbot, wizard, "Secret access key", keys.secret_key)
    wizard.step._store._keep.setChecked(False)  # type: ignore[attr-defined]
    go_on(qtbot, wizard, "Continue")
    write(qtbot, wizard, "Passphrase", PASSPHRASE)
    go_on(qtbot, wizard, "Look inside")
    assert wizard.step.heading == "2 snapshots of 1 target"
    go_on(qtbot, wizard, "Open the repository")
    qtbot.waitUntil(lambda: wizard.step.heading.endswith("is open: 1 target"), timeout=LONG)
    press(qtbot, wizard, "Finish")
    assert [t.name for t in program.lab.catalog.targets.list()] == ["lab"]
