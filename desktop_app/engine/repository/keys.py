"""The repository's header ``labvault.json``: format version, id, and the slots of its key.

The master key is 32 random bytes. Each slot wraps it once: a passphrase through Argon2id
(RFC 9106, second recommended set), a printed recovery key or a keyring secret through HKDF.
The header carries a plain checksum, so that damage is told from a wrong passphrase, and a
keyed MAC, so that nobody without the key changes a slot unnoticed.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime

from blake3 import blake3
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import (
    Damaged,
    LastKey,
    NewerFormat,
    NotARepository,
    NotSupported,
    UnknownName,
    WrongKey,
)
from desktop_app.engine.repository.recovery_key import decode_recovery_key
from desktop_app.engine.repository.seal import TAG_SIZE, VERSION, derive
from desktop_app.engine.secrets import password

HEADER_NAME = "labvault.json"
KEY_SIZE = 32
ARGON2 = password.RECOMMENDED
# A hostile header must not make this machine burn hours or all its memory.
ARGON2_LIMITS = {"iterations": 16, "lanes": 16, "memory_kib": 1024 * 1024}
MAX_SLOTS = 64
# Iterations times KiB of memory, of all slots together: a secret is tried on one after the other.
# As many as 64 slots of the set above need.
MAX_COST = 12 << 20
MAX_HEADER = 1 << 20
ID = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class Passphrase:
    """What a person types. ``repr`` hides it."""

    text: str

    def __repr__(self) -> str:
        return "Passphrase(…)"


@dataclass(frozen=True, slots=True)
class RecoveryKey:
    """The printed key, as typed back: case, spaces and hyphens do not matter."""

    text: str

    def __repr__(self) -> str:
        return "RecoveryKey(…)"


@dataclass(frozen=True, slots=True)
class KeyringSecret:
    """32 random bytes that the operating system's keyring holds for one slot."""

    data: bytes

    def __repr__(self) -> str:
        return "KeyringSecret(…)"


Secret = Passphrase | RecoveryKey | KeyringSecret
PASSPHRASE, RECOVERY_KEY, KEYRING = "passphrase", "recovery key", "keyring"
KIND_OF = {Passphrase: PASSPHRASE, RecoveryKey: RECOVERY_KEY, KeyringSecret: KEYRING}
# What a person holds; a keyring goes with its computer.
HELD_BY_PEOPLE = (PASSPHRASE, RECOVERY_KEY)


@dataclass(frozen=True, slots=True)
class Slot:
    """One wrapping of the master key. ``argon2`` is empty unless the kind is passphrase;
    ``made`` is a moment, ISO 8601, for people, and empty in headers of early programs."""

    id: str
    kind: str
    salt: bytes
    argon2: Mapping[str, int]
    wrapped: bytes
    made: str = ""


@dataclass(frozen=True, slots=True)
class Header:
    """What ``labvault.json`` says. ``recovery_text`` is the BLAKE3 of RECOVERY.txt."""

    id: str
    created: str
    slots: tuple[Slot, ...]
    recovery_text: str

    def with_slot(self, master: bytes, secret: Secret) -> Header:
        """The header with one more way to open the repository. Raises :class:`NotSupported`
        when there are as many as there can be, or as costly ones."""
        if len(self.slots) == MAX_SLOTS:
            raise NotSupported("one more key slot", f"a repository has {MAX_SLOTS} at most")
        slots = (*self.slots, wrap(master, self.id, secret))
        if cost(slots) > MAX_COST:
            raise NotSupported("one more key slot", "to try them all would take too long")
        return replace(self, slots=slots)

    def without_slot(self, slot_id: str) -> Header:
        """The header without a slot. Raises :class:`UnknownName`, and :class:`LastKey` when no
        passphrase and no recovery key would be left."""
        left = tuple(slot for slot in self.slots if slot.id != slot_id)
        if len(left) == len(self.slots):
            raise UnknownName("key slot", slot_id)
        if not any(slot.kind in HELD_BY_PEOPLE for slot in left):
            raise LastKey(slot_id)
        return replace(self, slots=left)

    def slots_of(self, kind: str) -> tuple[Slot, ...]:
        """The slots of one kind, the oldest first."""
        return tuple(slot for slot in self.slots if slot.kind == kind)


def wrap(master: bytes, repository_id: str, secret: Secret) -> Slot:
    """Close the master key with a secret."""
    salt = os.urandom(32)
    argon2 = ARGON2 if isinstance(secret, Passphrase) else {}
    made = datetime.now(UTC).isoformat(timespec="seconds")
    slot = Slot(os.urandom(8).hex(), KIND_OF[type(secret)], salt, argon2, b"", made)
    sealed = _slot_cipher(slot, secret).encrypt(bytes(12), master, _bound(slot, repository_id))
    return replace(slot, wrapped=sealed)


def unwrap(header: Header, secret: Secret, where: str) -> bytes:
    """The master key, from the first slot that the secret opens; else :class:`WrongKey`."""
    return find_slot(header, secret, where)[1]


def find_slot(header: Header, secret: Secret, where: str) -> tuple[Slot, bytes]:
    """The first slot that the secret opens, and the master key; else :class:`WrongKey`."""
    kind = KIND_OF[type(secret)]
    for slot in header.slots_of(kind):
        try:
            cipher = _slot_cipher(slot, secret)
            return slot, cipher.decrypt(bytes(12), slot.wrapped, _bound(slot, header.id))
        except InvalidTag:
            continue
    raise WrongKey(where, kind)


def _slot_cipher(slot: Slot, secret: Secret) -> ChaCha20Poly1305:
    # The nonce can be constant: the salt, and with it this key, is never used for a second seal.
    if isinstance(secret, Passphrase):
        stretched = password.stretch(secret.text, slot.salt, slot.argon2)
        return ChaCha20Poly1305(stretched)
    data = secret.data if isinstance(secret, KeyringSecret) else decode_recovery_key(secret.text)
    return ChaCha20Poly1305(derive(data, f"slot/{slot.kind}", slot.salt))


def _bound(slot: Slot, repository_id: str) -> bytes:
    return f"labvault/1/slot/{repository_id}/{slot.id}/{slot.kind}".encode()


def encode_header(header: Header, master: bytes) -> bytes:
    """The one canonical text of a header; every other text with the same meaning is damage."""
    body: dict[str, object] = {
        "labvault": "repository",
        "format": VERSION,
        "id": header.id,
        "created": header.created,
        "recovery_text": header.recovery_text,
        "slots": [_slot_body(slot) for slot in header.slots],
    }
    body["mac"] = _mac(master, body)
    body["checksum"] = blake3(_canonical(body)).hexdigest()
    return _canonical(body)


def _slot_body(slot: Slot) -> dict[str, object]:
    body: dict[str, object] = {
        "id": slot.id,
        "kind": slot.kind,
        "salt": slot.salt.hex(),
        "wrapped": slot.wrapped.hex(),
        "argon2": dict(slot.argon2),
    }
    return body | {"made": slot.made} if slot.made else body


def decode_header(data: bytes, where: str) -> Header:
    """Read and check all that can be checked without the key."""
    body = _parse(data, where)
    checksum = body.pop("checksum", None)
    # The checksum comes before all else that the text says, and is the same in every format to
    # come: a flipped bit must not pass for a newer format, nor for a repository of something else.
    if checksum != blake3(_canonical(body)).hexdigest():
        raise Damaged(HEADER_NAME, "its checksum does not match")
    if _canonical({**body, "checksum": checksum}) != data:
        raise Damaged(HEADER_NAME, "its text was changed")
    _check_format(body, where)
    try:
        header = _header_of(body)
    except (KeyError, TypeError, ValueError):
        raise Damaged(HEADER_NAME, "lacks a field or has one of a wrong kind") from None
    if cost(header.slots) > MAX_COST:
        raise Damaged(HEADER_NAME, "was changed: its key slots would take too long to try")
    return header


def check_mac(data: bytes, master: bytes) -> None:
    """Check with the key in hand that nobody without it wrote this header."""
    body = json.loads(data)
    mac = body.pop("mac", None)
    del body["checksum"]
    if mac != _mac(master, body):
        raise Damaged(HEADER_NAME, "was changed by someone without the key")


def _parse(data: bytes, where: str) -> dict[str, object]:
    try:
        body = json.loads(data)
    except (ValueError, RecursionError):
        raise Damaged(HEADER_NAME, "is not readable as JSON") from None
    if not isinstance(body, dict) or not body.keys() & {"labvault", "checksum"}:
        raise NotARepository(where)
    return body


def _check_format(body: Mapping[str, object], where: str) -> None:
    if body.get("labvault") != "repository":
        raise NotARepository(where)
    version = body.get("format")
    if type(version) is not int or version < 1:
        raise Damaged(HEADER_NAME, "names no format version")
    if version > VERSION:
        raise NewerFormat(where, version)


def _header_of(body: Mapping[str, object]) -> Header:
    slots = body["slots"]
    if not isinstance(slots, list) or not 1 <= len(slots) <= MAX_SLOTS:
        raise ValueError("slots")
    if not ID.fullmatch(_text(body, "id")):  # it names files on this computer
        raise ValueError("id")
    return Header(
        id=_text(body, "id"),
        created=_text(body, "created"),
        slots=tuple(_slot_of(slot) for slot in slots),
        recovery_text=_text(body, "recovery_text"),
    )


def cost(slots: Iterable[Slot]) -> int:
    """What trying a passphrase on all of them takes, in the unit of :data:`MAX_COST`."""
    parameters = (slot.argon2 for slot in slots if slot.argon2)
    return sum(each["iterations"] * each["memory_kib"] for each in parameters)


def _slot_of(body: Mapping[str, object]) -> Slot:
    kind, argon2 = _text(body, "kind"), body["argon2"]
    if kind != "passphrase" and argon2 != {}:
        raise ValueError("argon2")
    return Slot(
        id=_text(body, "id"),
        kind=kind,
        salt=_bytes(body, "salt", 32),
        argon2=_argon2_of(argon2) if kind == "passphrase" else {},
        wrapped=_bytes(body, "wrapped", KEY_SIZE + TAG_SIZE),
        made=_text(body, "made") if "made" in body else "",
    )


def _argon2_of(body: object) -> dict[str, int]:
    if not isinstance(body, dict) or body.keys() != ARGON2_LIMITS.keys():
        raise TypeError("argon2")
    for name, limit in ARGON2_LIMITS.items():
        if type(body[name]) is not int or not 1 <= body[name] <= limit:
            raise ValueError(name)
    if body["memory_kib"] < 8 * body["lanes"]:  # RFC 9106, section 3.1
        raise ValueError("memory_kib")
    return dict(body)


def _text(body: Mapping[str, object], name: str) -> str:
    value = body[name]
    if not isinstance(value, str):
        raise TypeError(name)
    return value


def _bytes(body: Mapping[str, object], name: str, size: int) -> bytes:
    value = bytes.fromhex(_text(body, name))
    if len(value) != size:
        raise ValueError(name)
    return value


def _canonical(body: Mapping[str, object]) -> bytes:
    return (json.dumps(body, indent=2, sort_keys=True, ensure_ascii=True) + "\n").encode()


def _mac(master: bytes, body: Mapping[str, object]) -> str:
    return blake3(_canonical(body), key=derive(master, "header")).hexdigest()
