"""What a retention would do is told snapshot by snapshot, each with its reason."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.engine.keeping.retention import Known, Retention
from desktop_app.gui.models import retention as model
from desktop_app.gui.models.state import Tone
from tests.engine.keeping.test_retention import START, nightly

DAYS = 30
NOW = START + timedelta(days=DAYS)


def test_what_goes_and_what_stays() -> None:
    found = model.judged(nightly(DAYS), Retention(last=1, daily=7), Known(), NOW)
    assert [v.snapshot.sequence for v in found.verdicts[:2]] == [30, 29]
    assert found.going == 23
    tone, words = model.outcome(found)
    assert tone is Tone.WARNING
    assert words.startswith("7 of 30 snapshots kept; 23 to the trash")
    told = [[column.text(v) for column in model.columns(NOW)] for v in found.verdicts]
    assert told[0][1:3] == ["●  kept", "the newest, newest 1 of 1, day 1 of 7"]
    assert told[-1][1:3] == ["◆  to the trash", "no rule keeps it"]
    assert "in 30 days" in model.outlook(found, NOW)


def test_without_rules_all_stay() -> None:
    found = model.judged(nightly(3), None, Known(), NOW)
    assert model.outcome(found) == (Tone.OK, "Kept: 3 snapshots, which is all there is today.")
    assert not model.outlook(found, NOW)
    assert model.outcome(model.judged([], None, Known(), NOW))[0] is Tone.NONE


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("found bad, and no rule keeps it", "found bad, and no rule keeps it"),
        (
            "the newest, found bad, beside the good ones: daily 2 of 7 (2026-01-30)",
            "the newest, found bad, beside the good ones: day 2 of 7",
        ),
        ("kept for ever (before, and after)", "kept for ever (before, and after)"),
        (
            "kept for ever (x\u202e), weekly 1 of 4 (2026-W05)",
            "kept for ever (x\\u202e), week 1 of 4",
        ),
        ("one of at least 3", "one of at least 3"),
        ("what a newer program says", "what a newer program says"),
    ],
)
def test_reasons_in_words(reason: str, words: str) -> None:
    assert model.reason_text(reason) == words


@given(st.integers(0, 9), st.integers(0, 9), st.integers(0, 9), st.integers(0, 9))
def test_every_reason_of_the_engine_is_known(
    last: int, daily: int, weekly: int, least: int
) -> None:
    rules = Retention(last=last, daily=daily, weekly=weekly, at_least=least)
    snapshots = nightly(12)
    known = Known(bad=frozenset({snapshots[3].id}), kept={snapshots[1].id: "kept for ever"})
    for verdict in model.judged(snapshots, rules, known, NOW).verdicts:
        words = model.reason_text(verdict.reason)
        assert "(20" not in words  # which only the engine's own words have
        assert "daily" not in words
        assert "last " not in words


def test_in_one_line() -> None:
    assert model.words(None) == model.words(Retention()) == "all are kept"
    assert model.words(Retention(daily=7, yearly=2, at_least=3)) == "7 daily, 2 yearly, at least 3"
