"""How the command line tells people of what it did."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from desktop_app.cli.text import shown
from desktop_app.telling import Telling


def telling(profile: Path) -> Telling:
    """What tells of the jobs that this call runs."""
    return Telling(profile, said, _now, _complain)


def said(error: Mapping[str, Any]) -> str:
    """The words for the error of a job."""
    from desktop_app.cli import wording
    from desktop_app.engine.jobs.fault import error_of

    return wording.sentence(error_of(error))


def _now() -> datetime:
    return datetime.now(UTC)


def _complain(line: str) -> None:
    sys.stderr.write(f"labvault: {shown(line)}\n")
