"""Stamps of columns, taken out of an archive.

Servers of November 2026 and later (15.20, 17.11 and their like) note ``pg_attver=…`` among the
options of each column, for themselves. Their own pg_dump leaves the note out. An older one, also
of a newer major version, dumps it as if a user had set it; a server that does not stamp then
refuses the whole table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from desktop_app.engine.sources.postgres.archives.contents import Archive, Entry
from desktop_app.engine.sources.postgres.archives.statements import split

STAMPED = ("TABLE", "FOREIGN TABLE", "VIEW", "MATERIALIZED VIEW")
ONLY_STAMP = re.compile(r" SET \(pg_attver=\d+\);$")
STAMP = re.compile(r"(?:, pg_attver=\d+|pg_attver=\d+, )(?=[^()]*\);$)")


def without_stamps(archive: Archive) -> Archive:
    """The archive as a pg_dump that knows stamps would have written it."""
    return archive.with_entries(
        replace(entry, definition=archive.encoded("\n".join([*_unstamped(archive, entry), ""])))
        if entry.kind in STAMPED and b"pg_attver=" in (entry.definition or b"")
        else entry
        for entry in archive.entries
    )


def _unstamped(archive: Archive, entry: Entry) -> Iterator[str]:
    for statement in split(archive.text(entry.definition)):
        if not statement.begins("ALTER"):
            yield statement.text
        elif not ONLY_STAMP.search(statement.text):
            yield STAMP.sub("", statement.text)
