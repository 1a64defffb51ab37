"""Where the addresses of channels are: given from outside, or in the system's keyring.

An address holds passwords and tokens, so the catalog never sees one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import field

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import KeyringFailed, NotSent
from desktop_app.engine.notify.channels import AddressChannel, Channel
from desktop_app.engine.secrets import os_keyring
from desktop_app.engine.telling.notice import Place, Rule


@dataclass(frozen=True, slots=True)
class Addresses:
    """The addresses of a workspace's channels. Any thread may call.

    ``given``: addresses from outside, by :func:`given_name`, for the channels whose rule says
    so; the others are in the keyring, each workspace's under its own name. ``environment`` is
    what senders are started with. ``window``: what shows messages on this screen, None in a
    program without one.
    """

    workspace: str
    given: Mapping[str, str] = field(default_factory=dict, repr=False)
    environment: Mapping[str, str] = field(default_factory=dict, repr=False)
    window: Channel | None = None

    def open(self, rule: Rule) -> Channel | None:
        """The channel; None for the window's where there is none. Raises :class:`NotSent` when
        its address cannot be found."""
        if rule.place is Place.WINDOW:
            return self.window
        return AddressChannel(rule.name, self._address(rule), self.environment)

    def _address(self, rule: Rule) -> str:
        if rule.place is Place.ENVIRONMENT:
            given = self.given.get(given_name(rule.name))
            if not given:
                raise NotSent(rule.name, f"its address is not given in {variable(rule.name)}")
            return given
        try:
            kept = os_keyring.load(keyring_entry(self.workspace, rule.name))
        except KeyringFailed as fault:
            raise NotSent(
                rule.name, f"the keyring that holds its address: {fault.reason}"
            ) from fault
        if not kept:
            raise NotSent(rule.name, "its address is not in the keyring of this computer")
        return kept


def keyring_entry(workspace: str, channel: str) -> str:
    """The name in the keyring of a channel's address."""
    return f"notify:{workspace}:{channel}"


def given_name(channel: str) -> str:
    """A channel's name as variables of the environment can say it.

    >>> given_name("head of lab")
    'HEAD_OF_LAB'
    """
    return re.sub(r"\W", "_", channel, flags=re.ASCII).upper()


def variable(channel: str) -> str:
    """The variable that gives a channel's address.

    >>> variable("mail")
    'LABVAULT_NOTIFY_MAIL'
    """
    return f"LABVAULT_NOTIFY_{given_name(channel)}"
