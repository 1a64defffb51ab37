"""What makes a restore impossible is told before it begins, and in the dry run."""

from __future__ import annotations

import json
import zlib
from dataclasses import replace

import psycopg
import pytest
from psycopg import sql

from desktop_app.engine.errors import NotSupported, ServerRefused, ToolTooOld
from desktop_app.engine.model import Grade, ItemKind
from desktop_app.engine.sources.postgres.connection import Address, ClientSettings
from desktop_app.engine.sources.postgres.restoring.destination import PostgresDestination
from desktop_app.engine.sources.postgres.restoring.mark import unfinished_name
from desktop_app.engine.sources.postgres.scratch.server import ScratchServer
from desktop_app.engine.sources.postgres.source import PostgresSource
from tests.engine.sources.postgres.conftest import CLIENT, Lab, dump
from tests.flow.stock import assert_equal
from tests.places import databases
from tests.servers import Server
from tests.snapshots import Kept, take


def destination(place: Address, client: ClientSettings = CLIENT) -> PostgresDestination:
    return PostgresDestination(place, None, client)


def described(kept: Kept, **changes: object) -> Kept:
    """The same snapshot of a database with other properties."""
    key = (ItemKind.DATABASE, "database")
    content = json.dumps(json.loads(kept.contents[key]) | changes).encode()
    return replace(kept, contents=kept.contents | {key: content})


def conflicts(kept: Kept, place: Address) -> list[tuple[str, str]]:
    found = destination(place).examine(kept.order(), kept.read).conflicts
    return [(remark.item, remark.what) for remark in found]


def test_a_server_older_than_the_snapshot_is_refused(lab: Lab, place15: Address) -> None:
    assert conflicts(lab.kept, place15) == [("PostgreSQL 15", "the snapshot is of version 17")]
    with pytest.raises(NotSupported):
        lab.kept.restore(destination(place15))


def test_an_extension_that_the_server_lacks_is_named(
    plain_lab: Lab, place: Address, pg17: Server
) -> None:
    kept = described(plain_lab.kept, extensions=[{"name": "telepathy", "version": "1"}])
    assert conflicts(kept, place) == [("extension telepathy", "it is not installed on the server")]
    with pytest.raises(NotSupported, match="telepathy"):
        kept.restore(destination(place))
    assert unfinished_name(place.database) not in databases(pg17)


def test_an_extension_of_another_version_is_told_and_stands_in_nobodys_way(
    plain_lab: Lab, place: Address, pg17: Server
) -> None:
    asked = "SELECT default_version FROM pg_available_extensions WHERE name = 'citext'"
    with psycopg.connect(pg17.address.conninfo()) as connection:
        ((offered,),) = connection.execute(asked).fetchall()
    extensions = [{"name": "citext", "version": "0.9"}, {"name": "plpgsql", "version": "1.0"}]
    kept = described(plain_lab.kept, extensions=extensions)
    found = destination(place).examine(kept.order(), kept.read)
    (remark,) = [each for each in found.remarks if each.item.startswith("extension")]
    assert (remark.item, remark.what) == (
        "extension citext",
        f"comes in another version: {offered}, after 0.9",
    )
    assert found.conflicts == ()


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"collate": "xx_YY.UTF-8", "ctype": "xx_YY.UTF-8"}, "locale xx_YY.UTF-8"),
        ({"provider": "i", "locale": "de"}, "ICU collation"),
    ],
)
def test_a_locale_that_the_server_lacks_is_named(
    plain_lab: Lab, place: Address, pg17: Server, changes: dict[str, object], what: str
) -> None:
    kept = described(plain_lab.kept, **changes)
    assert conflicts(kept, place) == [(what, "the server does not have it")]
    with pytest.raises((NotSupported, ServerRefused)):
        kept.restore(destination(place))
    assert unfinished_name(place.database) not in databases(pg17)
    # A database made beforehand, with a locale that is there, can be restored into.
    pg17.create_database(place.database)
    assert conflicts(kept, place) == []
    assert kept.restore(destination(place)).problems == ()


def test_a_missing_tablespace_costs_nothing_but_the_place(plain_lab: Lab, place: Address) -> None:
    kept = described(plain_lab.kept, tablespace="fast disks")
    assert kept.restore(destination(place)).grade is Grade.OK
    assert_equal(plain_lab.dump, dump(place))


def test_tools_older_than_the_archives_are_refused(lab: Lab, place: Address) -> None:
    kept = replace(lab.kept, snapshot=replace(lab.kept.snapshot, facts={"tool_version": "99.1"}))
    with pytest.raises(ToolTooOld) as refused:
        kept.restore(destination(place))
    assert (refused.value.needed, refused.value.by) == (99, "the archive")


def test_over_the_network_the_password_reaches_every_tool(plain_lab: Lab) -> None:
    with ScratchServer.start(network=True) as scratch:
        place = scratch.address.with_database("again")
        there = PostgresDestination(place, scratch.password, CLIENT)
        assert there.examine(plain_lab.kept.order(), plain_lab.kept.read).free_disk is None
        assert plain_lab.kept.restore(there).problems == ()
        with psycopg.connect(place.conninfo(), password=scratch.password) as connection:
            assert connection.execute("SELECT count(*) FROM lab.measurement").fetchone() == (10,)


@pytest.mark.parametrize("encoding", ["LATIN1", "SQL_ASCII", "EUC_JP", "UTF8"])
def test_databases_of_every_encoding_come_back(pg17: Server, place: Address, encoding: str) -> None:
    original = f"encoded_{encoding.lower()}"
    create = "CREATE DATABASE {} TEMPLATE template0 LOCALE 'C' ENCODING {}"
    pg17.execute(sql.SQL(create).format(sql.Identifier(original), sql.Literal(encoding)))
    address = pg17.address.with_database(original)
    text = "日本" if encoding == "EUC_JP" else "Größe"
    with psycopg.connect(address.conninfo(), client_encoding="UTF8") as connection:
        table = sql.Identifier(f"tab {text}")
        connection.execute(sql.SQL("CREATE TABLE {} (t text PRIMARY KEY)").format(table))
        connection.execute(sql.SQL("COMMENT ON TABLE {} IS {}").format(table, sql.Literal(text)))
        connection.execute(sql.SQL("INSERT INTO {} VALUES ({})").format(table, sql.Literal(text)))
        connection.execute(sql.SQL("GRANT SELECT ON {} TO PUBLIC").format(table))
    kept = take(PostgresSource(address, None, CLIENT))
    result = kept.restore(destination(place))
    assert (result.grade, result.rows) == (Grade.OK, 1)
    assert_equal(dump(address), dump(place))


@pytest.mark.parametrize(
    ("server", "properties"),
    [
        ("pg15", "LOCALE_PROVIDER icu ICU_LOCALE 'de-u-co-phonebk' LOCALE 'C.UTF-8'"),
        ("pg17", "LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' LOCALE 'C'"),
        ("pg17", "LC_COLLATE 'C' LC_CTYPE 'C.UTF-8' CONNECTION LIMIT 3 IS_TEMPLATE true"),
    ],
)
def test_properties_come_back(request: pytest.FixtureRequest, server: str, properties: str) -> None:
    running: Server = request.getfixturevalue(server)
    place: Address = request.getfixturevalue("place" if server == "pg17" else "place15")
    original = f"original_{zlib.crc32(properties.encode())}"
    create = sql.SQL("CREATE DATABASE {} TEMPLATE template0 " + properties)  # type: ignore[arg-type]
    running.execute(create.format(sql.Identifier(original)))
    address = running.address.with_database(original)
    running.execute(sql.SQL("CREATE TABLE filler AS SELECT 1 AS n"), address)
    kept = take(PostgresSource(address, None, CLIENT))
    assert kept.restore(destination(place)).grade is Grade.OK
    assert_equal(dump(address), dump(place))


def test_a_setting_that_the_server_does_not_know_is_named(plain_lab: Lab, place: Address) -> None:
    settings = [{"role": None, "settings": ["work_mem=4MB", "no_such_setting=1"]}]
    result = described(plain_lab.kept, settings=settings).restore(destination(place))
    assert result.grade is Grade.WARNING
    (remark,) = result.remarks
    assert remark.item == "database"
    assert remark.what.startswith("no_such_setting for all left out: ")
    with psycopg.connect(place.conninfo()) as connection:
        assert connection.execute("SHOW work_mem").fetchone() == ("4MB",)


def test_many_definitions_are_not_made_in_one_transaction(
    pg17: Server, place: Address, monkeypatch: pytest.MonkeyPatch, lab: Lab
) -> None:
    monkeypatch.setattr("desktop_app.engine.sources.postgres.restoring.loading.MOST_AT_ONCE", 3)
    assert lab.kept.restore(destination(place)).grade is Grade.OK
    assert_equal(lab.dump, dump(place))
