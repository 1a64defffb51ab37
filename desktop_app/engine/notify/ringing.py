"""Who is told of which fault, and when. Pure functions: faults and a moment in, messages out.

A fault rings at a channel once, and again only when it happened again and the channel was left
in peace for an hour, then two, four, up to a day. A fault that came back after its end was told
counts as new, but not within the hour. The end of a fault is told once, and only to a channel
that was left believing in the fault. What is due at a channel at one moment is one message.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from desktop_app.engine.notify import text
from desktop_app.engine.notify.events import About, News, Recovery, Trouble, fault_key
from desktop_app.engine.telling.notice import Fault, Kind, Notice, Ring, Rule, Ruling

QUIET = timedelta(hours=1)
LONGEST_QUIET = timedelta(hours=24)
URGENCY = (Kind.ALARM, Kind.FAILURE, Kind.OVERDUE, Kind.WARNING, Kind.RECOVERED)


def noted(known: Fault | None, trouble: Trouble) -> Fault:
    """The fault after it was seen (again)."""
    words = text.trouble(trouble)
    goes_on = known is not None and known.cleared is None
    return Fault(
        key=trouble.key,
        kind=trouble.kind,
        target=trouble.target,
        since=known.since if known and goes_on else trouble.at,
        last=max(known.last, trouble.at) if known else trouble.at,
        title=words.title,
        text=words.text,
        rings=known.rings if known else (),
    )


def ended(known: Fault | None, recovery: Recovery) -> Fault | None:
    """The fault after its end; None where nothing was wrong."""
    if known is None or known.cleared is not None:
        return None
    words = text.recovery(known, recovery)
    return replace(known, cleared=recovery.at, title=words.title, text=words.text)


def judge(
    faults: Sequence[Fault],
    rules: Sequence[Rule],
    workspace: str,
    now: datetime,
    settle: timedelta = timedelta(0),
) -> Ruling:
    """What is to be told now, one message a channel, and the faults as they are after that.

    What began less than ``settle`` ago may wait, so that what goes wrong together is told
    together; it does not wait when there is something to tell anyway.
    """
    notices: list[Notice] = []
    after = {fault.key: fault for fault in faults}
    for rule in rules:
        due = [fault for fault in faults if _is_due(fault, rule, now)]
        if any(_settled(fault, now, settle) for fault in due):
            notices.append(_notice(rule, due, workspace, now))
            for fault in due:
                after[fault.key] = _rung(after[fault.key], rule.name, now)
    names = {rule.name for rule in rules}
    wanting = {rule.name for rule in rules if Kind.RECOVERED in rule.wants}
    tidy = [_tidied(fault, names, wanting) for fault in after.values()]
    gone = tuple(fault.key for fault in tidy if _is_forgotten(fault, now))
    before = {fault.key: fault for fault in faults}
    changed = (f for f in tidy if f != before[f.key] and f.key not in gone)
    return Ruling(tuple(changed), gone, tuple(notices))


def announced(event: News, rules: Sequence[Rule], workspace: str) -> Ruling:
    """What is told once, to whoever wants news."""
    words = text.news(event, workspace)
    wanting = [rule.name for rule in rules if Kind.NEWS in rule.wants]
    notices = (
        Notice(name, Kind.NEWS, words.title, words.text, event.at, next_try=event.at)
        for name in wanting
    )
    return Ruling(notices=tuple(notices))


def unheard(faults: Sequence[Fault], channel: str) -> Ruling:
    """A message to the channel was given up: what it was told of, it may not have heard."""
    changed = (_without_hearing(fault, {channel}) for fault in faults)
    known = {fault.key: fault for fault in faults}
    return Ruling(tuple(fault for fault in changed if fault != known[fault.key]))


def _is_due(fault: Fault, rule: Rule, now: datetime) -> bool:
    ring = fault.ring(rule.name)
    if fault.cleared is not None:
        return ring is not None and ring.heard and Kind.RECOVERED in rule.wants
    if fault.kind not in rule.wants or _is_about_itself(fault, rule):
        return False
    if ring is None:
        return True
    if ring.heard and fault.last <= ring.at:
        return False
    # However far a clock was set, forwards or back: that far apart is not the same hour.
    return abs(now - ring.at) >= _quiet(ring)


def _quiet(ring: Ring) -> timedelta:
    """How long the channel is left in peace.

    >>> at = datetime(2026, 1, 1)
    >>> [int(_quiet(Ring("mail", at, times, True)) / QUIET) for times in (1, 2, 3, 9)]
    [1, 2, 4, 24]
    """
    if not ring.heard:
        return QUIET
    return min(QUIET * 2.0 ** min(ring.times - 1, 10), LONGEST_QUIET)


def _is_about_itself(fault: Fault, rule: Rule) -> bool:
    """No channel is told that it does not work itself."""
    return fault.key == fault_key(Kind.FAILURE, About.CHANNEL, rule.name)


def _settled(fault: Fault, now: datetime, settle: timedelta) -> bool:
    began = fault.cleared or fault.since
    return not timedelta(0) <= now - began < settle


def _notice(rule: Rule, due: Sequence[Fault], workspace: str, now: datetime) -> Notice:
    def urgency(fault: Fault) -> tuple[int, datetime]:
        return URGENCY.index(_kind(fault)), fault.since

    ordered = sorted(due, key=urgency)
    words = text.message(ordered, workspace)
    return Notice(rule.name, _kind(ordered[0]), words.title, words.text, now, next_try=now)


def _kind(fault: Fault) -> Kind:
    return fault.kind if fault.cleared is None else Kind.RECOVERED


def _rung(fault: Fault, channel: str, now: datetime) -> Fault:
    before = fault.ring(channel)
    others = tuple(ring for ring in fault.rings if ring.channel != channel)
    if fault.cleared is not None and before is not None:
        # The end itself does not count as ringing: the hour goes on from the fault.
        return replace(fault, rings=(*others, replace(before, heard=False)))
    times = before.times + 1 if before and before.heard else 1
    return replace(fault, rings=(*others, Ring(channel, now, times, True)))


def _tidied(fault: Fault, names: set[str], wanting: set[str]) -> Fault:
    """Without the rings of channels that are gone; who does not want to hear of the end no
    longer believes in a fault that is over."""
    fault = replace(fault, rings=tuple(ring for ring in fault.rings if ring.channel in names))
    return fault if fault.cleared is None else _without_hearing(fault, names - wanting)


def _without_hearing(fault: Fault, channels: set[str]) -> Fault:
    rings = (replace(r, heard=False) if r.channel in channels else r for r in fault.rings)
    return replace(fault, rings=tuple(rings))


def _is_forgotten(fault: Fault, now: datetime) -> bool:
    if fault.cleared is None or any(ring.heard for ring in fault.rings):
        return False
    return all(abs(now - ring.at) > LONGEST_QUIET for ring in fault.rings)
