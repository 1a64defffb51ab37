"""pg_dump's archives, read by pg_restore without a server: listed, or turned into SQL."""

from __future__ import annotations

import re
import subprocess
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress

from desktop_app.engine.computer.passing import passing_file, passing_folder
from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import ToolFailed
from desktop_app.engine.sources.postgres.connection import ClientSettings, tool_environment
from desktop_app.engine.sources.postgres.tools import Tools, newest_tools

PIECE = 256 << 10

# Entries of a listing that belong to large objects: "2550; 2613 16593 BLOB METADATA - …".
LARGE_OBJECT_ENTRY = re.compile(
    r"\d+; \d+ \d+ (BLOBS?|BLOB METADATA|(COMMENT|ACL|SECURITY LABEL) - LARGE OBJECTS?) "
)


@dataclass(frozen=True, slots=True)
class Description:
    """An archive's own words: the database, and the version of the server that was dumped."""

    entries: int
    database: str
    made_by: str


class Archives:
    """Looks into archives with the newest tools there are; any thread may ask."""

    def __init__(self, settings: ClientSettings) -> None:
        self._settings = settings
        self._tools = newest_tools(settings.environment.get("PATH", ""))

    def count_entries(self, pieces: Iterable[bytes]) -> int:
        """How many entries an archive lists. Raises :class:`ToolFailed`."""
        return len(list_archive(pieces, self._tools, self._settings))

    def describe(self, pieces: Iterable[bytes]) -> Description:
        """What ``pg_restore --list`` says of an archive. Raises :class:`ToolFailed`."""
        listed = b"".join(_run(pieces, ["--list"], self._tools, self._settings))
        lines = listed.decode(errors="replace").splitlines()
        said = (line.removeprefix(";").strip().partition(": ") for line in lines if line[:1] == ";")
        facts = {name: value for name, _, value in said if value}
        return Description(
            entries=sum(bool(line) and line[0] != ";" for line in lines),
            database=facts.get("dbname", ""),
            made_by=facts.get("Dumped from database version", "").partition(" ")[0],
        )

    def read_through(self, pieces: Iterable[bytes]) -> int:
        """Read every data block of an archive; returns the bytes of SQL that it holds. Raises
        :class:`ToolFailed`."""
        return sum(map(len, _run(pieces, ["--file=-"], self._tools, self._settings)))


def list_archive(pieces: Iterable[bytes], tools: Tools, settings: ClientSettings) -> list[str]:
    """The lines of ``pg_restore --list`` that name an entry. Raises :class:`ToolFailed`."""
    text = b"".join(_run(pieces, ["--list"], tools, settings)).decode(errors="replace")
    return [line for line in text.splitlines() if line and not line.startswith(";")]


def archive_as_sql(
    pieces: Iterable[bytes], sections: Sequence[str], tools: Tools, settings: ClientSettings
) -> Iterator[bytes]:
    """The archive's ``pre-data``, ``data`` or ``post-data`` as SQL that psql runs."""
    options = [f"--section={section}" for section in sections]
    return _run(pieces, ["--file=-", *options], tools, settings)


def large_objects_as_sql(
    fetch: Callable[[], Iterable[bytes]], tools: Tools, settings: ClientSettings
) -> Iterator[bytes]:
    """Only the large objects of an archive that holds more, with their owners and comments.

    ``fetch`` begins to read the archive; it is read twice, once for its table.
    """
    entries = list_archive(fetch(), tools, settings)
    chosen = [entry for entry in entries if LARGE_OBJECT_ENTRY.match(entry)]
    with tempfile.NamedTemporaryFile("w", suffix=".list", dir=passing_folder()) as listed:
        listed.write("\n".join(chosen))
        listed.flush()
        options = ["--file=-", f"--use-list={listed.name}"]
        yield from _run(fetch(), options, tools, settings)


def _run(
    pieces: Iterable[bytes], options: Sequence[str], tools: Tools, settings: ClientSettings
) -> Iterator[bytes]:
    """pg_restore's output, while a thread feeds it the archive."""
    with passing_file() as complaints:
        child = subprocess.Popen(
            [tools.path("pg_restore"), *options],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=complaints,
            env=tool_environment(settings, None),
            start_new_session=True,
        )
        feeder = _Feeder(child, pieces)
        feeder.start()
        assert child.stdout is not None
        try:
            while piece := child.stdout.read(PIECE):
                yield piece
        finally:
            # Also when nobody wants the rest: the child meets a closed pipe and ends.
            child.stdout.close()
            code = child.wait()
            feeder.join()
        if feeder.fault is not None:
            raise feeder.fault
        if code != 0:
            complaints.seek(0)
            lines = complaints.read().decode(errors="replace").strip().splitlines()
            raise ToolFailed("pg_restore", code, lines[0] if lines else "it gave no reason")


class _Feeder(threading.Thread):
    """Writes pieces to a child's standard input; what reading them raises is kept."""

    def __init__(self, child: subprocess.Popen[bytes], pieces: Iterable[bytes]) -> None:
        super().__init__(name="archive feeder")
        self._child, self._pieces = child, pieces
        self.fault: BaseException | None = None

    def run(self) -> None:
        assert self._child.stdin is not None
        try:
            for piece in self._pieces:
                self._child.stdin.write(piece)
        except BrokenPipeError:
            pass  # it has heard enough (--list reads only the table), or its exit code tells why
        except BaseException as fault:  # noqa: BLE001 (raised by the reading thread)
            self.fault = fault
            self._child.kill()
        finally:
            with suppress(BrokenPipeError):
                self._child.stdin.close()
