"""Surfaces: a card, a banner that says what is wrong and what to do, a hairline."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop_app.gui.models.state import Tone
from desktop_app.gui.theme.tokens import GRID, MARGIN_INSIDE
from desktop_app.gui.widgets.labels import label, paragraph, set_tone


class Card(QFrame):
    """A surface with a hairline around it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")


class Banner(QFrame):
    """Something that a person must know: what, why, and the buttons that mend it."""

    def __init__(
        self,
        tone: Tone,
        what: str,
        why: str,
        buttons: Sequence[QPushButton] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "banner")
        set_tone(self, tone)
        self.setAccessibleName(f"{what}. {why}")
        row = QHBoxLayout(self)
        row.setContentsMargins(MARGIN_INSIDE, GRID + 4, GRID + 4, GRID + 4)
        row.setSpacing(GRID)
        words = QVBoxLayout()
        words.setSpacing(2)
        title = label(f"{tone.shape}  {what}", "strong")
        title.setWordWrap(True)
        set_tone(title, tone)
        words.addWidget(title)
        if why:
            words.addWidget(paragraph(why))
        row.addLayout(words, 1)
        for each in buttons:
            row.addWidget(each)


def hairline(parent: QWidget | None = None) -> QFrame:
    line = QFrame(parent)
    line.setProperty("role", "hairline")
    return line
