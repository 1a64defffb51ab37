"""Reads a program's windows as a screen reader does, and uses them with nothing but the keyboard.

Speaks AT-SPI over its bus, so what is found here is what a blind person finds.
https://gnome.pages.gitlab.gnome.org/at-spi2-core/devel-docs/
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from jeepney import DBusAddress, DBusErrorResponse, HeaderFields, MatchRule, new_method_call
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import DBusConnection, open_dbus_connection
from jeepney.wrappers import unwrap_msg

from tests.gui.desktop import Desktop

ROOT = "/org/a11y/atspi/accessible/root"
REGISTRY = "org.a11y.atspi.Registry"
ACCESSIBLE, TEXT = "org.a11y.atspi.Accessible", "org.a11y.atspi.Text"
# Bits of an accessible's states, from atspi-constants.h.
ACTIVE, ENABLED, FOCUSED, SHOWING, DEFAULT = 1, 8, 12, 25, 39
BUTTON, LABEL = "push button", "label"
LABELLED_BY = 2
ENTRIES = ("list item", "tree item", "table cell")
ANSWER_SECONDS = 10.0


@dataclass(frozen=True)
class Control:
    """Something in a window, as it was when it was looked at."""

    service: str
    path: str
    role: str
    name: str
    states: int

    def has(self, state: int) -> bool:
        return bool(self.states >> state & 1)


class ScreenReader:
    """Looks at the windows of one desktop. To be closed."""

    def __init__(self, desktop: Desktop) -> None:
        self._desktop = desktop
        session = desktop.environment["DBUS_SESSION_BUS_ADDRESS"]
        with open_dbus_connection(session) as bus:
            where = DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus")
            (address,) = _answer(bus, where, "GetAddress")
        self._bus = open_dbus_connection(address)
        registry = DBusAddress("/org/a11y/atspi/registry", REGISTRY, REGISTRY)
        _answer(self._bus, registry, "RegisterEvent", "s", ("object:state-changed:focused",))
        rule = MatchRule(
            type="signal", interface="org.a11y.atspi.Event.Object", member="StateChanged"
        )
        unwrap_msg(self._bus.send_and_get_reply(message_bus.AddMatch(rule)))
        self._heard: deque[Any] = deque()
        self._listening = self._bus.filter(rule, queue=self._heard)
        self._listening.__enter__()

    def next_focus(self, seconds: float) -> Control | None:
        """What gets the focus next, or got it since this was last asked; None when nothing does
        in that time."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            try:
                event = self._bus.recv_until_filtered(self._heard, timeout=left)
            except TimeoutError:
                return None
            if event.body[0] == "focused" and event.body[1] == 1:
                fields = event.header.fields
                with suppress(DBusErrorResponse):  # it is gone already
                    return self._look(fields[HeaderFields.sender], fields[HeaderFields.path])
        return None

    def has_focus(self, control: Control) -> bool:
        """Whether it has it at this moment."""
        return self._look(control.service, control.path).has(FOCUSED)

    def names_of(self, control: Control) -> set[str]:
        """What it is called; an entry also by the list that it is in."""
        names = {control.name}
        if control.role in ENTRIES:
            ((_, parent),) = self._property_of(control.service, control.path, "Parent")
            names.add(self._property(*parent, "Name"))
        return names

    def close(self) -> None:
        self._bus.close()

    def windows(self) -> list[Control]:
        """All that are shown, of all programs."""
        programs = self._children(REGISTRY, ROOT)
        found = []
        for program in programs:
            with suppress(DBusErrorResponse, TimeoutError):  # it is going away
                found += [self._look(*window) for window in self._children(*program)]
        return [window for window in found if window.has(SHOWING)]

    def active(self) -> Control | None:
        """The window that the keyboard belongs to."""
        return next((window for window in self.windows() if window.has(ACTIVE)), None)

    def inside(self, window: Control) -> Iterator[Control]:
        """All that is shown in a window, from the top."""
        for child in self._children(window.service, window.path):
            with suppress(DBusErrorResponse):  # it went away meanwhile
                control = self._look(*child)
                if control.has(SHOWING):
                    yield control
                    yield from self.inside(control)

    def description_of(self, control: Control) -> str:
        return self._property(control.service, control.path, "Description")

    def text_in(self, control: Control) -> str:
        (text,) = self._ask(control.service, control.path, TEXT, "GetText", "ii", (0, -1))
        return str(text)

    def _look(self, service: str, path: str) -> Control:
        (low, high), *_ = self._ask(service, path, ACCESSIBLE, "GetState")
        (role,) = self._ask(service, path, ACCESSIBLE, "GetRoleName")
        name = self._property(service, path, "Name")
        if role == "combo box":
            name = self._label(service, path) or name
        return Control(service, path, role, name, low | high << 32)

    def _label(self, service: str, path: str) -> str:
        """Qt tells a combo box's choice as its name, and its name by the label before it."""
        (relations,) = self._ask(service, path, ACCESSIBLE, "GetRelationSet")
        labels = [
            target for kind, targets in relations if kind == LABELLED_BY for target in targets
        ]
        return self._property(*labels[0], "Name") if labels else ""

    def _children(self, service: str, path: str) -> list[tuple[str, str]]:
        (found,) = self._ask(service, path, ACCESSIBLE, "GetChildren")
        return list(found)

    def _property(self, service: str, path: str, name: str) -> str:
        ((_, value),) = self._property_of(service, path, name)
        return str(value)

    def _property_of(self, service: str, path: str, name: str) -> tuple[Any, ...]:
        properties = "org.freedesktop.DBus.Properties"
        return self._ask(service, path, properties, "Get", "ss", (ACCESSIBLE, name))

    def _ask(
        self, service: str, path: str, interface: str, method: str, *body: Any
    ) -> tuple[Any, ...]:
        return _answer(self._bus, DBusAddress(path, service, interface), method, *body)


def _answer(
    bus: DBusConnection, where: DBusAddress, method: str, signature: str = "", body: Any = ()
) -> tuple[Any, ...]:
    message = new_method_call(where, method, signature or None, body)
    answer: tuple[Any, ...] = unwrap_msg(bus.send_and_get_reply(message, timeout=ANSWER_SECONDS))
    return answer
