"""Where there is no room for what is needed for a moment, that is told."""

from __future__ import annotations

import errno
import tempfile
from pathlib import Path
from typing import NoReturn

import pytest

from desktop_app.engine.computer.passing import passing_file, passing_folder
from desktop_app.engine.errors import NoSpace


def test_a_file_for_a_moment_lies_in_the_folder_for_such(tmp_path: Path) -> None:
    assert passing_folder() == Path(tempfile.gettempdir())
    with passing_file() as file:
        file.write(b"words")
        file.seek(0)
        assert file.read() == b"words"


def test_no_folder_takes_any_more(monkeypatch: pytest.MonkeyPatch) -> None:
    def full() -> NoReturn:
        raise FileNotFoundError(errno.ENOENT, "No usable temporary directory found in ['/tmp']")

    monkeypatch.setattr(tempfile, "gettempdir", full)
    with pytest.raises(NoSpace):
        passing_folder()
    with pytest.raises(NoSpace):
        passing_file()


def test_the_folder_fills_up(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(**_: object) -> NoReturn:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(tempfile, "TemporaryFile", full)
    with pytest.raises(NoSpace) as caught:
        passing_file()
    assert caught.value.where == tempfile.gettempdir()
