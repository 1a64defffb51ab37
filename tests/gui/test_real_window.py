"""A real window, as it is started, under a window manager; used with the keyboard alone, through
what a screen reader tells of it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from desktop_app.engine.sources.postgres.connection import Address
from tests.gui.conftest import PASSPHRASE
from tests.gui.desktop import Desktop, patiently
from tests.gui.keyboard import Person
from tests.servers import Server

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="X11 and D-Bus")

Steps = dict[str, Callable[[], None]]


def fill(database: Address) -> None:
    with psycopg.connect(database.conninfo()) as connection:
        connection.execute("CREATE TABLE readings (id integer PRIMARY KEY, value text)")
        connection.execute(
            "INSERT INTO readings SELECT n, md5(n::text) FROM generate_series(1, 500) n"
        )


def rows(database: Address) -> list[tuple[object, ...]]:
    with psycopg.connect(database.conninfo()) as connection:
        return connection.execute("SELECT * FROM readings ORDER BY id").fetchall()


def walk(person: Person, steps: Steps, last: str, working: str = "") -> None:
    """Through a wizard: what is to be done in a step, by its name, then its primary button. The
    step ``working`` goes on by itself."""
    while (step := person.step()) != last:
        if step == working:
            patiently(lambda: person.step() != working, f"an end of {working!r}")
        else:
            steps.get(step, lambda: None)()
            person.go_on()


def protect(person: Person, database: Address, folder: Path) -> None:
    """The first-run wizard, from the overview's one button to its end."""

    def source() -> None:
        person.write("Server", database.host)
        person.write("Port", str(database.port))
        person.write("User", database.user)
        person.write("Database", database.database)
        person.press("Connect")
        person.reads("●  The server answers")

    def store() -> None:
        person.write("Folder of the new repository", str(folder))
        person.write("Name of the new repository", "nas")

    def passphrase() -> None:
        for name in ("Passphrase", "The same again"):
            person.write(name, PASSPHRASE, secret=True)

    def groups() -> None:
        label = person.sees(lambda each: each.name == "Recovery key", "the recovery key")
        key = patiently(lambda: person.reader.description_of(label), "the recovery key")
        asked = {each.name for each in person.shown()}
        for at, group in enumerate(key.split("-"), 1):
            if f"Group {at}" in asked:
                person.write(f"Group {at}", group.lower())

    steps = {"Connect": source, "Where": store, "Passphrase": passphrase, "Recovery key": groups}
    walk(person, steps, "First backup")
    person.reads(f"{database.database} is protected")
    person.press("Finish")


def test_protected_damaged_and_brought_back_with_the_keyboard_alone(
    place: Desktop, person: Person, database: Address, pg17: Server, tmp_path: Path
) -> None:
    fill(database)
    before = rows(database)
    program = place.labvault(tmp_path / "profile")
    person.window("LabVault")
    person.reads("Nothing is protected yet")
    person.press("Protect something")
    person.window("Protect a target")
    protect(person, database, tmp_path / "store")

    with psycopg.connect(database.conninfo()) as connection:
        connection.execute("DELETE FROM readings WHERE id > 100")
    person.window("LabVault")
    person.press("Restore…")
    person.window("Restore")
    walk(person, {}, "Proof", working="Restore")
    person.reads("Equal: 1 of 1 table")
    person.press("Close")
    restored = f"{database.database}_restored"
    assert rows(database.with_database(restored)) == before
    assert len(rows(database)) == 100
    pg17.drop_database(restored)
    assert program.poll() is None
