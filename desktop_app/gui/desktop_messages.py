"""The channels that are this window: what waits for them is shown on the desktop."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject

from desktop_app.engine.errors import LabVaultError
from desktop_app.engine.notify import desktop
from desktop_app.engine.progress import Meter
from desktop_app.engine.telling.notice import Kind, Notice
from desktop_app.gui.lab import Lab

URGENT = frozenset({Kind.FAILURE, Kind.ALARM, Kind.OVERDUE})
"""What stays on the desktop until somebody closes it."""


class Teller(Protocol):
    """Shows a message on the desktop."""

    def tell(self, title: str, words: str, *, stays: bool) -> None: ...


class DesktopMessages(QObject):
    """Main thread only. :meth:`look` whenever something may have come."""

    def __init__(
        self, lab: Lab, teller: Teller, failed: Callable[[LabVaultError], None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._lab, self._teller, self._failed = lab, teller, failed

    def look(self) -> None:
        store, now = self._lab.catalog.notices, self._lab.clock()
        work: Callable[[Meter], tuple[Notice, ...]] = lambda _: desktop.take(store, now)  # noqa: E731
        self._lab.tasks.run(self, work, self._show, self._failed)

    def _show(self, notices: tuple[Notice, ...]) -> None:
        if not notices:
            return
        for notice in notices:
            self._teller.tell(notice.subject, notice.body, stays=notice.kind in URGENT)
        store, now = self._lab.catalog.notices, self._lab.clock()
        self._lab.tasks.run(
            self,
            lambda _: desktop.keep_shown(store, notices, now),
            lambda _: None,
            self._failed,
        )
