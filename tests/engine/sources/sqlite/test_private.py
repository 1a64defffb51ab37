"""Private folders."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from desktop_app.engine.errors import NoSpace
from desktop_app.engine.sources.sqlite.private import GUARD, private_folder, remove_left_over

HOLD = """
import sys, pathlib
from desktop_app.engine.sources.sqlite.private import private_folder
with private_folder(0, [pathlib.Path(sys.argv[1])]) as folder:
    (folder / "copy.db").write_bytes(b"secret")
    print(folder, flush=True)
    sys.stdin.read()
"""


def test_it_is_its_owners_and_goes(tmp_path: Path) -> None:
    with private_folder(1000, [tmp_path]) as folder:
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        (folder / "copy.db").write_bytes(b"x")
    assert list(tmp_path.iterdir()) == []


def test_where_there_is_room(tmp_path: Path) -> None:
    free = shutil.disk_usage(tmp_path).free
    with pytest.raises(NoSpace):
        private_folder(free * 2, [tmp_path]).__enter__()


def test_what_a_killed_program_left_goes_with_the_next(tmp_path: Path) -> None:
    program = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with program:
        assert program.stdout
        folder = Path(program.stdout.readline().strip())
        remove_left_over(tmp_path, grace=-1)
        assert folder.exists()  # somebody holds it
        program.kill()
        program.wait()
    assert folder.exists()
    remove_left_over(tmp_path)
    assert folder.exists()  # it may be in the making
    os.utime(folder / GUARD, (0, 0))
    with private_folder(0, [tmp_path]):
        assert not folder.exists()
