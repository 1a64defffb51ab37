"""The forecast: it warns in time, and never of what does not grow."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.engine.catalog.history import Measure
from desktop_app.engine.keeping.space import FARTHEST, Forecast, Trend, forecast, growth

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
DAY, GB = timedelta(days=1), 10**9


def daily(used: list[int], free: int | None) -> list[Measure]:
    """One a day up to now; ``free`` is what is left today."""
    last = len(used) - 1
    left = [None if free is None else free + used[-1] - each for each in used]
    return [
        Measure(NOW - (last - n) * DAY, u, f)
        for n, (u, f) in enumerate(zip(used, left, strict=True))
    ]


def growing(days: int, by: int, free: int | None) -> Forecast:
    return forecast(daily([100 * GB + n * by for n in range(days)], free), NOW)


def test_steady_growth_has_a_date() -> None:
    found = growing(30, GB, 20 * GB)
    assert found.trend is Trend.GROWING
    assert found.daily == pytest.approx(GB)
    assert found.enough == 20 * DAY
    assert (found.warns(20 * DAY), found.warns(19 * DAY)) == (True, False)


def test_too_little_data_says_so() -> None:
    assert forecast([], NOW).trend is Trend.TOO_LITTLE
    assert growing(3, GB, 1).trend is Trend.TOO_LITTLE
    hourly = [Measure(NOW - timedelta(hours=n), 100 - n, 1) for n in range(20)]
    assert forecast(hourly, NOW).trend is Trend.TOO_LITTLE
    old = [Measure(m.at - 100 * DAY, m.used, m.free) for m in daily(list(range(30)), 1)]
    assert forecast(old, NOW).trend is Trend.TOO_LITTLE
    assert not forecast(old, NOW).warns(FARTHEST)


def test_four_days_are_enough() -> None:
    assert growing(4, GB, 4 * GB).enough == 4 * DAY


def test_a_place_that_cannot_say() -> None:
    found = growing(30, GB, None)
    assert (found.trend, found.enough, found.free) == (Trend.UNKNOWN_PLACE, None, None)
    assert not found.warns(FARTHEST)


def test_others_fill_the_place() -> None:
    measures = [Measure(NOW - n * DAY, 5 * GB, (10 + n) * GB) for n in range(20)]
    found = forecast(measures, NOW)
    assert found.enough == 10 * DAY


def test_a_place_that_is_full_warns_whatever_the_trend() -> None:
    assert forecast(daily([5, 5, 5, 5, 5], 0), NOW).warns(timedelta(0))
    assert forecast([Measure(NOW, 5, 0)], NOW).warns(timedelta(0))


def test_one_giant_does_not_make_a_trend() -> None:
    used = [100 * GB] * 25 + [160 * GB]
    assert forecast(daily(used, 10 * GB), NOW).trend is Trend.STEADY


def test_use_that_wavers_is_no_growth() -> None:
    """The median of its slopes rises, but no more often than chance makes it."""
    used = [GB * (100 + each) for each in (0, 5, 1, 6, 0, 7, 2, 5)]
    found = forecast(daily(used, GB), NOW)
    assert found.trend is Trend.STEADY
    assert not found.warns(FARTHEST)


def test_a_prune_every_week_does_not_hide_the_growth() -> None:
    used = [100 * GB + n * GB - (n // 7) * 3 * GB for n in range(56)]
    found = forecast(daily(used, 20 * GB), NOW)
    assert found.trend is Trend.GROWING
    assert 0.4 * GB < found.daily < 0.7 * GB


@given(st.lists(st.integers(0, 10**12), min_size=4, max_size=40), st.integers(1, 10**12))
def test_what_shrinks_never_warns(drops: list[int], free: int) -> None:
    used = sorted(drops, reverse=True)
    found = forecast(daily(used, free), NOW)
    assert found.trend is Trend.STEADY
    assert not found.warns(FARTHEST)


@given(st.integers(0, 10**9), st.integers(20, 56))
def test_noise_about_a_level_does_not_warn_of_the_next_weeks(seed: int, days: int) -> None:
    """Chance may look like a little growth, but never like a place that fills."""
    chance = random.Random(seed)
    used = [100 * GB + chance.randrange(-GB, GB) for _ in range(days)]
    assert not forecast(daily(used, 50 * GB), NOW).warns(14 * DAY)


amounts = st.lists(st.integers(0, 10**12), min_size=4, max_size=30)


@given(amounts, st.integers(1, 10**12), st.integers(0, 10**12))
def test_more_room_lasts_no_shorter(used: list[int], free: int, more: int) -> None:
    little, much = (forecast(daily(used, each), NOW) for each in (free, free + more))
    assert little.trend is much.trend
    if little.enough is not None and much.enough is not None:
        assert little.enough <= much.enough <= FARTHEST


@given(
    st.lists(st.integers(1, 10**10), min_size=4, max_size=30),
    st.integers(1, 10**12),
    st.integers(1, 10**10),
)
def test_faster_growth_lasts_no_longer(steps: list[int], free: int, more: int) -> None:
    used = list(accumulate(steps))
    faster = [each + n * more for n, each in enumerate(used)]
    slow, fast = (forecast(daily(each, free), NOW) for each in (used, faster))
    assert slow.trend is fast.trend is Trend.GROWING
    assert slow.enough is not None
    assert fast.enough is not None
    assert fast.enough <= slow.enough


@given(amounts)
def test_the_order_of_measures_does_not_matter(used: list[int]) -> None:
    measures = daily(used, GB)
    assert forecast(measures, NOW) == forecast(measures[::-1], NOW)


def test_growth_of_points_at_one_level() -> None:
    assert growth([(0, 5), (1, 5)]) == 0
