"""What the sections of the settings work with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QSettings

from desktop_app.gui.lab import Lab
from desktop_app.gui.surroundings import Surroundings


@dataclass(frozen=True)
class SettingsActions:
    """What the window does for the settings. ``show_workspace``: a window of that workspace in the
    place of this one, also of the same. ``open_repository`` is None where nothing opens an
    existing one. ``changed``: other pages look again. ``tell`` shows a title and
    a text on the desktop."""

    show_workspace: Callable[[str], object]
    make_kit: Callable[[str], None]
    open_repository: Callable[[], None] | None
    changed: Callable[[], None]
    tell: Callable[[str, str], object]


@dataclass(frozen=True)
class Office:
    """``settings`` are the window's own; the profile's are read where they are shown."""

    lab: Lab
    settings: QSettings
    surroundings: Surroundings
    actions: SettingsActions
