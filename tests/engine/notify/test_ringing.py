"""Who is told of what, and when: examples, and rules that hold for any run of events."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.engine.notify.events import About, Event, Recovery, Trouble
from desktop_app.engine.notify.ringing import QUIET, ended, judge, noted, unheard
from desktop_app.engine.telling.notice import Fault, Kind, Notice, Place, Rule

START = datetime(2026, 3, 2, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
ALL = frozenset(Kind)
MAIL = Rule("mail", ALL, Place.KEYRING)


def failed(target: str = "lab", at: datetime = START, kind: Kind = Kind.FAILURE) -> Trouble:
    return Trouble(kind, About.BACKUP, target, at, "The disk is full")


def worked(target: str, at: datetime) -> Recovery:
    return Recovery(About.BACKUP, target, at)


@dataclass
class Lab:
    """Keeps what a store would, and looks at it at each moment that is played."""

    rules: tuple[Rule, ...] = (MAIL,)
    settle: timedelta = timedelta(0)
    faults: dict[str, Fault] = field(default_factory=dict)
    told: list[Notice] = field(default_factory=list)

    def tell(self, event: Event) -> None:
        for key in event.keys if isinstance(event, Recovery) else (event.key,):
            known = self.faults.get(key)
            after = ended(known, event) if isinstance(event, Recovery) else noted(known, event)
            if after is not None:
                self.faults[key] = after

    def look(self, minutes: float) -> tuple[Notice, ...]:
        now = START + minutes * MINUTE
        ruling = judge(tuple(self.faults.values()), self.rules, "fly lab", now, self.settle)
        self.faults |= {fault.key: fault for fault in ruling.changed}
        for key in ruling.forgotten:
            del self.faults[key]
        self.told += ruling.notices
        return ruling.notices


def at(minutes: float) -> datetime:
    return START + minutes * MINUTE


def test_a_fault_is_told_with_what_why_and_what_to_do() -> None:
    lab = Lab()
    lab.tell(failed())
    (notice,) = lab.look(0)
    assert notice.channel == "mail"
    assert notice.kind is Kind.FAILURE
    assert notice.subject == "LabVault, fly lab: The backup of lab failed"
    assert notice.body == (
        "The backup of lab failed.\nThe disk is full. Look at `labvault jobs list`, correct the "
        "cause, and retry it."
    )


def test_the_same_fault_does_not_ring_twice_in_an_hour() -> None:
    lab = Lab()
    rung = []
    for minute in range(0, 60 * 16, 5):
        lab.tell(failed(at=at(minute)))
        if lab.look(minute):
            rung.append(minute)
    assert rung == [0, 60, 180, 420, 900]  # after one hour, two, four, eight


def test_a_fault_that_does_not_happen_again_does_not_ring_again() -> None:
    lab = Lab()
    lab.tell(failed())
    assert len(lab.look(0)) == 1
    assert not lab.look(61)
    assert not lab.look(60 * 48)


def test_its_end_is_told_once() -> None:
    lab = Lab()
    lab.tell(failed())
    lab.look(0)
    lab.tell(worked("lab", at(90)))
    (notice,) = lab.look(90)
    assert notice.kind is Kind.RECOVERED
    assert notice.subject == "LabVault, fly lab: The backup of lab works again"
    assert notice.body.endswith("It lasted 1 hour. Nothing is to do.")
    lab.tell(worked("lab", at(91)))
    assert not lab.look(91)


def test_the_end_of_what_was_never_told_is_not_told() -> None:
    lab = Lab(settle=MINUTE)
    lab.tell(failed())
    assert not lab.look(0.5)
    lab.tell(worked("lab", at(0.6)))
    assert not lab.look(10)


def test_the_end_of_what_never_was_is_not_told() -> None:
    lab = Lab()
    lab.tell(worked("lab", at(0)))
    assert not lab.look(0)
    assert not lab.faults


def test_one_that_comes_and_goes_rings_once_an_hour() -> None:
    lab = Lab()
    for minute in range(0, 120, 2):
        lab.tell(failed(at=at(minute)))
        lab.look(minute)
        lab.tell(worked("lab", at(minute + 1)))
        lab.look(minute + 1)
    assert [(n.kind, (n.created - START) / MINUTE) for n in lab.told] == [
        (Kind.FAILURE, 0),
        (Kind.RECOVERED, 1),
        (Kind.FAILURE, 60),
        (Kind.RECOVERED, 61),
    ]


def test_one_that_came_back_within_the_hour_and_stays_is_told_after_it() -> None:
    lab = Lab()
    lab.tell(failed())
    lab.look(0)
    lab.tell(worked("lab", at(5)))
    lab.look(5)
    lab.tell(failed(at=at(10)))
    assert not lab.look(59)
    (notice,) = lab.look(60)
    assert notice.kind is Kind.FAILURE


def test_several_at_once_are_one_message_the_most_urgent_first() -> None:
    lab = Lab(settle=MINUTE)
    lab.tell(failed("old", kind=Kind.WARNING))
    lab.look(2)
    lab.tell(failed("flies", at(3), Kind.WARNING))
    lab.tell(failed("mice", at(3.2)))
    lab.tell(Trouble(Kind.ALARM, About.DAMAGE, "nas", at(3.3)))
    lab.tell(worked("old", at(3.4)))
    (notice,) = lab.look(4)
    assert notice.kind is Kind.ALARM
    assert notice.subject == "LabVault, fly lab: 3 things need a look, 1 is in order again"
    titles = [part.splitlines()[0] for part in notice.body.split("\n\n")]
    assert titles == [
        "The repository nas is damaged.",
        "The backup of mice failed.",
        "The backup of flies is done, with remarks.",
        "The backup of old has no remarks any more.",
    ]


def test_a_channel_gets_what_it_wants() -> None:
    loud = Rule("chat", frozenset({Kind.FAILURE}), Place.KEYRING)
    lab = Lab(rules=(MAIL, loud))
    lab.tell(failed("mice", kind=Kind.WARNING))
    lab.tell(failed("flies"))
    mail, chat = lab.look(0)
    assert (mail.channel, chat.channel) == ("mail", "chat")
    assert "mice" in mail.body
    assert "mice" not in chat.body
    lab.tell(worked("flies", at(5)))
    assert [notice.channel for notice in lab.look(5)] == ["mail"]


def test_who_does_not_want_to_hear_of_the_end_is_told_of_the_next_beginning() -> None:
    lab = Lab(rules=(Rule("chat", frozenset({Kind.FAILURE}), Place.KEYRING),))
    rung = []
    for minute in range(0, 60 * 6, 30):
        lab.tell(failed(at=at(minute)))
        rung += [minute] if lab.look(minute) else []
        lab.tell(worked("lab", at(minute + 1)))
        lab.look(minute + 1)
    assert rung == [0, 60, 120, 180, 240, 300]
    lab.look(60 * 48)
    assert not lab.faults


def test_a_channel_is_not_told_of_itself() -> None:
    lab = Lab(rules=(MAIL, Rule("chat", ALL, Place.KEYRING)))
    lab.tell(Trouble(Kind.FAILURE, About.CHANNEL, "mail", START, "No answer"))
    (notice,) = lab.look(0)
    assert notice.channel == "chat"
    assert notice.subject == "LabVault, fly lab: Messages through mail do not arrive"


def test_a_new_channel_is_told_what_is_wrong_now() -> None:
    lab = Lab()
    lab.tell(failed())
    lab.look(0)
    lab.rules = (MAIL, Rule("chat", ALL, Place.KEYRING))
    assert [notice.channel for notice in lab.look(10)] == ["chat"]


def test_what_a_channel_may_not_have_heard_rings_again() -> None:
    lab = Lab()
    lab.tell(failed())
    lab.look(0)
    ruling = unheard(tuple(lab.faults.values()), "mail")
    lab.faults |= {fault.key: fault for fault in ruling.changed}
    assert not lab.look(59)
    assert len(lab.look(60)) == 1
    assert not unheard(tuple(lab.faults.values()), "chat").changed


def test_a_clock_that_was_set_back_silences_nothing() -> None:
    lab = Lab()
    lab.tell(failed())
    lab.look(0)
    lab.tell(worked("lab", at(1)))
    lab.look(1)
    lab.tell(failed(at=at(-60 * 24 * 30)))
    assert len(lab.look(-60 * 24 * 30)) == 1


def test_what_is_over_is_forgotten_after_a_day() -> None:
    lab = Lab()
    lab.tell(failed())
    lab.look(0)
    lab.tell(worked("lab", at(1)))
    lab.look(1)
    lab.look(60 * 23)
    assert lab.faults
    lab.look(60 * 25)
    assert not lab.faults


@pytest.mark.parametrize("about", About)
@pytest.mark.parametrize("kind", [Kind.FAILURE, Kind.WARNING, Kind.OVERDUE, Kind.ALARM])
def test_every_fault_and_its_end_have_words(about: About, kind: Kind) -> None:
    lab = Lab(rules=(Rule("other", ALL, Place.KEYRING),))
    lab.tell(Trouble(kind, about, "a\nb\x1b", START, "Why\r\nso", limit=QUIET, age=2 * QUIET))
    (notice,) = lab.look(0)
    lab.tell(Recovery(about, "a\nb\x1b", at(1)))
    (end,) = lab.look(1)
    for text in (notice.subject, end.subject):
        assert "a b" in text
        assert text.isprintable()
        assert "{" not in text
        assert "!" not in text
    assert "Why so. " in notice.body
    assert end.kind is Kind.RECOVERED


# Rules that hold whatever happens

TARGETS = ("flies", "mice")
KINDS = (Kind.FAILURE, Kind.WARNING, Kind.OVERDUE, Kind.ALARM)
steps = st.tuples(
    st.floats(0, 200, width=16),  # minutes since the step before
    st.sampled_from(TARGETS),
    st.sampled_from([*KINDS, None]),  # None: it works again
    st.booleans(),  # whether somebody looks afterwards
)
rules = st.builds(
    lambda first, second: (
        Rule("mail", frozenset(first), Place.KEYRING),
        Rule("chat", frozenset(second), Place.KEYRING),
    ),
    st.sets(st.sampled_from(Kind)),
    st.sets(st.sampled_from(Kind)),
)


def titles(notice: Notice) -> list[str]:
    return [part.splitlines()[0] for part in notice.body.split("\n\n")]


@settings(max_examples=200, deadline=None)
@given(st.lists(steps, max_size=40), rules, st.sampled_from([0, 0.5, 30]))
def test_nobody_is_told_too_much_or_too_little(
    played: list[tuple[float, str, Kind | None, bool]], rules: tuple[Rule, ...], settle: float
) -> None:
    lab = Lab(rules=rules, settle=settle * MINUTE)
    minute = 0.0
    for later, target, kind, looked in played:
        minute += later
        if kind is None:
            lab.tell(worked(target, at(minute)))
        else:
            lab.tell(failed(target, at(minute), kind))
        if looked:
            lab.look(minute)
    lab.look(minute + 61)
    lab.look(minute + 61 + settle)
    believed = check(lab)
    for fault in lab.faults.values():
        for rule in rules:
            wanted = fault.kind in rule.wants
            if fault.cleared is None:
                assert not wanted or fault.key in believed[rule.name]
            elif Kind.RECOVERED in rule.wants:
                assert fault.key not in believed[rule.name]


ENDS = {
    Kind.FAILURE: ("failed.", "works again."),
    Kind.WARNING: ("is done, with remarks.", "has no remarks any more."),
    Kind.OVERDUE: ("is overdue.", "is up to date again."),
    Kind.ALARM: ("needs a look.", "is in order again."),
}


def check(lab: Lab) -> dict[str, set[str]]:
    """Goes through all that was told; returns what each channel believes in at the end."""
    wants = {rule.name: rule.wants for rule in lab.rules}
    last: dict[tuple[str, str], datetime] = {}
    believed: dict[str, set[str]] = defaultdict(set)
    for notice in lab.told:
        for title in titles(notice):
            target, kind, over = meaning(title)
            key = f"{kind}:backup:{target}"
            if over:
                assert Kind.RECOVERED in wants[notice.channel]
                assert key in believed[notice.channel], "an end of what was not told"
                believed[notice.channel].discard(key)
                continue
            assert kind in wants[notice.channel]
            before = last.get((notice.channel, key))
            assert before is None or notice.created - before >= QUIET, "twice in an hour"
            last[notice.channel, key] = notice.created
            believed[notice.channel].add(key)
    return believed


def meaning(title: str) -> tuple[str, Kind, bool]:
    target = title.removeprefix("The backup of ").split()[0]
    for kind, (begin, end) in ENDS.items():
        if title.endswith(begin):
            return target, kind, False
        if title.endswith(end):
            return target, kind, True
    raise AssertionError(title)
