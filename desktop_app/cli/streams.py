"""Standard output and standard error, when they lead into a file, a pipe or a full disk."""

from __future__ import annotations

import io
import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, TextIO

from desktop_app.engine.errors import StdoutFailed

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

STDOUT = "standard output"


def take_over() -> None:
    """From here on a write to stdout that fails raises :class:`StdoutFailed`, wherever it comes
    from, and one to stderr does nothing: there is nobody left to tell, but for the exit code."""
    sys.stdout = _through(_Answering, sys.stdout)
    sys.stderr = _through(_Telling, sys.stderr)


def give_up_stdout() -> None:
    """Nothing may be flushed into it any more, not at the end either."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


class _Answering(io.FileIO):
    def write(self, data: ReadableBuffer, /) -> int:
        try:
            return super().write(data)
        except BrokenPipeError:  # whoever read it has had enough, which is no failure
            raise
        except OSError as error:
            raise StdoutFailed(STDOUT, error.strerror or str(error)) from error


class _Telling(io.FileIO):
    def write(self, data: ReadableBuffer, /) -> int:
        with suppress(OSError):
            return super().write(data)
        return memoryview(data).nbytes


def _through(raw: type[io.FileIO], stream: TextIO) -> TextIO:
    if not isinstance(stream, io.TextIOWrapper):
        return stream
    # A name from a database must not end the run because this terminal cannot show it.
    stream.reconfigure(errors="backslashreplace")
    if stream.isatty():
        return stream
    return io.TextIOWrapper(
        io.BufferedWriter(raw(stream.fileno(), "wb", closefd=False)),
        encoding=stream.encoding,
        errors=stream.errors,
        line_buffering=stream.line_buffering,
    )
