"""Where the database of a dump was: as its side file says, or the settings, or where they are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from desktop_app.engine.errors import BadAddress
from desktop_app.engine.sources.postgres.connection import Address
from desktop_app.engine.takeover.folder import FoundDump

USUAL = Address("localhost", 5432, "postgres", "postgres")


def address_of(dump: FoundDump, configured: Address | None) -> Address:
    """The address for the snapshot. What a side file says is believed only if it can be one."""
    base = (configured or USUAL).with_database(dump.name.database)
    said = dump.said or {}
    host = said.get("host")
    address = Address(
        host if isinstance(host, str) and host else base.host,
        _port(said, base.port),
        base.user,
        base.database,
        base.options if configured else (),
    )
    try:
        Address.from_url(address.url())
    except BadAddress:
        return base
    return address


def _port(said: Mapping[str, Any], usual: int) -> int:
    text = str(said.get("port", ""))
    return int(text) if text.isdecimal() and 0 < int(text) < 65536 else usual
