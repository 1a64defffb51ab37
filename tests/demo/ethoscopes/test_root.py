"""The sample data are what they say: films that decode, databases with the devices' tables."""

from __future__ import annotations

import io
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from hashlib import md5
from pathlib import Path

import av
import pytest

from desktop_app.demo.ethoscopes import film
from desktop_app.demo.ethoscopes.root import make_root
from desktop_app.demo.ethoscopes.wish import Oddity, SampleRun, Wish

TABLES = {
    *("METADATA", "VAR_MAP", "ROI_MAP", "ROI_1", "ROI_2", "ROI_3", "ROI_4"),
    *("CSV_DAM_ACTIVITY", "START_EVENTS", "IMG_SNAPSHOTS", "SENSORS"),
}


def frames(data: bytes, form: str = "h264") -> int:
    with av.open(io.BytesIO(data), "r", format=form) as container:
        return sum(1 for _ in container.decode(video=0))


def rows(path: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        return connection.execute(query).fetchall()


@pytest.mark.parametrize("size", [0, 150_000, 1_000_000])
def test_a_chunk_is_film_of_its_length_in_seconds_and_bytes(size: int) -> None:
    data = film.chunk(7, size)
    assert frames(data) == film.CHUNK_SECONDS * film.FPS
    assert size <= len(data) <= max(size, 110_000) + 20_000


def test_chunks_share_no_long_stretch() -> None:
    one, other = film.chunk(1, 400_000), film.chunk(2, 400_000)
    pieces = {one[at : at + 16_000] for at in range(0, len(one) - 16_000, 16_000)}
    assert not any(piece in other for piece in pieces)
    assert film.chunk(1, 400_000) == one


def test_a_picture_of_a_run_is_a_jpeg() -> None:
    assert film.still(1)[:3] == b"\xff\xd8\xff"
    assert frames(film.still(1), "jpeg_pipe") == 1


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[Oddity | None, SampleRun]]:
    root = tmp_path_factory.mktemp("ethoscope_data")
    oddities = {(at // 4 + 1, at % 4 + 1): each for at, each in enumerate(Oddity)}
    runs = make_root(root, Wish(devices=4, runs=4, oddities=oddities))
    return root, {run.oddity: run for run in runs}


def test_an_ordinary_run_has_all_its_tables_and_films(
    odd: tuple[Path, dict[Oddity | None, SampleRun]],
) -> None:
    root, runs = odd
    run = runs[None]
    assert run.database is not None
    assert run.database.startswith(f"results/{run.machine_id}/{run.device}/{run.started:%Y-%m-%d_}")
    assert {name for (name,) in rows(root / run.database, TABLE_NAMES)} == TABLES
    assert rows(root / run.database, "PRAGMA journal_mode") == [("wal",)]
    assert rows(root / run.database, "SELECT count(*) FROM ROI_2") == [(60,)]
    assert len(run.films) == 3
    assert all(frames((root / name).read_bytes()) == 600 for name in run.films)


TABLE_NAMES = "SELECT name FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%'"


def test_each_oddity_is_there(odd: tuple[Path, dict[Oddity | None, SampleRun]]) -> None:
    root, runs = odd
    assert {*runs} == {None, *Oddity}
    assert not any("00002" in name for name in runs[Oddity.GAP].films)
    with pytest.raises(av.error.InvalidDataError):
        frames((root / runs[Oddity.TORN_CHUNK].films[1]).read_bytes())
    with pytest.raises(av.error.InvalidDataError):
        frames((root / runs[Oddity.NOT_A_FILM].films[0]).read_bytes())
    bare = root / str(runs[Oddity.NO_METADATA].database)
    assert {name for (name,) in rows(bare, TABLE_NAMES)} == TABLES - {"METADATA"}
    with pytest.raises(sqlite3.DatabaseError):
        rows(root / str(runs[Oddity.DAMAGED_DATABASE].database), "SELECT sum(t) FROM ROI_3")
    assert runs[Oddity.NO_DATABASE].database is None
    assert runs[Oddity.NO_FILM].films == ()
    assert runs[Oddity.PLACEHOLDER].device == "ETHOSCOPE_000"
    old = runs[Oddity.OLD_LAYOUT]
    assert [name.rpartition(".")[2] for name in old.films] == ["avi", "h264", "h264", "mp4"]
    assert all(name.startswith("results/") for name in old.films)
    digest, name = (root / f"{old.films[1]}.md5").read_text().split()
    assert md5((root / old.films[1]).read_bytes()).hexdigest() == digest
    assert old.films[1].endswith(name)
    assert frames((root / old.films[0]).read_bytes(), "avi") == 20


def test_a_recording_keeps_its_newest_rows_beside_the_database(
    odd: tuple[Path, dict[Oddity | None, SampleRun]], tmp_path: Path
) -> None:
    root, runs = odd
    database = root / str(runs[Oddity.RECORDING].database)
    assert database.with_name(database.name + "-wal").stat().st_size > 0
    alone = tmp_path / "alone.db"
    alone.write_bytes(database.read_bytes())
    with closing(sqlite3.connect(alone)) as connection:
        assert connection.execute("SELECT count(*) FROM ROI_1").fetchone() == (60,)
    assert rows(database, "SELECT count(*) FROM ROI_1") == [(70,)]


def test_ages_are_spread_as_wished(tmp_path: Path) -> None:
    now = datetime(2026, 3, 20, 12, tzinfo=UTC)
    runs = make_root(tmp_path, Wish(devices=10, runs=2, chunks=1, rows=1, rois=1, now=now))
    ages = [now - run.started for run in runs]
    assert sum(age > timedelta(days=8) for age in ages) == 14
    assert sum(age < timedelta(days=1) for age in ages) == 2
    film_of_oldest = tmp_path / runs[0].films[0]
    ended = datetime.fromtimestamp(film_of_oldest.stat().st_mtime, UTC)
    assert ended - runs[0].started == timedelta(seconds=302)
