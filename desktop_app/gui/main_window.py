"""The window: pages on the left, one page on the right, running jobs below."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSettings, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.gui.pages.page import Page
from desktop_app.gui.text import tr
from desktop_app.gui.widgets.navigation import Navigation
from desktop_app.gui.widgets.status_strip import StatusStrip

SMALLEST = QSize(1024, 640)
FIRST_SIZE = QSize(1280, 800)


class MainWindow(QMainWindow):
    """Holds the pages. ``closed`` is emitted when a person closes it; the tray stays."""

    closed = Signal()

    def __init__(self, workspace: str, pages: Sequence[Page], settings: QSettings) -> None:
        super().__init__()
        self._settings = settings
        self.setWindowTitle("LabVault")
        self.setMinimumSize(SMALLEST)
        self.pages = tuple(pages)
        self.navigation = Navigation("LabVault", workspace, [page.name for page in pages])
        self.strip = StatusStrip(tr("Nothing is running"))
        self._stack = QStackedWidget()
        self._lay_out()
        self.navigation.chosen.connect(self._show)
        for at in range(len(pages)):
            shortcut = QShortcut(QKeySequence(f"Ctrl+{at + 1}"), self)
            shortcut.activated.connect(self._chooser(at))
        refresh = QShortcut(QKeySequence(QKeySequence.StandardKey.Refresh), self)
        refresh.activated.connect(self.refresh)
        self._restore_geometry()
        self.navigation.choose(0)

    @property
    def page(self) -> Page:
        """The one that is shown."""
        return self.pages[self._stack.currentIndex()]

    def show_page(self, page: Page) -> None:
        """Go to a page."""
        self.navigation.choose(self.pages.index(page))

    def refresh(self) -> None:
        """The page that is shown looks again."""
        self.page.refresh()

    def come_forward(self) -> None:
        """Show the window, above others, also when it was closed or minimised."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 (Qt's name)
        if self.isVisible() and not self.page.may_leave(self.close):
            event.ignore()
            return
        self._settings.setValue("window/geometry", self.saveGeometry())
        self.closed.emit()
        super().closeEvent(event)

    def _lay_out(self) -> None:
        """From the outside in: Qt dresses all that is in a widget anew, each time the widget
        gets another parent."""
        whole = QWidget()
        self.setCentralWidget(whole)
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.navigation)
        right = QVBoxLayout()
        right.setSpacing(0)
        row.addLayout(right, 1)
        right.addWidget(self._stack, 1)
        for page in self.pages:
            self._stack.addWidget(page)
        right.addWidget(self.strip)

    def _show(self, place: int) -> None:
        page = self.page
        if place < 0 or (
            self.pages[place] is not page
            and not page.may_leave(lambda: self.navigation.choose(place))
        ):
            self.navigation.stay(self.pages.index(page))
            return
        self._stack.setCurrentIndex(place)
        self.pages[place].refresh()

    def _chooser(self, place: int) -> object:
        return lambda: self.navigation.choose(place)

    def _restore_geometry(self) -> None:
        kept = self._settings.value("window/geometry")
        if kept is None or not self.restoreGeometry(kept):
            self.resize(FIRST_SIZE)
