"""How values look in a terminal. Pure functions.

Names come from databases that may be hostile: everything shown goes through ``shown``.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from datetime import datetime

from desktop_app.plain_text import shown, typed

__all__ = [
    "amounts",
    "count",
    "duration",
    "moment",
    "noted",
    "shown",
    "size",
    "table",
    "typed",
    "width",
]

UNITS = ("B", "KiB", "MiB", "GiB", "TiB", "PiB")


def size(count: float) -> str:
    """Bytes with a unit.

    >>> size(1536), size(7)
    ('1.5 KiB', '7 B')
    """
    for unit in UNITS:
        if abs(count) < 1024 or unit == UNITS[-1]:
            break
        count /= 1024
    return f"{count:.0f} {unit}" if unit == "B" else f"{count:.1f} {unit}"


def duration(seconds: float) -> str:
    """
    >>> duration(0.314), duration(75), duration(7260)
    ('0.3 s', '1 min 15 s', '2 h 1 min')
    """
    if seconds < 60:
        return f"{seconds:.1f} s"
    minutes, left = divmod(round(seconds), 60)
    if minutes < 60:
        return f"{minutes} min {left} s"
    return f"{minutes // 60} h {minutes % 60} min"


def moment(at: datetime) -> str:
    """In this computer's time zone, to the minute."""
    return f"{at.astimezone():%Y-%m-%d %H:%M}"


def count(number: int, what: str) -> str:
    """
    >>> count(1, "row"), count(12000, "row")
    ('1 row', '12,000 rows')
    """
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"


def noted(sign: str, item: str, what: str) -> str:
    """The line of a remark, or of a problem; it may concern no single item.

    >>> noted("◆", "lab.fly", "changed"), noted("◆", "", "the clock went back")
    ('  ◆ lab.fly: changed', '  ◆ the clock went back')
    """
    about = f"{shown(item)}: " if item else ""
    return f"  {sign} {about}{shown(what)}"


def amounts(files: int, rows: int) -> str:
    """What content there is, of either sort.

    >>> amounts(1000, 0), amounts(1, 20), amounts(0, 0)
    ('1,000 files', '1 file, 20 rows', '0 rows')
    """
    told = [count(files, "file")] if files else []
    return ", ".join(told + ([count(rows, "row")] if rows or not files else []))


def width(text: str) -> int:
    """Columns of a terminal that the text fills."""
    wide = sum(unicodedata.east_asian_width(c) in "WF" for c in text)
    return len(text) + wide - sum(unicodedata.combining(c) > 0 for c in text)


def table(head: Sequence[str], rows: Iterable[Sequence[str]], right: Sequence[int] = ()) -> str:
    """Lines of aligned columns, two spaces apart; ``right`` are the columns of numbers."""
    lines = [head, *rows]
    widths = [max(width(line[at]) for line in lines) for at in range(len(head))]

    def cell(line: Sequence[str], at: int) -> str:
        space = " " * (widths[at] - width(line[at]))
        return space + line[at] if at in right else line[at] + space

    return "\n".join(
        "  ".join(cell(line, at) for at in range(len(head))).rstrip() for line in lines
    )
