"""Colours of tones where no style sheet reaches: in the cells of a table, in a drawn icon."""

from __future__ import annotations

from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from desktop_app.gui.models.state import Tone
from desktop_app.gui.theme import stylesheet


def colour_of(tone: Tone) -> QColor:
    """A tone's colour in the scheme that the application wears now; main thread only."""
    application = QApplication.instance()
    assert application is not None
    return QColor(str(getattr(stylesheet.applied(application), tone.value)))
