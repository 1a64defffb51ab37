"""The look for what tests leave behind sees it: a widget, a thread, a timer."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel

from tests.gui import leaks


def test_each_kind_is_seen_and_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leaks, "PATIENCE_SECONDS", 0.0)
    before, go_on = leaks.Living.now(), threading.Event()
    label, timer = QLabel("forgotten"), QTimer()
    timer.start(60_000)
    thread = threading.Thread(target=go_on.wait, name="endless")
    thread.start()
    found = leaks.left_behind(before)
    assert [words.split()[0] for words in found] == ["widget", "thread", "active"]
    assert "forgotten" in found[0]
    assert "endless" in found[1]
    go_on.set()
    thread.join()
    timer.stop()
    label.deleteLater()
    assert leaks.left_behind(before) == []


def test_an_old_timer_that_is_started_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leaks, "PATIENCE_SECONDS", 0.0)
    monkeypatch.setattr(leaks, "MANY", 0)
    timer = QTimer()
    leaks.set_aside_what_is_old()
    before = leaks.Living.now()
    timer.start(60_000)
    assert [words.split()[0] for words in leaks.left_behind(before)] == ["active"]
    timer.stop()
    assert leaks.left_behind(before) == []
