"""Marks and names of unfinished databases, and the properties of databases."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.engine.sources.postgres.restoring.mark import (
    OPENING,
    Mark,
    Phase,
    kept_name,
    unfinished_name,
)
from desktop_app.engine.sources.postgres.restoring.properties import Grant, Setting

MOMENT = datetime(2026, 1, 2, 3, 4, 5)
NAMES = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1)


@given(st.sets(st.integers(0, 3000)), st.sampled_from(Phase))
def test_a_mark_reads_back(loaded: set[int], phase: Phase) -> None:
    mark = Mark("a" * 64, "0123", phase)
    for number in loaded:
        mark = mark.with_loaded(number)
    found = Mark.read(mark.text())
    assert found == mark
    assert {n for n in range(3001) if mark.has_loaded(n)} == loaded


@pytest.mark.parametrize(
    "comment",
    [
        None,
        "",
        "the lab's own",
        OPENING,
        OPENING + "{",
        OPENING + "[]",
        OPENING + '{"snapshot": "a"}',
        OPENING + '{"snapshot": "a", "items": "b", "phase": 77, "loaded": "0"}',
    ],
)
def test_other_comments_are_no_marks(comment: str | None) -> None:
    assert Mark.read(comment) is None


def test_a_phase_is_never_taken_back() -> None:
    assert Mark("a", "b", Phase.LOADED).reached(Phase.DEFINED).phase is Phase.LOADED


@given(NAMES)
def test_names_fit_and_say_whose_they_are(wanted: str) -> None:
    name = unfinished_name(wanted)
    assert len(name.encode()) <= 63
    assert "__labvault_" in name
    assert name == unfinished_name(wanted)
    kept = kept_name(wanted, MOMENT, ())
    assert len(kept.encode()) <= 63
    assert kept.endswith("_before_20260102_030405")
    again = kept_name(wanted, MOMENT, (kept,))
    assert again != kept
    assert len(again.encode()) <= 63


def test_long_names_that_begin_alike_do_not_meet() -> None:
    assert unfinished_name("n" * 60 + "a") != unfinished_name("n" * 60 + "b")


@pytest.mark.parametrize(
    ("item", "statements"),
    [
        (
            "=Tc/o",
            [
                'GRANT TEMPORARY ON DATABASE "d" TO PUBLIC',
                'GRANT CONNECT ON DATABASE "d" TO PUBLIC',
            ],
        ),
        ("a=c*/o", ['GRANT CONNECT ON DATABASE "d" TO "a" WITH GRANT OPTION']),
        ('"x ""=/"=C/"o/"', ['GRANT CREATE ON DATABASE "d" TO "x ""=/"']),
        ("a=/o", []),
    ],
)
def test_rights_become_grants(item: str, statements: list[str]) -> None:
    assert [s.as_string(None) for s in Grant.read(item).statements("d")] == statements


def test_what_is_no_right_is_refused() -> None:
    with pytest.raises(ValueError, match="nonsense"):
        Grant.read("nonsense")


@pytest.mark.parametrize(
    ("setting", "statement"),
    [
        (Setting(None, "work_mem", "4MB"), """ALTER DATABASE "d" SET "work_mem" TO '4MB'"""),
        (
            Setting("r", "search_path", '"a ""b", public, "c,d"'),
            """ALTER ROLE "r" IN DATABASE "d" SET "search_path" TO 'a "b', 'public', 'c,d'""",
        ),
        (Setting(None, "search_path", '""'), """ALTER DATABASE "d" SET "search_path" TO ''"""),
        (Setting(None, "x.y", "it's"), """ALTER DATABASE "d" SET "x.y" TO 'it''s'"""),
    ],
)
def test_settings_become_statements(setting: Setting, statement: str) -> None:
    assert setting.statement("d").as_string(None) == statement
