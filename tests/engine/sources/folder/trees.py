"""Trees of files for tests, made and told again."""

from __future__ import annotations

import os
import stat
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


def told(root: Path) -> dict[str, tuple[object, ...]]:
    """All that can be seen of a tree: what stands where, its content, its attributes, and which
    names are of one file."""
    names = [".", *(entry.name for entry in walked(root))]
    first: dict[int, str] = {}
    return {name: _told(os.fspath(root / name), name, first) for name in names}


def _told(path: str, name: str, first: dict[int, str]) -> tuple[object, ...]:
    found = os.lstat(path)
    kind = stat.S_IFMT(found.st_mode)
    if kind == stat.S_IFLNK:
        content: object = os.fsdecode(Path(path).readlink())
    else:
        content = Path(path).read_bytes() if kind == stat.S_IFREG else None
    extended = {key: os.getxattr(path, key, follow_symlinks=False) for key in _keys(path)}
    same_as = first.setdefault(found.st_ino, name)
    attributes = (found.st_mode, found.st_uid, found.st_gid, found.st_mtime_ns)
    return (content, *attributes, extended, same_as)


def _keys(path: str) -> list[str]:
    return sorted(os.listxattr(path, follow_symlinks=False))
