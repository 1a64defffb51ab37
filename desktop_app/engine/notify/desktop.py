"""Messages for the window's own channels: it takes them from the outbox and shows them itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from desktop_app.engine.notify import outbox
from desktop_app.engine.notify.store import Store
from desktop_app.engine.telling.notice import Notice, Place


def take(store: Store, now: datetime) -> tuple[Notice, ...]:
    """What is due for channels of the window, taken so that no other window shows it too; those
    that are not kept as shown within :data:`outbox.CLAIM` are given out again."""
    own = {rule.name for rule in store.rules() if rule.place is Place.WINDOW}
    if not own:
        return ()
    due = outbox.due(store.waiting(), now)
    waiting = [notice for channel, notices in due.items() if channel in own for notice in notices]
    return tuple(each for each in waiting if store.claim(each, now + outbox.CLAIM))


def keep_shown(store: Store, notices: Sequence[Notice], now: datetime) -> None:
    """They were shown."""
    for notice in notices:
        store.keep(outbox.tried(notice, None, now))
