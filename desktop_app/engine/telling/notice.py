"""The values of notifications: what is wrong, who was told of it, and what is in the outbox.

They cross the boundary between ``notify``, which decides, and the catalog, which remembers.
Imports nothing of LabVault. All moments have a time zone.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

from desktop_app.engine.dataclass import dataclass


class Kind(StrEnum):
    """What a message is about; a channel says which kinds it wants."""

    FAILURE = "failure"  # a job failed for good
    WARNING = "warning"  # a job is done, with items left out or remarks to read
    OVERDUE = "overdue"  # nothing failed, but the newest good snapshot or proof is too old
    ALARM = "alarm"  # a tripwire, damage, a place that fills
    RECOVERED = "recovered"  # one of the above is over
    NEWS = "news"  # something was done by itself that people want to know
    DIGEST = "digest"  # how things stand, daily or weekly
    TEST = "test"  # somebody tries a channel; sent to any


WANTED = tuple(kind for kind in Kind if kind is not Kind.TEST)
"""What a channel can want."""


class NoticeState(StrEnum):
    """Where a message in the outbox stands. *failed*: given up, until somebody retries it."""

    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"


class Place(StrEnum):
    """Where a channel's address is. *window*: it has none, the window itself shows messages."""

    KEYRING = "keyring"
    ENVIRONMENT = "environment"
    WINDOW = "window"


class Period(StrEnum):
    """How often a digest is sent."""

    NEVER = "never"
    DAILY = "daily"
    WEEKLY = "weekly"


@dataclass(frozen=True, slots=True)
class Rule:
    """A channel of a workspace by its name, and the kinds it wants. Never an address."""

    name: str
    wants: frozenset[Kind]
    place: Place


@dataclass(frozen=True, slots=True)
class Ring:
    """What one channel was told of one fault: when last, how often in a row, and whether it
    was left believing that the fault is there (``heard``)."""

    channel: str
    at: datetime
    times: int
    heard: bool


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is wrong, or was until ``cleared``.

    ``key`` says which fault it is and stays the same when it happens again. ``since``: when it
    began this time; ``last``: when it was last seen. ``title`` and ``text`` are the words for it,
    and once it is cleared the words for its end.
    """

    key: str
    kind: Kind
    target: str
    since: datetime
    last: datetime
    title: str
    text: str
    rings: tuple[Ring, ...] = ()
    cleared: datetime | None = None

    def ring(self, channel: str) -> Ring | None:
        """What that channel was told."""
        return next((ring for ring in self.rings if ring.channel == channel), None)


@dataclass(frozen=True, slots=True)
class Notice:
    """One message to one channel. ``key`` 0: not in the outbox yet.

    ``next_try``: not before then; while it is being sent, when another may take it up.
    ``error``: why the last try failed, without any secret.
    """

    channel: str
    kind: Kind
    subject: str
    body: str
    created: datetime
    next_try: datetime | None = None
    state: NoticeState = NoticeState.WAITING
    tries: int = 0
    sent: datetime | None = None
    error: str = ""
    key: int = 0


@dataclass(frozen=True, slots=True)
class Ruling:
    """What follows from a look at the faults: the ones that changed, the keys of those to
    forget, and the messages to put into the outbox."""

    changed: tuple[Fault, ...] = ()
    forgotten: tuple[str, ...] = ()
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class Digesting:
    """How often a workspace wants a digest, and when the last one was made."""

    period: Period = Period.NEVER
    last: datetime | None = None


def rule_to_store(rule: Rule) -> dict[str, object]:
    """A rule as JSON knows it.

    >>> rule_to_store(Rule("mail", frozenset({Kind.FAILURE}), Place.KEYRING))
    {'name': 'mail', 'wants': ['failure'], 'place': 'keyring'}
    """
    return {
        "name": rule.name,
        "wants": sorted(str(kind) for kind in rule.wants),
        "place": str(rule.place),
    }


def stored_rule(name: str, wants: Iterable[str], place: str) -> Rule:
    """The rule that :func:`rule_to_store` wrote."""
    return Rule(name, frozenset(Kind(kind) for kind in wants), Place(place))
