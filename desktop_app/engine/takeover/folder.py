"""A folder of CryoProtect's backups, looked through: dumps, what lies beside them, and the rest."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from pathlib import Path
from typing import Any

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import BadAddress
from desktop_app.engine.model import Remark
from desktop_app.engine.takeover.names import (
    DumpName,
    is_backup_folder,
    read_dump_name,
    read_name_in_folder,
)

SIDE = ".meta.json"
FOLDER_FILES = ("metadata.json", "summary.json", "checksums.json")
LARGEST_SIDE_FILE = 64 << 20
DIGEST = re.compile(r"(?:[a-z0-9-]+:)?([0-9a-f]{128}|[0-9a-f]{64}|[0-9a-f]{40}|[0-9a-f]{32})", re.I)


@dataclass(frozen=True, slots=True)
class FoundDump:
    """A dump, and what is said of it elsewhere. Nothing of its content was read.

    ``path`` may not exist: then only its side file does. ``said`` is the side file's content,
    None when there is none or ``said_fault`` says why it cannot be read. ``checksum``: hexadecimal
    digits, or empty.
    """

    path: Path
    shown: str
    name: DumpName
    said: Mapping[str, Any] | None = field(default=None, repr=False)
    said_fault: str = ""
    checksum: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """All that lies in a folder: dumps by date, and files that are neither dumps nor about them."""

    dumps: tuple[FoundDump, ...]
    others: tuple[Remark, ...]


def look_through(place: Path) -> Found:
    """What is in a folder and those below it; links to other folders are not followed. ``place``
    may be a single dump. Raises :class:`BadAddress` when it is not there or may not be read."""
    if not place.exists():
        raise BadAddress(str(place), "there is no such folder or file")
    base = place if place.is_dir() else place.parent
    paths = sorted(_files(place)) if place.is_dir() else [place]
    dumps = sorted(_dumps(paths, base), key=_order)
    about = {dump.path for dump in dumps}
    others = [path for path in paths if path not in about and not _is_side_file(path)]
    what = "not a dump: not taken in"
    return Found(tuple(dumps), tuple(Remark(_shown(path, base), what) for path in others))


def _files(place: Path) -> Iterator[Path]:
    def refuse(error: OSError) -> None:
        raise BadAddress(str(error.filename), (error.strerror or "cannot be read").lower())

    for folder, _, names in os.walk(place, onerror=refuse):
        yield from (Path(folder, name) for name in names)


def _dumps(paths: Iterable[Path], base: Path) -> Iterator[FoundDump]:
    there = set(paths)
    for path in there:
        name = read_name_in_folder(path.name, path.parent.name)
        if name is not None and not path.name.endswith(SIDE):
            yield _found(path, name, base)
    for side in there:
        path = side.with_name(side.name.removesuffix(SIDE))
        name = read_dump_name(path.name) if side.name.endswith(SIDE) else None
        if name is not None and not path.exists():
            yield _found(path, name, base)


def _found(path: Path, name: DumpName, base: Path) -> FoundDump:
    side = path.with_name(path.name + SIDE)
    if not side.exists() and is_backup_folder(path.parent.name):
        side = path.parent / "metadata.json"
    said, fault = _read_side_file(side)
    checksums, _ = _read_side_file(path.parent / "checksums.json")
    mine = _digests(said or {}).get(path.name) or _digest((said or {}).get("checksum"))
    checksum = _digests(checksums or {}).get(path.name) or mine or ""
    return FoundDump(path, _shown(path, base), name, said, fault, checksum)


def _read_side_file(path: Path) -> tuple[Mapping[str, Any] | None, str]:
    """Its content, or why there is none."""
    if not path.is_file():
        return None, "there is no side file"
    try:
        if path.stat().st_size > LARGEST_SIDE_FILE:
            return None, f"its side file {path.name} is too large to be one"
        said = json.loads(path.read_bytes())
    except OSError as error:
        return None, f"its side file {path.name} cannot be read: {error.strerror}"
    except (ValueError, RecursionError):
        return None, f"its side file {path.name} is not JSON"
    if not isinstance(said, dict):
        return None, f"its side file {path.name} is not a JSON object"
    return said, ""


def _digests(said: Mapping[str, Any]) -> Mapping[str, str]:
    """File names with their checksums, however deep a side file nests them."""
    found: dict[str, str] = {}
    for name, value in said.items():
        digest = _digest(value)
        if digest is None and isinstance(value, dict):
            kinds = ("sha256", "sha512", "sha1", "md5", "checksum", "hash")
            digest = next((d for kind in kinds if (d := _digest(value.get(kind)))), None)
            found |= _digests(value) if digest is None else {}
        if digest is not None:
            found[Path(str(name)).name] = digest
    return found


def _digest(value: object) -> str | None:
    match = DIGEST.fullmatch(value.strip()) if isinstance(value, str) else None
    return match[1].lower() if match else None


def _is_side_file(path: Path) -> bool:
    return path.name.endswith(SIDE) or (
        path.name in FOLDER_FILES and is_backup_folder(path.parent.name)
    )


def _order(dump: FoundDump) -> tuple[str, str]:
    return (dump.name.moment.isoformat() if dump.name.moment else "", dump.shown)


def _shown(path: Path, base: Path) -> str:
    return str(path.relative_to(base))
