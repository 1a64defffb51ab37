"""Whether somebody still has the recovery key: it is to be typed now and then.

Pure. A key that was never typed back is not known to be on any paper.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

DUE_AFTER = timedelta(days=180)


class KeyConfirmation(StrEnum):
    """How well it is known that the recovery key can be found."""

    NEVER = "not confirmed"
    DUE = "due again"
    GOOD = "confirmed"


def key_confirmation(confirmed: datetime | None, now: datetime) -> KeyConfirmation:
    """``confirmed``: when the key was last typed back, None when never since it was made. A
    moment that lies ahead is of a clock that was put back, and counts."""
    if confirmed is None:
        return KeyConfirmation.NEVER
    return KeyConfirmation.DUE if now - confirmed > DUE_AFTER else KeyConfirmation.GOOD
