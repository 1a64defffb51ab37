"""A MariaDB database from its target to its restore, as somebody at a terminal does it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from desktop_app.engine.catalog.catalog import Catalog
from desktop_app.engine.sources.mariadb.address import Address
from tests.cli.conftest import CommandLine
from tests.cli.conftest import labvault as labvault
from tests.cli.test_agent import patiently
from tests.mariadb_servers import MariaServer
from tests.receivers import WebReceiver, web_receiver

DEVICE = "ETHOSCOPE_007_db"
CREATED = f"SELECT MAX(create_time) FROM information_schema.tables WHERE table_schema = '{DEVICE}'"
BY_NODE = "SELECT ON `ETHOSCOPE\\_007\\_db`.*"


@pytest.fixture
def device(mariadb: MariaServer) -> Iterator[Address]:
    """What an ethoscope's server has, and who may only look at it from afar."""
    mariadb.drop_database(DEVICE)
    record(mariadb, "2026-03-14_10-00-00", range(1, 501))
    mariadb.create_user(BY_NODE, name="node", password="node")
    mariadb.create_user("ALL ON *.*", name="admin", password="node")
    address = mariadb.address.with_database(DEVICE)
    yield Address(address.host, address.port, "node", DEVICE, address.options)
    mariadb.drop_database(DEVICE)


def record(server: MariaServer, began: str, ids: range) -> None:
    """An experiment: what a device's tracking program makes, whatever was there before."""
    server.drop_database(DEVICE)
    database = server.create_database(DEVICE)
    with server.inside(database) as connection:
        for statement in (
            "CREATE TABLE METADATA (field CHAR(100), value VARCHAR(3000))",
            f"INSERT INTO METADATA VALUES ('date_time', '{began}'), ('machine_name', 'E_007')",
            "CREATE TABLE VAR_MAP (var_name CHAR(100), sql_type CHAR(100),"
            " functional_type CHAR(100))",
            "INSERT INTO VAR_MAP VALUES ('x', 'SMALLINT', 'distance')",
            "CREATE TABLE ROI_1 (id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, t INT, x SMALLINT,"
            " y SMALLINT, w SMALLINT, h SMALLINT, phi SMALLINT)",
            "CREATE TABLE IMG_SNAPSHOTS (id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, t INT,"
            " img LONGBLOB)",
        ):
            connection.query(statement)
        rows = ", ".join(f"({n}, {n * 300}, {n % 99}, 2, 3, 4, 5)" for n in ids)
        connection.query(f"INSERT INTO ROI_1 VALUES {rows}")
        connection.rows("INSERT INTO IMG_SNAPSHOTS (t, img) VALUES (1, %s)", bytes(range(256)) * 9)


def record_later(server: MariaServer, began: str, ids: range) -> None:
    """Another experiment, not within the same second: a server tells no finer when a table was
    made."""
    patiently(lambda: server.ask("SELECT NOW()") > server.ask(CREATED))
    record(server, began, ids)


@pytest.fixture
def ready(
    labvault: CommandLine, device: Address, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> CommandLine:
    """A repository ``nas``, the target ``flies`` in it, and the password in the environment."""
    tools = {**labvault.settings.for_tools, "MYSQL_PWD": "node", "PATH": "/usr/bin"}
    labvault.settings = replace(labvault.settings, for_tools=tools, mysql_password="node")
    assert labvault("repository", "create", "nas", str(tmp_path / "nas")).code == 0
    labvault.text("target", "add", "mariadb", "flies", "--url", device.url(), "--repository", "nas")
    return labvault


def by_admin(server: MariaServer, database: str) -> str:
    return replace(server.address.with_database(database), user="admin").url()


def items(shown: Any) -> dict[str, int]:
    return {item["item"]: item["rows"] for item in shown["items"] if item["kind"] == "rows"}


def test_a_device_is_backed_up_by_who_may_only_look(
    ready: CommandLine, mariadb: MariaServer, device: Address
) -> None:
    # Rows that come late into the middle are there, which a copy by the greatest id would miss.
    mariadb.run("DELETE FROM ROI_1 WHERE id BETWEEN 100 AND 200", database=root_of(mariadb))
    first = ready.json("backup", "flies", code=1)
    assert {w["item"] for w in first["warnings"]} == {"users", "schema"}
    mariadb.run("INSERT INTO ROI_1 (id, t) VALUES (150, 1)", database=root_of(mariadb))
    second = ready.json("backup", "flies", code=1)
    rows = items(ready.json("show", second["snapshot"]))
    assert rows == {"METADATA": 2, "VAR_MAP": 1, "ROI_1": 400, "IMG_SNAPSHOTS": 1}
    assert second["bytes_stored"] < first["bytes_stored"]
    preview = ready.text("show", second["snapshot"], "METADATA")
    assert "2026-03-14_10-00-00" in preview
    compared = ready.json("compare", first["snapshot"], second["snapshot"])
    changed = [each["item"] for each in compared["items"] if each["change"] != "same"]
    assert "ROI_1" in changed
    assert "METADATA" not in changed
    for level in ("bytes", "structure", "source"):
        ready.json("verify", second["snapshot"], "--level", level)
    mariadb.run("UPDATE ROI_1 SET x = 1 WHERE id = 7", database=root_of(mariadb))
    found = ready.json("verify", second["snapshot"], "--level", "source", code=1)
    assert [re.sub(".* · ", "", p["item"]) for p in found["problems"]] == ["ROI_1"]


def root_of(server: MariaServer) -> Address:
    return server.address.with_database(DEVICE)


def test_a_drill_restores_on_a_server_of_its_own(ready: CommandLine, device: Address) -> None:
    ready.json("backup", "flies", code=1)
    drill = ready.json("drill", "flies")
    assert {check["name"]: check["ok"] for check in drill["checks"]}["answers"]
    assert drill["rows"] == 504


def test_part_of_it_comes_back_beside_it(
    ready: CommandLine, mariadb: MariaServer, device: Address
) -> None:
    snapshot = ready.json("backup", "flies", code=1)["snapshot"]
    url = by_admin(mariadb, "flies_again")
    plan = ready.json("restore", snapshot, "--to", url, "--dry-run")
    assert plan["possible"]
    assert "flies_again" not in mariadb.databases()
    done = ready.json("restore", snapshot, "--to", url, "--only", "ROI_*")
    try:
        assert (done["place"], done["rows"]) == ("flies_again", 500)
        assert mariadb.ask("SHOW TABLES FROM flies_again") == (("ROI_1",),)
        again = ready("restore", snapshot, "--to", url, "--only", "ROI_*")
        assert again.code == 2
        assert "ROI_1" in again.err
    finally:
        mariadb.drop_database("flies_again")


@pytest.fixture
def web() -> Iterator[WebReceiver]:
    with web_receiver() as receiver:
        yield receiver


def told(ready: CommandLine) -> list[str]:
    """The subjects of all messages that were to be sent."""
    profile = ready.settings.profile
    assert profile is not None
    with closing(Catalog(profile)) as catalog:
        return [notice.subject for notice in catalog.of().notices.notices()]


def test_a_new_experiment_under_the_old_name_rings_and_holds_what_is_left_of_the_old_one(
    ready: CommandLine,
    mariadb: MariaServer,
    web: WebReceiver,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    hook = {"HOOK": f"http://127.0.0.1:{web.port}/hook"}
    ready.settings = replace(ready.settings, notify_addresses=hook)
    # Messages are sent by a process of its own.
    monkeypatch.setenv("LABVAULT_NOTIFY_HOOK", hook["HOOK"])
    assert ready("notify", "add", "hook", "--on", "alarm").code == 0
    first = ready.json("backup", "flies", code=1)["snapshot"]
    # The second one has more rows than the first: no wire of sudden loss trips.
    record_later(mariadb, "2026-03-15_10-00-00", range(1, 801))
    second = ready.json("backup", "flies", code=1)
    lost = [w["what"] for w in second["warnings"] if "about to be lost" in w["what"]]
    assert len(lost) == 1
    assert first[:12] in lost[0]
    assert any("Data about to be lost: flies" in subject for subject in told(ready))
    patiently(lambda: any("about to be lost" in r.json()["title"] for r in web.requests))
    # Nothing is removed, also when the rules say so, before a manager looked.
    held = ready("prune", "--keep-last", "1", "--at-least", "1")
    assert held.code == 1
    assert "about to be lost" in held.err + held.out
    third = ready.json("backup", "flies", code=1)
    assert not [w for w in third["warnings"] if "about to be lost" in w["what"]]
    restored = ready.json("restore", first, "--to", by_admin(mariadb, "old_experiment"))
    try:
        assert restored["rows"] == 504
        query = "SELECT value FROM old_experiment.METADATA WHERE field = 'date_time'"
        assert mariadb.ask(query) == (("2026-03-14_10-00-00",),)
    finally:
        mariadb.drop_database("old_experiment")
    assert ready("prune", "--release", "nas").code == 0
    assert ready("prune", "--keep-last", "1", "--at-least", "1").code == 0
    assert len(ready.json("snapshots", "flies")) < 3


def test_a_database_that_is_gone_rings_and_holds(ready: CommandLine, mariadb: MariaServer) -> None:
    first = ready.json("backup", "flies", code=1)["snapshot"]
    mariadb.drop_database(DEVICE)
    for _ in range(2):
        gone = ready("backup", "flies")
        assert gone.code == 1
        # Said first where it takes a while.
        [line] = gone.err.removeprefix("connecting\n").splitlines()
        assert "Data about to be lost" in line
        assert first[:12] in line
    assert ready("prune", "--keep-last", "1", "--at-least", "1").code == 1
    assert ready("status").code in (0, 1)
    record(mariadb, "2026-03-14_10-00-00", range(1, 501))


def test_a_loss_is_looked_for_between_backups(ready: CommandLine, mariadb: MariaServer) -> None:
    def backups() -> list[dict[str, Any]]:
        assert ready("agent", "--once").code in (0, 1)
        return [job for job in ready.json("jobs", "list") if job["kind"] == "backup"]

    patiently(lambda: mariadb.ask("SELECT NOW()") > mariadb.ask(CREATED))
    ready.json("backup", "flies", code=1)
    assert len(backups()) == 1, "nothing is lost yet"
    record_later(mariadb, "2026-03-15_10-00-00", range(1, 801))
    patiently(lambda: mariadb.ask("SELECT NOW()") > mariadb.ask(CREATED))
    again = backups()
    assert len(again) == 2
    assert "about to be lost" in ready.text("jobs", "show", str(again[0]["key"]))
    assert len(backups()) == 2, "what was found is not found again"
    mariadb.drop_database(DEVICE)
    gone = backups()
    assert len(gone) == 3
    assert "TargetLost" in json.dumps(gone[0])
    assert len(backups()) == 3
    record(mariadb, "2026-03-14_10-00-00", range(1, 501))


def test_more_of_the_same_rings_nothing(ready: CommandLine, mariadb: MariaServer) -> None:
    """Tables are also made anew by who alters them, or loads a dump."""
    ready.json("backup", "flies", code=1)
    patiently(lambda: mariadb.ask("SELECT NOW()") > mariadb.ask(CREATED))
    mariadb.run(
        *(f"ALTER TABLE {table} FORCE" for table in ("METADATA", "VAR_MAP", "IMG_SNAPSHOTS")),
        "ALTER TABLE ROI_1 ADD COLUMN is_inferred BOOL, FORCE",
        "INSERT INTO ROI_1 (t) VALUES (1), (2)",
        database=root_of(mariadb),
    )
    again = ready.json("backup", "flies", code=1)
    assert not [w for w in again["warnings"] if "about to be lost" in w["what"]]


def test_several_databases_of_a_server_are_targets_each(
    ready: CommandLine, device: Address
) -> None:
    server = f"mariadb://node@{device.host}:{device.port}/?socket={device.option('socket')}"
    call = ("target", "add", "mariadb", "lab", "--url", server, "--repository", "nas")
    both = ("--database", DEVICE, "--database", "other")
    added = ready.json(*call, *both)["targets"]
    assert [each["target"] for each in added] == [f"lab-{DEVICE}", "lab-other"]
    assert ready.json("backup", f"lab-{DEVICE}", code=1)["items"] > 4
    # One that is taken takes the others back.
    assert ready(*call, "--database", "new", "--database", "other").code == 2
    assert "lab-new" not in ready.text("target", "list")
    assert ready.json(*call, "--database", "one")["target"] == "lab"
    url = device.with_database("third").url()
    twice = ready("target", "add", "mariadb", "x", "--url", url, "--repository", "nas", *both)
    assert (twice.code, "--database" in twice.err) == (2, True)


def test_a_password_is_never_shown(
    ready: CommandLine, device: Address, mariadb: MariaServer
) -> None:
    wrong = {**ready.settings.for_tools, "MYSQL_PWD": "s3cr3t"}
    refused = ready("backup", "flies", for_tools=wrong, mysql_password="s3cr3t")
    assert refused.code == 3
    assert "s3cr3t" not in refused.err
    url = device.url().replace("node@", "node:s3cr3t@")
    named = ready("target", "add", "mariadb", "other", "--url", url, "--repository", "nas")
    assert named.code == 2
    assert "s3cr3t" not in named.err
