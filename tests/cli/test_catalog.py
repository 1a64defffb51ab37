"""``labvault catalog``, ``status`` and ``settings``: the memory shown, made again, moved."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from pathlib import Path

import psycopg

from desktop_app.engine.sources.postgres.connection import Address
from tests.chaos.small_disk import small_disk
from tests.cli.conftest import CommandLine, add_target


def catalog_file(labvault: CommandLine) -> Path:
    assert labvault.settings.profile is not None
    return labvault.settings.profile / "catalog.sqlite"


def test_the_snapshot_part_is_made_again(ready: CommandLine) -> None:
    ready.json("backup", "lab")
    before = ready.json("snapshots", "--cached")
    jobs = ready.json("catalog", "show")["counts"]["jobs"]
    with closing(sqlite3.connect(catalog_file(ready))) as connection, connection:
        connection.execute("UPDATE snapshots SET rows = 7, size = 7, target = 'nonsense'")
    assert ready.json("snapshots", "--cached") != before
    made = ready.json("catalog", "rebuild")
    assert made["repositories"][0]["snapshots"] == 1
    assert made["aside"] is None
    assert ready.json("snapshots", "--cached") == before
    with closing(sqlite3.connect(catalog_file(ready))) as connection, connection:
        connection.execute("DELETE FROM snapshots")
    ready.json("catalog", "rebuild")
    assert ready.json("snapshots", "--cached") == before
    assert ready.json("catalog", "show")["counts"]["jobs"] == jobs


def test_a_damaged_catalog_is_put_aside_and_made_again(ready: CommandLine) -> None:
    ready.json("backup", "lab")
    before = ready.json("snapshots", "--cached")
    file = catalog_file(ready)
    whole = file.read_bytes()
    with closing(sqlite3.connect(file)) as connection:
        query = "SELECT rootpage FROM sqlite_master WHERE name = 'jobs'"
        page = connection.execute(query).fetchone()[0]
        size = connection.execute("PRAGMA page_size").fetchone()[0]
    damaged = bytearray(whole)
    damaged[(page - 1) * size : page * size] = b"\xa5" * size
    file.write_bytes(damaged)
    told = ready.text("catalog", "rebuild")
    assert "What only it knew is gone" in told
    (aside,) = file.parent.glob("catalog-damaged-*.sqlite")
    assert aside.read_bytes() == bytes(damaged)
    assert ready.json("snapshots", "--cached") == before
    assert [t["target"] for t in ready.json("target", "list")] == ["lab"]


def test_a_catalog_of_rubbish_and_a_lost_one(ready: CommandLine, tmp_path: Path) -> None:
    ready.json("backup", "lab")
    before = ready.json("snapshots", "--cached")
    catalog_file(ready).write_bytes(b"not a database at all, but long enough" * 40)
    assert ready("target", "list").code == 3
    assert "labvault repository open" in ready.text("catalog", "rebuild")
    ready.json("repository", "open", "nas", str(tmp_path / "nas"))
    assert ready.json("snapshots", "--cached") == before
    catalog_file(ready).unlink()
    assert ready.json("catalog", "rebuild")["repositories"] == []


def test_how_targets_stand(ready: CommandLine) -> None:
    assert "○ lab: not yet backed up" in ready.text("status")
    ready.json("backup", "lab")
    told = ready.text("status")
    assert told.startswith("All is well: 1 target protected.\n● lab: protected.")
    ready.json("verify", "latest:lab", "--level", "structure")
    assert "structure" in ready.json("status")[0]["verified"]
    with closing(sqlite3.connect(catalog_file(ready))) as connection, connection:
        connection.execute("UPDATE targets SET rpo_seconds = 1")
        connection.execute("UPDATE snapshots SET started = '2025-01-01T00:00:00.000000+00:00'")
    told = ready.text("status", code=1)
    assert told.startswith("1 target of 1 needs you.\n▲ lab: overdue.")
    assert ready.json("status", code=1)[0]["state"] == "overdue"


def test_settings_are_tried_before_they_are_kept(labvault: CommandLine) -> None:
    refused = labvault("settings", "set", "workspace", "nobody")
    assert refused.code == 2
    secret = labvault("settings", "set", "catalog_url", "postgresql://me:hunter2@server/catalog")
    assert secret.code == 2
    assert "hunter2" not in secret.err
    away = labvault("settings", "set", "catalog_url", "postgresql://me@127.0.0.1:1/catalog")
    assert away.code == 3
    assert labvault.json("settings", "show")["catalog_url"] == ""
    assert not (catalog_file(labvault).parent / "settings.toml").exists()


def test_a_slip_in_the_settings_file_is_told(labvault: CommandLine) -> None:
    labvault.json("target", "list")
    (catalog_file(labvault).parent / "settings.toml").write_text('catalogue_url = "x"\n')
    refused = labvault("target", "list")
    assert refused.code == 3
    assert "catalogue_url is no setting" in refused.err


def test_two_computers_share_a_catalog(
    labvault: CommandLine, laboratory: Address, database: Address, tmp_path: Path
) -> None:
    labvault.json("settings", "set", "catalog_url", database.url())
    assert labvault.json("settings", "show")["catalog_url"] == database.url()
    assert labvault("repository", "create", "nas", str(tmp_path / "nas")).code == 0
    add_target(labvault, laboratory)
    labvault.json("backup", "lab")
    other = ("--profile", str(tmp_path / "other computer"))
    from_environment = labvault("--json", *other, "target", "list", catalog_url=database.url())
    assert [t["target"] for t in from_environment.document()] == ["lab"]
    labvault("--json", *other, "backup", "lab", catalog_url=database.url())
    assert len(labvault.json("snapshots", "--cached")) == 2
    assert labvault.json("catalog", "show")["place"] == database.url()
    assert not catalog_file(labvault).exists()
    with psycopg.connect(database.conninfo()) as connection:
        found = connection.execute("SELECT count(*) FROM labvault.jobs").fetchone()
    assert found == (2,)
    labvault.json("settings", "set", "catalog_url", "")
    assert labvault.json("target", "list") == []


def test_the_catalog_is_moved_to_a_server_and_back(ready: CommandLine, database: Address) -> None:
    ready.json("backup", "lab")
    before = ready.json("snapshots", "--cached")
    told = ready.json("catalog", "move", database.url())
    assert told["rows"]["snapshots"] == 1
    assert Path(told["kept"]).exists()
    assert ready.json("settings", "show")["catalog_url"] == database.url()
    assert ready.json("catalog", "show")["place"] == database.url()
    assert ready.json("snapshots", "--cached") == before
    again = ready("catalog", "move", database.url())
    assert (again.code, "lies there already" in again.err) == (2, True)

    text = ready.text("catalog", "move", "file")
    assert f"The old one is kept: {database.url()}." in text
    assert ready.json("settings", "show")["catalog_url"] == ""
    assert ready.json("snapshots", "--cached") == before
    refused = ready("catalog", "move", database.url())
    assert (refused.code, "a catalog is there already" in refused.err) == (2, True)
    elsewhere = ready("catalog", "move", "file", catalog_url=database.url())
    assert (elsewhere.code, "LABVAULT_CATALOG_URL" in elsewhere.err) == (2, True)
    assert ready("catalog", "move", "nowhere").code == 2


def test_a_profile_on_a_full_disk(labvault: CommandLine, tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", megabytes=2) as disk:
        profile = disk.folder / "profile"
        labvault.json("--profile", str(profile), "target", "list")
        with suppress(OSError), (disk.folder / "much").open("wb", buffering=0) as much:
            while True:
                much.write(bytes(4096))
        for place in (profile, disk.folder / "another"):
            told = labvault("--profile", str(place), "target", "list")
            assert told.code == 3
            assert f"The disk is full: nothing more fits into {place}." in told.err
