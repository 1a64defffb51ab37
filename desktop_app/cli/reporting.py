"""``--report DIR``: what was verified or restored as a JSON file, also when it went wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from desktop_app.cli import wording
from desktop_app.engine.assurance.reports import (
    RestoreRequest,
    VerifiedBackup,
    write_restore,
    write_verification,
)
from desktop_app.engine.catalog.entries import NOTHING
from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import LabVaultError
from desktop_app.engine.model import Level, Problem, Snapshot

ReportFolder = Annotated[
    Path | None, typer.Option("--report", help="Also write a report there.", metavar="DIR")
]

if TYPE_CHECKING:
    from desktop_app.engine.restore import RestoreResult
    from desktop_app.engine.sources.base import Examination

# The checks of CryoProtect's reports, and the level that proves each.
CHECKS = {
    Level.BYTES: ("file_integrity", "metadata", "hash_calculation"),
    Level.STRUCTURE: ("backup_format",),
    Level.RESTORED: ("restored",),
    Level.SOURCE: ("source",),
}


@dataclass(slots=True)
class VerificationReport:
    """Collects what was verified, and where that lies."""

    level: Level
    backups: list[VerifiedBackup] = field(default_factory=list)

    def add(
        self,
        place: str,
        snapshots: Sequence[Snapshot],
        problems: Sequence[Problem],
        *,
        alone: bool,
        more: Mapping[str, Any] = NOTHING,
    ) -> None:
        """``alone``: all problems are of the one snapshot; else of those that they name. ``more``:
        what else there is to say of each."""
        for snapshot in snapshots:
            name = f"snapshot {snapshot.id[:12]}"
            about = [p for p in problems if alone or p.item.startswith(name)]
            checks = dict.fromkeys(CHECKS[self.level], not about)
            said: dict[str, Any] = {
                "target": snapshot.target,
                "level": str(self.level),
                "problems": [{"item": p.item, "what": p.what} for p in about],
                **more,
            }
            self.backups.append(
                VerifiedBackup(
                    snapshot.id, place, snapshot.started, checks, snapshot.id, not about, said
                )
            )


@contextmanager
def reporting_verification(folder: Path | None, level: Level) -> Iterator[VerificationReport]:
    """While the block runs it is filled in; at the end it is written, if a folder is given."""
    report, error = VerificationReport(level), ""
    try:
        yield report
    except LabVaultError as fault:
        error = wording.sentence(fault)
        raise
    finally:
        if folder is not None:
            write_verification(folder, datetime.now(UTC), report.backups, error)


@dataclass(slots=True)
class RestoreReport:
    """What a restore was asked, and what came of it."""

    file: str
    request: RestoreRequest
    error: str = ""
    more: dict[str, Any] = field(default_factory=dict)

    def found(self, snapshot: Snapshot) -> None:
        """The snapshot that was meant."""
        self.file = snapshot.facts.get("imported_from", snapshot.id)
        self.more["snapshot"] = snapshot.id

    def examined(self, examination: Examination, create_roles: bool) -> None:
        """What the restore would meet. When roles are missing and are not made, what they owned
        belongs to who restores."""
        without = bool(examination.missing_roles) and not create_roles
        self.request = replace(self.request, no_owner=without, no_privileges=without)
        self.error = "; ".join(f"{each.item} {each.what}" for each in examination.conflicts)

    def ended(self, result: RestoreResult) -> None:
        self.error = "; ".join(f"{each.item}: {each.what}" for each in result.problems)
        self.more |= {
            "grade": result.grade,
            "place": result.place,
            "rows": result.rows,
            "warnings": [{"item": each.item, "what": each.what} for each in result.warnings],
        }


@contextmanager
def reporting_restore(
    folder: Path | None, reference: str, request: RestoreRequest
) -> Iterator[RestoreReport]:
    """The same for a restore."""
    report = RestoreReport(reference, request)
    try:
        yield report
    except LabVaultError as fault:
        report.error = wording.sentence(fault)
        raise
    finally:
        if folder is not None:
            now = datetime.now(UTC)
            write_restore(folder, now, report.file, report.request, report.error, report.more)
