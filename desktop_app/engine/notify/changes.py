"""Changing the channels of a workspace, their addresses in the keyring with them."""

from __future__ import annotations

from dataclasses import replace

from desktop_app.engine.errors import NameTaken, NotSupported, UnknownName
from desktop_app.engine.notify import text
from desktop_app.engine.notify.addresses import Addresses, given_name, keyring_entry
from desktop_app.engine.notify.channels import AddressChannel, Message
from desktop_app.engine.notify.store import Store
from desktop_app.engine.progress import Cancel
from desktop_app.engine.secrets import os_keyring
from desktop_app.engine.telling.notice import Kind, Place, Rule


class ChannelChanges:
    """The channels of one workspace. Any thread; may take some seconds, for a sender's process is
    asked whose an address is, and the keyring may ask to be unlocked."""

    def __init__(self, store: Store, addresses: Addresses) -> None:
        self._store, self._addresses = store, addresses

    def rule(self, name: str) -> Rule:
        """Raises :class:`UnknownName`."""
        for rule in self._store.rules():
            if rule.name == name:
                return rule
        raise UnknownName("channel", name)

    def add(self, name: str, wants: frozenset[Kind], address: str) -> str:
        """Name a channel and keep its address in the keyring; returns what it is of (E-Mail,
        Slack, …). Raises :class:`NameTaken`, :class:`BadAddress`, :class:`KeyringFailed`."""
        self.must_be_free(name)
        service = self.service(name, address)
        os_keyring.store(keyring_entry(self._addresses.workspace, name), address)
        self.put(Rule(name, wants, Place.KEYRING))
        return service

    def put(self, rule: Rule) -> None:
        """A channel whose address is where its rule says. Raises :class:`NameTaken`."""

        def with_it(known: tuple[Rule, ...]) -> list[Rule]:
            _must_be_free(known, rule.name)
            return [*known, rule]

        self._store.change_rules(with_it)

    def must_be_free(self, name: str) -> None:
        """Raises :class:`NameTaken`; names that the environment cannot tell apart are the same."""
        _must_be_free(self._store.rules(), name)

    def service(self, name: str, address: str) -> str:
        """What an address is of. Raises :class:`BadAddress`; nothing is sent."""
        return AddressChannel(name, address, self._addresses.environment).service()

    def want(self, name: str, wants: frozenset[Kind]) -> Rule:
        """Tell a channel of other things than before. Raises :class:`UnknownName`."""
        changed = replace(self.rule(name), wants=wants)
        self._store.change_rules(lambda known: [changed if r.name == name else r for r in known])
        return changed

    def move(self, name: str, address: str) -> str:
        """Another address for a channel that is in the keyring; returns what it is of. Raises
        what :meth:`add` raises, and :class:`NotSupported` for one that is elsewhere."""
        if self.rule(name).place is not Place.KEYRING:
            raise NotSupported(f"changing the address of {name}", "it is not in the keyring")
        service = self.service(name, address)
        os_keyring.store(keyring_entry(self._addresses.workspace, name), address)
        return service

    def remove(self, name: str) -> None:
        """Forget a channel, its address, and what waits for it. Raises :class:`UnknownName`."""
        if self.rule(name).place is Place.KEYRING:
            os_keyring.delete(keyring_entry(self._addresses.workspace, name))
        self._store.change_rules(lambda known: [each for each in known if each.name != name])

    def test(self, name: str, cancel: Cancel) -> None:
        """Send a message through a channel now. Raises :class:`NotSent`."""
        channel = self._addresses.open(self.rule(name))
        if channel is None:
            raise NotSupported(f"trying {name}", "its messages are shown by the window")
        workspace = self._addresses.workspace
        words = text.trial(workspace, name)
        channel.send(Message(workspace, Kind.TEST, words.title, words.text), cancel)


def _must_be_free(known: tuple[Rule, ...], name: str) -> None:
    for rule in known:
        if given_name(rule.name) == given_name(name):
            raise NameTaken("channel", rule.name)
