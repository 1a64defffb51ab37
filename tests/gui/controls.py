"""Finding a control as a person does: by its name, when it can be seen."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QDeadlineTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

W = TypeVar("W", bound=QWidget)
LONG = 60_000  # milliseconds; nothing waits that long unless it hangs


def named(parent: QWidget, kind: type[W], name: str) -> W:
    """The visible control with that accessible name, once it is laid out."""

    def found() -> list[W]:
        there = parent.findChildren(kind)
        return [w for w in there if w.accessibleName() == name and w.isVisible()]

    end = QDeadlineTimer(LONG)
    while len(found()) != 1 and not end.hasExpired():
        QTest.qWait(5)
    assert len(found()) == 1, [w.accessibleName() for w in parent.findChildren(kind)]
    return found()[0]
