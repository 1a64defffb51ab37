"""Several threads at one list."""

import threading
from collections.abc import Iterator

import pytest

from desktop_app.engine.crew import Agenda, work_through
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


def test_a_thing_is_taken_when_its_turn_comes() -> None:
    """There may be millions of them."""
    ahead, most = 0, 0

    def things() -> Iterator[int]:
        nonlocal ahead, most
        for thing in range(1000):
            ahead += 1
            most = max(most, ahead)
            yield thing

    def work(_: int) -> None:
        nonlocal ahead
        ahead -= 1

    work_through(things(), work, 1, Cancel())
    assert (ahead, most) == (0, 1)


def test_no_thread_is_left() -> None:
    before = threading.active_count()
    work_through(range(10), lambda _: None, 8, Cancel())
    assert threading.active_count() == before


def test_nothing_to_do() -> None:
    work_through([], lambda _: None, 3, Cancel())


def test_the_most_urgent_comes_first_and_of_equals_the_first() -> None:
    done: list[str] = []
    agenda = Agenda()
    for urgency, name in ((1, "c"), (5, "a"), (1, "d"), (3, "b")):
        agenda.add(urgency, lambda name=name: done.append(name))  # type: ignore[misc]
    agenda.work_off(1, Cancel())
    assert done == ["a", "b", "c", "d"]


def test_work_brings_more_work_for_all_threads() -> None:
    """Who finds nothing to do waits for what the others may bring."""
    done: list[str] = []
    meet = threading.Barrier(3)
    agenda = Agenda()

    def begin() -> None:
        for number in range(3):
            agenda.add(number, lambda: done.append(str(meet.wait(10))))

    agenda.add(0, begin)
    agenda.work_off(3, Cancel())
    assert sorted(done) == ["0", "1", "2"]


def test_a_fault_ends_the_waiting_of_others_and_what_is_left() -> None:
    agenda = Agenda()

    def fail() -> None:
        agenda.add(9, lambda: pytest.fail("begun after the fault"))
        raise ZeroDivisionError

    agenda.add(0, fail)
    with pytest.raises(ZeroDivisionError):
        agenda.work_off(1, Cancel())
