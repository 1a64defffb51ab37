"""Logins at other servers whose options, a password for one, the user may not read: pg_dump then
writes them without, and without a word."""

from __future__ import annotations

from collections.abc import Iterator

from desktop_app.engine.model import Remark
from desktop_app.engine.sources.postgres.connection import Connection

# Who sees options, as the server's own view pg_user_mappings has it.
UNSEEN = """
SELECT m.usename, m.srvname
  FROM pg_catalog.pg_user_mappings m
  JOIN pg_catalog.pg_foreign_server s ON s.oid = m.srvid
 WHERE m.umoptions IS NULL
   AND NOT (SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user)
   AND NOT CASE WHEN m.umuser = 0 THEN pg_has_role(s.srvowner, 'USAGE')
                ELSE m.usename = current_user AND (pg_has_role(s.srvowner, 'USAGE')
                                                   OR has_server_privilege(s.oid, 'USAGE')) END
 ORDER BY 1, 2
"""


def unseen_user_mappings(connection: Connection, user: str) -> Iterator[Remark]:
    """A remark for each, whether it has options or none: that cannot be told apart."""
    for mapped, server in connection.execute(UNSEEN).fetchall():
        what = f"without its options, if it has any, which {user} may not read"
        yield Remark(f"user mapping for {mapped} on server {server}", what)
