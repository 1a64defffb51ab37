"""What the page of snapshots and the restore wizard show as commands, the command line knows."""

from __future__ import annotations

import shlex
from dataclasses import replace

import pytest
import typer

from desktop_app.cli.app import app
from desktop_app.engine.model import Level
from desktop_app.engine.sources.base import Existing, Interrupted, Way
from desktop_app.gui import commands
from desktop_app.gui.wizards.restore.choice import RestoreChoice
from tests.engine.repository.material import draft

ID = "ab" * 32
HOSTILE = "-- $(rm -rf ~) 'x"
RESTORE = RestoreChoice(
    snapshot=replace(draft(), id=ID),
    to="postgresql://db/lab",
    only=("--lab", HOSTILE),
    way=Way.REPLACE,
    disconnect=True,
    interrupted=Interrupted.RESUME,
)

OVER = RestoreChoice(
    snapshot=replace(draft(), id=ID, target_kind="folder"),
    to="/data/films",
    way=Way.OVER,
    existing=Existing.BOTH,
)


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        (commands.show(ID), ["ab" * 6]),
        (commands.verify_snapshot(ID, Level.RESTORED), ["restored", "ab" * 6]),
        (commands.compare(ID, "cd" * 32), ["ab" * 6, "cd" * 6]),
        (commands.label(ID, "-v", HOSTILE, keep=False), ["-v", HOSTILE, "False"]),
        (commands.label(ID, "", "", keep=True), ["True"]),
        (commands.export(ID, HOSTILE), [HOSTILE]),
        (commands.search(HOSTILE), [HOSTILE]),
        (RESTORE.command(), ["ab" * 6, "--lab", HOSTILE, "postgresql://db/lab", "True"]),
        (OVER.command(), ["ab" * 6, "/data/films", "both", "True"]),
    ],
    ids=lambda each: str(each[0]) if isinstance(each, tuple) else "",
)
def test_the_command_line_means_the_same(words: tuple[str, ...], meant: list[str]) -> None:
    told = shlex.split(commands.line(*words))
    whole = typer.main.get_command(app)
    context = typer.Context(whole, info_name="labvault")
    assert isinstance(whole, typer.core.TyperGroup)
    _, command, rest = whole.resolve_command(context, told[1:])
    assert command is not None
    parsed = command.make_context("labvault", list(rest))
    values = [
        str(each)
        for value in parsed.params.values()
        for each in (value if isinstance(value, list | tuple) else [value])
    ]
    for each in meant:
        assert each in values, values


def test_nothing_is_a_command_before_enough_was_chosen() -> None:
    assert RestoreChoice().command() == ()
    assert replace(RESTORE, to="").command() == ()
    assert "--disconnect" not in replace(RESTORE, way=Way.NEW).command()
