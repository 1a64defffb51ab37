"""A bar that shows a part of a whole, or that nobody knows the whole."""

from __future__ import annotations

from PySide6.QtWidgets import QProgressBar, QWidget

FINE = 1000  # steps of the bar


class PartBar(QProgressBar):
    """``name`` is what it is called by a screen reader."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setRange(0, FINE)
        self.setTextVisible(False)
        self.setAccessibleName(name)

    def hold(self) -> None:
        """Stop moving; a part that was shown stays."""
        self.setRange(0, FINE)

    def show_part(self, part: float | None) -> None:
        """From 0 to 1; None moves without an end in sight."""
        self.setRange(0, FINE if part is not None else 0)
        if part is not None:
            self.setValue(round(min(1.0, part) * FINE))
