"""Files of devices become runs, whatever clock wrote their names."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.demo.ethoscopes.root import make_root
from desktop_app.demo.ethoscopes.wish import Oddity, Wish
from desktop_app.engine.sources.ethoscope.checks import faults_of, missing_of
from desktop_app.engine.sources.ethoscope.database import DatabaseFacts
from desktop_app.engine.sources.ethoscope.layout import Role, locate
from desktop_app.engine.sources.ethoscope.moments import as_local, as_utc, from_local
from desktop_app.engine.sources.ethoscope.runs import FileFacts, Run, group, means

ID = "012ad4d76fe97759aa27a0c99bff6710"
LONDON = ZoneInfo("Europe/London")


def database(moment: str, device: str = "ETHOSCOPE_012") -> FileFacts:
    return FileFacts(f"results/{ID}/{device}/{moment}/{moment}_{ID}.db", 1, 0)


def film(moment: str, number: int = 1, device: str = "ETHOSCOPE_012") -> FileFacts:
    name = f"{moment}_{ID}_NA_1280x960@25fps-20q_{number:05d}.h264"
    return FileFacts(f"videos/{ID}/{device}/{moment}/{name}", 1, 0)


def only(runs: tuple[Run, ...]) -> Run:
    (run,) = runs
    return run


def test_every_sample_run_is_put_together_with_all_its_files(tmp_path: Path) -> None:
    oddities = {(at // 4 + 1, at % 4 + 1): each for at, each in enumerate(Oddity)}
    made = make_root(tmp_path, Wish(devices=4, runs=4, zone="Asia/Tokyo", oddities=oddities))
    files = [
        FileFacts(path.relative_to(tmp_path).as_posix(), path.stat().st_size, 0)
        for path in tmp_path.rglob("*")
        if path.is_file()
    ]
    runs = group(files, ZoneInfo("Asia/Tokyo"))
    assert len(runs) == len(made)
    for sample in made:
        near = [
            run
            for run in runs
            if run.machine_id == sample.machine_id
            and abs(run.started - sample.started) <= timedelta(seconds=2)
        ]
        run = only(tuple(near))
        assert [each.name for each in run.databases] == [sample.database] * (
            sample.database is not None
        )
        films = {chunk.file.name for chunk in run.chunks}
        assert films == {name for name in sample.films if "_merged" not in name}
        merged = {name for name in sample.films if "_merged" in name}
        assert merged <= {each.name for each in run.others}


@pytest.mark.parametrize(
    ("zone", "utc", "local"),
    [
        ("Europe/London", "2026-07-01_09-00-00", "2026-07-01_10-00-03"),
        ("Pacific/Kiritimati", "2026-03-14_20-00-00", "2026-03-15_10-00-03"),
        ("Pacific/Pago_Pago", "2026-03-14_05-00-00", "2026-03-13_18-00-03"),
        ("Asia/Kathmandu", "2026-03-14_20-00-00", "2026-03-15_01-45-03"),
        # The hour that is there twice: the first time, and the second.
        ("Europe/London", "2026-10-25_00-30-00", "2026-10-25_01-30-03"),
        ("Europe/London", "2026-10-25_01-30-00", "2026-10-25_01-30-03"),
        # The hour that is not there: a clock that was set too late.
        ("Europe/London", "2026-03-29_01-30-00", "2026-03-29_01-30-03"),
        ("Europe/London", "2026-03-29_00-30-00", "2026-03-29_01-30-03"),
    ],
)
def test_a_film_in_local_time_finds_its_database(zone: str, utc: str, local: str) -> None:
    run = only(group([database(utc), film(local)], ZoneInfo(zone)))
    assert as_utc(run.started) == utc
    assert len(run.chunks) == 1
    assert run.film_started == run.started + timedelta(seconds=3)


def test_both_runs_of_the_hour_that_is_there_twice_get_their_own_film() -> None:
    files = [database("2026-10-25_00-30-00"), database("2026-10-25_01-31-00")]
    files += [film("2026-10-25_01-30-02"), film("2026-10-25_01-31-02")]
    runs = group(files, LONDON)
    assert [run.chunks[0].file.name[-70:-51] for run in runs] == [
        film("2026-10-25_01-30-02").name[-70:-51],
        film("2026-10-25_01-31-02").name[-70:-51],
    ]


@given(
    st.datetimes(datetime(2012, 1, 1), datetime(2035, 1, 1)),
    st.sampled_from(["Europe/London", "America/St_Johns", "Pacific/Apia", "Australia/Lord_Howe"]),
)
def test_what_a_clock_showed_is_among_what_it_may_have_meant(moment: datetime, name: str) -> None:
    moment = moment.replace(microsecond=0, tzinfo=UTC)
    assert moment in from_local(as_local(moment, ZoneInfo(name)), ZoneInfo(name))


def test_a_placeholder_is_known_by_the_machine_id() -> None:
    files = [
        database("2026-03-14_09-00-00", "ETHOSCOPE_000"),
        film("2026-03-14_09-00-03", device="ETHOSCOPE_012"),
    ]
    run = only(group(files, LONDON))
    assert (run.device, len(run.databases), len(run.chunks)) == ("ETHOSCOPE_012", 1, 1)
    alone = only(group([database("2026-03-14_09-00-00", "ETHOSCOPE_000")], LONDON))
    assert alone.device == "ETHOSCOPE_012"


def test_films_too_far_from_any_database_are_runs_of_their_own() -> None:
    runs = group([database("2026-03-14_09-00-00"), film("2026-03-14_11-00-00")], LONDON)
    assert [(len(run.databases), len(run.chunks)) for run in runs] == [(1, 0), (0, 1)]


@pytest.mark.parametrize(
    "name",
    [
        f"results/../{ID}/x/2026-03-14_09-00-00/a.db",
        f"/results/{ID}/x/2026-03-14_09-00-00",
        f"videos/{ID[:-1]}/x/2026-03-14_09-00-00/a.h264",
        f"videos/{ID}/x/2026-03-14/a.h264",
        f"elsewhere/{ID}/x/2026-03-14_09-00-00/a.h264",
        "results\n/x",
    ],
)
def test_other_names_belong_to_no_run(name: str) -> None:
    assert locate(name) is None


def test_moments_that_are_none_make_no_run() -> None:
    bad = FileFacts(f"results/{ID}/x/2026-02-30_09-00-00/a.db", 1, 0)
    assert group([bad, film("2026-13-01_00-00-00")], LONDON) == ()


@given(st.text())
def test_no_name_and_no_wish_breaks_the_parsing(text: str) -> None:
    locate(text)
    locate(f"videos/{ID}/{text}/2026-03-14_09-00-00/{text}")
    means(text, f"2026-03-14_09-00-00@{ID}", "2026-03-14_09-00-00", text)


@pytest.mark.parametrize(
    ("wanted", "is_meant"),
    [
        ("2026-03-14@012", True),
        ("2026-03-14@ETHOSCOPE_012", True),
        (f"2026-03-13_23-34-07@{ID}", True),
        ("2026-03-13 23:34@012", True),
        ("2026-03@012", True),
        ("2026-03-14", True),
        ("2026-03-15@012", False),
        ("2026-03-14@013", False),
        ("14 March", False),
        ("", False),
    ],
)
def test_a_run_is_meant_by_either_clock_and_its_device(wanted: str, is_meant: bool) -> None:
    key = f"2026-03-13_23-34-07@{ID}"
    assert means(wanted, key, "2026-03-14_00-34-07", "ETHOSCOPE_012") is is_meant


def test_side_files_are_told_from_databases() -> None:
    name = database("2026-03-14_09-00-00").name
    roles = [found.role for end in ("", "-wal") if (found := locate(name + end))]
    assert roles == [Role.DATABASE, Role.SIDE]


def told(run: Run, facts: DatabaseFacts | None) -> list[str]:
    return [fault.what for fault in faults_of(run, facts)]


def test_gaps_and_what_no_film_covers_are_told() -> None:
    files = [database("2026-03-14_09-00-00")]
    files += [film("2026-03-14_09-00-03", number) for number in (1, 2, 5, 7)]
    run = only(group(files, LONDON))
    whole = DatabaseFacts(seconds=2000)
    assert told(run, whole) == ["the film has gaps: 3 chunks (3 to 4, 6) are not there"]
    assert told(run, DatabaseFacts(seconds=6 * 3600))[1] == (
        "the film ends 5 h 25 min before its database does"
    )
    late = only(group([database("2026-03-14_09-00-00"), film("2026-03-14_09-18-00")], LONDON))
    assert told(late, whole)[0] == "the film begins 18 min after its database"


def test_a_database_without_its_tables_is_told() -> None:
    run = only(group([database("2026-03-14_09-00-00")], LONDON))
    assert told(run, DatabaseFacts(missing=("METADATA",))) == ["has no METADATA"]
    assert told(run, DatabaseFacts(seconds=9e9)) == []


@given(st.sets(st.integers(1, 40)))
def test_missing_numbers_are_exactly_those_that_are_not_there(numbers: set[int]) -> None:
    told = {n for first, last in missing_of(sorted(numbers)) for n in range(first, last + 1)}
    assert told == set(range(1, max(numbers, default=0) + 1)) - numbers
