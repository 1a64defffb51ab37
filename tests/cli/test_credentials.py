"""Secrets are found in the keyring where a person put them, and asked for else."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from desktop_app.credentials import Credentials
from desktop_app.engine.errors import KeyringFailed, SecretMistyped, SecretNeeded
from desktop_app.engine.repository.storage.s3 import S3Storage
from desktop_app.engine.secrets import os_keyring
from desktop_app.engine.sources.postgres.connection import Address
from desktop_app.engine.sources.postgres.scratch.server import ScratchServer
from desktop_app.settings import Settings
from tests.cli.conftest import CommandLine, add_target
from tests.keyrings import KeyringInMemory

S3 = "s3://lab/backups?endpoint=http://127.0.0.1:9"


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Someone at a terminal who types these lines; what was asked stands in their place."""
    typed: list[str] = []
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("getpass.getpass", lambda prompt: typed.pop(0))
    return typed


def test_a_remembered_repository_opens_without_a_passphrase(
    labvault: CommandLine, tmp_path: Path, ring: KeyringInMemory
) -> None:
    labvault.json("repository", "create", "nas", str(tmp_path / "nas"), "--remember")
    assert labvault("snapshots", passphrase=None).code == 0
    assert len(ring.kept) == 1
    ring.kept.clear()
    assert labvault("snapshots", passphrase=None).code == 2


def test_remembering_needs_a_keyring(labvault: CommandLine, tmp_path: Path, no_ring: None) -> None:
    called = labvault("repository", "create", "nas", str(tmp_path / "nas"), "--remember")
    assert called.code == 3
    assert "keyring" in called.err


def test_no_keyring_holds_nothing(no_ring: None) -> None:
    assert not os_keyring.available()
    assert os_keyring.load("x") is None
    with pytest.raises(KeyringFailed):
        os_keyring.store("x", "y")


def test_a_saved_password_is_used(
    labvault: CommandLine, tmp_path: Path, ring: KeyringInMemory, terminal: list[str]
) -> None:
    labvault.json("repository", "create", "nas", str(tmp_path / "nas"))
    terminal.append("hunter2")
    labvault.json(
        "target", "add", "postgresql", "lab", "--url", "postgresql://me@db:5433/lab",
        "--repository", "nas", "--save-password",
    )  # fmt: skip
    assert list(ring.kept.values()) == ["hunter2"]
    address = Address.from_url("postgresql://me@db:5433/other")
    assert Credentials(Settings()).password(address, kept=True) == "hunter2"
    held = b"".join(f.read_bytes() for f in (tmp_path / "profile").rglob("*") if f.is_file())
    assert b"hunter2" not in held


def test_a_password_that_cannot_be_saved_leaves_no_target(
    labvault: CommandLine, tmp_path: Path, no_ring: None, terminal: list[str]
) -> None:
    labvault.json("repository", "create", "nas", str(tmp_path / "nas"))
    terminal.append("hunter2")
    called = labvault(
        "target", "add", "postgresql", "lab", "--url", "postgresql://me@db/lab",
        "--repository", "nas", "--save-password",
    )  # fmt: skip
    assert called.code == 3
    assert labvault.json("target", "list") == []


def test_a_new_passphrase_is_typed_twice(terminal: list[str]) -> None:
    credentials = Credentials(Settings())
    terminal += ["one", "one"]
    assert credentials.new_passphrase("/nas") == "one"
    terminal += ["one", "two"]
    with pytest.raises(SecretMistyped):
        credentials.new_passphrase("/nas")
    terminal += [""]
    with pytest.raises(SecretMistyped):
        credentials.new_passphrase("/nas")


def test_credentials_of_an_object_store(ring: KeyringInMemory, terminal: list[str]) -> None:
    terminal += ["id", "secret"]
    typed = Credentials(Settings())
    assert isinstance(typed.open_storage(S3), S3Storage)
    typed.keep_storage_credentials(S3)
    assert list(ring.kept) == [("labvault", "s3:http://127.0.0.1:9/lab")]
    Credentials(Settings()).open_storage(S3).close()
    Credentials(Settings(s3_key_id="id", s3_secret="x")).open_storage(S3).close()
    assert terminal == []


def test_credentials_are_not_asked_for_without_a_terminal(
    ring: KeyringInMemory, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Path("/dev/null").open() as nothing:
        monkeypatch.setattr("sys.stdin", nothing)
        with pytest.raises(SecretNeeded) as caught:
            Credentials(Settings()).open_storage(S3)
    assert caught.value.variable == "AWS_ACCESS_KEY_ID"


def test_a_folder_needs_no_credentials(tmp_path: Path, no_ring: None) -> None:
    Credentials(Settings()).keep_storage_credentials(str(tmp_path))


def test_a_server_that_wants_a_password(
    labvault: CommandLine, tmp_path: Path, terminal: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PGPASSFILE", str(tmp_path / "pgpass"))
    labvault.json("repository", "create", "nas", str(tmp_path / "nas"))
    with ScratchServer.start(network=True) as server:
        assert server.password is not None
        add_target(labvault, server.address)
        wrong = labvault("backup", "lab", postgres_password="wrong")
        assert wrong.code == 3
        assert "refused the user" in wrong.err
        assert labvault("backup", "lab", postgres_password=server.password).code == 0
        terminal.append(server.password)
        assert labvault("backup", "lab").code == 0
        assert terminal == []
        address = server.address
        kept = f"{address.host}:{address.port}:*:{address.user}:{server.password}\n"
        (tmp_path / "pgpass").write_text(kept)
        (tmp_path / "pgpass").chmod(0o600)
        tools = {"PATH": os.environ["PATH"], "PGPASSFILE": str(tmp_path / "pgpass")}
        assert labvault("backup", "lab", for_tools=tools).code == 0
