"""What an action is at a terminal: shown, copied when asked for, and understood by the command
line."""

from __future__ import annotations

import shlex

import pytest
import typer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from desktop_app.cli.app import app
from desktop_app.engine.catalog.entries import JobKind
from desktop_app.engine.keeping.retention import Retention
from desktop_app.engine.model import Level
from desktop_app.gui import commands
from desktop_app.gui.widgets.as_command import CommandDialog, command_button

HOSTILE = "-- $(rm -rf ~) 'x"
URL = "postgresql://u@db:5432/lab"
NAMED = "$(rm -rf ~) 'x"  # as people may name a target


@pytest.mark.parametrize(
    "words",
    [
        commands.back_up(HOSTILE),
        commands.verify(HOSTILE, Level.RESTORED),
        commands.drill(HOSTILE),
        commands.retry(7),
        commands.schedule(HOSTILE, JobKind.DRILL, "every sunday at 02:00"),
        commands.limits(NAMED, 3600, None),
        commands.limits(NAMED, None, 30),
        commands.retention(HOSTILE, Retention(daily=7, at_least=3).to_store()),
        commands.retention(HOSTILE, None),
        commands.remove_target(NAMED),
        commands.add_database(NAMED, URL, "nas", with_password=True),
        commands.add_server(NAMED, URL, "nas", ["a b"], "hourly", 60, with_password=False),
    ],
    ids=lambda words: words[0],
)
def test_the_command_line_knows_every_one(words: tuple[str, ...]) -> None:
    told = shlex.split(commands.line(*words, options=("--workspace", "cryo lab")))
    assert told[:3] == ["labvault", "--workspace", "cryo lab"]
    command = typer.main.get_command(app)
    rest, context = told[3:], typer.Context(command, info_name="labvault")
    while isinstance(command, typer.core.TyperGroup):
        _, found, rest = command.resolve_command(context, list(rest))
        assert found is not None
        command, context = found, typer.Context(found, parent=context)
    parsed = command.make_context("labvault", list(rest), resilient_parsing=False)
    if words[0] != "jobs" or words[1] != "retry":
        understood = str(list(parsed.params.values()))
        assert HOSTILE in understood or NAMED in understood


@pytest.mark.usefixtures("qapp")
def test_it_is_copied_only_when_asked_for(qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText("precious")
    dialog = CommandDialog("labvault backup lab")
    qtbot.addWidget(dialog)
    assert dialog.findChildren(QPlainTextEdit)[0].toPlainText() == "labvault backup lab"
    assert QGuiApplication.clipboard().text() == "precious"
    next(b for b in dialog.findChildren(QPushButton) if b.text() == "Copy").click()
    assert QGuiApplication.clipboard().text() == "labvault backup lab"


@pytest.mark.usefixtures("qapp")
def test_the_button_shows_what_holds_now(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    said, shown = ["one"], []
    made = command_button(lambda: said[0], about="lab")
    qtbot.addWidget(made)
    monkeypatch.setattr(CommandDialog, "exec", lambda self: shown.append(self.command))
    made.click()
    said[0] = "two"
    made.click()
    said[0] = ""
    made.click()
    assert shown == ["one", "two"]
    assert made.accessibleName() == "As a command: lab"
