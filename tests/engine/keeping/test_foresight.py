"""What would be kept over the coming time."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import example, given, settings
from hypothesis import strategies as st

from desktop_app.engine.keeping.foresight import EVERY, HORIZONS, foresee, rhythm
from desktop_app.engine.keeping.retention import Known, Retention
from tests.engine.keeping.test_retention import START, nightly, retentions, snapshot

NOW = START + timedelta(days=9, hours=1)


def test_a_week_of_nights_is_kept_by_a_rule_of_a_week() -> None:
    found = foresee(nightly(10), Retention(daily=7), Known(), NOW, EVERY, UTC)
    assert [outlook.count for outlook in found] == [7, 7, 7, 7]
    assert [len(outlook.still) for outlook in found] == [0, 0, 0, 0]


def test_months_pile_up_slowly() -> None:
    found = foresee(nightly(10), Retention(daily=7, monthly=12), Known(), NOW, EVERY, UTC)
    counts = [outlook.count for outlook in found]
    assert counts == sorted(counts)
    assert 7 + 10 <= counts[-1] <= 7 + 12


def test_what_is_kept_for_ever_stays() -> None:
    known = Known(kept={"lab-3": "kept for ever"})
    found = foresee(nightly(10), Retention(last=2), known, NOW, EVERY, UTC)
    assert all(outlook.still == {"lab-3"} for outlook in found)


def test_every_five_minutes_for_a_year() -> None:
    rule = Retention(last=10, daily=30, yearly=2)
    found = foresee(nightly(10), rule, Known(), NOW, timedelta(minutes=5), UTC)
    assert 39 <= found[-1].count <= 41


def test_the_rhythm_is_the_usual_one() -> None:
    assert rhythm([]) == EVERY
    assert rhythm(nightly(1)) == EVERY
    assert rhythm(nightly(30)) == timedelta(days=1)
    with_a_gap = [*nightly(10), snapshot(11, START + timedelta(days=200))]
    assert rhythm(with_a_gap) == timedelta(days=1)
    assert rhythm([replace(s, started=START) for s in nightly(5)]) == EVERY


@settings(max_examples=25, deadline=None)
@given(retentions, st.integers(1, 20), st.integers(1, 240))
@example(Retention(monthly=4), 14, 217)
def test_no_outlook_is_ever_empty(retention: Retention, count: int, hours: int) -> None:
    now: datetime = START + timedelta(days=count)
    found = foresee(nightly(count), retention, Known(), now, timedelta(hours=hours), UTC)
    assert len(found) == len(HORIZONS)
    assert all(outlook.count >= 1 for outlook in found)
    # What is gone does not come back.
    assert all(b.still <= a.still for a, b in pairwise(found))
