"""One question to a catalog's file that is not open yet.

Opening it takes a tenth of a second, most of it to load what speaks with databases. Meanwhile a
repository's key can be made and a source be opened, by whoever knows where they are.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from desktop_app.engine.catalog.file_name import FILE_NAME
from desktop_app.engine.dataclass import dataclass

TARGET = """
SELECT repositories.url, targets.kind, targets.url,
    EXISTS (SELECT 1 FROM targets AS any WHERE any.workspace = targets.workspace AND password_kept)
FROM targets JOIN repositories
ON repositories.workspace = targets.workspace AND repositories.name = targets.repository
WHERE targets.workspace = ? AND targets.name = ?
"""


@dataclass(frozen=True, slots=True)
class Glimpse:
    """What was seen of a target. ``keeps_passwords``: whether the keyring has the password of any
    target of its workspace, so perhaps this one's."""

    repository: str
    kind: str
    url: str
    keeps_passwords: bool


def glance_at_target(profile: Path, workspace: str, target: str) -> Glimpse | None:
    """The address of a target's repository, and its own. None for whatever reason it is not found:
    whoever opens the catalog will be told."""
    try:
        file = f"{(profile / FILE_NAME).absolute().as_uri()}?mode=ro"
        with closing(sqlite3.connect(file, timeout=0, uri=True)) as connection:
            row = connection.execute(TARGET, (workspace, target)).fetchone()
    except (sqlite3.Error, ValueError):
        return None
    return Glimpse(row[0], row[1], row[2], bool(row[3])) if row else None
