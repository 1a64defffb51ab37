"""What is due: missed runs are made up for once, and wrong clocks neither repeat nor silence."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.engine.schedule.due import TOLERANCE, Memory, decide, was_missed
from desktop_app.engine.schedule.rules import (
    EVERY_DAY,
    Every,
    Plugged,
    Rule,
    Weekly,
    next_runs,
)
from tests.engine.schedule.test_rules import crons, intervals, moments, weeklies, zones

ZONE = ZoneInfo("Europe/Berlin")
NIGHTLY = Weekly(EVERY_DAY, (time(1),))
NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)


def live(rule: Rule, memory: Memory, *times: datetime) -> tuple[list[datetime], Memory]:
    """What an agent runs that looks at these times."""
    runs = []
    for now in times:
        decided = decide(rule, memory, now, ZONE)
        memory = decided.memory
        if decided.run is not None:
            runs.append(decided.run)
    return runs, memory


def test_the_first_look_only_says_when() -> None:
    runs, memory = live(NIGHTLY, Memory(), NOW)
    assert runs == []
    assert memory.due == datetime(2026, 5, 1, 23, tzinfo=UTC)


def test_it_runs_once_at_its_moment() -> None:
    due = datetime(2026, 5, 1, 23, tzinfo=UTC)
    runs, memory = live(NIGHTLY, Memory(), NOW, due - MINUTE, due, due + MINUTE, due + 2 * MINUTE)
    assert runs == [due]
    assert memory.due == due + DAY


def test_ten_missed_runs_are_one() -> None:
    _, memory = live(NIGHTLY, Memory(), NOW)
    decided = decide(NIGHTLY, memory, NOW + 10 * DAY, ZONE)
    assert decided.run == memory.due
    assert was_missed(decided, NOW + 10 * DAY)
    runs, after = live(NIGHTLY, decided.memory, NOW + 10 * DAY + MINUTE)
    assert runs == []
    assert after.due == datetime(2026, 5, 11, 23, tzinfo=UTC)


def test_a_run_on_time_was_not_missed() -> None:
    _, memory = live(NIGHTLY, Memory(), NOW)
    assert memory.due is not None
    assert not was_missed(decide(NIGHTLY, memory, memory.due + MINUTE, ZONE), memory.due + MINUTE)


def test_a_clock_put_back_by_minutes_repeats_nothing() -> None:
    due = datetime(2026, 5, 1, 23, tzinfo=UTC)
    back = due - 20 * MINUTE
    runs, _ = live(NIGHTLY, Memory(), NOW, due, back, due - MINUTE, due, due + MINUTE)
    assert runs == [due]


def test_a_clock_put_back_by_hours_repeats_no_daily_run() -> None:
    due = datetime(2026, 5, 1, 23, tzinfo=UTC)
    runs, _ = live(NIGHTLY, Memory(), NOW, due, due - 5 * 60 * MINUTE, due, due + DAY)
    assert runs == [due, due + DAY]


def test_a_clock_put_back_silences_a_frequent_rule_for_an_hour_at_most() -> None:
    rule = Every(5)
    looks = [NOW + MINUTE * n for n in range(30)]
    runs, memory = live(rule, Memory(), *looks)
    assert len(runs) == 5
    # By twenty minutes: they pass in silence.
    again, memory = live(rule, memory, *[NOW + MINUTE * n for n in range(9, 41)])
    assert again == [NOW + 30 * MINUTE, NOW + 35 * MINUTE, NOW + 40 * MINUTE]
    # By a day: it goes on with the new clock at once.
    back = NOW - DAY
    again, memory = live(rule, memory, *[back + MINUTE * n for n in range(12)])
    assert again == [back + 5 * MINUTE, back + 10 * MINUTE]
    assert memory.turn == 1


def test_a_clock_that_was_years_ahead_is_forgotten() -> None:
    _, memory = live(NIGHTLY, Memory(), NOW + 2000 * DAY, NOW + 2001 * DAY)
    runs, memory = live(NIGHTLY, memory, NOW, NOW + DAY, NOW + 2 * DAY)
    assert len(runs) == 2


def test_what_waits_for_something_is_never_due() -> None:
    assert decide(Plugged(), Memory(NOW - DAY), NOW, ZONE).run is None


rules = st.one_of(weeklies, crons, intervals)


@given(rules, moments, zones, st.lists(st.integers(1, 100_000), min_size=1, max_size=8))
def test_between_two_looks_there_is_one_run_if_any_was_due(
    rule: Rule, now: datetime, zone: ZoneInfo, gaps: list[int]
) -> None:
    memory = decide(rule, Memory(), now, zone).memory
    for gap in gaps:
        expected = next_runs(rule, now, zone, 1)[0]
        now += timedelta(seconds=gap)
        decided = decide(rule, memory, now, zone)
        assert (decided.run is not None) == (expected <= now)
        assert decided.run in (None, expected)
        memory = decided.memory
        assert memory.due is not None
        assert memory.due > now


@given(rules, moments, zones, st.lists(st.integers(-2_000_000, 2_000_000), max_size=8))
def test_whatever_clocks_do_the_next_run_is_near(
    rule: Rule, now: datetime, zone: ZoneInfo, jumps: list[int]
) -> None:
    memory = Memory()
    for jump in [0, *jumps]:
        now += timedelta(seconds=jump)
        memory = decide(rule, memory, now, zone).memory
        assert memory.due is not None
        first, second = next_runs(rule, now, zone, 2)
        after_silence = next_runs(rule, now + TOLERANCE, zone, 1)[0]
        assert now < memory.due <= max(second, after_silence)
        assert memory.due >= first
