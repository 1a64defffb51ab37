"""Spans of time as people type them."""

from __future__ import annotations

import re

import typer

SECONDS = {"s": 1, "m": 60, "min": 60, "h": 3600, "d": 86_400, "w": 604_800}
PART = re.compile(r"(\d+) ?(s|min|m|h|d|w)")
LONGEST = 10 * 366 * 86_400


def span(text: str) -> int | None:
    """In seconds; None for none.

    >>> span("4h"), span("1d 12h"), span("none")
    (14400, 129600, None)
    """
    words = text.strip().lower()
    if words in ("none", "off"):
        return None
    if not re.fullmatch(rf"({PART.pattern}\s*)+", words):
        raise typer.BadParameter(f"“{text}” is no span of time; write 30m, 4h, 1d 12h or none")
    seconds = sum(int(number) * SECONDS[unit] for number, unit in PART.findall(words))
    if not 0 < seconds <= LONGEST:
        raise typer.BadParameter("a span of time is a second at least, and ten years at most")
    return seconds
