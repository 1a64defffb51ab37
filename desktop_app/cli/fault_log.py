"""Where the whole of an unexpected error goes, so that the terminal gets one line."""

from __future__ import annotations

import tempfile
import traceback
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path


def log_fault(error: BaseException, profile: Path, secrets: Iterable[str]) -> Path:
    """Append the traceback to the profile's log, or to a file for the moment where that cannot
    be written; returns which. No secret is written, wherever it got into the message."""
    lines = traceback.format_exception(error)
    text = f"{datetime.now(UTC).isoformat(timespec='seconds')}\n{''.join(lines)}\n"
    for secret in secrets:
        text = text.replace(secret, "…")
    try:
        folder = profile / "logs"
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return _append(folder / "labvault.log", text)
    except OSError:
        folder = Path(tempfile.mkdtemp(prefix="labvault-log-"))
        return _append(folder / "labvault.log", text)


def _append(file: Path, text: str) -> Path:
    with file.open("a", encoding="utf-8", errors="backslashreplace") as log:
        log.write(text)
    return file
