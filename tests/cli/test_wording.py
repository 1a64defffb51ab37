"""Every error has words: what, why, what to do, in one line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import typer

from desktop_app.cli.app import app
from desktop_app.cli.wording import ABSTRACT, LISTS, WORDS, exit_code, sentence
from desktop_app.engine import errors
from tests.made_errors import made, types_of

HOSTILE = "odd\nname\x1b[31m{where}\u202eend."


def kinds(base: type[errors.LabVaultError] = errors.LabVaultError) -> Iterator[Any]:
    """Those of the tree; what a module defines for itself is told in its parent's words."""
    for kind in base.__subclasses__():
        if kind.__module__ == errors.__name__:
            yield kind
        yield from kinds(kind)


CONCRETE = sorted(set(kinds()) - ABSTRACT, key=lambda kind: kind.__name__)


@pytest.mark.parametrize("kind", CONCRETE, ids=lambda kind: kind.__name__)
def test_an_error_has_words_of_its_own(kind: Any) -> None:
    assert kind in WORDS, f"{kind.__name__} has no words in cli/wording.py"
    line = sentence(made(kind, HOSTILE))
    assert "\n" not in line
    assert "\x1b" not in line
    assert "\u202e" not in line
    what, why = line.split(": ", 1)
    assert what
    assert ". " in why, "there is no advice after the reason"
    assert line.endswith(".")
    for field in vars(made(kind, HOSTILE)):
        if types_of(kind)[field] is bool:  # for programs
            continue
        assert f"{{{field}}}" in WORDS[kind], f"{field} is not told"


def test_the_tree_has_an_exit_code_for_each() -> None:
    assert exit_code(errors.UnknownName("target", "x")) == 2
    assert exit_code(errors.Missing("packs/ab", "is gone")) == 1
    assert exit_code(errors.NoSpace("/")) == 3
    assert exit_code(errors.Cancelled()) == 130
    assert exit_code(errors.Bug("x")) == 4


def test_a_command_is_told_as_it_is_typed() -> None:
    line = sentence(errors.QuotaReached("my lab's", "targets", 3, 1, 3))
    assert "of the workspace my lab's is 3" in line
    assert """`labvault workspace change 'my lab'"'"'s'`.""" in line


def test_what_needs_newer_tools_is_told() -> None:
    line = sentence(errors.ToolTooOld("pg_dump", 15, 17, by="the archive"))
    assert line.startswith("pg_dump 15 is too old: the archive needs 17 or newer.")
    line = sentence(errors.ProgramMissing("postgres", "/lib/bin"))
    assert line.startswith("No database server can be started: postgres is not in /lib/bin.")


def test_a_reason_of_several_lines_becomes_one() -> None:
    line = sentence(errors.ServerRefused("copying", 'ERROR: no\nDETAIL:  why "so".\n'))
    assert 'ERROR: no; DETAIL:  why "so". Correct' in line


def test_the_command_that_lists_such_names_is_told() -> None:
    expected = "No kept database is called a: it is not known here. Look at `labvault kept list "
    assert sentence(errors.UnknownName("kept database", "a")) == expected + "URL`."
    assert "Look at `labvault target list`." in sentence(errors.UnknownName("target", "a"))
    assert "`labvault repository list`" in sentence(errors.UnknownName("odd", "a"))


@pytest.mark.parametrize("command", sorted({*LISTS.values()} - {LISTS["database"]}))
def test_a_command_that_lists_is_there(command: str) -> None:
    found: Any = typer.main.get_command(app)
    for word in command.strip("`").split()[1:]:
        if word.islower():
            found = found.commands[word]
