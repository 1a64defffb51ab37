"""How a server goes through two tables to see whether a new foreign key holds.

It asks for rows without their counterpart, and plans that with costs that fit scattered reads and
old indexes. Here the indexes are new: they lie in the order of their keys, and all rows are marked
as visible, so two indexes read side by side give the answer in a quarter of the time that hashing
takes. Where both have the keys in order the server is told to do so.
"""

from __future__ import annotations

import re

from psycopg import errors as pg

from desktop_app.engine.sources.postgres.connection import Connection

NAME = rb'(?:[\w$]+|"(?:[^"]|"")+")'
PLACE, NAMES = rb"%b\.%b" % (NAME, NAME), rb"%b(?:, %b)*" % (NAME, NAME)
KEY = re.compile(
    rb"ALTER TABLE (?:ONLY )?(%b)\s+ADD CONSTRAINT %b" % (PLACE, NAME)
    + rb" FOREIGN KEY \((%b)\) REFERENCES (%b)\((%b)\)" % (NAMES, PLACE, NAMES)
)

# Without these only one plan is left. A server that cannot have it calls any other one more
# expensive by far, and is then left to its own choice.
USUAL = b"RESET enable_hashjoin; RESET enable_nestloop; RESET enable_sort"
IN_ORDER = b"SET enable_hashjoin = off; SET enable_nestloop = off; SET enable_sort = off"
DEARER = 3.0


def prepare_check(session: Connection, definition: bytes) -> None:
    """Choose how the key of ``definition`` is to be checked in this session."""
    session.execute(USUAL)
    question = check_of(definition)
    if question is None:
        return
    try:
        usual = _cost(session, question)
        session.execute(IN_ORDER)
        too_dear = _cost(session, question) > DEARER * usual
    except (pg.UndefinedFunction, pg.UndefinedObject):
        too_dear = True  # its types are compared by an operator of a schema of their own
    if too_dear:
        session.execute(USUAL)


def check_of(definition: bytes) -> bytes | None:
    """The question that the server will ask, with names as it quoted them; None where the
    definition is not one of the usual ones.

    >>> check_of(b"ALTER TABLE a.b ADD CONSTRAINT c FOREIGN KEY (d) REFERENCES e.f(g);")[12:]
    b'ONLY a.b r LEFT JOIN ONLY e.f k ON k.g = r.d WHERE k.g IS NULL AND r.d IS NOT NULL'
    """
    found = KEY.search(definition)
    if found is None:
        return None
    table, columns, other, keys = found.groups()
    pairs = list(zip(re.findall(NAME, columns), re.findall(NAME, keys), strict=True))
    joined = b" AND ".join(b"k.%b = r.%b" % (key, column) for column, key in pairs)
    present = b" AND ".join(b"r.%b IS NOT NULL" % column for column, _ in pairs)
    missing = b"k.%b IS NULL" % pairs[0][1]
    tables = b"ONLY %b r LEFT JOIN ONLY %b k" % (table, other)
    return b"SELECT FROM %b ON %b WHERE %b AND %b" % (tables, joined, missing, present)


def _cost(session: Connection, question: bytes) -> float:
    """What the server thinks that it costs; nothing is read for that."""
    ((plan,),) = session.execute(b"EXPLAIN (FORMAT JSON) " + question).fetchall()
    assert isinstance(plan, list)
    return float(plan[0]["Plan"]["Total Cost"])
