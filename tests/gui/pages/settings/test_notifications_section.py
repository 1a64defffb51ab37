"""Channels in the settings, with a real receiver: added, tried, told when nothing arrives."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QComboBox, QPushButton
from pytestqt.qtbot import QtBot

from desktop_app.engine.telling.notice import Kind, Notice, NoticeState, Period, Place, Rule, Ruling
from desktop_app.gui.models.channels import (
    Encryption,
    Mail,
    Service,
    mail_address,
    masked,
    ntfy_address,
)
from desktop_app.gui.pages.settings.channel_forms import AddChannel, ChangeChannel
from desktop_app.gui.pages.settings.notifications import NotificationsSection
from desktop_app.gui.widgets.form import ConfirmByName
from desktop_app.gui.window_program import WindowProgram
from tests.gui.hands import LONG, carry_out, form_of, found, go_to, press, rest, told, write
from tests.keyrings import KeyringInMemory
from tests.receivers import free_port, web_receiver

SECRET = "T0P-s3cret"

pytestmark = pytest.mark.usefixtures("ring")


def add_hook(qtbot: QtBot, program: WindowProgram, address: str) -> NotificationsSection:
    section = go_to(qtbot, program, NotificationsSection)
    press(qtbot, section, "Add a channel…")
    form = form_of(section, AddChannel)
    form._service.setCurrentIndex(form._service.findData(Service.WEBHOOK.value))
    write(qtbot, form, "Name", "head of lab")
    assert not found(form, QPushButton, "Add it").isEnabled()
    write(qtbot, form, "Address that gets JSON", address)
    carry_out(qtbot, program, form, "Add it")
    return section


def test_a_channel_is_added_and_a_test_really_arrives(
    qtbot: QtBot, program: WindowProgram, ring: KeyringInMemory
) -> None:
    with web_receiver() as web:
        address = f"http://127.0.0.1:{web.port}/{SECRET}"
        section = add_hook(qtbot, program, address)
        assert list(ring.kept.values()) == [address]
        assert section.heading == "1 channel is told"
        assert section._rules.index(0, 2).data() == "http://••••••"
        shown = [section._rules.index(0, column).data() for column in range(4)]
        assert SECRET not in " ".join(shown)
        press(qtbot, section, "Send a test: head of lab")
        qtbot.waitUntil(lambda: told(section).startswith("●"), timeout=LONG)
        (request,) = web.requests
        assert "a test" in request.json()["title"]
        web.status = 500
        press(qtbot, section, "Send a test: head of lab")
        qtbot.waitUntil(lambda: told(section).startswith("▲"), timeout=LONG)
        assert SECRET not in told(section)


def test_the_desktop_is_a_channel_that_is_tried_and_shows_what_waits(
    qtbot: QtBot, program: WindowProgram, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[tuple[str, str, bool]] = []

    def show(title: str, words: str, *, stays: bool) -> None:
        shown.append((title, words, stays))

    monkeypatch.setattr(program.tray, "tell", show)  # no desktop here shows anything
    section = go_to(qtbot, program, NotificationsSection)
    press(qtbot, section, "Add a channel…")
    form = form_of(section, AddChannel)
    write(qtbot, form, "Name", "here")
    form._service.setCurrentIndex(form._service.findData(Service.DESKTOP.value))
    assert Kind.FAILURE not in form._wants.chosen()
    carry_out(qtbot, program, form, "Add it")
    store, now = program.lab.catalog.notices, program.lab.clock()
    (rule,) = store.rules()
    assert (rule.name, rule.place) == ("here", Place.WINDOW)
    press(qtbot, section, "Send a test: here")
    assert [title for title, _, _ in shown] == ["LabVault: a test"]
    alarm = Notice("here", Kind.ALARM, "Damage was found", "in nas", now, next_try=now)
    news = Notice("here", Kind.NEWS, "A new database", "lab_2", now, next_try=now)
    store.rule(lambda *_: Ruling(notices=(alarm, news)))
    program.look()
    qtbot.waitUntil(lambda: not store.waiting(), timeout=LONG)
    assert shown[1:] == [("Damage was found", "in nas", True), ("A new database", "lab_2", False)]
    rest(qtbot, program)
    program.look()
    rest(qtbot, program)
    assert len(shown) == 3, "each is shown once"


def test_it_is_told_of_other_things_and_then_removed(
    qtbot: QtBot, program: WindowProgram, ring: KeyringInMemory
) -> None:
    section = add_hook(qtbot, program, f"http://127.0.0.1:{free_port()}/{SECRET}")
    store = program.lab.catalog.notices
    press(qtbot, section, "Change…: head of lab")
    form = form_of(section, ChangeChannel)
    form._wants._boxes[Kind.DIGEST].setChecked(True)
    form._wants._boxes[Kind.WARNING].setChecked(False)
    assert "--on digest" in form.command()
    carry_out(qtbot, program, form, "Change head of lab")
    (rule,) = store.rules()
    assert Kind.DIGEST in rule.wants
    assert Kind.WARNING not in rule.wants
    box = found(section, QComboBox, "How often the digest is sent")
    box.setCurrentIndex(box.findData(Period.WEEKLY.value))
    box.activated.emit(box.currentIndex())
    qtbot.waitUntil(lambda: store.digesting().period is Period.WEEKLY)
    rest(qtbot, program)
    press(qtbot, section, "Remove…: head of lab")
    sure = form_of(section, ConfirmByName)
    write(qtbot, sure, "Type head of lab to confirm", "head of lab")
    carry_out(qtbot, program, sure, "Remove head of lab")
    assert store.rules() == ()
    assert ring.kept == {}


def test_what_was_given_up_is_sent_again(qtbot: QtBot, program: WindowProgram) -> None:
    with web_receiver() as web:
        section = add_hook(qtbot, program, f"http://127.0.0.1:{web.port}/{SECRET}")
        store, now = program.lab.catalog.notices, program.lab.clock()
        lost = Notice(
            *("head of lab", Kind.FAILURE, "The backup of cryo failed", "No route to host.", now),
            state=NoticeState.FAILED,
            tries=9,
            error="the server was away",
        )
        store.rule(lambda _faults, _rules: Ruling(notices=(lost,)))
        section.refresh()
        rest(qtbot, program)
        assert section.heading == "1 message was given up"
        press(qtbot, section, "Send again now")
        qtbot.waitUntil(lambda: "1 message sent" in told(section), timeout=LONG)
        assert web.requests[0].json()["title"] == "The backup of cryo failed"
        rest(qtbot, program)
        assert section._outbox.index(0, 2).data() == "●  Sent"


def test_an_address_that_is_none_keeps_the_form_open(
    qtbot: QtBot, program: WindowProgram, ring: KeyringInMemory
) -> None:
    section = go_to(qtbot, program, NotificationsSection)
    press(qtbot, section, "Add a channel…")
    form = form_of(section, AddChannel)
    form._service.setCurrentIndex(form._service.findData(Service.OTHER.value))
    write(qtbot, form, "Name", "phone")
    write(qtbot, form, "Address, as apprise writes it", f"nonsense://{SECRET}")
    press(qtbot, form, "Add it")
    qtbot.waitUntil(lambda: bool(form._hint.text()), timeout=LONG)
    assert SECRET not in form._hint.text()
    assert ring.kept == {}
    form.reject()


def test_a_channel_without_an_address_here_says_so(qtbot: QtBot, program: WindowProgram) -> None:
    rules = [
        Rule("mail", frozenset({Kind.FAILURE}), Place.ENVIRONMENT),
        Rule("phone", frozenset({Kind.FAILURE}), Place.KEYRING),
    ]
    program.lab.catalog.notices.change_rules(lambda _known: rules)
    section = go_to(qtbot, program, NotificationsSection)
    assert section._rules.index(0, 2).data() == "not given"
    assert section._rules.index(1, 2).data() == "not in this keyring"
    press(qtbot, section, "Send a test: mail")
    qtbot.waitUntil(lambda: "LABVAULT_NOTIFY_MAIL" in told(section))


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # apprise's own
def test_addresses_are_what_apprise_understands() -> None:
    import apprise

    mail = Mail("smtp.lab", 2525, Encryption.SSL, "v@lab.de", "a@lab.de, b@lab.de", "u@x", "p@:/?")
    sender = apprise.Apprise.instantiate(mail_address(mail))
    assert (sender.smtp_host, sender.port, sender.user, sender.password) == (
        *("smtp.lab", 2525),
        *("u@x", "p@:/?"),
    )
    assert str(sender.secure_mode) == "ssl"
    assert sorted(address for _, address in sender.targets) == ["a@lab.de", "b@lab.de"]
    ntfy = apprise.Apprise.instantiate(ntfy_address("ntfy.lab:8443", "lab-alarms", "tk_1"))
    assert (ntfy.host, ntfy.port, ntfy.topics, ntfy.secure) == (
        *("ntfy.lab", 8443),
        *(["lab-alarms"], True),
    )
    assert SECRET not in masked(f"discord://1/{SECRET}")
