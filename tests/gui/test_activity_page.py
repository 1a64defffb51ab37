"""The activity page through its real controls, on a real catalog and a real server."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from desktop_app.engine.catalog import schema
from desktop_app.engine.catalog.entries import Job, JobKind, JobState, TargetEntry
from desktop_app.engine.errors import ServerUnreachable
from desktop_app.engine.jobs.fault import fault_of
from desktop_app.engine.sources.postgres.connection import Address
from desktop_app.gui.models.history import PAGE
from desktop_app.gui.pages.activity import ActivityPage
from desktop_app.gui.text import number
from desktop_app.gui.window_program import WindowProgram
from tests.gui.conftest import PASSPHRASE
from tests.gui.controls import named

LONG = 60_000
MANY = 30_000
AWAY = ServerUnreachable("plate-reader:5432", "No route to host")


def protect(program: WindowProgram, url: str, folder: Path) -> None:
    with program.lab.workspace() as workspace:
        workspace.create_repository("nas", str(folder), PASSPHRASE)[0].repository.close()
        workspace.catalog.targets.add(TargetEntry("lab", "postgresql", url, "nas"))


def past(program: WindowProgram, count: int) -> None:
    """So many jobs that were done, one a minute, the last one today."""
    now = program.lab.clock()
    known = {"workspace": "default", "kind": "backup", "target": "lab", "repository": "nas"}
    with program.lab.whole_catalog.database.writing() as connection:
        for begin in range(0, count, 10_000):
            moments = [now - timedelta(minutes=count - n) for n in range(begin, begin + 10_000)]
            rows = [
                known
                | dict.fromkeys(("created", "not_before", "started", "finished"), at)
                | {"state": "succeeded", "figures": {"bytes": 1000, "seconds": 1.0}}
                for at in moments[: count - begin]
            ]
            connection.execute(schema.jobs.insert(), rows)


def look(qtbot: QtBot, program: WindowProgram) -> ActivityPage:
    page = program.activity
    program.window.show_page(page)
    qtbot.waitUntil(lambda: page.heading != "Looking…" and page._shown is not None, timeout=LONG)
    return page


@pytest.mark.usefixtures("qapp")
def test_a_long_history_is_read_as_it_is_looked_at(
    qtbot: QtBot, program: WindowProgram, tmp_path: Path
) -> None:
    protect(program, "postgresql://u@127.0.0.1:1/d", tmp_path / "store")
    past(program, MANY)
    page = look(qtbot, program)
    qtbot.waitUntil(lambda: page._table.rowCount() > 0, timeout=LONG)
    assert page._table.rowCount() < MANY / 100
    assert page.facts.endswith(f"{number(MANY)} in the history")
    page._view.scrollToBottom()
    qtbot.waitUntil(lambda: page._table.rowCount() >= 2 * PAGE, timeout=LONG)

    words = named(page, QLineEdit, "Search jobs")
    key = page._table._rows[PAGE].key - 1000
    qtbot.keyClicks(words, str(key))
    qtbot.waitUntil(lambda: page._table.rowCount() == 1, timeout=LONG)
    assert page._figures.text() == "1 job  ·  1 done  ·  1.0 kB read  ·  1 s at work"
    words.setText("nobody")
    qtbot.waitUntil(lambda: page._empty.isVisible(), timeout=LONG)
    assert page._no_rows.text() == "No job fits this search."
    qtbot.mouseClick(named(page, QPushButton, "Show all jobs"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page._table.rowCount() >= PAGE, timeout=LONG)
    time = named(page, QComboBox, "Jobs of which time")
    time.setCurrentIndex(time.findText("Last 7 days"))
    week = timedelta(days=6).total_seconds() / 60
    qtbot.waitUntil(lambda: page._shown is not None and page._shown.since is not None, timeout=LONG)
    count = int(page._figures.text().split()[0].replace(",", ""))
    assert week < count <= week + 24 * 60 + 1


@pytest.mark.usefixtures("qapp")
def test_what_was_given_up_stands_first_and_can_be_sent_retried_and_dismissed(
    qtbot: QtBot, program: WindowProgram, tmp_path: Path
) -> None:
    protect(program, "postgresql://u@127.0.0.1:1/d", tmp_path / "store")
    now = program.lab.clock()
    dead = Job(JobKind.BACKUP, "lab", "nas", now, now, JobState.DEAD, tries=5, started=now)
    dead = replace(dead, finished=now, error=fault_of(AWAY))
    keys = [program.lab.catalog.jobs.add(dead) for _ in range(2)]
    past(program, 3 * PAGE)
    page = look(qtbot, program)
    qtbot.waitUntil(lambda: page.heading == "2 jobs given up", timeout=LONG)
    qtbot.mouseClick(named(page, QPushButton, "Show all 2"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page._table.rowCount() == 2, timeout=LONG)

    page.show_job(keys[0])  # it lies beyond what was read
    qtbot.waitUntil(lambda: page._detail.job is not None, timeout=LONG)
    qtbot.waitUntil(lambda: "told nothing" in page._detail._log.toPlainText(), timeout=LONG)
    assert "No route to host" in page._detail._why.text()
    assert "No snapshot was made" in page._detail._left.text()
    qtbot.mouseClick(named(page, QPushButton, "Copy for support"), Qt.MouseButton.LeftButton)
    assert "plate-reader:5432" in QGuiApplication.clipboard().text()

    qtbot.mouseClick(named(page, QPushButton, "Dismiss: lab"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.heading == "1 job given up", timeout=LONG)
    left = program.lab.catalog.jobs.list(states=[JobState.DEAD])
    (waiting,) = [job for job in left if not job.dismissed]
    qtbot.mouseClick(named(page, QPushButton, "Retry: lab"), Qt.MouseButton.LeftButton)
    again = program.lab.catalog.jobs
    qtbot.waitUntil(lambda: again.load(waiting.key).state is not JobState.DEAD, timeout=LONG)


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("where", ["page", "strip"])
def test_a_running_job_is_stopped_and_what_is_left_is_said(
    qtbot: QtBot, program: WindowProgram, database: Address, tmp_path: Path, where: str
) -> None:
    protect(program, database.url(), tmp_path / "store")
    with psycopg.connect(database.conninfo()) as connection:
        connection.execute("CREATE TABLE t AS SELECT 1")
        connection.commit()
        connection.execute("LOCK TABLE t IN ACCESS EXCLUSIVE MODE")  # so that it waits here
        page = look(qtbot, program)
        program._poll.start()
        program.orders.back_up("lab")
        qtbot.waitUntil(lambda: bool(page._cards), timeout=LONG)
        strip = program.window.strip
        qtbot.waitUntil(lambda: strip._cancel.isVisible(), timeout=LONG)
        cancel = strip._cancel if where == "strip" else named(page, QPushButton, "Cancel: lab")
        qtbot.mouseClick(cancel, Qt.MouseButton.LeftButton)
        told = "Backup of lab was stopped. No snapshot was made."
        qtbot.waitUntil(lambda: strip._doing.text().startswith(told), timeout=LONG)
    assert not strip._cancel.isVisible()
    assert program.lab.catalog.jobs.list()[0].state is JobState.CANCELLED
    assert not program.lab.catalog.snapshots.list()
