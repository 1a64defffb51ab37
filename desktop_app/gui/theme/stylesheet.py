"""The style sheet, filled in with the tokens of a scheme."""

from __future__ import annotations

from dataclasses import fields
from string import Template

from PySide6.QtCore import QCoreApplication, QSettings, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from desktop_app.gui.theme import tokens
from desktop_app.gui.theme.tokens import DARK, LIGHT, Tokens
from desktop_app.resources import resource

NUMBERS = ("BODY_POINTS", "HEADING_POINTS", "NOTE_POINTS", "TITLE_POINTS", "RADIUS", "RADIUS_SMALL")

APPLIED = "labvault dark"
CHOSEN = "labvault scheme"
SETTING = "scheme"
SCHEMES = {"light": LIGHT, "dark": DARK}
SYSTEM = ""


def style_sheet(scheme: Tokens) -> str:
    """Qt's style sheet for a scheme. Raises :class:`KeyError` for a name that is no token."""
    text = resource("style/window.qss").read_text(encoding="utf-8")
    colours = {field.name: getattr(scheme, field.name) for field in fields(scheme)}
    sizes = {name: str(getattr(tokens, name)) for name in NUMBERS}
    kind = "dark" if scheme.dark else "light"
    # Qt reads paths in a style sheet with slashes on every system.
    icons = {
        "down_arrow": resource(f"icons/down-{kind}.svg").as_posix(),
        "check_mark": resource(f"icons/check-{kind}.svg").as_posix(),
        "part_mark": resource(f"icons/part-{kind}.svg").as_posix(),
    }
    return Template(text).substitute(colours | sizes | icons)


def apply(application: QApplication, scheme: Tokens) -> None:
    """Dress the whole application; main thread only."""
    application.setStyle("Fusion")
    application.setProperty(APPLIED, scheme.dark)
    application.setPalette(_palette(scheme))
    application.setStyleSheet(style_sheet(scheme))


def applied(application: QCoreApplication) -> Tokens:
    """What :func:`apply` dressed it in, for what is painted without the style sheet."""
    return DARK if application.property(APPLIED) else LIGHT


def chosen(settings: QSettings) -> str:
    """What a person chose: a key of :data:`SCHEMES`, or empty to follow the system."""
    value = str(settings.value(SETTING, SYSTEM))
    return value if value in SCHEMES else SYSTEM


def wear(application: QApplication, choice: str) -> None:
    """From now on this scheme, or the system's; main thread only."""
    application.setProperty(CHOSEN, choice)
    apply(application, scheme_of(application))


def scheme_of(application: QApplication) -> Tokens:
    """What a person chose, or else what the system asks for now."""
    wanted = SCHEMES.get(str(application.property(CHOSEN)))
    if wanted is not None:
        return wanted
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
