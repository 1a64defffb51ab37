"""A whole import: dumps and settings taken in, reports written, the right people told."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import field
from datetime import UTC, datetime
from pathlib import Path

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import LabVaultError
from desktop_app.engine.notify.notifier import tell
from desktop_app.engine.progress import Progress
from desktop_app.engine.takeover.adoption import Adopted, adopt
from desktop_app.engine.takeover.examination import Examined
from desktop_app.engine.takeover.importing import Request, Taking
from desktop_app.engine.takeover.settings import LabSettings
from desktop_app.engine.takeover.telling import events_of, write_reports
from desktop_app.engine.workspace import Workspace

Words = Callable[[LabVaultError], str]
"""Makes a sentence of what ended an import early, for its report."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be taken in, and where its reports go. ``settings`` None: dumps alone.
    ``examined``: dumps that were checked before."""

    request: Request
    repository: str
    reports: Path
    settings: LabSettings | None = None
    examined: Mapping[Path, Examined] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TakenOver:
    """What became of it. ``reports``: that of the verification first."""

    taking: Taking
    adopted: Adopted | None
    reports: tuple[Path, ...]


def take_over(
    workspace: Workspace,
    order: Order,
    progress: Callable[[], AbstractContextManager[Progress]],
    words: Words,
    written: Callable[[tuple[Path, ...]], object] = tuple,
) -> TakenOver:
    """Carry it out. ``progress`` is entered for as long as there is something to show. What raises,
    raises after the reports were written, which ``written`` hears of, and people were told; what
    was taken in by then stays."""
    error, adopted, request = "", None, order.request
    with workspace.repository(order.repository) as opened:
        taking = Taking(workspace, opened, request, examined=order.examined)
        try:
            taking.look()
            if settings := order.settings:
                now, place = datetime.now(UTC), order.repository
                adopted = adopt(workspace, settings, request.target, place, request.zone, now)
            with progress() as shown:
                taking.run(shown)
        except LabVaultError as fault:
            error = words(fault)
            raise
        finally:
            now = datetime.now(UTC)
            reports = write_reports(order.reports, now, taking.outcomes, request.zone, error)
            written(reports)
            for event in events_of(taking.outcomes, now):
                tell(workspace.catalog.notices, event)
    return TakenOver(taking, adopted, reports)
