"""What is wrong with a run, as far as names, times and its database tell. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.sources.ethoscope.database import DatabaseFacts
from desktop_app.engine.sources.ethoscope.moments import span
from desktop_app.engine.sources.ethoscope.runs import Run

CHUNK = timedelta(seconds=300)
"""How long a chunk is, as devices cut them."""
SLACK = timedelta(minutes=15)
"""What a film may begin later or end sooner than its database without being told of."""
MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class RunFault:
    """``item``: the file that it is about, or the run's first one."""

    item: str
    what: str


def faults_of(run: Run, database: DatabaseFacts | None) -> tuple[RunFault, ...]:
    """All that is wrong. ``database``: what a look into it told; None for a run without one."""
    return (*_of_database(run, database), *_of_film(run), *_of_cover(run, database))


def _of_database(run: Run, database: DatabaseFacts | None) -> Iterator[RunFault]:
    for problem in database.problems if database else ():
        yield RunFault(run.databases[0].name, problem)


def _of_film(run: Run) -> Iterator[RunFault]:
    numbers = sorted({chunk.number for chunk in run.chunks if chunk.number is not None})
    if missing := missing_of(numbers):
        first = run.chunks[0].file.name
        yield RunFault(first, f"the film has gaps: {_chunks(missing)} not there")
    for chunk in run.chunks:
        if not chunk.file.size:
            yield RunFault(chunk.file.name, "is empty")


def _of_cover(run: Run, database: DatabaseFacts | None) -> Iterator[RunFault]:
    covered = film_span(run)
    if covered is None or database is None or database.seconds is None:
        return
    began, ended = covered
    last_row = run.started + timedelta(seconds=database.seconds)
    name = run.chunks[-1].file.name
    if began - run.started > SLACK:
        yield RunFault(name, f"the film begins {span(began - run.started)} after its database")
    if last_row - ended > SLACK:
        yield RunFault(name, f"the film ends {span(last_row - ended)} before its database does")


def film_span(run: Run) -> tuple[datetime, datetime] | None:
    """From when to when there is film; None where there is none. A film in one file ends when it
    was last written; a chunk's number tells the same, also where times got lost in copying."""
    if run.film_started is None or not run.chunks:
        return None
    numbers = [chunk.number for chunk in run.chunks if chunk.number is not None]
    if numbers:
        return run.film_started, run.film_started + max(numbers) * CHUNK
    written = max(chunk.file.modified_ns for chunk in run.chunks) / 1e9
    return run.film_started, datetime.fromtimestamp(written, UTC)


def missing_of(numbers: Sequence[int]) -> tuple[tuple[int, int], ...]:
    """The stretches that are not there, from 1 to the last that is: first and last of each.

    >>> missing_of([1, 2, 5, 7])
    ((3, 4), (6, 6))
    """
    found, next_number = [], 1
    for number in numbers:
        if number > next_number:
            found.append((next_number, number - 1))
        next_number = number + 1
    return tuple(found)


def _chunks(missing: Sequence[tuple[int, int]]) -> str:
    count = sum(last - first + 1 for first, last in missing)
    named = ", ".join(
        f"{first}" if first == last else f"{first} to {last}"
        for first, last in missing[:MOST_NAMED]
    )
    more = ", …" if len(missing) > MOST_NAMED else ""
    return f"chunk {named} is" if count == 1 else f"{count:,} chunks ({named}{more}) are"
