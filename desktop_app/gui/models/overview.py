"""The overview as values: what needs a person first, then a card for each target."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from urllib.parse import urlsplit

from desktop_app.engine.catalog.overdue import Clocks, is_too_old, is_unproven
from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.keeping.upkeep import Cause, Pause
from desktop_app.engine.progress import ProgressState
from desktop_app.gui import text
from desktop_app.gui.models.repositories import pause_words
from desktop_app.gui.models.state import State, Tone
from desktop_app.gui.text import shown, tr

KINDS = {
    "postgresql": "PostgreSQL",
    "mariadb": "MariaDB",
    "sqlite": "SQLite",
    "folder": "Folder",
    "ethoscope": "Ethoscope",
}


@dataclass(frozen=True, slots=True)
class Glimpse:
    """What is known of one target. Times in UTC; ``sizes`` of its snapshots, oldest first;
    ``pause``: why nothing may be removed from its repository."""

    name: str
    kind: str
    url: str
    paused: bool = False
    newest: datetime | None = None
    failed: str = ""
    rpo_seconds: int | None = None
    proven: datetime | None = None
    proof_seconds: float = 0.0
    proof_days: int | None = None
    next_run: datetime | None = None
    running: ProgressState | None = None
    queued: bool = False
    created: datetime | None = None
    sizes: tuple[int, ...] = ()
    repository: str = ""
    pause: Pause | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its yardstick below."""

    value: str
    note: str
    tone: Tone = Tone.NONE


@dataclass(frozen=True, slots=True)
class Card:
    """One target as its card shows it."""

    target: str
    about: str
    state: State
    newest: Figure
    proof: Figure
    next_run: Figure
    sizes: tuple[int, ...]
    trend: str
    busy: bool


class Mend(StrEnum):
    """What a banner leads to."""

    BACK_UP = "back up"
    DRILL = "drill"
    LOOK = "look at the repository"


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something that a person should mend, of a target or a repository, and what does it."""

    name: str
    tone: Tone
    what: str
    why: str
    mend: Mend = Mend.BACK_UP


@dataclass(frozen=True, slots=True)
class Overview:
    """The heading is the answer; the facts are one sentence."""

    heading: str
    facts: str
    troubles: tuple[Trouble, ...]
    cards: tuple[Card, ...]


def overview(glimpses: Sequence[Glimpse], now: datetime) -> Overview:
    """What needs a person stands first; the rest by name."""
    troubles = tuple(t for glimpse in glimpses if (t := trouble(glimpse, now)) is not None)
    bad = {each.name for each in troubles} | {g.name for g in glimpses if _is_damaged(g)}
    held = {g.repository: g.pause for g in glimpses if g.pause is not None}
    troubles += tuple(_held(name, held[name], now) for name in sorted(held))
    ordered = sorted(glimpses, key=lambda g: (g.name not in bad, g.name.casefold()))
    cards = tuple(card(glimpse, now) for glimpse in ordered)
    return Overview(_heading(glimpses, bad, len(held)), _facts(glimpses, now), troubles, cards)


def is_overdue(glimpse: Glimpse, now: datetime) -> bool:
    """Older than its limit, or never backed up for so long; by the engine's own rule."""
    return is_too_old(_clocks(glimpse), now)


def _clocks(glimpse: Glimpse) -> Clocks:
    rpo, days = glimpse.rpo_seconds, glimpse.proof_days
    return Clocks(
        glimpse.created,
        glimpse.newest,
        glimpse.proven,
        None if rpo is None else timedelta(seconds=rpo),
        None if days is None else timedelta(days=days),
        glimpse.paused,
    )


def trouble(glimpse: Glimpse, now: datetime) -> Trouble | None:
    """What is wrong with a target, if anything is."""
    name = shown(glimpse.name)
    if glimpse.failed:
        what = tr("The last backup of {target} failed").format(target=name)
        return Trouble(glimpse.name, Tone.BAD, what, glimpse.failed)
    if is_overdue(glimpse, now):
        return _overdue(glimpse, name, now)
    if is_unproven(_clocks(glimpse), now):
        return _unproven(glimpse, name, now)
    return None


def _held(repository: str, pause: Pause, now: datetime) -> Trouble:
    what, why = pause_words(pause, now)
    return Trouble(repository, Tone.BAD, f"{shown(repository)}: {what}", why, Mend.LOOK)


def _is_damaged(glimpse: Glimpse) -> bool:
    return glimpse.pause is not None and glimpse.pause.cause is Cause.DAMAGE


def _overdue(glimpse: Glimpse, name: str, now: datetime) -> Trouble:
    limit = text.duration(glimpse.rpo_seconds or 0)
    if glimpse.newest is None:
        what = tr("{target} has never been backed up (limit {limit})")
        why = tr("Back it up now, or look at its schedule.")
        return Trouble(glimpse.name, Tone.BAD, what.format(target=name, limit=limit), why)
    passed = text.duration((now - glimpse.newest).total_seconds())
    what = tr("{target} has not been backed up for {time} (limit {limit})")
    why = tr("The newest snapshot is of {moment}. Back it up now, or look at its schedule.")
    return Trouble(
        glimpse.name,
        Tone.BAD,
        what.format(target=name, time=passed, limit=limit),
        why.format(moment=text.moment(glimpse.newest, now)),
    )


def _unproven(glimpse: Glimpse, name: str, now: datetime) -> Trouble:
    days = text.count(glimpse.proof_days or 0, "day", "days")
    what = tr("No restore of {target} was proven within {days}").format(target=name, days=days)
    why = tr("Run a drill.")
    if glimpse.proven is not None:
        why = tr("The last one was {moment}. Run a drill.")
        why = why.format(moment=text.moment(glimpse.proven, now))
    return Trouble(glimpse.name, Tone.BAD, what, why, Mend.DRILL)


def state(glimpse: Glimpse, now: datetime) -> State:
    """One word for a target."""
    if glimpse.running is not None:
        return State(Tone.WARNING, _busy_word(glimpse.running))
    if glimpse.queued:
        return State(Tone.WARNING, tr("Waiting"))
    if glimpse.paused:
        return State(Tone.NONE, tr("Paused"))
    if glimpse.failed:
        return State(Tone.BAD, tr("Failed"))
    if _is_damaged(glimpse):
        return State(Tone.BAD, tr("Damaged"))
    if is_overdue(glimpse, now) or is_unproven(_clocks(glimpse), now):
        return State(Tone.BAD, tr("Overdue"))
    if glimpse.newest is None:
        return State(Tone.NONE, tr("Not yet backed up"))
    return State(Tone.OK, tr("Protected"))


def card(glimpse: Glimpse, now: datetime) -> Card:
    busy = glimpse.running is not None or glimpse.queued
    return Card(
        target=glimpse.name,
        about=f"{kind_name(glimpse.kind)} · {shown(place_of(glimpse.url))}",
        state=state(glimpse, now),
        newest=_newest(glimpse, now),
        proof=_proof(glimpse, now),
        next_run=_next_run(glimpse, now),
        sizes=glimpse.sizes,
        trend=_trend(glimpse.sizes),
        busy=busy,
    )


def _newest(glimpse: Glimpse, now: datetime) -> Figure:
    if glimpse.running is not None and glimpse.running.total_bytes:
        done, total = text.size(glimpse.running.bytes), text.size(glimpse.running.total_bytes)
        rate = text.size(glimpse.running.rate)
        return Figure(done, tr("of {total}, {rate}/s").format(total=total, rate=rate))
    note = tr("newest, {limit}").format(limit=text.limit(glimpse.rpo_seconds))
    tone = Tone.BAD if is_overdue(glimpse, now) else Tone.NONE
    if glimpse.newest is None:
        return Figure(tr("none"), note, tone)
    return Figure(text.age(glimpse.newest, now), note, tone)


def _proof(glimpse: Glimpse, now: datetime) -> Figure:
    tone = Tone.BAD if is_unproven(_clocks(glimpse), now) else Tone.NONE
    if glimpse.proven is None:
        return Figure(tr("never"), tr("proven restore"), tone)
    took = text.duration(glimpse.proof_seconds)
    note = tr("proven in {time}").format(time=took)
    return Figure(text.age(glimpse.proven, now), note, tone)


def _next_run(glimpse: Glimpse, now: datetime) -> Figure:
    if glimpse.running is not None and glimpse.running.seconds_left is not None:
        return Figure(text.duration(glimpse.running.seconds_left), tr("time left"))
    if glimpse.paused:
        return Figure(tr("paused"), tr("next run"))
    if glimpse.next_run is None:
        return Figure(tr("by hand"), tr("next run"))
    return Figure(text.moment(glimpse.next_run, now), tr("next run"))


def _busy_word(running: ProgressState) -> str:
    if running.total_bytes:
        part = min(100, round(100 * running.bytes / running.total_bytes))
        return tr("Backing up {part} %").format(part=part)
    return tr("Backing up")


def _trend(sizes: Sequence[int]) -> str:
    if not sizes:
        return tr("no size known yet")
    if len(sizes) == 1:
        return tr("size {size}").format(size=text.size(sizes[0]))
    first, last = text.size(sizes[0]), text.size(sizes[-1])
    return tr("size from {first} to {last}").format(first=first, last=last)


def kind_name(key: str) -> str:
    """What people call a kind of target."""
    return tr(KINDS[key]) if key in KINDS else shown(key)


def place_of(url: str) -> str:
    """Server and database, for people; or the path of a folder or file.

    >>> place_of("/data/films"), place_of("/mnt/ethoscope_data#012ad4d76fe97759aa27a0c99bff6710")
    ('/data/films', '/mnt/ethoscope_data, 012ad4')
    """
    url, _, device = url.partition("#")
    if "://" not in url:
        return f"{url}, {device[:6]}" if device else url
    parts = urlsplit(url)
    return f"{parts.hostname or 'local'}{f':{parts.port}' if parts.port else ''}{parts.path}"


def _heading(glimpses: Sequence[Glimpse], bad: set[str], held: int) -> str:
    if not glimpses:
        return tr("Nothing is protected yet")
    if not bad and held:
        one = tr("1 repository needs you")
        many = tr("{count} repositories need you").format(count=text.number(held))
        return one if held == 1 else many
    if not bad:
        return tr("All is well")
    if len(bad) == 1:
        return tr("1 target needs you")
    return tr("{count} targets need you").format(count=text.number(len(bad)))


def _facts(glimpses: Sequence[Glimpse], now: datetime) -> str:
    if not glimpses:
        return tr("Tell LabVault what to protect and where to keep it.")
    covered = sum(glimpse.newest is not None for glimpse in glimpses)
    proven = max((g.proven for g in glimpses if g.proven is not None), default=None)
    parts = [
        tr("{covered} of {all} with a snapshot").format(
            covered=text.number(covered), all=text.count(len(glimpses), "target", "targets")
        ),
        tr("last proven restore {moment}").format(moment=text.moment(proven, now))
        if proven
        else tr("no restore was proven yet"),
    ]
    return " · ".join(parts)
