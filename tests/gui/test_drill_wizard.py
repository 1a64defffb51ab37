"""The drill wizard through its real controls, on a real repository and server; and its words."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop_app.engine.catalog.entries import Job, JobKind, JobState, Verification
from desktop_app.engine.model import Grade, Level, Problem
from desktop_app.engine.sources.postgres.connection import Address
from desktop_app.gui.models import drill as model
from desktop_app.gui.window_program import WindowProgram
from desktop_app.gui.wizards.drill.wizard import drill_wizard
from desktop_app.gui.wizards.wizard import Wizard
from tests.engine.catalog.test_catalog import LAB, NOON, SNAPSHOT
from tests.gui.controls import named
from tests.gui.test_first_backup_and_restore import go_on, heading
from tests.gui.test_verification_page import protect

LONG = 60_000


def begin(qtbot: QtBot, program: WindowProgram, target: str) -> Wizard:
    wizard = drill_wizard(program.lab, program.window, target)
    qtbot.addWidget(wizard)
    wizard.show()
    qtbot.waitUntil(lambda: heading(wizard).startswith("What shall"), timeout=LONG)
    go_on(qtbot, wizard)
    qtbot.waitUntil(lambda: heading(wizard).startswith("Which snapshot"), timeout=LONG)
    go_on(qtbot, wizard)
    qtbot.waitUntil(lambda: heading(wizard) == "This is what will be checked", timeout=LONG)
    return wizard


@pytest.mark.usefixtures("qapp")
def test_a_drill_proves_and_is_read_later(
    qtbot: QtBot, program: WindowProgram, database: Address, tmp_path: Path
) -> None:
    protect(program, database, tmp_path / "store", "lab")
    wizard = begin(qtbot, program, "lab")
    planned = [check.measure for check in wizard.step._table._rows]  # type: ignore[attr-defined]
    assert "1 table with 5" in planned[1]
    assert planned[2] == "1 table: each is asked"
    assert planned[3] == "limit 1 min"
    (kept,) = program.lab.catalog.snapshots.list(target="lab")
    assert wizard.step.command().endswith(f" drill --snapshot {kept.id[:12]} lab")
    go_on(qtbot, wizard, "Run the drill")
    qtbot.waitUntil(lambda: heading(wizard).startswith("Proven: lab restores in"), timeout=LONG)
    told = wizard.step._table._rows  # type: ignore[attr-defined]
    assert [check.state.word for check in told] == [*["Passed"] * 4, "No limit"]
    assert told[2].measure == "1 question answered"
    qtbot.mouseClick(named(wizard, QPushButton, "Close"), Qt.MouseButton.LeftButton)

    page = program.verification
    program.window.show_page(page)
    qtbot.waitUntil(lambda: page._drills._drills.rowCount() == 1, timeout=LONG)
    qtbot.waitUntil(lambda: page._drills._checks.rowCount() == len(told), timeout=LONG)
    assert page._drills._checks._rows == told


@pytest.mark.usefixtures("qapp")
def test_a_stopped_drill_says_what_is_left(
    qtbot: QtBot, program: WindowProgram, database: Address, tmp_path: Path
) -> None:
    protect(program, database, tmp_path / "store", "lab")
    wizard = begin(qtbot, program, "lab")
    program.lab.workers.stop()  # nobody takes it, so it waits until it is stopped
    go_on(qtbot, wizard, "Run the drill")
    qtbot.mouseClick(named(wizard, QPushButton, "Stop the drill"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: heading(wizard) == "The drill was stopped", timeout=LONG)
    (check,) = wizard.step._table._rows[:1]  # type: ignore[attr-defined]
    assert check.measure == "It had not begun: nothing was changed."
    assert program.lab.catalog.jobs.list()[0].state is JobState.CANCELLED


def ended(seconds: float, *problems: Problem, **rest: object) -> model.Drill:
    figures = {"rto_seconds": seconds, "items": 31, "rows": 100}
    job = Job(
        JobKind.DRILL,
        "lab",
        "nas",
        NOON,
        NOON,
        JobState.SUCCEEDED,
        started=SNAPSHOT.started + timedelta(hours=2),
        figures=figures,
    )
    grade = Grade.FAILED if problems else Grade.OK
    look = Verification(SNAPSHOT.id, Level.RESTORED, grade, False, NOON, problems)
    target = replace(LAB, rto_seconds=600, rpo_seconds=3600)
    return model.Drill(replace(job, **rest), target, SNAPSHOT, look)  # type: ignore[arg-type]


def test_measures_stand_beside_their_limits() -> None:
    fast = model.checks(ended(300))
    assert [(check.state.word, check.measure) for check in fast[1:]] == [
        ("Passed", "31 items, 100 rows"),
        ("Passed", "5 min, limit 10 min"),
        ("Too much", "2 h, limit 1 h"),
    ]
    assert model.heading(ended(300))[0] == "Proven: lab restores in 5 min"
    slow = ended(900)
    assert model.heading(slow)[0] == "Equal, but it took 15 min"
    assert model.checks(slow)[2].state.word == "Too slow"


def test_wrong_answers_are_no_unequal_rows() -> None:
    silent = Problem("lab.readings", "a query tells 3 rows, the snapshot has 5")
    figures = {"rto_seconds": 300, "items": 31, "rows": 100, "answered": 30, "silent": 1}
    checks = model.checks(ended(300, silent, figures=figures))
    assert [(check.state.word, check.measure) for check in checks[1:3]] == [
        ("Passed", "31 items, 100 rows"),
        ("Failed", "1 wrong answer to 30 questions"),
    ]


def test_what_is_not_equal_is_named() -> None:
    name = f"snapshot {SNAPSHOT.id[:12]} · public.readings"
    bad = ended(300, Problem(name, "2 rows differ"), state=JobState.FAILED)
    assert model.heading(bad)[0] == "Not equal: 1 problem"
    checks = model.checks(bad)
    assert checks[1].state.word == "Failed"
    assert (checks[-1].name, checks[-1].measure) == ("public.readings", "2 rows differ")


def test_a_drill_that_could_not_run_says_why() -> None:
    lost = replace(ended(1, state=JobState.DEAD, figures={}), look=None)
    assert model.heading(lost)[0] == "The drill could not be run"
    assert model.checks(lost)[0].state.word == "Given up"
