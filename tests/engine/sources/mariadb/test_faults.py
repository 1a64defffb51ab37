"""What goes wrong with servers, logins and programs is told as what it is."""

from __future__ import annotations

import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.engine.errors import (
    Cancelled,
    ConnectionLost,
    LoginRefused,
    NotSupported,
    ServerUnreachable,
    ToolMissing,
    ToolTooOld,
    UnknownName,
)
from desktop_app.engine.model import ItemKind
from desktop_app.engine.progress import Meter, Silent
from desktop_app.engine.sources.base import ItemReader
from desktop_app.engine.sources.client import ClientSettings
from desktop_app.engine.sources.mariadb.address import Address
from desktop_app.engine.sources.mariadb.connection import connect
from desktop_app.engine.sources.mariadb.source import MariaSource
from desktop_app.engine.sources.mariadb.tools import find_tools
from tests.mariadb_servers import CLIENT, MariaServer, source, start_mariadb
from tests.waiting import wait_until

MANY = "CREATE TABLE many AS SELECT seq AS id, REPEAT('x', 900) AS t FROM seq_1_to_20000"


def read_on(reader: ItemReader) -> None:
    """To the end."""
    buffer = memoryview(bytearray(1 << 16))
    while reader.readinto(buffer):
        pass


def test_a_login_that_is_refused(mariadb: MariaServer, maria_database: Address) -> None:
    user = mariadb.create_user(f"SELECT ON {maria_database.database}.*")
    address = replace(maria_database, user=user)
    with pytest.raises(LoginRefused) as refused, source(address, "wrong").open(Silent()):
        pass
    assert refused.value.user == user
    assert "wrong" not in str(refused.value)


def test_a_password_of_the_environment(mariadb: MariaServer, maria_database: Address) -> None:
    user = mariadb.create_user(f"SELECT ON {maria_database.database}.*", password="pä\"ss'#1\\")
    address = replace(maria_database, user=user)
    client = ClientSettings({**CLIENT.environment, "MYSQL_PWD": "pä\"ss'#1\\"})
    with MariaSource(address, None, client).open(Silent()) as session:
        assert any(plan.kind is ItemKind.SCHEMA for plan in session.plan.items)


def test_a_database_that_is_not_there(mariadb: MariaServer) -> None:
    address = mariadb.address.with_database("nowhere")
    with pytest.raises(UnknownName) as unknown, source(address).open(Silent()):
        pass
    assert (unknown.value.what, unknown.value.name) == ("database", "nowhere")


def test_the_servers_own_databases_are_no_targets(mariadb: MariaServer) -> None:
    with pytest.raises(NotSupported), source(mariadb.address).open(Silent()):
        pass


def test_no_server() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        address = Address("127.0.0.1", port, "u", "d")
        with pytest.raises(ServerUnreachable), source(address).open(Silent()):
            pass
    gone = Address("localhost", 3306, "u", "d", (("socket", "/nowhere/s"),))
    with pytest.raises(ServerUnreachable), source(gone).open(Silent()):
        pass


def test_something_else_than_a_server() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def answer() -> None:
            taken, _ = listening.accept()
            with taken:
                taken.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")

        thread = threading.Thread(target=answer)
        thread.start()
        address = Address("127.0.0.1", listening.getsockname()[1], "u", "d")
        with pytest.raises(ServerUnreachable):
            connect(address, None, {})
        thread.join()


def test_cancelling_does_not_wait_for_a_silent_server() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        meter = Meter()

        def cancel() -> None:
            taken, _ = listening.accept()
            with taken:
                meter.cancel.cancel()
                taken.recv(1)

        thread = threading.Thread(target=cancel)
        thread.start()
        address = Address("127.0.0.1", listening.getsockname()[1], "u", "d")
        with pytest.raises(Cancelled), source(address).open(meter):
            pass
        thread.join()


def test_a_server_that_dies_in_the_middle() -> None:
    with start_mariadb() as scratch:
        server = MariaServer(scratch)
        database = server.create_database("dying")
        server.run(MANY, database=database)
        with source(database).open(Silent()) as session:
            reader = session.read(next(p for p in session.plan.items if p.name == "many"))
            buffer = memoryview(bytearray(1 << 16))
            assert reader.readinto(buffer)
            scratch.close()
            with pytest.raises(ConnectionLost), closing(reader):
                read_on(reader)


def test_a_reader_that_is_killed(mariadb: MariaServer, maria_database: Address) -> None:
    mariadb.run(MANY, database=maria_database)
    with source(maria_database).open(Silent()) as session:
        plan = next(p for p in session.plan.items if p.name == "many")
        reader = session.read(plan)
        buffer = memoryview(bytearray(1 << 16))
        assert reader.readinto(buffer)
        sending = (
            "SELECT id FROM information_schema.processlist"
            " WHERE info LIKE 'SELECT `id`%' AND id <> CONNECTION_ID()"
        )
        ((number,),) = mariadb.ask(sending)
        mariadb.run(f"KILL {number}")
        with pytest.raises(ConnectionLost), closing(reader):
            read_on(reader)
        # The other one still sees the moment.
        with closing(session.read(plan)) as other:
            assert other.readinto(buffer)


def test_cancelling_ends_within_two_seconds_and_leaves_no_session(
    mariadb: MariaServer, maria_database: Address
) -> None:
    mariadb.run(MANY, database=maria_database)
    meter = Meter()
    with source(maria_database).open(meter) as session:
        reader = session.read(next(p for p in session.plan.items if p.name == "many"))
        with closing(reader):
            assert reader.readinto(memoryview(bytearray(1 << 16)))
            since = time.monotonic()
            meter.cancel.cancel()
            with pytest.raises(Cancelled):
                read_on(reader)
    assert time.monotonic() - since < 2
    name = maria_database.database
    mine = f"SELECT 1 FROM information_schema.processlist WHERE db = '{name}'"
    wait_until(lambda: not mariadb.ask(mine))


def program(folder: Path, name: str, version: str) -> None:
    path = folder / name
    path.write_text(
        f"#!/bin/sh\necho 'mysqldump  Ver 10.19 Distrib {version}, for Linux (x86_64)'\n"
    )
    path.chmod(0o755)


def test_programs_are_chosen_by_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop_app.engine.sources.mariadb.tools.USUAL", ())
    with pytest.raises(ToolMissing) as missing:
        find_tools((10, 11), True, str(tmp_path))
    assert missing.value.product == "MariaDB"
    folders = []
    for version in ("10.6.1-MariaDB", "11.4.2-MariaDB", "10.11.6-MariaDB", "8.0.36"):
        folder = tmp_path / version
        folder.mkdir()
        for name in ("mysqldump", "mysql"):
            program(folder, name, version)
        folders.append(folder)
    assert find_tools((10, 11), True, "", folders).version == (10, 11)
    assert find_tools((11, 0), True, "", folders).version == (11, 4)
    assert find_tools((8, 0), False, "", folders).dump.parent == folders[3]
    with pytest.raises(ToolTooOld) as old:
        find_tools((12, 0), True, "", folders)
    assert (old.value.found, old.value.needed) == ("11.4", "12.0")


@pytest.fixture(scope="module")
def encrypted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Address, Path]]:
    """A server on loopback that has a certificate of its own, and that certificate."""
    folder = Path("/tmp") / f"labvault-tests-tls-{time.monotonic_ns()}"
    folder.mkdir(mode=0o755)
    certificate, key = folder / "certificate", folder / "key"
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"),
            *("-nodes", "-days", "2", "-subj", "/CN=localhost"),
            *("-addext", "subjectAltName=DNS:localhost"),
            *("-keyout", str(key), "-out", str(certificate)),
        ],
        check=True,
        capture_output=True,
    )
    key.chmod(0o644)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    scratch = start_mariadb(
        **{
            "skip-networking": "OFF",
            "bind-address": "127.0.0.1",
            "port": str(port),
            "ssl-cert": str(certificate),
            "ssl-key": str(key),
        }
    )
    with scratch:
        server = MariaServer(scratch)
        server.create_database("lab")
        server.run("CREATE TABLE t (id INT)", database=scratch.address.with_database("lab"))
        server.run("CREATE USER far@'127.0.0.1' IDENTIFIED BY 'pw' REQUIRE SSL")
        server.run("GRANT ALL ON *.* TO far@'127.0.0.1'")
        yield Address("localhost", port, "far", "lab"), certificate
    for path in (certificate, key):
        path.unlink()
    folder.rmdir()


@pytest.mark.parametrize("way", [(), (("ssl", "on"),), (("ssl", "verify"), ("ssl_ca", "own"))])
def test_a_way_that_is_encrypted(
    encrypted: tuple[Address, Path], way: tuple[tuple[str, str], ...]
) -> None:
    address, certificate = encrypted
    told = tuple((name, value.replace("own", str(certificate))) for name, value in way)
    with closing(connect(replace(address, options=told), "pw", {})) as connection:
        assert connection.rows("SHOW STATUS LIKE 'Ssl_cipher'")[0][1]
    if way:
        with source(replace(address, options=told), "pw").open(Silent()) as session:
            assert "t" in {plan.name for plan in session.plan.items}


def test_a_way_that_cannot_be_trusted(encrypted: tuple[Address, Path]) -> None:
    address, _ = encrypted
    for options in ((("ssl", "verify"),), (("ssl", "on"), ("ssl_ca", "/nowhere"))):
        with pytest.raises(ServerUnreachable):
            connect(replace(address, options=options), "pw", {})
    with pytest.raises(LoginRefused):
        connect(replace(address, options=(("ssl", "off"),)), "pw", {})
