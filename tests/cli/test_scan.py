"""``labvault scan``, with a folder and old lists of films."""

from __future__ import annotations

import os
import pickle
from pathlib import Path

import pytest

from desktop_app.engine.repository import keys
from tests.cli.conftest import CommandLine

LONG_AGO = 1_700_000_000


@pytest.fixture
def films(labvault: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is the target ``films``; its repository has a cheap passphrase."""
    monkeypatch.setattr(keys, "ARGON2", {"iterations": 1, "lanes": 1, "memory_kib": 64})
    folder = tmp_path / "films"
    for name in ("012/a.h264", "012/b.h264", "013/c.h264"):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"film" * 1000)
        os.utime(path, (LONG_AGO, LONG_AGO))
    labvault.json("repository", "create", "nas", str(tmp_path / "nas"))
    labvault.json("target", "add", "folder", "films", str(folder), "--repository", "nas")
    return folder


def test_scan_tells_what_is_there_and_what_it_spared(labvault: CommandLine, films: Path) -> None:
    first = labvault.json("scan", "films")
    assert {k: first[k] for k in ("target", "grade", "full", "files", "folders", "bytes")} == {
        "target": "films",
        "grade": "ok",
        "full": True,
        "files": 3,
        "folders": 2,
        "bytes": 12_000,
    }
    assert first["ages"] == {"day": 0, "week": 0, "month": 0, "older": 3}
    assert first["hit_ratio"] is None
    second = labvault.json("scan", "films")
    assert not second["full"]
    assert second["asked"] == 3
    assert second["saved_seconds"] >= 0
    assert second["last_full"] == first["last_full"]
    full = labvault.json("scan", "films", "--full")
    assert full["full"]
    assert full["last_full"] > first["last_full"]
    text = labvault.text("scan", "films")
    assert text.startswith("films: 3 files in 2 folders, 11.7 KiB, what may have changed looked at")
    assert "of 3 were known and not touched" in text
    assert "before: 3." in text
    jobs = labvault.json("jobs", "list")
    assert [job["kind"] for job in jobs].count("scan") == 4


def test_index_that_cannot_be_trusted_is_told(
    labvault: CommandLine, films: Path, tmp_path: Path
) -> None:
    labvault.json("scan", "films")
    (index,) = (tmp_path / "profile/cache").glob("*.folder-index.sqlite")
    index.write_bytes(b"")
    assert "The index is empty, so it was built anew.\n" in labvault.text("scan", "films")


def test_old_list_of_films_is_compared(labvault: CommandLine, films: Path, tmp_path: Path) -> None:
    told = {
        "a.h264": {"size_bytes": 4000, "path": "/ethoscope_data/012/a.h264"},
        "gone.h264": {"size_bytes": 1, "path": "/ethoscope_data/012/gone.h264"},
    }
    old = tmp_path / "video_cache_012.pkl"
    old.write_bytes(pickle.dumps({"files": told, "timestamp": 1.5}))
    found = labvault.json("scan", "films", "--import-cache", str(old))
    gone = {"name": "/ethoscope_data/012/gone.h264", "bytes": 1, "why": "is not there"}
    assert found["imported"] == {"confirmed": 1, "unconfirmed": [gone]}
    assert found["unconfirmed"] == 1
    text = labvault.text("scan", "films", "--import-cache", str(old))
    assert "  ◆ /ethoscope_data/012/gone.h264 is not there.\n" in f"{text}\n"


class Hostile:
    def __reduce__(self) -> tuple[object, ...]:
        return os.mkdir, ("here-was-a-hostile-pickle",)


def test_hostile_list_is_one_line(labvault: CommandLine, films: Path, tmp_path: Path) -> None:
    old = tmp_path / "video_cache_012.pkl"
    old.write_bytes(pickle.dumps({"files": Hostile()}))
    called = labvault("scan", "films", "--import-cache", str(old))
    assert called.code == 1
    assert called.err == (
        f"labvault: Nothing of {old} was taken in, and nothing in it was run: it holds more than "
        "texts and numbers (STACK_GLOBAL). Do without it: a scan finds everything by itself.\n"
    )
    assert not Path("here-was-a-hostile-pickle").exists()


def test_only_folders_are_scanned(labvault: CommandLine, films: Path, tmp_path: Path) -> None:
    address = "postgresql://lab@localhost/lab"
    labvault.json("target", "add", "postgresql", "db", "--url", address, "--repository", "nas")
    called = labvault("scan", "db")
    assert called.code == 2
    assert "a scan of db: it is for folders of this computer" in called.err
    assert labvault("scan", "nobody").code == 2


def test_folder_that_is_away(labvault: CommandLine, films: Path) -> None:
    films.rename(films.with_name("away"))
    called = labvault("scan", "films")
    assert called.code == 3
    assert len(called.faults()) == 1


def test_rules_of_an_index_are_settable(labvault: CommandLine, films: Path) -> None:
    changed = labvault.json(
        "target", "change", "films", "--index-age-days", "30", "--index-check-days", "0"
    )
    assert (changed["index_age_days"], changed["index_check_days"]) == (30, 0)
    labvault.json("scan", "films")
    assert labvault.json("scan", "films")["full"]
    address = "postgresql://lab@localhost/lab"
    labvault.json("target", "add", "postgresql", "db", "--url", address, "--repository", "nas")
    called = labvault("target", "change", "db", "--index-age-days", "30")
    assert called.code == 2
    assert "folders alone have one" in called.err
