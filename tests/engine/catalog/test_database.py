"""The file itself: made, upgraded, shared by programs, refused when newer or not ours."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from desktop_app.engine.catalog import database as database_module
from desktop_app.engine.catalog.catalog import Catalog
from desktop_app.engine.catalog.database import FILE_NAME, Database
from desktop_app.engine.catalog.schema import VERSION, metadata
from desktop_app.engine.errors import NewerCatalog, ProfileFailed

MIGRATIONS = Path(database_module.__file__).parent / "migrations"


def test_the_migrations_lead_to_the_schema(tmp_path: Path) -> None:
    assert ScriptDirectory(str(MIGRATIONS)).get_heads() == [VERSION]
    database = Database(tmp_path)
    with database.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    database.close()


def test_a_newer_catalog_is_left_alone(tmp_path: Path) -> None:
    Catalog(tmp_path).close()
    file = tmp_path / FILE_NAME
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    before = file.read_bytes()
    with pytest.raises(NewerCatalog) as caught:
        Catalog(tmp_path)
    assert (caught.value.found, caught.value.known) == ("9999", VERSION)
    assert file.read_bytes() == before


def test_a_file_that_is_no_catalog(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_bytes(b"not a database at all, but long enough" * 40)
    with pytest.raises(ProfileFailed):
        Catalog(tmp_path)


def test_a_profile_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "profile").write_text("x")
    with pytest.raises(ProfileFailed):
        Catalog(tmp_path / "profile")


def test_a_writer_has_the_lock_from_its_first_moment(tmp_path: Path) -> None:
    # One that asked for it later, after a read, would be refused at once and not wait.
    database = Database(tmp_path)
    other = sqlite3.connect(tmp_path / FILE_NAME, timeout=0, isolation_level=None)
    with database.reading():
        other.execute("BEGIN IMMEDIATE")
        other.execute("ROLLBACK")
    with database.writing(), pytest.raises(sqlite3.OperationalError, match="locked"):
        other.execute("BEGIN IMMEDIATE")
    other.close()
    database.close()


WORK = """
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from desktop_app.engine.catalog.catalog import Catalog
from desktop_app.engine.catalog.entries import Job, JobKind, JobState
catalog = Catalog(Path(sys.argv[1]))
now = datetime.now(UTC)
jobs = catalog.of().jobs
for round in range(20):
    job = Job(JobKind.BACKUP, sys.argv[2], "r", now, now)
    jobs.change(replace(job, key=jobs.add(job), state=JobState.FAILED, error={"what": "x"}))
catalog.close()
"""


def test_programs_that_start_at_once_share_a_new_catalog(tmp_path: Path) -> None:
    programs = [
        subprocess.Popen(
            [sys.executable, "-c", WORK, str(tmp_path), str(number)], stderr=subprocess.PIPE
        )
        for number in range(4)
    ]
    for program in programs:
        _, complaint = program.communicate(timeout=60)
        assert program.returncode == 0, complaint.decode()
    catalog = Catalog(tmp_path)
    assert sum(job.error == {"what": "x"} for job in catalog.of().jobs.list(limit=1000)) == 80
    catalog.close()
