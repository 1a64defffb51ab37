"""What patterns take and leave out, added up before anything is backed up."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.engine.errors import Cancelled, FolderUnreadable
from desktop_app.engine.progress import Meter
from desktop_app.engine.sources.folder.patterns import Patterns
from desktop_app.engine.sources.folder.trial import Sums, try_out


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, size in (("a/film.h264", 30), ("a/cache/x", 5), ("a/cache/y/z", 2), ("b.tmp", 7)):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(bytes(size))
    return tmp_path


def test_a_folder_that_is_left_out_counts_with_all_that_is_in_it(folder: Path) -> None:
    patterns = Patterns.of(exclude=["cache/", "*.tmp"])
    sums = try_out(str(folder), patterns, Meter(), Sums())
    assert (sums.files, sums.size) == (1, 30)
    assert (sums.left_files, sums.left_size) == (3, 14)
    assert [name for name, _ in sums.taken] == ["a/film.h264"]
    assert [name for name, _ in sums.left] == ["a/cache/", "b.tmp"]


def test_only_what_is_included_is_taken(folder: Path) -> None:
    sums = try_out(str(folder), Patterns.of(include=["*.h264"]), Meter(), Sums())
    assert (sums.files, sums.left_files) == (1, 3)


def test_it_stops_when_asked_and_says_what_cannot_be_read(folder: Path) -> None:
    meter = Meter()
    meter.cancel.cancel()
    with pytest.raises(Cancelled):
        try_out(str(folder), Patterns.of(), meter, Sums())
    with pytest.raises(FolderUnreadable):
        try_out(str(folder / "nowhere"), Patterns.of(), Meter(), Sums())
