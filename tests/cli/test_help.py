"""The help: a technician finds each command, and reads what it does without a cut word."""

from __future__ import annotations

import importlib
import pkgutil
import re
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
import typer

import desktop_app.cli
from desktop_app.cli.app import app
from desktop_app.cli.help import GROUPS, MODULES
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
    named = [name for group in GROUPS.values() for name in group]
    assert len(named) == len(set(named))
    text = labvault.text("--help")
    headings = [line.rstrip(":") for line in text.splitlines() if line.endswith(":")]
    assert headings == ["Options", *GROUPS]


def test_every_module_with_a_command_is_in_the_help() -> None:
    there = {each.name for each in pkgutil.iter_modules(desktop_app.cli.__path__)}
    modules = {MODULES.get(name, name) for name in ROOT.commands}
    assert modules <= there
    for name in there - modules:
        module = importlib.import_module(f"desktop_app.cli.{name}")
        assert name == "app" or not isinstance(getattr(module, "app", None), typer.Typer), name


def test_only_the_module_of_the_command_is_loaded() -> None:
    code = """
import sys
from desktop_app.cli.app import run
from desktop_app.settings import Settings
run(["backup", "--help"], Settings())
loaded = [name for name in sys.modules if name.startswith("desktop_app.")]
assert "desktop_app.cli.backup" in loaded
assert "desktop_app.cli.restore" not in loaded, loaded
assert not any(name.startswith("desktop_app.engine.catalog.catalog") for name in loaded), loaded
"""
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
