"""The lines of a job's log in the window's language. What is copied for support stays English."""

from __future__ import annotations

import re

from desktop_app.engine.jobs.log import UNITS
from desktop_app.gui import text
from desktop_app.gui.text import later, tr

WORDS = (
    later("succeeded"),
    later("cancelled"),
    later("stopped"),
    later("dead"),
    later("queued"),
)
"""What the engine ends or begins a line with, besides what it says of its work."""

WARNING = "warning: "
TIMED = re.compile(r"(\d\d:\d\d:\d\d  )(.*)", re.DOTALL)
COUNTED = re.compile(
    r"(?P<doing>.+?)(?:: (?P<items>\d+) items)?"
    r"(?:(?:, |: )about (?P<size>[\d.]+) (?P<unit>bytes?|" + "|".join(UNITS) + r"))?",
    re.DOTALL,
)
MORE = re.compile(r"warning: and (\d+) more")


def said_line(line: str) -> str:
    """One line, with or without the time of day before it."""
    timed = TIMED.fullmatch(line)
    return timed[1] + _said(timed[2]) if timed else _said(line)


def _said(line: str) -> str:
    if more := MORE.fullmatch(line):
        return tr("Warning: and {n} more").format(n=text.number(int(more[1])))
    if line.startswith(WARNING):
        return tr("Warning: {what}").format(what=text.said(line.removeprefix(WARNING)))
    found = COUNTED.fullmatch(line)
    if found is None or (found["items"] is None and found["size"] is None):
        return text.said(line)
    counted = []
    if found["items"] is not None:
        counted.append(text.count(int(found["items"]), "item", "items"))
    if found["size"] is not None:
        counted.append(tr("about {size}").format(size=text.size(_bytes(found))))
    return f"{text.said(found['doing'])}: {', '.join(counted)}"


def _bytes(found: re.Match[str]) -> float:
    power = UNITS.index(found["unit"]) + 1 if found["unit"] in UNITS else 0
    return float(found["size"]) * 1000.0**power
