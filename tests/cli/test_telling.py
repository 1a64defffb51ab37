"""People are told of what runs by hand: real processes, a real mail server, a real web hook."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest

from desktop_app.engine.agent.lock import AgentLock
from desktop_app.engine.catalog.catalog import Catalog
from desktop_app.engine.catalog.history import Measure
from desktop_app.engine.sources.postgres.connection import Address
from desktop_app.engine.telling.notice import NoticeState, Period
from tests.cli.conftest import CommandLine, add_target
from tests.cli.test_agent import PASSPHRASE, patiently
from tests.receivers import MailReceiver, WebReceiver, mail_receiver, web_receiver
from tests.servers import Server

AWAY = Address.from_url("postgresql://nobody@127.0.0.1:1/away")


@dataclass
class Terminal:
    """Calls the command line as processes of their own."""

    profile: Path
    environment: dict[str, str]

    def __call__(self, *arguments: str, code: int = 0) -> Any:
        done = subprocess.run(
            [sys.executable, "-m", "desktop_app", "--json", *arguments],
            env=os.environ | self.environment,
            capture_output=True,
            timeout=60,
            check=False,
        )
        assert done.returncode == code, done
        return json.loads(done.stdout)

    def outbox(self) -> list[dict[str, Any]]:
        """What waits, or was sent."""
        catalog = Catalog(self.profile)
        with closing(catalog):
            notices = catalog.of().notices.notices()
            return [{"subject": n.subject, "state": n.state, "error": n.error} for n in notices]

    def settled(self) -> bool:
        """Whether all that is in the outbox was tried."""
        return all(n["state"] is NoticeState.SENT or n["error"] for n in self.outbox())


@pytest.fixture
def web() -> Iterator[WebReceiver]:
    with web_receiver() as receiver:
        yield receiver


@pytest.fixture
def mail() -> Iterator[MailReceiver]:
    with mail_receiver() as receiver:
        yield receiver


@pytest.fixture
def terminal(ready: CommandLine, tmp_path: Path, web: WebReceiver) -> Terminal:
    """A profile with a repository, the targets ``lab`` and ``away``, and a web hook."""
    add_target(ready, AWAY, "away")
    environment = {
        "LABVAULT_PROFILE": str(tmp_path / "profile"),
        "LABVAULT_PASSPHRASE": PASSPHRASE,
        "LABVAULT_NOTIFY_HOOK": f"http://127.0.0.1:{web.port}/hook",
    }
    terminal = Terminal(tmp_path / "profile", environment)
    hook = {"HOOK": environment["LABVAULT_NOTIFY_HOOK"]}
    ready.settings = replace(ready.settings, notify_addresses=hook)
    assert ready("notify", "add", "hook").code == 0
    return terminal


def titles(web: WebReceiver) -> list[str]:
    return [request.json()["title"].partition(": ")[2] for request in web.requests]


def test_a_failure_by_hand_is_told_once_and_so_is_its_end(
    terminal: Terminal, web: WebReceiver, mail: MailReceiver, ready: CommandLine, pg17: Server
) -> None:
    terminal.environment["LABVAULT_NOTIFY_MAIL"] = (
        f"mailto://127.0.0.1:{mail.port}?from=lab@example.org&to=head@example.org"
    )
    mailbox = {"MAIL": terminal.environment["LABVAULT_NOTIFY_MAIL"]}
    assert ready("notify", "add", "mail", notify_addresses=mailbox).code == 0
    coming = pg17.create_database("told_by_hand")
    add_target(ready, coming, "coming")
    pg17.drop_database(coming)
    for _ in range(2):  # the same fault does not ring twice in an hour
        terminal("backup", "coming", code=2)
    patiently(lambda: web.requests and mail.mails)
    assert titles(web) == ["The backup of coming failed"]
    assert b"The backup of coming failed" in (mail.mails[0].original_content or b"")
    pg17.create_database("told_by_hand")
    terminal("backup", "coming")
    patiently(lambda: len(web.requests) > 1 and len(mail.mails) > 1)
    patiently(terminal.settled)
    assert titles(web) == ["The backup of coming failed", "The backup of coming works again"]
    assert len(mail.mails) == 2
    pg17.drop_database(coming)


@pytest.mark.parametrize(
    ("command", "about"),
    [
        (("verify", "latest:lab"), "The verification of lab"),
        (("prune",), "The prune of nas"),
    ],
)
def test_every_kind_of_run_is_told(
    terminal: Terminal,
    ready: CommandLine,
    web: WebReceiver,
    tmp_path: Path,
    command: tuple[str, ...],
    about: str,
) -> None:
    assert ready("backup", "lab").code == 0
    for pack in (tmp_path / "nas" / "packs").rglob("*"):
        if pack.is_file():
            pack.write_bytes(b"damaged")
    if command == ("prune",):
        snapshot = next((tmp_path / "nas" / "snapshots").iterdir())
        snapshot.write_bytes(b"damaged")
    terminal(*command, code=1)
    patiently(lambda: web.requests)
    assert titles(web) == ["2 things need a look"]  # what failed, and that prune rests for it
    told = web.requests[0].body.decode()
    assert about in told
    assert "Nothing is removed from the repository meanwhile" in told


def test_a_tripwire_rings_though_no_agent_runs_and_its_end_is_told(
    terminal: Terminal, ready: CommandLine, web: WebReceiver, database: Address
) -> None:
    ready.json("notify", "change", "hook", "--on", "alarm", "--on", "recovered")
    with psycopg.connect(database.conninfo(), autocommit=True) as connection:
        connection.execute("CREATE TABLE sample AS SELECT n FROM generate_series(1, 5000) n")
        add_target(ready, database, "changing")
        ready.json("backup", "changing")
        connection.execute("DELETE FROM sample")
    terminal("backup", "changing", code=1)
    patiently(lambda: web.requests)
    told = web.requests[0].body.decode()
    assert "Nothing is removed meanwhile" in told
    patiently(terminal.settled)
    ready.json("prune", "--release", "nas")
    terminal("backup", "lab")
    patiently(lambda: len(web.requests) > 1)
    assert len(titles(web)) == 2


def test_jobs_run_tells_of_what_it_ran(
    terminal: Terminal, ready: CommandLine, web: WebReceiver
) -> None:
    ready.json("jobs", "add", "verify", "lab")  # of which there is no snapshot
    ready.json("jobs", "add", "verify", "away")
    terminal("jobs", "run", code=1)
    patiently(lambda: web.requests)
    assert titles(web) == ["2 things need a look"]
    assert "latest:lab" in web.requests[0].body.decode()


def test_a_server_that_does_not_answer_delays_nobody(terminal: Terminal, web: WebReceiver) -> None:
    web.silent = True
    terminal("backup", "away", code=3)  # ended, and its message is on the way still
    patiently(lambda: web.requests)
    assert terminal.outbox()[0]["state"] is NoticeState.WAITING


def test_a_message_that_cannot_be_sent_is_shown_and_makes_nothing_worse(
    terminal: Terminal, web: WebReceiver, ready: CommandLine, pg17: Server
) -> None:
    web.status = 500
    odd = pg17.create_database("told_oddly")
    add_target(ready, odd, "odd")
    pg17.drop_database(odd)
    terminal("backup", "odd", code=2)
    patiently(lambda: web.requests)
    patiently(terminal.settled)
    (waiting,) = terminal("notify", "outbox")
    assert "500" in waiting["error"]
    assert terminal("backup", "lab")["grade"] == "ok"
    web.status = 200
    assert len(terminal("notify", "retry")["sent"]) == 1


def test_while_an_agent_runs_it_is_left_to_it(terminal: Terminal, web: WebReceiver) -> None:
    with closing(AgentLock(terminal.profile, datetime.now(UTC))):
        terminal("backup", "away", code=3)
        assert terminal.outbox() == []
    terminal("agent", "--once")
    assert titles(web) == ["The backup of away failed"]
    terminal("backup", "away", code=3)  # the hour's peace holds for both
    assert len(terminal.outbox()) == 1


def test_a_place_that_fills_is_told_days_before_and_in_the_digest(
    terminal: Terminal, ready: CommandLine, web: WebReceiver
) -> None:
    ready.json("notify", "change", "hook", "--on", "alarm", "--on", "recovered", "--on", "digest")
    ready.json("notify", "digest", "daily")
    now, day, catalog = datetime.now(UTC), timedelta(days=1), Catalog(terminal.profile)
    with closing(catalog):
        (entry,) = catalog.of().repositories.list()
        for days in range(20):
            measure = Measure(now - days * day, (50 - days) << 30, (19 + 2 * days) << 29)
            catalog.of().measures.add(entry.id, measure)
        catalog.of().notices.set_period(Period.DAILY, now - 2 * day)  # as if one were due
    ready.json("agent", "--once")
    told = {request.json()["title"]: request.json()["message"] for request in web.requests}
    assert "will be full in about 9 days" in told["LabVault, default: The place of nas fills up"]
    (report,) = (text for title, text in told.items() if "fills up" not in title)
    assert "nas: 50.0 GiB used, 9.5 GiB free, full in about 9 days" in report
    ready.json("agent", "--once")
    assert len(web.requests) == 2
    with closing(catalog := Catalog(terminal.profile)):
        catalog.of().measures.add(entry.id, Measure(datetime.now(UTC), 50 << 30, 900 << 30))
    ready.json("agent", "--once")
    assert titles(web)[-1] == "The space for snapshots in nas is in order again"


def test_nobody_is_told_where_nobody_wants_it(ready: CommandLine, tmp_path: Path) -> None:
    add_target(ready, AWAY, "away")
    assert ready("backup", "away").code == 3
    catalog = Catalog(tmp_path / "profile")
    with closing(catalog):
        notices = catalog.of().notices
        assert [fault.key for fault in notices.faults()] == ["failure:backup:away"]
        assert notices.notices() == ()
        assert ready("backup", "lab").code == 0
        assert len(notices.faults()) == 1
