"""What the dump program wrote: statements, each told what it makes, to be run in parts.

Tables must stand before rows come; triggers must not, for they would work on what comes. The
statements between, which set what the next one is to be understood by, are run with every part.
Pure. Any bytes may come in; what is no statement that is known belongs to no object.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from enum import StrEnum

from desktop_app.engine.dataclass import dataclass


class Making(StrEnum):
    """What a statement makes."""

    TABLE = "table"
    SEQUENCE = "sequence"
    VIEW = "view"
    TRIGGER = "trigger"
    FUNCTION = "function"
    PROCEDURE = "procedure"
    PACKAGE = "package"
    EVENT = "event"


BEFORE_ROWS = frozenset({Making.TABLE, Making.SEQUENCE})


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement without its delimiter. ``making`` None: it sets something. ``drops``: it
    takes away what the next one makes. ``table``: of a trigger, the one that it is on.
    ``definer``: as whom it works, ``user@host`` as SQL writes it."""

    text: bytes
    making: Making | None = None
    name: str = ""
    table: str = ""
    drops: bool = False
    definer: str = ""


_WORD = rb"(?:`(?:[^`]|``)*`|[^\s`.(;@]+)"
_NAME = rb"(" + _WORD + rb")"
_QUALIFIED = rb"(?:" + _NAME + rb"\s*\.\s*)?" + _NAME
_DEFINER = rb"(?:DEFINER\s*=\s*(" + _WORD + rb"(?:@" + _WORD + rb")?)\s+)?"
_CREATE = re.compile(
    rb"\s*CREATE\s+(?:OR\s+REPLACE\s+)?(?:ALGORITHM\s*=\s*\w+\s+)?"
    + _DEFINER
    + rb"(?:SQL\s+SECURITY\s+\w+\s+)?(?:AGGREGATE\s+)?"
    rb"(TABLE|SEQUENCE|VIEW|TRIGGER|FUNCTION|PROCEDURE|PACKAGE(?:\s+BODY)?|EVENT)\s+"
    rb"(?:IF\s+NOT\s+EXISTS\s+)?" + _QUALIFIED,
    re.IGNORECASE,
)
_DROP = re.compile(
    rb"\s*DROP\s+(TABLE|SEQUENCE|VIEW|TRIGGER|FUNCTION|PROCEDURE|PACKAGE(?:\s+BODY)?|EVENT)\s+"
    rb"(?:IF\s+EXISTS\s+)?" + _QUALIFIED,
    re.IGNORECASE,
)
_POSITION = re.compile(rb"\s*(?:DO|SELECT)\s+SETVAL\s*\(\s*" + _NAME, re.IGNORECASE)
_ON = re.compile(rb"\s(?:BEFORE|AFTER)\s+\w+(?:\s+OR\s+\w+)*\s+ON\s+" + _QUALIFIED, re.IGNORECASE)
_COMMENT_MARKS = re.compile(rb"/\*!M?\d*\s?|\*/")

_QUOTED = rb"'(?:[^'\\]|\\.|'')*+'|\"(?:[^\"\\]|\\.|\"\")*+\""
_QUOTED_PLAINLY = rb"'(?:[^']|'')*+'|\"(?:[^\"]|\"\")*+\""  # NO_BACKSLASH_ESCAPES
_BESIDE = rb"|`(?:[^`]|``)*+`|--[ \t][^\n]*|#[^\n]*|/\*(?!M?!).*?\*/|"
_DELIMITER = re.compile(rb"[ \t]*DELIMITER[ \t]+(\S+)[^\n]*\n?", re.IGNORECASE)
_BETWEEN = re.compile(
    rb"(?:\s|--[ \t][^\n]*\n|--\n|/\*(?!M?!).*?\*/|/\*M?!\d+\\-[^\n]*\n)*", re.DOTALL
)
_MODE = re.compile(rb"SET\s+(?:SESSION\s+)?sql_mode\s*=\s*'([^']*)'", re.IGNORECASE)


def statements(dump: bytes) -> Iterator[Statement]:
    """All statements of a dump, in order."""
    return map(read_statement, split(dump))


def split(dump: bytes) -> Iterator[bytes]:
    r"""The texts of all statements.

    >>> list(split(b"A ';' ;\nDELIMITER ;;\nB; C ;;\nDELIMITER ;\n-- no\nD;\n"))
    [b"A ';'", b'B; C', b'D']
    """
    delimiter, quoted, at = b";", _QUOTED, 0
    scanner = _scanner(quoted, delimiter)
    while True:
        between = _BETWEEN.match(dump, at)
        at = between.end() if between else at
        if at >= len(dump):
            return
        if change := _DELIMITER.match(dump, at):
            delimiter, at = change[1], change.end()
            scanner = _scanner(quoted, delimiter)
            continue
        end, following = _end_of(dump, at, scanner, delimiter)
        text = dump[at:end].strip()
        at = following
        if mode := _MODE.search(text):
            quoted = _QUOTED_PLAINLY if b"NO_BACKSLASH_ESCAPES" in mode[1] else _QUOTED
            scanner = _scanner(quoted, delimiter)
        if text:
            yield text


def _scanner(quoted: bytes, delimiter: bytes) -> re.Pattern[bytes]:
    return re.compile(quoted + _BESIDE + re.escape(delimiter), re.DOTALL)


def _end_of(dump: bytes, at: int, scanner: re.Pattern[bytes], delimiter: bytes) -> tuple[int, int]:
    """Where the statement ends that begins there, and where the next one may begin."""
    for found in scanner.finditer(dump, at):
        if found[0] == delimiter:
            return found.start(), found.end()
    return len(dump), len(dump)


def read_statement(text: bytes) -> Statement:
    """What a statement makes.

    >>> made = read_statement(b"/*!50003 CREATE*/ /*!50003 TRIGGER t AFTER INSERT ON `a b` */")
    >>> made.making, made.name, made.table
    (<Making.TRIGGER: 'trigger'>, 't', 'a b')
    """
    plain = _COMMENT_MARKS.sub(b" ", text)
    if found := _CREATE.match(plain):
        making = _making(found[2])
        on = _ON.search(plain, found.end()) if making is Making.TRIGGER else None
        table = _unquoted(on[2]) if on else ""
        definer = (found[1] or b"").decode(errors="surrogateescape")
        return Statement(text, making, _unquoted(found[4]), table, definer=definer)
    if found := _DROP.match(plain):
        return Statement(text, _making(found[1]), _unquoted(found[3]), drops=True)
    if found := _POSITION.match(plain):
        return Statement(text, Making.SEQUENCE, _unquoted(found[1]))
    return Statement(text)


def _making(word: bytes) -> Making:
    return Making(word.split()[0].decode().lower())


def _unquoted(name: bytes) -> str:
    text = name.decode(errors="surrogateescape")
    return text[1:-1].replace("``", "`") if text.startswith("`") else text


def is_whole(dump: bytes) -> bool:
    """Whether the program came to the end of what it writes: there it sets back what it set."""
    return b"SET SQL_NOTES=@OLD_SQL_NOTES" in dump[-400:]


def without_definer(text: bytes) -> bytes:
    """The same statement; who runs it defines the object.

    >>> without_definer(b"CREATE DEFINER=`a`@`%` FUNCTION f() RETURNS int RETURN 1")
    b'CREATE FUNCTION f() RETURNS int RETURN 1'
    """
    pattern = rb"DEFINER\s*=\s*" + _WORD + rb"(?:@" + _WORD + rb")?[ \t]*"
    return re.sub(pattern, b"", text, count=1, flags=re.IGNORECASE)


def chosen(dump: bytes, wanted: Callable[[Statement], bool]) -> Iterator[Statement]:
    """The statements that make what is wanted, and all that only set something."""
    for statement in statements(dump):
        if statement.making is None or wanted(statement):
            yield statement
