"""Amounts that people type: so many bytes, so many things, or no limit."""

from __future__ import annotations

import re

import typer

UNITS = {"": 0, "k": 1, "m": 2, "g": 3, "t": 4, "p": 5}
SIZE = re.compile(r"\s*(\d+(?:\.\d+)?)\s*([kmgtp]?)(i?)b?\s*", re.IGNORECASE)
NONE = "none"


def parsed_size(text: str) -> int:
    """Bytes.

    >>> parsed_size("1.5 TB"), parsed_size("500GiB"), parsed_size("7")
    (1500000000000, 536870912000, 7)
    """
    found = SIZE.fullmatch(text)
    if not found:
        raise typer.BadParameter(f"{text!r} is no size; write for example 500GB or 2TiB")
    number, unit, binary = found.groups()
    scale: int = (1024 if binary else 1000) ** UNITS[unit.lower()]
    return round(float(number) * scale)


def size_limit(text: str) -> int | None:
    """Bytes, or None for no limit."""
    return None if text.lower() == NONE else parsed_size(text)


def count_limit(text: str) -> int | None:
    """A number of things, or None for no limit."""
    if text.lower() == NONE:
        return None
    if not text.isdecimal():
        raise typer.BadParameter(f"{text!r} is no number; write for example 20, or none")
    return int(text)
