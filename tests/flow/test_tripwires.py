"""Tripwires over real snapshots of a database."""

from __future__ import annotations

import psycopg

from desktop_app.engine.assurance.tripwires import Thresholds
from desktop_app.engine.assurance.watch import Watch
from desktop_app.engine.backup import back_up
from desktop_app.engine.model import Remark
from desktop_app.engine.repository.packs import pack_name
from desktop_app.engine.repository.repository import Repository
from desktop_app.engine.sources.postgres.connection import Address
from desktop_app.engine.sources.postgres.source import PostgresSource
from tests.flow.laboratories import SETTINGS, backed_up, new_repository

NO_LEAST = Thresholds(least_bytes=0)


def watched(database: Address, repository: Repository) -> tuple[Remark, ...]:
    watch = Watch(repository, NO_LEAST)
    source = PostgresSource(database, None, SETTINGS)
    back_up(source, database.database, repository, watch=watch)
    return watch.found


def fill(database: Address, what: str) -> None:
    with psycopg.connect(database.conninfo(), autocommit=True) as connection:
        connection.execute("DROP TABLE IF EXISTS noise")
        digests = f"SELECT sha512('{what}' || g::text::bytea) FROM generate_series(1, 20000) g"
        connection.execute(f"CREATE TABLE noise AS {digests}".encode())


def test_what_is_stored_again_after_damage_has_not_changed(database: Address) -> None:
    fill(database, "a")
    repository = new_repository()
    for number in range(4):  # in the first nobody knows what is usual
        with psycopg.connect(database.conninfo(), autocommit=True) as connection:
            connection.execute(f"CREATE TABLE small_{number} ()".encode())
        snapshot = backed_up(database, repository).snapshot
    (rows,) = (i for i in repository.items(snapshot) if i.name == "public.noise")
    packs = {place.pack for chunk in rows.chunk_ids() for place in repository.index.places(chunk)}
    for pack in packs:
        repository.storage.delete(pack_name(pack))
    assert watched(database, repository) == ()


def test_what_is_another_all_at_once_trips(database: Address) -> None:
    fill(database, "a")
    repository = new_repository()
    for _ in range(4):
        backed_up(database, repository)
    fill(database, "b")
    assert [remark.what for remark in watched(database, repository)] == [
        "tripwire: 100% of all content changed at once"
    ]
