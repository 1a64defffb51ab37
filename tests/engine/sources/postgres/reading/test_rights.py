"""A user without special rights backs up all that it may read; the rest is named."""

from __future__ import annotations

import json
from pathlib import Path

from psycopg import sql

from desktop_app.engine.model import ItemKind
from desktop_app.engine.sources.postgres.connection import Address
from tests.engine.sources.postgres.harvest import harvest, role, run
from tests.engine.sources.postgres.reading.test_reading import restored
from tests.servers import Server

RIGHTS = (
    "CREATE TABLE open (a int PRIMARY KEY, s serial)",
    "INSERT INTO open VALUES (1)",
    "CREATE TABLE closed (a int PRIMARY KEY)",
    "CREATE TABLE pointing (a int REFERENCES closed, b int REFERENCES open)",
    "CREATE VIEW over_closed AS SELECT * FROM closed",
    "CREATE MATERIALIZED VIEW over_view AS SELECT * FROM over_closed",
    "CREATE VIEW over_open AS SELECT * FROM open",
    "CREATE TABLE parent (a int) PARTITION BY LIST (a)",
    "CREATE TABLE part PARTITION OF parent DEFAULT",
    "CREATE TABLE heir () INHERITS (closed)",
    "CREATE TABLE columns_only (a int, b int)",
    "CREATE SEQUENCE counted",
    "CREATE SCHEMA hidden CREATE TABLE inside (a int) CREATE SEQUENCE numbers",
    "CREATE TABLE guarded (a int)",
    "INSERT INTO guarded VALUES (1), (2)",
    "ALTER TABLE guarded ENABLE ROW LEVEL SECURITY",
    "CREATE POLICY first_only ON guarded USING (a = 1)",
    "GRANT SELECT ON open, pointing, part, heir, guarded, over_open TO limited",
    "GRANT SELECT ON open_s_seq TO limited",
    "GRANT SELECT (a) ON columns_only TO limited",
    "GRANT SELECT ON hidden.inside, hidden.numbers TO limited",
)


def test_what_may_not_be_read_is_left_out_and_named(database: Address, tmp_path: Path) -> None:
    with role(database, "limited", *RIGHTS) as limited:
        found = harvest(limited)
    assert found.failed == {}
    assert found.tables == ["public.open", "public.pointing"]
    assert found.rows("public.open") == b"1\t1\n"
    may_not = "is left out: limited may not read it"
    cannot = "is left out: it cannot be made without a table that is left out"
    assert {r.item: r.what for r in found.plan.remarks} == {
        "hidden.inside": may_not,
        "hidden.numbers": "its position is left out: limited may not read it",
        "public.closed": may_not,
        "public.columns_only": may_not,
        "public.counted": "its position is left out: limited may not read it",
        "public.guarded": "its rows are left out: row security hides some from limited",
        "public.heir": cannot,
        "public.over_closed": cannot,
        "public.over_view": cannot,
        "public.parent": may_not,
        "public.part": cannot,
        "public.pointing": "its foreign key pointing_a_fkey refers to a table that is left out",
        "roles": "without their passwords, which limited may not read",
    }
    text = restored(found.of(ItemKind.SCHEMA), tmp_path)
    for made in ("TABLE public.open", "TABLE public.guarded", "VIEW public.over_open", "counted"):
        assert f"CREATE {made}" in text or f"SEQUENCE public.{made}" in text
    for gone in ("closed (", "over_closed", "over_view", "heir (", "part (", "inside ("):
        assert f"public.{gone}" not in text
    assert "setval('public.open_s_seq'" in text
    schema = next(item for item in found.plan.items if item.kind is ItemKind.SCHEMA)
    broken = json.loads(schema.detail["broken"])
    assert broken == [["public", "pointing", "pointing_a_fkey"]]


def test_roles_come_without_passwords(pg17: Server, database: Address) -> None:
    run(database, "CREATE ROLE keeper PASSWORD 'pw'")
    try:
        with role(database, "limited") as limited:
            roles = harvest(limited).of(ItemKind.ROLES)
    finally:
        run(database, "DROP ROLE keeper")
    assert b"CREATE ROLE keeper" in roles
    assert b"PASSWORD" not in roles


def test_a_user_that_may_not_enter_other_databases_reads_the_roles(database: Address) -> None:
    """pg_dumpall would look into "postgres" or "template1" if it were not told."""
    with role(database, "limited") as limited:
        run(database, "REVOKE CONNECT ON DATABASE postgres, template1 FROM PUBLIC")
        try:
            assert b"CREATE ROLE limited" in harvest(limited).of(ItemKind.ROLES)
        finally:
            run(database, "GRANT CONNECT ON DATABASE postgres, template1 TO PUBLIC")


def test_rows_that_a_policy_shows_in_full_are_read(database: Address) -> None:
    with role(
        database,
        "limited",
        "CREATE TABLE own (a int)",
        "INSERT INTO own VALUES (1), (2)",
        "ALTER TABLE own ENABLE ROW LEVEL SECURITY",
        "ALTER TABLE own OWNER TO limited",
    ) as limited:
        found = harvest(limited)
        assert found.rows("public.own") == b"1\n2\n"


def test_large_objects_that_may_not_be_read(database: Address) -> None:
    with role(
        database,
        "limited",
        "SELECT lo_from_bytea(1001, 'a'), lo_from_bytea(1002, 'b')",
        "GRANT SELECT ON LARGE OBJECT 1001 TO limited",
    ) as limited:
        found = harvest(limited)
        assert not [i for i in found.plan.items if i.kind is ItemKind.LARGE_OBJECTS]
        assert "2 are left out: limited may not read 1" in found.remark("large objects")
        run(database, "GRANT SELECT ON LARGE OBJECT 1002 TO PUBLIC")
        assert len(harvest(limited).of(ItemKind.DIGEST).splitlines()) == 2
        run(
            database,
            "REVOKE SELECT ON LARGE OBJECT 1002 FROM PUBLIC",
            "SELECT lo_unlink(1002)",
            "SELECT lo_from_bytea(1002, 'b')",
        )
        name = sql.Identifier(database.database).as_string(None)
        run(database, f"ALTER DATABASE {name} SET lo_compat_privileges = on")
        assert len(harvest(limited).of(ItemKind.DIGEST).splitlines()) == 2


def test_an_extensions_closed_table_is_no_reason_for_a_remark(database: Address) -> None:
    with role(
        database,
        "limited",
        "CREATE EXTENSION hstore",
        "CREATE TABLE inner_working (a int)",
        "CREATE VIEW over_it AS SELECT * FROM inner_working",
        "ALTER EXTENSION hstore ADD TABLE inner_working",
        "CREATE TABLE settings (a int)",
        "ALTER EXTENSION hstore ADD TABLE settings",
        """UPDATE pg_extension SET extconfig = ARRAY['settings'::regclass::oid],
           extcondition = ARRAY[''] WHERE extname = 'hstore'""",
    ) as limited:
        found = harvest(limited)
    assert {r.item for r in found.plan.remarks} == {"public.settings", "roles"}
    assert found.failed == {}


MAPPED = (
    "CREATE EXTENSION postgres_fdw",
    "CREATE SERVER elsewhere FOREIGN DATA WRAPPER postgres_fdw",
    "CREATE USER MAPPING FOR postgres SERVER elsewhere OPTIONS (password 'secret')",
    "CREATE USER MAPPING FOR PUBLIC SERVER elsewhere",
    "CREATE USER MAPPING FOR mapped SERVER elsewhere",
    "GRANT USAGE ON FOREIGN SERVER elsewhere TO mapped",
)


def test_logins_at_other_servers_that_may_not_be_read_are_named(database: Address) -> None:
    with role(database, "mapped", *MAPPED) as mapped:
        told = [r.item for r in harvest(mapped).plan.remarks if "options" in r.what]
        where = "on server elsewhere"
        assert told == [f"user mapping for {who} {where}" for who in ("postgres", "public")]
        assert harvest(database).plan.remarks == ()
