"""A failure's notification at a real daemon (dunst) on a private bus, under a real X server."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

NEEDED = ("Xvfb", "dbus-run-session", "dunst", "dunstctl")
LONG = 60
STORY = """
import subprocess, sys, time
from PySide6.QtCore import QCoreApplication
from desktop_app.gui.notifications import Notifications

def until(done):
    end = time.monotonic() + 30
    while not done():
        assert time.monotonic() < end, "it never came"
        application.processEvents()
        time.sleep(0.01)

def dunstctl(*words):
    done = subprocess.run(["dunstctl", *words], capture_output=True, text=True)
    return done.stdout.strip()

application = QCoreApplication([])
daemon = subprocess.Popen(["dunst", "-config", "/dev/null"], stderr=subprocess.DEVNULL)
try:
    until(lambda: dunstctl("count", "displayed") == "0")
    told, clicked, refused = Notifications(), [], []
    told.clicked.connect(clicked.append)
    told.refused.connect(lambda *words: refused.append(words))
    told.open()
    assert told.available
    told.show("The backup of lab failed", "<b>No route</b> to host", 42, "Show the job")
    until(lambda: dunstctl("count", "displayed") == "1")
    until(lambda: told._jobs)
    dunstctl("action", "0")
    until(lambda: clicked == [42])
    assert not refused
finally:
    daemon.terminate()
    daemon.wait()
told.close()
print("heard and clicked")
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="a service of Linux desktops")
def test_a_daemon_shows_it_until_it_is_clicked(tmp_path: Path) -> None:
    missing = [tool for tool in NEEDED if shutil.which(tool) is None]
    if missing and not os.environ.get("CI"):
        pytest.skip(f"not installed: {', '.join(missing)}")
    number, writing = os.pipe()
    screen = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "800x600x24", "-nolisten", "tcp"],
        pass_fds=[writing],
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    try:
        with os.fdopen(number) as reading:
            display = f":{reading.readline().strip()}"
        env = os.environ | {"DISPLAY": display, "XDG_RUNTIME_DIR": str(tmp_path)}
        env["QT_QPA_PLATFORM"] = "offscreen"
        done = subprocess.run(
            ["dbus-run-session", "--", sys.executable, "-c", STORY],
            env=env,
            capture_output=True,
            text=True,
            timeout=LONG,
            check=False,
        )
    finally:
        screen.terminate()
        screen.wait()
    assert "heard and clicked" in done.stdout, done.stderr
