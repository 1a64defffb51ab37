"""What a workspace lets go of after a restore, and what it does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.engine.catalog.entries import TargetEntry
from desktop_app.engine.errors import NotSupported
from desktop_app.engine.kinds.registry import ETHOSCOPE, FOLDER, MARIADB, POSTGRESQL, SQLITE
from desktop_app.engine.restoring.undo import drop_restored, kind_at
from desktop_app.engine.sources.mariadb.address import Address
from desktop_app.engine.workspace import Opened, Workspace
from tests.mariadb_servers import MariaServer


def test_a_database_that_is_protected_is_not_dropped(
    workspace: Workspace, opened: Opened, mariadb: MariaServer, maria_database: Address
) -> None:
    url = maria_database.url()
    workspace.catalog.targets.add(TargetEntry("flies", MARIADB, url, opened.entry.name))
    with pytest.raises(NotSupported, match="protected"):
        drop_restored(workspace, url, kind=MARIADB)
    assert maria_database.database in mariadb.databases()
    beside = mariadb.create_database(f"{maria_database.database}_restored")
    drop_restored(workspace, beside.url(), kind=MARIADB)
    assert beside.database not in mariadb.databases()


def test_files_are_deleted_by_hand(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "films").mkdir()
    with pytest.raises(NotSupported):
        drop_restored(workspace, str(tmp_path / "films"), kind=FOLDER)
    assert (tmp_path / "films").is_dir()


def test_an_address_tells_its_kind(workspace: Workspace, opened: Opened, tmp_path: Path) -> None:
    root, folder, file = tmp_path / "ethoscope_data", tmp_path / "films", tmp_path / "lab.db"
    for path in (root, folder):
        path.mkdir()
    file.touch()
    entry = TargetEntry("devices", ETHOSCOPE, str(root), opened.entry.name)
    workspace.catalog.targets.add(entry)
    kinds = {
        str(root): ETHOSCOPE,
        str(folder): FOLDER,
        str(file): SQLITE,
        str(tmp_path / "nowhere"): FOLDER,
        "mariadb://node@localhost/flies": MARIADB,
        "postgresql://node@localhost/flies": POSTGRESQL,
    }
    assert {url: kind_at(workspace, url) for url in kinds} == kinds
    file.rename(tmp_path / "lab_before_20260314_150926.db")
    assert kind_at(workspace, str(file)) == SQLITE, "what was there is kept"
