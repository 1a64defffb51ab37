"""One question to a catalog's file that is not open yet.

Opening it takes a tenth of a second, most of it to load what speaks with databases. Meanwhile a
repository's key can be made, by whoever knows where the repository is.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from desktop_app.engine.catalog.file_name import FILE_NAME

REPOSITORY_OF = """
SELECT repositories.url FROM targets JOIN repositories
ON repositories.workspace = targets.workspace AND repositories.name = targets.repository
WHERE targets.workspace = ? AND targets.name = ?
"""


def glance_at_repository(profile: Path, workspace: str, target: str) -> str | None:
    """The address of a target's repository. None for whatever reason it is not found: whoever
    opens the catalog will be told."""
    try:
        file = f"{(profile / FILE_NAME).absolute().as_uri()}?mode=ro"
        with closing(sqlite3.connect(file, timeout=0, uri=True)) as connection:
            row = connection.execute(REPOSITORY_OF, (workspace, target)).fetchone()
    except (sqlite3.Error, ValueError):
        return None
    return row[0] if row else None
