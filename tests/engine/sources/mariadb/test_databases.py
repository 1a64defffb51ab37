"""What there is to protect on a server."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop_app.engine.errors import LoginRefused
from desktop_app.engine.progress import Cancel
from desktop_app.engine.sources.mariadb.databases import databases_of
from tests.mariadb_servers import CLIENT, MariaServer

KEPT = "flies_before_20260102_030405"
UNFINISHED = "flies__labvault_a51146d3"


def test_what_restores_left_is_told_as_such(mariadb: MariaServer) -> None:
    own = mariadb.create_database("flies_before_lunch")
    mariadb.run("CREATE TABLE t (a INT)", "INSERT INTO t VALUES (1)", database=own)
    for name in (KEPT, UNFINISHED):
        mariadb.create_database(name)
    try:
        known = databases_of(mariadb.address, None, CLIENT.environment, Cancel())
        found = {each.name: each for each in known}
        assert [found[name].passing for name in (KEPT, UNFINISHED)] == [True, True]
        assert (found[own.database].passing, found[own.database].tables) == (False, 1)
        assert "mysql" not in found
    finally:
        for name in (KEPT, UNFINISHED, own.database):
            mariadb.drop_database(name)


def test_a_server_that_refuses_says_so(mariadb: MariaServer) -> None:
    nobody = replace(mariadb.address, user=mariadb.create_user(password="secret"))
    with pytest.raises(LoginRefused):
        databases_of(nobody, "wrong", CLIENT.environment, Cancel())
