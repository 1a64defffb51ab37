"""The overview's values: what needs a person stands first, every number has its yardstick."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.engine.keeping.upkeep import Cause, Pause
from desktop_app.engine.progress import ProgressState
from desktop_app.gui.models.overview import Glimpse, overview, state
from desktop_app.gui.models.state import Tone

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
GOOD = Glimpse(
    "cryo",
    "postgresql",
    "postgresql://reader@db:5432/cryo",
    newest=NOW - timedelta(minutes=12),
    rpo_seconds=3600,
)
LATE = replace(GOOD, name="zebrafish", newest=NOW - timedelta(hours=26))


def test_nothing_to_protect_yet() -> None:
    found = overview((), NOW)
    assert found.heading == "Nothing is protected yet"
    assert not found.cards


def test_all_is_well() -> None:
    found = overview((GOOD,), NOW)
    assert found.heading == "All is well"
    card = found.cards[0]
    assert (card.state.tone, card.state.word) == (Tone.OK, "Protected")
    assert (card.newest.value, card.newest.note) == ("12 min ago", "newest, limit 1 h")
    assert card.about == "PostgreSQL · db:5432/cryo"
    assert card.proof.value == "never"


def test_what_is_overdue_stands_first_with_its_limit() -> None:
    found = overview((GOOD, LATE), NOW)
    assert found.heading == "1 target needs you"
    assert [card.target for card in found.cards] == ["zebrafish", "cryo"]
    assert found.troubles[0].what == "zebrafish has not been backed up for 26 h (limit 1 h)"
    assert found.cards[0].newest.tone is Tone.BAD


def test_a_failure_is_told_with_its_reason() -> None:
    found = overview((replace(GOOD, failed="The disk is full."),), NOW)
    assert found.troubles[0].why == "The disk is full."
    assert found.cards[0].state.word == "Failed"


def test_every_state_has_a_word_of_its_own() -> None:
    running = ProgressState("backing up", "", 0, 4, 41, 100, 0, 1.0, 1.0, 50.0)
    glimpses = (
        GOOD,
        LATE,
        replace(GOOD, paused=True),
        replace(GOOD, failed="x"),
        replace(GOOD, newest=None, created=NOW),
        replace(GOOD, running=running),
        replace(GOOD, queued=True),
    )
    words = [state(glimpse, NOW).word for glimpse in glimpses]
    assert len(set(words)) == len(words)
    assert "Backing up 41 %" in words


def test_a_hostile_name_cannot_reorder_a_line() -> None:
    found = overview((replace(LATE, name="a\u202eb"),), NOW)
    assert "\u202e" not in found.troubles[0].what


@given(st.lists(st.sampled_from([GOOD, LATE, replace(GOOD, failed="x")]), max_size=6))
def test_no_target_is_lost(kinds: list[Glimpse]) -> None:
    glimpses = [replace(glimpse, name=f"t{at}") for at, glimpse in enumerate(kinds)]
    found = overview(glimpses, NOW)
    assert sorted(card.target for card in found.cards) == [g.name for g in glimpses]
    bad = len(found.troubles)
    assert all(card.state.tone is Tone.BAD for card in found.cards[:bad])


def test_what_was_never_done_is_overdue_in_time() -> None:
    new = replace(GOOD, newest=None, created=NOW - timedelta(minutes=59))
    assert state(new, NOW).word == "Not yet backed up"
    old = replace(new, created=NOW - timedelta(minutes=61))
    assert overview((old,), NOW).troubles[0].what == "cryo has never been backed up (limit 1 h)"
    assert state(old, NOW).word == "Overdue"
    unproven = replace(GOOD, proof_days=30, created=NOW - timedelta(days=31))
    found = overview((unproven,), NOW)
    assert found.troubles[0].what == "No restore of cryo was proven within 30 days"
    assert found.cards[0].proof.tone is Tone.BAD


def test_all_is_not_well_while_damage_is_known() -> None:
    kept = replace(GOOD, repository="nas", pause=Pause(Cause.DAMAGE, since=NOW))
    found = overview((kept, replace(kept, name="zebrafish")), NOW)
    assert found.heading == "2 targets need you"
    assert [(each.name, each.tone) for each in found.troubles] == [("nas", Tone.BAD)]
    assert found.troubles[0].what.startswith("nas: Damage is known since")
    assert {(card.state.tone, card.state.word) for card in found.cards} == {(Tone.BAD, "Damaged")}


def test_what_holds_prune_is_told() -> None:
    kept = replace(GOOD, repository="nas", pause=Pause(Cause.TRIPWIRE, "cryo: all rows are gone"))
    found = overview((kept,), NOW)
    assert found.heading == "1 repository needs you"
    assert "all rows are gone" in found.troubles[0].why
    assert found.cards[0].state.word == "Protected"
