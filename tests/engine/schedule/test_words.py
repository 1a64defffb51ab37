"""What people type becomes the rule they mean; what is not understood is said."""

from __future__ import annotations

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.engine.errors import BadRule
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
)
from desktop_app.engine.schedule.words import rule_of, words_of
from tests.engine.schedule.test_rules import crons, intervals, monthlies, weeklies

rules = st.one_of(
    weeklies,
    monthlies,
    crons,
    intervals,
    st.integers(1, 604_800).map(Quiet),
    st.sampled_from([Plugged(), Quiet(), Never()]),
)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("every day at 01:00", Weekly(EVERY_DAY, (time(1),))),
        ("Every  DAY at 1 AM.", Weekly(EVERY_DAY, (time(1),))),
        ("daily at 12 am", Weekly(EVERY_DAY, (time(0),))),
        ("every night at 23:30", Weekly(EVERY_DAY, (time(23, 30),))),
        ("every day at noon and midnight", Weekly(EVERY_DAY, (time(0), time(12)))),
        ("every monday and thursday at 18:30", Weekly((0, 3), (time(18, 30),))),
        ("every Mon, Wed, and Fri at 6.15 pm", Weekly((0, 2, 4), (time(18, 15),))),
        ("on tuesdays at 9", Weekly((1,), (time(9),))),
        ("every weekday at 7", Weekly((0, 1, 2, 3, 4), (time(7),))),
        ("every weekend at 7:05", Weekly((5, 6), (time(7, 5),))),
        ("every sunday at 03:00", Weekly((6,), (time(3),))),
        ("every 5 minutes", Every(5)),
        ("every minute", Every(1)),
        ("every 6 hours", Every(360)),
        ("every half hour", Every(30)),
        ("hourly", Every(60)),
        ("every 2 weeks", Every(20160)),
        ("on the 1st of every month at 04:00", Monthly((1,), (time(4),))),
        ("on the 1st and 15th of the month at 4", Monthly((1, 15), (time(4),))),
        ("every month on the last day at 22:00", Monthly((LAST_DAY,), (time(22),))),
        ("when the drive is plugged in", Plugged()),
        ("When my USB drive is connected", Plugged()),
        ("after files stop changing", Quiet()),
        ("after files stop changing for 10 minutes", Quiet(600)),
        ("when the files have stopped changing for an hour", Quiet(3600)),
        ("never", Never()),
        ("30 2 * * mon-fri", Cron("30 2 * * MON-FRI")),
        ("  */5  * * * * ", Cron("*/5 * * * *")),
        ("@daily", Cron("0 0 * * *")),
    ],
)
def test_words_that_are_understood(text: str, rule: Rule) -> None:
    assert rule_of(text) == rule


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "it is empty"),
        ("every day", "at what time"),
        ("every monday and friday", "at what time"),
        ("on the 1st of every month", "at what time"),
        ("every blue moon at 3", "“blue moon” is no day of the week"),
        ("every day at 25:00", "“25:00” is no time of day"),
        ("every day at 13 pm", "“13 pm” is no time of day"),
        ("every day at 7:60", "“7:60” is no time of day"),
        ("every 0 minutes", "one minute at least"),
        ("every 100000 hours", "a year at most"),
        ("every half day", "half a day"),
        ("on the 32nd of every month at 4", "“32nd” is no day of the month"),
        ("after files stop changing for 0 minutes", "at least a second"),
        ("after files stop changing for 8000000 hours", "at most a week"),
        ("whenever", "“whenever” is not how a rule begins"),
        ("every so often", "“so often” is no time"),
        ("61 * * * *", "bad minute"),
        ("* * *", "five fields"),
        ("0 0 * * * *", "five fields"),
        ("0 0 30 2 *", "bad day-of-month"),
    ],
)
def test_words_that_are_not(text: str, reason: str) -> None:
    with pytest.raises(BadRule) as caught:
        rule_of(text)
    assert reason in caught.value.reason
    assert caught.value.rule == text


@given(rules)
def test_a_rule_in_words_is_the_same_rule(rule: Rule) -> None:
    words = words_of(rule)
    assert rule_of(words) == rule
    assert rule_of(words.upper()) == rule


@given(st.text(max_size=40) | st.from_regex(r"(every|on|after) [a-z0-9: ]{0,30}"))
def test_any_text_is_a_rule_or_a_clear_no(text: str) -> None:
    try:
        rule = rule_of(text)
    except BadRule as error:
        rule = rule_of("never") if error.reason else None
    assert rule is not None
