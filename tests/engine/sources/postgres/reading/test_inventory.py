"""What a server says of itself and of its databases."""

from __future__ import annotations

from psycopg import sql

from desktop_app.engine.sources.postgres.connection import Address
from desktop_app.engine.sources.postgres.reading.inventory import describe_server, list_databases
from tests.engine.sources.postgres.harvest import role, run
from tests.servers import Server


def test_a_server_is_described_as_its_user_sees_it(pg15: Server, database: Address) -> None:
    facts = describe_server(pg15.address, None)
    assert facts.version.startswith("15.")
    assert (facts.major, facts.superuser, facts.standby, facts.user) == (
        15,
        True,
        False,
        "postgres",
    )
    with role(database, "limited") as limited:
        facts = describe_server(limited, None)
    assert (facts.major, facts.superuser, facts.user) == (17, False, "limited")


def test_databases_are_listed_with_what_may_be_known(pg17: Server, database: Address) -> None:
    odd = pg17.create_database('odd "näme"')
    name = sql.Identifier(database.database).as_string(None)
    with role(database, "limited") as limited:
        run(database, f"REVOKE CONNECT ON DATABASE {name} FROM PUBLIC")
        limited = limited.with_database("postgres")
        seen = {found.name: found for found in list_databases(limited, None)}
    pg17.drop_database(odd)
    assert {"postgres", database.database, odd.database} <= set(seen)
    assert not {"template0", "template1"} & set(seen)
    assert seen[database.database].size is None
    assert (seen[odd.database].size or 0) > 1 << 20
    assert (seen[odd.database].owner, seen[odd.database].encoding) == ("postgres", "UTF8")
