"""The names of colours, sizes and type, with their values for light and dark.

Contrast of every text colour on every surface it is used on is at least 4.5 : 1; a test
computes it.
"""

from __future__ import annotations

from desktop_app.engine.dataclass import dataclass

GRID = 8
MARGIN_OUTSIDE = 32
MARGIN_INSIDE = 20
RADIUS = 8
RADIUS_SMALL = 6
NAVIGATION_WIDTH = 208
SECTIONS_WIDTH = 160
FORM_WIDTH, FORM_HEIGHT = 760, 520
STATUS_HEIGHT = 36
CARD_HEIGHT = 108

BODY_POINTS, HEADING_POINTS, NOTE_POINTS, TITLE_POINTS = 10, 20, 9, 12


@dataclass(frozen=True, slots=True)
class Tokens:
    """Colours as ``#rrggbb``. ``x_soft`` is the surface that ``x`` is written on."""

    dark: bool
    window: str
    surface: str
    text: str
    muted: str
    hairline: str
    accent: str
    accent_hover: str
    accent_soft: str
    on_accent: str
    ok: str
    ok_soft: str
    warning: str
    warning_soft: str
    bad: str
    bad_soft: str
    none: str
    none_soft: str


LIGHT = Tokens(
    dark=False,
    window="#f5f7f9",
    surface="#ffffff",
    text="#1b2733",
    muted="#5a6875",
    hairline="#dfe4e8",
    accent="#0b6e6e",
    accent_hover="#095b5b",
    accent_soft="#e1f1f0",
    on_accent="#ffffff",
    ok="#1c7044",
    ok_soft="#e3f4ea",
    warning="#855600",
    warning_soft="#fff3d6",
    bad="#b3261e",
    bad_soft="#fce4e2",
    none="#55626e",
    none_soft="#eef1f4",
)

DARK = Tokens(
    dark=True,
    window="#14191e",
    surface="#1c232a",
    text="#e6ebef",
    muted="#9aa7b3",
    hairline="#2f3942",
    accent="#57c2bd",
    accent_hover="#74d2ce",
    accent_soft="#17393a",
    on_accent="#0a1f1f",
    ok="#74d1a1",
    ok_soft="#183527",
    warning="#ecc05a",
    warning_soft="#3b3014",
    bad="#ff9389",
    bad_soft="#41201e",
    none="#a9b5c0",
    none_soft="#29323a",
)
