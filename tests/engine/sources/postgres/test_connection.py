"""Addresses, and getting in or being refused."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.engine.errors import (
    BadAddress,
    Cancelled,
    LoginRefused,
    ServerUnreachable,
    UnknownName,
)
from desktop_app.engine.progress import Cancel
from desktop_app.engine.sources.postgres.connection import (
    Address,
    ClientSettings,
    connect,
    is_loss,
    pinned,
    sever,
    tool_environment,
)
from desktop_app.engine.sources.postgres.scratch.server import ScratchServer
from tests.engine.sources.postgres.harvest import run

NAME = st.text(
    st.characters(codec="utf-8", exclude_characters="\0", exclude_categories=["Cs"]),
    min_size=1,
    max_size=63,
)


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("postgresql://u@h:5433/d", Address("h", 5433, "u", "d")),
        ("postgres://u@h/d%20b", Address("h", 5432, "u", "d b")),
        ("postgresql://u@[::1]/d", Address("::1", 5432, "u", "d")),
        ("postgresql://u@/d", Address("", 5432, "u", "d")),
        ("postgresql:///d?host=/run/pg&port=6&user=u", Address("/run/pg", 6, "u", "d")),
        ("postgresql://u@%2Frun%2Fpg/d", Address("/run/pg", 5432, "u", "d")),
        ("postgresql://u@a:7,b:7/d", Address("a,b", 7, "u", "d")),
        (
            "postgresql://u@h/d?sslmode=verify-full&sslrootcert=/c%20a.pem",
            Address("h", 5432, "u", "d", (("sslmode", "verify-full"), ("sslrootcert", "/c a.pem"))),
        ),
    ],
)
def test_an_address_is_read_from_a_url(url: str, address: Address) -> None:
    assert Address.from_url(url) == address
    assert Address.from_url(address.url()) == address


@given(NAME, NAME, st.integers(1, 65535))
def test_any_name_survives_url_and_connection_string(user: str, database: str, port: int) -> None:
    address = Address("h", port, user, database)
    assert Address.from_url(address.url()) == address
    parts = psycopg.conninfo.conninfo_to_dict(address.conninfo())
    assert (parts["user"], parts["dbname"], parts["port"]) == (user, database, str(port))


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("postgresql://u:hunter2@h/d", "holds a password"),
        ("postgresql://:hunter2@[::1]/d", "holds a password"),
        ("postgresql://u:hunt/er2@h/d", "holds a password"),
        ("postgresql://u:hunt?er2@h/d", "holds a password"),
        ("postgresql://u:hunt@er2@h/d", "holds a password"),
        ("postgresql://u:hunt\ner2@h/d", "holds a password"),
        ("postgresql://u:hunt%zzer2@h/d", "holds a password"),
        ("postgresql://me@uni.edu:hunter2@h/d", "holds a password"),
        ("postgresql://me@uni.edu:1234hunt/er2@[::1]:5432/d", "holds a password"),
        ("postgresql://me@uni.edu:hunt?er2@h/d", "holds a password"),
        ("postgresql://u@h:5432:hunter2@x/d", "holds a password"),
        ("postgresql://u@[::1]:hunter2@x/d", "holds a password"),
        ("postgresql://u@h/d?password=hunter2", "holds a password"),
        ("postgresql://u@h/d?password=hunt&er2", "holds a password"),
        ("postgresql://u@h/d?pass%77ord=hunter2", "holds a password"),
        ("postgresql://u@h/d?sslmode=require&sslpassword=hunter2", "holds a password"),
        ("postgresql://u@h/d?PASSWORD=hunter2", 'invalid URI query parameter: "PASSWORD"'),
        ("postgresql://u@h/d?pwd=hunter2", 'invalid URI query parameter: "pwd"'),
        ("postgresql://u@h/d?pwd=hunt er2", "unexpected spaces found in …"),
        ("postgresql://u:hunter2/d", "has no usable port"),
        ("postgresql://u:hunter2", "names no database"),
        ("host=h dbname=d password=hunter2", "does not begin with postgresql://"),
        ("u:hunter2@h/d", "does not begin with postgresql://"),
        ("mysql://u:hunter2@h/d", "does not begin with postgresql://"),
        ("postgresql://u@h", "names no database"),
        ("postgresql://u@h:0/d", "has no usable port"),
        ("postgresql://u@h:x/d", "has no usable port"),
        ("postgresql://u@a:1,b:2/d", "gives hosts with different ports"),
        ("postgresql://u@h/d?bogus=1", 'invalid URI query parameter: "bogus"'),
        ("postgresql://u@h/%zz", "invalid percent-encoded token: …"),
        ("postgresql://u@h/d%ff", "holds characters that no address has"),
        ("postgresql://u@h/d\0e", "holds characters that no address has"),
        ("postgresql://u@h/d\ud800", "holds characters that no address has"),
    ],
)
def test_a_bad_url_is_refused_without_showing_a_secret(url: str, reason: str) -> None:
    with pytest.raises(BadAddress) as caught:
        Address.from_url(url)
    assert caught.value.reason.partition(", use percent")[0] == reason
    assert "hunt" not in str(caught.value)
    assert "er2" not in str(caught.value)
    assert caught.value.address.encode()


def test_an_at_sign_in_a_databases_name_is_no_password() -> None:
    for host in ("h:5432", "[::1]:5432", "a:5432,b:5432"):
        assert Address.from_url(f"postgresql://u@{host}/my@lab").database == "my@lab"


def test_options_of_the_user_come_before_ours() -> None:
    address = Address("h", 1, "u", "d", (("application_name", "x"), ("connect_timeout", "3")))
    parts = psycopg.conninfo.conninfo_to_dict(address.conninfo())
    assert (parts["application_name"], parts["connect_timeout"]) == ("x", "3")


def test_a_missing_database_is_named(database: Address) -> None:
    with pytest.raises(UnknownName) as caught:
        connect(database.with_database("no=such 'one\""), None)
    assert (caught.value.what, caught.value.name) == ("database", "no=such 'one\"")


def test_a_missing_role_is_refused(database: Address) -> None:
    address = Address(database.host, database.port, "nobody at all", database.database)
    with pytest.raises(LoginRefused) as caught:
        connect(address, None)
    assert caught.value.user == "nobody at all"


def test_no_server_is_unreachable(tmp_path: Path) -> None:
    with pytest.raises(ServerUnreachable):
        connect(Address(str(tmp_path), 1, "u", "d"), None)


def test_a_full_server_is_unreachable_not_refusing(database: Address) -> None:
    run(database, "CREATE ROLE one_at_a_time LOGIN")
    address = Address(database.host, database.port, "one_at_a_time", database.database)
    name = psycopg.sql.Identifier(database.database).as_string(None)
    run(database, f"ALTER DATABASE {name} CONNECTION LIMIT 0")
    try:
        with pytest.raises(ServerUnreachable) as caught:
            connect(address, None)
    finally:
        run(database, "DROP ROLE one_at_a_time")
    assert "too many connections" in caught.value.reason


@pytest.fixture
def silent() -> Iterator[Address]:
    """A port where somebody listens and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield Address("127.0.0.1", server.getsockname()[1], "u", "d", (("connect_timeout", "1"),))


def test_connecting_to_a_silent_server_ends(silent: Address) -> None:
    with pytest.raises(ServerUnreachable) as caught:
        connect(silent, None)
    assert caught.value.reason == "no answer within 1 seconds"


def test_connecting_can_be_cancelled(silent: Address) -> None:
    cancel = Cancel()
    patient = Address(silent.host, silent.port, "u", "d")
    since = time.monotonic()
    threading.Timer(0.1, cancel.cancel).start()
    with pytest.raises(Cancelled):
        connect(patient, None, cancel=cancel)
    assert time.monotonic() - since < 1


def test_of_several_hosts_the_first_that_answers_is_taken(database: Address) -> None:
    hosts = f"/nowhere,{database.host}"
    several = Address(hosts, database.port, database.user, database.database)
    with connect(several, None) as connection:
        assert pinned(several, connection) == database


def test_a_severed_connection_wakes_whoever_waits(database: Address) -> None:
    with connect(database, None) as connection:
        threading.Timer(0.1, sever, [connection]).start()
        since = time.monotonic()
        with pytest.raises(psycopg.OperationalError) as caught:
            connection.execute("SELECT pg_sleep(30)")
        assert time.monotonic() - since < 2
    assert is_loss(caught.value)


@pytest.fixture(scope="module")
def asking() -> Iterator[ScratchServer]:
    """A server on loopback that asks for a password."""
    with ScratchServer.start(network=True) as server:
        yield server


def test_passwords_are_asked_for_and_checked(
    asking: ScratchServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("PGPASSWORD", "PGPASSFILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    address = asking.address
    assert asking.password
    connect(address, asking.password).close()
    with pytest.raises(LoginRefused) as caught:
        connect(address, "hunter2")
    assert "hunter2" not in str(caught.value)
    with pytest.raises(LoginRefused) as caught:
        connect(address, None)
    assert caught.value.reason == "no password supplied"
    file = tmp_path / "passwords"
    file.write_text(f"{address.host}:{address.port}:*:*:{asking.password}\n")
    file.chmod(0o600)
    monkeypatch.setenv("PGPASSFILE", str(file))
    connect(address, None).close()


def test_tools_get_what_they_need_and_no_more() -> None:
    settings = ClientSettings(
        {
            "PATH": "/bin",
            "HOME": "/home/a",
            "PGPASSFILE": "/p",
            "PGSSLMODE": "require",
            "PGHOST": "elsewhere",
            "PGCLIENTENCODING": "LATIN1",
            "PG_COLOR": "always",
            "AWS_SECRET_ACCESS_KEY": "s",
            "LC_ALL": "de_DE",
        }
    )
    assert tool_environment(settings, "hunter2", {"PGCLIENTENCODING": "UTF8"}) == {
        "PATH": "/bin",
        "HOME": "/home/a",
        "PGPASSFILE": "/p",
        "PGSSLMODE": "require",
        "LC_ALL": "C",
        "PGPASSWORD": "hunter2",
        "PGCLIENTENCODING": "UTF8",
    }
    assert "PGPASSWORD" not in tool_environment(settings, None)
    assert "s" not in repr(settings)[len("ClientSettings") :].replace("tool_folders", "")
