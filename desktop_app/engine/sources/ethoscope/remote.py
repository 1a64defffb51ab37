"""What is done on a device besides rsync: a look at its databases, and consistent copies of those
that are being written.

A copy is made there by Python's or SQLite's own tool through the backup API, in a folder of its
own that goes when the connection does. Where a device has neither, the database and its log are
fetched as files, again and again until nothing was written meanwhile, and the result is checked.
"""

from __future__ import annotations

import os
import shlex
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import apsw

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import (
    FileBusy,
    ItemFailed,
    NotADatabase,
    ToolFailed,
)
from desktop_app.engine.progress import Progress
from desktop_app.engine.sources.ethoscope.layout import TOPS, Role, locate
from desktop_app.engine.sources.ethoscope.line import Line
from desktop_app.engine.sources.ethoscope.program import Program, running
from desktop_app.engine.sources.ethoscope.ssh import command_on, failure
from desktop_app.engine.sources.ethoscope.transfer import fetch_file
from desktop_app.engine.sources.sqlite.connection import remove_sides, side
from desktop_app.engine.sources.sqlite.copying import mend
from desktop_app.engine.sources.sqlite.health import check_health

TRIES = 3
READY = b"labvault ready "

# Runs on the device, with whatever Python 3 is there (3.7 or later has the backup API). Ends, and
# removes its folder, as soon as its standard input does.
PYTHON_COPY = """
import os, shutil, sqlite3, sys, tempfile, threading
from urllib.parse import quote
path = sys.argv[1]
need = os.path.getsize(path) * 1.2 + 1048576
places = [p for p in ("/var/tmp", "/tmp", os.path.expanduser("~"))
          if os.path.isdir(p) and os.access(p, os.W_OK) and shutil.disk_usage(p).free > need]
if not places:
    sys.exit("no room for a copy of the database")
folder = tempfile.mkdtemp(prefix="labvault-", dir=places[0])
ending = threading.Lock()
def end(code):
    ending.acquire()
    for _ in range(100):  # the copy may write a last file meanwhile
        shutil.rmtree(folder, ignore_errors=True)
        if not os.path.exists(folder):
            break
    os._exit(code)
def watch():
    sys.stdin.read()
    end(0)
threading.Thread(target=watch, daemon=True).start()
try:
    copy = os.path.join(folder, "copy.db")
    live = sqlite3.connect("file:" + quote(path) + "?mode=ro", uri=True, timeout=30)
    into = sqlite3.connect(copy)
    live.backup(into)
    into.execute("PRAGMA journal_mode=DELETE")
    into.close()
    live.close()
    sys.stdout.write("labvault ready " + copy + "\\n")
    sys.stdout.flush()
except Exception as fault:
    try:
        sys.stderr.write(str(fault) + "\\n")
    except OSError:
        pass  # nobody is there any more
    end(1)
threading.Event().wait()
"""

# The same with sqlite3's own program; "$1" is the database.
SHELL_COPY = """
exec 3<&0
d=$(mktemp -d /var/tmp/labvault-XXXXXXXX) || exit 1
trap 'rm -rf "$d"' EXIT
trap 'exit 1' HUP INT TERM PIPE
sqlite3 -readonly "$1" ".timeout 30000" ".backup '$d/copy.db'" </dev/null >/dev/null &
p=$!
(cat <&3 >/dev/null; kill "$p" 2>/dev/null) &
w=$!
wait "$p" || exit 1
echo "labvault ready $d/copy.db"
wait "$w"
"""

Stamp = tuple[str, str]
"""Size and time of a file, as find writes them."""


@dataclass(frozen=True, slots=True)
class LiveDatabase:
    """A database on the device. ``name`` relative to the root; ``stamps`` of itself and what lies
    beside it, by what their names end in."""

    name: str
    stamps: Mapping[str, Stamp]

    @property
    def written(self) -> float:
        """When any of them was last written to, in seconds since 1970."""
        return max(float(time) for _, time in self.stamps.values())

    @property
    def is_written(self) -> bool:
        """Whether a log or a journal beside it holds something."""
        return any(int(size) for end, (size, _) in self.stamps.items() if end)


def databases_on(line: Line, progress: Progress) -> Mapping[str, LiveDatabase]:
    """The databases of the device, as they are now. Raises what :func:`failure` gives."""
    names = " -o ".join(f"-name {shlex.quote(f'*.db{end}')}" for end in ("", "-wal", "-journal"))
    below = [f"{top}/{line.root.machine_id}".rstrip("/") for top in TOPS]
    script = (
        f"cd -- {shlex.quote(line.root.path)} || exit 3; for d in {shlex.join(below)}; do "
        f'if [ -d "$d" ]; then find "$d" -type f \\( {names} \\) '
        "-printf '%p\\0%s\\0%T@\\0'; fi; done; true"
    )
    fields = _answers(line, ("sh", "-c", script), "find", progress)
    found: dict[str, dict[str, Stamp]] = {}
    for path, size, time in zip(fields[::3], fields[1::3], fields[2::3], strict=False):
        for end in ("-wal", "-journal", ""):
            if path.endswith(f".db{end}"):
                found.setdefault(path.removesuffix(end), {})[end] = (size, time)
                break
    return {
        name: LiveDatabase(name, stamps)
        for name, stamps in found.items()
        if "" in stamps and (at := locate(name)) is not None and at.role is Role.DATABASE
    }


def devices_on(line: Line, progress: Progress) -> tuple[tuple[str, str], ...]:
    """Machine id and name of all devices of the root, as their folders tell: a device may have
    several names."""
    script = (
        f"cd -- {shlex.quote(line.root.path)} || exit 3; for d in {shlex.join(TOPS)}; do "
        'if [ -d "$d" ]; then find "$d" -mindepth 2 -maxdepth 2 -type d -printf \'%p\\0\'; fi; '
        "done; true"
    )
    fields = _answers(line, ("sh", "-c", script), "find", progress)
    return tuple((parts[1], parts[2]) for path in fields if len(parts := path.split("/")) == 3)


def _answers(line: Line, command: tuple[str, ...], tool: str, progress: Progress) -> list[str]:
    """What a command on the device wrote, each piece ended by a zero byte."""
    with running(
        command_on(line.root, line.access, *command), line.client, progress.cancel
    ) as program:
        program.hang_up()
        data = program.read()
        ended = program.wait()
    if ended.code:
        raise failure(tool, line.root, ended)
    return [os.fsdecode(piece) for piece in data.split(b"\0")[:-1]]


def fetch_database(
    line: Line, database: LiveDatabase, into: Path, progress: Progress
) -> tuple[str, str]:
    """Fetch a database that is being written to a file here, as it is at one moment; says how, and
    what is damaged in it: empty for a whole one.

    Raises :class:`ItemFailed` when there is no such moment, and what :func:`failure` gives when
    the device cannot be reached.
    """
    into.parent.mkdir(parents=True, exist_ok=True)
    draft = into.with_name(f".{into.name}.labvault")
    if not draft.exists() and into.is_file() and not into.is_symlink():
        shutil.copyfile(into, draft)  # so that only what is new is sent
    path = f"{line.root.path.rstrip('/')}/{database.name}"
    for way, command in (
        ("Python", ("python3", "-c", PYTHON_COPY, path)),
        ("sqlite3", ("sh", "-c", SHELL_COPY, "sh", path)),
    ):
        try:
            with _copy_on(line, command, progress) as copy:
                fetch_file(line, copy, draft, progress)
        except _NoCopy:
            continue
        return f"copied on the device by {way}", _put(draft, into, database, progress)
    _fetch_as_files(line, database, draft, progress)
    return "fetched with its log as files at rest", _put(draft, into, database, progress)


class _NoCopy(Exception):
    """The device cannot make a copy in this way."""


@contextmanager
def _copy_on(line: Line, command: tuple[str, ...], progress: Progress) -> Iterator[str]:
    """Where a copy lies on the device while the block runs."""
    with running(
        command_on(line.root, line.access, *command), line.client, progress.cancel
    ) as program:
        yield _place_of_copy(line, program, progress)
        program.hang_up()
        program.wait()


def _place_of_copy(line: Line, program: Program, progress: Progress) -> str:
    for said in program.lines():
        if said.startswith(READY):
            return os.fsdecode(said.removeprefix(READY))
    ended = program.wait()
    progress.cancel.check()
    fault = failure("ssh", line.root, ended)
    if isinstance(fault, ToolFailed) or ended.code == 127:
        raise _NoCopy(ended.reason)
    raise fault


def _fetch_as_files(line: Line, database: LiveDatabase, draft: Path, progress: Progress) -> None:
    """The database and what lies beside it, of a moment at which nobody wrote to any of them."""
    path = f"{line.root.path.rstrip('/')}/{database.name}"
    now: LiveDatabase | None = databases_on(line, progress).get(database.name)
    for _ in range(TRIES):
        if now is None:
            raise ItemFailed(database.name, "vanished on the device while it was read")
        before = now
        remove_sides(draft)
        try:
            for end in before.stamps:
                fetch_file(line, path + end, side(draft, end) if end else draft, progress)
        except ToolFailed:
            pass  # one of them went meanwhile, which the stamps tell
        now = databases_on(line, progress).get(database.name)
        if now is not None and now.stamps == before.stamps:
            return
    what = "is written to so often that no copy of one moment could be made: the device has neither"
    raise ItemFailed(database.name, f"{what} python3 nor sqlite3")


def _put(draft: Path, into: Path, database: LiveDatabase, progress: Progress) -> str:
    """Take the log in, look whether it is whole, give it its name; returns what is damaged.

    Its time says when the device last wrote to it; a second less, so that rsync never takes it for
    the database's own file, which is another one of perhaps the same size.
    """
    try:
        mend(draft, progress.cancel)
        damage = check_health(draft, progress.cancel).damage
    except (apsw.Error, NotADatabase, FileBusy) as fault:
        damage = (str(fault) or type(fault).__name__,)
    remove_sides(draft)
    os.utime(draft, (database.written - 1, database.written - 1))
    draft.replace(into)
    return damage[0] if damage else ""
