"""Both schemes can be read, and the style sheet knows every name it uses."""

from __future__ import annotations

import re

import pytest

from desktop_app.gui.theme.stylesheet import style_sheet
from desktop_app.gui.theme.tokens import DARK, LIGHT, Tokens

ENOUGH = 4.5
PAIRS = [
    ("text", "window"),
    ("text", "surface"),
    ("muted", "window"),
    ("muted", "surface"),
    ("accent", "surface"),
    ("accent", "accent_soft"),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("ok", "ok_soft"),
    ("warning", "warning_soft"),
    ("bad", "bad_soft"),
    ("none", "none_soft"),
    ("ok", "surface"),
    ("warning", "surface"),
    ("bad", "surface"),
    *((tone, "accent_soft") for tone in ("text", "ok", "warning", "bad", "none")),
    ("text", "bad_soft"),
    ("text", "warning_soft"),
]


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "surface"), PAIRS)
def test_all_text_can_be_read(scheme: Tokens, text: str, surface: str) -> None:
    assert contrast(getattr(scheme, text), getattr(scheme, surface)) >= ENOUGH


def test_the_contrast_of_black_on_white() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
def test_the_style_sheet_is_filled_in(scheme: Tokens) -> None:
    sheet = style_sheet(scheme)
    assert "$" not in sheet
    assert scheme.accent in sheet


def contrast(one: str, other: str) -> float:
    """WCAG 2.2, "contrast ratio"."""
    brighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    parts = [int(part, 16) / 255 for part in re.findall("..", colour[1:])]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
