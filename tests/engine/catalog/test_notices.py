"""Faults, outbox and channels in the catalog: what goes in comes out; programs do not collide."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from desktop_app.engine.catalog.catalog import Catalog
from desktop_app.engine.catalog.entries import WorkspaceEntry
from desktop_app.engine.catalog.notices import Notices
from desktop_app.engine.errors import UnknownName
from desktop_app.engine.telling.notice import (
    Digesting,
    Fault,
    Kind,
    Notice,
    NoticeState,
    Period,
    Place,
    Ring,
    Rule,
    Ruling,
)
from tests.engine.catalog.conftest import Place as Home

NOON = datetime(2026, 3, 2, 12, 0, 0, 7, tzinfo=UTC)
HOUR = timedelta(hours=1)
MAIL = Rule("mail", frozenset({Kind.FAILURE, Kind.DIGEST}), Place.KEYRING)
DESK = Rule("desktop", frozenset(Kind), Place.WINDOW)
FAULT = Fault(
    "failure:backup:lab",
    Kind.FAILURE,
    'odd\n"lab',
    NOON,
    NOON + HOUR,
    "It failed",
    "Why\nso",
    (Ring("mail", NOON, 2, True), Ring("desktop", NOON + HOUR, 1, False)),
    NOON + 2 * HOUR,
)
NOTICE = Notice("mail", Kind.FAILURE, "subject", "body\nof it", NOON, next_try=NOON)


@pytest.fixture
def notices(whole: Catalog) -> Notices:
    return whole.of().notices


@pytest.fixture
def other(whole: Catalog) -> Notices:
    whole.workspaces.add(WorkspaceEntry("other", NOON))
    return whole.of("other").notices


def added(notices: Notices, *new: Notice) -> tuple[Notice, ...]:
    return notices.rule(lambda *_: Ruling(notices=new))


def test_a_fault_comes_back_as_it_was(notices: Notices, other: Notices) -> None:
    notices.change_fault(FAULT.key, lambda known: FAULT if known is None else None)
    assert notices.faults() == (FAULT,)
    changed = replace(FAULT, cleared=None, rings=())
    notices.change_fault(FAULT.key, lambda known: changed if known == FAULT else None)
    assert notices.faults() == (changed,)
    notices.change_fault(FAULT.key, lambda _: None)
    assert notices.faults() == (changed,)
    assert other.faults() == ()


def test_a_ruling_happens_whole_or_not_at_all(notices: Notices, other: Notices) -> None:
    second = replace(FAULT, key="overdue:backup:lab")
    for fault in (FAULT, second):
        for where in (notices, other):
            where.change_fault(fault.key, lambda _, fault=fault: fault)  # type: ignore[misc]
    notices.change_rules(lambda _: [MAIL])
    changed = replace(FAULT, cleared=None)
    ruling = Ruling((changed,), (second.key,), (NOTICE, replace(NOTICE, channel="desktop")))

    def fails(faults: tuple[Fault, ...], rules: tuple[Rule, ...]) -> Ruling:
        assert faults == (FAULT, second)
        assert rules == (MAIL,)
        # The second notice cannot be kept, so nothing is.
        return replace(ruling, notices=(NOTICE, replace(NOTICE, subject=None)))  # type: ignore[arg-type]

    with pytest.raises(Exception, match=r"(?i)not.null"):
        notices.rule(fails)
    assert notices.faults() == (FAULT, second)
    first, last = notices.rule(lambda *_: ruling)
    assert notices.faults() == (changed,)
    assert notices.waiting() == (first, last)
    assert first == replace(NOTICE, key=first.key)
    assert first.key < last.key
    assert other.faults() == (FAULT, second)
    assert other.waiting() == other.notices() == ()


def test_the_outbox(notices: Notices) -> None:
    first, second = added(notices, NOTICE, replace(NOTICE, channel="desktop"))
    sent = replace(first, state=NoticeState.SENT, sent=NOON + HOUR, tries=1, next_try=None)
    failed = replace(second, state=NoticeState.FAILED, error="no", tries=12, next_try=None)
    notices.keep(sent)
    notices.keep(failed)
    assert notices.notices() == (failed, sent)
    assert notices.notices(limit=1) == (failed,)
    assert notices.waiting() == ()
    assert notices.retry(NOON + HOUR) == 1
    (again,) = notices.waiting()
    assert again == replace(failed, state=NoticeState.WAITING, tries=0, next_try=NOON + HOUR)
    assert notices.retry(NOON + HOUR) == 0


def test_one_notice_is_retried_by_its_key(notices: Notices, other: Notices) -> None:
    keys = []
    for notice in added(notices, NOTICE, NOTICE):
        notices.keep(replace(notice, state=NoticeState.FAILED, next_try=None))
        keys.append(notice.key)
    assert notices.retry(NOON, keys[1]) == 1
    assert [notice.key for notice in notices.waiting()] == keys[1:]
    with pytest.raises(UnknownName):
        other.retry(NOON, keys[0])


def test_a_notice_is_claimed_by_one_program_only(place: Home) -> None:
    catalogs = [place.open() for _ in range(2)]
    programs = [catalog.of().notices for catalog in catalogs]
    new = added(programs[0], *[NOTICE] * 10)
    claimed: list[int] = []

    def claim(mine: Notices) -> None:
        claimed.extend(n.key for n in new if mine.claim(n, NOON + HOUR))

    threads = [threading.Thread(target=claim, args=(mine,)) for mine in programs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(claimed) == [notice.key for notice in new]
    assert not programs[0].claim(new[0], NOON + 2 * HOUR)
    for catalog in catalogs:
        catalog.close()


def test_no_workspace_touches_the_notices_of_another(notices: Notices, other: Notices) -> None:
    (mine,) = added(notices, NOTICE)
    other.keep(replace(mine, state=NoticeState.SENT))
    assert not other.claim(mine, NOON + HOUR)
    assert notices.waiting() == (mine,)


def test_what_is_old_is_forgotten(notices: Notices, other: Notices) -> None:
    old, young = added(notices, NOTICE, replace(NOTICE, created=NOON + HOUR))
    notices.keep(replace(old, state=NoticeState.SENT))
    (theirs,) = added(other, NOTICE)
    notices.forget_notices(NOON)
    assert len(notices.notices()) == 2
    notices.forget_notices(NOON + HOUR)
    assert notices.notices() == (young,)
    assert other.notices() == (theirs,)


def test_channels(notices: Notices, other: Notices) -> None:
    notices.change_rules(lambda known: [*known, MAIL, DESK])
    assert notices.rules() == (DESK, MAIL)
    assert other.rules() == ()
    mail, _ = added(notices, NOTICE, replace(NOTICE, channel="desktop"))
    theirs = added(other, NOTICE)
    notices.keep(replace(mail, state=NoticeState.SENT))
    (waits,) = added(notices, NOTICE)
    notices.change_rules(lambda known: [rule for rule in known if rule != DESK])
    assert notices.rules() == (MAIL,)
    assert notices.waiting() == (waits,)
    notices.change_rules(lambda _: [])
    assert [notice.state for notice in notices.notices()] == [NoticeState.SENT]
    assert other.waiting() == theirs


def test_no_address_is_kept(whole: Catalog, notices: Notices) -> None:
    notices.change_rules(lambda _: [MAIL])
    (stored,) = whole.workspaces.load("default").channels
    assert dict(stored) == {"name": "mail", "wants": ["digest", "failure"], "place": "keyring"}


def test_digests(notices: Notices, other: Notices) -> None:
    assert notices.digesting() == Digesting()
    away = timezone(timedelta(hours=9))
    notices.set_period(Period.WEEKLY, NOON.astimezone(away))
    before = notices.digesting()
    assert before == Digesting(Period.WEEKLY, NOON)
    assert other.digesting() == Digesting()
    (mine,) = notices.add_digest(before, NOON + HOUR, [NOTICE])
    assert notices.waiting() == (mine,)
    assert notices.digesting() == Digesting(Period.WEEKLY, NOON + HOUR)
    # Another program looked before and comes after.
    assert notices.add_digest(before, NOON + HOUR, [NOTICE]) == ()
    assert notices.waiting() == (mine,)
