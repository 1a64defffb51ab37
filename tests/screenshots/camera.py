"""Takes pictures of widgets in both schemes, when nothing moves any more."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.gui.lab import Lab
from desktop_app.gui.theme import stylesheet
from desktop_app.gui.theme.tokens import BODY_POINTS, DARK, LIGHT

SCHEMES = {"light": LIGHT, "dark": DARK}
LONGEST_SECONDS = 120
PAUSE_MS = 120
FONT = "Inter"  # as the sketches; where it is missing, what the system offers


class Camera:
    """Writes ``{name}-{light,dark}.png`` into a folder. ``taken``: their names."""

    def __init__(self, application: QApplication, folder: Path) -> None:
        self._application, self._folder = application, folder
        self.taken: set[str] = set()
        folder.mkdir(parents=True, exist_ok=True)
        if FONT in QFontDatabase.families():
            application.setFont(QFont(FONT, BODY_POINTS))
        stylesheet.apply(application, LIGHT)

    def take(self, lab: Lab, widget: QWidget, name: str) -> None:
        """When all that was begun is done."""
        settle(lab)
        self._snap(widget, name, lambda: settle(lab))

    def snap(self, widget: QWidget, name: str) -> None:
        """In the middle of work."""
        self._snap(widget, name, lambda: QTest.qWait(PAUSE_MS))

    def _snap(self, widget: QWidget, name: str, pause: Callable[[], None]) -> None:
        for scheme, tokens in SCHEMES.items():
            stylesheet.apply(self._application, tokens)
            pause()
            if not widget.grab().save(str(self._folder / f"{name}-{scheme}.png")):
                raise OSError(f"{name} could not be written into {self._folder}")
            self.taken.add(f"{name}-{scheme}")
        stylesheet.apply(self._application, LIGHT)


def settle(lab: Lab) -> None:
    """Until no task and no job is under way. Raises :class:`TimeoutError`, which names them."""
    try:
        until(lambda: not lab.tasks.count and not lab.workers.state().running)
    except TimeoutError:
        jobs = [f"{each.job.kind} of {each.job.target}" for each in lab.workers.state().running]
        raise TimeoutError(f"{lab.tasks.count} tasks and {jobs} are under way") from None
    QTest.qWait(PAUSE_MS)  # one more turn of the window's own timer, so that it shows what it found
    until(lambda: not lab.tasks.count)


def until(done: Callable[[], bool]) -> None:
    """Let the window live until something is so. Raises :class:`TimeoutError`."""
    end = time.monotonic() + LONGEST_SECONDS
    while not done():
        if time.monotonic() > end:
            raise TimeoutError("the window does not come to rest")
        QTest.qWait(20)
