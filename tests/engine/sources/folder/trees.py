"""Trees of files for tests, made and told again."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from desktop_app.engine.model import Remark
from desktop_app.engine.progress import Silent
from desktop_app.engine.sources.folder.entry import Entry
from desktop_app.engine.sources.folder.patterns import Patterns
from desktop_app.engine.sources.folder.walk import Walk


def make(root: Path, files: Mapping[str, bytes | str | None]) -> Path:
    """Files of a tree by name: bytes of a file, text that a link points to, None for a folder."""
    root.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if content is None:
            path.mkdir(exist_ok=True)
        elif isinstance(content, bytes):
            path.write_bytes(content)
        else:
            path.symlink_to(content)
    return root


def walked(
    root: Path, patterns: Patterns | None = None, remarks: list[Remark] | None = None
) -> list[Entry]:
    """All that the bare walk tells."""
    found = Walk().entries(
        os.fspath(root),
        patterns or Patterns(),
        Silent(),
        (remarks if remarks is not None else []).append,
    )
    return list(found)
