"""Keeps the interpreter's ``True``, ``False`` and ``None`` alive while the window asks Qt things.

PySide 6.12 gives ``True`` back from every ``emit``, and ``None`` from every call that gives back
nothing, without counting the reference. Before Python 3.12, which made such objects immortal
(PEP 683), some six hundred signals, or as many thousand strokes of a painter as the program happens
to have references, take the last one away, and the interpreter aborts ("none_dealloc: deallocating
None").
"""

from __future__ import annotations

import ctypes
import sys

MANY = 1 << 40
"""More references than a program loses in its life: a million a second for twelve days."""


def keep_truth() -> None:
    """As if there were so many more references to them. Harmless when done again."""
    if sys.version_info >= (3, 12) or sys.implementation.name != "cpython":
        return
    if hasattr(sys, "gettotalrefcount"):  # a build for debugging begins its objects otherwise
        return
    for each in (True, False, None):
        count = ctypes.c_ssize_t.from_address(id(each))
        if count.value < MANY:
            count.value += MANY
