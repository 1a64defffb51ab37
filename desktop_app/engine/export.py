"""A snapshot as one plain SQL file that stock psql, or mariadb, runs: no data is hostage."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import BinaryIO

from desktop_app.engine.errors import NotSupported
from desktop_app.engine.kinds.registry import MARIADB, POSTGRESQL
from desktop_app.engine.model import Item, ItemKind, Snapshot
from desktop_app.engine.progress import Progress, Silent
from desktop_app.engine.repository.repository import Repository
from desktop_app.engine.sources.client import ClientSettings
from desktop_app.engine.sources.postgres.archives.archive import (
    archive_as_sql,
    large_objects_as_sql,
)
from desktop_app.engine.sources.postgres.archives.contents import Archive
from desktop_app.engine.sources.postgres.archives.stamps import without_stamps
from desktop_app.engine.sources.postgres.tools import Tools, find_tools

HEAD = """\
--
-- LabVault: target {target}, snapshot {snapshot}, taken {started} UTC
--
-- Load it into an empty database made with encoding {encoding}:
--     psql -v ON_ERROR_STOP=1 -f THIS_FILE DATABASE
-- Roles are not in it; `labvault show {short} roles` prints the statements that make them.
--

"""

HEAD_OF_MARIADB = """\
--
-- LabVault: target {target}, snapshot {snapshot}, taken {started} UTC
--
-- Load it into an empty database:
--     mariadb --comments DATABASE < THIS_FILE
-- Users are not in it; `labvault show {short} users` prints the statements that make them.
--

"""

# How the values in the rows look, where the server that loads them may think otherwise.
VALUES = "SET lc_monetary = 'C';\nSET DateStyle = 'ISO';\nSET IntervalStyle = 'postgres';\n"


def export(
    repository: Repository,
    snapshot: Snapshot,
    output: BinaryIO,
    settings: ClientSettings,
    progress: Progress | None = None,
) -> int:
    """Write the SQL; returns the bytes written. Every item is checked while it is read."""
    progress = progress or Silent()
    if snapshot.target_kind not in (POSTGRESQL, MARIADB):
        raise NotSupported("an export to SQL", f"the target is of kind {snapshot.target_kind}")
    items = list(repository.items(snapshot))
    if snapshot.target_kind == MARIADB:
        pieces = _for_mariadb(repository, snapshot, items)
    else:
        path = settings.environment.get("PATH", "")
        tools = find_tools(_archive_major(snapshot), path, by="the archive")
        pieces = _script(repository, snapshot, items, tools, settings)
    progress.phase("exporting", items=len(items), bytes=sum(item.size for item in items))
    written = 0
    for piece in pieces:
        progress.cancel.check()
        output.write(piece)
        written += len(piece)
        progress.advance(bytes=len(piece))
    return written


def _for_mariadb(
    repository: Repository, snapshot: Snapshot, items: Sequence[Item]
) -> Iterator[bytes]:
    from desktop_app.engine.sources.mariadb.script import script

    yield HEAD_OF_MARIADB.format(**_told(snapshot)).encode()
    yield from script(items, repository.read)


def _archive_major(snapshot: Snapshot) -> int:
    # An archive is read by the pg_restore of the pg_dump that wrote it, or a newer one.
    return int(snapshot.facts["tool_version"].split(".")[0])


def _script(
    repository: Repository,
    snapshot: Snapshot,
    items: Sequence[Item],
    tools: Tools,
    settings: ClientSettings,
) -> Iterator[bytes]:
    schema = next(item for item in items if item.kind is ItemKind.SCHEMA)
    archive = without_stamps(Archive.read(b"".join(repository.read(schema))))

    def section(name: str) -> Iterator[bytes]:
        return _portable(archive_as_sql([archive.table()], (name,), tools, settings))

    yield _head(snapshot).encode()
    yield from section("pre-data")
    for item in items:
        if item.kind is ItemKind.ROWS:
            yield from _rows(repository, item, archive)
    yield from section("data")
    for item in items:
        if item.kind is ItemKind.LARGE_OBJECTS:
            fetch = partial(repository.read, item)
            yield from _portable(large_objects_as_sql(fetch, tools, settings))
    yield from section("post-data")


def _portable(script: Iterator[bytes]) -> Iterator[bytes]:
    """Without the one setting at its top that servers before 17 do not know."""
    for number, piece in enumerate(script):
        yield piece if number else piece.replace(b"SET transaction_timeout = 0;\n", b"", 1)


def _head(snapshot: Snapshot) -> str:
    return HEAD.format(**_told(snapshot), encoding=snapshot.facts["encoding"])


def _told(snapshot: Snapshot) -> dict[str, str]:
    return {
        # A target's name may hold anything; a line feed in it must not end the comment.
        "target": " ".join(snapshot.target.split()),
        "snapshot": snapshot.id,
        "started": f"{snapshot.started:%Y-%m-%d %H:%M:%S}",
        "short": snapshot.id[:12],
    }


def _rows(repository: Repository, item: Item, archive: Archive) -> Iterator[bytes]:
    # All of the script is in the archive's encoding, names too.
    yield archive.encoded(f"\n{VALUES}COPY {copy_target(item)} FROM stdin;\n")
    yield from repository.read(item)
    yield b"\\.\n"


def copy_target(item: Item) -> str:
    """What rows are copied into: their table, or the partition root they must go through."""
    if root := item.detail.get("load_via"):
        return f"{root} ({item.detail['columns']})"
    return item.detail["from"]
