"""The server's client programs: found, asked for their version, and chosen before a run.

MariaDB's are called ``mariadb-dump`` and ``mariadb``, and ``mysqldump`` and ``mysql`` as well;
MySQL's have the latter names only. A program older than the server may not know what it finds
there, and would leave it out without a word.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import ToolMissing, ToolTooOld

NAMES = (("mariadb-dump", "mariadb"), ("mysqldump", "mysql"))
USUAL = (
    "/usr/bin",
    "/usr/local/bin",
    "/usr/local/mysql/bin",
    "/usr/local/mariadb*/bin",
    "/opt/mariadb*/bin",
    "/opt/homebrew/opt/mariadb*/bin",
    "/opt/homebrew/opt/mysql*/bin",
    "C:/Program Files/MariaDB */bin",
    "C:/Program Files/MySQL/MySQL Server */bin",
)
# "mysqldump  Ver 10.19 Distrib 10.11.6-MariaDB, …"; "mysqldump from 11.4.2-MariaDB, client …";
# "mysqldump  Ver 8.0.36-0ubuntu0.22.04.1 for Linux …"
VERSIONS = (
    re.compile(r"(?:Distrib|from) (\d+)\.(\d+)[^ ,]*"),
    re.compile(r"Ver (\d+)\.(\d+)[^ ,]*"),
)


@dataclass(frozen=True, slots=True)
class Tools:
    """The dump program and the client of one folder; ``version`` is (major, minor), of MariaDB
    or of MySQL."""

    dump: Path
    client: Path
    version: tuple[int, int]
    is_mariadb: bool


def find_tools(
    server: tuple[int, int], is_mariadb: bool, search_path: str = "", extra: Sequence[Path] = ()
) -> Tools:
    """The best programs for a server of this version: of its own kind, and not older.

    Looks into ``extra``, the folders of ``search_path`` (as in PATH), and the usual ones. Raises
    :class:`ToolMissing`, :class:`ToolTooOld`.
    """
    kind, name = ("MariaDB", "mariadb-dump") if is_mariadb else ("MySQL", "mysqldump")
    found = [t for folder in _folders(search_path, extra) for t in _tools_in(folder)]
    own = [tools for tools in found if tools.is_mariadb == is_mariadb]
    if not own:
        raise ToolMissing(name, _dotted(server), kind)
    fitting = [tools for tools in own if tools.version >= server]
    if not fitting:
        newest = max(tools.version for tools in own)
        raise ToolTooOld(name, _dotted(newest), _dotted(server), kind)
    return min(fitting, key=lambda tools: tools.version)


def _dotted(version: tuple[int, int]) -> str:
    return f"{version[0]}.{version[1]}"


def _folders(search_path: str, extra: Sequence[Path]) -> Iterator[Path]:
    yield from extra
    yield from (Path(part) for part in search_path.split(os.pathsep) if part)
    for pattern in USUAL:
        anchor = Path(pattern).anchor
        yield from sorted(Path(anchor).glob(pattern.removeprefix(anchor)))


def _tools_in(folder: Path) -> Iterator[Tools]:
    for dump, client in NAMES:
        programs = [shutil.which(name, path=str(folder)) for name in (dump, client)]
        if all(programs):
            path = Path(str(programs[0]))
            if tools := _asked(path, Path(str(programs[1])), path.stat().st_mtime_ns):
                yield tools


@cache
def _asked(dump: Path, client: Path, _changed: int) -> Tools | None:
    try:
        done = subprocess.run(
            [dump, "--no-defaults", "--version"],
            env={"LC_ALL": "C", "PATH": os.defpath},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=10,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    version = version_in(done.stdout.decode(errors="replace"))
    return None if version is None else Tools(dump, client, *version)


def version_in(line: str) -> tuple[tuple[int, int], bool] | None:
    """What a dump program says of itself: its version, and whether it is MariaDB's.

    >>> version_in("mysqldump  Ver 10.19 Distrib 10.11.6-MariaDB, for Linux (x86_64)")
    ((10, 11), True)
    >>> version_in("mysqldump  Ver 8.0.36 for Linux on x86_64 (MySQL Community Server - GPL)")
    ((8, 0), False)
    """
    for pattern in VERSIONS:
        if match := pattern.search(line):
            return (int(match[1]), int(match[2])), "mariadb" in line.lower()
    return None
