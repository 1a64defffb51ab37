"""When a digest is due."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.engine.notify.digest import begin_of, is_due
from desktop_app.engine.telling.notice import Digesting, Period

BERLIN = ZoneInfo("Europe/Berlin")
DAY = timedelta(days=1)


def local(day: int, hour: float, month: int = 3) -> datetime:
    return datetime(2026, month, day, tzinfo=BERLIN) + timedelta(hours=hour)


@pytest.mark.parametrize(
    ("period", "last", "now", "due"),
    [
        (Period.NEVER, None, local(2, 9), False),
        (Period.DAILY, None, local(2, 9), True),
        (Period.DAILY, local(1, 8.01), local(2, 7.99), False),
        (Period.DAILY, local(1, 8.01), local(2, 8), True),
        (Period.DAILY, local(2, 8), local(2, 23), False),
        (Period.WEEKLY, local(2, 8), local(8, 23), False),  # the second of March is a Monday
        (Period.WEEKLY, local(2, 8), local(9, 8), True),
        (Period.WEEKLY, local(2, 7.5), local(2, 8), True),
        # The clocks go forward on the 29th: still at eight.
        (Period.DAILY, local(28, 8), local(29, 7.9), False),
        (Period.DAILY, local(28, 8), local(29, 8), True),
        (Period.DAILY, local(3, 8), local(2, 9), True),  # a clock that was wrong
    ],
)
def test_due(period: Period, last: datetime | None, now: datetime, due: bool) -> None:
    last = last and last.astimezone(UTC)
    assert is_due(Digesting(period, last), now.astimezone(UTC), BERLIN) is due


@given(
    st.sampled_from([Period.DAILY, Period.WEEKLY]),
    st.datetimes(datetime(2025, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC)),
    st.lists(st.timedeltas(timedelta(minutes=1), timedelta(days=9)), max_size=30),
)
def test_one_a_period_and_none_is_left_out(
    period: Period, start: datetime, steps: list[timedelta]
) -> None:
    length = DAY if period is Period.DAILY else 7 * DAY
    last, now, made = start, start, [start]
    for step in steps:
        now += step
        if is_due(Digesting(period, last), now, BERLIN):
            assert begin_of(Digesting(period, last), now) == last
            last = now
            made.append(now)
        else:
            assert now - last < length + timedelta(hours=1)
    mornings = [at.astimezone(BERLIN) for at in made[1:]]
    days = {at.date() if at.hour >= 8 else at.date() - DAY for at in mornings}
    assert len(days) == len(mornings)
