"""Folders restored at a terminal: new, beside, over, and taken back."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop_app.engine.sources.base import ItemReader
from desktop_app.engine.sources.folder import differences
from desktop_app.engine.sources.readers import hash_of
from tests.cli.conftest import CommandLine
from tests.engine.sources.folder.trees import make, told

PASSWORD = "only the manager"


@pytest.fixture
def films(tmp_path: Path) -> Path:
    return make(tmp_path / "films", {"a/1.h264": b"one" * 1000, "a/2.h264": b"two", "now": "a"})


@pytest.fixture
def lab(labvault: CommandLine, films: Path, tmp_path: Path) -> CommandLine:
    labvault.json("repository", "create", "nas", str(tmp_path / "store"))
    labvault.json("target", "add", "folder", "films", str(films), "--repository", "nas")
    labvault.json("backup", "films")
    return labvault


def test_into_a_new_folder(lab: CommandLine, films: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    dry = lab.json("restore", "latest:films", "--to", str(out), "--dry-run")
    assert (dry["possible"], dry["files"], dry["rows"], dry["met"]) == (True, 2, 0, None)
    assert not out.exists()
    done = lab("restore", "latest:films", "--to", str(out))
    assert done.code == 0
    assert "5 items, 2 files loaded and compared, 2.9 KiB" in done.out
    assert told(out) == told(films)


def test_a_comparison_with_the_folder_reads_all_of_it_where_asked_to(
    lab: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[object] = []

    def seen(reader: ItemReader, told: Callable[[int], None]) -> bytes:
        read.append(reader)
        return hash_of(reader, told)

    monkeypatch.setattr(differences, "hash_of", seen)
    verify = ("verify", "latest:films", "--level", "source")
    assert lab.json(*verify)["grade"] == "ok"
    assert read == []
    assert lab.json(*verify, "--content")["grade"] == "ok"
    assert len(read) == 3, "two files and a link"
    refused = lab("verify", "latest:films", "--content")
    assert (refused.code, "level source" in refused.err) == (2, True)


def test_a_path_may_be_given_as_seen_from_here(
    lab: CommandLine, films: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = lab.json("restore", "latest:films", "--to", "out", "--only", "1.h264")
    assert (done["place"], done["files"]) == (str(tmp_path / "out"), 1)
    assert sorted(told(tmp_path / "out")) == [".", "a", "a/1.h264"]


def test_beside(lab: CommandLine, films: Path) -> None:
    done = lab.json("restore", "latest:films", "--to", str(films), "--beside")
    assert done["place"].startswith(f"{films} (restored ")
    assert told(Path(done["place"])) == told(films)


def test_over_with_a_choice_and_back(lab: CommandLine, films: Path) -> None:
    make(films, {"a/1.h264": b"changed"})
    over = ("restore", "latest:films", "--to", str(films), "--over")
    assert lab.json(*over, "--dry-run")["met"] == {
        "new": 0,
        "same": 2,
        "replaced": 0,
        "skipped": 1,
        "both": 0,
    }
    text = lab(*over, "--existing", "replace", "--dry-run").out
    assert "Files: 0 new, 2 the same, 1 replaced, 0 skipped, 0 kept both." in text
    assert lab.json(*over)["met"]["skipped"] == 1
    assert (films / "a/1.h264").read_bytes() == b"changed"
    done = lab.json(*over, "--existing", "replace")
    assert (films / "a/1.h264").read_bytes() == b"one" * 1000
    (kept,) = lab.json("kept", "list", str(films))
    assert done["kept"].endswith(kept["name"])
    assert kept["bytes"] == 7
    aside = lab.json("kept", "swap", str(films), kept["name"])["aside"]
    assert (films / "a/1.h264").read_bytes() == b"changed"
    lab.json("kept", "drop", str(films), aside)
    assert lab.json("kept", "list", str(films)) == []
    assert lab.json(*over, "--existing", "both")["met"]["both"] == 1


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--over", "--replace"), "exclude each other"),
        (("--beside", "--over"), "exclude each other"),
        (("--existing", "skip"), "--existing goes with --over"),
        (("--resume", "--clean-up"), "exclude each other"),
        (("--over", "--existing", "burn"), "burn"),
    ],
)
def test_choices_that_do_not_fit(
    lab: CommandLine, tmp_path: Path, options: tuple[str, ...], says: str
) -> None:
    refused = lab("restore", "latest:films", "--to", str(tmp_path / "out"), *options)
    assert (refused.code, says in refused.err) == (2, True)


def test_errors_are_one_line(lab: CommandLine, films: Path, tmp_path: Path) -> None:
    for to, code, says in (
        (films, 2, "it is not empty"),
        (tmp_path / "no" / "where", 3, "there is no such folder"),
    ):
        refused = lab("restore", "latest:films", "--to", str(to))
        assert (refused.code, len(refused.faults())) == (code, 1)
        assert says in refused.err


def test_replacing_is_for_a_manager(lab: CommandLine, films: Path) -> None:
    assert lab("roles", "set-password", new_manager_password=PASSWORD).code == 0
    make(films, {"a/1.h264": b"changed"})
    over = ("restore", "latest:films", "--to", str(films), "--over", "--existing")
    for option in (("--over", "--existing", "replace"), ("--replace",)):
        refused = lab("restore", "latest:films", "--to", str(films), *option)
        assert refused.code == 2
        assert (films / "a/1.h264").read_bytes() == b"changed"
    assert lab(*over, "skip").code == 0
    assert lab(*over, "both").code == 0


def test_damage_is_found_by_a_drill(lab: CommandLine, tmp_path: Path) -> None:
    assert lab.json("verify", "latest:films", "--level", "restored")["grade"] == "ok"
    for pack in (tmp_path / "store" / "packs").glob("*/*"):
        data = bytearray(pack.read_bytes())
        data[60] ^= 1
        pack.chmod(0o600)
        pack.write_bytes(data)
    found = lab.json("verify", "latest:films", "--level", "restored", code=1)
    assert found["grade"] == "failed"
    drill = lab.json("drill", "films", code=1)
    assert drill["problems"]
    assert [check["ok"] for check in drill["checks"] if check["name"] == "restores"] == [False]


def test_ctrl_c_ends_it_within_two_seconds(lab: CommandLine, films: Path, tmp_path: Path) -> None:
    """Wherever it was; and what it wrote is gone on with."""
    with (films / "big").open("wb") as file:
        for _ in range(60):
            file.write(os.urandom(1_000_000))
    lab.json("backup", "films")
    unfinished = tmp_path / "out.labvault-unfinished" / "tree" / "big"
    command = [sys.executable, "-m", "desktop_app", "--profile", str(lab.settings.profile)]
    command += ["restore", "latest:films", "--to", str(tmp_path / "out")]
    environment = {**os.environ, "LABVAULT_PASSPHRASE": lab.settings.passphrase or ""}
    running = subprocess.Popen(command, env=environment, stderr=subprocess.PIPE)
    while not unfinished.exists() and running.poll() is None:
        time.sleep(0.001)
    began = time.monotonic()
    running.send_signal(signal.SIGINT)
    _, said = running.communicate()
    if running.returncode == 0:
        pytest.skip("it was done before the signal came")
    assert (running.returncode, b"Traceback" in said) == (130, False)
    assert time.monotonic() - began < 2
    assert not (tmp_path / "out").exists()
    assert lab("restore", "latest:films", "--to", str(tmp_path / "out"), "--resume").code == 0
    assert told(tmp_path / "out") == told(films)
