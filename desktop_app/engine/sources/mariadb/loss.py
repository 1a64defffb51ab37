"""A short look whether a database is still the one that it was at a moment, without reading it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from desktop_app.engine.progress import Cancel
from desktop_app.engine.sources.mariadb.address import Address
from desktop_app.engine.sources.mariadb.connection import WIRE_ERRORS, connect, fault_of

THERE = "SELECT COUNT(*) FROM information_schema.schemata WHERE schema_name = %s"
OLDEST_TABLE = """
SELECT COUNT(*), MIN(create_time) FROM information_schema.tables
 WHERE table_schema = %s AND table_type = 'BASE TABLE'
"""


def loss_since(
    address: Address,
    password: str | None,
    environment: Mapping[str, str],
    moment: datetime,
    cancel: Cancel,
) -> str:
    """What looks as if the database of the address, which had rows at a ``moment`` of the server's
    clock, had been dropped since, or made anew; nothing where it does not. That all tables were
    made anew may have good reasons: what they hold tells. Raises what :func:`connect` and
    :func:`fault_of` do. Any thread may call."""
    connection = connect(address, password, environment, cancel=cancel, database=None)
    with cancel.closing(connection.sever):
        try:
            if not connection.one(THERE, address.database):
                return "it is gone"
            ((tables, oldest),) = connection.rows(OLDEST_TABLE, address.database)
        except WIRE_ERRORS as error:
            cancel.check()
            raise fault_of(error, "looking whether it is still there", address) from None
        finally:
            connection.end()
    if not tables:
        return "none of its tables is there any more"
    # The server tells whole seconds: one that was made in the same second counts as made since.
    since = moment.replace(microsecond=0)
    if isinstance(oldest, datetime) and oldest.replace(tzinfo=UTC) >= since:
        return "all its tables were made anew"
    return ""
