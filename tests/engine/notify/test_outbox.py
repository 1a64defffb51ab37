"""When a message is tried again."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.engine.notify.outbox import CLAIM, LONGEST_WAIT, MOST_TRIES, due, tried
from desktop_app.engine.telling.notice import Kind, Notice, NoticeState

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
NEW = Notice("mail", Kind.FAILURE, "subject", "body", NOW, next_try=NOW, key=1)


def test_a_sent_notice_is_done() -> None:
    sent = tried(replace(NEW, error="earlier", tries=3), None, NOW)
    assert sent.state is NoticeState.SENT
    assert (sent.tries, sent.sent, sent.error, sent.next_try) == (4, NOW, "", None)


def test_a_notice_that_fails_is_tried_later_and_later_and_then_given_up() -> None:
    notice, now, waits = NEW, NOW, []
    while notice.state is NoticeState.WAITING:
        notice = tried(notice, f"reason {notice.tries}", now)
        if notice.next_try is not None:
            waits.append(notice.next_try - now)
            now = notice.next_try
    assert notice.state is NoticeState.FAILED
    assert notice.tries == MOST_TRIES
    assert notice.error == f"reason {MOST_TRIES - 1}"
    assert waits == sorted(waits)
    assert waits[0] == timedelta(minutes=1)
    assert waits[-1] == LONGEST_WAIT
    assert timedelta(hours=4) < now - NOW < timedelta(hours=12)


def test_a_channel_is_held_while_its_oldest_notice_is() -> None:
    held = replace(NEW, key=1, next_try=NOW + timedelta(minutes=5), tries=3)
    fresh = replace(NEW, key=2)
    other = replace(NEW, key=3, channel="chat")
    assert due([held, fresh, other], NOW) == {"chat": (other,)}
    later = NOW + timedelta(minutes=5)
    assert due([held, fresh, other], later) == {"mail": (held, fresh), "chat": (other,)}


def test_what_another_program_is_sending_is_left_to_it() -> None:
    claimed = replace(NEW, key=1, next_try=NOW + CLAIM)
    assert due([claimed, replace(NEW, key=2)], NOW) == {}


@given(st.timedeltas(timedelta(days=-400), timedelta(days=400)))
def test_a_wrong_clock_holds_no_channel_for_long(off: timedelta) -> None:
    notice = replace(NEW, next_try=NOW + off)
    moments = (NOW, NOW + LONGEST_WAIT + CLAIM)
    assert any(due([notice], moment) for moment in moments)
