"""Private folders that are gone afterwards, however their maker ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from desktop_app.engine.errors import NoPermission
from desktop_app.engine.sources.folder.scratch import folder as module
from desktop_app.engine.sources.folder.scratch.folder import PREFIX, scratch_folder
from tests.chaos.small_disk import small_disk
from tests.engine.sources.folder.trees import make
from tests.waiting import wait_until

KEEPING = """
import sys, time
from pathlib import Path
from desktop_app.engine.sources.folder.scratch.folder import scratch_folder
with scratch_folder([Path(sys.argv[1])]) as folder:
    (folder / "deep").mkdir()
    (folder / "deep" / "film").write_text("flies")
    (folder / "deep").chmod(0o500)
    print(folder, flush=True)
    time.sleep(600)
"""


def test_it_is_private_and_gone_afterwards(tmp_path: Path) -> None:
    with scratch_folder([tmp_path]) as folder:
        assert folder.parent == tmp_path.resolve()
        assert folder.stat().st_mode & 0o777 == 0o700
        make(folder, {"a/b": b"1", "link": "/etc"})
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(ZeroDivisionError), scratch_folder([tmp_path]):
        _ = 1 / 0
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_it_is_gone_also_when_its_maker_is_killed(tmp_path: Path, number: int) -> None:
    command = [sys.executable, "-c", KEEPING, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as maker:
        assert maker.stdout
        folder = Path(maker.stdout.readline().strip())
        assert (folder / "deep" / "film").read_text() == "flies"
        maker.send_signal(number)
    wait_until_gone(folder)


def wait_until_gone(folder: Path) -> None:
    wait_until(lambda: not folder.exists(), seconds=40)


def test_what_is_left_when_even_the_guardian_died_goes_next_time(tmp_path: Path) -> None:
    left = make(tmp_path / f"{PREFIX}left", {"guard": b"", "film": b"1"})
    strange = make(tmp_path / "strange", {"guard": b""})
    fresh = make(tmp_path / f"{PREFIX}fresh", {"film": b"1"})
    with scratch_folder([tmp_path]) as held, scratch_folder([tmp_path]) as folder:
        assert held.exists()
        assert not left.exists()
        assert folder.exists()
    assert sorted(tmp_path.iterdir()) == [fresh, strange]
    os.utime(fresh, (0, 0))
    with scratch_folder([tmp_path]):
        assert not fresh.exists()


def test_the_place_with_most_space_is_taken(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 1) as disk:
        places = [disk.folder, tmp_path]
        with scratch_folder(places) as folder:
            assert folder.parent == tmp_path.resolve()


def test_a_place_that_nobody_may_write_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module.os, "access", lambda path, mode: False)
    with pytest.raises(NoPermission), scratch_folder([tmp_path]):
        pass
