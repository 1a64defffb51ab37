"""The program as it is started: one window a profile, ended by a signal without a trace."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalSocket
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.gui.app import _name, dressed_application

LONG = 60_000


@pytest.fixture
def first(tmp_path: Path, qtbot: QtBot) -> Iterator[subprocess.Popen[bytes]]:
    """A window of a fresh profile that is up."""
    process = start(tmp_path)
    qtbot.waitUntil(lambda: is_up(tmp_path), timeout=LONG)
    yield process
    process.kill()
    process.communicate()


def start(profile: Path) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "LABVAULT_PROFILE": str(profile)}
    command = [sys.executable, "-m", "desktop_app"]
    return subprocess.Popen(command, env=environment, stderr=subprocess.PIPE)


def is_up(profile: Path) -> bool:
    socket = QLocalSocket()
    socket.connectToServer(_name(profile))
    return socket.waitForConnected(100)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends programs in another way")
@pytest.mark.parametrize("which", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_in_order(first: subprocess.Popen[bytes], which: signal.Signals) -> None:
    first.send_signal(which)
    _, said = first.communicate(timeout=60)
    assert first.returncode == 0
    assert b"Traceback" not in said


def test_a_second_start_raises_the_first(first: subprocess.Popen[bytes], tmp_path: Path) -> None:
    second = start(tmp_path)
    _, said = second.communicate(timeout=60)
    assert second.returncode == 0, said
    assert first.poll() is None


def test_other_threads_keep_the_window_waiting_for_less_than_a_frame(qapp: QApplication) -> None:
    before = sys.getswitchinterval()
    try:
        assert dressed_application() is qapp
        assert sys.getswitchinterval() <= 0.001
    finally:
        sys.setswitchinterval(before)
