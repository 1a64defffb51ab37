"""The icon in a real tray, its menu, and the notification of a failure at a real daemon."""

from __future__ import annotations

import sys
from contextlib import closing
from pathlib import Path

import pytest

from desktop_app.credentials import Credentials
from desktop_app.engine.catalog.catalog import Catalog
from desktop_app.engine.catalog.entries import TargetEntry
from desktop_app.engine.sources.postgres.connection import Address
from desktop_app.engine.workspace import Workspace
from desktop_app.settings import read_settings
from tests.gui.conftest import PASSPHRASE
from tests.gui.desktop import LONG, TRAY, Desktop, patiently
from tests.gui.keyboard import Person

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="X11 and D-Bus")


def test_the_tray_and_a_notification_lead_to_what_failed(
    place: Desktop, person: Person, database: Address, tmp_path: Path
) -> None:
    profile = tmp_path / "profile"
    protect_in_vain(profile, database, tmp_path / "store")
    program = place.labvault(profile)
    person.window("LabVault")
    assert place.docked() == []
    place.start(*TRAY)  # later than the window, as it happens at log-in
    patiently(lambda: place.docked() == ["LabVault"], "an icon in the tray")

    place.keys("alt+F4")
    patiently(lambda: displayed(place) == 1, "words that it goes on in the tray")
    place.run("dunstctl", "close")
    patiently(
        lambda: "goes on in the tray" in place.run("dunstctl", "history"), "the same, as read"
    )
    patiently(lambda: person.reader.active() is None, "a closed window")
    assert program.poll() is None

    choose_in_tray(person, "Pause for an hour")
    patiently(lambda: resting(profile) == ["lab"], "a pause")
    choose_in_tray(person, "Go on now (paused until ")
    patiently(lambda: resting(profile) == [], "an end of the pause")

    choose_in_tray(person, "Back up now")
    patiently(lambda: displayed(place) == 1, "a notification of the failure")
    place.run("dunstctl", "action", "0")
    person.window("LabVault")
    person.reads("Backup: ▲  Failed")
    person.reads("This is not known here. No database is called gone.")

    told = choose_in_tray(person, "Quit")
    assert told == ["Back up now", "Pause for an hour", "Open", "Quit"]
    assert program.wait(LONG) == 0
    assert "Traceback" not in place.log.read_text()


def protect_in_vain(profile: Path, database: Address, store: Path) -> None:
    """A target that no backup succeeds of: the server knows no such database."""
    credentials = Credentials(read_settings({"LABVAULT_PASSPHRASE": PASSPHRASE}))
    profile.mkdir()
    with Workspace(profile, credentials, "default") as workspace:
        workspace.create_repository("nas", str(store), PASSPHRASE)[0].repository.close()
        url = database.with_database("gone").url()
        workspace.catalog.targets.add(TargetEntry("lab", "postgresql", url, "nas"))


def displayed(place: Desktop) -> int:
    """How many notifications are seen now."""
    return int(place.run("dunstctl", "count", "displayed") or 0)


def resting(profile: Path) -> list[str]:
    with closing(Catalog(profile)) as catalog:
        return [t.name for t in catalog.of("default").targets.list() if t.paused]


def choose_in_tray(person: Person, entry: str) -> list[str]:
    """Do what an entry of the icon's menu says, by the beginning of its words; returns what was
    told on the way down to it. The menu is opened as only a mouse can where trays are old."""
    person.desktop.click(*person.desktop.place_of_icon(), button=3)
    told: list[str] = []

    def is_there() -> bool:
        focus = person.moves("Down")
        if focus is not None and focus.role == "menu item":
            told.append(focus.name)
        return bool(told) and told[-1].startswith(entry)

    patiently(is_there, f"{entry!r} in the menu of the tray")
    person.desktop.keys("Return")
    return told
