"""The databases of a MariaDB or MySQL server: what there is to protect."""

from __future__ import annotations

from collections.abc import Mapping

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.progress import Cancel
from desktop_app.engine.sources.mariadb.address import Address
from desktop_app.engine.sources.mariadb.connection import WIRE_ERRORS, connect, fault_of
from desktop_app.engine.sources.passing_names import is_passing

OWN = ("information_schema", "performance_schema", "mysql", "sys")
DATABASES = """
SELECT s.schema_name, SUM(COALESCE(t.data_length, 0)), COUNT(t.table_name)
  FROM information_schema.schemata s
  LEFT JOIN information_schema.tables t
         ON t.table_schema = s.schema_name AND t.table_type = 'BASE TABLE'
 GROUP BY s.schema_name ORDER BY s.schema_name
"""


@dataclass(frozen=True, slots=True)
class DatabaseEntry:
    """A database that the user may see. ``size`` in bytes as the server estimates its rows.
    ``passing``: a restore made it, and it is not there to stay."""

    name: str
    size: int
    tables: int
    passing: bool = False


def databases_of(
    address: Address, password: str | None, environment: Mapping[str, str], cancel: Cancel
) -> tuple[DatabaseEntry, ...]:
    """All databases of a server but its own, by name; that of the address need not be there.
    Raises what :func:`connect` and :func:`fault_of` do. Any thread may call."""
    connection = connect(address, password, environment, cancel=cancel, database=None)
    with cancel.closing(connection.sever):
        try:
            rows = connection.rows(DATABASES)
        except WIRE_ERRORS as error:
            cancel.check()
            raise fault_of(error, "listing its databases", address) from None
        finally:
            connection.end()
    return tuple(
        DatabaseEntry(str(name), int(size or 0), int(tables), is_passing(str(name)))
        for name, size, tables in rows
        if str(name).lower() not in OWN
    )
