"""A device as it is reached, for all that is done with it in one run."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.progress import Cancel
from desktop_app.engine.sources.client import ClientSettings
from desktop_app.engine.sources.ethoscope.address import DataRoot
from desktop_app.engine.sources.ethoscope.program import PAUSE, running
from desktop_app.engine.sources.ethoscope.ssh import Access, failure, lasting


@dataclass(frozen=True, slots=True)
class Line:
    """Where a device is, and how it is reached."""

    root: DataRoot
    access: Access
    client: ClientSettings


@contextmanager
def held(line: Line, cancel: Cancel) -> Iterator[Line]:
    """The same, over one connection that stands while the block runs; when it is left, or a stop
    is asked for, nothing that was begun over it goes on. Raises what :func:`failure` gives."""
    # The name of a socket may have about a hundred bytes.
    folder = Path(tempfile.mkdtemp(prefix="labvault-ssh-"))
    try:
        shared = replace(line, access=replace(line.access, socket=str(folder / "s")))
        with running(lasting(line.root, shared.access), line.client, cancel) as program:
            while not (folder / "s").exists():
                if program.has_ended():
                    ended = program.wait()
                    cancel.check()
                    raise failure("ssh", line.root, ended)
                cancel.wait(PAUSE)
            yield shared
    finally:
        shutil.rmtree(folder, ignore_errors=True)
