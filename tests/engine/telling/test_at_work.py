"""What a backup is at can be asked for by others while it runs, and not after."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desktop_app.engine.catalog.entries import TargetEntry
from desktop_app.engine.progress import Meter
from desktop_app.engine.telling import at_work
from desktop_app.engine.telling.at_work import FOLDER, item_at_work, telling
from desktop_app.engine.workspace import Workspace
from tests.engine.sources.folder.trees import make
from tests.engine.workspace.people import PASSPHRASE, Person

SINCE = datetime(2026, 1, 1, tzinfo=UTC)


def at(profile: Path, target: str = "films", since: datetime = SINCE) -> str | None:
    return item_at_work(profile, "default", target, since)


def test_the_item_is_told_while_the_run_goes_on(tmp_path: Path) -> None:
    meter = Meter()
    with telling(tmp_path, "default", "films", meter) as progress:
        assert at(tmp_path) is None
        progress.phase("reading", items=2)
        progress.item("a/odd \udcff\n.h264")
        progress.advance(items=1, bytes=5)
        assert at(tmp_path) == "a/odd \udcff\n.h264"
        assert at(tmp_path, "others") is None
        (file,) = (tmp_path / FOLDER).iterdir()
        assert file.stat().st_mode & 0o777 == 0o600
        assert progress.cancel is meter.cancel
    assert at(tmp_path) is None
    state = meter.state()
    assert (state.doing, state.item, state.items) == ("reading", "a/odd \udcff\n.h264", 1)


def test_it_is_written_seldom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(at_work, "SECONDS", 3600.0)
    with telling(tmp_path, "default", "films", Meter()) as progress:
        for name in ("first", "second"):
            progress.item(name)
        assert at(tmp_path) == "first"


def test_what_a_killed_run_left_is_of_no_run_after_it(tmp_path: Path) -> None:
    with telling(tmp_path, "default", "films", Meter()) as progress:
        progress.item("a")
        (file,) = (tmp_path / FOLDER).iterdir()
        left = file.read_bytes()
    file.write_bytes(left)
    os.utime(file, (0, 0))
    assert at(tmp_path) is None
    assert at(tmp_path, since=datetime.fromtimestamp(0, UTC) - timedelta(days=1)) == "a"
    file.write_bytes(b"{ no json")
    assert at(tmp_path) is None


def test_a_profile_that_cannot_be_written_to_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / FOLDER).write_text("in the way")
    meter = Meter()
    with telling(tmp_path, "default", "films", meter) as progress:
        progress.item("a")
    assert meter.state().item == "a"


def test_a_run_that_was_refused_leaves_that_of_the_other(tmp_path: Path) -> None:
    with telling(tmp_path, "default", "films", Meter()) as progress:
        progress.item("a")
        with telling(tmp_path, "default", "films", Meter()):
            pass
        assert at(tmp_path) == "a"


def test_a_real_backup_tells_what_it_reads(tmp_path: Path) -> None:
    films, profile = make(tmp_path / "films", {"a.h264": b"film"}), tmp_path / "profile"
    asked: list[str | None] = []

    class Asking(Meter):
        def advance(self, **more: int) -> None:
            super().advance(**more)
            asked.append(at(profile))

    with Workspace(profile, Person()) as workspace:
        made, _ = workspace.create_repository("nas", str(tmp_path / "nas"), PASSPHRASE)
        made.repository.close()
        workspace.catalog.targets.add(TargetEntry("films", "folder", str(films), "nas"))
        with workspace.prepared("films") as run:
            run(Asking())
    assert set(asked) & {".", "a.h264"}
    assert at(profile) is None
