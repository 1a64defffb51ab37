"""Reaching what is to be backed up while the key of its repository is being made."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from typing import TYPE_CHECKING

from desktop_app.engine.head_start import HeadStart
from desktop_app.engine.kinds.registry import kind_of

if TYPE_CHECKING:
    from desktop_app.engine.kinds.kind import Place
    from desktop_app.engine.sources.base import Source


class Reaching:
    """A source that is reached already when its backup begins. ``place`` may ask a person."""

    source: Source
    """Once it is begun."""

    def __init__(self, head_start: HeadStart, kind: str, place: Callable[[], Place]) -> None:
        self._head_start, self._kind, self._place = head_start, kind, place
        self._reached = ExitStack()

    def begin(self) -> None:
        """Loads what the run needs, too: making a key takes as long."""
        reached = self._head_start.source(kind_of(self._kind), self._place())
        self.source = self._reached.enter_context(reached)
        import desktop_app.engine.assurance.watch
        import desktop_app.engine.backup
        import desktop_app.engine.workspace.losing  # noqa: F401

    def let_go(self) -> None:
        """Nothing is held any more; it may be begun again."""
        self._reached.close()

    close = let_go
