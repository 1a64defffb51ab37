"""What a kind of target gives the window."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.engine.catalog.entries import TargetEntry
from desktop_app.engine.dataclass import dataclass
from desktop_app.gui.kinds.places import Places
from desktop_app.gui.kinds.words import Words

if TYPE_CHECKING:
    from desktop_app.gui.lab import Lab
    from desktop_app.gui.wizards.protect.choice import ProtectChoice
    from desktop_app.gui.wizards.wizard import Step


class ConnectionEditor(QWidget):
    """Where a target is, to be looked at, tried and changed. ``changed``: a person typed."""

    changed = Signal()

    def fill(self, entry: TargetEntry) -> None:
        """Show where it is."""
        raise NotImplementedError

    def check(self) -> bool:
        """Whether what is typed can be meant; what cannot stands below its field."""
        raise NotImplementedError

    def changed_from(self, entry: TargetEntry) -> TargetEntry:
        """The entry with what the fields say; :meth:`check` first."""
        raise NotImplementedError

    def secrets(self) -> Mapping[str, str]:
        """What is to go into the keyring, by its name there."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class TargetKind:
    """``key`` as the catalog keeps it. ``name`` and ``sentence`` are texts to be translated,
    ``icon`` a file below ``resources/icons``.

    ``connect`` makes the wizard's step that fills in what is to be added; ``editor`` the form for
    one target. ``words`` are what its things are called, ``places`` where a restore can go.
    """

    key: str
    name: str
    sentence: str
    icon: str
    connect: Callable[[Lab, ProtectChoice], Step]
    editor: Callable[[Lab], ConnectionEditor]
    words: Words
    places: Places
