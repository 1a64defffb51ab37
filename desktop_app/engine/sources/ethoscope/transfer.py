"""A data root on a device, fetched into a folder here by rsync.

The flags are those of the devices' own tools, but that nothing of a database is left out in
silence: the log of one that is being written is taken in by :mod:`remote`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import field
from pathlib import Path

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import ToolFailed
from desktop_app.engine.model import Remark
from desktop_app.engine.progress import Progress
from desktop_app.engine.sources.ethoscope.address import DataRoot
from desktop_app.engine.sources.ethoscope.layout import TOPS
from desktop_app.engine.sources.ethoscope.line import Line
from desktop_app.engine.sources.ethoscope.program import Ended, running
from desktop_app.engine.sources.ethoscope.ssh import (
    PARTIAL,
    VANISHED,
    failure,
    place_on,
    rsync,
)

SIDE_FILES = ("*.db-shm", "*.db-wal", "*.db-journal")
ITEMIZED = re.compile(rb"([<>ch.*][fdLDS][^ ]*) +(\d+) (.*)\Z")
GONE = re.compile(r'file has vanished: "(.*)"')
UNREADABLE = re.compile(r'\[sender\] .*?"(.*)"(?: \(in .*\))?: (.*) \(\d+\)\Z')


@dataclass(frozen=True, slots=True)
class Transferred:
    """``remarks`` name what vanished or could not be read on the device; ``changed`` are names
    that something was fetched of."""

    remarks: tuple[Remark, ...]
    changed: frozenset[str] = field(default_factory=frozenset)


def fetch_root(
    line: Line, into: Path, without: Iterable[str], progress: Progress, *, checksum: bool = False
) -> Transferred:
    """Make ``into`` hold what the device's root holds; what is gone there goes here. Files named
    in ``without`` are left as they are. ``checksum``: contents are compared, not only size and
    time. Raises what :func:`failure` gives."""
    rules = [f"--exclude={pattern}" for pattern in SIDE_FILES]
    rules += [f"--exclude=/{as_pattern(name)}" for name in without]
    rules += [f"--include={rule}" for rule in _wanted(line.root.machine_id)]
    options = ["--delete-after", *rules, "--exclude=*"]
    if checksum:
        options.append("--checksum")
    source = place_on(line.root, line.root.path.rstrip("/") + "/")
    return _run(line, [*options, "--", source, f"{into}/"], into, progress)


def fetch_file(line: Line, path: str, into: Path, progress: Progress) -> None:
    """Fetch one file of the device, by its path there, over a file here: of one that is there
    only what differs is sent. Raises what :func:`failure` gives."""
    done = _run(line, ["--", place_on(line.root, path), str(into)], into.parent, progress)
    if done.remarks:
        raise ToolFailed("rsync", PARTIAL, f"{path}: {done.remarks[0].what}")


def as_pattern(name: str) -> str:
    r"""A name as rsync's rules take it: a backslash is one only where there are wildcards.

    >>> as_pattern("a[1].db"), as_pattern("a.db")
    ('a\\[1].db', 'a.db')
    """
    if not any(character in name for character in "*?["):
        return name
    return "".join(f"\\{c}" if c in "*?[\\" else c for c in name)


def _wanted(machine_id: str) -> Iterable[str]:
    for top in TOPS:
        yield f"/{top}/"
        yield f"/{top}/{machine_id}/***" if machine_id else f"/{top}/***"


def _run(line: Line, arguments: list[str], into: Path, progress: Progress) -> Transferred:
    changed: set[str] = set()
    command = rsync(line.root, line.access, *arguments)
    with running(command, line.client, progress.cancel) as program:
        program.hang_up()
        for said in program.lines():
            if (found := ITEMIZED.match(said)) and found[1][1:2] == b"f":
                name = found[3].decode(errors="surrogateescape")
                changed.add(name)
                progress.item(name)
                progress.advance(items=1, bytes=int(found[2]))
        ended = program.wait()
    if ended.code not in (0, PARTIAL, VANISHED):
        raise failure("rsync", line.root, ended, str(into))
    remarks = tuple(_remarks(line.root, ended))
    if ended.code == PARTIAL and not remarks:
        raise failure("rsync", line.root, ended, str(into))
    if ended.code == VANISHED and not remarks:
        remarks = (Remark("", "files vanished on the device while it was read"),)
    return Transferred(remarks, frozenset(changed))


def _remarks(root: DataRoot, ended: Ended) -> Iterable[Remark]:
    for said in ended.complaints:
        if found := GONE.search(said):
            yield Remark(_relative(root, found[1]), "vanished on the device while it was read")
        elif found := UNREADABLE.search(said):
            what = f"could not be read on the device: {found[2]}"
            yield Remark(_relative(root, found[1]), what)


def _relative(root: DataRoot, path: str) -> str:
    return path.removeprefix(root.path).lstrip("/")
