"""A window that lives long emits many signals."""

from __future__ import annotations

import subprocess
import sys

EMITTING = """
import desktop_app.gui
from PySide6.QtCore import QObject, Signal

class Bell(QObject):
    rang = Signal(object)

bell = Bell()
for number in range(5000):
    bell.rang.emit(number)
print("alive")
"""

PAINTING = """
import desktop_app.gui
from PySide6.QtGui import QImage, QPainter

image = QImage(8, 8, QImage.Format.Format_RGB888)
painter = QPainter(image)
for _ in range(200_000):
    painter.setOpacity(1.0)
painter.end()
print("alive")
"""


def test_thousands_of_signals_do_not_end_the_interpreter() -> None:
    done = subprocess.run([sys.executable, "-c", EMITTING], capture_output=True, text=True)
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, "alive", "")


def test_thousands_of_strokes_do_not_end_the_interpreter() -> None:
    done = subprocess.run([sys.executable, "-c", PAINTING], capture_output=True, text=True)
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, "alive", "")
