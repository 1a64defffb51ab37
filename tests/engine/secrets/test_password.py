"""What people type is stretched, the same on every system and in every thread."""

from __future__ import annotations

import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.engine.secrets.password import begin_to_stretch, fits, hash_password, stretch

CHEAP = {"iterations": 1, "lanes": 1, "memory_kib": 64}
CHEAP_LANES = {"iterations": 1, "lanes": 4, "memory_kib": 64}


@given(st.text(max_size=50))
def test_only_the_right_one_fits(text: str) -> None:
    hashed = hash_password(text, CHEAP)
    assert fits(text, hashed)
    assert not fits(text + "x", hashed)


@pytest.mark.parametrize("text", ["", "latin \udcfc", "x" * 5000])
def test_odd_passwords(text: str) -> None:
    assert fits(text, hash_password(text, CHEAP))


def test_a_password_is_its_characters_however_they_are_written() -> None:
    assert fits("Gr\u00fc\u00dfe", hash_password("Gru\u0308\u00dfe", CHEAP))


def test_hashes_are_salted() -> None:
    assert hash_password("tomato", CHEAP) != hash_password("tomato", CHEAP)


def test_a_guess_costs_what_rfc_9106_says() -> None:
    assert hash_password("tomato").startswith("$argon2id$v=19$m=65536,t=3,p=4$")


def test_threads_do_not_disturb_one_another() -> None:
    """OpenSSL refuses when several want its threads at once."""
    right, hashed = stretch("tomato", bytes(16), CHEAP_LANES), hash_password("tomato", CHEAP_LANES)
    wrong: list[object] = []
    start = threading.Barrier(8)

    def stretch_often() -> None:
        start.wait()
        for _ in range(20):
            try:
                if stretch("tomato", bytes(16), CHEAP_LANES) != right or not fits("tomato", hashed):
                    wrong.append("another result")
            except BaseException as fault:  # noqa: BLE001 (the test tells it)
                wrong.append(fault)

    threads = [threading.Thread(target=stretch_often) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_what_was_begun_before_is_not_done_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    right = stretch("tomato", bytes(16), CHEAP)
    begin_to_stretch("tomato", bytes(16), CHEAP)
    for thread in threading.enumerate():
        if thread.name == "stretch":
            thread.join()
    monkeypatch.setattr("desktop_app.engine.secrets.password.Argon2id", None)
    assert stretch("tomato", bytes(16), CHEAP) == right
    with pytest.raises(TypeError):
        stretch("tomato", bytes(16), CHEAP)  # what was begun is given once


@pytest.mark.parametrize(
    ("text", "salt", "parameters"),
    [
        ("potato", bytes(16), CHEAP),
        ("tomato", bytes(15) + b"x", CHEAP),
        ("tomato", bytes(16), CHEAP_LANES),
    ],
)
def test_another_question_does_not_get_what_was_begun(
    text: str, salt: bytes, parameters: dict[str, int]
) -> None:
    right = stretch(text, salt, parameters)
    begin_to_stretch("tomato", bytes(16), CHEAP)
    assert stretch(text, salt, parameters) == right != stretch("tomato", bytes(16), CHEAP)


def test_a_fault_of_what_was_begun_is_raised_where_it_is_asked_for() -> None:
    impossible = {**CHEAP, "memory_kib": 0}
    begin_to_stretch("tomato", bytes(16), impossible)
    with pytest.raises(ValueError, match="memory_cost"):
        stretch("tomato", bytes(16), impossible)
