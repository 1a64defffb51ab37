"""What is told of a file before it is opened."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from desktop_app.engine.errors import NoSuchFile, NotADatabase
from desktop_app.engine.sources.sqlite.look import Form, look_at, network_file_system
from tests.engine.sources.sqlite.databases import leave_journal, leave_log, make_zoo


def test_a_database(tmp_path: Path) -> None:
    look = look_at(make_zoo(tmp_path / "lab.db", journal="wal"))
    assert (look.form, look.wal, look.sides) == (Form.SOUND, True, frozenset())
    leave_log(tmp_path / "lab.db", 1)
    assert look_at(tmp_path / "lab.db").sides == {"-wal"}
    leave_journal(make_zoo(tmp_path / "other.db"))
    assert look_at(tmp_path / "other.db").sides == {"-journal"}


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "the file is empty, it has not a single byte"),
        (os.urandom(8192), "it looks encrypted, and without its key nothing of it can be checked"),
        (b"temperature;humidity\n" * 500, "it is a file of another kind"),
        (b"x", "it is a file of another kind"),
        (b"\x89PNG\r\n\x1a\n" + bytes(5000), "it is a file of another kind"),
    ],
)
def test_what_is_no_database(tmp_path: Path, content: bytes, reason: str) -> None:
    (tmp_path / "lab.db").write_bytes(content)
    with pytest.raises(NotADatabase) as fault:
        look_at(tmp_path / "lab.db")
    assert fault.value.reason == reason


def test_what_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for name, reason in (
        ("none", "there is none of that name"),
        ("", "it is a folder"),
        ("pipe", "it is a device or a pipe, no file"),
        ("pipe/none", "there is none of that name"),
        ("x" * 300, "File name too long"),
    ):
        with pytest.raises(NoSuchFile) as fault:
            look_at(tmp_path / name)
        assert fault.value.reason == reason


@pytest.mark.parametrize(("at", "size"), [(0, 16), (16, 2), (0, 100), (21, 3)])
def test_a_damaged_head_is_still_one(tmp_path: Path, at: int, size: int) -> None:
    lab = make_zoo(tmp_path / "lab.db")
    content = bytearray(lab.read_bytes())
    content[at : at + size] = b"\xaa" * size
    lab.write_bytes(content)
    assert look_at(lab).form is Form.DAMAGED


def test_files_on_other_computers(tmp_path: Path) -> None:
    mounts = tmp_path / "mounts"
    lines = [
        "/dev/sda1 / ext4 rw 0 0",
        "nas:/lab /mnt/my\\040nas nfs4 rw 0 0",
        "//win/share /mnt/share cifs rw 0 0",
        "tmpfs /mnt/share/local tmpfs rw 0 0",
    ]
    mounts.write_text("\n".join(lines))
    for path, kind in (
        ("/home/lab.db", ""),
        ("/mnt/my nas/lab.db", "nfs4"),
        ("/mnt/share/deep/lab.db", "cifs"),
        ("/mnt/share/local/lab.db", ""),
        ("/mnt/shared/lab.db", ""),
    ):
        assert network_file_system(Path(path), mounts) == kind
    assert network_file_system(Path("/lab.db"), tmp_path / "none") == ""
