"""Several threads at one list."""

import threading

import pytest

from desktop_app.engine.crew import work_through
from desktop_app.engine.errors import Cancelled
from desktop_app.engine.progress import Cancel


def test_every_thing_is_worked_on_once() -> None:
    done: list[int] = []
    work_through(range(100), done.append, 4, Cancel())
    assert sorted(done) == list(range(100))


def test_the_first_fault_stops_the_others_and_is_raised() -> None:
    both_at_work = threading.Barrier(2)
    failed = threading.Event()
    done: list[int] = []

    def work(thing: int) -> None:
        if thing < 2:
            both_at_work.wait(10)
        if thing == 0:
            failed.set()
            raise ZeroDivisionError
        failed.wait(10)
        done.append(thing)

    with pytest.raises(ZeroDivisionError):
        work_through(range(1000), work, 2, Cancel())
    assert len(done) < 1000


def test_a_stop_is_told_as_a_stop_whatever_closing_made_of_it() -> None:
    cancel = Cancel()

    def work(_: int) -> None:
        cancel.cancel()
        raise OSError("the pipe was closed")

    with pytest.raises(Cancelled):
        work_through(range(10), work, 2, cancel)


def test_no_thread_is_left() -> None:
    before = threading.active_count()
    work_through(range(10), lambda _: None, 8, Cancel())
    assert threading.active_count() == before


def test_nothing_to_do() -> None:
    work_through([], lambda _: None, 3, Cancel())
