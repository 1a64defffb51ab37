"""Drives notifications: takes events, and sends what is due."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime, timedelta, tzinfo
from functools import partial

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import Cancelled, NotSent
from desktop_app.engine.notify import digest, outbox, ringing, text
from desktop_app.engine.notify.channels import Channel, Message
from desktop_app.engine.notify.digest import Digest
from desktop_app.engine.notify.events import About, Event, News, Recovery, Trouble
from desktop_app.engine.notify.store import Store
from desktop_app.engine.progress import Cancel
from desktop_app.engine.telling.notice import Fault, Kind, Notice, NoticeState, Place, Rule, Ruling

SETTLE = timedelta(seconds=20)
FAILURES_IN_A_ROW = 2
TIDY_EVERY = timedelta(hours=1)

OpenChannel = Callable[[Rule], Channel | None]
"""A channel by its rule; None when another program has it (the window). Raises NotSent."""

MakeDigest = Callable[[datetime, datetime], Digest]
"""What a workspace did from one moment to another."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """What came of one delivery: sent, to be tried again, given up."""

    sent: tuple[Notice, ...] = ()
    failed: tuple[Notice, ...] = ()
    given_up: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class _Closed:
    """A channel that could not be opened: each of its messages fails for that reason."""

    fault: NotSent

    def send(self, message: Message, cancel: Cancel) -> None:
        raise self.fault


def tell(store: Store, event: Event) -> None:
    """Remember an event, for whoever delivers from this store."""
    if isinstance(event, News):
        store.rule(lambda _, rules: ringing.announced(event, rules, store.workspace))
    elif isinstance(event, Recovery):
        for key in event.keys:
            store.change_fault(key, partial(ringing.ended, recovery=event))
    else:
        store.change_fault(event.key, partial(ringing.noted, trouble=event))


def ring(store: Store, now: datetime, settle: timedelta = timedelta(0)) -> bool:
    """Put into the outbox what is to be told; returns whether something in it is due to be sent."""

    def judge(faults: tuple[Fault, ...], rules: tuple[Rule, ...]) -> Ruling:
        return ringing.judge(faults, rules, store.workspace, now, settle)

    rules = store.rules()
    # Mostly there is nothing to tell: then nobody has to wait for a writer.
    if judge(store.faults(), rules) != Ruling():
        store.rule(judge)
    elsewhere = {rule.name for rule in rules if rule.place is Place.WINDOW}
    return not outbox.due(store.waiting(), now).keys() <= elsewhere


class Notifier:
    """The notifications of one workspace.

    :meth:`tell` may be called from any thread and returns at once. :meth:`deliver` sends, which
    may take a minute for each channel: call it from a background thread, every few seconds. When
    it is called while it runs, the second call does nothing. Several programs may deliver from
    one store: each message is sent by one of them. What a program that died was sending is sent
    again, possibly twice.
    """

    def __init__(
        self,
        store: Store,
        open_channel: OpenChannel,
        make_digest: MakeDigest,
        zone: tzinfo,
        settle: timedelta = SETTLE,
    ) -> None:
        """``zone`` is that of the people who read; ``settle``: how long a fault waits for
        others that belong to it, so that they are told together."""
        self._store, self._open, self._make_digest = store, open_channel, make_digest
        self._zone, self._settle = zone, settle
        self._delivering = threading.Lock()
        self._tidied: datetime | None = None

    def tell(self, event: Event) -> None:
        """Remember that something is wrong, or right again; :meth:`deliver` sends it."""
        tell(self._store, event)

    def deliver(self, now: datetime, cancel: Cancel | None = None) -> Delivery:
        """Put into the outbox what is to be told, and send what is due in it. Raises
        :class:`Cancelled`; what was not sent by then stays in the outbox."""
        if not self._delivering.acquire(blocking=False):
            return Delivery()
        try:
            ring(self._store, now, self._settle)
            self._add_digest(now)
            self._forget_old(now)
            return self._send_due(now, cancel or Cancel())
        finally:
            self._delivering.release()

    def _forget_old(self, now: datetime) -> None:
        if self._tidied is None or abs(now - self._tidied) >= TIDY_EVERY:
            self._store.forget_notices(now - outbox.KEPT)
            self._tidied = now

    def _add_digest(self, now: datetime) -> None:
        before = self._store.digesting()
        if not digest.is_due(before, now, self._zone):
            return
        names = [rule.name for rule in self._store.rules() if Kind.DIGEST in rule.wants]
        notices: list[Notice] = []
        if names:
            report = self._make_digest(digest.begin_of(before, now), now)
            words = text.digest(report, self._zone)
            notices = [
                Notice(name, Kind.DIGEST, words.title, words.text, now, next_try=now)
                for name in names
            ]
        self._store.add_digest(before, now, notices)

    def _send_due(self, now: datetime, cancel: Cancel) -> Delivery:
        rules = {rule.name: rule for rule in self._store.rules()}
        done: list[Notice] = []
        for channel, notices in outbox.due(self._store.waiting(), now).items():
            if rule := rules.get(channel):
                done += self._send_all(rule, notices, now, cancel)
        in_state = {state: tuple(n for n in done if n.state is state) for state in NoticeState}
        return Delivery(
            in_state[NoticeState.SENT],
            in_state[NoticeState.WAITING],
            in_state[NoticeState.FAILED],
        )

    def _send_all(
        self, rule: Rule, notices: tuple[Notice, ...], now: datetime, cancel: Cancel
    ) -> list[Notice]:
        """Send one after the other. One refused message does not hold up the others, but a
        channel that does not work is not asked for each of them."""
        done: list[Notice] = []
        in_a_row = 0
        channel = self._opened(rule)
        if channel is None:
            return done
        for notice in notices:
            cancel.check()
            if not self._store.claim(notice, now + outbox.CLAIM):
                break
            after = self._send(channel, notice, now, cancel)
            done.append(after)
            in_a_row = 0 if after.state is NoticeState.SENT else in_a_row + 1
            if in_a_row == FAILURES_IN_A_ROW:
                break
        return done

    def _opened(self, rule: Rule) -> Channel | None:
        try:
            return self._open(rule)
        except NotSent as fault:
            return _Closed(fault)

    def _send(self, channel: Channel, notice: Notice, now: datetime, cancel: Cancel) -> Notice:
        message = Message(self._store.workspace, notice.kind, notice.subject, notice.body)
        reason: str | None = None
        try:
            channel.send(message, cancel)
        except NotSent as fault:
            reason = fault.reason
        except Cancelled:
            self._store.keep(notice)
            raise
        after = outbox.tried(notice, reason, now)
        self._store.keep(after)
        self._tell_of_channel(after, now)
        return after

    def _tell_of_channel(self, notice: Notice, now: datetime) -> None:
        """That a channel does not work is itself a fault, which the others ring for."""
        if notice.state is NoticeState.SENT:
            self.tell(Recovery(About.CHANNEL, notice.channel, now, (Kind.FAILURE,)))
        elif notice.state is NoticeState.FAILED:
            self._store.rule(lambda faults, _: ringing.unheard(faults, notice.channel))
            why = f"It was tried {notice.tries} times: {notice.error}"
            self.tell(Trouble(Kind.FAILURE, About.CHANNEL, notice.channel, now, why))
