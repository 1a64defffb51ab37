"""All kinds of targets, in the order in which they are offered."""

from __future__ import annotations

from desktop_app.engine.kinds.registry import POSTGRESQL
from desktop_app.gui.kinds.kind import TargetKind
from desktop_app.gui.kinds.places import DatabasePlaces
from desktop_app.gui.kinds.postgresql.connect import ConnectStep
from desktop_app.gui.kinds.postgresql.editor import PostgresEditor
from desktop_app.gui.kinds.words import Words
from desktop_app.gui.text import later

KINDS = (
    TargetKind(
        key=POSTGRESQL,
        name=later("PostgreSQL databases"),
        sentence=later("One database, several, or all of a server. LabVault only reads them."),
        icon="postgresql.svg",
        connect=ConnectStep,
        editor=PostgresEditor,
        words=Words(),
        places=DatabasePlaces(),
    ),
)


def kind_of(key: str) -> TargetKind | None:
    """The kind that the catalog calls so; None for one that the window has no pages for."""
    return next((kind for kind in KINDS if kind.key == key), None)
