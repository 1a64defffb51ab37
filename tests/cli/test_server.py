"""A followed server from the command line, and from an agent: real processes and messages."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desktop_app.engine.catalog.catalog import Catalog
from desktop_app.engine.sources.postgres.connection import Address
from tests.cli.conftest import CommandLine
from tests.cli.test_agent import PASSPHRASE, patiently
from tests.cli.test_telling import Terminal
from tests.receivers import WebReceiver, web_receiver
from tests.servers import Server, start_17


@pytest.fixture(scope="module")
def own() -> Iterator[Server]:
    """A server whose databases nobody else makes or drops."""
    with start_17() as scratch:
        server = Server(scratch, 17)
        server.create_database("flies")
        yield server


@pytest.fixture
def server(own: Server) -> Iterator[Server]:
    yield own
    for name in ("mice", "secret"):
        own.drop_database(name)


@pytest.fixture
def lab(labvault: CommandLine, tmp_path: Path) -> CommandLine:
    assert labvault("repository", "create", "nas", str(tmp_path / "nas")).code == 0
    return labvault


def url_of(server: Server) -> str:
    return replace(server.address, database="").url().replace("/?", "?")


def follow(lab: CommandLine, server: Server, *more: str) -> CommandLine:
    command = ("target", "add", "postgresql", "lab", "--url", url_of(server), "--all-databases")
    lab.json(*command, "--repository", "nas", *more)
    return lab


def test_the_databases_of_a_server_are_listed(lab: CommandLine, server: Server) -> None:
    found = lab.json("target", "databases", "--url", url_of(server))
    assert [(d["database"], d["target"]) for d in found] == [("flies", None), ("postgres", None)]
    assert found[0]["bytes"] > 1_000_000
    follow(lab, server, "--except", "postgres")
    assert "lab-flies" in lab.text("target", "databases", "--url", url_of(server))
    away = lab("target", "databases", "--url", "postgresql://u@127.0.0.1:1")
    assert (away.code, "127.0.0.1:1" in away.err) == (3, True)


def test_all_databases_of_a_server_become_targets(lab: CommandLine, server: Server) -> None:
    follow(lab, server, "--except", "postgres", "--schedule", "every day at 1:00", "--rpo", "2d")
    (target,) = lab.json("target", "list")
    assert (target["target"], target["repository"]) == ("lab-flies", "nas")
    (schedule,) = lab.json("schedule", "show")
    assert (schedule["target"], schedule["rule"]) == ("lab-flies", "every day at 01:00")
    (shown,) = lab.json("server", "list")
    assert shown["template"]["rpo_seconds"] == 2 * 86_400
    assert {d["database"]: d["left_out"] for d in shown["databases"]} == {
        "flies": False,
        "postgres": True,
    }
    plain = ("target", "add", "postgresql", "x", "--url", "postgresql://u@h/d", "--repository")
    assert lab(*plain, "nas", "--schedule", "hourly").code == 2


def test_backing_up_all_finds_new_databases_and_names_those_that_are_gone(
    lab: CommandLine, server: Server
) -> None:
    follow(lab, server, "--except", "postgres")
    server.create_database("mice")
    found = lab.json("backup", "--all")
    assert {each["target"]: each["grade"] for each in found} == {
        "lab-flies": "ok",
        "lab-mice": "ok",
    }
    server.drop_database("mice")
    failed = lab.json("backup", "--all", code=1)
    assert ["error" in each for each in failed] == [False, True]
    looked = lab.json("server", "look", "lab", code=1)
    assert [each["database"] for each in looked[0]["gone"]] == ["mice"]
    assert "gone from the server since" in lab.text("server", "show", "lab", code=1)
    assert len(lab.json("snapshots", "lab-mice")) == 1  # they are kept
    assert lab("backup", "lab-flies", "--all").code == lab("backup").code == 2


def test_a_template_is_changed_a_database_left_out_and_the_server_forgotten(
    lab: CommandLine, server: Server
) -> None:
    follow(lab, server, "--except", "postgres")
    lab.json("schedule", "set", "lab-flies", "every 6 hours")
    lab.json("retention", "set", "lab-flies", "--keep-daily", "7")
    lab.json("server", "template", "lab", "--like", "lab-flies")
    lab.json("server", "leave-out", "lab", "secret")
    for name in ("mice", "secret"):
        server.create_database(name)
    (look,) = lab.json("server", "look")
    assert [each["database"] for each in look["added"]] == ["mice"]
    assert lab.json("schedule", "show", "lab-mice")[0]["rule"] == "every 6 hours"
    assert lab.json("target", "show", "lab-mice")["retention"]["daily"] == 7
    lab.json("server", "leave-out", "lab", "secret", "--undo")
    lab.json("server", "forget", "lab")
    assert lab.json("server", "list") == lab.json("server", "look") == []
    assert len(lab.json("target", "list")) == 2
    assert lab("server", "show", "lab").code == 2


@pytest.fixture
def web() -> Iterator[WebReceiver]:
    with web_receiver() as receiver:
        yield receiver


def test_people_are_told_by_hand_and_by_an_agent(
    lab: CommandLine, server: Server, web: WebReceiver, tmp_path: Path
) -> None:
    environment = {
        "LABVAULT_PROFILE": str(tmp_path / "profile"),
        "LABVAULT_PASSPHRASE": PASSPHRASE,
        "LABVAULT_NOTIFY_HOOK": f"http://127.0.0.1:{web.port}/hook",
    }
    terminal = Terminal(tmp_path / "profile", environment)
    hook = {"HOOK": environment["LABVAULT_NOTIFY_HOOK"]}
    lab.settings = replace(lab.settings, notify_addresses=hook)
    lab.json("notify", "add", "hook")
    follow(lab, server, "--except", "postgres")

    def titles() -> list[str]:
        return [request.json()["title"].partition(": ")[2] for request in web.requests]

    server.create_database("mice")
    terminal("server", "look")
    patiently(lambda: web.requests)
    assert titles() == ["A new database, mice, is now protected"]
    server.create_database("secret")
    lab.json("agent", "--once")
    # What the look by hand left behind to send may take this one as well.
    patiently(lambda: titles()[1:])
    assert titles()[1:] == ["A new database, secret, is now protected"]
    server.drop_database("secret")
    lab.json("agent", "--once")
    patiently(lambda: titles()[2:])
    assert titles()[2:] == ["A database needs a look: lab-secret"]
    body = web.requests[2].json()["message"]
    assert "secret is gone from the server lab since" in body
    assert "its snapshots are kept" in body
    lab.json("server", "look", code=1)
    lab.json("agent", "--once")
    assert len(web.requests) == 3  # the same is not told twice in an hour
    server.create_database("secret")
    lab.json("agent", "--once")
    assert titles()[3:] == ["The database of lab-secret is in order again"]


def test_a_server_that_stays_away_rings(lab: CommandLine, server: Server, tmp_path: Path) -> None:
    follow(lab, server, "--except", "postgres")
    with closing(Catalog(tmp_path / "profile")) as catalog:
        followed, store = catalog.of().followed, catalog.of().notices
        away = replace(followed.load("lab"), url=Address("127.0.0.1", 1, "u", "postgres").url())
        long_ago = datetime.now(UTC) - timedelta(hours=1)
        followed.delete("lab")
        followed.add(replace(away, since=long_ago, looked=long_ago), ())
        (look,) = lab.json("server", "look", code=1)
        assert "127.0.0.1:1" in look["error"]
        assert [fault.key for fault in store.faults()] == ["alarm:server:lab"]
        assert lab.json("server", "show", "lab", code=1)["error"] == look["error"]
        lab.json("server", "forget", "lab")
        lab.json("agent", "--once")
        assert all(fault.cleared for fault in store.faults())
