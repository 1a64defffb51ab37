"""Where messages go: what a channel must be able to do, and the channels that send.

A sender runs in a process of its own, the :mod:`courier <desktop_app.engine.notify.courier>`:
whatever a server does to it, it is over when its time is, and what libraries log of addresses,
which hold secrets, goes nowhere.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from typing import Any, Protocol

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import BadAddress, NotSent
from desktop_app.engine.progress import Cancel
from desktop_app.engine.telling.notice import Kind

TIME_LIMIT = 45.0
"""Seconds that one message may take, with the start of its process."""


@dataclass(frozen=True, slots=True)
class Message:
    """What a channel gets: plain text, ``subject`` of one line."""

    workspace: str
    kind: Kind
    subject: str
    body: str


class Channel(Protocol):
    """Something that brings a message to people. The window gives one that shows it."""

    def send(self, message: Message, cancel: Cancel) -> None:
        """Return when the message was taken over. Raises :class:`NotSent` with a reason that
        holds no secret, and :class:`Cancelled`; must end within a minute or so. Called from
        the thread that delivers, by one thread at a time."""


class AddressChannel:
    """A channel with an address of apprise (mailto://, slack://, ntfy://, …) or a plain webhook
    (https://…, which gets JSON). ``environment`` is what its process is started with."""

    def __init__(
        self,
        name: str,
        url: str,
        environment: Mapping[str, str],
        time_limit: float = TIME_LIMIT,
    ) -> None:
        self._name, self._url = name, url
        self._environment, self._time_limit = environment, time_limit

    def send(self, message: Message, cancel: Cancel) -> None:
        """Send through a process; see :class:`Channel`."""
        order = {
            "url": self._url,
            "workspace": message.workspace,
            "kind": str(message.kind),
            "subject": message.subject,
            "body": message.body,
        }
        answer = self._ask(order, cancel)
        if not answer.get("sent"):
            raise NotSent(self._name, str(answer.get("reason") or "no reason was given"))

    def service(self) -> str:
        """What the address is of (E-Mail, Slack, …). Raises :class:`BadAddress`; never tells
        the address. Nothing is sent."""
        answer = self._ask({"url": self._url}, Cancel())
        if not answer.get("service"):
            reason = str(answer.get("reason") or "it is not understood")
            raise BadAddress(f"the address of {self._name}", reason)
        return str(answer["service"])

    def _ask(self, order: Mapping[str, Any], cancel: Cancel) -> dict[str, Any]:
        order = {**order, "limit": self._time_limit}
        courier = subprocess.Popen(
            # -P: no module is taken from the folder that LabVault happens to be started in.
            [sys.executable, "-P", "-m", "desktop_app.engine.notify.courier"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=dict(self._environment),
            # A Ctrl-C in the terminal is LabVault's to act upon.
            start_new_session=True,
        )
        with courier, cancel.closing(courier.kill):
            try:
                told, _ = courier.communicate(json.dumps(order).encode(), self._time_limit)
            except subprocess.TimeoutExpired:
                courier.kill()
                reason = f"there was no answer within {self._time_limit:.0f} seconds"
                raise NotSent(self._name, reason) from None
            except BaseException:
                courier.kill()
                raise
        cancel.check()
        try:
            answer: dict[str, Any] = json.loads(told)
        except ValueError:
            reason = f"its sender ended with code {courier.returncode}"
            raise NotSent(self._name, reason) from None
        return answer
