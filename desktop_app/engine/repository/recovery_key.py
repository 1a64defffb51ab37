"""The printed recovery key: 160 random bits that a person can type back without despair.

Eight groups of five characters in Crockford's base 32 (no I, L, O, U). The fifth character of
a group checks the other four and the group's place, so a slip is told group by group::

    >>> encode_recovery_key(bytes(range(20)))
    '000G5-40R48-0M30Q-E209P-185GZ-R38E9-1W81J-24GKJ'
"""

from __future__ import annotations

import os

from desktop_app.engine.errors import MistypedKey

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LOOKALIKES = str.maketrans("OIL", "011")
GROUPS = 8
KEY_SIZE = 20


def new_recovery_key() -> str:
    """A fresh key, in groups."""
    return encode_recovery_key(os.urandom(KEY_SIZE))


def encode_recovery_key(key: bytes) -> str:
    """20 bytes as eight groups."""
    number = int.from_bytes(key, "big")
    values = [(number >> shift) & 31 for shift in range(155, -1, -5)]
    groups = [values[at : at + 4] for at in range(0, 32, 4)]
    return "-".join(
        "".join(ALPHABET[value] for value in [*group, _check(group, place)])
        for place, group in enumerate(groups)
    )


def decode_recovery_key(text: str) -> bytes:
    """The 20 bytes; :class:`MistypedKey` names the first group that has a slip."""
    plain = as_typed(text)
    if len(plain) != GROUPS * 5:
        raise MistypedKey(0)
    number = 0
    for place in range(GROUPS):
        typed = plain[place * 5 : place * 5 + 5]
        values = [ALPHABET.find(character) for character in typed]
        if min(values) < 0 or values[4] != _check(values[:4], place):
            raise MistypedKey(place + 1)
        for value in values[:4]:
            number = number << 5 | value
    return number.to_bytes(KEY_SIZE, "big")


def as_typed(text: str) -> str:
    """The characters that count, of a key or of one group.

    >>> as_typed("ooog-5 4o")
    '000G540'
    """
    return "".join(text.upper().split()).replace("-", "").translate(LOOKALIKES)


def _check(group: list[int], place: int) -> int:
    # Horner's scheme in the field of 32 elements (x⁵ + x² + 1): every single slip, every two
    # exchanged neighbours and every group in another place change the sum.
    total = place
    for value in group:
        total = _double(total) ^ value
    return _double(total)


def _double(value: int) -> int:
    return value << 1 if value < 16 else (value << 1) ^ 0b100101
