"""Buttons by their role. A button names its effect; one primary button a screen."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QWidget


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


def menu_button(
    text: str, actions: Mapping[str, Callable[[], object]], parent: QWidget | None = None
) -> QPushButton:
    """A button that offers several things to do, each by its own words."""
    made = button(text, lambda: None, parent=parent)
    menu = QMenu(made)
    menu.setAccessibleName(text)
    for words, act in actions.items():
        menu.addAction(words).triggered.connect(lambda _checked=False, act=act: act())
    made.setMenu(menu)
    return made
