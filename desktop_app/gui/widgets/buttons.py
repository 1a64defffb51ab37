"""Buttons by their role. A button names its effect; one primary button a screen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget


def button(
    text: str,
    pressed: Callable[[], object],
    role: str = "",
    *,
    about: str = "",
    parent: QWidget | None = None,
) -> QPushButton:
    """``about`` completes the accessible name where several buttons say the same."""
    made = QPushButton(text, parent)
    made.setAutoDefault(False)
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    if role:
        made.setProperty("role", role)
    made.setAccessibleName(f"{text}: {about}" if about else text)
    made.clicked.connect(lambda _checked=False: pressed())
    return made
