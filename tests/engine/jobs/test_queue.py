"""Each change of a job's state, on both kinds of catalog."""

from __future__ import annotations

import subprocess
import sys
import threading
from dataclasses import replace
from datetime import timedelta

import pytest

from desktop_app.engine.catalog.catalog import Catalog
from desktop_app.engine.catalog.entries import Job, JobKind, JobState
from desktop_app.engine.computer.process import ProcessMark, born, machine
from desktop_app.engine.errors import (
    Cancelled,
    Damaged,
    JobRunning,
    NotSupported,
    ServerUnreachable,
    UnknownName,
    WrongKey,
    WrongState,
)
from desktop_app.engine.jobs.log import MOST_LINES, LogLine
from desktop_app.engine.jobs.outcome import Outcome
from desktop_app.engine.jobs.queue import Queue
from desktop_app.engine.jobs.rules import LEASE, Ending, Limits, Rules, Stop
from desktop_app.engine.jobs.watch import watch
from desktop_app.engine.model import Grade
from tests.engine.jobs.material import NOON, SetClock, job
from tests.waiting import wait_until

DOWN = ServerUnreachable("db", "refused")
ELSEWHERE = ProcessMark("other", "another computer", 7, "1")


def taken(queue: Queue, owner: ProcessMark) -> Job:
    found = queue.take(owner)
    assert found is not None
    return found


def ended(queue: Queue, held: Job, **how: object) -> Job:
    found = queue.end(held, Ending(2.0, **how))  # type: ignore[arg-type]
    assert found is not None
    return found


def failed(queue: Queue, held: Job, fault: BaseException) -> Job:
    return ended(queue, held, fault=fault)


def dead_process() -> ProcessMark:
    """A process of this computer that is gone."""
    with subprocess.Popen(
        [sys.executable, "-c", "input()"], stdin=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as child:
        return ProcessMark("here", machine(), child.pid, born(child.pid) or "gone")


def test_a_job_goes_its_way(queue: Queue, me: ProcessMark) -> None:
    added = queue.add(job(arguments={"level": "bytes"}, time_limit=60.0))
    assert (added.key, added.state) == (1, JobState.QUEUED)
    held = taken(queue, me)
    assert held == queue.load(1)
    assert (held.state, held.tries, held.started) == (JobState.RUNNING, 1, NOON)
    assert ProcessMark.from_text(held.owner) == me
    assert held.alive_until == NOON + LEASE
    outcome = Outcome(Grade.WARNING, "ab" * 32, bytes=500, stored=100, items=2, rows=7)
    job_now = ended(queue, held, outcome=outcome)
    assert job_now == queue.load(1)
    assert (job_now.state, job_now.grade) == (JobState.WARNING, Grade.WARNING)
    assert job_now.snapshot == "ab" * 32
    assert job_now.figures == {
        "bytes": 500,
        "stored": 100,
        "items": 2,
        "rows": 7,
        "rate": 250.0,
        "seconds": 2.0,
        "warnings": 0,
    }
    assert (job_now.owner, job_now.alive_until, job_now.finished) == ("", None, NOON)
    assert queue.take(me) is None


def test_higher_priority_first_then_age(queue: Queue, me: ProcessMark) -> None:
    for target, priority, minutes in (("a", 0, 2), ("b", 5, 3), ("c", 5, 1), ("d", -1, 0)):
        made = NOON - timedelta(minutes=10 - minutes)
        queue.add(replace(job(target, priority=priority), created=made))
    rules = Rules(Limits(per_repository=9))
    assert rules.limits.per_repository == 9
    order = []
    while (held := queue.take(me)) is not None:
        order.append(held.target)
        ended(queue, held, outcome=Outcome())
    assert order == ["c", "b", "a", "d"]


def test_a_job_is_not_begun_before_its_time(queue: Queue, me: ProcessMark, clock: SetClock) -> None:
    queue.add(replace(job(), not_before=NOON + timedelta(hours=1)))
    assert queue.take(me) is None
    assert not queue.has_due()
    assert queue.next_due() == NOON + timedelta(hours=1)
    clock.move(hours=1)
    assert queue.has_due()
    assert queue.take(me) is not None
    assert queue.next_due() is None


def test_a_clock_that_was_put_back_delays_nothing(queue: Queue, me: ProcessMark) -> None:
    later = NOON + timedelta(days=400)
    queue.add(replace(job(), created=later, not_before=later))
    assert queue.take(me) is not None


def test_an_occasion_has_one_job(queue: Queue, me: ProcessMark) -> None:
    first = queue.add(job(occasion="default/lab/backup/2026-03-01T12"))
    again = queue.add(job(occasion="default/lab/backup/2026-03-01T12", priority=9))
    assert again == first
    ended(queue, taken(queue, me), outcome=Outcome())
    assert queue.add(job(occasion="default/lab/backup/2026-03-01T12")).state is JobState.SUCCEEDED
    assert queue.take(me) is None
    queue.add(job(occasion="default/lab/backup/2026-03-02T12"))
    assert queue.take(me) is not None


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        (job("a"), job("a"), False),
        (job("a"), job("b"), True),
        (job("a"), job("a", JobKind.VERIFY), True),
        (job("a"), job("a", workspace="physics"), True),
        (job("a"), job("a", repository="attic"), False),
        (job("", JobKind.PRUNE), job("", JobKind.PRUNE), False),
        (job("", JobKind.PRUNE), job("", JobKind.PRUNE, repository="attic"), True),
        (job("a", JobKind.DRILL), job("a", JobKind.DRILL), False),
        (job("a", JobKind.RESTORE), job("a", JobKind.RESTORE), True),
    ],
    ids=str,
)
def test_what_may_overlap(
    queue: Queue, me: ProcessMark, one: Job, other: Job, together: bool
) -> None:
    queue.add(one)
    queue.add(other)
    held = taken(queue, me)
    assert queue.has_due() is together
    assert (queue.take(me) is not None) is together
    ended(queue, held, outcome=Outcome())
    assert (queue.take(me) is not None) is not together


def test_a_repository_takes_so_many_at_once(queue: Queue, me: ProcessMark) -> None:
    for number in range(4):
        queue.add(job(f"t{number}"))
    elsewhere = queue.add(job("other", repository="attic"))
    nowhere = queue.add(job("", JobKind.SCAN, repository=""))
    first = taken(queue, me)
    taken(queue, me)
    assert {taken(queue, me).key, taken(queue, me).key} == {elsewhere.key, nowhere.key}
    assert queue.take(me) is None
    ended(queue, first, outcome=Outcome())
    assert taken(queue, me).target == "t2"


def test_a_fault_that_may_pass_is_tried_again_later_and_later(
    queue: Queue, me: ProcessMark, clock: SetClock
) -> None:
    key = queue.add(job(most_tries=4)).key
    waits = []
    for _ in range(3):
        waiting = failed(queue, taken(queue, me), DOWN)
        assert waiting.state is JobState.QUEUED
        assert waiting.error is not None
        assert waiting.error["class"] == "ServerUnreachable"
        assert queue.take(me) is None
        waits.append(waiting.not_before - clock())
        clock.move(seconds=waits[-1].total_seconds())
    assert waits == [timedelta(seconds=s) for s in (30, 60, 120)]
    dead = failed(queue, taken(queue, me), DOWN)
    assert (dead.state, dead.tries) == (JobState.DEAD, 4)
    clock.move(days=30)
    assert queue.take(me) is None
    assert queue.load(key).error == {
        "class": "ServerUnreachable",
        "what": "ServerUnreachable(where='db', reason='refused')",
        "fields": {"where": "db", "reason": "refused"},
    }


@pytest.mark.parametrize(
    "fault",
    [
        WrongKey("nas", "passphrase"),
        Damaged("packs/ab", "torn"),
        UnknownName("target", "x"),
        OSError(),
    ],
    ids=lambda fault: type(fault).__name__,
)
def test_what_no_waiting_mends_is_not_tried_again(
    queue: Queue, me: ProcessMark, fault: Exception
) -> None:
    queue.add(job())
    assert failed(queue, taken(queue, me), fault).state is JobState.FAILED
    assert queue.next_due() is None


def test_a_verification_that_found_damage_has_failed(queue: Queue, me: ProcessMark) -> None:
    queue.add(job(kind=JobKind.VERIFY))
    found = ended(queue, taken(queue, me), outcome=Outcome(Grade.FAILED))
    assert (found.state, found.error) == (JobState.FAILED, None)


def test_cancelling(queue: Queue, me: ProcessMark) -> None:
    waiting, running = queue.add(job("a")), queue.add(job("b"))
    assert queue.of("default").cancel(waiting.key).state is JobState.CANCELLED
    held = taken(queue, me)
    assert held.key == running.key
    assert not queue.standing([held])[held.key].cancel_asked
    assert queue.of("default").cancel(held.key).state is JobState.RUNNING
    assert queue.standing([held])[held.key].cancel_asked
    stopped = ended(queue, held, fault=Cancelled(), stop=Stop.ASKED)
    assert (stopped.state, stopped.error, stopped.cancel_asked) == (JobState.CANCELLED, None, False)
    with pytest.raises(WrongState):
        queue.of("default").cancel(held.key)
    with pytest.raises(UnknownName):
        queue.of("default").cancel(99)


def test_a_run_that_ended_before_it_saw_the_cancelling_is_done(
    queue: Queue, me: ProcessMark
) -> None:
    queue.add(job())
    held = taken(queue, me)
    queue.of("default").cancel(held.key)
    assert ended(queue, held, outcome=Outcome(), stop=Stop.ASKED).state is JobState.SUCCEEDED


def test_over_time(queue: Queue, me: ProcessMark) -> None:
    queue.add(job(time_limit=90.0))
    late = ended(queue, taken(queue, me), fault=Cancelled(), stop=Stop.TIME)
    assert late.state is JobState.FAILED
    assert late.error is not None
    assert late.error["fields"] == {"kind": "backup", "seconds": 90}


def test_a_program_that_leaves_puts_its_job_back(queue: Queue, me: ProcessMark) -> None:
    queue.add(job(most_tries=1))
    back = ended(queue, taken(queue, me), fault=Cancelled(), stop=Stop.LEAVING)
    assert (back.state, back.tries, back.error) == (JobState.QUEUED, 0, None)
    assert taken(queue, me).tries == 1


def test_a_retried_job_has_all_its_tries_again(queue: Queue, me: ProcessMark) -> None:
    key = queue.add(job(most_tries=1)).key
    assert failed(queue, taken(queue, me), DOWN).state is JobState.DEAD
    again = queue.of("default").retry(key)
    assert (again.state, again.tries, again.error, again.grade) == (JobState.QUEUED, 0, None, None)
    held = taken(queue, me)
    with pytest.raises(WrongState):
        queue.of("default").retry(key)
    ended(queue, held, outcome=Outcome())
    with pytest.raises(WrongState):
        queue.of("default").retry(key)


def test_a_job_that_waits_for_its_next_try_need_not(
    queue: Queue, me: ProcessMark, clock: SetClock
) -> None:
    key = queue.add(job()).key
    failed(queue, taken(queue, me), DOWN)
    assert queue.take(me) is None
    assert queue.of("default").retry(key).not_before == clock()
    assert taken(queue, me).tries == 2


def test_dismissing(queue: Queue, me: ProcessMark) -> None:
    key = queue.add(job(most_tries=1)).key
    with pytest.raises(WrongState):
        queue.of("default").dismiss(key)
    failed(queue, taken(queue, me), DOWN)
    seen = queue.of("default").dismiss(key)
    assert (seen.state, seen.dismissed) == (JobState.DEAD, True)
    assert not queue.of("default").retry(key).dismissed


def test_a_job_of_a_killed_program_is_taken_up_and_the_try_counts(
    queue: Queue, me: ProcessMark
) -> None:
    key = queue.add(job(most_tries=2)).key
    gone = dead_process()
    taken(queue, gone)
    assert queue.has_abandoned()
    (waiting,) = queue.recover()
    assert (waiting.key, waiting.state, waiting.tries) == (key, JobState.QUEUED, 1)
    assert not queue.has_abandoned()
    assert queue.recover() == ()
    taken(queue, gone)
    (dead,) = queue.recover()
    assert (dead.state, dead.tries) == (JobState.DEAD, 2)
    assert dead.error is not None
    assert dead.error["class"] == "ProgramEnded"
    assert queue.take(me) is None


def test_a_cancelled_job_of_a_killed_program_is_cancelled(queue: Queue) -> None:
    key = queue.add(job()).key
    taken(queue, dead_process())
    queue.of("default").cancel(key)
    (found,) = queue.recover()
    assert (found.state, found.error) == (JobState.CANCELLED, None)


def test_a_living_program_of_this_computer_may_sleep_as_long_as_it_likes(
    queue: Queue, me: ProcessMark, clock: SetClock
) -> None:
    queue.add(job())
    held = taken(queue, me)
    clock.move(days=3)
    assert not queue.has_abandoned()
    assert ended(queue, held, outcome=Outcome()).state is JobState.SUCCEEDED


def test_a_program_of_another_computer_must_give_signs_of_life(
    queue: Queue, clock: SetClock
) -> None:
    queue.add(job())
    held = taken(queue, ELSEWHERE)
    clock.move(seconds=100)
    queue.renew([held])
    clock.move(seconds=100)
    assert not queue.has_abandoned()
    clock.move(seconds=30)
    assert [found.state for found in queue.recover()] == [JobState.QUEUED]


def test_who_lost_a_job_cannot_change_it(queue: Queue, me: ProcessMark, clock: SetClock) -> None:
    queue.add(job())
    held = taken(queue, ELSEWHERE)
    clock.move(hours=1)
    queue.recover()
    assert queue.standing([held])[held.key].lost
    assert queue.end(held, Ending(1.0, outcome=Outcome())) is None
    now_mine = taken(queue, me)
    assert queue.end(held, Ending(1.0, outcome=Outcome())) is None
    queue.renew([held])
    assert queue.load(held.key) == now_mine


def test_a_job_that_is_gone_is_lost(queue: Queue, me: ProcessMark) -> None:
    queue.add(job())
    held = replace(taken(queue, me), key=77)
    assert queue.standing([held])[77].lost


def test_a_backup_by_hand_is_refused_while_one_runs(queue: Queue, me: ProcessMark) -> None:
    queue.add(job())
    held = taken(queue, me)
    with pytest.raises(JobRunning) as caught:
        queue.begin(job(), me)
    assert caught.value.job == str(held.key)
    assert caught.value.owner == str(me)
    assert caught.value.since == "2026-03-01T12:00:00+00:00"
    queue.begin(job("other"), me)
    queue.begin(job(kind=JobKind.VERIFY), me)


def test_a_run_by_hand_keeps_the_queue_waiting(queue: Queue, me: ProcessMark) -> None:
    by_hand = queue.begin(job(), me)
    assert (by_hand.state, by_hand.most_tries) == (JobState.RUNNING, 0)
    queue.add(job())
    assert queue.take(me) is None
    assert ended(queue, by_hand, outcome=Outcome()).state is JobState.SUCCEEDED
    assert queue.take(me) is not None


def test_a_run_by_hand_is_never_taken_up_by_a_worker(queue: Queue, me: ProcessMark) -> None:
    by_hand = queue.begin(job(), me)
    found = failed(queue, by_hand, DOWN)
    assert found.state is JobState.FAILED
    with pytest.raises(NotSupported):
        queue.of("default").retry(found.key)
    queue.begin(job(), dead_process())
    again = queue.begin(job(), me)  # the killed one does not stand in its way
    assert queue.load(again.key - 1).state is JobState.FAILED
    assert queue.take(me) is None
    assert ended(queue, again, fault=Cancelled(), stop=Stop.LEAVING).state is JobState.CANCELLED


def test_the_log_goes_on_over_all_tries_and_keeps_the_newest(queue: Queue, me: ProcessMark) -> None:
    key = queue.add(job()).key
    held = taken(queue, me)
    queue.tell(key, [LogLine(NOON, f"line {number}") for number in range(MOST_LINES)])
    queue.tell(key, [])
    queue.end(held, Ending(1.0, fault=DOWN), [LogLine(NOON, "the last words")])
    kept = queue.lines(key)
    assert len(kept) == MOST_LINES
    assert [line.number for line in kept] == list(range(4, MOST_LINES + 4))
    assert kept[-2].line == "the last words"
    assert kept[-1].line.startswith("ServerUnreachable")
    assert kept[-1].line.endswith("queued again, not before 2026-03-01T12:00:30+00:00")


def test_listeners_hear_of_every_change(queue: Queue, me: ProcessMark) -> None:
    heard: list[str] = []
    queue.listen(lambda: heard.append("x"))
    key = queue.add(job()).key
    ended(queue, taken(queue, me), fault=WrongKey("nas", "passphrase"))
    queue.of("default").retry(key)
    queue.of("default").cancel(key)
    queue.begin(job(), dead_process())
    queue.recover()
    assert len(heard) == 6


def test_many_that_take_at_once_take_different_jobs(catalog: Catalog, clock: SetClock) -> None:
    queue = Queue(catalog, clock=clock, rules=Rules(Limits(per_repository=99)))
    for number in range(24):
        queue.add(job(f"target {number % 12}"))
    got: list[Job] = []
    start = threading.Barrier(6)

    def take_all(number: int) -> None:
        mark = ProcessMark.of_this(str(number))
        start.wait()
        while (held := queue.take(mark)) is not None:
            got.append(held)

    threads = [threading.Thread(target=take_all, args=(n,)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({held.key for held in got}) == len(got) == 12
    assert len({held.target for held in got}) == 12


def test_others_are_told_of_a_change(catalog: Catalog, queue: Queue, me: ProcessMark) -> None:
    seen = watch(catalog.database)
    assert seen.changed()
    assert not seen.changed()
    assert queue.take(me) is None
    assert not seen.changed()
    queue.add(job())
    wait_until(seen.changed, "the news arrived")
    assert not seen.changed()
    seen.close()


def test_jobs_are_listed_by_target_and_page(catalog: Catalog, queue: Queue) -> None:
    keys = [queue.add(job("ab"[number % 2])).key for number in range(6)]
    listed = catalog.of().jobs.list(2, target="a")
    assert [found.key for found in listed] == [keys[4], keys[2]]
    assert [j.key for j in catalog.of().jobs.list(2, target="a", before=keys[2])] == [keys[0]]


def test_an_earlier_try_of_the_same_program_cannot_end_a_later_one(
    queue: Queue, clock: SetClock
) -> None:
    queue.add(job())
    first = taken(queue, ELSEWHERE)
    clock.move(hours=1)
    queue.recover()
    second = taken(queue, ELSEWHERE)
    assert queue.end(first, Ending(1.0, outcome=Outcome())) is None
    assert queue.standing([first])[first.key].lost
    assert queue.load(second.key) == second


def test_nobody_changes_jobs_of_another_workspace(
    queue: Queue, catalog: Catalog, me: ProcessMark
) -> None:
    waits = queue.add(job("a", workspace="physics")).key
    queue.add(job("b", workspace="physics", priority=5, most_tries=1))
    lost = failed(queue, taken(queue, me), DOWN).key
    before = [queue.load(key) for key in (waits, lost)]
    mine = queue.of("default")
    for act in (mine.cancel, mine.retry, mine.dismiss):
        for key in (waits, lost):
            with pytest.raises(UnknownName):
                act(key)
    assert [queue.load(key) for key in (waits, lost)] == before
    assert queue.lines(waits) == ()
    theirs = queue.of("physics")
    assert theirs.cancel(waits).state is JobState.CANCELLED
    assert theirs.dismiss(lost).dismissed
    assert theirs.retry(lost).state is JobState.QUEUED
