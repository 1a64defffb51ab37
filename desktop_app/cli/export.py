"""``labvault export``: a snapshot as plain SQL, for people without LabVault."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Annotated, BinaryIO

import typer

from desktop_app.cli.answer import Answer
from desktop_app.cli.desk import desk_of
from desktop_app.cli.snapshots import Reference
from desktop_app.cli.text import shown, size
from desktop_app.engine.errors import NameTaken, NoPermission, NoSpace, StorageUnreachable
from desktop_app.engine.model import Grade


def export(
    context: typer.Context,
    snapshot: Reference,
    output: Annotated[str, typer.Option(help="A new file; - is stdout.", metavar="FILE")],
) -> Answer:
    """Write a snapshot as an SQL file that stock psql loads."""
    from desktop_app.engine.export import export as write_sql

    desk = desk_of(context)
    if output == "-" and desk.json:
        raise typer.BadParameter("--json and --output - both want stdout")
    with (
        desk.workspace() as workspace,
        workspace.holding(snapshot) as (opened, (found,)),
        desk.working() as meter,
        _opened(output) as stream,
        workspace.recorded("export", found.target, opened.entry.name, meter) as record,
    ):
        client = workspace.keyholder.client
        written = write_sql(opened.repository, found, stream, client, record.progress)
        record.grade, record.snapshot = Grade.OK, found.id
        record.figures = {"bytes": written}
    document = {"snapshot": found.id, "output": output, "bytes": written}
    text = (
        f"Snapshot {found.id[:12]} was written to {shown(output)} ({size(written)}). Load it into "
        "an empty database with: psql -v ON_ERROR_STOP=1 -f FILE"
    )
    return Answer(document, "" if output == "-" else text)


@contextmanager
def _opened(output: str) -> Iterator[BinaryIO]:
    """The stream to write to; a file has its name only when it is whole and on the disk."""
    if output == "-":
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    final = Path(output)
    partial = final.with_name(f"{final.name}.partial")
    if final.exists():
        raise NameTaken("file", output)
    try:
        with partial.open("wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        partial.rename(final)
    except OSError as error:
        raise _storage_failed(error, output) from error
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)


def _storage_failed(error: OSError, output: str) -> Exception:
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return NoSpace(output)
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return NoPermission(output)
    return StorageUnreachable(output, error.strerror or str(error))
