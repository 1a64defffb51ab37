"""All kinds of targets, in the order in which they are offered."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING

from desktop_app.engine.kinds.registry import ETHOSCOPE, FOLDER, MARIADB, POSTGRESQL, SQLITE
from desktop_app.gui.kinds.kind import ConnectionEditor, TargetKind
from desktop_app.gui.kinds.places import (
    DatabasePlaces,
    EthoscopePlaces,
    FilePlaces,
    FolderPlaces,
    MariaPlaces,
)
from desktop_app.gui.kinds.words import FileWords, MariaWords, SqliteWords, Words
from desktop_app.gui.text import later

if TYPE_CHECKING:
    from desktop_app.gui.lab import Lab
    from desktop_app.gui.wizards.protect.choice import ProtectChoice
    from desktop_app.gui.wizards.wizard import Step


# The drivers and libraries that they bring would be felt at the start of the window.
def _step(kind: str, name: str) -> Callable[[Lab, ProtectChoice], Step]:
    def make(lab: Lab, choice: ProtectChoice) -> Step:
        step: Step = getattr(import_module(f"{__package__}.{kind}.connect"), name)(lab, choice)
        return step

    return make


def _editor(kind: str, name: str) -> Callable[[Lab], ConnectionEditor]:
    def make(lab: Lab) -> ConnectionEditor:
        editor: ConnectionEditor = getattr(import_module(f"{__package__}.{kind}.editor"), name)(lab)
        return editor

    return make


KINDS = (
    TargetKind(
        key=POSTGRESQL,
        name=later("PostgreSQL databases"),
        sentence=later("One database, several, or all of a server. LabVault only reads them."),
        icon="postgresql.svg",
        connect=_step("postgresql", "ConnectStep"),
        editor=_editor("postgresql", "PostgresEditor"),
        words=Words(),
        places=DatabasePlaces(),
    ),
    TargetKind(
        key=FOLDER,
        name=later("A folder"),
        sentence=later("Films, results, whatever lies in files, with patterns for what to take."),
        icon="folder.svg",
        connect=_step("folder", "FolderStep"),
        editor=_editor("folder", "FolderEditor"),
        words=FileWords(),
        places=FolderPlaces(),
    ),
    TargetKind(
        key=ETHOSCOPE,
        name=later("Ethoscopes"),
        sentence=later("Runs of devices that film flies: their databases and their films."),
        icon="ethoscope.svg",
        connect=_step("ethoscope", "EthoscopeStep"),
        editor=_editor("ethoscope", "EthoscopeEditor"),
        words=FileWords(),
        places=EthoscopePlaces(),
    ),
    TargetKind(
        key=MARIADB,
        name=later("MariaDB or MySQL databases"),
        sentence=later("One database of a server, or several, with their users and routines."),
        icon="mariadb.svg",
        connect=_step("mariadb", "MariaStep"),
        editor=_editor("mariadb", "MariaEditor"),
        words=MariaWords(),
        places=MariaPlaces(),
    ),
    TargetKind(
        key=SQLITE,
        name=later("An SQLite file"),
        sentence=later("One database file, also while programs write to it."),
        icon="sqlite.svg",
        connect=_step("sqlite", "SqliteStep"),
        editor=_editor("sqlite", "SqliteEditor"),
        words=SqliteWords(),
        places=FilePlaces(),
    ),
)


def words_of(key: str) -> Words:
    """What the things of a kind are called; of an unknown one, as of a database."""
    kind = kind_of(key)
    return kind.words if kind else Words()


def kind_of(key: str) -> TargetKind | None:
    """The kind that the catalog calls so; None for one that the window has no pages for."""
    return next((kind for kind in KINDS if kind.key == key), None)
