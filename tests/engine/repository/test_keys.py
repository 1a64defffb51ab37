from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from blake3 import blake3
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.engine.errors import (
    Damaged,
    LastKey,
    MistypedKey,
    NewerFormat,
    NotARepository,
    NotSupported,
    UnknownName,
    WrongKey,
)
from desktop_app.engine.repository import keys
from desktop_app.engine.repository.keys import (
    HEADER_NAME,
    MAX_SLOTS,
    Header,
    KeyringSecret,
    Passphrase,
    RecoveryKey,
    check_mac,
    decode_header,
    encode_header,
    unwrap,
    wrap,
)
from desktop_app.engine.repository.recovery_key import new_recovery_key
from desktop_app.engine.repository.repository import Repository
from desktop_app.engine.repository.storage.memory import MemoryStorage
from desktop_app.engine.secrets import password
from tests.engine.repository.material import MASTER, PASSPHRASE

ID = "00112233445566778899aabbccddeeff"
EMPTY = Header(ID, "2026-05-04T03:02:01+00:00", (), "ab" * 32)
SECRETS = [
    Passphrase(PASSPHRASE),
    RecoveryKey(new_recovery_key()),
    KeyringSecret(bytes(range(100, 132))),
]


@pytest.fixture
def header() -> Header:
    return EMPTY.with_slot(MASTER, Passphrase(PASSPHRASE))


def canonical(body: dict[str, Any]) -> bytes:
    """The header's text as FORMAT.md tells it, with a checksum that fits: what anyone can make
    who has no key."""
    body.pop("checksum", None)

    def text() -> bytes:
        return (json.dumps(body, indent=2, sort_keys=True) + "\n").encode()

    body["checksum"] = blake3(text()).hexdigest()
    return text()


def changed(header: Header, change: Callable[[dict[str, Any]], object]) -> bytes:
    body = json.loads(encode_header(header, MASTER))
    change(body)
    return canonical(body)


@pytest.mark.parametrize("secret", SECRETS)
def test_each_kind_of_secret_opens(secret: Passphrase | RecoveryKey | KeyringSecret) -> None:
    header = EMPTY
    for each in SECRETS:
        header = header.with_slot(MASTER, each)
    again = decode_header(encode_header(header, MASTER), "here")

    assert again == header
    assert unwrap(again, secret, "here") == MASTER


@given(st.text(min_size=1))
def test_any_passphrase_opens(passphrase: str) -> None:
    header = EMPTY.with_slot(MASTER, Passphrase(passphrase))
    assert unwrap(header, Passphrase(passphrase), "here") == MASTER


def test_a_passphrase_is_its_characters_however_they_are_written() -> None:
    header = EMPTY.with_slot(MASTER, Passphrase("Gru\u0308\u00dfe"))
    assert unwrap(header, Passphrase("Gr\u00fc\u00dfe"), "here") == MASTER


def test_a_passphrase_of_bytes_that_are_no_text() -> None:
    header = EMPTY.with_slot(MASTER, Passphrase("latin \udcfc"))
    assert unwrap(header, Passphrase("latin \udcfc"), "here") == MASTER


@pytest.mark.parametrize(
    ("secret", "what"),
    [
        (Passphrase(PASSPHRASE + " "), "passphrase"),
        (RecoveryKey(new_recovery_key()), "recovery key"),
        (KeyringSecret(bytes(32)), "keyring"),
    ],
)
def test_a_wrong_secret(
    header: Header, secret: Passphrase | RecoveryKey | KeyringSecret, what: str
) -> None:
    with pytest.raises(WrongKey) as caught:
        unwrap(header, secret, "here")
    assert (caught.value.where, caught.value.what) == ("here", what)


def test_a_slip_in_the_recovery_key_is_told_before_it_is_tried() -> None:
    header = EMPTY.with_slot(MASTER, RecoveryKey(new_recovery_key()))
    with pytest.raises(MistypedKey):
        unwrap(header, RecoveryKey("nonsense"), "here")


def test_secrets_do_not_show() -> None:
    assert [repr(secret) for secret in SECRETS] == [
        "Passphrase(…)",
        "RecoveryKey(…)",
        "KeyringSecret(…)",
    ]


def test_a_slot_can_be_revoked(header: Header) -> None:
    both = header.with_slot(MASTER, Passphrase("other"))
    left = both.without_slot(header.slots[0].id)

    with pytest.raises(WrongKey):
        unwrap(left, Passphrase(PASSPHRASE), "here")
    assert unwrap(left, Passphrase("other"), "here") == MASTER


def test_a_passphrase_or_a_recovery_key_must_be_left(header: Header) -> None:
    """A keyring goes with its computer."""
    with pytest.raises(LastKey):
        header.without_slot(header.slots[0].id)
    ringed = header.with_slot(MASTER, KeyringSecret(bytes(32)))
    with pytest.raises(LastKey):
        ringed.without_slot(header.slots[0].id)
    printed = ringed.with_slot(MASTER, RecoveryKey(new_recovery_key()))
    assert len(printed.without_slot(header.slots[0].id).slots) == 2


def test_no_more_slots_than_a_reader_takes() -> None:
    header = EMPTY
    for _ in range(MAX_SLOTS):
        header = header.with_slot(MASTER, KeyringSecret(bytes(32)))
    assert decode_header(encode_header(header, MASTER), "here") == header
    with pytest.raises(NotSupported):
        header.with_slot(MASTER, KeyringSecret(bytes(32)))


def test_an_unknown_slot_cannot_be_revoked(header: Header) -> None:
    with pytest.raises(UnknownName):
        header.with_slot(MASTER, Passphrase("other")).without_slot("nobody")


def test_a_slot_tells_when_it_was_made_and_need_not(header: Header) -> None:
    slot = header.slots[0]
    assert datetime.now(UTC) - datetime.fromisoformat(slot.made) < timedelta(minutes=5)
    early = replace(header, slots=(replace(slot, made=""),))
    assert b"made" not in encode_header(early, MASTER)
    assert decode_header(encode_header(early, MASTER), "here") == early


def test_a_slot_does_not_fit_another_repository_or_kind(header: Header) -> None:
    slot = wrap(MASTER, "f" * 32, Passphrase(PASSPHRASE))
    with pytest.raises(WrongKey):
        unwrap(Header(ID, "", (slot,), ""), Passphrase(PASSPHRASE), "here")


def test_every_changed_byte_is_damage(header: Header) -> None:
    """Not a newer format, not a wrong passphrase, and not "no repository"."""
    data = encode_header(header, MASTER)
    for at in range(len(data)):
        for bit in (1, 2, 4, 8, 16, 32, 64, 128):
            flipped = data[:at] + bytes([data[at] ^ bit]) + data[at + 1 :]
            with pytest.raises(Damaged) as caught:
                decode_header(flipped, "here")
            assert caught.value.name == HEADER_NAME


@given(st.data())
def test_every_cut_or_insertion_is_damage(data: st.DataObject) -> None:
    whole = encode_header(EMPTY.with_slot(MASTER, KeyringSecret(bytes(32))), MASTER)
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, len(whole)))
    put = data.draw(st.binary(max_size=4))
    if (other := whole[:start] + put + whole[end:]) != whole:
        with pytest.raises((Damaged, NotARepository)):
            decode_header(other, "here")


@pytest.mark.parametrize("text", [b"[]", b"{}", b"7", b'"labvault"', b'{"name": "restic"}'])
def test_json_of_something_else(text: bytes) -> None:
    with pytest.raises(NotARepository):
        decode_header(text, "here")


def test_a_header_of_something_else_of_ours() -> None:
    with pytest.raises(NotARepository):
        decode_header(canonical({"labvault": "catalog"}), "here")


@pytest.mark.parametrize("text", [b"", b"{", b"\xff", b"[" * 200_000, b"1" * 5000])
def test_what_is_no_json(text: bytes) -> None:
    with pytest.raises(Damaged, match="JSON"):
        decode_header(text, "here")


def test_a_newer_format(header: Header) -> None:
    with pytest.raises(NewerFormat) as caught:
        decode_header(changed(header, lambda body: body.update(format=2)), "here")
    assert caught.value.version == 2


@pytest.mark.parametrize("version", [0, -1, True, 1.0, "1", None])
def test_no_format(header: Header, version: object) -> None:
    with pytest.raises(Damaged, match="format version"):
        decode_header(changed(header, lambda body: body.update(format=version)), "here")


def slot(**fields: object) -> Callable[[dict[str, Any]], object]:
    return lambda body: body["slots"][0].update(fields)


def argon2(**fields: object) -> Callable[[dict[str, Any]], object]:
    return lambda body: body["slots"][0]["argon2"].update(fields)


@pytest.mark.parametrize(
    "change",
    [
        lambda body: body.pop("id"),
        lambda body: body.update(id="../../etc/passwd"),
        lambda body: body.update(id=7),
        lambda body: body.update(created=None),
        lambda body: body.update(slots={}),
        lambda body: body.update(slots=[]),
        lambda body: body.update(slots=[7]),
        lambda body: body.update(slots=["kind"]),
        lambda body: body.update(slots=body["slots"] * (MAX_SLOTS + 1)),
        slot(salt="zz"),
        slot(salt="00" * 7),
        slot(wrapped=""),
        slot(wrapped=5),
        slot(kind="keyring"),
        slot(made=7),
        slot(argon2=[]),
        slot(argon2={}),
        argon2(memory_kib=4 << 20),
        argon2(memory_kib=7),
        argon2(iterations=0),
        argon2(iterations=10**9),
        argon2(iterations=float("inf")),
        argon2(iterations=1.5),
        argon2(iterations="1"),
        argon2(lanes=True),
        argon2(lanes=1000),
        argon2(secret=1),
    ],
)
def test_hostile_fields(header: Header, change: Callable[[dict[str, Any]], object]) -> None:
    with pytest.raises(Damaged, match="lacks a field"):
        decode_header(changed(header, change), "here")


def costly(header: Header, number: int, **cost: int) -> Header:
    """Slots before the real one, which anyone can put there who has no key."""
    first = header.slots[0]
    slots = [replace(first, id=f"{n:016x}", argon2={"lanes": 4, **cost}) for n in range(number)]
    return replace(header, slots=(*slots, *header.slots))


@pytest.mark.parametrize(
    ("number", "cost"),
    [
        (1, {"iterations": 16, "memory_kib": 1 << 20}),
        (3, {"iterations": 16, "memory_kib": 1 << 20}),
        (MAX_SLOTS - 1, {"iterations": 3, "memory_kib": 80 << 10}),
    ],
)
def test_slots_that_would_take_long_are_told_before_one_is_tried(
    storage: MemoryStorage,
    header: Header,
    number: int,
    cost: dict[str, int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    storage.store(HEADER_NAME, [changed(costly(header, number, **cost), lambda body: None)])
    monkeypatch.setattr(password, "stretch", lambda *_: pytest.fail("a key was derived"))
    with pytest.raises(Damaged, match="too long to try"):
        Repository.open(storage, Passphrase(PASSPHRASE))


def test_as_many_passphrases_as_there_are_slots_are_not_too_many(header: Header) -> None:
    slots = tuple(replace(header.slots[0], argon2=password.RECOMMENDED) for _ in range(MAX_SLOTS))
    full = replace(header, slots=slots)
    assert decode_header(encode_header(full, MASTER), "here") == full


def test_no_slot_is_added_that_no_reader_would_take(header: Header) -> None:
    full = costly(header, 11, iterations=1, memory_kib=1 << 20)
    decode_header(encode_header(full, MASTER), "here")
    full = costly(full, 1, iterations=1, memory_kib=(1 << 20) - keys.cost(header.slots))
    decode_header(encode_header(full, MASTER), "here")
    with pytest.raises(NotSupported, match="too long"):
        full.with_slot(MASTER, Passphrase("one more"))
    assert len(full.with_slot(MASTER, KeyringSecret(bytes(32))).slots) == 14


def test_a_text_that_means_the_same_is_damage(header: Header) -> None:
    data = encode_header(header, MASTER)
    with pytest.raises(Damaged, match="text was changed"):
        decode_header(json.dumps(json.loads(data), sort_keys=True).encode(), "here")


def test_nobody_without_the_key_adds_or_takes_a_slot(header: Header) -> None:
    """Its checksum anyone can make, its keyed sum not."""
    both = header.with_slot(MASTER, KeyringSecret(bytes(32)))
    forged = changed(both, lambda body: body["slots"].pop())
    decode_header(forged, "here")

    with pytest.raises(Damaged, match="without the key"):
        check_mac(forged, MASTER)
    check_mac(encode_header(both, MASTER), MASTER)


def test_a_forged_header_does_not_open(repository: Repository, storage: MemoryStorage) -> None:
    body = json.loads(storage.load(HEADER_NAME))
    body["created"] = "2020-01-01"
    storage.store(HEADER_NAME, [canonical(body)], replace=True)

    with pytest.raises(Damaged, match="without the key"):
        Repository.open(storage, Passphrase(PASSPHRASE))
