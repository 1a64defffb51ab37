"""Progress is seen often enough, whole, and never harms the terminal."""

from __future__ import annotations

import io
import json
import threading
from dataclasses import replace

import pytest

from desktop_app.cli import progress_view
from desktop_app.cli.progress_view import Style, bar_of, line_of, share_of, showing
from desktop_app.engine.progress import Meter, ProgressState

STATE = ProgressState(
    doing="backing up",
    item="lab.measurements",
    items=3,
    total_items=10,
    bytes=50 << 20,
    total_bytes=200 << 20,
    rows=1234,
    seconds=2.0,
    rate=25 << 20,
    seconds_left=6.0,
)


class Terminal(io.StringIO):
    """Collects what is written, and wakes who waits for some lines of it."""

    def __init__(self, lines: int) -> None:
        super().__init__()
        self.enough = threading.Event()
        self._lines = lines

    def flush(self) -> None:
        if self.getvalue().count("\n") >= self._lines:
            self.enough.set()


def test_json_lines_come_at_least_four_times_a_second(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal(lines=4)
    monkeypatch.setattr("sys.stderr", terminal)
    meter = Meter()
    meter.phase("backing up", items=2, bytes=100)
    meter.item("odd\nname")
    meter.advance(items=1, bytes=50, rows=5)
    with showing(meter, Style.JSON):
        assert terminal.enough.wait(1.2)
    first = json.loads(terminal.getvalue().splitlines()[0])
    assert first["doing"] == "backing up"
    assert first["item"] == "odd\nname"
    assert (first["items"], first["total_items"]) == (1, 2)
    assert (first["bytes"], first["total_bytes"], first["rows"]) == (50, 100, 5)


def test_plain_lines_are_few(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal(lines=99)
    monkeypatch.setattr("sys.stderr", terminal)
    view = progress_view.PlainLines()
    for _ in range(int(progress_view.PLAIN_EVERY / view.every)):
        view.show(STATE)
    view.show(replace(STATE, doing="finishing"))
    assert terminal.getvalue().count("\n") == 2 + 1 - 1
    assert "50.0 MiB of 200.0 MiB" in terminal.getvalue()


def test_a_line_has_the_figures() -> None:
    assert line_of(STATE) == (
        "backing up · 50.0 MiB of 200.0 MiB · 3 of 10 items · 1,234 rows · 25.0 MiB/s · 6.0 s left"
    )
    bare = ProgressState("connecting", "", 0, None, 0, None, 0, 0.0, 0.0, None)
    assert line_of(bare) == "connecting"


def test_a_bar_has_the_item_and_escapes_it() -> None:
    bar = bar_of(replace(STATE, item="odd\n\x1b[31m[bold]"), 80).plain
    assert r"odd\n\x1b[31m[bold]" in bar
    assert " 25%" in bar
    assert bar.count("\n") == 2


def test_a_bar_fits_narrow_terminals() -> None:
    assert all(len(line) < 40 for line in bar_of(STATE, 20).plain.splitlines()[:1])


def test_an_estimate_that_was_too_small_fills_the_bar() -> None:
    assert share_of(replace(STATE, bytes=300 << 20)) == 1.0
    assert share_of(replace(STATE, total_bytes=None)) == 0.3
    assert share_of(replace(STATE, total_bytes=None, total_items=None)) is None


def test_a_live_bar_leaves_a_clean_line(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal(lines=99)
    monkeypatch.setattr(terminal, "isatty", lambda: True)
    monkeypatch.setattr("sys.stderr", terminal)
    monkeypatch.setenv("TERM", "xterm")
    view = progress_view.LiveBar()
    view.show(STATE)
    view.close()
    shown, _, cleared = terminal.getvalue().rpartition("lab.measurements")
    assert "backing up" in shown
    assert "\x1b[2K" in cleared
