"""The pages of a database file, read without SQLite, as far as they can be: for salvage.

The form: https://www.sqlite.org/fileformat2.html, 1.3 (head), 1.6 (b-trees), 2.1 (records). Nothing
that stands in a page is believed: numbers of pages, lengths and offsets are held against what there
is, and no page is gone through twice.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import field
from pathlib import Path
from typing import IO

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.sources.sqlite.look import MAGIC

LEAF, INNER, KEY_LEAF, KEY_INNER = 13, 5, 10, 2
SIZES = (4096, 1024, 512, 2048, 8192, 16384, 32768, 65536)
ENCODINGS = {1: "utf-8", 2: "utf-16-le", 3: "utf-16-be"}
MOST_PAYLOAD = 1 << 30  # SQLite's own limit of a row is a little lower
INTEGERS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}


@dataclass(frozen=True, slots=True)
class Text:
    """A text's bytes in the database's encoding, valid or not."""

    data: bytes


Value = int | float | bytes | Text | None


@dataclass(frozen=True, slots=True)
class Record:
    """One row as it lies in a page. ``rowid`` None: of a b-tree of keys."""

    page: int
    rowid: int | None
    values: tuple[Value, ...]


class BadPage(Exception):
    """A page is not what it must be."""


@dataclass
class Walk:
    """What going through one b-tree met: ``bad`` counts pages of rows that cannot be read, with
    ``inner`` those among them that led to others, ``cells`` rows that cannot be read in pages that
    can. ``seen`` holds the pages, also of rows' ends, over all walks that share it."""

    seen: set[int] = field(default_factory=set)
    bad: int = 0
    inner: int = 0
    cells: int = 0


class Pages:
    """An open file. Use as a context manager. One thread at a time."""

    def __init__(self, path: Path) -> None:
        self._file: IO[bytes] = path.open("rb")
        size = self._file.seek(0, 2)
        self._file.seek(0)
        head = self._file.read(100)
        self.page_size = self._find_page_size(head, size)
        self.count = -(-size // self.page_size)
        sound = head.startswith(MAGIC)
        reserved = head[20] if sound and head[20] <= 64 else 0
        self._usable = self.page_size - reserved
        self.encoding = ENCODINGS.get(int.from_bytes(head[56:60], "big"), "") or self._guess()

    def __enter__(self) -> Pages:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def _find_page_size(self, head: bytes, size: int) -> int:
        """What the head says, where that can be; else the size at which most pages begin as pages
        do."""
        told = int.from_bytes(head[16:18], "big")
        told = 65536 if told == 1 else told
        if told in SIZES and head[21:24] == b"\x40\x20\x20":
            return told
        fitting = [each for each in SIZES if size % each == 0] or list(SIZES)
        begins = {each: self._begins(each, size) for each in sorted(fitting)}
        # At every second page pages begin as well, so the smallest of the good ones is meant.
        return next(each for each, share in begins.items() if share >= 0.8 * max(begins.values()))

    def _begins(self, page_size: int, size: int) -> float:
        good = tried = 0
        for at in range(page_size, min(size, 400 * page_size), page_size):
            self._file.seek(at)
            head = self._file.read(8)
            cells, start = int.from_bytes(head[3:5], "big"), int.from_bytes(head[5:7], "big")
            tried += 1
            known = head[:1] and head[0] in (LEAF, INNER, KEY_LEAF, KEY_INNER)
            good += bool(known and 8 + 2 * cells <= (start or 65536) <= page_size)
        return good / tried if tried else 0.0

    def _guess(self) -> str:
        """By the words of the schema, which stands near the beginning."""
        self._file.seek(0)
        data = self._file.read(200 * self.page_size)
        return max(ENCODINGS.values(), key=lambda encoding: data.count("CREATE".encode(encoding)))

    def page(self, number: int) -> bytes:
        """Raises :class:`BadPage` where there is none of that number, or it is cut short."""
        if not 0 < number <= self.count:
            raise BadPage
        self._file.seek((number - 1) * self.page_size)
        data = self._file.read(self.page_size)
        if len(data) < self.page_size:
            raise BadPage
        return data

    def rows(self, root: int, walk: Walk) -> Iterator[Record]:
        """The rows of a b-tree that can be read, in the order in which they lie."""
        waiting = [root]
        while waiting:
            number = waiting.pop()
            if number in walk.seen:
                walk.bad += 1
                continue
            walk.seen.add(number)
            try:
                kind, cells, right = self._cells(number)
            except BadPage:
                walk.bad += 1
                walk.inner += number == root
                continue
            if kind in (INNER, KEY_INNER):
                data = self.page(number)
                below = [int.from_bytes(data[at : at + 4], "big") for at in cells]
                walk.inner += sum(not 0 < each <= self.count for each in (*below, right))
                waiting += [right, *reversed(below)]
            if kind != INNER:
                yield from self._records(number, kind, cells, walk)

    def page_rows(self, number: int, walk: Walk) -> Iterator[Record]:
        """The rows of a page of rows that nothing leads to; none where it is another page."""
        try:
            kind, cells, _ = self._cells(number)
        except BadPage:
            return
        if kind == LEAF:
            yield from self._records(number, kind, cells, walk)

    def _cells(self, number: int) -> tuple[int, list[int], int]:
        """The kind of a page, where its cells begin, and the last page below it."""
        data = self.page(number)
        at = 100 if number == 1 else 0
        kind, count = data[at], int.from_bytes(data[at + 3 : at + 5], "big")
        inner = kind in (INNER, KEY_INNER)
        first = at + (12 if inner else 8)
        end = first + 2 * count
        if kind not in (LEAF, INNER, KEY_LEAF, KEY_INNER) or end > self._usable:
            raise BadPage
        cells = list(struct.unpack(f">{count}H", data[first:end]))
        right = int.from_bytes(data[at + 8 : at + 12], "big") if inner else 0
        return kind, [cell for cell in cells if end <= cell < self._usable], right

    def _records(self, number: int, kind: int, cells: list[int], walk: Walk) -> Iterator[Record]:
        data = self.page(number)
        for at in cells:
            try:
                yield self._record(data, number, kind, at, walk)
            except (BadPage, IndexError, struct.error):
                walk.cells += 1

    def _record(self, data: bytes, number: int, kind: int, at: int, walk: Walk) -> Record:
        at += 4 if kind == KEY_INNER else 0
        size, at = varint(data, at)
        rowid = None
        if kind == LEAF:
            rowid, at = varint(data, at)
        if size > min(MOST_PAYLOAD, self.count * self.page_size):
            raise BadPage
        local = self._local(size, kind == LEAF)
        payload = data[at : at + local]
        if len(payload) < local:
            raise BadPage
        if local < size:
            following = int.from_bytes(data[at + local : at + local + 4], "big")
            payload += self._overflow(following, size - local, walk)
        return Record(number, rowid, _values(payload))

    def _local(self, size: int, leaf: bool) -> int:
        """How much of a row lies in its page."""
        most = self._usable - 35 if leaf else (self._usable - 12) * 64 // 255 - 23
        if size <= most:
            return size
        least = (self._usable - 12) * 32 // 255 - 23
        some = least + (size - least) % (self._usable - 4)
        return some if some <= most else least

    def _overflow(self, number: int, size: int, walk: Walk) -> bytes:
        parts: list[bytes] = []
        own: set[int] = set()
        while size > 0:
            if number in own:
                raise BadPage
            own.add(number)
            data = self.page(number)
            parts.append(data[4 : min(4 + size, self._usable)])
            size -= len(parts[-1])
            number = int.from_bytes(data[:4], "big")
        walk.seen |= own
        return b"".join(parts)

    def free_pages(self) -> set[int]:
        """The pages that the file's list of free ones names, as far as it can be followed."""
        free: set[int] = set()
        number = int.from_bytes(self.page(1)[32:36], "big")
        while number and number not in free:
            free.add(number)
            try:
                data = self.page(number)
            except BadPage:
                break
            count = min(int.from_bytes(data[4:8], "big"), self._usable // 4 - 2)
            free.update(struct.unpack(f">{count}I", data[8 : 8 + 4 * count]))
            number = int.from_bytes(data[:4], "big")
        return free


def varint(data: bytes, at: int) -> tuple[int, int]:
    """A number of one to nine bytes, and where it ends. Raises :class:`IndexError`.

    >>> varint(bytes([0x81, 0x00]), 0)
    (128, 2)
    """
    value = 0
    for count in range(8):
        byte = data[at + count]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + count + 1
    value = value << 8 | data[at + 8]
    return value - (1 << 64) if value >= 1 << 63 else value, at + 9


def _values(payload: bytes) -> tuple[Value, ...]:
    end, at = varint(payload, 0)
    if not 0 < end <= len(payload):
        raise BadPage
    values: list[Value] = []
    body = end
    while at < end:
        serial, at = varint(payload, at)
        size = _size(serial)
        data = payload[body : body + size]
        if len(data) < size:
            raise BadPage
        values.append(_value(serial, data))
        body += size
    return tuple(values)


def _size(serial: int) -> int:
    if serial >= 12:
        return (serial - 12) // 2
    if serial in (10, 11) or serial < 0:
        raise BadPage
    return 8 if serial == 7 else INTEGERS.get(serial, 0)


def _value(serial: int, data: bytes) -> Value:
    if serial >= 12:
        return Text(data) if serial % 2 else data
    if serial == 7:
        return float(struct.unpack(">d", data)[0])
    if serial in (0, 8, 9):
        return None if serial == 0 else serial - 8
    return int.from_bytes(data, "big", signed=True)
