"""A window on a profile, for pictures and for measurements; loads no more than the program does."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from desktop_app.engine.catalog.catalog import Catalog
from desktop_app.gui.lab import Lab, OpenWorkspace
from desktop_app.gui.questions import Questions
from desktop_app.gui.tasks import Tasks
from desktop_app.gui.window_program import WindowProgram


@contextmanager
def window(
    profile: Path, open_workspace: OpenWorkspace, size: tuple[int, int]
) -> Iterator[WindowProgram]:
    """A window on a profile, its workers at work."""
    profile.mkdir(parents=True, exist_ok=True)
    lab = Lab(Catalog(profile), "default", open_workspace, Tasks())
    settings = QSettings(str(profile / "window.ini"), QSettings.Format.IniFormat)
    program = WindowProgram(lab, Questions(), settings)
    program.window.resize(*size)
    program.start()
    try:
        yield program
    finally:
        program.quit()
        program.window.deleteLater()
        QApplication.processEvents()
