"""Each channel's address comes from where its rule says, and from nowhere else."""

from __future__ import annotations

import pytest

from desktop_app.engine.errors import NotSent
from desktop_app.engine.notify.addresses import Addresses, keyring_entry, variable
from desktop_app.engine.notify.channels import AddressChannel, Message
from desktop_app.engine.progress import Cancel
from desktop_app.engine.secrets import os_keyring
from desktop_app.engine.telling.notice import Kind, Place, Rule
from tests.keyrings import Refusing, using
from tests.receivers import web_receiver

MAIL = Rule("mail", frozenset({Kind.FAILURE}), Place.KEYRING)
GIVEN = Rule("mail", frozenset({Kind.FAILURE}), Place.ENVIRONMENT)
MESSAGE = Message("lab", Kind.FAILURE, "subject", "body")


def reason(addresses: Addresses, rule: Rule) -> str:
    with pytest.raises(NotSent) as caught:
        addresses.open(rule)
    return caught.value.reason


@pytest.mark.usefixtures("ring")
def test_the_keyring_holds_each_workspace_its_own() -> None:
    with web_receiver() as one, web_receiver() as two:
        for lab, receiver in (("one", one), ("two", two)):
            os_keyring.store(keyring_entry(lab, "mail"), f"http://127.0.0.1:{receiver.port}/{lab}")
        channel = Addresses("two", {"MAIL": "http://127.0.0.1:1/"}).open(MAIL)
        assert channel is not None
        channel.send(MESSAGE, Cancel())
        assert not one.requests
        assert [request.path for request in two.requests] == ["/two"]


@pytest.mark.usefixtures("ring")
def test_what_is_missing_is_told() -> None:
    assert "not in the keyring" in reason(Addresses("lab", {"MAIL": "x"}), MAIL)
    assert "LABVAULT_NOTIFY_MAIL" in reason(Addresses("lab"), GIVEN)
    with using(Refusing()):
        assert "Failed to unlock" in reason(Addresses("lab"), MAIL)


def test_an_address_from_outside_asks_no_keyring() -> None:
    addresses = Addresses("lab", {"MAIL": "mailto://user:secret@host"})
    with using(Refusing()):
        assert isinstance(addresses.open(GIVEN), AddressChannel)
    assert "secret" not in repr(addresses)


def test_the_window_is_a_channel_where_there_is_one() -> None:
    rule = Rule("desktop", frozenset(Kind), Place.WINDOW)

    class Window:
        def send(self, message: Message, cancel: Cancel) -> None:
            """Show it."""

    window = Window()
    assert Addresses("lab", window=window).open(rule) is window
    assert Addresses("lab").open(rule) is None


def test_any_name_has_a_variable() -> None:
    assert variable("Köpfe der Gruppe") == "LABVAULT_NOTIFY_K_PFE_DER_GRUPPE"
