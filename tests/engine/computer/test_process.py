"""A process is told from all others, also from a later one of its number."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace

import pytest

from desktop_app.engine.computer import process
from desktop_app.engine.computer.process import ProcessMark


def test_this_process_lives() -> None:
    mark = ProcessMark.of_this("a part")
    assert mark.lives()
    assert str(mark) == f"{mark.host}, process {os.getpid()}"
    assert ProcessMark.from_text(mark.text()) == mark


def test_one_that_ended_does_not() -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as child:
        born = process.born(child.pid)
        mark = replace(ProcessMark.of_this(), pid=child.pid, born=born or "")
        assert mark.lives()
        child.kill()
    assert mark.lives() is False


def test_what_cannot_be_seen_from_here(monkeypatch: pytest.MonkeyPatch) -> None:
    assert replace(ProcessMark.of_this(), machine="another").lives() is None
    monkeypatch.setattr(process, "born", lambda pid: None)
    assert ProcessMark.of_this().lives() is None


@pytest.mark.parametrize("text", ["", "x", "[]", "{}", '{"pid": 1}', '"x"', "7"])
def test_what_is_no_mark(text: str) -> None:
    assert ProcessMark.from_text(text) is None
