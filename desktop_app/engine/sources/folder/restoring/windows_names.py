"""Which names Windows, and file systems made for it, cannot hold. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

LONGEST_NAME, LONGEST_PATH = 255, 32_000
FORBIDDEN = re.compile(r'[\x00-\x1f<>:"\\|?*]')
DEVICES = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])", re.IGNORECASE)
FILE_SYSTEMS = frozenset({"vfat", "msdos", "exfat", "ntfs", "ntfs3", "fuseblk", "cifs", "smb3"})
"""As Linux calls those that keep to these rules."""


def fault_of(name: str) -> str:
    r"""Why a path, its parts joined by "/", cannot be on Windows; empty if it can.

    >>> fault_of("films/14:30.h264"), fault_of("nul.txt"), fault_of("flies/cam 1/a.h264")
    ("holds ':'", "'nul' is a device there", '')
    """
    if len(name) > LONGEST_PATH:
        return f"is longer than {LONGEST_PATH:,} characters"
    return next((fault for part in name.split("/") if (fault := _fault_of_part(part))), "")


def _fault_of_part(part: str) -> str:
    if found := FORBIDDEN.search(part):
        return f"holds {found[0]!r}"
    if part != part.rstrip(". "):
        return "ends in a dot or a blank"
    stem = part.partition(".")[0].rstrip()
    if DEVICES.fullmatch(stem):
        return f"{stem!r} is a device there"
    try:
        units = len(part.encode("utf-16-le")) // 2
    except UnicodeEncodeError:
        return "is not text"
    return f"is longer than {LONGEST_NAME} characters" if units > LONGEST_NAME else ""


def one_of_two(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Pairs of paths that Windows takes for the same, because they differ in case alone.

    >>> list(one_of_two(["a/Film", "a/film", "b/film"]))
    [('a/Film', 'a/film')]
    """
    seen: dict[str, str] = {}
    for name in names:
        first = seen.setdefault(name.upper(), name)
        if first != name:
            yield first, name
