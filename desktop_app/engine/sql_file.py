"""An export as a file: it has its name only when it is whole and on the disk."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from desktop_app.engine.computer.refusal import not_written
from desktop_app.engine.errors import NameTaken, OutputFailed
from desktop_app.engine.model import Grade, Snapshot
from desktop_app.engine.progress import Progress

if TYPE_CHECKING:
    from desktop_app.engine.workspace import Opened, Workspace


def export_to(
    workspace: Workspace,
    opened: Opened,
    snapshot: Snapshot,
    output: BinaryIO,
    progress: Progress,
) -> int:
    """Write a snapshot as SQL, noted as a job; returns the bytes written. Raises what
    :func:`~desktop_app.engine.export.export` raises."""
    from desktop_app.engine.export import export

    with workspace.recorded("export", snapshot.target, opened.entry.name, progress) as record:
        client = workspace.keyholder.client
        written = export(opened.repository, snapshot, output, client, record.progress)
        record.grade, record.snapshot = Grade.OK, snapshot.id
        record.figures = {"bytes": written}
    return written


@contextmanager
def new_file(final: Path) -> Iterator[BinaryIO]:
    """A stream to a file that is not there yet; nothing is left when the block raises. Raises
    :class:`NameTaken`, :class:`NoSpace`, :class:`NoPermission`, :class:`OutputFailed`."""
    partial = final.with_name(f"{final.name}.partial")
    if final.exists():
        raise NameTaken("file", str(final))
    try:
        with partial.open("wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        partial.rename(final)
    except OSError as error:
        raise _storage_failed(error, str(final)) from error
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)


def _storage_failed(error: OSError, output: str) -> Exception:
    return not_written(error, output) or OutputFailed(output, error.strerror or str(error))
