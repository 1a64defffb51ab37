"""Reasons tell what servers said, and nothing that only the address knows."""

from __future__ import annotations

import logging
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.engine.notify.reasons import LONGEST, reason, without_secrets

D, W = logging.DEBUG, logging.WARNING


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ([(D, "Socket Exception: (535, b'5.7.8 No such login')")], "the server said 535 5.7.8 No"),
        (
            [(D, "Socket Exception: {'a@b': (550, b'nobody here')}"), (W, "x")],
            "the server said 550 nobody here",
        ),
        ([(D, "Socket Exception: [Errno -2] Name or service not known")], "Name or service not"),
        ([(D, "Socket Exception: HTTPConnectionPool(x): Read timed out.")], "there was no answer"),
        (
            [(D, "Socket Exception: [SSL] certificate verify failed: expired (_ssl.c:1)")],
            "the server's certificate cannot be trusted: expired",
        ),
        ([(W, "Failed to send: error=404."), (D, "Response Details: x")], "Failed to send: error="),
        ([], "the service did not take it"),
    ],
)
def test_what_is_told(told: list[tuple[int, str]], said: str) -> None:
    assert reason(told).startswith(said)


secrets = st.text(st.characters(categories=("L", "N")), min_size=3, max_size=20)


@given(secrets, secrets, secrets, secrets)
def test_no_secret_is_told(user: str, password: str, path: str, value: str) -> None:
    url = "https://{}:{}@host.example:8080/{}?key={}".format(
        *(quote(part) for part in (user, password, path, value))
    )
    told = f"at {url}: {user} {password} /{path} key={value} {quote(path)} was no good"
    shown = without_secrets(told, url)
    for secret in (user, password, path, value):
        left = shown.replace("…", "")
        known = "at https://:@host.example:8080/?key=: key= was no good"
        for form in (secret, quote(secret)):
            assert form not in left or form in known


def test_a_token_in_the_place_of_a_host_is_a_secret() -> None:
    assert without_secrets("T1JJ3T3L2 failed", "slack://T1JJ3T3L2/A1B/TIiaj") == "… failed"
    assert without_secrets("to mail.example", "mailto://u:p@mail.example") == "to mail.example"


def test_a_reason_is_one_short_line() -> None:
    assert without_secrets("a\r\n b" + "x" * 1000, "") == ("a b" + "x" * 1000)[:LONGEST]
