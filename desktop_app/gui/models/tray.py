"""What the tray says: one state for all targets, and what failed lately."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from desktop_app.engine.catalog.entries import Job, JobState
from desktop_app.gui import text
from desktop_app.gui.models import activity
from desktop_app.gui.models.overview import Glimpse, overview
from desktop_app.gui.models.state import State, Tone
from desktop_app.gui.text import shown, tr

BAD = (JobState.FAILED, JobState.DEAD)
FAILED = {
    "backup": "The backup of {target} failed",
    "verify": "The verification of {target} found a problem",
    "restore": "The restore of {target} failed",
    "drill": "The drill of {target} failed",
}


def state_of(glimpses: Sequence[Glimpse], until: datetime | None, now: datetime) -> State:
    """What needs a person, else what goes on, else that all is well."""
    found = overview(glimpses, now)
    if found.troubles:
        return State(Tone.BAD, found.heading)
    if any(glimpse.running is not None for glimpse in glimpses):
        return State(Tone.WARNING, tr("Backing up"))
    if until is not None:
        words = tr("Paused until {time}").format(time=text.moment(until, now))
        return State(Tone.NONE, words)
    return State(Tone.OK if glimpses else Tone.NONE, found.heading)


def failure(job: Job) -> tuple[str, str]:
    """A title and a sentence."""
    words = tr(FAILED.get(job.kind.value, "A job of {target} failed"))
    title = words.format(target=shown(job.target or job.repository))
    return title, activity.why(job) or tr("Activity tells what was found.")


class Failures:
    """Which failures are news: each once, and none from before the program began."""

    def __init__(self, since: datetime) -> None:
        self._since = since
        self._told: set[tuple[int, datetime]] = set()

    def news(self, jobs: Iterable[Job]) -> list[Job]:
        found = []
        for job in jobs:
            if job.state not in BAD or job.dismissed or job.finished is None:
                continue
            mark = job.key, job.finished
            if job.finished >= self._since and mark not in self._told:
                self._told.add(mark)
                found.append(job)
        return found
