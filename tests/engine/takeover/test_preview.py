"""What an import would find is found out without touching anything."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.engine.errors import BadAddress, Cancelled
from desktop_app.engine.progress import Meter
from desktop_app.engine.sources.postgres.connection import Address, ClientSettings
from desktop_app.engine.takeover.preview import config_beside, preview
from tests.cryoprotect import CONFIG, Folder, pg_dump

CLIENT = ClientSettings({})


@pytest.fixture
def folder(tmp_path: Path, database: Address) -> Folder:
    folder = Folder(tmp_path / "backups")
    dump = pg_dump(database, "--format=custom")
    folder.add(dump)
    folder.add(dump[:-40], "20250103_030405")
    (folder.path / "todo.txt").write_text("buy dry ice")
    return folder


def contents(folder: Folder) -> dict[Path, tuple[bytes, int]]:
    return {f: (f.read_bytes(), f.stat().st_mtime_ns) for f in folder.path.rglob("*")}


def test_good_and_bad_dumps_and_settings_are_told(folder: Folder, tmp_path: Path) -> None:
    config = tmp_path / "config" / "backup_config.yaml"
    config.parent.mkdir()
    config.write_text(CONFIG)
    before, meter = contents(folder), Meter()
    assert config_beside(folder.path) == config
    found = preview(folder.path, config, {}, CLIENT, meter)
    assert contents(folder) == before
    assert [bool(each.fault) for each in found.dumps] == [False, True]
    assert [each.dump.path.name for each in found.good] == ["cryoprotect_20250102_030405_full.dump"]
    assert set(found.by_path()) == {each.dump.path for each in found.dumps}
    assert [each.item for each in found.others] == ["todo.txt"]
    assert found.settings is not None
    assert found.plans is not None
    assert len(found.plans.schedules) == 4
    assert meter.state().item == found.dumps[-1].dump.shown


def test_no_settings_no_plans_and_no_folder_no_preview(folder: Folder, tmp_path: Path) -> None:
    found = preview(folder.path, None, {}, CLIENT, Meter())
    assert (found.settings, found.plans) == (None, None)
    assert config_beside(folder.path) is None
    with pytest.raises(BadAddress):
        preview(tmp_path / "nowhere", None, {}, CLIENT, Meter())
    meter = Meter()
    meter.cancel.cancel()
    with pytest.raises(Cancelled):
        preview(folder.path, None, {}, CLIENT, meter)
