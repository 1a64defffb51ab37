from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.engine.errors import MistypedKey
from desktop_app.engine.repository.recovery_key import (
    ALPHABET,
    decode_recovery_key,
    encode_recovery_key,
    new_recovery_key,
)

KEYS = st.binary(min_size=20, max_size=20)
KEY = bytes(range(20))
PRINTED = "000G5-40R48-0M30Q-E209P-185GZ-R38E9-1W81J-24GKJ"


@given(KEYS)
def test_what_was_printed_can_be_typed(key: bytes) -> None:
    assert decode_recovery_key(encode_recovery_key(key)) == key


def test_the_printed_form_is_frozen() -> None:
    assert encode_recovery_key(KEY) == PRINTED


def test_new_keys_differ() -> None:
    assert decode_recovery_key(new_recovery_key()) != decode_recovery_key(new_recovery_key())


@pytest.mark.parametrize(
    "typed",
    [
        PRINTED.lower(),
        PRINTED.replace("-", ""),
        PRINTED.replace("-", "  \t"),
        f"  {PRINTED}\n",
        PRINTED.replace("0", "O"),
        PRINTED.replace("1", "l"),
        PRINTED.replace("1", "i"),
    ],
)
def test_how_it_is_typed_does_not_matter(typed: str) -> None:
    assert decode_recovery_key(typed) == KEY


@given(KEYS, st.integers(0, 39), st.sampled_from(ALPHABET))
def test_every_single_slip_is_told_by_its_group(key: bytes, at: int, other: str) -> None:
    plain = encode_recovery_key(key).replace("-", "")
    if plain[at] == other:
        return
    with pytest.raises(MistypedKey) as caught:
        decode_recovery_key(plain[:at] + other + plain[at + 1 :])
    assert caught.value.group == at // 5 + 1


def test_every_single_slip_in_one_key_is_found() -> None:
    plain = PRINTED.replace("-", "")
    for at, right in enumerate(plain):
        for other in set(ALPHABET) - {right}:
            with pytest.raises(MistypedKey):
                decode_recovery_key(plain[:at] + other + plain[at + 1 :])


@given(KEYS, st.integers(0, 38))
def test_every_exchange_of_neighbours_is_found(key: bytes, at: int) -> None:
    plain = encode_recovery_key(key).replace("-", "")
    if plain[at] == plain[at + 1]:
        return
    swapped = plain[:at] + plain[at + 1] + plain[at] + plain[at + 2 :]
    with pytest.raises(MistypedKey):
        decode_recovery_key(swapped)


@given(KEYS, st.integers(0, 6))
def test_exchanged_groups_are_found(key: bytes, at: int) -> None:
    groups = encode_recovery_key(key).split("-")
    groups[at], groups[at + 1] = groups[at + 1], groups[at]
    with pytest.raises(MistypedKey):
        decode_recovery_key("-".join(groups))


@pytest.mark.parametrize("typed", ["", "no", PRINTED[:-1], PRINTED + "0", PRINTED * 2])
def test_a_key_of_another_length(typed: str) -> None:
    with pytest.raises(MistypedKey) as caught:
        decode_recovery_key(typed)
    assert caught.value.group == 0


@pytest.mark.parametrize("stranger", ["U", "é", "!", "ß", "٣"])
def test_a_character_that_no_key_has(stranger: str) -> None:
    with pytest.raises(MistypedKey):
        decode_recovery_key(PRINTED[:6] + stranger + PRINTED[7:])
