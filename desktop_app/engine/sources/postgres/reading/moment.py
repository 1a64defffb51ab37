"""One moment, seen alike by every session: the exported snapshot and the settings beside it.

Equal settings make equal rows give equal bytes, now and later: reading back after a restore
uses exactly the same. They are pg_dump's (``setup_connection`` in pg_dump.c), and some more that
decide how values and names look, or in which order rows come.
"""

from __future__ import annotations

import psycopg
from psycopg import sql

SETTINGS: tuple[tuple[str, str], ...] = (
    ("DateStyle", "ISO"),
    ("IntervalStyle", "postgres"),
    ("TimeZone", "UTC"),
    ("lc_monetary", "C"),
    ("bytea_output", "hex"),
    ("xmloption", "content"),
    ("extra_float_digits", "3"),
    ("search_path", ""),
    ("quote_all_identifiers", "off"),  # an item must not change its name by a setting
    ("row_security", "off"),  # rows that a policy hides are an error, not a silence
    ("synchronize_seqscans", "off"),  # rows come in the order they lie in
    ("max_parallel_workers_per_gather", "0"),
    ("jit", "off"),
    ("statement_timeout", "0"),
    ("lock_timeout", "0"),
    ("idle_in_transaction_session_timeout", "0"),
    ("client_min_messages", "warning"),
)
SINCE_17 = (("transaction_timeout", "0"),)


def session_settings(server_version: int, encoding: str) -> list[tuple[str, str]]:
    """The settings for a server, as names and values.

    ``server_version`` as libpq counts it (170002). ``encoding`` is the client's; for rows it
    must be the database's own, so that no byte is converted on the way.
    """
    newer = SINCE_17 if server_version >= 170000 else ()
    return [*SETTINGS, *newer, ("client_encoding", encoding)]


def settings_script(server_version: int, encoding: str) -> sql.Composed:
    """The same as one script of SET statements."""
    return sql.SQL("").join(
        sql.SQL("SET {} = {};\n").format(sql.Identifier(name), sql.Literal(value))
        for name, value in session_settings(server_version, encoding)
    )


def snapshot_script(snapshot: str) -> sql.Composed:
    """Begin a transaction that sees an exported snapshot."""
    begin = sql.SQL("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;\n")
    return begin + sql.SQL("SET TRANSACTION SNAPSHOT {};\n").format(sql.Literal(snapshot))


def as_text(script: sql.Composable, connection: psycopg.Connection[tuple[object, ...]]) -> str:
    """A script as text, quoted for the connection's server and encoding."""
    return script.as_string(connection)


def codec_of(connection: psycopg.Connection[tuple[object, ...]]) -> str:
    """Python's name of the client encoding; raises :class:`psycopg.NotSupportedError`.

    A database in SQL_ASCII says nothing about its bytes; names in it are taken for UTF-8.
    """
    codec = connection.info.encoding
    return "utf-8" if codec == "ascii" else codec
