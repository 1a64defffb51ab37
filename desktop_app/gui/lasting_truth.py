"""Keeps the interpreter's ``True`` alive while signals are emitted.

PySide 6.12 gives ``True`` back from every ``emit`` without counting the reference. Before Python
3.12, which made such objects immortal (PEP 683), some six hundred signals take the last one away,
and the interpreter aborts ("bool_dealloc: deallocating True or False").
"""

from __future__ import annotations

import ctypes
import sys

MANY = 1 << 40
"""More references than a program loses in its life: a million a second for twelve days."""


def keep_truth() -> None:
    """As if there were so many more references to ``True``. Harmless when done again."""
    if sys.version_info >= (3, 12) or sys.implementation.name != "cpython":
        return
    if hasattr(sys, "gettotalrefcount"):  # a build for debugging begins its objects otherwise
        return
    count = ctypes.c_ssize_t.from_address(id(True))
    if count.value < MANY:
        count.value += MANY
