"""When a message is tried again, and when it is given up. Pure functions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from desktop_app.engine.telling.notice import Notice, NoticeState

FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=1)
MOST_TRIES = 12
"""Six hours, with the waits between them."""

CLAIM = timedelta(minutes=2)
"""How long a notice belongs to the program that took it to send it; longer than a try takes."""

KEPT = timedelta(days=90)
"""How long a message is kept to be looked at; one that still waits then waits for a window that
nobody opens."""


def tried(notice: Notice, reason: str | None, now: datetime) -> Notice:
    """The notice after a try at ``now``; ``reason``: why it failed, None when it was sent."""
    tries = notice.tries + 1
    if reason is None:
        return replace(
            notice, state=NoticeState.SENT, tries=tries, sent=now, next_try=None, error=""
        )
    if tries >= MOST_TRIES:
        return replace(notice, state=NoticeState.FAILED, tries=tries, next_try=None, error=reason)
    return replace(notice, tries=tries, next_try=now + wait(tries), error=reason)


def wait(tries: int) -> timedelta:
    """The time until the next try after so many.

    >>> [int(wait(tries) / FIRST_WAIT) for tries in (1, 2, 3, 6, 7, 11)]
    [1, 2, 4, 32, 60, 60]
    """
    return min(FIRST_WAIT * 2.0 ** min(tries - 1, 10), LONGEST_WAIT)


def due(waiting: Sequence[Notice], now: datetime) -> dict[str, tuple[Notice, ...]]:
    """What to try now at each channel, the oldest first; ``waiting`` is in that order.

    A channel is held while its oldest notice is: things are told in the order in which they
    happened, a server that is down is not asked for each of them, and what another program is
    sending just now is left to it.
    """
    found: dict[str, tuple[Notice, ...]] = {}
    for channel in dict.fromkeys(notice.channel for notice in waiting):
        mine = tuple(notice for notice in waiting if notice.channel == channel)
        if _is_due(mine[0], now):
            found[channel] = tuple(notice for notice in mine if _is_due(notice, now))
    return found


def _is_due(notice: Notice, now: datetime) -> bool:
    """A moment further off than any wait was written by a clock that was wrong."""
    return notice.next_try is None or not (
        timedelta(0) < notice.next_try - now <= LONGEST_WAIT + CLAIM
    )
