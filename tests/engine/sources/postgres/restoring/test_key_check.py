"""How the server is told to check foreign keys, and that it checks them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from psycopg import errors as pg

from desktop_app.engine.sources.postgres.connection import Address, Connection, connect
from desktop_app.engine.sources.postgres.restoring.key_check import check_of, prepare_check

ROWS = 20_000
TABLES = f"""
CREATE SCHEMA s;
CREATE TABLE s.other (a int, "b ""x, y" int);
CREATE TABLE s."own table" (r int, s int);
INSERT INTO s.other SELECT n, n FROM generate_series(1, {ROWS}) n;
INSERT INTO s."own table" SELECT n, n FROM generate_series(1, {ROWS}) n, generate_series(1, 2);
ALTER TABLE s.other ADD PRIMARY KEY (a), ADD UNIQUE (a, "b ""x, y");
"""
ONE = b'ALTER TABLE ONLY s."own table"\n    ADD CONSTRAINT k FOREIGN KEY (r) REFERENCES s.other(a);'
TWO = (
    b'ALTER TABLE ONLY s."own table" ADD CONSTRAINT "k 2"'
    b' FOREIGN KEY (r, s) REFERENCES s.other(a, "b ""x, y") ON DELETE CASCADE;'
)


@pytest.fixture
def session(database: Address) -> Iterator[Connection]:
    with connect(database, None) as connection:
        for statement in TABLES.split(";\n"):
            connection.execute(statement.encode())
        connection.execute(b"VACUUM s.other")
        yield connection


def hashes(session: Connection) -> bool:
    ((setting,),) = session.execute(b"SHOW enable_hashjoin").fetchall()
    return setting == "on"


@pytest.mark.parametrize(
    ("key", "index"),
    [(ONE, b"(r, s)"), (TWO, b"(r, s)")],
)
def test_two_indexes_in_order_are_read_side_by_side(
    session: Connection, key: bytes, index: bytes
) -> None:
    session.execute(b'CREATE INDEX ON s."own table" ' + index)
    session.execute(b'VACUUM s."own table"')
    prepare_check(session, key)
    assert not hashes(session)
    session.execute(key)
    prepare_check(session, b"ALTER TABLE s.t ADD CONSTRAINT c CHECK (true);")
    assert hashes(session)  # what comes next is checked as usual


@pytest.mark.parametrize("index", [b"", b"(s, r)", b"(r) WHERE r > 7", b"USING hash (r)"])
def test_without_such_an_index_the_server_chooses(session: Connection, index: bytes) -> None:
    if index:
        session.execute(b'CREATE INDEX ON s."own table" ' + index)
    session.execute(b'VACUUM s."own table"')
    prepare_check(session, ONE)
    assert hashes(session)
    session.execute(ONE)


def test_rows_that_are_not_marked_as_visible_are_left_to_the_server(session: Connection) -> None:
    """Each would have to be looked up in its table, wherever it lies, which may be on a disk."""
    session.execute(b"SET effective_cache_size = '8kB'")
    session.execute(b'CREATE INDEX ON s."own table" (r)')
    prepare_check(session, ONE)
    assert hashes(session)


@pytest.mark.parametrize("key", [ONE, TWO])
def test_a_broken_key_is_still_refused(session: Connection, key: bytes) -> None:
    session.execute(b'INSERT INTO s."own table" VALUES (-1, -1)')
    session.execute(b'CREATE INDEX ON s."own table" (r, s)')
    session.execute(b'VACUUM s."own table"')
    prepare_check(session, key)
    assert not hashes(session)
    with pytest.raises(pg.ForeignKeyViolation):
        session.execute(key)


def test_a_type_that_is_compared_elsewhere_is_left_alone(session: Connection) -> None:
    session.execute(b"CREATE TABLE s.p (p point, q int)")
    prepare_check(
        session, b"ALTER TABLE s.p ADD CONSTRAINT c FOREIGN KEY (p) REFERENCES s.other(a);"
    )
    assert hashes(session)


@pytest.mark.parametrize(
    "definition",
    [
        b"ALTER TABLE ONLY s.t ADD CONSTRAINT p PRIMARY KEY (a);",
        b"ALTER TABLE s.t ADD CONSTRAINT k FOREIGN KEY (a, PERIOD b) REFERENCES s.o(a, PERIOD b);",
    ],
)
def test_what_is_no_usual_key_is_not_asked_about(definition: bytes) -> None:
    assert check_of(definition) is None
