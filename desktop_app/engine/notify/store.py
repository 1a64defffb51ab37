"""What notifications need to be remembered; the catalog does it, for one workspace."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Protocol

from desktop_app.engine.telling.notice import Digesting, Fault, Notice, Period, Rule, Ruling

Change = Callable[[Fault | None], Fault | None]
Judge = Callable[[tuple[Fault, ...], tuple[Rule, ...]], Ruling]


class Store(Protocol):
    """Any thread and several programs may call; every method is one transaction."""

    @property
    def workspace(self) -> str: ...

    def change_fault(self, key: str, change: Change) -> None:
        """Put what ``change`` makes of the fault in its place; None leaves all as it is."""

    def rule(self, judge: Judge) -> tuple[Notice, ...]:
        """Do all at once what ``judge`` says; returns the new notices with their keys. Nobody
        else rules meanwhile."""

    def faults(self) -> tuple[Fault, ...]:
        """All that are known, also those that are over, the oldest first."""

    def notices(self, limit: int = ...) -> tuple[Notice, ...]:
        """The outbox, the newest first."""

    def waiting(self) -> tuple[Notice, ...]:
        """What is to be sent, the oldest first."""

    def claim(self, notice: Notice, until: datetime) -> bool:
        """Take a waiting notice to send it; False when it is no longer as it was read."""

    def keep(self, notice: Notice) -> None:
        """Remember what became of a notice."""

    def retry(self, now: datetime, key: int | None = None) -> int:
        """Let failed and waiting notices (or the one) be tried at once; returns how many."""

    def forget_notices(self, before: datetime) -> None:
        """Forget notices that were made earlier, however they stand."""

    def rules(self) -> tuple[Rule, ...]:
        """The channels of the workspace, by name."""

    def change_rules(self, change: Callable[[tuple[Rule, ...]], Sequence[Rule]]) -> None:
        """Keep what ``change`` makes of the channels; notices that wait for one that is gone
        are dropped."""

    def digesting(self) -> Digesting:
        """How often a digest is wanted, and when the last one was made."""

    def set_period(self, period: Period, now: datetime) -> None:
        """Send digests so often from now on."""

    def add_digest(
        self, before: Digesting, now: datetime, notices: Sequence[Notice]
    ) -> tuple[Notice, ...]:
        """Put a digest into the outbox; nothing when somebody else did since ``before``."""
