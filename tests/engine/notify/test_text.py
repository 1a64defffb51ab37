"""The words of notifications: plain, short, and safe whatever names they hold."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.engine.notify import text
from desktop_app.engine.notify.digest import Digest, FailureReport, SpaceReport, TargetReport
from desktop_app.engine.notify.events import About, Recovery, Trouble
from desktop_app.engine.telling.notice import Fault, Kind

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("event", "title", "said"),
    [
        (
            Trouble(Kind.OVERDUE, About.BACKUP, "lab", NOW, age=30 * HOUR, limit=24 * HOUR),
            "The backup of lab is overdue",
            "The newest is 30 hours old; it may be 24 hours old at most. Check that the computer",
        ),
        (
            Trouble(Kind.OVERDUE, About.PROOF, "lab", NOW, limit=timedelta(days=30)),
            "The proof that lab restores is overdue",
            "There is none yet; it may be 30 days old at most. Run `labvault drill` for it.",
        ),
        (
            Trouble(Kind.ALARM, About.TRIPWIRE, "lab", NOW, "9 of 10 rows are gone"),
            "lab changed in a way that it never did before",
            "9 of 10 rows are gone. Nothing is deleted until you have looked",
        ),
        (
            Trouble(Kind.FAILURE, About.DRILL, "lab", NOW, "No space.", "Free some."),
            "The drill of lab failed",
            "No space. Free some.",
        ),
    ],
)
def test_troubles(event: Trouble, title: str, said: str) -> None:
    words = text.trouble(event)
    assert words.title == title
    assert words.text.startswith(said)


def fault(name: str, number: int = 0) -> Fault:
    trouble = Trouble(Kind.FAILURE, About.BACKUP, name, NOW)
    words = text.trouble(trouble)
    return Fault(f"{number}", Kind.FAILURE, name, NOW, NOW, words.title, words.text)


def test_a_message_of_very_many_things_stays_short() -> None:
    words = text.message([fault(f"t{n}", n) for n in range(100)], "lab")
    assert words.title == "LabVault, lab: 100 things need a look"
    assert words.text.count("failed.") == text.MOST_LINES
    assert words.text.endswith("And 80 more: run `labvault notify list`.")


def test_a_digest_of_very_many_things_stays_short() -> None:
    targets = tuple(TargetReport(f"t{n}", "folder", NOW) for n in range(100))
    failures = tuple(FailureReport(NOW, "backup", "t", "why") for _ in range(50))
    words = text.digest(Digest("lab", NOW, NOW, targets, failures, failed=1000), UTC)
    assert words.title == "LabVault, lab: all is well, 1,000 jobs failed"
    assert "and 80 more" in words.text
    assert "and 980 more" in words.text
    assert len(words.text.splitlines()) < 60


hostile = st.text(st.characters(), max_size=300)


@given(hostile, hostile)
def test_no_name_breaks_a_line_or_hides_another(name: str, why: str) -> None:
    words = text.message([fault(name)], name)
    over = text.recovery(fault(name), Recovery(About.BACKUP, name, NOW))
    trouble = text.trouble(Trouble(Kind.FAILURE, About.BACKUP, name, NOW, why))
    report = Digest(
        name,
        NOW,
        NOW,
        (TargetReport(name, "folder", None),),
        (FailureReport(NOW, "backup", name, why),),
        (SpaceReport(name, problem=why),),
    )
    digest = text.digest(report, UTC)
    for line in (words.title, over.title, trouble.title, trouble.text, digest.title):
        assert len(line.splitlines()) == 1
    for whole in (words, over, trouble, digest):
        for line in f"{whole.title}\n{whole.text}".split("\n"):
            assert text.plain(line) == " ".join(line.split())
            assert len(line) < 1200
            line.encode()
    assert len(digest.text.splitlines()) == 10


@given(st.timedeltas(timedelta(days=-1), timedelta(days=4000)))
def test_every_span_has_words(span: timedelta) -> None:
    assert text.duration(span).split()[1].rstrip("s") in ("minute", "hour", "day")
