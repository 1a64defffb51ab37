"""Notifications that stay until they are seen, through the desktop's notification service.

Qt shows a balloon of its own where the tray is an old one, and it goes away by itself. So on
Linux the service is spoken to directly: https://specifications.freedesktop.org/notification-spec/
Nothing here waits for an answer: what comes is read when the socket has it.
"""

from __future__ import annotations

import html
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QSocketNotifier, Signal

from desktop_app.resources import resource

if TYPE_CHECKING:
    from jeepney import DBusAddress, Message
    from jeepney.io.blocking import DBusConnection

SERVICE, PATH = "org.freedesktop.Notifications", "/org/freedesktop/Notifications"
NORMAL, CRITICAL = 1, 2
AS_THE_SERVICE_LIKES, NEVER = -1, 0  # the milliseconds after which it goes away by itself
DEFAULT_ACTION = "default"  # what a click on the notification itself is called
OPENING_SECONDS = 0.5


class Notifications(QObject):
    """Main thread only. ``clicked`` tells the job that a clicked notification was about;
    ``refused`` that the service took none, with what was to be said."""

    clicked = Signal(int)
    refused = Signal(str, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bus: DBusConnection | None = None
        self._heard: QSocketNotifier | None = None
        self._sent: dict[int, tuple[str, str, int | None]] = {}
        self._jobs: dict[int, int] = {}

    @property
    def available(self) -> bool:
        """Whether there is a bus to send over."""
        return self._bus is not None

    def open(self) -> None:
        """Find the session's bus; without one, nothing is available."""
        if not sys.platform.startswith("linux") or self._bus is not None:
            return
        from jeepney import MatchRule
        from jeepney.bus_messages import message_bus
        from jeepney.io.blocking import open_dbus_connection

        try:
            self._bus = open_dbus_connection("SESSION", auth_timeout=OPENING_SECONDS)
        except (OSError, KeyError, ValueError, RuntimeError):  # no bus, or none for us
            return
        self._heard = QSocketNotifier(self._bus.sock.fileno(), QSocketNotifier.Type.Read, self)
        self._heard.activated.connect(self._read)
        rule = MatchRule(type="signal", interface=SERVICE, path=PATH)
        self._send(message_bus.AddMatch(rule))

    def close(self) -> None:
        if self._heard is not None:
            self._heard.setEnabled(False)
            self._heard.deleteLater()
            self._heard = None
        if self._bus is not None:
            self._bus.close()
            self._bus = None

    def show(self, title: str, words: str, job: int, action: str) -> None:
        """Stays until somebody closes it or clicks it; ``action`` says where a click leads."""
        self._notify(title, words, CRITICAL, NEVER, [DEFAULT_ACTION, action], job)

    def tell(self, title: str, words: str, *, stays: bool) -> None:
        """``stays``: until somebody closes it."""
        if stays:
            self._notify(title, words, CRITICAL, NEVER, [], None)
        else:
            self.say(title, words)

    def say(self, title: str, words: str) -> None:
        """Goes away by itself, when the service thinks that it was read."""
        self._notify(title, words, NORMAL, AS_THE_SERVICE_LIKES, [], None)

    def _notify(
        self, title: str, words: str, urgency: int, expiry: int, actions: list[str], job: int | None
    ) -> None:
        from jeepney import new_method_call

        hints = {"urgency": ("y", urgency), "desktop-entry": ("s", "labvault")}
        # The text may be markup for the service: a name must not become any.
        icon = str(resource("icons/labvault.svg"))
        body = ("LabVault", 0, icon, title, html.escape(words, quote=False))
        rest = (actions, hints, expiry)
        message = new_method_call(_address(), "Notify", "susssasa{sv}i", (*body, *rest))
        serial = self._send(message)
        if serial:
            self._sent[serial] = (title, words, job)
        else:
            self.refused.emit(title, words)

    def _send(self, message: Message) -> int:
        """The number of the message; 0 when the bus is gone."""
        if self._bus is None:
            return 0
        serial: int = next(self._bus.outgoing_serial)
        try:
            self._bus.send(message, serial=serial)
        except OSError:
            self.close()
            return 0
        return serial

    def _read(self) -> None:
        while self._bus is not None:
            try:
                message = self._bus.receive(timeout=0)
            except TimeoutError:
                return
            except (OSError, EOFError):
                self.close()
                return
            self._take(message)

    def _take(self, message: Message) -> None:
        from jeepney import HeaderFields, MessageType

        fields = message.header.fields
        answered = fields.get(HeaderFields.reply_serial)
        if answered in self._sent:
            title, words, job = self._sent.pop(answered)
            if message.header.message_type is MessageType.error:
                self.refused.emit(title, words)
            elif job is not None:
                self._jobs[message.body[0]] = job
            return
        acts: dict[str, Callable[[Any], object]] = {
            "ActionInvoked": lambda body: self._clicked(body[0]),
            "NotificationClosed": lambda body: self._jobs.pop(body[0], None),
        }
        act = acts.get(str(fields.get(HeaderFields.member)))
        if act is not None and fields.get(HeaderFields.interface) == SERVICE:
            with suppress(IndexError, TypeError):  # a service that says it otherwise
                act(message.body)

    def _clicked(self, number: int) -> None:
        job = self._jobs.pop(number, None)
        if job is not None:
            self.clicked.emit(job)


def _address() -> DBusAddress:
    from jeepney import DBusAddress

    return DBusAddress(PATH, bus_name=SERVICE, interface=SERVICE)
