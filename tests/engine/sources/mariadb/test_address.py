"""Addresses of MariaDB databases, and secrets that must not be in them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.engine.errors import BadAddress
from desktop_app.engine.sources.mariadb.address import Address, without_secrets

NAMES = st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=12)
HOSTS = st.sampled_from(["localhost", "db.example.org", "10.0.0.7", "::1"])
OPTIONS = st.dictionaries(st.sampled_from(["ssl_ca", "ssl_cert", "ssl_key", "socket"]), NAMES)


@given(HOSTS, st.integers(1, 65535), NAMES, NAMES, OPTIONS)
def test_an_address_is_read_back_from_its_url(
    host: str, port: int, user: str, database: str, options: dict[str, str]
) -> None:
    address = Address(host, port, user, database.replace("/", "-"), tuple(sorted(options.items())))
    assert Address.from_url(address.url()) == address


def test_what_is_left_out_is_usual() -> None:
    address = Address.from_url("mysql://node@device/db?ssl=verify")
    assert address.url() == "mariadb://node@device:3306/db?ssl=verify"
    assert address.where == "device:3306"


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("postgresql://a@b/c", "does not begin with"),
        ("a@b/c", "does not begin with"),
        ("mariadb://u:secret@h/d", "holds a password"),
        ("mariadb://u:se/c?ret@h/d", "holds a password"),
        ("mariadb://me@uni.edu:secret@h/d", "holds a password"),
        ("mariadb://u@h/d?password=secret", "holds a password"),
        ("mariadb://u@h/d?passwd=secret", "holds a password"),
        ("mariadb://u@h", "names no database"),
        ("mariadb://u@h/a/b", "names more than one"),
        ("mariadb://u@h:port/d", "no usable host and port"),
        ("mariadb://u@h:0/d", "no usable port"),
        ("mariadb://u@h:99999/d", "no usable host and port"),
        ("mariadb://u@h/d?speed=high", "has the option speed"),
        ("mariadb://u@h/d?ssl=maybe", "neither off, on, nor verify"),
        ("mariadb://u@h/d%00", "characters that no address has"),
        ("mariadb://u@h/d#x", "holds a #"),
    ],
)
def test_what_is_no_address_is_refused_and_shows_no_secret(url: str, reason: str) -> None:
    with pytest.raises(BadAddress) as refused:
        Address.from_url(url)
    assert reason in refused.value.reason
    for secret in ("secret", "se/c?ret", "ret@"):
        assert secret not in str(refused.value)


@given(st.text(max_size=10), st.text(max_size=10))
def test_no_text_breaks_the_hiding(before: str, after: str) -> None:
    shown = without_secrets(f"mariadb://user:{before}s3cr3t{after}@host/db")
    assert "s3cr3t" not in shown
