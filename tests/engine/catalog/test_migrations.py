"""The catalog changes its form without loss, or not at all; with catalogs of real size."""

from __future__ import annotations

import hashlib
import marshal
import os
import re
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import Connection, MetaData, event, inspect, select, text

from desktop_app.engine.catalog import database as database_module
from desktop_app.engine.catalog.catalog import Catalog
from desktop_app.engine.catalog.copies import KEPT, copies, take_copy
from desktop_app.engine.catalog.database import FILE_NAME, Database
from desktop_app.engine.catalog.engines import (
    for_writing,
    postgres_engine,
    prepare,
    sqlite_engine,
)
from desktop_app.engine.catalog.entries import JobState
from desktop_app.engine.catalog.migrations.forms import fifth, first, second
from desktop_app.engine.catalog.schema import VERSION, metadata
from desktop_app.engine.catalog.schema_copies import copy_schema, schema_copies
from desktop_app.engine.catalog.server import CatalogServer
from desktop_app.engine.catalog.upgrade import downgrade, upgrade, version_of
from desktop_app.engine.errors import CatalogUnreachable, NewerCatalog, ProfileFailed
from desktop_app.engine.sources.postgres.connection import Address
from desktop_app.engine.telling.notice import Kind
from tests.big_catalog import fill

ROOT = Path(__file__).parents[3]
RELEASED = ROOT / "tests" / "vectors" / "catalog" / "0.1.0.sql"
NOON = datetime(2025, 3, 1, 12, tzinfo=UTC)
SMALL = {"targets": 5, "snapshots": 60, "jobs": 400, "looks": 30}
PRODUCTION = {"targets": 50, "snapshots": 20_000, "jobs": 10_000, "looks": 6_000}
TIMES = 20  # as many jobs
AS_VALUES = 2  # the newest form of marshal's that does not tell two same values from one


@pytest.fixture
def released(tmp_path: Path) -> Path:
    """The catalog file of version 0.1.0, as that program left it."""
    with closing(sqlite3.connect(tmp_path / FILE_NAME)) as connection:
        connection.executescript(RELEASED.read_text(encoding="utf-8"))
    return tmp_path


def contents(connection: Connection, form: MetaData) -> dict[str, list[Any]]:
    """All rows of all tables of a form, in order of their keys."""
    return {
        name: [tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key))]
        for name, table in form.tables.items()
    }


def file_contents(folder: Path) -> list[str]:
    """What SQLite itself says is in the file: definitions and rows."""
    with closing(sqlite3.connect(folder / FILE_NAME)) as connection:
        return list(connection.iterdump())


def digests(folder: Path, form: MetaData) -> dict[str, str]:
    """A hash of the rows of each table of a form, as they lie in the file: values and types."""
    found = {}
    with closing(sqlite3.connect(folder / FILE_NAME)) as connection:
        for name, table in form.tables.items():
            columns = ", ".join(f'"{column.name}"' for column in table.columns)
            keys = ", ".join(f'"{column.name}"' for column in table.primary_key)
            rows = connection.execute(f"SELECT {columns} FROM {name} ORDER BY {keys}")
            digest = hashlib.blake2b()
            while some := rows.fetchmany(1000):
                digest.update(marshal.dumps(some, AS_VALUES))
            found[name] = digest.hexdigest()
    return found


def first_form(folder: Path, sizes: dict[str, int], times: int = 1) -> None:
    """A catalog of the first form, filled; with ``times`` as many jobs as ``sizes`` says."""
    engine = sqlite_engine(folder / FILE_NAME)
    with engine.connect() as plain:
        connection = for_writing(plain)
        with connection.begin():
            upgrade(connection, "0001")
            fill(connection, first.metadata, **sizes)
            connection.execute(text(MORE_RUNS), {"times": times, "runs": sizes["jobs"]})
    engine.dispose()


# No two are alike: figures and snapshots tell which run it is.
MORE_RUNS = """
WITH RECURSIVE times(n) AS (SELECT 1 WHERE :times > 1
                            UNION ALL SELECT n + 1 FROM times WHERE n < :times - 1)
INSERT INTO runs SELECT key + n * :runs, kind, target, repository,
       printf('%064x', key + n * :runs), started, finished, grade,
       printf('{"bytes": %d, "stored": %d}', key, n), error FROM times, runs
"""


def test_the_first_form_is_what_the_released_program_made(released: Path, tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    first_form(tmp_path / "new", {"targets": 1, "snapshots": 0, "jobs": 0, "looks": 0})

    def tables(folder: Path) -> set[str]:
        found = "".join(line for line in file_contents(folder) if line.startswith("CREATE"))
        return {" ".join(part.split()) for part in found.split(";")}

    assert tables(tmp_path / "new") == tables(released)


def test_the_frozen_form_is_the_schema() -> None:
    def shape(form: MetaData) -> dict[str, Any]:
        return {
            name: (
                [(c.name, _kind(c.type), c.nullable, c.primary_key) for c in table.columns],
                {(i.name, tuple(i.columns.keys()), i.unique) for i in table.indexes},
                {
                    (tuple(f.column_keys), f.referred_table.name)
                    for f in table.foreign_key_constraints
                },
            )
            for name, table in form.tables.items()
        }

    assert shape(fifth.metadata) == shape(metadata)


def _kind(kind: Any) -> str:
    return repr(getattr(kind, "impl", kind)).replace("VARCHAR", "String")


def made(connection: Connection) -> dict[str, Any]:
    """What the database itself says of every table of the catalog, and how many rows it has. What
    a server called constraints and sequences does not count: it makes names as they are free."""
    asked = inspect(connection)

    def nameless(constraints: list[Any]) -> list[str]:
        return sorted(repr({**each, "name": None}) for each in constraints)

    def of(table: str) -> Any:
        columns = [repr({**c, "type": _kind(c["type"])}) for c in asked.get_columns(table)]
        indexes = [each for each in asked.get_indexes(table) if "duplicates_constraint" not in each]
        return (
            sorted(re.sub(r"_seq\d+'", "_seq'", column) for column in columns),
            nameless([asked.get_pk_constraint(table)]),
            sorted(map(repr, indexes)),
            nameless(asked.get_foreign_keys(table)),
            nameless(asked.get_unique_constraints(table)),
            connection.execute(text(f"SELECT count(*) FROM {table}")).scalar(),
        )

    return {table: of(table) for table in sorted(asked.get_table_names())}


def test_a_new_catalog_is_what_all_changes_of_form_come_to(tmp_path: Path) -> None:
    with closing(Database(tmp_path)) as database, database.reading() as connection:
        at_once = made(connection)
    (tmp_path / "step by step").mkdir()
    engine = sqlite_engine(tmp_path / "step by step" / FILE_NAME)
    with engine.connect() as plain, for_writing(plain).begin():
        upgrade(plain)
        assert made(plain) == at_once
    engine.dispose()
    assert {"alembic_version", *metadata.tables} == at_once.keys()


def test_a_catalog_of_the_released_version_is_taken_over(released: Path) -> None:
    catalog = Catalog(released)
    records = catalog.of()
    assert [entry.name for entry in catalog.workspaces.list()] == ["default"]
    assert records.repositories.load("nas").keyring_slot == "slot 7"
    assert records.repositories.load("nas").stored == 123 * 6
    assert [t.name for t in records.targets.list()] == ['Mäuse \'n "more"', "lab", "quiet"]
    assert [s.sequence for s in records.snapshots.list(target="lab")] == [1, 2, 3]
    looks = records.verifications.list(f"{3:064x}")
    assert [look.problems != () for look in looks] == [True, False]
    states = [job.state for job in reversed(records.jobs.list())]
    assert states == [
        *(JobState.SUCCEEDED, JobState.WARNING, JobState.FAILED, JobState.CANCELLED),
        JobState.FAILED,  # its program was killed
    ]
    assert all(job.finished for job in records.jobs.list())
    with catalog.database.reading() as connection:
        looks_at = metadata.tables["verifications"].c
        targets = connection.execute(select(looks_at.target).order_by(looks_at.key)).scalars()
        assert list(targets) == ["lab", "lab", ""]
    catalog.close()


def test_up_and_down_and_up_again_loses_nothing(released: Path) -> None:
    before = file_contents(released)
    database = Database(released)
    with database.reading() as connection:
        upgraded = contents(connection, fifth.metadata)
    with database.writing() as connection:
        downgrade(connection, "0001")
    assert sorted(file_contents(released)) == sorted(
        line.replace(f"VALUES('{VERSION}')", "VALUES('0001')") for line in before
    )
    with database._transaction(for_writing) as connection:
        upgrade(connection)
    with database.reading() as connection:
        again = contents(connection, fifth.metadata)
    created = upgraded["workspaces"][0][1]
    assert again["workspaces"][0][1] >= created  # the moment of the upgrade
    for found in (again, upgraded):
        found["workspaces"] = []
        # Without when they were made.
        found["targets"] = [(*row[:-2], row[-1]) for row in found["targets"]]
    assert again == upgraded
    database.close()


def test_a_catalog_of_production_size(tmp_path: Path) -> None:
    first_form(tmp_path, PRODUCTION, TIMES)
    before = digests(tmp_path, first.metadata)
    database = Database(tmp_path)  # the way of every program: a copy first, then the upgrade
    upgraded = digests(tmp_path, fifth.metadata)
    assert database.counts(["targets", "snapshots", "jobs"]) == {
        **{"targets": 50, "snapshots": 20_000, "jobs": 200_000},
    }
    with database.writing() as connection:
        downgrade(connection, "0001")
    database.close()
    assert digests(tmp_path, first.metadata) == before
    database = Database(tmp_path)
    again = digests(tmp_path, fifth.metadata)
    assert {**again, "workspaces": ""} == {**upgraded, "workspaces": ""}
    database.close()
    assert len(copies(tmp_path / FILE_NAME)) == 2


CHANNELS = [
    {"name": "mail", "wants": ["failure", "warning"], "place": "keyring"},
    {"name": "pager", "wants": ["failure"], "place": "keyring"},
]


def test_channels_that_want_warnings_want_news_after_it_and_not_before(tmp_path: Path) -> None:
    engine = sqlite_engine(tmp_path / FILE_NAME)
    with engine.connect() as plain:
        connection = for_writing(plain)
        with connection.begin():
            upgrade(connection, "0002")
            connection.execute(second.workspaces.update().values(channels=CHANNELS))
    engine.dispose()
    catalog = Catalog(tmp_path)
    wants = {rule.name: rule.wants for rule in catalog.of().notices.rules()}
    assert wants == {
        "mail": {Kind.FAILURE, Kind.WARNING, Kind.NEWS},
        "pager": {Kind.FAILURE},
    }
    with catalog.database.writing() as connection:
        notice = {"workspace": "default", "channel": "mail", "subject": "s", "body": "b"}
        for kind in ("news", "failure"):
            row = notice | {"kind": kind, "state": "sent", "created": NOON, "tries": 1}
            connection.execute(metadata.tables["notices"].insert().values(row))
        downgrade(connection, "0002")
        (kept,) = connection.execute(select(second.workspaces.c.channels)).scalars()
        told = connection.execute(select(second.metadata.tables["notices"].c.kind)).scalars()
        assert kept == CHANNELS
        assert list(told) == ["failure"]  # an older program could not list the other one
    catalog.close()


def test_targets_know_since_when_they_are_there(released: Path) -> None:
    catalog = Catalog(released)
    begun = catalog.workspaces.load("default").created
    made = {entry.name: entry.created for entry in catalog.of().targets.list()}
    assert made["lab"] == NOON + timedelta(days=1)  # its oldest snapshot
    assert made["quiet"] == begun
    catalog.close()


def test_a_copy_is_taken_before_the_change(released: Path) -> None:
    before = file_contents(released)
    Database(released, clock=lambda: NOON).close()
    (copy,) = copies(released / FILE_NAME)
    assert copy.name == "catalog-0001-20250301T120000000000Z.sqlite"
    with closing(sqlite3.connect(copy)) as connection:
        assert list(connection.iterdump()) == before


def test_a_new_catalog_and_one_of_this_form_are_not_copied(tmp_path: Path) -> None:
    for _ in range(2):
        Database(tmp_path).close()
    assert copies(tmp_path / FILE_NAME) == []


def test_the_last_few_copies_are_kept(tmp_path: Path) -> None:
    Database(tmp_path).close()
    for day in range(KEPT + 2):
        take_copy(tmp_path / FILE_NAME, VERSION, NOON + timedelta(days=day))
    found = [copy.name for copy in copies(tmp_path / FILE_NAME)]
    assert [name[13:21] for name in found] == ["20250303", "20250304", "20250305"]


def test_without_a_copy_nothing_is_changed(released: Path) -> None:
    before = file_contents(released)
    (released / "catalog-copies").write_text("in the way")
    with pytest.raises(ProfileFailed, match="no copy could be made"):
        Database(released)
    assert file_contents(released) == before


STATEMENTS = [1, 5, 12, 20, 28, 34, 40, 44]


@pytest.mark.parametrize("nth", STATEMENTS)
def test_a_failure_in_the_middle_leaves_the_old_form(
    released: Path, nth: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = file_contents(released)
    made: list[Any] = []

    def failing(path: Path) -> Any:
        engine = sqlite_engine(path)
        count = iter(range(1, 1_000))

        def fail(_c: Any, _cursor: Any, statement: str, *_: Any) -> None:
            writes = not statement.lstrip().startswith(("SELECT", "PRAGMA", "BEGIN"))
            if writes and next(count) == nth:
                made.append(statement)
                raise OSError(28, "No space left on device")

        event.listen(engine, "before_cursor_execute", fail)
        return engine

    monkeypatch.setattr(database_module, "sqlite_engine", failing)
    with pytest.raises(OSError, match="No space"):
        Database(released)
    assert made, "the migration has fewer statements: choose other points"
    assert file_contents(released) == before
    monkeypatch.undo()
    catalog = Catalog(released)
    assert len(catalog.of().jobs.list()) == 5
    catalog.close()


DYING = """
import os, signal, sys
from pathlib import Path
from sqlalchemy import event
from desktop_app.engine.catalog import database
plain = database.sqlite_engine
def dying(path):
    engine = plain(path)
    def die(connection, cursor, statement, *rest):
        if statement.lstrip().startswith(sys.argv[2]):
            os.kill(os.getpid(), signal.SIGKILL)
    event.listen(engine, "after_cursor_execute", die)
    return engine
database.sqlite_engine = dying
database.Database(Path(sys.argv[1]))
"""


@pytest.mark.parametrize(
    "last", ["ALTER TABLE", "INSERT INTO snapshots", "INSERT INTO jobs", "DROP", "UPDATE alembic"]
)
def test_a_program_killed_in_the_middle_leaves_the_old_form(tmp_path: Path, last: str) -> None:
    first_form(tmp_path, SMALL)
    before = file_contents(tmp_path)
    command = [sys.executable, "-c", DYING, str(tmp_path), last]
    done = subprocess.run(command, capture_output=True, cwd=ROOT, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()
    assert file_contents(tmp_path) == before
    catalog = Catalog(tmp_path)
    assert len(catalog.of().jobs.list(1000)) == SMALL["jobs"]
    catalog.close()


# On a server


@pytest.fixture
def server(database: Address) -> CatalogServer:
    """An empty database, without the catalog's tables."""
    return CatalogServer(database.url())


def on_server(server: CatalogServer, work: Any) -> Any:
    """In one writing transaction of the catalog's own kind."""
    engine = postgres_engine(server)
    try:
        with engine.connect() as plain:
            connection = for_writing(plain)
            with connection.begin():
                return work(connection)
    finally:
        engine.dispose()


def test_a_new_one_on_a_server_is_what_all_changes_of_form_come_to(
    tmp_path: Path, server: CatalogServer
) -> None:
    Database(tmp_path, server).close()
    at_once = on_server(server, made)
    on_server(server, lambda connection: connection.exec_driver_sql("DROP SCHEMA labvault CASCADE"))

    def step_by_step(connection: Connection) -> Any:
        prepare(connection)
        upgrade(connection)
        return made(connection)

    assert on_server(server, step_by_step) == at_once
    assert {"alembic_version", *metadata.tables} == at_once.keys()


def test_up_and_down_and_up_again_on_a_server(tmp_path: Path, server: CatalogServer) -> None:
    Database(tmp_path, server).close()
    on_server(server, lambda connection: downgrade(connection, "0001"))
    on_server(server, lambda connection: fill(connection, first.metadata, **SMALL))
    before = on_server(server, lambda connection: contents(connection, first.metadata))
    catalog = Catalog(tmp_path, server)
    job = catalog.of().jobs.list(1)[0]
    assert catalog.of().jobs.add(job) == SMALL["jobs"] + 1  # numbers go on after the old ones
    catalog.close()
    with psycopg.connect(server.url) as connection:
        connection.execute("DELETE FROM labvault.jobs WHERE key > 400")
    on_server(server, lambda connection: downgrade(connection, "0001"))
    assert on_server(server, lambda connection: contents(connection, first.metadata)) == before


def test_a_failure_on_a_server_leaves_the_old_form(
    tmp_path: Path, server: CatalogServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    Database(tmp_path, server).close()
    on_server(server, lambda connection: downgrade(connection, "0001"))
    on_server(server, lambda connection: fill(connection, first.metadata, **SMALL))
    before = on_server(server, lambda connection: contents(connection, first.metadata))

    def broken(connection: Connection) -> None:
        upgrade(connection)
        connection.exec_driver_sql("SELECT 1 / 0")

    monkeypatch.setattr(database_module, "upgrade", broken)
    with pytest.raises(CatalogUnreachable, match="division by zero"):
        Database(tmp_path, server)
    assert on_server(server, lambda connection: contents(connection, first.metadata)) == before
    assert on_server(server, version_of) == "0001"
    assert on_server(server, schema_copies) == []


def earlier(server: CatalogServer, tmp_path: Path, version: str = "0001") -> dict[str, list[Any]]:
    """A filled catalog of an earlier form on the server; returns all of it."""
    Database(tmp_path, server).close()
    on_server(server, lambda connection: downgrade(connection, version))
    on_server(server, lambda connection: fill(connection, first.metadata, **SMALL))
    found: dict[str, list[Any]] = on_server(server, lambda c: contents(c, first.metadata))
    return found


def test_a_copy_is_taken_on_a_server_and_is_the_way_back(
    tmp_path: Path, server: CatalogServer
) -> None:
    before = earlier(server, tmp_path)
    Database(tmp_path, server, clock=lambda: NOON).close()
    (copy,) = on_server(server, schema_copies)
    assert copy == "labvault_copy_0001_20250301t120000z"
    # As the module says: an older program then finds its own form again, and can go on.
    with psycopg.connect(server.url) as connection:
        connection.execute("ALTER SCHEMA labvault RENAME TO labvault_newer")
        connection.execute(f"ALTER SCHEMA {copy} RENAME TO labvault")  # type: ignore[arg-type]
    assert on_server(server, version_of) == "0001"
    assert on_server(server, lambda connection: contents(connection, first.metadata)) == before
    values = {k: v for k, v in _last_run(before).items() if k != "key"}
    on_server(server, lambda connection: connection.execute(first.runs.insert().values(values)))
    after = on_server(server, lambda connection: contents(connection, first.metadata))
    assert [row[0] for row in after["runs"]][-1] == SMALL["jobs"] + 1
    Catalog(tmp_path, server).close()  # and be upgraded again
    assert on_server(server, version_of) == VERSION


def _last_run(form: dict[str, list[Any]]) -> dict[str, Any]:
    return dict(zip(first.runs.columns.keys(), form["runs"][-1], strict=True))


def test_the_last_few_copies_on_a_server_are_kept(tmp_path: Path, server: CatalogServer) -> None:
    Database(tmp_path, server).close()
    for day in range(KEPT + 2):
        on_server(
            server,
            partial(copy_schema, version=VERSION, now=NOON + timedelta(days=day), where="server"),
        )
    assert [name[-16:-8] for name in on_server(server, schema_copies)] == [
        *("20250303", "20250304", "20250305"),
    ]


def test_without_a_copy_nothing_is_changed_on_a_server(
    tmp_path: Path, server: CatalogServer
) -> None:
    before = earlier(server, tmp_path)
    with psycopg.connect(server.url) as connection:
        connection.execute("CREATE SCHEMA labvault_copy_0001_20250301t120000z")  # in the way
    with pytest.raises(CatalogUnreachable, match="no copy could be made"):
        Database(tmp_path, server, clock=lambda: NOON)
    assert on_server(server, lambda connection: contents(connection, first.metadata)) == before
    assert on_server(server, version_of) == "0001"


DYING_ON_SERVER = """
import os, signal, sys
from pathlib import Path
from sqlalchemy import event
from desktop_app.engine.catalog import database
from desktop_app.engine.catalog.server import CatalogServer
plain = database.postgres_engine
def dying(server):
    engine = plain(server)
    def die(connection, cursor, statement, *rest):
        if statement.lstrip().startswith(sys.argv[3]):
            os.kill(os.getpid(), signal.SIGKILL)
    event.listen(engine, "after_cursor_execute", die)
    return engine
database.postgres_engine = dying
database.Database(Path(sys.argv[1]), CatalogServer(sys.argv[2]))
"""


@pytest.mark.parametrize("last", ["CREATE SCHEMA", "ALTER TABLE", "INSERT INTO snapshots"])
def test_a_program_killed_in_the_middle_on_a_server_leaves_the_old_form(
    tmp_path: Path, server: CatalogServer, last: str
) -> None:
    before = earlier(server, tmp_path)
    command = [sys.executable, "-c", DYING_ON_SERVER, str(tmp_path), server.url, last]
    done = subprocess.run(command, capture_output=True, cwd=ROOT, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()
    # Whoever comes next waits until the server has noticed, and upgrades what was there.
    assert on_server(server, lambda connection: contents(connection, first.metadata)) == before
    assert on_server(server, schema_copies) == []
    catalog = Catalog(tmp_path, server)
    assert len(catalog.of().jobs.list(1000)) == SMALL["jobs"]
    catalog.close()
    assert len(on_server(server, schema_copies)) == 1


def test_programs_that_start_at_once_make_one_catalog(
    tmp_path: Path, server: CatalogServer
) -> None:
    program = (
        "import sys; from pathlib import Path\n"
        "from desktop_app.engine.catalog.database import Database\n"
        "from desktop_app.engine.catalog.server import CatalogServer\n"
        "Database(Path(sys.argv[1]), CatalogServer(sys.argv[2])).close()\n"
    )
    command = [sys.executable, "-c", program, str(tmp_path), server.url]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    started = [subprocess.Popen(command, stderr=subprocess.PIPE, env=environment) for _ in range(3)]
    for each in started:
        _, complaint = each.communicate(timeout=60)
        assert each.returncode == 0, complaint.decode()
    assert on_server(server, lambda c: inspect(c).has_table("jobs"))


def test_a_newer_catalog_on_a_server_is_left_alone(tmp_path: Path, server: CatalogServer) -> None:
    database = Database(tmp_path, server)
    with psycopg.connect(server.url) as connection:
        connection.execute("UPDATE labvault.alembic_version SET version_num = '9999'")
    with pytest.raises(NewerCatalog):
        Database(tmp_path, server)
    with pytest.raises(NewerCatalog), database.writing():  # also one that has been open for long
        pytest.fail("an older program may write nothing")
    database.close()
