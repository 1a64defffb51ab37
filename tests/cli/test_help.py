"""The help: a technician finds each command, and reads what it does without a cut word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
import typer

from desktop_app.cli.app import app
from desktop_app.cli.help import GROUPS, rest
from tests.cli.conftest import CommandLine

WIDTH = 80
ROOT: Any = typer.main.get_command(app)
# Words with which a line begins that says what something is, not what the command does.
NOUNS = {"a", "all", "an", "every", "how", "one", "the", "what", "where", "whether", "who"}


def groups(
    command: Any = ROOT, path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every command that has commands, and how it is called."""
    if hasattr(command, "commands"):
        yield path, command
        for name, each in command.commands.items():
            yield from groups(each, (*path, name))


@pytest.mark.parametrize(("path", "group"), list(groups()), ids=lambda value: str(value)[:40])
def test_no_line_of_a_list_is_cut_or_wrapped(
    labvault: CommandLine, path: tuple[str, ...], group: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(WIDTH))  # as a terminal says it
    text = labvault.text(*path, "--help")
    lines = text.splitlines()
    assert max(map(len, lines)) <= WIDTH
    assert "..." not in text.split("[ARGS]...")[-1].replace("]...", "")
    for name, command in group.commands.items():
        if command.hidden:
            continue
        (line,) = [line for line in lines if re.match(rf"  {re.escape(name)}  ", line)]
        told = line.split(name, 1)[1].strip()
        assert told.endswith("."), line
        assert command.help.replace("\n", " ").startswith(told), line
        assert told.split()[0].strip(",").lower() not in NOUNS, line


def test_every_command_stands_in_one_group(labvault: CommandLine) -> None:
    assert rest(ROOT.commands) == ()
    named = [name for group in GROUPS.values() for name in group]
    assert len(named) == len(set(named))
    text = labvault.text("--help")
    headings = [line.rstrip(":") for line in text.splitlines() if line.endswith(":")]
    assert headings == ["Options", *GROUPS]


def test_a_command_that_nobody_grouped_is_listed_all_the_same() -> None:
    assert rest({"backup": 1, "new": 2}) == ("new",)
