"""Checks one dump for real: its whole stream, its format, every data block, its side files."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import field
from datetime import datetime, timedelta
from typing import Any

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import BadDump, ToolFailed
from desktop_app.engine.progress import Progress
from desktop_app.engine.sources.postgres.archives.archive import Archives
from desktop_app.engine.sources.postgres.archives.dump_loader import Form
from desktop_app.engine.takeover.content import Content, read_again, read_content
from desktop_app.engine.takeover.folder import FoundDump

CLOCK_SLACK = timedelta(minutes=10)  # between the name of a dump and its side file
SCRIPT_VERSION = re.compile(rb"^-- Dumped from database version (\S+)", re.MULTILINE)

INTEGRITY, FORMAT, METADATA, HASH = (
    "file_integrity",
    "backup_format",
    "metadata",
    "hash_calculation",
)


@dataclass(frozen=True, slots=True)
class Examined:
    """What was found out about one dump.

    ``checks`` by the names that CryoProtect's reports give them. ``fault``: why it cannot be taken
    in, or empty. ``remarks``: what else a person should read. ``made_by``: version of the server.
    """

    dump: FoundDump
    checks: Mapping[str, bool]
    content: Content | None = field(repr=False)
    fault: str = ""
    remarks: tuple[str, ...] = ()
    made_by: str = ""

    @property
    def passed(self) -> bool:
        """Whether it is good in every respect."""
        return not self.fault and all(self.checks.values())


def examine(dump: FoundDump, archives: Archives, progress: Progress) -> Examined:
    """Read all of it, twice: as a file, then as a dump. Never raises for what is wrong with it."""
    progress.item(dump.shown)
    checks = {INTEGRITY: False, FORMAT: False, METADATA: dump.said is not None, HASH: False}
    remarks = [dump.said_fault] if dump.said_fault else []
    content: Content | None = None
    made_by = fault = ""
    try:
        if not dump.path.exists():
            raise BadDump(dump.shown, "it is missing: only its side file is there")
        content = read_content(dump.path, dump.shown, dump.checksum, progress)
        checks[INTEGRITY] = True
        _compare_checksum(dump, content)
        checks[HASH] = True
        form = _form_of(dump, content)
        remarks += _promises_broken(dump, content)
        made_by, remark = _read_as_dump(dump, content, form, archives, progress)
        remarks += remark
        checks[FORMAT] = True
        contradictions = list(_contradictions(dump, content))
        checks[METADATA] = checks[METADATA] and not contradictions
        remarks += contradictions
    except BadDump as bad:
        fault = bad.reason
    if not fault and dump.name.moment is None:
        fault = "its name says no possible date"
    return Examined(dump, checks, content, fault, tuple(remarks), made_by)


def _compare_checksum(dump: FoundDump, content: Content) -> None:
    if dump.checksum and content.digest_like(dump.checksum) != dump.checksum:
        raise BadDump(dump.shown, "its checksum is another than the one that was noted for it")


def _form_of(dump: FoundDump, content: Content) -> Form:
    if content.form is not None:
        return content.form
    reason = f"its content is {content.what}"
    if content.file_size == 0:
        reason = "it is empty"
    elif dump.name.gz and not content.compressed and not dump.name.enc:
        reason = f"it is not gzip, as its name says; {reason}"
    elif dump.name.enc:
        reason = f"it seems to be encrypted, and the key is not known: {reason}"
    raise BadDump(dump.shown, reason)


def _promises_broken(dump: FoundDump, content: Content) -> Iterator[str]:
    """Where a good dump is another than its name says."""
    if dump.name.enc:
        yield f"its name says that it is encrypted; it is not: it is {content.what}"
    if dump.name.gz and not content.compressed:
        yield "its name says that it is compressed; it is not"
    if dump.name.kind == "incremental":
        yield "it is called incremental; it is a whole dump, as all of them are"


def _read_as_dump(
    dump: FoundDump, content: Content, form: Form, archives: Archives, progress: Progress
) -> tuple[str, list[str]]:
    """Read all of it as a dump; returns the version of the server that was dumped, and remarks."""
    if not content.ends_well:
        raise BadDump(dump.shown, "it is cut short: the end of a whole dump is missing")
    if form is Form.SCRIPT:
        found = SCRIPT_VERSION.search(content.head)
        return (found[1].decode(errors="replace") if found else ""), []

    def pieces() -> Iterator[bytes]:
        for piece in read_again(dump.path, dump.shown, content):
            progress.cancel.check()
            yield piece

    def shown() -> Iterator[bytes]:
        for piece in pieces():
            progress.advance(bytes=len(piece))
            yield piece

    try:
        described = archives.describe(pieces())
        progress.phase("reading through the dump", bytes=content.size)
        progress.item(dump.shown)
        archives.read_through(shown())
    except ToolFailed as failed:
        reason = failed.reason.removeprefix("pg_restore: ").removeprefix("error: ")
        raise BadDump(dump.shown, f"pg_restore cannot read it: {reason}") from None
    empty = [] if described.entries else ["there is nothing in it: the database was empty"]
    return described.made_by, empty


def _contradictions(dump: FoundDump, content: Content) -> Iterator[str]:
    """What the side file says that is not so."""
    said = dump.said or {}
    for key, agrees, is_so in (
        ("database", _same_text(dump.name.database), dump.name.database),
        ("backup_type", _same_text(dump.name.kind), dump.name.kind),
        ("backup_file", _names(dump.path.name), dump.path.name),
        ("size_bytes", lambda v: v in (content.file_size, content.size), content.file_size),
        ("timestamp", _near(dump.name.moment), dump.name.moment),
    ):
        if key in said and not agrees(said[key]):
            yield f"its side file contradicts: {key} is {_short(said[key])}, it is {is_so}"


def _same_text(text: str) -> Callable[[Any], bool]:
    return lambda value: value == text


def _names(name: str) -> Callable[[Any], bool]:
    # A path of another computer, perhaps of another kind.
    return lambda value: str(value).replace("\\", "/").rpartition("/")[2] == name


def _near(moment: datetime | None) -> Callable[[Any], bool]:
    def agrees(value: Any) -> bool:
        try:
            said = datetime.fromisoformat(str(value))
        except ValueError:
            try:
                said = datetime.strptime(str(value), "%Y%m%d_%H%M%S")
            except ValueError:
                return False
        # A zone in it is taken for the one that the name was written in.
        return moment is None or abs(said.replace(tzinfo=None) - moment) <= CLOCK_SLACK

    return agrees


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= 60 else f"{text[:59]}…"
