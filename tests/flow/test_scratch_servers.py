"""Which server a drill restores into, and what is proven when one of several fits none."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from psycopg import sql

from desktop_app.engine.assurance.restored import verify_restored
from desktop_app.engine.errors import NotSupported, SourceFailed, StorageUnreachable
from desktop_app.engine.model import Grade, Snapshot
from desktop_app.engine.repository.repository import Repository
from desktop_app.engine.sources.postgres import tools
from desktop_app.engine.sources.postgres.connection import Address
from tests.flow.laboratories import SETTINGS, backed_up, new_repository
from tests.servers import Server

ICU = """
CREATE COLLATION german (provider = icu, locale = 'de-x-icu');
CREATE TABLE fly (name text COLLATE german PRIMARY KEY);
INSERT INTO fly VALUES ('Ärmel'), ('Zebra')
"""


@pytest.fixture
def only_embedded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tools, "USUAL", ())
    assert tools.installed_servers() == []


@pytest.fixture
def repository() -> Iterator[Repository]:
    with closing(new_repository()) as made:
        yield made


@pytest.fixture
def plain(database: Address, pg17: Server, repository: Repository) -> Snapshot:
    pg17.execute(sql.SQL("CREATE TABLE mouse AS SELECT 1 AS id"), database)
    return backed_up(database, repository).snapshot


@pytest.fixture
def with_icu(pg15: Server, debian_15: Path, repository: Repository) -> Snapshot:
    address = pg15.create_database()
    for statement in ICU.split(";"):
        pg15.execute(sql.SQL(statement), address)
    return backed_up(address, repository).snapshot


def test_what_the_embedded_server_lacks_is_proven_on_an_installed_one(
    repository: Repository, with_icu: Snapshot, debian_15: Path
) -> None:
    assert debian_15 in tools.installed_servers()
    found = verify_restored(repository, [with_icu], SETTINGS)
    assert (found.grade, found.problems, found.untried) == (Grade.OK, (), frozenset())
    assert found.items_checked == with_icu.items


@pytest.mark.usefixtures("only_embedded")
def test_one_that_fits_no_server_says_so_of_itself(
    repository: Repository, with_icu: Snapshot
) -> None:
    with pytest.raises((NotSupported, SourceFailed), match=r"(?i)icu|collation"):
        verify_restored(repository, [with_icu], SETTINGS)


@pytest.mark.usefixtures("only_embedded")
def test_of_several_it_is_named_and_the_others_are_proven(
    repository: Repository, plain: Snapshot, with_icu: Snapshot
) -> None:
    found = verify_restored(repository, [with_icu, plain], SETTINGS)

    assert (found.grade, found.problems) == (Grade.WARNING, ())
    assert (found.untried, found.items_checked) == ({with_icu.id}, plain.items)
    (remark,) = found.remarks
    assert remark.item == f"snapshot {with_icu.id[:12]}"
    assert remark.what.startswith("was not restored, so not proven: ")


def test_what_no_place_is_to_blame_for_ends_it(
    repository: Repository, plain: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unplugged(*_: object) -> bytes:
        raise StorageUnreachable("memory", "unplugged")

    monkeypatch.setattr(repository.storage, "load", unplugged)
    with pytest.raises(StorageUnreachable):
        verify_restored(repository, [plain, plain], SETTINGS)
