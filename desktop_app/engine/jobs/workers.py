"""The workers of one program: they take jobs from the queue and run them.

One thread, the foreman, does all that concerns the catalog: it takes jobs, starts a thread for
each, gives signs of life, sees who was cancelled or is over time, and writes down how each
ended. So a job that ends cannot be lost to a catalog that is locked or full just then: the
foreman tries until it is written.
"""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from desktop_app.engine.catalog.catalog import Catalog
from desktop_app.engine.catalog.entries import Job, JobKind
from desktop_app.engine.computer.process import ProcessMark
from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import Bug, LabVaultError, NotSupported
from desktop_app.engine.jobs.bell import Bell
from desktop_app.engine.jobs.history import History, trim
from desktop_app.engine.jobs.outcome import Outcome, Runner
from desktop_app.engine.jobs.queue import Queue
from desktop_app.engine.jobs.rules import Clock, Ending, Rules, Stop, utc_now
from desktop_app.engine.jobs.run import Monotonic, Run, RunningJob
from desktop_app.engine.jobs.watch import Lookout
from desktop_app.engine.progress import Progress

LOOK_SECONDS = 0.05
"""How often to look whether another program changed the catalog. Each look costs a wake-up, about
0.1 ms of a core: this keeps pick-up under 100 ms and an idle program under 0.5 % of a core."""
LOG_SECONDS = 1.0
BEAT_SECONDS = 15.0
RECOVER_SECONDS = 10.0
TRIM_SECONDS = 3600.0
AFTER_FAULT_SECONDS = 1.0
STUBBORN_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class WorkersState:
    """A moment of the workers. ``fault``: why the catalog cannot be used just now."""

    running: tuple[RunningJob, ...]
    fault: LabVaultError | None
    stopping: bool

    def of(self, workspace: str) -> tuple[RunningJob, ...]:
        """What runs for one workspace."""
        return tuple(each for each in self.running if each.job.workspace == workspace)


def _nothing(_: Job) -> None:
    pass


class Workers:
    """Up to ``count`` jobs at once, in threads of this program.

    :meth:`start` and :meth:`stop` are for one thread, once each. :meth:`wake` and :meth:`state` may
    be called from any, and never wait for the catalog. Each runner is called in a thread of its
    own. ``changed`` is called from the foreman's thread,
    after it is kept, with every job that began or whose try ended: it must return soon, and may
    not raise. No signals, no output.
    """

    def __init__(
        self,
        catalog: Catalog,
        runners: Mapping[JobKind, Runner],
        count: int = 2,
        *,
        changed: Callable[[Job], None] = _nothing,
        rules: Rules | None = None,
        history: History | None = None,
        clock: Clock = utc_now,
        monotonic: Monotonic = time.monotonic,
    ) -> None:
        self.queue = Queue(catalog, clock=clock, rules=rules)
        self.owner = ProcessMark.of_this(part=f"workers {id(self):x}")
        self._catalog, self._runners, self._count = catalog, dict(runners), count
        self._changed, self._history = changed, history or History()
        self._clock, self._monotonic = clock, monotonic
        self._condition = threading.Condition()
        self._taking = threading.Lock()  # of a job: whether to leave cannot change meanwhile
        self._running: dict[int, Run] = {}
        self._bell, self._leaving = Bell(), False
        self._owes_look = True  # at the queue; the foreman's own
        self._fault: LabVaultError | None = None
        self._lookout = Lookout(catalog.database)
        self._next_due: datetime | None = None
        self._last: dict[str, float] = {}
        self._foreman = threading.Thread(target=self._oversee, name="foreman", daemon=True)
        self.queue.listen(self.wake)

    # For any thread

    def start(self) -> None:
        """Begin to take jobs; those of programs that are gone first."""
        self._foreman.start()

    def wake(self) -> None:
        """Look at the queue now: after something was added to the catalog, or after a sleep."""
        self._bell.ring()

    def state(self) -> WorkersState:
        """What runs at this moment; cheap enough to be asked ten times a second."""
        with self._condition:
            runs, fault, leaving = list(self._running.values()), self._fault, self._leaving
        return WorkersState(tuple(run.state() for run in runs), fault, leaving)

    def is_idle(self) -> bool:
        """Whether nothing runs and nothing can be begun now. Asks the catalog."""
        with self._taking:  # a job on its way from the queue to the runs must not be overlooked
            return not self._runs() and not self.queue.has_due()

    def stop(self, grace: float = 0.0) -> bool:
        """Take no more jobs, give those that run ``grace`` seconds to end, then stop them: they
        go back to the queue, and the try does not count.

        Returns when all have ended and this is written down; False when some do not stop within
        ``grace`` and ten more seconds: they stay held by this program until its end.
        """
        with self._taking, self._condition:
            self._leaving = True
        with self._condition:
            self.wake()
            self._condition.wait_for(lambda: not self._running, grace)
            for run in self._running.values():
                run.stop(Stop.LEAVING)
        self._foreman.join(grace + STUBBORN_SECONDS)
        return not self._foreman.is_alive()

    # The foreman

    def _oversee(self) -> None:
        rest = 0.0
        while not self._is_over():
            self._owes_look |= self._bell.wait(rest)
            try:
                self._round()
            except LabVaultError as fault:
                self._note(fault)
                rest = AFTER_FAULT_SECONDS
            except Exception as error:  # noqa: BLE001 (the foreman must not die; it is shown)
                self._note(Bug(f"{type(error).__name__} in the foreman"))
                rest = AFTER_FAULT_SECONDS
            else:
                self._note(None)
                rest = LOOK_SECONDS
        self._lookout.close()

    def _is_over(self) -> bool:
        with self._condition:
            return self._leaving and not self._running

    def _note(self, fault: LabVaultError | None) -> None:
        """What stands in the way now; a fault of our own stays to be seen."""
        with self._condition:
            if not isinstance(self._fault, Bug):
                self._fault = fault

    def _round(self) -> None:
        owed, self._owes_look = self._owes_look, False
        try:
            changed = self._lookout.changed()
            self._settle()
            self._attend(changed or owed)
            self._keep_house()
            if changed or owed or self._is_due():
                self._take_on()
        except BaseException:
            self._owes_look = True
            raise

    def _is_due(self) -> bool:
        return self._next_due is not None and self._next_due <= self._clock()

    def _settle(self) -> None:
        """Write down how runs ended."""
        for run in self._runs():
            if run.ending is None:
                continue
            lines = run.drain()
            try:
                job = self.queue.end(run.job, run.ending, lines)
            except BaseException:
                run.put_back(lines)
                raise
            with self._condition:
                del self._running[run.job.key]
                self._condition.notify_all()
            self.wake()  # its place is free
            run.join()
            if job is not None:
                self._changed(job)

    def _attend(self, look: bool) -> None:
        """Stop whom somebody cancelled and who is over time, and give signs of life."""
        runs = self._runs()
        for run in runs:
            if run.is_over_time:
                run.stop(Stop.TIME)
        if not runs:
            return
        if look:
            standing = self.queue.standing([run.job for run in runs])
            for run in runs:
                if standing[run.job.key].lost:
                    run.stop(Stop.LOST)
                elif standing[run.job.key].cancel_asked:
                    run.stop(Stop.ASKED)
        if self._is_time("beat", BEAT_SECONDS):
            self.queue.renew([run.job for run in runs])
        if self._is_time("log", LOG_SECONDS):
            self._keep_lines(runs)

    def _keep_lines(self, runs: Sequence[Run]) -> None:
        for run in runs:
            lines = run.drain()
            try:
                if lines:
                    self.queue.tell(run.job.key, lines)
            except BaseException:
                run.put_back(lines)
                raise

    def _keep_house(self) -> None:
        if self._leaving:
            return
        if self._is_time("recover", RECOVER_SECONDS) and self.queue.has_abandoned():
            for job in self.queue.recover():
                self._changed(job)
        if self._is_time("trim", TRIM_SECONDS):
            trim(self._catalog.database, self._history, self._clock())

    def _take_on(self) -> None:
        """Take jobs while there is a free place and something to do."""
        before = self._clock()
        while run := self._take():
            run.start()
            self._changed(run.job)
        # What came due since then was perhaps not seen above.
        self._next_due = self.queue.next_due(before)

    def _take(self) -> Run | None:
        with self._taking:
            if self._leaving or len(self._runs()) >= self._count or not self.queue.has_due():
                return None
            job = self.queue.take(self.owner)
            if job is None:
                return None
            runner = self._runners.get(job.kind, _no_runner)
            run = Run(job, runner, self._on_end, self._clock, self._monotonic)
            with self._condition:
                self._running[job.key] = run
            return run

    def _on_end(self, run: Run, ending: Ending) -> None:
        run.ending = ending
        self.wake()

    def _runs(self) -> list[Run]:
        with self._condition:
            return list(self._running.values())

    def _is_time(self, what: str, seconds: float) -> bool:
        """Whether so much time has passed since this was last so. At first it has."""
        now = self._monotonic()
        if now - self._last.get(what, -math.inf) < seconds:
            return False
        self._last[what] = now
        return True


def _no_runner(job: Job, _progress: Progress) -> Outcome:
    raise NotSupported(f"a job of kind {job.kind}", "this program has nothing to do it with")
