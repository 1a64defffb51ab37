"""Databases for the tests of MariaDB."""

from __future__ import annotations

import subprocess
from pathlib import Path

from desktop_app.engine.sources.mariadb.address import Address
from tests.mariadb_servers import MariaServer

ZOO = Path(__file__).parent / "zoo.sql"


def load_zoo(server: MariaServer, database: Address) -> None:
    """Make what :data:`ZOO` says."""
    text = "\n".join(ZOO.read_text().splitlines()[1:])
    with server.inside(database) as connection:
        for statement in text.split("\n//\n"):
            connection.query(statement)


def stock_dump(database: Address, *options: str) -> list[str]:
    """What the server's own program writes of a database, with all its rows, binary ones as
    digits; rows that only differ in their order do not differ."""
    command = [
        "mariadb-dump",
        "--no-defaults",
        f"--socket={database.option('socket')}",
        f"--user={database.user}",
        "--routines",
        "--events",
        "--triggers",
        "--hex-blob",
        "--skip-extended-insert",
        "--complete-insert",
        "--order-by-primary",
        "--skip-comments",
        "--single-transaction",
        *options,
        database.database,
    ]
    done = subprocess.run(command, check=True, capture_output=True, timeout=60)
    return done.stdout.decode(errors="surrogateescape").splitlines()


def load_dump(database: Address, dump: list[str]) -> None:
    """Have the server's own client run what :func:`stock_dump` gave."""
    command = ["mariadb", "--no-defaults", f"--socket={database.option('socket')}"]
    command += [f"--user={database.user}", database.database]
    text = "\n".join(dump).encode(errors="surrogateescape")
    subprocess.run(command, input=text, check=True, timeout=60)


def checksums(server: MariaServer, database: Address) -> dict[str, object]:
    """The server's own checksum of each table."""
    tables = [str(row[0]) for row in server.ask(BASE_TABLES, database)]
    with server.inside(database) as connection:
        quoted = ", ".join("`" + name.replace("`", "``") + "`" for name in tables)
        return {
            row[0].partition(".")[2]: row[1] for row in connection.rows(f"CHECKSUM TABLE {quoted}")
        }


BASE_TABLES = (
    "SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE()"
    " AND table_type NOT IN ('VIEW', 'SEQUENCE') ORDER BY table_name"
)
