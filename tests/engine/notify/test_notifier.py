"""All parts together, on a real catalog; the clock is a value."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from desktop_app.engine.catalog.catalog import Catalog
from desktop_app.engine.catalog.notices import Notices
from desktop_app.engine.errors import Cancelled, NotSent
from desktop_app.engine.notify.channels import AddressChannel, Channel, Message
from desktop_app.engine.notify.digest import Digest
from desktop_app.engine.notify.events import About, Recovery, Trouble
from desktop_app.engine.notify.notifier import Delivery, Notifier
from desktop_app.engine.notify.outbox import MOST_TRIES
from desktop_app.engine.progress import Cancel
from desktop_app.engine.telling.notice import Kind, Notice, NoticeState, Period, Place, Rule, Ruling
from tests.receivers import free_port, mail_receiver, web_receiver

MONDAY = datetime(2026, 3, 2, 6, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")
MINUTE = timedelta(minutes=1)
ALL = frozenset(Kind)


@dataclass
class Pigeon:
    """A channel in this program, as the window's is. ``refuses``: the reasons to come."""

    got: list[Message] = field(default_factory=list)
    refuses: list[str] = field(default_factory=list)

    def send(self, message: Message, cancel: Cancel) -> None:
        cancel.check()
        if self.refuses:
            raise NotSent("pigeon", self.refuses.pop(0))
        self.got.append(message)

    def subjects(self) -> list[str]:
        return [message.subject.partition(": ")[2] for message in self.got]


@dataclass
class Lab:
    """A workspace with channels and a notifier."""

    store: Notices
    channels: dict[str, Channel | NotSent | None]
    made: list[tuple[datetime, datetime]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.store.change_rules(lambda _: [Rule(n, ALL, Place.KEYRING) for n in self.channels])
        self.notifier = self.another()

    def another(self) -> Notifier:
        return Notifier(self.store, self.open, self.digest, BERLIN)

    def open(self, rule: Rule) -> Channel | None:
        found = self.channels[rule.name]
        if isinstance(found, NotSent):
            raise found
        return found

    def digest(self, begin: datetime, end: datetime) -> Digest:
        self.made.append((begin, end))
        return Digest("default", begin, end, succeeded=3)

    def fail(self, target: str = "lab", minutes: float = 0) -> None:
        now = MONDAY + minutes * MINUTE
        self.notifier.tell(Trouble(Kind.FAILURE, About.BACKUP, target, now, "Disk full"))

    def deliver(self, minutes: float = 1) -> Delivery:
        return self.notifier.deliver(MONDAY + minutes * MINUTE)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Notices]:
    catalog = Catalog(tmp_path)
    yield catalog.of().notices
    catalog.close()


def wait(store: Notices, count: int) -> None:
    """Put notices into the outbox."""
    new = tuple(
        Notice("mail", Kind.FAILURE, f"s: {number}", "b", MONDAY, next_try=MONDAY)
        for number in range(count)
    )
    store.rule(lambda *_: Ruling(notices=new))


def test_a_fault_goes_to_each_channel_once(store: Notices) -> None:
    mail, chat = Pigeon(), Pigeon()
    lab = Lab(store, {"mail": mail, "chat": chat})
    lab.fail()
    lab.fail(minutes=0.5)
    assert len(lab.deliver().sent) == 2
    assert lab.deliver(2) == Delivery()
    for pigeon in (mail, chat):
        assert pigeon.subjects() == ["The backup of lab failed"]
        assert pigeon.got[0].workspace == "default"
    assert {notice.state for notice in store.notices()} == {NoticeState.SENT}


def test_what_goes_wrong_together_is_told_together(store: Notices) -> None:
    pigeon = Pigeon()
    lab = Lab(store, {"mail": pigeon})
    for at, target in enumerate(("a", "b", "c")):
        lab.fail(target, at / 30)
        lab.deliver(at / 30)
    assert not pigeon.got
    lab.deliver(1)
    assert pigeon.subjects() == ["3 things need a look"]


def test_nothing_rings_twice_within_the_hour_and_the_end_is_told_once(store: Notices) -> None:
    pigeon = Pigeon()
    lab = Lab(store, {"mail": pigeon})
    for minute in range(0, 60):
        lab.fail(minutes=minute)
        lab.deliver(minute + 0.5)
    assert pigeon.subjects() == ["The backup of lab failed"]
    for minute in (70, 71, 72):
        lab.notifier.tell(Recovery(About.BACKUP, "lab", MONDAY + minute * MINUTE))
        lab.deliver(minute + 1)
    assert pigeon.subjects()[1:] == ["The backup of lab works again"]


def test_what_was_told_before_a_restart_is_not_told_again(tmp_path: Path) -> None:
    first, second = Catalog(tmp_path), Catalog(tmp_path)
    pigeon = Pigeon()
    Lab(first.of().notices, {"mail": pigeon}).fail()
    first.close()
    for minute in (1, 2):
        lab = Lab(second.of().notices, {"mail": pigeon})
        lab.fail(minutes=minute)
        lab.deliver(minute)
    second.close()
    assert len(pigeon.got) == 1


@pytest.mark.parametrize("kind", ["webhook", "mail"])
def test_a_server_that_is_down_gets_it_once_it_is_up(store: Notices, kind: str) -> None:
    port = free_port()
    url = {
        "webhook": f"http://127.0.0.1:{port}/hook",
        "mail": f"mailto://127.0.0.1:{port}/?from=a@lab.example&to=b@lab.example&mode=insecure",
    }[kind]
    lab = Lab(store, {"mine": AddressChannel("mine", url, {})})
    lab.fail()
    (failed,) = lab.deliver(1).failed
    assert (failed.state, failed.tries) == (NoticeState.WAITING, 1)
    assert failed.error == "Connection refused"
    assert store.waiting() == (failed,)
    assert lab.deliver(1.5) == Delivery()  # not before its time
    receiver = web_receiver(port=port) if kind == "webhook" else mail_receiver(port=port)
    with receiver as running:
        (sent,) = lab.deliver(3).sent
        assert lab.deliver(4) == Delivery()
        got = getattr(running, "requests", None) or getattr(running, "mails", None)
        assert got is not None
        assert len(got) == 1
    assert (sent.tries, sent.error) == (2, "")


def test_a_server_that_refuses_for_ever_is_told_loudly(store: Notices) -> None:
    chat = Pigeon()
    refusing = Pigeon(refuses=["the server said 535 no"] * MOST_TRIES)
    lab = Lab(store, {"mail": refusing, "chat": chat})
    lab.fail()
    minute, given_up = 1.0, ()
    while not given_up:
        given_up = lab.deliver(minute).given_up
        minute += 1
    assert minute < 12 * 60
    assert (given_up[0].state, given_up[0].tries) == (NoticeState.FAILED, MOST_TRIES)
    lab.deliver(minute + 1)
    assert chat.subjects() == ["The backup of lab failed", "Messages through mail do not arrive"]
    assert "It was tried 12 times: the server said 535 no." in chat.got[1].body
    # Nobody may have heard of the failure by mail: once the server takes messages, it rings.
    lab.deliver(minute + 2)
    assert refusing.subjects() == ["The backup of lab failed"]
    lab.deliver(minute + 3)
    assert chat.subjects()[2:] == ["The channel mail works again"]


def test_what_was_given_up_can_be_retried(store: Notices) -> None:
    pigeon = Pigeon(refuses=["no"] * MOST_TRIES)
    lab = Lab(store, {"mail": pigeon})
    lab.fail()
    minute = 1
    while not lab.deliver(minute).given_up:
        minute += 1
    lab.notifier.tell(Recovery(About.BACKUP, "lab", MONDAY + minute * MINUTE))
    assert store.retry(MONDAY + minute * MINUTE) == 1
    (sent,) = lab.deliver(minute).sent
    assert sent.subject.endswith("The backup of lab failed")


def test_one_refused_message_does_not_hold_up_the_others(store: Notices) -> None:
    pigeon = Pigeon(refuses=["not this one"])
    lab = Lab(store, {"mail": pigeon})
    wait(store, 3)
    done = lab.deliver(1)
    assert len(done.failed) == 1
    assert len(done.sent) == 2


def test_a_channel_that_is_down_is_not_asked_for_each_message(store: Notices) -> None:
    pigeon = Pigeon(refuses=["down"] * 2)
    lab = Lab(store, {"mail": pigeon})
    wait(store, 5)
    assert len(lab.deliver(0).failed) == 2
    assert lab.deliver(0.5) == Delivery()
    assert len(lab.deliver(1).sent) == 5
    assert pigeon.subjects() == [str(n) for n in range(5)]  # in the order in which they happened


def test_a_channel_without_an_address_fails_with_the_reason(store: Notices) -> None:
    lab = Lab(store, {"mail": NotSent("mail", "the keyring is locked")})
    lab.fail()
    (failed,) = lab.deliver().failed
    assert failed.error == "the keyring is locked"


def test_a_channel_of_another_program_is_left_to_it(store: Notices) -> None:
    lab = Lab(store, {"desktop": None})
    lab.fail()
    assert lab.deliver() == Delivery()
    (waiting,) = store.waiting()
    assert waiting.tries == 0
    lab.channels["desktop"] = Pigeon()
    assert len(lab.deliver(2).sent) == 1


def test_two_programs_send_each_message_once(store: Notices) -> None:
    pigeon = Pigeon()
    lab = Lab(store, {"mail": pigeon})
    lab.fail()
    wait(store, 10)
    programs = [lab.another() for _ in range(3)]
    threads = [threading.Thread(target=each.deliver, args=(MONDAY + MINUTE,)) for each in programs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    lab.deliver(1)
    assert sorted(pigeon.subjects()) == sorted([*map(str, range(10)), "The backup of lab failed"])


def test_a_second_delivery_at_the_same_time_does_nothing(store: Notices) -> None:
    lab = Lab(store, {})

    class Slow:
        def send(self, message: Message, cancel: Cancel) -> None:
            inner.append(lab.deliver())

    inner: list[Delivery] = []
    lab.channels["mail"] = Slow()
    store.change_rules(lambda _: [Rule("mail", ALL, Place.KEYRING)])
    lab.fail()
    assert len(lab.deliver().sent) == 1
    assert inner == [Delivery()]


def test_a_cancelled_delivery_leaves_the_rest_in_the_outbox(store: Notices) -> None:
    cancel = Cancel()

    class Stopped:
        def send(self, message: Message, cancel: Cancel) -> None:
            cancel.cancel()
            cancel.check()

    lab = Lab(store, {"mail": Stopped()})
    lab.fail()
    with pytest.raises(Cancelled):
        lab.notifier.deliver(MONDAY + MINUTE, cancel)
    (waiting,) = store.waiting()
    assert waiting.tries == 0
    lab.channels["mail"] = Pigeon()
    assert len(lab.deliver(1).sent) == 1


def test_a_digest_comes_when_it_is_due_and_once(store: Notices) -> None:
    pigeon = Pigeon()
    lab = Lab(store, {"mail": pigeon})
    store.set_period(Period.DAILY, MONDAY)  # seven o'clock in Berlin
    assert not lab.deliver(59).sent
    (sent,) = lab.deliver(60).sent
    assert sent.kind is Kind.DIGEST
    assert pigeon.subjects() == ["all is well"]
    assert lab.made == [(MONDAY, MONDAY + 60 * MINUTE)]
    assert not lab.deliver(61).sent
    assert len(lab.deliver(60 + 24 * 60 * 3).sent) == 1  # one for three days


def test_a_digest_that_nobody_wants_is_not_made(store: Notices) -> None:
    lab = Lab(store, {"mail": Pigeon()})
    store.change_rules(lambda rules: [replace(rule, wants=frozenset()) for rule in rules])
    store.set_period(Period.DAILY, MONDAY)
    assert lab.deliver(120) == Delivery()
    assert not lab.made


def test_old_messages_are_forgotten(store: Notices) -> None:
    lab = Lab(store, {"desktop": None})
    lab.fail()
    lab.deliver()
    lab.deliver(60 * 24 * 89)
    assert len(store.notices()) == 1
    lab.deliver(60 * 24 * 91)
    assert not store.notices()
