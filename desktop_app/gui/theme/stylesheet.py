"""The style sheet, filled in with the tokens of a scheme."""

from __future__ import annotations

from dataclasses import fields
from string import Template

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from desktop_app.gui.theme import tokens
from desktop_app.gui.theme.tokens import DARK, LIGHT, Tokens
from desktop_app.resources import resource

NUMBERS = ("BODY_POINTS", "HEADING_POINTS", "NOTE_POINTS", "TITLE_POINTS", "RADIUS", "RADIUS_SMALL")

APPLIED = "labvault dark"


def style_sheet(scheme: Tokens) -> str:
    """Qt's style sheet for a scheme. Raises :class:`KeyError` for a name that is no token."""
    text = resource("style/window.qss").read_text(encoding="utf-8")
    colours = {field.name: getattr(scheme, field.name) for field in fields(scheme)}
    sizes = {name: str(getattr(tokens, name)) for name in NUMBERS}
    arrow = resource(f"icons/down-{'dark' if scheme.dark else 'light'}.svg")
    # Qt reads paths in a style sheet with slashes on every system.
    return Template(text).substitute(colours | sizes, down_arrow=arrow.as_posix())


def apply(application: QApplication, scheme: Tokens) -> None:
    """Dress the whole application; main thread only."""
    application.setStyle("Fusion")
    application.setProperty(APPLIED, scheme.dark)
    application.setPalette(_palette(scheme))
    application.setStyleSheet(style_sheet(scheme))


def applied(application: QCoreApplication) -> Tokens:
    """What :func:`apply` dressed it in, for what is painted without the style sheet."""
    return DARK if application.property(APPLIED) else LIGHT


def scheme_of(application: QApplication) -> Tokens:
    """What the system asks for now."""
    dark = application.styleHints().colorScheme() is Qt.ColorScheme.Dark
    return DARK if dark else LIGHT


def _palette(scheme: Tokens) -> QPalette:
    """For what the style sheet does not reach: links, cursors, disabled text."""
    palette = QPalette()
    role = QPalette.ColorRole
    for which, colour in (
        (role.Window, scheme.window),
        (role.Base, scheme.surface),
        (role.AlternateBase, scheme.window),
        (role.Button, scheme.surface),
        (role.Text, scheme.text),
        (role.WindowText, scheme.text),
        (role.ButtonText, scheme.text),
        (role.PlaceholderText, scheme.muted),
        (role.ToolTipBase, scheme.surface),
        (role.ToolTipText, scheme.text),
        (role.Highlight, scheme.accent),
        (role.HighlightedText, scheme.on_accent),
        (role.Link, scheme.accent),
        (role.Mid, scheme.hairline),
    ):
        palette.setColor(which, QColor(colour))
    return palette
