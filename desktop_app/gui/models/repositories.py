"""How repositories stand, as the settings tell of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from desktop_app.engine.catalog.entries import RepositoryEntry
from desktop_app.engine.catalog.status import Look
from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.keeping.space import FARTHEST, Forecast, Trend
from desktop_app.engine.keeping.upkeep import Cause, Pause, pause_of
from desktop_app.engine.model import Grade, Level
from desktop_app.engine.secrets.key_confirmation import KeyConfirmation, key_confirmation
from desktop_app.gui import text
from desktop_app.gui.models.state import State, Tone
from desktop_app.gui.models.table import Column
from desktop_app.gui.models.verification import NAMES
from desktop_app.gui.text import shown, tr

MONTH_DAYS, YEAR_DAYS = 30.44, 365.25
LONG_DAYS, LONG_MONTHS = 60, 24


@dataclass(frozen=True, slots=True)
class RepositoryStanding:
    """One repository, as the catalog knows it. ``looks``: the last verification at each level of
    any target in it. ``warns``: its place is full so soon that somebody should act."""

    entry: RepositoryEntry
    targets: tuple[str, ...]
    snapshots: int
    forecast: Forecast
    looks: Mapping[Level, Look]
    warns: bool

    @property
    def name(self) -> str:
        return self.entry.name

    @property
    def pause(self) -> Pause | None:
        return pause_of(self.entry)


def heading(standings: Sequence[RepositoryStanding], now: datetime) -> tuple[str, str]:
    """The answer and the facts."""
    if not standings:
        return tr("No repository yet"), tr("Protect something first; its repository is shown here.")
    bad = [each for each in standings if health(each).tone is Tone.BAD or each.warns]
    used = text.size(sum(each.forecast.used or each.entry.stored for each in standings))
    snapshots = text.count(sum(each.snapshots for each in standings), "snapshot", "snapshots")
    facts = tr("{used} in {snapshots}.").format(used=used, snapshots=snapshots)
    if bad:
        return text.count(len(bad), "repository needs you", "repositories need you"), facts
    loose = [each for each in standings if key_state(each.entry, now).tone is not Tone.OK]
    if loose:
        known = text.count(len(loose), "recovery key", "recovery keys")
        return tr("{count} to be checked").format(count=known), facts
    return text.count(len(standings), "repository is well", "repositories are well"), facts


def columns(now: datetime) -> tuple[Column[RepositoryStanding], ...]:
    return (
        Column(tr("Repository"), lambda each: shown(each.name)),
        Column(tr("Health"), lambda each: _told(health(each)), tone=lambda e: health(e).tone),
        Column(tr("Size"), size, True, lambda each: each.forecast.used),
        Column(tr("Room"), lambda each: _told(room(each)), tone=lambda each: room(each).tone),
        Column(
            tr("Recovery key"),
            lambda each: _told(key_state(each.entry, now)),
            tone=lambda each: key_state(each.entry, now).tone,
        ),
    )


def size(standing: RepositoryStanding) -> str:
    return text.size(standing.forecast.used or standing.entry.stored)


def health(standing: RepositoryStanding) -> State:
    """Damage and holds first; then what was verified last."""
    pause = standing.pause
    if pause is not None and pause.cause is Cause.DAMAGE:
        return State(Tone.BAD, tr("Damaged"))
    if any(look.grade is Grade.FAILED for look in standing.looks.values()):
        return State(Tone.BAD, tr("A verification failed"))
    if pause is not None:
        return State(Tone.WARNING, tr("Needs a look"))
    if not standing.looks:
        return State(Tone.NONE, tr("Never verified"))
    return State(Tone.OK, tr("No damage is known"))


def room(standing: RepositoryStanding) -> State:
    """How much is free, and how long it is enough."""
    free, words = standing.forecast.free, enough(standing.forecast)
    if free == 0:
        return State(Tone.BAD, tr("full"))
    if free is not None:
        left = tr("{free} free").format(free=text.size(free))
        words = tr("{free}, {enough}").format(free=left, enough=words) if words else left
    tone = Tone.NONE if not words else Tone.WARNING if standing.warns else Tone.OK
    return State(tone, words or tr("not measured yet"))


def enough(expected: Forecast) -> str:
    """How long the place will do, in words; empty while nobody can say."""
    if expected.trend is Trend.TOO_LITTLE:
        return ""
    if expected.trend is Trend.STEADY:
        return tr("it does not grow")
    if expected.enough is None:
        return tr("how much fits is not known")
    if expected.enough >= FARTHEST:
        return tr("enough for more than 10 years")
    return tr("enough for {span}").format(span=span(expected.enough))


def span(length: timedelta) -> str:
    """
    >>> span(timedelta(days=250)), span(timedelta(days=20)), span(timedelta(days=1000))
    ('8 months', '20 days', '2 years')
    """
    days = length / timedelta(days=1)
    if days < LONG_DAYS:
        return text.count(int(days), "day", "days")
    if days < LONG_MONTHS * MONTH_DAYS:
        return text.count(int(days / MONTH_DAYS), "month", "months")
    return text.count(int(days / YEAR_DAYS), "year", "years")


def growth(expected: Forecast) -> str:
    if expected.trend is Trend.TOO_LITTLE:
        return tr("Not enough measures yet: it takes backups on a few days.")
    if expected.daily <= 0:
        return tr("It does not grow.")
    return tr("{amount} a day, over the last weeks").format(amount=text.size(expected.daily))


def key_state(entry: RepositoryEntry, now: datetime) -> State:
    """Whether somebody is known to have the recovery key."""
    state = key_confirmation(entry.key_confirmed, now)
    if state is KeyConfirmation.NEVER or entry.key_confirmed is None:
        return State(Tone.WARNING, tr("not confirmed"))
    age = text.age(entry.key_confirmed, now)
    if state is KeyConfirmation.DUE:
        return State(Tone.WARNING, tr("check it again: {age}").format(age=age))
    return State(Tone.OK, tr("confirmed {age}").format(age=age))


def verified(standing: RepositoryStanding, now: datetime) -> str:
    """The last verification at each level."""
    told = []
    for level in Level:
        look = standing.looks.get(level)
        if look is not None:
            words = {
                Grade.FAILED: tr("{level} failed {age}"),
                Grade.WARNING: tr("{level} {age}, with remarks"),
            }.get(look.grade, tr("{level} {age}"))
            told.append(words.format(level=tr(NAMES[level]), age=text.age(look.at, now)))
    return " · ".join(told) or tr("never")


def pause_words(pause: Pause, now: datetime) -> tuple[str, str]:
    """What is wrong, and what to do."""
    if pause.cause is Cause.DAMAGE:
        since = text.moment(pause.since, now) if pause.since else tr("now")
        what = tr("Damage is known since {since}; nothing is removed meanwhile")
        why = tr(
            "Back its targets up again, which mends what they still have, and verify all of it. "
            "Once everything is found good, prune goes on."
        )
        return what.format(since=since), why
    why = tr("{why}. Look whether that is as it should be.").format(why=shown(pause.why))
    if pause.cause is Cause.TRIPWIRE:
        return tr("Nothing is removed: a backup changed as never before"), why
    return tr("Nothing is removed: what holds it cannot be read"), why


def _told(state: State) -> str:
    return f"{state.tone.shape}  {state.word}"
