"""Films for people: words for their states, which of them are shown, and what they sum up to.

No window: everything here may be asked in a task's thread.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field
from datetime import UTC, datetime

from PySide6.QtCore import QDateTime, QLocale

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.film_library.listing import FilmEntry, FilmState
from desktop_app.engine.films.film import FilmFacts
from desktop_app.engine.films.layout import RUN
from desktop_app.engine.sources.folder.index.figures import IndexFigures
from desktop_app.gui import text
from desktop_app.gui.models.state import State, Tone
from desktop_app.gui.text import later, shown, tr

NANO = 1_000_000_000

STATES: Mapping[FilmState, State] = {
    FilmState.ON_DEVICE: State(Tone.WARNING, "On device only"),
    FilmState.BACKED_UP: State(Tone.OK, "Backed up"),
    FilmState.VERIFIED: State(Tone.OK, "Verified"),
    FilmState.MISSING: State(Tone.NONE, "Missing on the device"),
    FilmState.GAP: State(Tone.BAD, "Gap: never recorded or lost"),
    FilmState.INCOMPLETE: State(Tone.WARNING, "Incomplete: was being recorded"),
    FilmState.DAMAGED: State(Tone.BAD, "Damaged"),
}
"""In the order in which a filter offers them."""

SHORT: Mapping[FilmState, State] = {
    FilmState.GAP: State(Tone.BAD, "Gap"),
    FilmState.INCOMPLETE: State(Tone.WARNING, "Incomplete"),
    FilmState.MISSING: State(Tone.NONE, "Missing"),
}
"""For a small place."""


@dataclass(frozen=True, slots=True)
class Branch:
    """A part of the tree: a target, a device of it, or a run of that. Empty: all."""

    target: str = ""
    device: str | None = None
    run: str | None = None

    def holds(self, film: FilmEntry) -> bool:
        """Whether a film is of it."""
        if self.target and film.target != self.target:
            return False
        if self.device is not None and film.device != self.device:
            return False
        return self.run is None or film.run == self.run


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which films are to be shown; ``state`` None: whatever it is."""

    branch: Branch = Branch()
    state: FilmState | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Totals:
    """``films`` without gaps; ``states`` with them."""

    films: int = 0
    size: int = 0
    states: Mapping[FilmState, int] = field(default_factory=dict)

    @classmethod
    def of(cls, films: Iterable[FilmEntry]) -> Totals:
        """What some films sum up to."""
        states: Counter[FilmState] = Counter()
        size = 0
        for film in films:
            states[film.state] += 1
            size += film.size
        return cls(states.total() - states[FilmState.GAP], size, states)

    def count(self, state: FilmState) -> int:
        return self.states.get(state, 0)


def chosen(films: Sequence[FilmEntry], wanted: Wanted) -> list[FilmEntry]:
    """Those of the films that are wanted, in their order."""
    words = wanted.words.casefold().split()
    branch, state = wanted.branch, wanted.state
    return [
        film
        for film in films
        if (state is None or film.state == state)
        and (branch == ALL or branch.holds(film))
        and (not words or _has(film, words))
    ]


ALL = Branch()


def row_of(films: Sequence[FilmEntry], sought: FilmEntry | None) -> int:
    """Where a film stands, as it is now; -1 where it does not."""
    if sought is None:
        return -1
    target, name, number = sought.target, sought.name, sought.number
    for row, film in enumerate(films):
        if film.name == name and film.number == number and film.target == target:
            return row
    return -1


def _has(film: FilmEntry, words: Sequence[str]) -> bool:
    told = f"{film.target}\n{film.name}".casefold()
    return all(word in told for word in words)


def state_of(film: FilmEntry) -> State:
    """In whole words."""
    state = STATES[film.state]
    return State(state.tone, tr(state.word))


def short_state_of(film: FilmEntry) -> State:
    """In one or two words, for a small place."""
    state = SHORT.get(film.state, STATES[film.state])
    return State(state.tone, tr(state.word))


def title_of(film: FilmEntry) -> str:
    """What a film is called within its run."""
    if film.number is not None:
        return tr("Part {number}").format(number=film.number)
    return shown(film.name.rpartition("/")[2])


def whose_of(film: FilmEntry) -> str:
    """The device and the run, as far as there are any."""
    return " · ".join(part for part in (shown(film.device), run_title(film.run)) if part)


def run_title(run: str) -> str:
    """A run's folder; a moment that is its name, as people write one.

    >>> run_title("cage 3/monday")
    'monday'
    """
    last = run.rpartition("/")[2]
    if RUN.fullmatch(last):
        moment = QDateTime.fromString(last, "yyyy-MM-dd_HH-mm-ss")
        if moment.isValid():
            return QLocale().toString(moment, QLocale.FormatType.ShortFormat)
    return shown(last)


def size_and_length(film: FilmEntry, facts: FilmFacts | None) -> str:
    """In one line; the length once it is known."""
    if film.state is FilmState.GAP:
        return tr("no file")
    parts = [text.size(film.size)]
    if facts is not None:
        if facts.seconds is not None:
            length = text.duration(facts.seconds)
            parts.append(length if facts.exact else tr("about {time}").format(time=length))
        if facts.rate is not None:
            parts.append(rate_of(facts))
    return " · ".join(parts)


def rate_of(facts: FilmFacts) -> str:
    """Pictures a second."""
    rate = facts.rate or 0.0
    number = QLocale().toString(rate, "f", 0 if rate == round(rate) else 2)
    return tr("{number} fps").format(number=number)


def changed_at(film: FilmEntry) -> datetime | None:
    """When it was last written to, where that is known."""
    if not film.modified_ns:
        return None
    try:
        return datetime.fromtimestamp(film.modified_ns / NANO, UTC)
    except (OverflowError, ValueError, OSError):
        return None


def clock_of(seconds: float) -> str:
    """A place in a film.

    >>> clock_of(3661.5)
    '1:01:01'
    """
    whole = int(seconds)
    minutes, rest = divmod(whole, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"


def facts_of(totals: Totals) -> str:
    """The same in one line of figures."""
    words = [
        tr("{films} with {size}").format(
            films=text.count(totals.films, "film", "films"), size=text.size(totals.size)
        )
    ]
    for state, say in COUNTED.items():
        if number := totals.count(state):
            words.append(say(number))
    return " · ".join(words)


COUNTED: Mapping[FilmState, Callable[[int], str]] = {
    FilmState.VERIFIED: lambda n: text.count(n, "verified film", "verified films"),
    FilmState.BACKED_UP: lambda n: text.count(n, "film not verified yet", "films not verified yet"),
    FilmState.INCOMPLETE: lambda n: text.count(n, "incomplete film", "incomplete films"),
    FilmState.MISSING: lambda n: text.count(
        n, "film missing on its device", "films missing on their device"
    ),
    FilmState.GAP: lambda n: text.count(n, "gap", "gaps"),
}


def figures_of(figures: Sequence[IndexFigures], now: datetime) -> str:
    """What the indexes of folders tell together: how much they spared, and how old what they know
    is. Empty where there are none."""
    if not figures:
        return ""
    asked, served = sum(f.asked for f in figures), sum(f.served for f in figures)
    lines = [tr("Last look: {age}").format(age=text.age(max(f.last_look for f in figures), now))]
    if asked:
        ratio = QLocale().toString(100 * served / asked, "f", 0)
        lines.append(tr("Known without touching: {ratio} %").format(ratio=ratio))
        saved = sum(f.saved_seconds or 0.0 for f in figures)
        lines.append(tr("Time saved by that: {time}").format(time=text.duration(saved)))
    else:
        lines.append(tr("It was a full one: nothing was spared yet."))
    spread = [f.ages for f in figures]
    young, week = sum(s.day for s in spread), sum(s.week for s in spread)
    older = sum(s.month + s.older for s in spread)
    words = tr("Files: {day} of today, {week} of this week, {older} older")
    day, week_words, older_words = (text.number(n) for n in (young, week, older))
    lines.append(words.format(day=day, week=week_words, older=older_words))
    return "\n".join(lines)


def heading_of(totals: Totals, targets: int, unseen: int) -> str:
    """The answer: whether all films are safe, and if not, how many are not. ``unseen``: how many
    sources could not be looked at."""
    if not targets:
        return tr("No video folder is protected yet")
    if not totals.films and not totals.count(FilmState.GAP):
        return tr("The films cannot be looked at") if unseen else tr("There are no films yet")
    if bad := totals.count(FilmState.DAMAGED):
        return text.count(bad, "film is damaged", "films are damaged")
    if only := totals.count(FilmState.ON_DEVICE):
        return text.count(only, "film is on its device only", "films are on their device only")
    if unseen:
        return text.count(unseen, "source cannot be looked at", "sources cannot be looked at")
    return tr("All films are backed up")


SAID_BY_ENGINE = (
    later("is empty"),
    later("is no H.264 stream"),
    later("is no film"),
    later("does not begin like an H.264 stream"),
    later("it is an MP4 film"),
    later("it is an AVI film or a sound"),
    later("it is a Matroska film"),
    later("it is a bare stream of H.264"),
    later("it is nothing but zeros"),
    later("it is text"),
    later("it is a JPEG picture"),
    later("it is a PNG picture"),
    later("it is a ZIP archive"),
    later("it is a gzip file"),
    later("it is an SQLite database"),
    later("it is a PDF document"),
    later("it is a program"),
    later("cannot be opened"),
    later("its recording or a copy of it was cut short"),
    later("ends inside a picture"),
    later("its recording was cut short"),
    later("has broken pictures"),
)
"""What :mod:`~desktop_app.engine.films` says of films, to be translated."""
