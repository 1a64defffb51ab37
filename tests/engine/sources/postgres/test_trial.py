"""An address is tried before anything counts on it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.engine.errors import ServerUnreachable, UnknownName
from desktop_app.engine.sources.postgres.connection import Address, ClientSettings
from desktop_app.engine.sources.postgres.trial import try_out


def test_what_the_server_says(database: Address) -> None:
    found = try_out(database, None, ClientSettings())
    assert found.version.startswith("17")
    assert found.size > 1_000_000
    assert not found.encrypted  # through a socket


def test_what_is_wrong_with_it(database: Address, tmp_path: Path) -> None:
    with pytest.raises(UnknownName):
        try_out(replace(database, database="nothing"), None, ClientSettings())
    with pytest.raises(ServerUnreachable):
        try_out(replace(database, host=str(tmp_path)), None, ClientSettings())
