"""The databases of a real server, as users with few rights see them too."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from psycopg import sql

from desktop_app.engine.errors import BadAddress, LoginRefused, ServerUnreachable, UnknownName
from desktop_app.engine.sources.postgres.connection import Address
from desktop_app.engine.sources.postgres.databases import databases_of, server_address
from tests.servers import Server, start_17


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """A server whose databases nobody else makes or drops."""
    with start_17() as scratch:
        server = Server(scratch, 17)
        server.execute(sql.SQL("CREATE ROLE guest LOGIN"))
        for name in ('Mäuse "n" more', "flies", "secret", "closed"):
            server.create_database(name)
        server.create_database("lab__labvault_a51146d3")
        server.create_database("lab_before_20260102_030405")
        for statement in (
            "REVOKE CONNECT ON DATABASE secret FROM PUBLIC",
            "ALTER DATABASE flies OWNER TO guest",
            "ALTER DATABASE closed ALLOW_CONNECTIONS false",
        ):
            server.execute(sql.SQL(statement))
        yield server


def test_all_but_templates_are_listed(server: Server) -> None:
    found = {each.name: each for each in databases_of(server.address, None)}
    assert list(found) == [
        *('Mäuse "n" more', "closed", "flies", "lab__labvault_a51146d3"),
        *("lab_before_20260102_030405", "postgres", "secret"),
    ]
    assert found["flies"].owner == "guest"
    assert all((each.size or 0) > 1_000_000 for each in found.values())
    assert [name for name, each in found.items() if not each.may_connect] == ["closed"]
    passing = [name for name, each in found.items() if each.passing]
    assert passing == ["lab__labvault_a51146d3", "lab_before_20260102_030405"]


def test_who_may_not_connect_learns_no_size(server: Server) -> None:
    guest = replace(server.address, user="guest")
    found = {each.name: each for each in databases_of(guest, None)}
    assert (found["secret"].may_connect, found["secret"].size) == (False, None)
    assert found["flies"].may_connect
    assert (found["flies"].size or 0) > 0


def test_a_server_without_its_usual_database_is_listed_through_another(server: Server) -> None:
    server.rename_database_from(server.address.with_database("template1"), "postgres", "other")
    try:
        names = [each.name for each in databases_of(server.address, None)]
        assert "other" in names
        with pytest.raises(UnknownName):
            databases_of(server.address.with_database("nowhere"), None)
    finally:
        server.rename_database_from(server.address.with_database("flies"), "other", "postgres")


def test_a_server_that_is_not_there_or_refuses_is_told_so(server: Server) -> None:
    with pytest.raises(LoginRefused):
        databases_of(replace(server.address, user="nobody"), None)
    with pytest.raises(ServerUnreachable):
        databases_of(Address("127.0.0.1", 1, "u", "postgres"), None)


def test_an_address_of_a_server_needs_no_database() -> None:
    assert server_address("postgresql://u@db:5433") == Address("db", 5433, "u", "postgres")
    assert server_address("postgresql://u@db/lab?sslmode=require").database == "lab"
    with pytest.raises(BadAddress):
        Address.from_url("postgresql://u@db:5433")
