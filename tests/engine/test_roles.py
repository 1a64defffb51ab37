"""The rules of who may do what, and of how fast a password can be guessed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.engine.catalog.entries import WorkspaceEntry
from desktop_app.engine.errors import AskedTooOften, NotAllowed
from desktop_app.engine.roles import (
    FREE_TRIES,
    LONGEST_WAIT,
    NEEDED,
    Action,
    Role,
    check,
    check_wait,
    counted,
    role_of,
    wait_after,
)
from desktop_app.engine.secrets.password import hash_password

NOW = datetime(2026, 5, 4, 3, 2, 1, tzinfo=UTC)
WORK = {Action.BACK_UP, Action.VERIFY, Action.RESTORE_BESIDE}


def test_every_action_has_a_role() -> None:
    assert set(NEEDED) == set(Action)


@pytest.mark.parametrize("action", Action)
def test_a_technician_works_and_takes_nothing_away(action: Action) -> None:
    check(action, Role.MANAGER, "lab")
    if action in WORK:
        check(action, Role.TECHNICIAN, "lab")
        return
    with pytest.raises(NotAllowed) as caught:
        check(action, Role.TECHNICIAN, "lab")
    assert (caught.value.action, caught.value.workspace) == (action, "lab")


def test_the_right_password_is_the_managers() -> None:
    hashed = hash_password("tomato", {"iterations": 1, "lanes": 1, "memory_kib": 64})
    assert role_of("tomato", hashed) is Role.MANAGER
    assert role_of("tomatoes", hashed) is Role.TECHNICIAN


@given(st.integers(0, 10**9))
def test_the_wait_grows_and_ends(refused: int) -> None:
    assert timedelta(0) <= wait_after(refused) <= wait_after(refused + 1) <= LONGEST_WAIT
    assert (wait_after(refused) > timedelta(0)) is (refused > FREE_TRIES)


def test_a_thousand_guesses_take_weeks() -> None:
    entry, now = WorkspaceEntry("lab", NOW), NOW
    for _ in range(1000):
        entry = counted(entry, now)
        now = max(now, entry.asked_again_after or now)
    assert now - NOW > timedelta(days=40)


def test_nobody_is_asked_while_the_wait_lasts() -> None:
    with pytest.raises(AskedTooOften) as caught:
        check_wait(NOW + timedelta(seconds=1.2), NOW, "lab")
    assert caught.value.seconds == 2
    check_wait(NOW, NOW, "lab")
    check_wait(None, NOW, "lab")


def test_a_clock_that_was_put_back_locks_nobody_out() -> None:
    check_wait(NOW + LONGEST_WAIT + timedelta(seconds=1), NOW, "lab")
