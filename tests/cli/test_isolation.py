"""Nothing crosses from one workspace into another: two with the same names, walked through."""

from __future__ import annotations

import hashlib
import inspect
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import typer

from desktop_app.cli.app import app
from desktop_app.engine.catalog.catalog import Catalog
from desktop_app.engine.sources.postgres.connection import Address
from tests.cli.conftest import CommandLine, add_target

LOOKING = {"list", "show", "status", "snapshots", "log", "due", "audit"}
NOT_ITS_OWN = {
    ("workspace", "list"),
    ("workspace", "show"),
    ("catalog", "show"),
    ("settings", "show"),
}


def commands() -> Iterator[tuple[str, ...]]:
    """All commands that only look and need no argument."""

    def walk(command: Any, path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        for name, child in getattr(command, "commands", {}).items():
            yield from walk(child, (*path, name))
        needed = [parameter.name for parameter in command.params if parameter.required]
        if path and path[-1] in LOOKING and not needed and not hasattr(command, "commands"):
            yield path

    yield from (path for path in walk(typer.main.get_command(app), ()) if path not in NOT_ITS_OWN)


def fill(
    labvault: CommandLine, name: str, laboratory: Address, place: Path, backups: int
) -> CommandLine:
    """A workspace with a repository ``nas``, a target ``lab``, snapshots and verifications."""
    if name != "default":
        labvault.json("workspace", "create", name)
    inside = CommandLine(labvault.capture, labvault.settings, ("--workspace", name))
    assert inside("repository", "create", "nas", str(place)).code == 0
    add_target(inside, laboratory)
    for _ in range(backups):
        inside.json("backup", "lab")
    inside.json("verify", "latest:lab", "--level", "bytes")
    return inside


def seen(inside: CommandLine) -> dict[str, str]:
    """What every looking command tells, less how long ago that is."""
    told = {}
    for command in commands():
        called = inside("--json", *command)
        assert called.code in (0, 1), (command, called)
        told[" ".join(command)] = json.dumps(ageless(called.document()))
    return told


def ageless(document: Any) -> Any:
    if isinstance(document, dict):
        return {k: ageless(v) for k, v in document.items() if not k.startswith("age")}
    return [ageless(each) for each in document] if isinstance(document, list) else document


def queried(folder: Path, workspace: str) -> dict[str, str]:
    """What every query of every class answers that needs no argument."""
    catalog = Catalog(folder)
    records, told = catalog.of(workspace), {}
    for noun, queries in vars(records).items():
        for name, method in inspect.getmembers(queries, inspect.ismethod):
            needed = [
                parameter
                for parameter in inspect.signature(method).parameters.values()
                if parameter.default is parameter.empty
            ]
            if not name.startswith("_") and not needed and name not in ("retry", "close"):
                told[f"{noun}.{name}"] = repr(method())
    catalog.close()
    return told


def hashes(folder: Path) -> dict[str, str]:
    """Of every file of a repository."""
    files = (file for file in folder.rglob("*") if file.is_file())
    return {str(f): hashlib.blake2b(f.read_bytes()).hexdigest() for f in sorted(files)}


def rows(file: Path) -> dict[str, list[Any]]:
    """All rows of the catalog."""
    with closing(sqlite3.connect(file)) as connection:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        return {
            name: connection.execute(f'SELECT * FROM "{name}"').fetchall()
            for (name,) in names.fetchall()
        }


@pytest.mark.parametrize("with_data", [False, True])
def test_no_workspace_sees_or_touches_another(
    labvault: CommandLine, laboratory: Address, tmp_path: Path, with_data: bool
) -> None:
    profile, ours_place, theirs_place = tmp_path / "profile", tmp_path / "ours", tmp_path / "theirs"
    ours = fill(labvault, "genetics", laboratory, ours_place, backups=1)
    before, queries = seen(ours), queried(profile, "genetics")
    assert {"target list", "snapshots", "status", "repository list"} <= before.keys()
    assert {"snapshots.list", "jobs.list", "verifications.levels"} <= queries.keys()
    alone, files = rows(profile / "catalog.sqlite"), hashes(ours_place)

    theirs = fill(labvault, "physics", laboratory, theirs_place, backups=2)
    assert seen(ours) == before
    assert queried(profile, "genetics") == queries
    (snapshot,) = (found["id"] for found in ours.json("snapshots"))
    other = seen(theirs)
    assert snapshot not in "".join(other.values())
    assert str(ours_place) not in "".join(other.values())
    for command in (
        ("show", snapshot),
        ("verify", snapshot),
        ("export", snapshot, "--output", "x"),
    ):
        assert theirs(*command).code == 2, command
    assert hashes(ours_place) == files

    more = ("--with-data",) if with_data else ()
    labvault.json("workspace", "delete", "physics", "--confirm", "physics", *more)
    assert seen(ours) == before
    assert queried(profile, "genetics") == queries
    assert rows(profile / "catalog.sqlite") == alone
    assert hashes(ours_place) == files
    assert (theirs_place / "labvault.json").exists() is not with_data
    ours.json("verify", "latest:lab", "--level", "structure")
