"""What the first bytes of a file say that it is, whatever its name says."""

from __future__ import annotations

EMPTY = "is empty"
NOT_RAW, NO_FILM, UNKNOWN = (
    "is no H.264 stream",
    "is no film",
    "does not begin like an H.264 stream",
)
MP4, AVI, MATROSKA = "it is an MP4 film", "it is an AVI film or a sound", "it is a Matroska film"
RAW, ZEROS, TEXT = "it is a bare stream of H.264", "it is nothing but zeros", "it is text"
MAGICS: tuple[tuple[int, bytes, str], ...] = (
    (4, b"ftyp", MP4),
    (0, b"RIFF", AVI),
    (0, b"\x1aE\xdf\xa3", MATROSKA),
    (0, b"\xff\xd8\xff", "it is a JPEG picture"),
    (0, b"\x89PNG", "it is a PNG picture"),
    (0, b"PK\x03\x04", "it is a ZIP archive"),
    (0, b"\x1f\x8b", "it is a gzip file"),
    (0, b"SQLite format 3\0", "it is an SQLite database"),
    (0, b"%PDF", "it is a PDF document"),
    (0, b"\x7fELF", "it is a program"),
    (0, b"MZ", "it is a program"),
)
# Access unit delimiter, parameter sets, remarks, pictures: what a stream can begin with.
FIRST_UNITS = frozenset({1, 5, 6, 7, 8, 9})


def begins_raw(head: bytes) -> bool:
    """Whether bytes begin like a bare stream of H.264 (Annex B of the standard)."""
    body = head.lstrip(b"\0")
    zeros = len(head) - len(body)
    return zeros >= 2 and body[:1] == b"\1" and len(body) > 1 and body[1] & 0x1F in FIRST_UNITS


def told_by(head: bytes) -> str:
    """What a file is, as a clause; empty when its first bytes say nothing."""
    for at, magic, what in MAGICS:
        if head[at : at + len(magic)] == magic:
            return what
    if begins_raw(head):
        return RAW
    if head and not head.strip(b"\0"):
        return ZEROS
    sample = head[:512]
    if sample and all(byte in b"\t\n\r" or 32 <= byte < 127 for byte in sample):
        return TEXT
    return ""


def not_raw(head: bytes) -> str:
    """Why bytes that begin so are no bare stream of H.264; empty when they may be one."""
    if not head:
        return EMPTY
    if begins_raw(head):
        return ""
    what = told_by(head)
    return f"{NOT_RAW}: {what}" if what else UNKNOWN
