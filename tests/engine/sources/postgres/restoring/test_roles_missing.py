"""Restores to a server that lacks roles, or by a user with few rights."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import psycopg
import pytest
from psycopg import sql

from desktop_app.engine.errors import NotSupported, ServerRefused
from desktop_app.engine.model import Grade
from desktop_app.engine.progress import Silent
from desktop_app.engine.restore import RestoreOptions
from desktop_app.engine.sources.base import Interrupted, Way
from desktop_app.engine.sources.postgres.connection import Address
from desktop_app.engine.sources.postgres.restoring.destination import PostgresDestination
from desktop_app.engine.sources.postgres.restoring.mark import unfinished_name
from tests.engine.sources.postgres.conftest import CLIENT, Lab, dump
from tests.flow.stock import assert_equal
from tests.places import databases, removing
from tests.servers import Server

LAB_ROLES = ("lab_reader", "lab_owner", "lab_group")


@pytest.fixture
def there(bare: Server, request: pytest.FixtureRequest) -> Iterator[Address]:
    """A place on the server without the laboratory's roles; it has none afterwards either."""
    with removing(bare, request.node.name) as address:
        yield address
    for role in LAB_ROLES:
        bare.execute(sql.SQL("DROP ROLE IF EXISTS {}").format(sql.Identifier(role)))


def destination(place: Address) -> PostgresDestination:
    return PostgresDestination(place, None, CLIENT)


def ask(address: Address, query: str) -> list[tuple[object, ...]]:
    with psycopg.connect(address.conninfo()) as connection:
        return connection.execute(query.encode()).fetchall()


def test_missing_roles_are_listed_before(lab: Lab, there: Address) -> None:
    examination = destination(there).examine(lab.kept.order(), lab.kept.read)
    assert examination.missing_roles == ("lab_group", "lab_owner", "lab_reader")
    assert examination.conflicts == ()
    assert {remark.item for remark in examination.remarks} == {"role lab_owner", "role lab_reader"}


def test_missing_roles_are_created_where_that_was_asked_for(lab: Lab, there: Address) -> None:
    result = lab.kept.restore(destination(there), RestoreOptions(create_roles=True))
    assert (result.grade, result.remarks) == (Grade.OK, ())
    assert_equal(lab.dump, dump(there))
    made = (
        "SELECT rolname, rolcanlogin, rolpassword ~ '^SCRAM' FROM pg_authid WHERE rolname ~ 'lab'"
    )
    assert sorted(ask(there, made)) == [
        ("lab_group", False, None),
        ("lab_owner", True, True),
        ("lab_reader", False, None),
    ]
    assert ask(there, "SELECT pg_has_role('lab_reader', 'lab_group', 'USAGE')") == [(True,)]
    settings = "SELECT setconfig FROM pg_db_role_setting WHERE setdatabase = 0"
    assert ask(there, settings) == [(["work_mem=3MB"],)]
    comment = "SELECT shobj_description(oid, 'pg_authid') FROM pg_roles WHERE rolname = 'lab_owner'"
    assert ask(there, comment) == [("owns;\nmuch",)]


def test_without_the_roles_just_what_is_theirs_is_left_out(lab: Lab, there: Address) -> None:
    result = lab.kept.restore(destination(there))
    assert result.grade is Grade.WARNING
    told = {(remark.item, remark.what) for remark in result.remarks}
    assert {item for item, _ in told} == {"role lab_owner", "role lab_reader"}
    assert any("owner" in what and "policy" in what for _, what in told)
    differing = set(lab.dump) ^ set(dump(there))
    assert {line for line in differing if b"lab_" not in line} <= {
        b"-- Name: DATABASE <database>; Type: ACL; Schema: -; Owner: postgres",
        *(line for line in differing if line.startswith((b"-- Name:", b"ALTER ", b"-- Data"))),
        b"",
    }
    restored = b"\n".join(dump(there))
    assert b"lab_owner" not in restored
    assert b"lab_reader" not in restored
    assert b"GRANT SELECT ON TABLE lab.mixture TO PUBLIC" in restored


def test_a_policy_keeps_the_roles_that_are_there(lab: Lab, there: Address, bare: Server) -> None:
    """Dropping it for all would open what a restrictive policy closes."""
    bare.execute(sql.SQL("CREATE ROLE lab_reader"))
    lab.kept.restore(destination(there))
    policies = ask(there, "SELECT policyname, permissive, roles FROM pg_policies ORDER BY 1")
    assert policies == [
        ("only reader", "RESTRICTIVE", ["lab_reader"]),
        ("some read", "PERMISSIVE", ["lab_reader"]),
    ]
    (grants,) = ask(there, "SELECT relacl::text FROM pg_class WHERE relname = 'measurement'")
    assert "lab_reader=r/postgres" in str(grants)


@pytest.fixture(scope="session")
def modest(bare: Server) -> str:
    """A role that may create databases, and nothing more."""
    bare.execute(sql.SQL("CREATE ROLE modest LOGIN CREATEDB"))
    return "modest"


def test_a_user_with_few_rights_restores_and_owns_all(
    plain_lab: Lab, there: Address, modest: str
) -> None:
    place = replace(there, user=modest)
    examination = destination(place).examine(plain_lab.kept.order(), plain_lab.kept.read)
    assert examination.conflicts == ()
    assert "owners" in {remark.item for remark in examination.remarks}
    result = plain_lab.kept.restore(destination(place))
    assert result.grade is Grade.WARNING
    assert "owners" in {remark.item for remark in result.remarks}
    owners = "SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'lab'"
    assert ask(there, owners) == [("modest",)]
    assert ask(there, "SELECT count(*) FROM lab.measurement") == [(10,)]


def test_what_only_a_superuser_may_make_is_told(lab: Lab, there: Address, modest: str) -> None:
    with pytest.raises(ServerRefused, match="permission denied"):
        lab.kept.restore(destination(replace(there, user=modest)))


def test_missing_rights_are_told_before(lab: Lab, there: Address, bare: Server) -> None:
    bare.execute(sql.SQL("CREATE ROLE meek LOGIN"))
    place = replace(there, user="meek")
    order = lab.kept.order(create_roles=True)
    what = [c.what for c in destination(place).examine(order, lab.kept.read).conflicts]
    assert what == [
        "a restore builds beside what is there, and may not create databases (CREATEDB)",
        "this role may not create roles (CREATEROLE)",
    ]
    with pytest.raises(NotSupported):
        lab.kept.restore(destination(place))
    bare.execute(sql.SQL("DROP ROLE meek"))


@pytest.mark.parametrize("way", [Way.NEW, Way.REPLACE])
def test_a_database_of_somebody_else_is_told_before(
    plain_lab: Lab, there: Address, modest: str, bare: Server, way: Way
) -> None:
    """Empty, or to be replaced: it could not be renamed once all was loaded."""
    bare.create_database(there.database)
    if way is Way.REPLACE:
        bare.execute(sql.SQL("CREATE TABLE theirs ()"), there)
    place = replace(there, user=modest)
    what = (
        "it belongs to postgres, and modest can neither rename nor drop it; "
        "restore into another name, or as its owner or a superuser"
    )
    examination = destination(place).examine(plain_lab.kept.order(way=way), plain_lab.kept.read)
    assert [(c.item, c.what) for c in examination.conflicts] == [(there.database, what)]
    with pytest.raises(NotSupported) as caught:
        plain_lab.kept.restore(destination(place), RestoreOptions(way=way))
    assert (caught.value.what, caught.value.reason) == (there.database, what)
    assert unfinished_name(there.database) not in databases(bare)


def test_an_unfinished_database_of_somebody_else_is_told_before(
    plain_lab: Lab, there: Address, modest: str
) -> None:
    kept, unfinished = plain_lab.kept, unfinished_name(there.database)
    with destination(there).open(kept.order(), kept.read, Silent()):
        pass
    place = replace(there, user=modest)
    for way in (Interrupted.RESUME, Interrupted.CLEAN_UP):
        order = kept.order(interrupted=way)
        conflicts = destination(place).examine(order, kept.read).conflicts
        assert [conflict.item for conflict in conflicts] == [unfinished]
        with pytest.raises(NotSupported, match="it belongs to postgres"):
            kept.restore(destination(place), RestoreOptions(interrupted=way))


def test_a_database_of_a_role_that_the_user_is_a_member_of_is_restored_into(
    plain_lab: Lab, there: Address, modest: str, bare: Server
) -> None:
    bare.create_database(there.database)
    name, both = sql.Identifier(there.database), sql.Identifier("modest_group")
    bare.execute(sql.SQL("CREATE ROLE {} ROLE {}").format(both, sql.Identifier(modest)))
    bare.execute(sql.SQL("ALTER DATABASE {} OWNER TO {}").format(name, both))
    place = replace(there, user=modest)
    assert destination(place).examine(plain_lab.kept.order(), plain_lab.kept.read).conflicts == ()
    assert plain_lab.kept.restore(destination(place)).problems == ()
    assert ask(there, "SELECT count(*) FROM lab.measurement") == [(10,)]
    bare.drop_database(there.database)
    bare.execute(sql.SQL("DROP ROLE {}").format(both))
