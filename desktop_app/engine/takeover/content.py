"""What the bytes of a file are, whatever its name says; the whole of it is read once."""

from __future__ import annotations

import gzip
import hashlib
import io
import os
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import field
from pathlib import Path
from typing import IO, Any

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import BadDump
from desktop_app.engine.progress import Progress
from desktop_app.engine.sources.postgres.archives.dump_loader import Form

PIECE = 1 << 20
GZIP = b"\x1f\x8b"
SCRIPT_BEGINS = b"-- PostgreSQL database dump\n"
SCRIPT_ENDS = b"-- PostgreSQL database dump complete"
CLUSTER_BEGINS = b"-- PostgreSQL database cluster dump"
TAR_BLOCK = 512
TAR_ENDS = bytes(2 * TAR_BLOCK)
HEAD, TAIL = 4096, 2 * TAR_BLOCK

# What other programs' files begin with.
KNOWN = {
    b"Salted__": "encrypted by openssl",
    b"U2FsdGVkX1": "encrypted by openssl, as base64",
    b"age-encryption.org/": "encrypted by age",
    b"-----BEGIN AGE": "encrypted by age",
    b"-----BEGIN PGP": "encrypted by PGP",
    b"gAAAAA": "encrypted (a Fernet token)",
    b"BZh": "compressed by bzip2",
    b"\xfd7zXZ": "compressed by xz",
    b"\x28\xb5\x2f\xfd": "compressed by zstd",
    b"PK\x03\x04": "a ZIP archive",
    b"SQLite format 3": "an SQLite database",
    CLUSTER_BEGINS: "a dump of a whole server; dump its databases one by one",
}
SHA256 = "sha256"
LENGTHS = {64: SHA256, 32: "md5", 40: "sha1", 128: "sha512"}


@dataclass(frozen=True, slots=True)
class Content:
    """``form`` None: not a dump, and ``what`` says what it is. Sizes in bytes, ``size`` without
    compression. ``ends_well``: nothing is missing at its end, where that can be told without
    reading it as a dump. ``stamp`` is what the file's state was: to see whether it changed."""

    form: Form | None
    what: str
    compressed: bool
    file_size: int
    size: int
    digests: dict[str, str] = field(repr=False)
    head: bytes = field(repr=False)
    ends_well: bool
    stamp: tuple[int, int]

    def digest_like(self, checksum: str) -> str:
        """The digest of the kind that a checksum is, told by its length."""
        return self.digests[LENGTHS[len(checksum)]]

    @property
    def sha256(self) -> str:
        return self.digests[SHA256]


def read_content(path: Path, shown: str, checksum: str, progress: Progress) -> Content:
    """Read a file to its end, unpacking it. Its SHA-256 is taken, and the digest of the kind that
    ``checksum`` is. Raises :class:`BadDump` when it cannot be read."""
    with _opened(path, shown) as raw:
        compressed = raw.peek(2)[:2] == GZIP
        hashing = _Hashing(raw, {SHA256, LENGTHS.get(len(checksum), SHA256)})
        head, tail, size = b"", b"", 0
        for piece in _pieces(hashing, compressed, shown):
            progress.cancel.check()
            progress.advance(bytes=hashing.take_count())
            head = head or piece[:HEAD]
            tail = (tail + piece[-TAIL:])[-TAIL:]
            size += len(piece)
        stamp, file_size = _stamp(raw), hashing.total
    form, what = _recognised(head)
    return Content(
        form=form,
        what=what,
        compressed=compressed,
        file_size=file_size,
        size=size,
        digests={name: each.hexdigest() for name, each in hashing.digests.items()},
        head=head,
        ends_well=_ends_well(form, tail, size),
        stamp=stamp,
    )


def read_again(path: Path, shown: str, content: Content) -> Iterator[bytes]:
    """The plain bytes once more; :class:`BadDump` when the file changed since it was checked."""
    with _opened(path, shown) as raw:
        if _stamp(raw) != content.stamp:
            raise BadDump(shown, "it changed while it was taken in")
        yield from _pieces(raw, content.compressed, shown)
        if _stamp(raw) != content.stamp:
            raise BadDump(shown, "it changed while it was taken in")


@contextmanager
def _opened(path: Path, shown: str) -> Iterator[io.BufferedReader]:
    try:
        with path.open("rb") as file:
            yield file
    except OSError as error:
        raise BadDump(shown, (error.strerror or "it cannot be read").lower()) from None


def _stamp(file: IO[bytes]) -> tuple[int, int]:
    facts = os.fstat(file.fileno())
    return facts.st_size, facts.st_mtime_ns


def _pieces(raw: Any, compressed: bool, shown: str) -> Iterator[bytes]:
    source = gzip.GzipFile(fileobj=raw, mode="rb") if compressed else raw
    try:
        while piece := source.read(PIECE):
            yield piece
    except EOFError:
        raise BadDump(shown, "it is cut short: the gzip stream has no end") from None
    except (gzip.BadGzipFile, zlib.error) as error:
        raise BadDump(shown, f"its gzip stream is corrupt: {error}".lower()) from None


class _Hashing:
    """A file that is hashed as it is read."""

    def __init__(self, file: IO[bytes], kinds: Iterable[str]) -> None:
        self._file, self.total, self._told = file, 0, 0
        self.digests = {kind: hashlib.new(kind, usedforsecurity=False) for kind in kinds}

    def read(self, size: int = -1) -> bytes:
        piece = self._file.read(size)
        for digest in self.digests.values():
            digest.update(piece)
        self.total += len(piece)
        return piece

    def take_count(self) -> int:
        """The bytes that were read since this was last asked."""
        new, self._told = self.total - self._told, self.total
        return new


def _ends_well(form: Form | None, tail: bytes, size: int) -> bool:
    """Whether the end is one. psql and pg_restore take a script or a tar archive that is cut short
    for a whole one; of a custom archive pg_restore notices."""
    if form is Form.SCRIPT:
        return SCRIPT_ENDS in tail
    return form is not Form.TAR or (tail == TAR_ENDS and size % TAR_BLOCK == 0)


def _recognised(head: bytes) -> tuple[Form | None, str]:
    if head.startswith(b"PGDMP"):
        return Form.ARCHIVE, "a custom archive of pg_dump"
    if head[257:262] == b"ustar" and head.startswith(b"toc.dat"):
        return Form.TAR, "a tar archive of pg_dump"
    if SCRIPT_BEGINS in head:
        return Form.SCRIPT, "plain SQL of pg_dump"
    for begins, what in KNOWN.items():
        if begins in head[:64]:
            return None, what
    return None, "empty" if not head else "neither a dump nor anything known"
