"""SQL text cut into statements and words, as far as pg_dump and pg_dumpall write it.

Their output is regular: standard strings, no block comments, keywords in capitals, and names
quoted wherever they are not plain. Lines of psql's own (``\\restrict``) are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop_app.engine.dataclass import dataclass

WORD = re.compile(
    r"""(?P<skipped>\s+|--[^\n]*|\\[^\n]*)
      | (?P<quoted>"(?:[^"]|"")*")
      | (?P<escaped>E'(?:[^'\\]|\\.|'')*')
      | (?P<string>'(?:[^']|'')*')
      | (?P<dollar>\$(?P<mark>\w*)\$.*?\$(?P=mark)\$)
      | (?P<plain>[^\W\d][\w$]*)
      | (?P<sign>.)""",
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a statement, from ``start`` to ``end`` of its text.

    ``value`` of a name is without its quotes; ``plain`` tells ``PUBLIC`` from ``"PUBLIC"``.
    """

    value: str
    plain: bool
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement; ``text`` ends with its semicolon."""

    text: str
    words: tuple[Word, ...]

    def begins(self, *keywords: str) -> bool:
        """Whether these are its first words.

        >>> statement, = split("CREATE ROLE alice;")
        >>> statement.begins("CREATE", "ROLE"), statement.begins("CREATE", "USER")
        (True, False)
        """
        first = self.words[: len(keywords)]
        return [word.value for word in first if word.plain] == list(keywords)

    def last(self, *keywords: str) -> int | None:
        """Where the last of these keywords stands among the words."""
        places = range(len(self.words) - 1, -1, -1)
        words = self.words
        return next((at for at in places if words[at].plain and words[at].value in keywords), None)


def split(text: str) -> Iterator[Statement]:
    """The statements of a text, in order.

    >>> [s.words[2].value for s in split('DROP ROLE "a;b";\\n-- c;\\nDROP ROLE d;')]
    ['a;b', 'd']
    """
    words: list[Word] = []
    begin = 0
    for match in WORD.finditer(text):
        if match["skipped"] is not None:
            continue
        if not words:
            begin = match.start()
        words.append(_word(match, begin))
        if match["sign"] == ";":
            yield Statement(text[begin : match.end()], tuple(words[:-1]))
            words = []


def _word(match: re.Match[str], begin: int) -> Word:
    value = match[0]
    if match["quoted"] is not None:
        value = value[1:-1].replace('""', '"')
    return Word(value, match["plain"] is not None, match.start() - begin, match.end() - begin)
