"""What is typed as a schedule is told back in words and as moments, or why it means nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from desktop_app.engine.schedule.rules import (
    EVERY_DAY,
    LAST_DAY,
    Every,
    Monthly,
    Never,
    Plugged,
    Rule,
    Weekly,
)
from desktop_app.engine.schedule.words import rule_of, words_of
from desktop_app.gui import language
from desktop_app.gui.models import schedule as model
from desktop_app.gui.models.schedule_words import as_rule

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def test_five_runs_ahead() -> None:
    found = model.preview("every 6 hours", "UTC", NOW)
    assert not found.problem
    assert len(found.runs) == model.SHOWN_RUNS
    assert found.longest == 6 * HOUR
    assert found.words == "every 6 h"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("every day", "it does not say at what time"),
        ("every blue moon at 8", "“blue moon” is no day of the week"),
        ("61 * * * *", "as a cron line"),
    ],
)
def test_what_means_nothing_says_why(typed: str, said: str) -> None:
    found = model.preview(typed, "UTC", NOW)
    assert said in found.problem
    assert (found.rule, found.runs) == (None, ())


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "by hand"),
        ("never", "by hand"),
        ("hourly", "every hour"),
        ("every weekday at 18:00", "Mon–Fri at "),
        ("on the 1st and last day of every month at 3:00", "monthly on day 1, last day at "),
        ("when the drive is plugged in", "when the drive is plugged in"),
        ("after files stop changing for 10 minutes", "when files rested for 10 min"),
        ("*/5 * * * *", "cron: */5 * * * *"),
    ],
)
def test_words_of_rules(typed: str, words: str) -> None:
    assert model.preview(typed, "UTC", NOW).words.startswith(words)


def test_a_rule_of_a_newer_program_is_shown_as_it_stands() -> None:
    assert model.said("at full moon\u202e") == "at full moon\\u202e"


def test_a_limit_that_would_ring_between_two_runs_on_time() -> None:
    weekly = model.preview("every sunday at 2:00", "UTC", NOW)
    told = model.limit_problem(24 * HOUR, weekly)
    assert "7 days" in told
    assert "24 h" in told
    assert not model.limit_problem(None, weekly)
    assert not model.limit_problem(24 * HOUR, model.preview("hourly", "UTC", NOW))
    assert model.limit_problem(24 * HOUR, model.preview("never", "UTC", NOW))


RULES: st.SearchStrategy[Rule] = st.one_of(
    st.integers(1, 10_000).map(Every),
    st.builds(
        lambda days, at: Weekly(tuple(sorted(days)), (at,)),
        st.sets(st.sampled_from(EVERY_DAY), min_size=1),
        st.times().map(lambda at: time(at.hour, at.minute)),
    ),
    st.sampled_from((Never(), Plugged())),
)


@given(RULES)
def test_the_limit_that_is_offered_never_rings_on_time(rule: Rule) -> None:
    found = model.preview(words_of(rule), "Europe/Berlin", NOW)
    offered = model.fitting_limit(found.longest)
    assert (offered is None) == (not found.runs)
    if offered is not None:
        assert not model.limit_problem(timedelta(seconds=offered), found)


@pytest.fixture
def german(qapp: QApplication) -> Iterator[None]:
    before = QLocale()
    language.speak(qapp, language.GERMAN)
    yield
    language.speak(qapp, language.ENGLISH)
    QLocale.setDefault(before)


MONTHLY = st.builds(
    lambda days, at: Monthly(tuple(sorted(days)), (at,)),
    st.sets(st.one_of(st.just(LAST_DAY), st.integers(1, 31)), min_size=1),
    st.times().map(lambda at: time(at.hour, at.minute)),
)


@pytest.mark.usefixtures("german")
def test_what_a_line_says_in_german_can_be_typed_again() -> None:
    @given(st.one_of(RULES, MONTHLY))
    def check(rule: Rule) -> None:
        kept = words_of(rule)
        line = model.to_edit(kept)
        assert line != kept
        assert model.preview(line, "UTC", NOW).rule == rule
        assert rule_of(as_rule(line)) == rule

    check()


@pytest.mark.usefixtures("german")
def test_german_lines_take_english_and_cron_too() -> None:
    assert model.to_edit("every day at 20:00") == "täglich um 20:00"
    assert as_rule("Montag, Do um 7:30") == "every monday and thursday at 07:30"
    assert as_rule("every day at 20:00") == "every day at 20:00"
    assert model.to_edit("*/5 * * * *") == "*/5 * * * *"
    assert model.preview("every blue moon at 8", "UTC", NOW).problem.startswith("Nicht verstanden")
    assert as_rule("alle Jubeljahre") == "alle Jubeljahre"


def test_english_lines_say_what_the_catalog_keeps() -> None:
    assert [model.to_edit(rule) for rule in model.OFFERED] == list(model.OFFERED)
    assert as_rule(" every blue moon ") == "every blue moon"
