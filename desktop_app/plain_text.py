"""Text that is safe to show: for the terminal and the window alike.

Names come from databases that may be hostile.
"""

from __future__ import annotations

import unicodedata

# Control, format (bidirectional overrides), surrogates, private use, line and paragraph ends.
UNSAFE = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}


def shown(text: str) -> str:
    r"""The text with everything escaped that could move a cursor, colour or reorder a line.

    >>> shown("odd\nname \x1b[31m")
    'odd\\nname \\x1b[31m'
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(_escaped(c) if unicodedata.category(c) in UNSAFE else c for c in text)


def _escaped(character: str) -> str:
    return character.encode("unicode_escape").decode("ascii")
