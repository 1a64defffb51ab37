"""Closing and opening bytes: which key, which nonce, what is bound to what.

Every object that is written gets a random 32-byte salt and from it a key of its own, so a
nonce only has to be unique inside one object, where it is counted. Source of the formulas:
HKDF is RFC 5869 with SHA-256, the cipher is ChaCha20-Poly1305 of RFC 8439, the salt-per-object
scheme is that of age. Byte layouts are in FORMAT.md. Pure functions; any thread.
"""

from __future__ import annotations

import os
from enum import Enum

import zstandard
from blake3 import blake3
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from desktop_app.engine.errors import Bug, Damaged

MAGIC = b"LVLT"
VERSION = 1
SALT_SIZE = 32
HEADER_SIZE = len(MAGIC) + 4 + SALT_SIZE
TAG_SIZE = 16
MAX_SMALL_OBJECT = 256 << 20


class Type(Enum):
    """The kinds of sealed objects; the value is the byte in the header."""

    PACK = b"P"
    INDEX = b"I"
    SNAPSHOT = b"S"
    AUDIT = b"A"
    AUDIT_HEAD = b"H"
    MARK = b"M"
    LEASE = b"L"
    TRASH = b"T"
    NOTE = b"N"
    HOLD = b"O"


def derive(secret: bytes, info: str, salt: bytes = b"") -> bytes:
    """32 bytes for one purpose from a secret."""
    return HKDF(SHA256(), 32, salt, b"labvault/1/" + info.encode()).derive(secret)


def counted_nonce(count: int, *, closing: bool = False) -> bytes:
    """The nonce of the ``count``-th seal in an object; the closing seal has its own range.

    >>> counted_nonce(1).hex()
    '000000000000000000000001'
    """
    return (b"\x80" if closing else b"\x00") + count.to_bytes(11, "big")


def new_header(kind: Type) -> bytes:
    """The first bytes of a new object, with a fresh salt."""
    return MAGIC + kind.value + bytes([VERSION, 0, 0]) + os.urandom(SALT_SIZE)


def cipher_of(master: bytes, header: bytes, kind: Type, name: str) -> ChaCha20Poly1305:
    """The cipher of the object that begins with ``header``, after checking the header."""
    if len(header) < HEADER_SIZE or header[:4] != MAGIC:
        raise Damaged(name, "does not begin like an object of LabVault")
    # Whether a repository is of a newer format is said in labvault.json, under its checksum. A
    # version here that does not fit it is a flipped bit, and must not pass for a newer format.
    if header[4:5] != kind.value or header[5:8] != bytes([VERSION, 0, 0]):
        raise Damaged(name, "is not the kind of object that belongs here")
    return ChaCha20Poly1305(derive(master, f"object/{kind.name}", header[8:HEADER_SIZE]))


def open_sealed(
    cipher: ChaCha20Poly1305, nonce: bytes, data: bytes | memoryview, bound: bytes, name: str
) -> bytes:
    """The plain bytes; :class:`Damaged` when data, key, nonce or what is bound differ."""
    try:
        return cipher.decrypt(nonce, data, bound)
    except InvalidTag:
        raise Damaged(name, "does not open: its bytes were changed") from None


def seal_object(master: bytes, kind: Type, plain: bytes) -> tuple[str, bytes]:
    """A small object (all but packs) as (id, bytes): header, then one seal of the zstd frame."""
    if len(plain) > MAX_SMALL_OBJECT:
        raise Bug(f"an object of {len(plain)} bytes, which no reader would open")
    header = new_header(kind)
    cipher = cipher_of(master, header, kind, "new object")
    packed = zstandard.ZstdCompressor(level=3).compress(plain)
    sealed = header + cipher.encrypt(counted_nonce(0, closing=True), packed, header)
    return object_id(sealed), sealed


def open_object(master: bytes, kind: Type, data: bytes, name: str) -> bytes:
    """The plain bytes of a small object. Where its name holds its id, the caller compares that."""
    header, sealed = data[:HEADER_SIZE], memoryview(data)[HEADER_SIZE:]
    cipher = cipher_of(master, header, kind, name)
    packed = open_sealed(cipher, counted_nonce(0, closing=True), sealed, header, name)
    return decompress(packed, MAX_SMALL_OBJECT, name)


def object_id(data: bytes | bytearray | memoryview) -> str:
    """The name of immutable objects: BLAKE3 of all their bytes, in hexadecimal."""
    return blake3(data).hexdigest()


def decompress(packed: bytes, limit: int, name: str) -> bytes:
    """Undo zstd; a frame that declares no size or more than ``limit`` is damage."""
    try:
        size = zstandard.frame_content_size(packed)
        if not 0 <= size <= limit:
            raise Damaged(name, "declares an impossible size")
        return zstandard.ZstdDecompressor().decompress(packed, max_output_size=limit)
    except zstandard.ZstdError as error:
        raise Damaged(name, f"does not decompress: {error}") from None
