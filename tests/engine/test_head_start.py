"""What a run begins before the catalog is open, and only where it helps and nobody is asked."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path

import psycopg
import pytest

from desktop_app.engine import head_start as module
from desktop_app.engine.catalog.catalog import Catalog
from desktop_app.engine.catalog.entries import DEFAULT_WORKSPACE, RepositoryEntry, TargetEntry
from desktop_app.engine.head_start import HeadStart
from desktop_app.engine.kinds.kind import Place
from desktop_app.engine.kinds.registry import kind_of
from desktop_app.engine.model import ItemKind
from desktop_app.engine.progress import Silent
from desktop_app.engine.repository.keys import Passphrase
from desktop_app.engine.repository.repository import Repository
from desktop_app.engine.repository.storage.local import LocalStorage
from desktop_app.engine.sources.client import ClientSettings, Login
from desktop_app.engine.sources.postgres.connection import Address
from tests.engine.sources.postgres.harvest import others
from tests.waiting import wait_until

PASSPHRASE = "correct horse"
POSTGRES = kind_of("postgresql")

BEGINNING = """
import sys
from pathlib import Path
from desktop_app.credentials import Credentials
from desktop_app.engine.head_start import HeadStart
from desktop_app.settings import Settings
started = HeadStart()
keyholder = Credentials(Settings(passphrase="correct horse"))
started.begin(Path(sys.argv[1]), "default", "db", keyholder, backup=True)
print("\\n".join(sys.modules))
started.close()
"""
CLIENT = ClientSettings({"PATH": os.environ["PATH"]})


@dataclass
class Keyholder:
    """What is known without asking."""

    first_passphrase: str | None = PASSPHRASE
    is_alone: bool = True
    client: ClientSettings = field(default_factory=lambda: CLIENT)

    def password(self, login: Login, kept: bool) -> str | None:
        return None


@pytest.fixture
def storage(tmp_path: Path) -> LocalStorage:
    """A repository, which the catalog in the same folder says is the one of target ``films``."""
    storage = LocalStorage(tmp_path / "store")
    repository, _ = Repository.create(storage, PASSPHRASE)
    add(tmp_path, RepositoryEntry("main", storage.url, repository.id))
    add(tmp_path, TargetEntry("films", "folder", "/data", "main"))
    repository.close()
    return storage


def add(profile: Path, entry: RepositoryEntry | TargetEntry) -> None:
    with closing(Catalog(profile)) as catalog:
        records = catalog.of(DEFAULT_WORKSPACE)
        if isinstance(entry, RepositoryEntry):
            records.repositories.add(entry)
        else:
            records.targets.add(entry)


def begin(profile: Path, target: str, keyholder: Keyholder, *, backup: bool = True) -> HeadStart:
    started = HeadStart()
    started.begin(profile, DEFAULT_WORKSPACE, target, keyholder, backup=backup)
    return started


def test_the_key_that_was_begun_opens_the_repository(
    tmp_path: Path, storage: LocalStorage, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(tmp_path, "films", Keyholder())
    for thread in threading.enumerate():
        if thread.name == "stretch":
            thread.join()
    monkeypatch.setattr(
        "desktop_app.engine.secrets.password.Argon2id", None
    )  # nothing is made anew
    Repository.open(storage, Passphrase(PASSPHRASE)).close()


@pytest.mark.parametrize("fault", ["no target", "no store", "damaged", "object store", "no secret"])
def test_what_is_not_as_it_should_be_is_left_for_the_run_to_tell(
    tmp_path: Path, storage: LocalStorage, fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    header = storage.root / "labvault.json"
    if fault == "no store":
        header.unlink()
    elif fault == "damaged":
        header.write_bytes(b"{}")
    elif fault == "object store":
        add(tmp_path, RepositoryEntry("far", "s3://bucket/x", "far" * 8))
        add(tmp_path, TargetEntry("far", "folder", "/data", "far"))
    monkeypatch.setattr(module, "begin_to_stretch", lambda *_: pytest.fail("was begun"))
    target = {"no target": "others", "object store": "far"}.get(fault, "films")
    begin(tmp_path, target, Keyholder(None if fault == "no secret" else PASSPHRASE))


@pytest.fixture
def watcher(
    tmp_path: Path, storage: LocalStorage, database: Address
) -> Iterator[psycopg.Connection]:
    """A session of the database that is target ``db``."""
    add(tmp_path, TargetEntry("db", "postgresql", database.url(), "main"))
    with psycopg.connect(database.conninfo(), autocommit=True) as connection:
        yield connection


def test_a_source_is_open_before_it_is_asked_for(
    tmp_path: Path, watcher: psycopg.Connection, database: Address
) -> None:
    with closing(begin(tmp_path, "db", Keyholder())) as started:
        wait_until(lambda: others(watcher))
        begun = others(watcher)
        place = Place(database.url(), None, CLIENT, index=tmp_path / "index")
        with started.source(POSTGRES, place) as source, source.open(Silent()) as session:
            started.close()  # it is not the head start's any more
            assert begun & others(watcher)
            items = {item.kind: item for item in session.plan.items}
            assert session.read(items[ItemKind.DATABASE]).readinto(memoryview(bytearray(9)))
        wait_until(lambda: not others(watcher))


def test_a_source_is_begun_before_what_only_the_run_needs_is_loaded(
    tmp_path: Path, watcher: psycopg.Connection
) -> None:
    command = [sys.executable, "-c", BEGINNING, str(tmp_path)]
    done = subprocess.run(
        command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=True
    )
    loaded = set(done.stdout.split())
    assert "desktop_app.engine.sources.postgres.opening" in loaded
    assert not {"sqlalchemy", "desktop_app.engine.workspace"} & loaded


def test_another_place_gets_a_source_of_its_own(
    tmp_path: Path, watcher: psycopg.Connection, database: Address
) -> None:
    elsewhere = replace(database, database="nothing like this").url()
    with closing(begin(tmp_path, "db", Keyholder())) as started:
        with started.source(POSTGRES, Place(elsewhere, None, CLIENT)) as source:
            assert source.address == elsewhere
            wait_until(lambda: not others(watcher))
        with started.source(POSTGRES, Place(database.url(), None, CLIENT)) as source:
            assert source.address == database.url()


@pytest.mark.parametrize("taken", [True, False])
def test_threads_take_turns_more_often_until_the_run_begins(
    tmp_path: Path, watcher: psycopg.Connection, database: Address, taken: bool
) -> None:
    usual = sys.getswitchinterval()
    with closing(begin(tmp_path, "db", Keyholder())) as started:
        assert sys.getswitchinterval() == pytest.approx(module.TURN)
        if taken:
            with started.source(POSTGRES, Place(database.url(), None, CLIENT)):
                assert sys.getswitchinterval() == usual
    assert sys.getswitchinterval() == usual


def test_what_nobody_takes_is_let_go_of(tmp_path: Path, watcher: psycopg.Connection) -> None:
    started = begin(tmp_path, "db", Keyholder())
    wait_until(lambda: others(watcher))
    started.close()
    wait_until(lambda: not others(watcher))
    started.close()


@pytest.mark.parametrize("why_not", ["no backup", "a person is there", "a keyring knows it"])
def test_no_server_is_asked_where_it_may_be_for_nothing(
    tmp_path: Path, watcher: psycopg.Connection, why_not: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if why_not == "a keyring knows it":
        add(tmp_path, TargetEntry("kept", "postgresql", "postgresql:///x", "main", True))
    monkeypatch.setattr(module, "kind_of", lambda _: pytest.fail("was begun"))
    keyholder = Keyholder(is_alone=why_not != "a person is there")
    begin(tmp_path, "db", keyholder, backup=why_not != "no backup")


def test_an_address_that_is_none_is_left_for_the_run_to_tell(
    tmp_path: Path, storage: LocalStorage
) -> None:
    add(tmp_path, TargetEntry("odd", "postgresql", "postgresql://[", "main"))
    begin(tmp_path, "odd", Keyholder()).close()
