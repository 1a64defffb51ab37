"""What a run gives back, and the figures that are kept of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field

from desktop_app.engine.catalog.entries import NO_FIGURES, Figures, Job, JobState
from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.model import Grade, Remark
from desktop_app.engine.progress import Progress


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a run ended that raised nothing. ``bytes`` were read, ``stored`` were added; None where
    there is nothing to count. ``remarks`` are its warnings, ``more`` figures of its own kind."""

    grade: Grade = Grade.OK
    snapshot: str = ""
    bytes: int | None = None
    stored: int | None = None
    items: int | None = None
    rows: int | None = None
    remarks: tuple[Remark, ...] = ()
    more: Figures = field(default_factory=lambda: NO_FIGURES)

    def state(self) -> JobState:
        """What its job becomes. A verification that found damage has *failed*."""
        return STATES[self.grade]

    def figures(self, seconds: float) -> Figures:
        """All figures; ``rate`` in bytes a second.

        >>> dict(Outcome(bytes=600, items=2).figures(3.0))
        {'seconds': 3.0, 'warnings': 0, 'bytes': 600, 'items': 2, 'rate': 200.0}
        """
        counted = {
            "bytes": self.bytes,
            "stored": self.stored,
            "items": self.items,
            "rows": self.rows,
        }
        found: dict[str, int | float | str] = {
            "seconds": round(seconds, 3),
            "warnings": len(self.remarks),
        }
        found |= {name: value for name, value in counted.items() if value is not None}
        if self.bytes is not None and seconds > 0:
            found["rate"] = round(self.bytes / seconds, 1)
        return found | dict(self.more)


STATES = {
    Grade.OK: JobState.SUCCEEDED,
    Grade.WARNING: JobState.WARNING,
    Grade.FAILED: JobState.FAILED,
}

Runner = Callable[[Job, Progress], Outcome]
"""Does one job. Called in a thread of its own; must ask ``progress.cancel`` often, and after a
stop that was asked for raise :class:`Cancelled`."""
