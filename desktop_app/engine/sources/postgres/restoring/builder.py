"""Indexes and keys made one at a time, each in a statement of its own, and so are the contents of
materialized views.

As pg_restore would make them, in a session set like its own; but the sessions stay open, and each
statement gets the means that fit the size of what it goes through. Only settings that every user
may change are changed.
"""

from __future__ import annotations

from psycopg import sql

from desktop_app.engine.progress import Cancel
from desktop_app.engine.sources.postgres.connection import Address, Connection
from desktop_app.engine.sources.postgres.restoring.definitions import Definitions
from desktop_app.engine.sources.postgres.restoring.key_check import prepare_check
from desktop_app.engine.sources.postgres.restoring.sessions import Sessions

# What pg_restore sets, and that nothing is compiled for a statement that comes once.
SETTINGS = b"""
SET check_function_bodies = off;
SET xmloption = content;
SET client_min_messages = warning;
SET escape_string_warning = off;
SET row_security = off;
SET jit = off;
SET max_parallel_maintenance_workers = 0;
"""
SETTINGS_17 = b"SET transaction_timeout = 0;\n"

# Sorted in parts that fit a processor's cache and then merged, rows are in order sooner than
# sorted all at once; GIN indexes gain most. Sixteen parts are still merged in one go, and a GIN
# index is not gone through more often than that.
PARTS = 16
LEAST_MEMORY, MOST_MEMORY = 4 << 20, 256 << 20  # bytes


class Builder:
    """Builds what ``definitions`` holds in one database; any thread may ask."""

    def __init__(
        self, address: Address, password: str | None, definitions: Definitions, cancel: Cancel
    ) -> None:
        def script(connection: Connection) -> bytes:
            newer = SETTINGS_17 if connection.info.server_version >= 170000 else b""
            return definitions.session_script() + SETTINGS + newer

        self._definitions = definitions
        self._sessions = Sessions(address, password, cancel, script)

    def build(self, number: int, size: int) -> None:
        """Build the index or key, or the contents of the materialized view, of that number;
        ``size``: bytes of the rows that it is about.

        Raises :class:`ServerRefused`, :class:`NoSpace`, :class:`ConnectionLost`.
        """
        archive, entry = self._definitions.archive, self._definitions.one(number)
        definition = entry.definition or b""
        with self._sessions.one(f"building {archive.text(entry.tag)}", stopping=True) as session:
            session.execute(_means(size, archive.text(entry.tablespace)))
            if entry.kind == "FK CONSTRAINT":
                prepare_check(session, definition)
            session.execute(definition)

    def close(self) -> None:
        """Close the sessions that stayed open."""
        self._sessions.close()


def _means(size: int, tablespace: str) -> sql.Composed:
    place = sql.Identifier(tablespace) if tablespace else sql.Literal("")
    memory = min(max(size // PARTS, LEAST_MEMORY), MOST_MEMORY)
    return sql.SQL("SET default_tablespace = {}; SET maintenance_work_mem = {}").format(
        place, sql.Literal(f"{memory >> 10}kB")
    )
