"""A repository in an object store, from the command line."""

from __future__ import annotations

from pathlib import Path

from desktop_app.engine.sources.postgres.connection import Address
from tests.cli.conftest import CommandLine, add_target
from tests.object_stores import rclone


def test_a_repository_in_an_object_store(
    labvault: CommandLine, laboratory: Address, tmp_path: Path
) -> None:
    (tmp_path / "buckets").mkdir()
    with rclone(tmp_path / "buckets") as store:
        url = f"s3://lab/backups?endpoint={store.endpoint}"
        keys = {
            "s3_key_id": store.credentials.access_key,
            "s3_secret": store.credentials.secret_key,
        }
        assert labvault("repository", "create", "nas", url, **keys).code == 0
        add_target(labvault, laboratory)
        assert labvault("backup", "lab", **keys).code == 0
        assert labvault("verify", "latest:lab", **keys).code == 0
        refused = labvault("snapshots", s3_key_id="someone", s3_secret="else")
        assert refused.code == 3
        assert len(refused.faults()) == 1
    gone = labvault("snapshots", **keys)
    assert gone.code == 3
    assert "cannot be reached" in gone.err
    held = b"".join(f.read_bytes() for f in (tmp_path / "profile").rglob("*") if f.is_file())
    assert store.credentials.secret_key.encode() not in held
