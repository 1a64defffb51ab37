"""A whole number to be typed."""

from __future__ import annotations

from PySide6.QtWidgets import QSpinBox

from desktop_app.gui.theme.tokens import GRID


class NumberField(QSpinBox):
    """``none`` is what the lowest number reads as, if it has words of its own.

    Its buttons are hidden by the style sheet: switched off, Qt would squeeze the line in it. The
    style sheet's padding does not reach that line either.
    """

    def __init__(self, name: str, low: int, high: int, none: str = "") -> None:
        super().__init__()
        self.setRange(low, high)
        self.setSpecialValueText(none)
        self.setAccessibleName(name)
        margin = GRID + GRID // 4
        self.lineEdit().setTextMargins(margin, 0, margin, 0)
