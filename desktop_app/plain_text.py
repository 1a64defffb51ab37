"""Text that is safe to show: for the terminal and the window alike.

Names come from databases that may be hostile.
"""

from __future__ import annotations

import unicodedata

LONGEST_NAME = 100
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


def typed(word: str) -> str:
    r"""A name as it is typed into a shell, in quotes where that would take it for something else:
    for the commands that messages tell. Where it cannot be typed, as bash and zsh read it.

    >>> typed("mice"), typed("my lab"), typed("odd\nname")
    ('mice', "'my lab'", "$'odd\\nname'")
    """
    import shlex  # not at the top: most commands tell none

    if shown(word) == word:
        return shlex.quote(word)
    bare = word.replace("\\", r"\\").replace("'", r"\'")
    return f"$'{shown(bare)}'"


def can_be_name(text: str) -> bool:
    r"""Whether a target or a repository may be called so: it can be typed, shown, and told from an
    option.

    >>> can_be_name("old results"), can_be_name("-x"), can_be_name("odd\nname"), can_be_name(" ")
    (True, False, False, False)
    """
    fits = len(text) <= LONGEST_NAME and not text.startswith("-")
    return bool(text.strip()) and fits and shown(text) == text


def _escaped(character: str) -> str:
    return character.encode("unicode_escape").decode("ascii")
