"""Shows a meter while work goes on: a live bar, plain lines, or JSON lines. Always on stderr."""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from enum import Enum, auto
from typing import TYPE_CHECKING, Protocol

from desktop_app.cli.text import count, duration, shown, size
from desktop_app.engine.progress import Meter, ProgressState

if TYPE_CHECKING:
    from rich.text import Text

JSON_EVERY, LIVE_EVERY, PLAIN_EVERY = 0.2, 0.125, 5.0


class Style(Enum):
    """How progress is shown."""

    LIVE = auto()
    PLAIN = auto()
    JSON = auto()


class View(Protocol):
    """A way to show progress; ``every`` in seconds."""

    every: float

    def show(self, state: ProgressState) -> None:
        """Called by the thread that polls."""

    def note(self, line: str) -> None:
        """Print a line of the answer on stdout, while progress goes on."""

    def close(self) -> None:
        """Nothing is shown any more."""


@contextmanager
def showing(meter: Meter, style: Style) -> Iterator[View]:
    """Show the meter's state from a thread of its own while the block runs."""
    view = VIEWS[style]()
    ended = threading.Event()

    def poll() -> None:
        while not ended.wait(view.every):
            state = meter.state()
            if state.doing:
                view.show(state)

    thread = threading.Thread(target=poll, name="progress", daemon=True)
    thread.start()
    try:
        yield view
    finally:
        ended.set()
        thread.join()
        view.close()


class JsonLines:
    """One JSON object a line, at least four times a second."""

    every = JSON_EVERY

    def show(self, state: ProgressState) -> None:
        sys.stderr.write(json.dumps(asdict(state)) + "\n")
        sys.stderr.flush()

    def note(self, line: str) -> None:
        """stdout holds one JSON document, which comes at the end."""

    def close(self) -> None:
        pass


class PlainLines:
    """For logs: a line when a phase begins, then one every few seconds."""

    every = 0.25

    def __init__(self) -> None:
        self._doing, self._waited = "", 0.0

    def show(self, state: ProgressState) -> None:
        self._waited += self.every
        if state.doing == self._doing and self._waited < PLAIN_EVERY:
            return
        self._doing, self._waited = state.doing, 0.0
        sys.stderr.write(line_of(state) + "\n")
        sys.stderr.flush()

    def note(self, line: str) -> None:
        sys.stdout.write(line + "\n")
        sys.stdout.flush()

    def close(self) -> None:
        pass


class LiveBar:
    """A bar and a line of figures that stay in place."""

    every = LIVE_EVERY

    def __init__(self) -> None:
        from rich.console import Console
        from rich.live import Live

        self._live = Live(
            console=Console(stderr=True),
            auto_refresh=False,
            transient=True,
            redirect_stdout=False,
            redirect_stderr=False,
        )
        self._live.start()

    def show(self, state: ProgressState) -> None:
        self._live.update(bar_of(state, self._live.console.width), refresh=True)

    def note(self, line: str) -> None:
        from rich.text import Text

        if sys.stdout.isatty():
            text = Text(line)
            text.highlight_regex("^✓", "bold green")
            text.highlight_regex("^▲", "bold red")
            self._live.console.print(text)  # above the bar, on the same terminal
        else:
            sys.stdout.write(line + "\n")

    def close(self) -> None:
        self._live.stop()


VIEWS: dict[Style, type[View]] = {
    Style.LIVE: LiveBar,
    Style.PLAIN: PlainLines,
    Style.JSON: JsonLines,
}


def line_of(state: ProgressState) -> str:
    """The state in one plain line."""
    parts = [state.doing, _done(state), *_figures(state)]
    return " · ".join(part for part in parts if part)


def bar_of(state: ProgressState, columns: int) -> Text:
    """Two lines: the phase with a bar, and the figures with the item at work."""
    from rich.text import Text

    share = share_of(state)
    head = Text(f"{state.doing} ", style="bold")
    if share is not None:
        cells = max(min(columns - len(head) - 8, 40), 4)
        full = round(share * cells)
        head.append("━" * full, style="cyan").append("━" * (cells - full), style="dim")
        head.append(f" {share:4.0%}")
    figures = " · ".join(part for part in (_done(state), *_figures(state)) if part)
    head.append("\n").append(figures)
    if state.item:
        head.append("\n").append(shown(state.item), style="dim")
    head.no_wrap, head.overflow = True, "ellipsis"
    return head


def share_of(state: ProgressState) -> float | None:
    """How much of the phase is done, 0 to 1; estimates may be exceeded, a bar may not."""
    if state.total_bytes:
        return min(state.bytes / state.total_bytes, 1.0)
    if state.total_items:
        return min(state.items / state.total_items, 1.0)
    return None


def _done(state: ProgressState) -> str:
    if not state.bytes and not state.total_bytes:
        return ""
    total = f" of {size(state.total_bytes)}" if state.total_bytes else ""
    return f"{size(state.bytes)}{total}"


def _figures(state: ProgressState) -> Iterator[str]:
    if state.total_items:
        yield f"{state.items:,} of {state.total_items:,} items"
    if state.rows:
        yield count(state.rows, "row")
    if state.bytes:
        yield f"{size(state.rate)}/s"
    if state.seconds_left is not None and state.seconds > 1:
        yield f"{duration(state.seconds_left)} left"
