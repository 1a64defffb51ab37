"""Reads the pickles of the program that LabVault takes over from, and runs nothing that is in them.

A pickle is a program. Before one is read at all, each of its instructions is looked at: only those
that make dictionaries, lists, texts, numbers, booleans and None are let through, with as many
memory cells as the file could fill. Tuples are not among them: nested in each other and used as a
key, a few bytes would be hashed for years. Then a reader takes it that cannot find any class.
"""

from __future__ import annotations

import io
import pickle
import pickletools
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NoReturn

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import BadCache

MOST_BYTES = 64 << 20
MOST_STEPS = 5_000_000
MOST_BITS = 60  # of a number: as keys of one dictionary, longer ones can be made to collide
_PLAIN = """
    PROTO FRAME STOP MARK POP POP_MARK DUP MEMOIZE PUT BINPUT LONG_BINPUT GET BINGET LONG_BINGET
    NONE NEWTRUE NEWFALSE INT BININT BININT1 BININT2 LONG LONG1 FLOAT BINFLOAT
    UNICODE SHORT_BINUNICODE BINUNICODE BINUNICODE8 STRING BINSTRING SHORT_BINSTRING
    EMPTY_DICT DICT SETITEM SETITEMS EMPTY_LIST LIST APPEND APPENDS
"""
PLAIN = frozenset(_PLAIN.split())
PUTS = {"PUT", "BINPUT", "LONG_BINPUT"}
NUMBERS = {"INT", "LONG", "LONG1"}


@dataclass(frozen=True, slots=True)
class OldEntry:
    """What an old cache says of one film. ``name`` without its folder; ``path`` as it was on the
    computer that wrote it; ``size`` in bytes."""

    name: str
    path: str
    size: int
    status: str


def read_old_cache(file: Path) -> tuple[OldEntry, ...]:
    """What a ``video_cache_{id}.pkl`` says. Raises :class:`BadCache`."""
    try:
        with file.open("rb") as opened:
            data = opened.read(MOST_BYTES + 1)
    except OSError as error:
        raise BadCache(str(file), f"it cannot be read: {error.strerror or error}") from None
    if len(data) > MOST_BYTES:
        raise BadCache(str(file), f"it has more than {MOST_BYTES >> 20} MB")
    try:
        must_be_plain(data)
        return tuple(_entries(_PlainUnpickler(io.BytesIO(data)).load()))
    except NotPlain as refused:
        raise BadCache(str(file), refused.why) from None
    except Exception:  # noqa: BLE001 (of damaged ones the reader raises whatever it meets)
        raise BadCache(str(file), "it is no whole pickle") from None


class NotPlain(Exception):
    """Never leaves this module's functions."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def must_be_plain(data: bytes) -> None:
    """Look at each instruction without carrying it out. Raises :class:`NotPlain`, or whatever
    :mod:`pickletools` does for what is no pickle."""
    for steps, (code, argument, _) in enumerate(pickletools.genops(data)):
        if code.name not in PLAIN:
            raise NotPlain(f"it holds more than texts and numbers ({code.name})")
        if steps > MOST_STEPS:
            raise NotPlain("it has too many steps")
        if code.name in PUTS and int(argument or 0) > steps:
            raise NotPlain("it asks for more memory than it can fill")
        if code.name in NUMBERS and int(argument or 0).bit_length() > MOST_BITS:
            raise NotPlain("it has a number beyond all measure")


class _PlainUnpickler(pickle.Unpickler):
    """Finds nothing: what would be called is not even looked for."""

    def find_class(self, module: str, name: str) -> NoReturn:
        raise NotPlain("it asks for a class")

    def persistent_load(self, _: Any) -> NoReturn:
        raise NotPlain("it asks for an object from elsewhere")


def _entries(found: object) -> list[OldEntry]:
    files = found.get("files") if isinstance(found, dict) else None
    if not isinstance(files, dict):
        raise NotPlain("it is no cache of films: it has no list of files")
    return [_entry(name, told) for name, told in files.items()]


def _entry(name: object, told: object) -> OldEntry:
    if not isinstance(name, str) or not isinstance(told, dict):
        raise NotPlain("it is no cache of films: an entry is of another shape")
    size, path = told.get("size_bytes"), told.get("path", name)
    if not isinstance(size, int) or isinstance(size, bool) or not isinstance(path, str):
        raise NotPlain("it is no cache of films: an entry has no size or path")
    return OldEntry(name, path, size, _text(told, "status"))


def _text(told: Mapping[object, object], key: str) -> str:
    value = told.get(key, "")
    return value if isinstance(value, str) else ""
