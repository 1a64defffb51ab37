from __future__ import annotations

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.engine.errors import Bug, Damaged
from desktop_app.engine.repository import seal
from desktop_app.engine.repository.seal import (
    HEADER_SIZE,
    MAX_SMALL_OBJECT,
    TAG_SIZE,
    Type,
    counted_nonce,
    decompress,
    derive,
    object_id,
    open_object,
    seal_object,
)
from desktop_app.engine.repository.storage.base import LONGEST_WHOLE
from tests.engine.repository.material import MASTER

PLAIN = b"a manifest, say"


@given(st.binary(), st.sampled_from(Type))
def test_what_was_sealed_opens(plain: bytes, kind: Type) -> None:
    name, sealed = seal_object(MASTER, kind, plain)

    assert name == object_id(sealed)
    assert open_object(MASTER, kind, sealed, name) == plain


def test_every_object_has_its_own_key() -> None:
    assert seal_object(MASTER, Type.MARK, PLAIN) != seal_object(MASTER, Type.MARK, PLAIN)


def test_every_changed_byte_is_found() -> None:
    _, sealed = seal_object(MASTER, Type.SNAPSHOT, PLAIN)
    for at in range(len(sealed)):
        changed = bytearray(sealed)
        changed[at] ^= 1
        with pytest.raises(Damaged):
            open_object(MASTER, Type.SNAPSHOT, bytes(changed), "an object")


@given(st.data())
def test_no_other_bytes_open(data: st.DataObject) -> None:
    _, sealed = seal_object(MASTER, Type.SNAPSHOT, PLAIN)
    start = data.draw(st.integers(0, len(sealed) - 1))
    end = data.draw(st.integers(start, len(sealed)))
    put = data.draw(st.binary(max_size=8))
    changed = sealed[:start] + put + sealed[end:]
    if changed == sealed:
        return
    with pytest.raises(Damaged) as caught:
        open_object(MASTER, Type.SNAPSHOT, changed, "an object")
    assert caught.value.name == "an object"


def test_another_key_does_not_open() -> None:
    _, sealed = seal_object(MASTER, Type.SNAPSHOT, PLAIN)
    with pytest.raises(Damaged, match="does not open"):
        open_object(bytes(32), Type.SNAPSHOT, sealed, "an object")


def test_an_object_of_another_kind_does_not_open() -> None:
    _, sealed = seal_object(MASTER, Type.MARK, PLAIN)
    with pytest.raises(Damaged, match="not the kind"):
        open_object(MASTER, Type.LEASE, sealed, "an object")
    pretending = sealed[:4] + Type.LEASE.value + sealed[5:]
    with pytest.raises(Damaged, match="does not open"):
        open_object(MASTER, Type.LEASE, pretending, "an object")


def test_a_flipped_version_is_damage_and_no_newer_format() -> None:
    _, sealed = seal_object(MASTER, Type.MARK, PLAIN)
    with pytest.raises(Damaged, match="not the kind"):
        open_object(MASTER, Type.MARK, sealed[:5] + b"\x03" + sealed[6:], "an object")


@pytest.mark.parametrize("size", [0, 3, HEADER_SIZE - 1, HEADER_SIZE, HEADER_SIZE + 15])
def test_a_stump_does_not_open(size: int) -> None:
    _, sealed = seal_object(MASTER, Type.MARK, PLAIN)
    with pytest.raises(Damaged):
        open_object(MASTER, Type.MARK, sealed[:size], "an object")


def test_nothing_is_sealed_that_no_reader_would_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seal, "MAX_SMALL_OBJECT", 10)
    seal_object(MASTER, Type.MARK, bytes(10))
    with pytest.raises(Bug):
        seal_object(MASTER, Type.MARK, bytes(11))


def test_the_longest_that_zstd_makes_of_the_most_plain_bytes_may_be_read() -> None:
    packed = MAX_SMALL_OBJECT + (MAX_SMALL_OBJECT >> 8)  # ZSTD_COMPRESSBOUND
    assert HEADER_SIZE + packed + TAG_SIZE == LONGEST_WHOLE


def test_nonces_never_meet() -> None:
    nonces = [counted_nonce(n, closing=c) for n in (0, 1, 255, 256, 2**80) for c in (False, True)]
    assert len(set(nonces)) == len(nonces)
    assert {len(nonce) for nonce in nonces} == {12}


def test_derived_keys_differ_by_purpose_and_salt() -> None:
    keys = {
        derive(MASTER, "a"),
        derive(MASTER, "b"),
        derive(MASTER, "a", b"salt"),
        derive(bytes(32), "a"),
    }
    assert len(keys) == 4


def test_a_bomb_is_not_unpacked() -> None:
    bomb = zstandard.compress(bytes(1 << 20))
    with pytest.raises(Damaged, match="impossible size"):
        decompress(bomb, 1 << 10, "an object")


def test_a_frame_without_its_size_is_damage() -> None:
    unsized = zstandard.ZstdCompressor(write_content_size=False).compress(PLAIN)
    with pytest.raises(Damaged, match="impossible size"):
        decompress(unsized, 1 << 10, "an object")


@pytest.mark.parametrize("packed", [b"", b"no zstd at all", zstandard.compress(PLAIN)[:-1]])
def test_what_is_no_frame_is_damage(packed: bytes) -> None:
    with pytest.raises(Damaged, match="does not decompress"):
        decompress(packed, 1 << 10, "an object")
