"""Channels, the outbox and trials of the command line, with real receivers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desktop_app.engine.catalog.catalog import Catalog
from desktop_app.engine.telling.notice import Kind, Notice, NoticeState, Ruling
from tests.cli.conftest import CommandLine
from tests.keyrings import KeyringInMemory
from tests.receivers import WebReceiver, free_port, web_receiver


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Someone at a terminal who types these lines."""
    typed: list[str] = []
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("getpass.getpass", lambda prompt: typed.pop(0))
    return typed


@pytest.fixture
def web() -> Iterator[WebReceiver]:
    with web_receiver() as receiver:
        yield receiver


@pytest.fixture
def given(labvault: CommandLine, web: WebReceiver) -> CommandLine:
    """The channel ``hook``, whose address the environment gives."""
    address = f"http://127.0.0.1:{web.port}/hook-secret"
    with_address(labvault, address)
    assert labvault("notify", "add", "hook").code == 0
    return labvault


def with_address(labvault: CommandLine, address: str) -> None:
    labvault.settings = replace(labvault.settings, notify_addresses={"HOOK": address})


def put(labvault: CommandLine, *notices: Notice) -> None:
    """Put messages into the outbox."""
    assert labvault.settings.profile is not None
    catalog = Catalog(labvault.settings.profile)
    store = catalog.of().notices
    for notice in store.rule(lambda *_: Ruling(notices=notices)):
        store.keep(notice)
    catalog.close()


def notice(state: NoticeState, subject: str = "LabVault, default: odd\nname failed") -> Notice:
    now = datetime.now(UTC) - timedelta(minutes=5)
    return Notice("hook", Kind.FAILURE, subject, "body", now, next_try=now, state=state, error="no")


def stored(profile: Path | None) -> bytes:
    assert profile is not None
    files = [file for file in profile.rglob("*") if file.is_file()]
    return b"".join(file.read_bytes() for file in files)


def test_a_channel_is_added_tried_listed_and_removed(
    labvault: CommandLine, web: WebReceiver, ring: KeyringInMemory, terminal: list[str]
) -> None:
    terminal.append(f"http://127.0.0.1:{web.port}/hook-secret")
    added = labvault.json("notify", "add", "hook", "--on", "failure", "--on", "overdue")
    assert added == {
        "channel": "hook",
        "on": ["failure", "overdue"],
        "address_in": "keyring",
        "service": "JSON",
    }
    assert [*ring.kept.values()] == [f"http://127.0.0.1:{web.port}/hook-secret"]
    assert b"hook-secret" not in stored(labvault.settings.profile)
    assert labvault.json("notify", "test", "hook") == {"channel": "hook", "sent": True}
    assert web.requests[0].path == "/hook-secret"
    assert web.requests[0].json()["title"] == "LabVault, default: a test"
    assert labvault.json("notify", "change", "hook", "--on", "digest")["on"] == ["digest"]
    listed = labvault.json("notify", "list")
    assert [channel["channel"] for channel in listed["channels"]] == ["hook"]
    assert "hook  " in labvault.text("notify", "list")
    labvault.json("notify", "remove", "hook")
    assert not ring.kept
    assert labvault.json("notify", "list")["channels"] == []
    assert labvault("notify", "test", "hook").code == 2


def test_an_address_from_the_environment_is_kept_nowhere(
    given: CommandLine, web: WebReceiver, ring: KeyringInMemory
) -> None:
    (channel,) = given.json("notify", "list")["channels"]
    assert channel["address_in"] == "environment"
    assert not ring.kept
    assert b"hook-secret" not in stored(given.settings.profile)
    given.json("notify", "test", "hook")
    called = given("notify", "test", "hook", notify_addresses={})
    assert called.code == 3
    assert "not given in LABVAULT_NOTIFY_HOOK" in called.err


def test_without_a_keyring_the_way_out_is_told(
    labvault: CommandLine, no_ring: None, terminal: list[str]
) -> None:
    terminal.append("https://lab.example/never-asked")
    called = labvault("notify", "add", "mail")
    assert called.code == 2
    assert "no keyring" in called.err
    assert "LABVAULT_NOTIFY_MAIL" in called.err
    assert terminal
    assert labvault.json("notify", "list")["channels"] == []


def test_without_a_terminal_the_variable_is_told(labvault: CommandLine) -> None:
    called = labvault("notify", "add", "mail")
    assert called.code == 2
    assert "LABVAULT_NOTIFY_MAIL" in called.err


def test_an_address_that_is_not_understood_adds_nothing(
    labvault: CommandLine, ring: KeyringInMemory, terminal: list[str]
) -> None:
    terminal.append("slack://only-secret")
    called = labvault("notify", "add", "chat")
    assert called.code == 2
    assert "the address of chat cannot be used" in called.err
    assert "only-secret" not in called.err
    assert not ring.kept
    assert labvault.json("notify", "list")["channels"] == []


def test_names_that_the_environment_cannot_tell_apart_are_refused(given: CommandLine) -> None:
    called = given("notify", "add", "Hook", "--desktop")
    assert called.code == 2
    assert "hook" in called.err


def test_a_trial_tells_what_came_of_it(given: CommandLine, web: WebReceiver) -> None:
    web.status = 503
    called = given("notify", "test", "hook")
    assert called.code == 3
    assert "503" in called.err
    assert "hook-secret" not in called.err + called.out
    with_address(given, f"http://127.0.0.1:{free_port()}/hook-secret")
    assert "Connection refused" in given("notify", "test", "hook").err


def test_the_window_shows_its_own(labvault: CommandLine) -> None:
    labvault.json("notify", "add", "desk", "--desktop")
    called = labvault("notify", "test", "desk")
    assert called.code == 2
    assert "shown by the window" in called.err


def test_the_outbox_is_shown_and_retried(given: CommandLine, web: WebReceiver) -> None:
    assert given.json("notify", "outbox") == []
    put(given, notice(NoticeState.SENT), notice(NoticeState.FAILED), notice(NoticeState.WAITING))
    listed = given.json("notify", "outbox", code=1)
    assert [each["state"] for each in listed] == ["waiting", "failed"]
    assert len(given.json("notify", "outbox", "--all", code=1)) == 3
    shown = given.text("notify", "outbox", code=1)
    assert "1 message given up" in shown
    assert "odd\\nname" in shown
    web.status = 500
    tried = given.json("notify", "retry", code=1)
    assert [each["state"] for each in tried["failed"]] == ["waiting", "waiting"]
    assert "error=500" in tried["failed"][0]["error"]
    web.status = 200
    sent = given.json("notify", "retry")["sent"]
    assert [each["state"] for each in sent] == ["sent", "sent"]
    assert given.json("notify", "outbox") == []
    assert len(web.requests) == 4


def test_one_message_is_retried_by_its_number(given: CommandLine, web: WebReceiver) -> None:
    put(given, notice(NoticeState.FAILED), notice(NoticeState.FAILED))
    first = given.json("notify", "outbox", code=1)[1]["key"]
    assert [each["key"] for each in given.json("notify", "retry", str(first))["sent"]] == [first]
    assert len(web.requests) == 1
    assert given("notify", "retry", "999").code == 2


def test_digests(given: CommandLine) -> None:
    assert given.json("notify", "digest") == {"digest": "never", "channels": []}
    given.json("notify", "change", "hook", "--on", "digest", "--on", "failure")
    assert given.json("notify", "digest", "weekly") == {"digest": "weekly", "channels": ["hook"]}
    assert given.json("notify", "list")["digest"] == "weekly"
    assert given("notify", "digest", "hourly").code == 2
