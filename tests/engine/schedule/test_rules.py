"""The moments that rules mean, over many zones and years, and through every change of clocks."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.engine.schedule.rules import (
    EVERY_DAY,
    LAST_DAY,
    Cron,
    Every,
    Monthly,
    Never,
    Plugged,
    Quiet,
    Rule,
    Weekly,
    moment_of,
    next_runs,
)

# Changes by an hour, half an hour, at midnight, at 23:00, of a whole day; none at all; odd offsets.
ZONES = [
    "UTC", "Europe/Berlin", "America/New_York", "America/Sao_Paulo", "Australia/Lord_Howe",
    "America/Nuuk", "Africa/Cairo", "Asia/Beirut", "Asia/Kathmandu", "Pacific/Apia",
    "America/Caracas", "Asia/Pyongyang", "Africa/Casablanca",
]  # fmt: skip
BERLIN = ZoneInfo("Europe/Berlin")
HOUR, DAY = timedelta(hours=1), timedelta(days=1)

zones = st.sampled_from(ZONES).map(ZoneInfo)
moments = st.datetimes(datetime(1995, 1, 1), datetime(2037, 1, 1), timezones=st.just(UTC))
times = st.times().map(lambda at: at.replace(second=0, microsecond=0))
many_times = st.sets(times, min_size=1, max_size=3).map(lambda found: tuple(sorted(found)))
weeklies = st.builds(
    Weekly, st.sets(st.integers(0, 6), min_size=1).map(lambda d: tuple(sorted(d))), many_times
)
monthlies = st.builds(
    Monthly,
    st.sets(st.integers(1, LAST_DAY), min_size=1, max_size=3).map(lambda d: tuple(sorted(d))),
    many_times,
)
minutes = st.integers(0, 59)
crons = st.one_of(
    st.builds("{} {} * * *".format, minutes, st.integers(0, 23)),
    st.builds("{} {} * * {}".format, minutes, st.integers(0, 23), st.integers(0, 7)),
    st.builds("{} {} {} * *".format, minutes, st.integers(0, 23), st.integers(1, 28)),
    st.builds("*/{} * * * *".format, st.integers(1, 30)),
    st.builds("{} */{} * * *".format, minutes, st.integers(1, 12)),
).map(Cron)
intervals = st.integers(1, 20_000).map(Every)


def local(runs: tuple[datetime, ...], zone: ZoneInfo) -> list[str]:
    return [f"{run.astimezone(zone):%d. %H:%M}" for run in runs]


@given(st.one_of(weeklies, monthlies, crons, intervals), moments, zones)
def test_moments_rise_and_lie_ahead(rule: Rule, after: datetime, zone: ZoneInfo) -> None:
    runs = next_runs(rule, after, zone, 6)
    assert len(runs) == 6
    assert all(earlier < later for earlier, later in pairwise((after, *runs)))


@given(st.one_of(weeklies, monthlies, crons, intervals), moments, zones)
def test_going_on_from_a_moment_is_like_going_on(
    rule: Rule, after: datetime, zone: ZoneInfo
) -> None:
    runs = next_runs(rule, after, zone, 5)
    assert next_runs(rule, runs[1], zone, 3) == runs[2:]


@given(intervals, moments, zones)
def test_an_interval_is_never_longer_or_shorter(
    rule: Every, after: datetime, zone: ZoneInfo
) -> None:
    runs = next_runs(rule, after, zone, 5)
    step = timedelta(minutes=rule.minutes)
    assert runs[0] - after <= step
    assert {later - earlier for earlier, later in pairwise(runs)} == {step}


@given(times, moments, zones)
def test_a_daily_rule_runs_once_for_every_day(at: time, after: datetime, zone: ZoneInfo) -> None:
    runs = next_runs(Weekly(EVERY_DAY, (at,)), after, zone, 12)
    assert next_runs(Cron(f"{at.minute} {at.hour} * * *"), after, zone, 12) == runs
    for earlier, later in pairwise(runs):
        # The longest day has 25 hours; the missing day of Samoa is no day at all.
        assert later - earlier <= DAY + HOUR
        assert later - earlier >= DAY - 2 * HOUR
    for run in runs:
        there = run.astimezone(zone).replace(tzinfo=None)
        # Where the time is left out, the first one that there is.
        just_before = (run - timedelta(seconds=1)).astimezone(zone).replace(tzinfo=None)
        left_out = just_before.time() < at < there.time() or there - just_before > HOUR / 4
        assert there.time() == at or left_out


@given(weeklies, moments, zones)
def test_a_weekly_rule_never_waits_more_than_a_week(
    rule: Weekly, after: datetime, zone: ZoneInfo
) -> None:
    runs = next_runs(rule, after, zone, 8)
    longest = timedelta(days=8) if zone.key == "Pacific/Apia" else timedelta(days=7, hours=1)
    assert all(later - earlier <= 2 * longest for earlier, later in pairwise((after, *runs)))
    for run in runs:
        day = run.astimezone(zone)
        # A time before midnight that is left out comes just after it.
        assert {day.weekday(), (day - 2 * HOUR).weekday()} & set(rule.days)


@given(st.datetimes(datetime(1990, 1, 1), datetime(2037, 1, 1)), zones)
def test_every_wall_clock_time_has_one_moment(wall: datetime, zone: ZoneInfo) -> None:
    wall = wall.replace(microsecond=0)
    moment = moment_of(wall, zone)
    if moment is None:
        assert (zone.key, wall.date().isoformat()) == ("Pacific/Apia", "2011-12-30")
        return
    shown = moment.astimezone(zone).replace(tzinfo=None)
    assert shown >= wall
    if shown > wall:  # left out: nothing between the two was ever shown by a clock
        before = (moment - timedelta(seconds=1)).astimezone(zone).replace(tzinfo=None)
        assert before < wall


def test_clocks_that_go_forward() -> None:
    after = datetime(2026, 3, 28, 12, tzinfo=UTC)
    rule = Weekly(EVERY_DAY, (time(2), time(2, 30), time(3)))
    assert local(next_runs(rule, after, BERLIN, 4), BERLIN) == [
        "29. 03:00", "30. 02:00", "30. 02:30", "30. 03:00",
    ]  # fmt: skip
    assert local(next_runs(Cron("15,45 2 * * *"), after, BERLIN, 3), BERLIN) == [
        "29. 03:00", "30. 02:15", "30. 02:45",
    ]  # fmt: skip


def test_clocks_that_go_back() -> None:
    after = datetime(2026, 10, 24, 12, tzinfo=UTC)
    for rule in (Weekly(EVERY_DAY, (time(2, 30),)), Cron("30 2 * * *")):
        runs = next_runs(rule, after, BERLIN, 2)
        assert runs[0] == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
        assert runs[1] == datetime(2026, 10, 26, 1, 30, tzinfo=UTC)
        # Asked between the two half past twos it does not run again.
        assert next_runs(rule, runs[0] + HOUR / 2, BERLIN, 1) == runs[1:]


def test_a_line_that_counts_hours_goes_on_through_a_change() -> None:
    runs = next_runs(Cron("0 * * * *"), datetime(2026, 10, 24, 22, 30, tzinfo=UTC), BERLIN, 5)
    assert {later - earlier for earlier, later in pairwise(runs)} == {HOUR}


def test_a_day_that_a_zone_leaves_out_has_no_run() -> None:
    apia = ZoneInfo("Pacific/Apia")
    runs = next_runs(Weekly(EVERY_DAY, (time(9),)), datetime(2011, 12, 28, tzinfo=UTC), apia, 4)
    assert local(runs, apia) == ["28. 09:00", "29. 09:00", "31. 09:00", "01. 09:00"]


def test_a_rule_keeps_its_zone_wherever_it_is_asked() -> None:
    rule = Weekly(EVERY_DAY, (time(1),))
    asked = datetime(2026, 7, 1, 12, tzinfo=UTC)
    for asker in ("Asia/Tokyo", "America/Los_Angeles"):
        runs = next_runs(rule, asked.astimezone(ZoneInfo(asker)), BERLIN, 1)
        assert runs == (datetime(2026, 7, 1, 23, tzinfo=UTC),)


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ((31,), ["31. 04:00", "28. 04:00", "31. 04:00", "30. 04:00"]),
        ((LAST_DAY,), ["31. 04:00", "28. 04:00", "31. 04:00", "30. 04:00"]),
        ((1, 30), ["30. 04:00", "01. 04:00", "28. 04:00", "01. 04:00"]),
    ],
)
def test_a_short_month_has_its_last_day(days: tuple[int, ...], expected: list[str]) -> None:
    rule = Monthly(days, (time(4),))
    runs = next_runs(rule, datetime(2026, 1, 15, tzinfo=UTC), ZoneInfo("UTC"), 4)
    assert local(runs, ZoneInfo("UTC")) == expected


def test_hours_are_counted_from_midnight() -> None:
    runs = next_runs(Every(360), datetime(2026, 1, 15, tzinfo=UTC), BERLIN, 4)
    assert local(runs, BERLIN) == ["15. 06:00", "15. 12:00", "15. 18:00", "16. 00:00"]


@pytest.mark.parametrize("rule", [Plugged(), Quiet(), Never()])
def test_what_waits_for_something_has_no_moments(rule: Rule) -> None:
    assert next_runs(rule, datetime(2026, 1, 1, tzinfo=UTC), BERLIN, 5) == ()
