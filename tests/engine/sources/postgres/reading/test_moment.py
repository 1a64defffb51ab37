"""The settings that all sessions share are in force, on each version, for any user."""

from __future__ import annotations

import psycopg
import pytest

from desktop_app.engine.sources.postgres.connection import connect
from desktop_app.engine.sources.postgres.reading.moment import (
    codec_of,
    session_settings,
    settings_script,
)
from tests.engine.sources.postgres.harvest import role
from tests.servers import Server


@pytest.mark.parametrize("server", ["pg15", "pg17"])
def test_settings_are_in_force(server: str, request: pytest.FixtureRequest) -> None:
    running: Server = request.getfixturevalue(server)
    with (
        role(running.create_database(), "limited") as limited,
        connect(limited, None) as connection,
    ):
        version = connection.info.server_version
        connection.execute(settings_script(version, "LATIN1").as_string(connection).encode())
        for name, value in session_settings(version, "LATIN1"):
            row = connection.execute("SELECT current_setting(%s)", [name]).fetchone()
            assert row is not None
            shown = str(row[0]).replace('""', "").replace("ISO, MDY", "ISO")
            assert shown == value, name
        assert codec_of(connection) == "iso8859-1"


def test_new_settings_are_not_told_to_old_servers() -> None:
    assert "transaction_timeout" in dict(session_settings(170000, "UTF8"))
    assert "transaction_timeout" not in dict(session_settings(169999, "UTF8"))


def test_names_in_sql_ascii_are_taken_for_utf8(pg17: Server) -> None:
    with psycopg.connect(pg17.address.conninfo(), client_encoding="sql_ascii") as connection:
        assert codec_of(connection) == "utf-8"
