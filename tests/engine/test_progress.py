"""Counting and stopping."""

import threading

import pytest

from desktop_app.engine.errors import Cancelled
from desktop_app.engine.progress import Cancel, Meter


def test_counts_start_anew_with_each_phase() -> None:
    meter = Meter()
    meter.phase("reading", items=2, bytes=100)
    meter.item("lab.mixture")
    meter.advance(items=1, bytes=40, rows=7)
    state = meter.state()
    assert (state.doing, state.item, state.items, state.bytes, state.rows) == (
        "reading",
        "lab.mixture",
        1,
        40,
        7,
    )
    assert state.total_items == 2
    assert state.seconds_left is not None
    meter.phase("finishing")
    assert meter.state().bytes == 0
    assert meter.state().seconds_left is None


def test_more_than_was_expected_tells_no_time_left() -> None:
    meter = Meter()
    meter.phase("reading", bytes=10)
    meter.advance(bytes=11)
    assert meter.state().seconds_left is None


def test_cancelling_wakes_what_blocks_and_only_while_it_blocks() -> None:
    cancel = Cancel()
    woken = threading.Event()
    late = []
    with cancel.closing(lambda: late.append("too late")):
        pass
    with cancel.closing(woken.set):
        cancel.cancel()
    assert woken.is_set()
    assert not late
    with pytest.raises(Cancelled):
        cancel.check()
    with pytest.raises(Cancelled):
        cancel.wait(60)


def test_blocking_after_the_stop_was_asked_for_is_woken_at_once() -> None:
    cancel = Cancel()
    cancel.cancel()
    closed = []
    with cancel.closing(lambda: closed.append(True)):
        assert closed == [True]


def test_waiting_ends_by_itself() -> None:
    Cancel().wait(0)
