"""Names of dumps, as CryoProtect writes them and as they never should be."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.engine.takeover.names import read_dump_name, read_name_in_folder

DATABASES = st.text(st.characters(exclude_characters="/\0\n"), min_size=1, max_size=40)
MOMENTS = st.datetimes(datetime(1000, 1, 1), datetime(9999, 12, 31)).map(
    lambda at: at.replace(microsecond=0)
)


@given(
    database=DATABASES,
    moment=MOMENTS,
    kind=st.sampled_from(["full", "incremental"]),
    gz=st.booleans(),
    enc=st.booleans(),
)
def test_what_was_written_is_read(
    database: str, moment: datetime, kind: str, gz: bool, enc: bool
) -> None:
    name = f"{database}_{moment:%Y%m%d_%H%M%S}_{kind}.dump{'.gz' * gz}{'.enc' * enc}"
    found = read_dump_name(name)
    assert found is not None
    assert (found.database, found.moment, found.kind) == (database, moment, kind)
    assert (found.gz, found.enc) == (gz, enc)


@pytest.mark.parametrize(
    "name",
    [
        "cryoprotect_20250102_030405_full.dump.meta.json",
        "cryoprotect_20250102_030405_full.dump.gz.part",
        "cryoprotect_20250102_030405_weekly.dump",
        "cryoprotect_full.dump",
        "_20250102_030405_full.dump",
        "notes.txt",
    ],
)
def test_other_names_are_none_of_a_dump(name: str) -> None:
    assert read_dump_name(name) is None


def test_an_impossible_date_is_none() -> None:
    found = read_dump_name("cryoprotect_20251301_250000_full.dump")
    assert found is not None
    assert found.moment is None


def test_a_folder_gives_what_the_name_does_not_say() -> None:
    found = read_name_in_folder("cryo.sql.gz", "weekly_backup_20250102_030405")
    assert found is not None
    assert (found.database, found.kind, found.gz) == ("cryo", "weekly", True)
    assert found.moment == datetime(2025, 1, 2, 3, 4, 5)
    assert read_name_in_folder("cryo.sql.gz", "elsewhere") is None


def test_the_own_date_of_a_file_comes_first() -> None:
    found = read_name_in_folder("cryo_20240101_000000.dump", "weekly_backup_20250102_030405")
    assert found is not None
    assert (found.database, found.moment) == ("cryo", datetime(2024, 1, 1))
