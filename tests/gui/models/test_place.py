"""What is said of a folder before a repository is made there."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.engine.computer.disks import Ground
from desktop_app.gui.models import place
from desktop_app.gui.models.place import about_folder
from desktop_app.gui.models.state import Tone


def test_the_disk_of_this_computer_is_warned_of(tmp_path: Path) -> None:
    found = about_folder(str(tmp_path / "backups"))
    assert (found.tone, found.usable) == (Tone.WARNING, True)
    assert "dies" in found.words
    assert "free" in found.words


@pytest.mark.parametrize(
    ("ground", "words"),
    [
        (Ground(frozenset({"sdz"})), "on a disk of its own"),
        (Ground(frozenset({"//nas/lab"}), "//nas/lab"), "on the share //nas/lab"),
    ],
)
def test_another_disk_and_a_share_are_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ground: Ground, words: str
) -> None:
    monkeypatch.setattr(place, "ground_of", lambda _path: ground)
    found = about_folder(str(tmp_path), needed=1000)
    assert found.tone is Tone.OK
    assert words in found.words
    assert "the first backup reads 1.0 kB" in found.words


def test_too_little_room_is_said(tmp_path: Path) -> None:
    found = about_folder(str(tmp_path), needed=10**18)
    assert (found.tone, found.usable) == (Tone.WARNING, True)
    assert "may need 1.2 EB" in found.words


def test_what_cannot_be_used_says_why(tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "thesis.tex").touch()
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "labvault.json").touch()
    (tmp_path / "file").touch()
    for typed, said in (
        (str(tmp_path / "full"), "not empty"),
        (str(tmp_path / "there"), "a repository already"),
        (str(tmp_path / "file"), "is a file"),
        ("smb://nas/lab", "Open the share"),
        ("backups", "whole path"),
        ("/nul\0l", "whole path"),
    ):
        found = about_folder(typed)
        assert said in found.words
        assert (found.tone, found.usable) == (Tone.BAD, False)
