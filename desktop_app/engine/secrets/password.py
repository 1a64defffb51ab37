"""What people type as a secret, stretched by Argon2id (RFC 9106).

One at a time in a process: OpenSSL's Argon2id takes its lanes from a pool of threads that the
process has once, and fails with "not enough memory" when two threads want them at once (seen
with cryptography 50: 140 of 160 calls from eight threads).
"""

from __future__ import annotations

import os
import threading
import unicodedata
from collections.abc import Mapping
from concurrent.futures import Future

from cryptography.exceptions import InvalidKey
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

# RFC 9106, second recommended set; about a tenth of a second a guess.
RECOMMENDED = {"iterations": 3, "lanes": 4, "memory_kib": 64 * 1024}
SALT_SIZE = 16
KEY_SIZE = 32

_alone = threading.Lock()
_begun: dict[tuple[str, bytes, tuple[tuple[str, int], ...]], Future[bytes]] = {}


def typed_bytes(text: str) -> bytes:
    """What a person typed, the same bytes on every system.

    Normalised (NFC, as RFC 8265 asks): "ü" is one character on one system and two on the next.
    Bytes that are not UTF-8 reach Python as lone surrogates; they count as the bytes they are.
    """
    return unicodedata.normalize("NFC", text).encode(errors="surrogateescape")


def stretch(text: str, salt: bytes, parameters: Mapping[str, int]) -> bytes:
    """32 bytes. Any thread."""
    begun = _begun.pop(_asked(text, salt, parameters), None)
    return begun.result() if begun else _stretched(text, salt, parameters)


def begin_to_stretch(text: str, salt: bytes, parameters: Mapping[str, int]) -> None:
    """Begin, on a thread of its own, what :func:`stretch` is about to be asked for: the first who
    asks the same gets what comes of it. Returns at once."""
    begun = _begun[_asked(text, salt, parameters)] = Future()

    def work() -> None:
        try:
            begun.set_result(_stretched(text, salt, parameters))
        except BaseException as fault:  # noqa: BLE001 (raised again where it is asked for)
            begun.set_exception(fault)

    # Not a daemon: OpenSSL must not be taken down while it is at work.
    threading.Thread(target=work, name="stretch").start()


def hash_password(text: str, parameters: Mapping[str, int] = RECOMMENDED) -> str:
    """A salted hash in PHC form, which carries its parameters. Any thread.

    >>> hash_password("tomato").startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    True
    """
    with _alone:
        return _argon2id(os.urandom(SALT_SIZE), parameters).derive_phc_encoded(typed_bytes(text))


def fits(text: str, hashed: str) -> bool:
    """Whether it is the password of a hash that :func:`hash_password` made. Any thread."""
    with _alone:
        try:
            Argon2id.verify_phc_encoded(typed_bytes(text), hashed)
        except InvalidKey:
            return False
    return True


def _stretched(text: str, salt: bytes, parameters: Mapping[str, int]) -> bytes:
    with _alone:
        return _argon2id(salt, parameters).derive(typed_bytes(text))


def _asked(
    text: str, salt: bytes, parameters: Mapping[str, int]
) -> tuple[str, bytes, tuple[tuple[str, int], ...]]:
    return text, salt, tuple(sorted(parameters.items()))


def _argon2id(salt: bytes, parameters: Mapping[str, int]) -> Argon2id:
    return Argon2id(
        salt=salt,
        length=KEY_SIZE,
        iterations=parameters["iterations"],
        lanes=parameters["lanes"],
        memory_cost=parameters["memory_kib"],
    )
