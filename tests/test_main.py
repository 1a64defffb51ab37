"""The program ends like any other: threads have come to their end, and everything is written."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ENDING = """
import atexit, sys, tempfile, threading
from desktop_app.__main__ import _leave

folder = tempfile.TemporaryDirectory()
sys.stdout.write(folder.name + "\\n")
atexit.register(lambda: sys.stdout.write("at exit\\n"))
held = threading.Event()
thread = threading.Thread(target=lambda: (held.wait(), sys.stdout.write("thread\\n")))
thread.start()
threading.Thread(target=held.set).start()
_leave(7)
"""


@pytest.mark.parametrize("flags", [[], ["-u"]])
def test_nothing_is_left_behind(flags: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, *flags, "-c", ENDING], capture_output=True, text=True, check=False
    )
    folder, *lines = done.stdout.splitlines()
    assert lines == ["thread", "at exit"]
    assert done.returncode == 7
    assert not done.stderr
    assert not Path(folder).exists()


@pytest.mark.skipif(sys.platform != "linux", reason="needs /dev/full")
def test_what_cannot_be_written_is_told() -> None:
    ending = "from desktop_app.__main__ import _leave; print('an answer'); _leave(0)"
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-c", ending],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode
    assert "No space left" in done.stderr
