"""The icon in the tray: the state at a glance, and a way back to the window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSettings
from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import QMenu, QSystemTrayIcon, QWidget

from desktop_app.gui.text import tr
from desktop_app.resources import resource

TOLD = "tray/told"


class Tray:
    """Main thread only."""

    def __init__(
        self,
        window: QWidget,
        back_up_all: Callable[[], None],
        come_forward: Callable[[], None],
        leave: Callable[[], None],
    ) -> None:
        self._icon = QSystemTrayIcon(QIcon(str(resource("icons/labvault.svg"))), window)
        self._icon.setToolTip("LabVault")
        self._menu = QMenu(window)
        for words, act in (
            (tr("Back up now"), back_up_all),
            (tr("Open"), come_forward),
            (tr("Quit"), leave),
        ):
            action = QAction(words, self._menu)
            action.triggered.connect(lambda _checked=False, act=act: act())
            self._menu.addAction(action)
        self._icon.setContextMenu(self._menu)
        self._icon.activated.connect(lambda _reason: come_forward())
        self._icon.messageClicked.connect(come_forward)

    @property
    def available(self) -> bool:
        return QSystemTrayIcon.isSystemTrayAvailable()

    def show(self) -> None:
        if self.available:
            self._icon.show()

    def hide(self) -> None:
        self._icon.hide()

    def warn(self, title: str, words: str) -> None:
        """A failure: stays until it is seen, where the system allows."""
        self._icon.showMessage(title, words, QSystemTrayIcon.MessageIcon.Critical, 0)

    def say_once_that_it_stays(self, settings: QSettings) -> None:
        """The first time that the window is closed."""
        if settings.value(TOLD) is None:
            settings.setValue(TOLD, "yes")
            words = tr("LabVault goes on in the tray and backs up on time.")
            self._icon.showMessage("LabVault", words, QSystemTrayIcon.MessageIcon.Information)
