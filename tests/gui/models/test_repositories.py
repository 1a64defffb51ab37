"""How repositories stand, in words: every state has one, every number its yardstick."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from desktop_app.engine.catalog.entries import RepositoryEntry
from desktop_app.engine.catalog.status import Look
from desktop_app.engine.keeping.space import FARTHEST, Forecast, Trend
from desktop_app.engine.model import Grade, Level
from desktop_app.gui.models.repositories import (
    RepositoryStanding,
    columns,
    growth,
    heading,
    health,
    key_state,
    pause_words,
    room,
    verified,
)
from desktop_app.gui.models.state import Tone

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
DAY = timedelta(days=1)
ENTRY = RepositoryEntry("nas", "/mnt/nas", "id", key_confirmed=NOW - 12 * DAY)
GROWING = Forecast(Trend.GROWING, 7 * 10**9, 14 * 10**11, 6e9, 250 * DAY)
LOOKS = {Level.BYTES: Look(NOW - 2 * DAY, Grade.OK, "s"), Level.RESTORED: Look(NOW, Grade.OK, "s")}
WELL = RepositoryStanding(ENTRY, ("cryo",), 42, GROWING, LOOKS, warns=False)


def test_a_healthy_one_says_how_long_its_place_will_do() -> None:
    assert heading([WELL], NOW) == ("1 repository is well", "7.0 GB in 42 snapshots.")
    assert room(WELL).word == "1.4 TB free, enough for 8 months"
    assert room(WELL).tone is Tone.OK
    assert growth(GROWING) == "6.0 GB a day, over the last weeks"
    assert verified(WELL, NOW) == "Bytes 2 days ago · Restored just now"
    told = [column.text(WELL) for column in columns(NOW)]
    assert told[-1] == "●  confirmed 12 days ago"


@pytest.mark.parametrize(
    ("forecast", "words", "tone"),
    [
        (Forecast(Trend.TOO_LITTLE), "not measured yet", Tone.NONE),
        (Forecast(Trend.TOO_LITTLE, 5, 2 * 10**9), "2.0 GB free", Tone.OK),
        (Forecast(Trend.STEADY, 5, 2 * 10**9), "2.0 GB free, it does not grow", Tone.OK),
        (Forecast(Trend.UNKNOWN_PLACE, 5, None, 1.0), "how much fits is not known", Tone.OK),
        (replace(GROWING, enough=FARTHEST), "1.4 TB free, enough for more than 10 years", Tone.OK),
        (Forecast(Trend.GROWING, 5, 0, 1.0, timedelta(0)), "full", Tone.BAD),
    ],
)
def test_room_is_said_as_far_as_it_is_known(forecast: Forecast, words: str, tone: Tone) -> None:
    state = room(replace(WELL, forecast=forecast))
    assert (state.word, state.tone) == (words, tone)


def test_what_needs_a_person_is_said_first() -> None:
    damaged = replace(WELL, entry=replace(ENTRY, damaged=NOW - DAY))
    held = replace(WELL, entry=replace(ENTRY, held="cryo: 90 % fewer rows"))
    failed = replace(WELL, looks={Level.BYTES: Look(NOW, Grade.FAILED, "s")})
    never = replace(WELL, looks={})
    words = [health(each).word for each in (damaged, held, failed, never)]
    assert words == ["Damaged", "Needs a look", "A verification failed", "Never verified"]
    assert verified(failed, NOW) == "Bytes failed just now"
    assert heading([WELL, damaged], NOW)[0] == "1 repository needs you"
    assert heading([replace(WELL, warns=True)], NOW)[0] == "1 repository needs you"
    assert damaged.pause is not None
    assert held.pause is not None
    assert "since yesterday" in pause_words(damaged.pause, NOW)[0]
    assert "90 % fewer rows" in pause_words(held.pause, NOW)[1]


def test_a_key_that_nobody_checked_is_asked_for() -> None:
    loose = replace(ENTRY, key_confirmed=None)
    old = replace(ENTRY, key_confirmed=NOW - 200 * DAY)
    assert key_state(loose, NOW).word == "not confirmed"
    assert key_state(old, NOW).word == "check it again: 200 days ago"
    assert heading([replace(WELL, entry=old)], NOW)[0] == "1 recovery key to be checked"
