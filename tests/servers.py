"""Real PostgreSQL servers for tests, and databases on them."""

from __future__ import annotations

import fcntl
import hashlib
import itertools
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from desktop_app.engine.sources.postgres.connection import Address
from desktop_app.engine.sources.postgres.scratch import server
from desktop_app.engine.sources.postgres.scratch.server import ScratchServer, _own, _Plan

DEBIAN_15 = Path("/usr/lib/postgresql/15/bin")

# As servers in the field are set, but for the writing to disk: tests see what users would.
LIKE_IN_THE_FIELD = {"wal_level": "replica", "max_wal_senders": "10", "max_connections": "60"}

# On a server that nobody else writes to, files are copied in a fifth of the time that pages and
# their way through the log take.
COPY = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy")


@dataclass
class Server:
    """A running server with databases made on request. ``address``: superuser, ``postgres``."""

    scratch: ScratchServer
    major: int
    _numbers: itertools.count[int] = field(default_factory=itertools.count)
    _kept: psycopg.Connection | None = None

    @property
    def address(self) -> Address:
        return self.scratch.address

    def create_database(self, name: str | None = None) -> Address:
        """A new, empty database."""
        name = name or f"test_{next(self._numbers)}"
        self.execute(COPY.format(sql.Identifier(name), sql.Identifier("template0")))
        return self.address.with_database(name)

    def drop_database(self, database: Address | str) -> None:
        """Drop it if it is there, whoever is connected."""
        name = database if isinstance(database, str) else database.database
        statement = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
        self.execute(statement)

    def has_database(self, name: str) -> bool:
        with psycopg.connect(self.address.conninfo()) as connection:
            query = "SELECT FROM pg_database WHERE datname = %s"
            return connection.execute(query, (name,)).fetchone() is not None

    def copy_database(self, template: str, name: str) -> Address:
        """A new database like ``template``; one of that name is dropped first."""
        self.drop_database(name)
        self.execute(COPY.format(sql.Identifier(name), sql.Identifier(template)))
        return self.address.with_database(name)

    def rename_database(self, name: str, new_name: str) -> None:
        statement = sql.SQL("ALTER DATABASE {} RENAME TO {}")
        self.execute(statement.format(sql.Identifier(name), sql.Identifier(new_name)))

    def rename_database_from(self, home: Address, name: str, new_name: str) -> None:
        """The same from another database than the usual one, which may be the one renamed."""
        statement = sql.SQL("ALTER DATABASE {} RENAME TO {}")
        self.execute(statement.format(sql.Identifier(name), sql.Identifier(new_name)), home)

    def execute(self, statement: sql.Composed | sql.SQL, database: Address | None = None) -> None:
        """One statement outside of any transaction."""
        if self._kept and not database:
            try:
                self._kept.execute(statement)
                return
            except psycopg.OperationalError:
                if not self._kept.closed:
                    raise  # and else a test has ended it
        with self._connected(database) as connection:
            connection.execute(statement)

    @contextmanager
    def staying_connected(self) -> Iterator[Server]:
        """Within, all databases are made and dropped through one connection: a new one each time
        would cost the server more than an empty database does."""
        with self._connected() as self._kept:
            yield self
        self._kept = None

    def _connected(self, database: Address | None = None) -> psycopg.Connection:
        return psycopg.connect((database or self.address).conninfo(), autocommit=True)


def memory() -> Path | None:
    """A folder in memory, where there is one with room enough for all that servers of tests write:
    hundreds of databases of which nothing is kept."""
    folder = Path("/dev/shm")
    roomy = folder.is_dir() and os.access(folder, os.W_OK | os.X_OK)
    return folder if roomy and shutil.disk_usage(folder).free > 4 << 30 else None


def start_17() -> ScratchServer:
    """The wheel's server."""
    return ScratchServer.start(settings=LIKE_IN_THE_FIELD, parent=memory())


def start_15() -> ScratchServer:
    """Debian's server; where the package is missing the test is skipped, but never under CI."""
    if not DEBIAN_15.is_dir():
        reason = "Debian's package postgresql-15 is not installed"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return ScratchServer.start(binaries=DEBIAN_15, settings=LIKE_IN_THE_FIELD, parent=memory())


MAKE = _Plan._initdb
"""The command that makes a scratch server's data folder, as people have it."""


PLACE = server._passing_folder
"""Where its folder is made."""


@contextmanager
def made_once() -> Iterator[None]:
    """Within, the data folders of this process's scratch servers are copies of one that initdb
    made, once for all test processes and runs: it takes longer than many a test of a server. They
    lie in memory."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_Plan, "_initdb", _copy_or_make)
        patch.setattr(server, "_passing_folder", lambda place, who: PLACE(place or memory(), who))
        yield


def _copy_or_make(plan: _Plan) -> list[str]:
    if not plan.scratch:
        return MAKE(plan)
    # Without holes: a server relies on the room that its log has already.
    return ["cp", "-R", "--sparse=never", f"{_template(plan)}/.", str(plan.unfinished)]


def _template(plan: _Plan) -> Path:
    """A data folder as initdb makes it for this plan; the server's user can read it."""
    mark = hashlib.sha256((plan.programs / "initdb").read_bytes()).hexdigest()[:16]
    home = Path(tempfile.gettempdir()) / f"labvault-tests-postgresql-{os.geteuid()}-{mark}"

    def make(unfinished: Path) -> None:
        command = MAKE(replace(plan, unfinished=_own(unfinished, plan.account)))
        environment = plan._environment()
        user = {"user": plan.account.uid, "group": plan.account.gid} if plan.account else {}
        subprocess.run(command, env=environment, cwd=home, check=True, capture_output=True, **user)

    return kept(home, 0o711, make)


def kept(home: Path, mode: int, make: Callable[[Path], None]) -> Path:
    """A folder in ``home`` that is made once for all test processes and runs. ``make`` is given
    the path under which to do so; what was cut off there is made again."""
    home.mkdir(mode=mode, exist_ok=True)
    with (home / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        data, unfinished = home / "data", home / "unfinished"
        if not data.is_dir():
            make(unfinished)
            unfinished.rename(data)
    return data
