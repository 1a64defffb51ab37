"""What a user may not see is left out, and named."""

from __future__ import annotations

from desktop_app.engine.model import ItemKind
from desktop_app.engine.progress import Silent
from desktop_app.engine.sources.mariadb.address import Address
from desktop_app.engine.sources.mariadb.rights import read
from tests.mariadb_servers import MariaServer, destination, source
from tests.snapshots import take


def as_user(database: Address, user: str) -> Address:
    return Address("localhost", 3306, user, database.database, database.options)


def test_who_may_do_all_gets_all(mariadb: MariaServer, maria_database: Address) -> None:
    mariadb.run("CREATE TABLE t (id INT)", database=maria_database)
    with source(maria_database).open(Silent()) as session:
        assert session.plan.remarks == ()
        kinds = [plan.kind for plan in session.plan.items]
    assert kinds == [ItemKind.ROLES, ItemKind.DATABASE, ItemKind.SCHEMA, ItemKind.ROWS]


def test_a_user_of_one_table(mariadb: MariaServer, maria_database: Address) -> None:
    mariadb.run(
        "CREATE TABLE mine (id INT)",
        "CREATE TABLE part (id INT, secret INT)",
        "CREATE TABLE filled (id INT)",
        "CREATE TABLE unseen (id INT)",
        "CREATE VIEW v AS SELECT * FROM mine",
        database=maria_database,
    )
    name = maria_database.database
    user = mariadb.create_user(
        f"SELECT ON `{name}`.mine",
        f"SELECT (id), INSERT (secret) ON `{name}`.part",
        f"INSERT ON `{name}`.filled",
        f"SELECT ON `{name}`.v",
    )
    with source(as_user(maria_database, user), "node").open(Silent()) as session:
        tables = [p.name for p in session.plan.items if p.kind is ItemKind.ROWS]
        told = {remark.item: remark.what for remark in session.plan.remarks}
    assert tables == ["mine"]
    assert "may not be read" in told["part"]
    assert "secret" in told["part"]
    assert "may not be read" in told["filled"]
    assert told["v"].startswith("view left out")
    hidden = [remark.what for remark in session.plan.remarks if remark.item == "schema"]
    assert [what.split(",")[0] for what in hidden] == [
        "without triggers",
        "without events",
        "without routines of others",
    ]
    assert "users" in told
    assert "unseen" not in told  # the server does not name it to somebody without any right


def test_what_is_broken_or_elsewhere_is_named(
    mariadb: MariaServer, maria_database: Address
) -> None:
    mariadb.run(
        "CREATE TABLE here (id INT)",
        "CREATE TABLE other (id INT) ENGINE = MyISAM",
        "CREATE TABLE merged (id INT) ENGINE = MRG_MyISAM UNION = (other)",
        "CREATE TABLE gone (id INT)",
        "CREATE VIEW broken AS SELECT * FROM gone",
        "DROP TABLE gone",
        database=maria_database,
    )
    kept = take(source(maria_database))
    told = {remark.item: remark.what for remark in kept.snapshot.warnings}
    assert "engine MRG_MyISAM" in told["merged"]
    assert told["broken"].startswith("view left out: ")
    assert "invalid table" in told["broken"]
    copy = maria_database.with_database(f"{maria_database.database}_copy")
    try:
        result = kept.restore(destination(copy))
        assert result.place == copy.database
        tables = {row[0] for row in mariadb.ask("SHOW TABLES", copy)}
        assert tables == {"here", "other", "merged"}
    finally:
        mariadb.drop_database(copy.database)


def test_grants_on_patterns_of_names() -> None:
    lines = [
        "GRANT USAGE ON *.* TO `node`@`%` IDENTIFIED BY PASSWORD 'x'",
        "GRANT SELECT, SHOW VIEW ON `ETHOSCOPE\\_%`.* TO `node`@`%`",
        "GRANT ALL PRIVILEGES ON `other`.* TO `node`@`%`",
        "GRANT `role` TO `node`@`%`",
    ]
    rights = read(lines, "ETHOSCOPE_001_db")
    assert rights.may("SELECT")
    assert not rights.may("TRIGGER")
    assert not rights.may_all("SELECT")
    assert read(lines, "other").may("TRIGGER")
