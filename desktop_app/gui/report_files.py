"""Writes a report into a file of the kind that its name says. For a task's thread."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QPageSize, QPdfWriter, QTextDocument

from desktop_app.engine.computer.refusal import not_written
from desktop_app.engine.errors import NotSupported, StorageUnreachable
from desktop_app.engine.secrets.private_file import store_private
from desktop_app.gui.models.verification_report import Report, as_html, as_json

KINDS = (".html", ".pdf", ".json")
DOTS_PER_INCH = 96


def store_report(report: Report, path: Path) -> None:
    """Write it, over a file that is there: whoever chose the name was asked. In one step, so that
    a full disk leaves the old one.

    Raises :class:`NotSupported` for another kind of file, and what :func:`store_private` raises.
    """
    makers = {
        ".html": lambda: as_html(report).encode(),
        ".pdf": lambda: as_pdf(as_html(report)),
        ".json": lambda: as_json(report).encode(),
    }
    make = makers.get(path.suffix.casefold())
    if make is None:
        raise NotSupported(path.name, f"its ending is none of {', '.join(KINDS)}")
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    store_private(draft, make())
    try:
        draft.replace(path)
    except OSError as error:
        with suppress(OSError):
            draft.unlink()
        raise _fault(error, path) from error


def as_pdf(html: str) -> bytes:
    """Pages of A4. ``html`` comes from :func:`as_html`, where every text is escaped."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setResolution(DOTS_PER_INCH)
    writer.setTitle("LabVault")
    document = QTextDocument()
    document.setHtml(html)
    document.print_(writer)
    del writer  # it writes the end of the file
    buffer.close()
    return bytes(data.data())


def _fault(error: OSError, path: Path) -> Exception:
    reason = error.strerror or str(error)
    return not_written(error, str(path)) or StorageUnreachable(str(path), reason)
