"""A command line to call, and a small laboratory on a real server to call it about."""

from __future__ import annotations

import json
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import psycopg
import pytest

from desktop_app.cli.app import run
from desktop_app.cli.interrupts import SIGNALS
from desktop_app.engine.sources.postgres.connection import Address
from desktop_app.settings import Settings, read_settings
from tests.servers import Server

LABORATORY = """
CREATE SCHEMA lab;
CREATE TABLE lab.molecule (id integer PRIMARY KEY, name text);
INSERT INTO lab.molecule SELECT n, 'molecule ' || n FROM generate_series(1, 500) n;
CREATE TABLE lab.mixture (id integer PRIMARY KEY, molecule integer REFERENCES lab.molecule);
INSERT INTO lab.mixture SELECT n, n FROM generate_series(1, 100) n;
CREATE TABLE public.note (text text);
INSERT INTO public.note VALUES (E'a\\nb\\033[31m'), (NULL);
"""


@contextmanager
def signals_as_they_were() -> Iterator[None]:
    """A call handles signals until its process ends, which here goes on."""
    before = {number: signal.getsignal(number) for number in SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@dataclass(frozen=True)
class Called:
    """What one call of the command line gave."""

    code: int
    out: str
    err: str

    def document(self) -> Any:
        """stdout as the one JSON document it must be."""
        return json.loads(self.out)

    def faults(self) -> list[str]:
        """What stderr tells of faults. Beside them may stand how far it came, where that took a
        quarter of a second."""
        return [line for line in self.err.splitlines() if line.startswith("labvault: ")]


@dataclass
class CommandLine:
    """Calls the command line in this process, as ``__main__`` does, with its own profile."""

    capture: pytest.CaptureFixture[str]
    settings: Settings
    always: tuple[str, ...] = ()  # options that stand before every command

    def __call__(self, *arguments: str, **settings: object) -> Called:
        self.capture.readouterr()
        with signals_as_they_were():
            code = run((*self.always, *arguments), replace(self.settings, **settings))  # type: ignore[arg-type]
        told = self.capture.readouterr()
        assert "Traceback" not in told.err + told.out
        return Called(code, told.out, told.err)

    def json(self, *arguments: str, code: int = 0) -> Any:
        """Call with ``--json``; returns the document."""
        called = self("--json", *arguments)
        assert called.code == code, called
        return called.document()

    def text(self, *arguments: str, code: int = 0) -> str:
        """Call without; returns what stands on stdout."""
        called = self(*arguments)
        assert called.code == code, called
        return called.out


@pytest.fixture
def labvault(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    """The command line with an empty profile and a passphrase."""
    environment = {
        "LABVAULT_PROFILE": str(tmp_path / "profile"),
        "LABVAULT_PASSPHRASE": "correct horse",
    }
    return CommandLine(capsys, read_settings(environment))


@pytest.fixture(scope="session")
def laboratory(pg17: Server) -> Iterator[Address]:
    """A database that no test changes."""
    address = pg17.create_database("cli_laboratory")
    with psycopg.connect(address.conninfo(), autocommit=True) as connection:
        connection.execute(LABORATORY)
    yield address
    pg17.drop_database(address)


@pytest.fixture
def ready(labvault: CommandLine, laboratory: Address, tmp_path: Path) -> CommandLine:
    """A repository ``nas`` and a target ``lab`` in it."""
    assert labvault("repository", "create", "nas", str(tmp_path / "nas")).code == 0
    add_target(labvault, laboratory)
    return labvault


def add_target(labvault: CommandLine, address: Address, name: str = "lab") -> None:
    """Name a database."""
    added = labvault(
        "target", "add", "postgresql", name, "--url", address.url(), "--repository", "nas"
    )
    assert added.code == 0, added
