"""The icon in the tray: the state at a glance, a few things to do, and a way back to the window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QObject, QPointF, QRectF, QSettings, Qt
from PySide6.QtGui import QAction, QColor, QIcon, QPainter, QPixmap, QPolygonF
from PySide6.QtWidgets import QMenu, QSystemTrayIcon, QWidget

from desktop_app.gui import text
from desktop_app.gui.models.state import State, Tone
from desktop_app.gui.notifications import Notifications
from desktop_app.gui.text import tr
from desktop_app.gui.theme.tokens import LIGHT
from desktop_app.resources import resource

TOLD = "tray/told"
SIDES = (16, 22, 32, 48, 64)  # of icons, in pixels
BADGE = 0.5  # of an icon's side
RIM = 0.05


@dataclass(frozen=True)
class TrayActions:
    """What the menu and the clicks do. ``pause`` begins a pause or ends the one that goes on."""

    back_up_all: Callable[[], None]
    pause: Callable[[], None]
    come_forward: Callable[[], None]
    leave: Callable[[], None]
    show_job: Callable[[int], None]


class Tray(QObject):
    """Main thread only."""

    def __init__(self, window: QWidget, actions: TrayActions) -> None:
        super().__init__(window)
        self._actions = actions
        self._last_job: int | None = None
        self.state = State(Tone.NONE, "")
        self._icon = QSystemTrayIcon(window)
        self._menu = QMenu(window)
        self._menu.setAccessibleName(tr("Menu of LabVault in the tray"))
        self._add(tr("Back up now"), actions.back_up_all)
        self._pause = self._add(tr("Pause for an hour"), actions.pause)
        self._add(tr("Open"), actions.come_forward)
        self._menu.addSeparator()
        self._add(tr("Quit"), actions.leave)
        self._icon.setContextMenu(self._menu)
        self._icon.activated.connect(self._activated)
        self._icon.messageClicked.connect(self._clicked)
        self._notifications = Notifications(self)
        self._notifications.clicked.connect(actions.show_job)
        self._notifications.refused.connect(self._balloon)
        self.show_state(State(Tone.NONE, tr("Looking…")))

    @property
    def available(self) -> bool:
        return QSystemTrayIcon.isSystemTrayAvailable()

    def show(self) -> None:
        """Where there is no tray yet, as at log-in, it shows itself as soon as there is one."""
        self._notifications.open()
        self._icon.show()

    def hide(self) -> None:
        self._notifications.close()
        self._icon.hide()

    def show_state(self, state: State) -> None:
        if state == self.state:
            return
        if state.tone is not self.state.tone or self._icon.icon().isNull():
            self._icon.setIcon(icon_of(state.tone))
        self.state = state
        self._icon.setToolTip(f"LabVault: {state.word}")

    def show_pause(self, until: datetime | None, now: datetime) -> None:
        """What the menu says of a pause."""
        words = tr("Pause for an hour")
        if until is not None:
            words = tr("Go on now (paused until {time})").format(time=text.moment(until, now))
        self._pause.setText(words)

    def warn(self, title: str, words: str, job: int) -> None:
        """A failure: stays until it is seen; a click leads to the job."""
        self._last_job = job
        if self._notifications.available:
            self._notifications.show(title, words, job, tr("Show the job"))
        else:
            self._balloon(title, words)

    def tell(self, title: str, words: str, *, stays: bool) -> None:
        """A message of a channel that is this window."""
        if self._notifications.available:
            self._notifications.tell(title, words, stays=stays)
        elif stays:
            self._balloon(title, words)
        else:
            self._icon.showMessage(title, words, QSystemTrayIcon.MessageIcon.Information)

    def say_once_that_it_stays(self, settings: QSettings) -> None:
        """The first time that the window is closed."""
        if settings.value(TOLD) is None:
            settings.setValue(TOLD, "yes")
            words = tr("LabVault goes on in the tray and backs up on time.")
            if self._notifications.available:  # Qt's balloon may cover the icon it speaks of
                self._notifications.say("LabVault", words)
            else:
                self._icon.showMessage("LabVault", words, QSystemTrayIcon.MessageIcon.Information)

    def _balloon(self, title: str, words: str) -> None:
        """As far as Qt can: where the system has a service, it decides how long it stays."""
        self._icon.showMessage(title, words, QSystemTrayIcon.MessageIcon.Critical, 0)

    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason is not QSystemTrayIcon.ActivationReason.Context:
            self._actions.come_forward()

    def _clicked(self) -> None:
        if self._last_job is None:
            self._actions.come_forward()
        else:
            self._actions.show_job(self._last_job)

    def _add(self, words: str, act: Callable[[], None]) -> QAction:
        action = QAction(words, self._menu)
        action.triggered.connect(lambda _checked=False: act())
        self._menu.addAction(action)
        return action


def icon_of(tone: Tone) -> QIcon:
    """The program's icon with the tone's shape in its corner."""
    plain, icon = QIcon(str(resource("icons/labvault.svg"))), QIcon()
    for side in SIDES:
        picture = QPixmap(side, side)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        plain.paint(painter, picture.rect())
        _draw_badge(painter, tone, side)
        painter.end()
        icon.addPixmap(picture)
    return icon


def _draw_badge(painter: QPainter, tone: Tone, side: int) -> None:
    # The light scheme's colours on white: a panel has a colour of its own that nobody tells.
    size = side * BADGE
    room = QRectF(side - size, side - size, size, size)
    painter.setPen(Qt.PenStyle.NoPen)
    for colour, rim in ((LIGHT.surface, 0.0), (getattr(LIGHT, tone.value), side * RIM)):
        painter.setBrush(QColor(colour))
        _draw_shape(painter, tone, room.adjusted(rim, rim, -rim, -rim))
    if tone is Tone.NONE:  # hollow, as its shape in the text
        hole = side * BADGE / 4
        painter.setBrush(QColor(LIGHT.surface))
        painter.drawEllipse(room.adjusted(hole, hole, -hole, -hole))


def _draw_shape(painter: QPainter, tone: Tone, room: QRectF) -> None:
    middle = room.center()
    if tone is Tone.BAD:
        corners = [QPointF(middle.x(), room.top()), room.bottomRight(), room.bottomLeft()]
        painter.drawPolygon(QPolygonF(corners))
    elif tone is Tone.WARNING:
        top, bottom = QPointF(middle.x(), room.top()), QPointF(middle.x(), room.bottom())
        right, left = QPointF(room.right(), middle.y()), QPointF(room.left(), middle.y())
        painter.drawPolygon(QPolygonF([top, right, bottom, left]))
    else:
        painter.drawEllipse(room)
