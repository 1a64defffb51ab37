"""An import from CryoProtect as a wizard tells of it: before, and after."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, tzinfo

from desktop_app.engine.model import Remark
from desktop_app.engine.takeover.adoption import Adopted
from desktop_app.engine.takeover.examination import Examined
from desktop_app.engine.takeover.importing import Outcome, Taking
from desktop_app.engine.takeover.importing import State as Became
from desktop_app.engine.takeover.preview import Preview
from desktop_app.engine.takeover.telling import reason_of
from desktop_app.gui import text
from desktop_app.gui.models.activity import NAMES
from desktop_app.gui.models.state import State, Tone
from desktop_app.gui.models.table import Column
from desktop_app.gui.text import later, shown, tr

BECAME = {
    Became.TAKEN: State(Tone.OK, "Taken in"),
    Became.KNOWN: State(Tone.OK, "Taken in before"),
    Became.BAD: State(Tone.BAD, "Refused"),
}
RULES = {
    "last": later("the newest: {n}"),
    "hourly": later("one an hour: {n}"),
    "daily": later("one a day: {n}"),
    "weekly": later("one a week: {n}"),
    "monthly": later("one a month: {n}"),
    "yearly": later("one a year: {n}"),
}
MOST_NAMED = 4


def found_columns(zone: tzinfo, now: datetime) -> tuple[Column[Examined], ...]:
    return (
        Column(tr("Dump"), lambda each: shown(each.dump.shown)),
        Column(tr("Made"), lambda each: _made(each, zone, now), key=lambda each: _moment(each)),
        Column(tr("Size"), _size, number=True, key=_bytes),
        Column(
            tr("Checked"),
            lambda each: _line(found_state(each)),
            tone=lambda each: found_state(each).tone,
        ),
    )


def found_state(each: Examined) -> State:
    """Whether it can be taken in, and what a person should read."""
    if each.fault:
        return State(Tone.BAD, tr("Refused: {reason}").format(reason=shown(text.said(each.fault))))
    if each.remarks:
        words = "; ".join(shown(text.said(remark)) for remark in each.remarks)
        return State(Tone.WARNING, tr("Good, with remarks: {remarks}").format(remarks=words))
    return State(Tone.OK, tr("Good"))


def found_heading(found: Preview) -> tuple[str, str]:
    """The answer, and the facts."""
    good, dumps = len(found.good), text.count(len(found.dumps), "dump", "dumps")
    if not found.dumps:
        return tr("There is no dump in this folder"), tr("Go back and choose another.")
    if good:
        answer = tr("{good} of {dumps} can be taken in")
        answer = answer.format(good=text.number(good), dumps=dumps)
    else:
        answer = tr("None of {dumps} can be taken in").format(dumps=dumps)
    facts = tr("Each was read to its end. The files are not changed.")
    if found.others:
        others = text.count(len(found.others), "other file", "other files")
        facts += " " + tr("Left alone: {others}.").format(others=others)
    return answer, facts


def settings_found(found: Preview) -> tuple[State, ...]:
    """What of the settings can be taken over, and what cannot."""
    if found.settings is None or found.plans is None:
        return ()
    settings, plans = found.settings, found.plans
    good = [_rule(tr(NAMES[kind]), line) for kind, line in plans.schedules.items()]
    good += _kept(sorted((plans.retention or {}).items()))
    channels = [("mail", settings.mail), ("slack", settings.slack)]
    good += [_channel(name) for name, channel in channels if channel and channel.enabled]
    left = (*settings.left_out, *plans.left_out)
    return (*(State(Tone.OK, words) for words in good), *_left(left))


def settings_adopted(adopted: Adopted) -> tuple[State, ...]:
    """What became of the settings."""
    good = [_rule(tr(NAMES[kind]), line) for kind, line in adopted.schedules]
    good += _kept(adopted.retention)
    good += [_channel(name) for name in adopted.channels]
    return (*(State(Tone.OK, words) for words in good), *_left(adopted.left_out))


def outcome_columns(zone: tzinfo, now: datetime) -> tuple[Column[Outcome], ...]:
    return (
        Column(tr("Dump"), lambda each: shown(each.examined.dump.shown)),
        Column(tr("Made"), lambda each: _made(each.examined, zone, now)),
        Column(tr("Target"), lambda each: shown(each.target)),
        Column(
            tr("Rows"),
            lambda each: text.number(each.snapshot.rows) if each.snapshot else "",
            number=True,
            key=lambda each: each.snapshot.rows if each.snapshot else 0,
        ),
        Column(
            tr("Result"),
            lambda each: _line(outcome_state(each)),
            tone=lambda each: outcome_state(each).tone,
        ),
    )


def outcome_state(each: Outcome) -> State:
    """What became of a dump, with the reason where it was refused."""
    state = BECAME[each.state]
    word = tr(state.word)
    if each.state is Became.BAD:
        return State(state.tone, f"{word}: {shown(text.said(reason_of(each)))}")
    if each.examined.remarks:
        remarks = "; ".join(shown(text.said(remark)) for remark in each.examined.remarks)
        return State(Tone.WARNING, f"{word}: {remarks}")
    return State(state.tone, word)


def heading(taking: Taking) -> str:
    """How it ended, in numbers."""
    taken, known = taking.count(Became.TAKEN), taking.count(Became.KNOWN)
    parts = [tr("{dumps} taken in").format(dumps=text.count(taken, "dump", "dumps"))]
    if known:
        parts.append(tr("{n} known already").format(n=text.number(known)))
    if bad := taking.count(Became.BAD):
        parts.append(tr("{n} refused").format(n=text.number(bad)))
    return ", ".join(parts)


def _rule(job: str, line: str) -> str:
    return tr("{job}: {line}").format(job=job, line=shown(line))


def _kept(retention: Sequence[tuple[str, int]]) -> list[str]:
    return [tr("Kept: {rule}").format(rule=_retention(*each)) for each in retention]


def _retention(rule: str, number: int) -> str:
    words = tr(RULES[rule]) if rule in RULES else f"{shown(rule)}: {{n}}"
    return words.format(n=text.number(number))


def _channel(name: str) -> str:
    return tr("Notifications: {channel}").format(channel=name)


def _left(remarks: Sequence[Remark]) -> Iterator[State]:
    for remark in remarks:
        words = tr("Left out: {item}: {reason}")
        words = words.format(
            item=shown(text.said(remark.item)), reason=shown(text.said(remark.what))
        )
        yield State(Tone.WARNING, words)


def _line(state: State) -> str:
    return f"{state.tone.shape}  {state.word}"


def _moment(each: Examined) -> str:
    return each.dump.name.moment.isoformat() if each.dump.name.moment else ""


def _made(each: Examined, zone: tzinfo, now: datetime) -> str:
    moment = each.dump.name.moment
    return text.moment(moment.replace(tzinfo=zone), now) if moment else tr("no date")


def _bytes(each: Examined) -> int:
    return each.content.file_size if each.content else 0


def _size(each: Examined) -> str:
    return text.size(_bytes(each)) if each.content else ""
