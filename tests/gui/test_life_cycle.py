"""What outlives the program's end: a backup in its middle, the window's place, the scheme."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg
import pytest
from PySide6.QtCore import QSettings, QSize, Qt
from pytestqt.qtbot import QtBot

from desktop_app.credentials import Credentials
from desktop_app.engine.catalog.catalog import Catalog
from desktop_app.engine.catalog.entries import Job, JobKind, JobState, TargetEntry
from desktop_app.engine.jobs.queue import Queue
from desktop_app.engine.jobs.rules import utc_now
from desktop_app.engine.sources.postgres.connection import Address
from desktop_app.engine.workspace import Workspace
from desktop_app.gui.app import dressed_application
from desktop_app.gui.main_window import FIRST_SIZE, MainWindow
from desktop_app.gui.pages.page import Page
from desktop_app.gui.theme import stylesheet
from desktop_app.gui.theme.tokens import DARK, LIGHT
from desktop_app.gui.window_program import WindowProgram
from desktop_app.settings import read_settings
from tests.gui.conftest import PASSPHRASE
from tests.gui.desktop import patiently

HIGH = ("LABVAULT_", "DBUS_", "DISPLAY", "WAYLAND")


@contextmanager
def window(profile: Path) -> Iterator[subprocess.Popen[bytes]]:
    """The program as it is started, on no screen."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(HIGH)}
    environment = kept | {"QT_QPA_PLATFORM": "offscreen", "LABVAULT_PASSPHRASE": PASSPHRASE}
    command = [sys.executable, "-m", "desktop_app", "--profile", str(profile)]
    process = subprocess.Popen(
        command, env=environment | {"DISPLAY": ":none"}, stderr=subprocess.PIPE
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


@pytest.fixture
def profile(tmp_path: Path, database: Address) -> Path:
    """One whose target ``lab`` waits to be backed up."""
    with psycopg.connect(database.conninfo()) as connection:
        connection.execute("CREATE TABLE readings AS SELECT n FROM generate_series(1, 500) n")
    place = tmp_path / "profile"
    place.mkdir()
    credentials = Credentials(read_settings({"LABVAULT_PASSPHRASE": PASSPHRASE}))
    with Workspace(place, credentials, "default") as workspace:
        made, _ = workspace.create_repository("nas", str(tmp_path / "store"), PASSPHRASE)
        made.repository.close()
        workspace.catalog.targets.add(TargetEntry("lab", "postgresql", database.url(), "nas"))
    with closing(Catalog(place)) as catalog:
        now = utc_now()
        Queue(catalog).add(Job(JobKind.BACKUP, "lab", "nas", now, now))
    return place


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends programs in another way")
@pytest.mark.parametrize("which", [signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_a_backup_in_its_middle_outlives_the_end_of_the_program(
    profile: Path, database: Address, which: signal.Signals
) -> None:
    with closing(Catalog(profile)) as catalog:

        def job() -> Job:
            (only,) = catalog.of("default").jobs.list()
            return only

        def stands(state: JobState) -> Callable[[], bool]:
            return lambda: job().state is state

        with psycopg.connect(database.conninfo()) as connection, window(profile) as first:
            connection.execute("LOCK TABLE readings IN ACCESS EXCLUSIVE MODE")
            patiently(stands(JobState.RUNNING), "a backup in its middle")
            first.send_signal(which)
            _, said = first.communicate(timeout=60)
        if which is signal.SIGKILL:
            assert job().state is JobState.RUNNING
        else:
            assert first.returncode == 0
            assert b"Traceback" not in said
            assert (job().state, job().tries) == (JobState.QUEUED, 0)
        with window(profile):
            patiently(stands(JobState.SUCCEEDED), "the same backup, done")
        assert len(catalog.of("default").snapshots.list()) == 1


@pytest.mark.usefixtures("qapp")
def test_the_window_is_where_it_was(qtbot: QtBot, tmp_path: Path) -> None:
    settings = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    first = MainWindow("lab", [Page("Overview")], settings)
    qtbot.addWidget(first)
    assert first.size() == FIRST_SIZE
    first.show()
    first.resize(QSize(FIRST_SIZE.width(), 700))
    first.close()
    again = MainWindow("lab", [Page("Overview")], settings)
    qtbot.addWidget(again)
    assert again.height() == 700  # its width is no test: this platform's screen is narrow


@pytest.mark.usefixtures("qapp")
def test_the_scheme_follows_the_system_while_it_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    application = dressed_application()
    system = LIGHT
    monkeypatch.setattr(stylesheet, "scheme_of", lambda _application: system)
    for system in (DARK, LIGHT):
        # What Qt says when the desktop's setting changes; no desktop is here to change it.
        application.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Unknown)
        assert stylesheet.applied(application) == system
        assert system.window in application.styleSheet()


@pytest.mark.usefixtures("qapp")
def test_closing_says_once_that_it_goes_on(
    program: WindowProgram, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(program.tray._icon, "showMessage", lambda *words: told.append(words[1]))
    for _ in range(2):
        program.tray.say_once_that_it_stays(program._settings)
    assert told == ["LabVault goes on in the tray and backs up on time."]
