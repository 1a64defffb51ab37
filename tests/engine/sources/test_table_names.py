"""Names of tables, taken apart as the server put them together."""

from __future__ import annotations

import re

import psycopg
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.engine.sources.table_names import TableNames, parts_of, spellings
from tests.servers import Server

PARTS = st.text(st.sampled_from('aZ1_".\n *[ß$'), min_size=1, max_size=6)
HOSTILE = [
    "mice",
    "miceWeights",
    "user",
    'ta""ble.x',
    '"',
    '""',
    ".",
    'a"."b',
    "a\n",
    "größe",
    "$a",
]


def quoted(part: str) -> str:
    if re.fullmatch("[a-z_][a-z0-9_]*", part):
        return part
    return '"' + part.replace('"', '""') + '"'


@given(st.lists(PARTS, min_size=1, max_size=3))
def test_a_quoted_name_is_taken_apart(parts: list[str]) -> None:
    name = ".".join(map(quoted, parts))
    assert parts_of(name) == tuple(parts)
    assert spellings(name) == spellings(name, parts)
    for spelled in (name, ".".join(parts)):
        assert name in TableNames({name: spellings(name)}).meant(spelled)


@pytest.mark.parametrize("name", ["", "größe", 'a"b', "A.b", "a..b", '"a', '"a"b', '""', '"a".'])
def test_what_no_server_quotes_so_is_one_part(name: str) -> None:
    assert parts_of(name) == (name,)


def test_a_server_quotes_as_we_think(pg17: Server) -> None:
    names = list(zip(HOSTILE, reversed(HOSTILE), strict=True))
    with psycopg.connect(pg17.address.conninfo()) as connection:
        for schema, table in names:
            row = connection.execute(
                "SELECT format('%%I.%%I', %s::text, %s::text)", (schema, table)
            ).fetchone()
            assert row
            assert parts_of(row[0]) == (schema, table)


def test_a_circle_of_partitions_ends() -> None:
    names = TableNames({"lab.a": spellings("lab.a")}, {"lab.a": "lab.b", "lab.b": "lab.a"})
    assert names.meant("lab.b") == {"lab.a"}
