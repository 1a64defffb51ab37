"""Every kind of source with a little in it, for the suite of their contract."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from pathlib import Path

import psycopg
import pytest

from desktop_app.demo.ethoscopes import film
from desktop_app.demo.ethoscopes.root import make_root
from desktop_app.demo.ethoscopes.wish import Oddity, Wish
from desktop_app.engine.kinds.kind import Place
from desktop_app.engine.kinds.registry import (
    ETHOSCOPE,
    FOLDER,
    MARIADB,
    POSTGRESQL,
    SQLITE,
    kind_of,
)
from desktop_app.engine.sources.base import Source
from desktop_app.engine.sources.client import ClientSettings
from tests.engine.sources.folder.trees import make
from tests.engine.sources.sqlite.databases import make_zoo
from tests.mariadb_servers import CLIENT, MariaServer
from tests.servers import Server

SECRET = "swordfish"
CASES = [
    "folder_case",
    "indexed_folder_case",
    "ethoscope_case",
    "sqlite_case",
    "mariadb_case",
    "postgres_case",
]
"""Names of fixtures, each of which gives a :class:`Case`."""


@dataclass(frozen=True)
class Case:
    """One source. ``names``: of some of its items; ``change`` changes the item ``changed``;
    ``elsewhere``: an address where nothing is."""

    kind: str
    place: Place
    elsewhere: str
    names: tuple[str, ...]
    changed: str
    change: Callable[[], object]

    def source(self) -> AbstractContextManager[Source]:
        return kind_of(self.kind).source(self.place)

    def nowhere(self) -> AbstractContextManager[Source]:
        return kind_of(self.kind).source(replace(self.place, url=self.elsewhere))


@pytest.fixture
def folder_case(tmp_path: Path) -> Case:
    tree = {"a/b.h": b"b" * 10_000, "a/empty": b"", "c\udcff": b"c", "d": None, "link": "a/b.h"}
    root = make(tmp_path / "folder", tree)
    return Case(
        FOLDER,
        Place(str(root), None, ClientSettings()),
        str(tmp_path / "nowhere"),
        (".", *tree),
        "a/b.h",
        lambda: (root / "a/b.h").write_bytes(b"other"),
    )


@pytest.fixture
def indexed_folder_case(folder_case: Case, tmp_path: Path) -> Case:
    """The same, listed from an index."""
    return replace(folder_case, place=replace(folder_case.place, index=tmp_path / "a.index"))


@pytest.fixture
def ethoscope_case(tmp_path: Path) -> Case:
    recording = {(1, 2): Oddity.RECORDING}
    old, live = make_root(tmp_path / "data", Wish(devices=1, runs=2, chunks=1, oddities=recording))
    (tmp_path / "data" / live.films[0]).write_bytes(film.chunk(98))  # it had been cut short
    return Case(
        ETHOSCOPE,
        Place(str(tmp_path / "data"), None, ClientSettings(), {"zone": "Europe/London"}),
        str(tmp_path / "nowhere"),
        ("results", str(old.database), *old.films, str(live.database), *live.films),
        old.films[0],
        lambda: (tmp_path / "data" / old.films[0]).write_bytes(film.chunk(99)),
    )


@pytest.fixture
def sqlite_case(tmp_path: Path) -> Case:
    path = make_zoo(tmp_path / "zoo.db", rows=50)

    def change() -> None:
        import sqlite3

        with sqlite3.connect(path) as database:
            database.execute("DELETE FROM flies")
        database.close()

    return Case(
        SQLITE,
        Place(str(path), None, ClientSettings()),
        str(tmp_path / "nowhere.db"),
        ("zoo.db", "flies"),
        "flies",
        change,
    )


@pytest.fixture
def mariadb_case(mariadb: MariaServer) -> Iterator[Case]:
    address = mariadb.create_database("contract")
    mariadb.run(
        "CREATE TABLE fly (id INT PRIMARY KEY, name VARCHAR(20))",
        "INSERT INTO fly SELECT seq, CONCAT('fly ', seq) FROM seq_1_to_99",
        # More than is on its way at once when a reader is closed in the middle.
        "CREATE TABLE film (id INT PRIMARY KEY, picture LONGBLOB)",
        "INSERT INTO film SELECT seq, REPEAT(CHAR(seq), 40000) FROM seq_1_to_200",
        database=address,
    )
    user = mariadb.create_user("ALL ON *.*", name="contract", password=SECRET)
    by_user = replace(address, user=user)
    yield Case(
        MARIADB,
        Place(by_user.url(), SECRET, CLIENT),
        by_user.with_database("nowhere").url(),
        ("fly", "film"),
        "fly",
        lambda: mariadb.run("UPDATE fly SET name = 'other' WHERE id = 7", database=address),
    )
    mariadb.drop_database("contract")


@pytest.fixture
def postgres_case(pg17: Server) -> Iterator[Case]:
    address = pg17.create_database("contract")
    with psycopg.connect(address.conninfo(), autocommit=True) as connection:
        connection.execute("CREATE TABLE fly (id integer, name text)")
        connection.execute("INSERT INTO fly SELECT n, 'fly ' || n FROM generate_series(1, 99) n")
    yield Case(
        POSTGRESQL,
        Place(address.url(), SECRET, ClientSettings()),
        address.with_database("nowhere").url(),
        ("public.fly",),
        "public.fly",
        lambda: None,
    )
    pg17.drop_database(address)
