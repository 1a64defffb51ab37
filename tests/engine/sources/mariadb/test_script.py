"""A snapshot as a script: the stock client makes the same database of it."""

from __future__ import annotations

import io
import subprocess
from typing import cast

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.engine.export import export
from desktop_app.engine.repository.repository import Repository
from desktop_app.engine.sources.mariadb.address import Address
from desktop_app.engine.sources.mariadb.definitions import split
from desktop_app.engine.sources.mariadb.rows import Form
from desktop_app.engine.sources.mariadb.script import literal
from tests.engine.sources.mariadb.material import checksums, stock_dump
from tests.mariadb_servers import CLIENT, MariaServer
from tests.snapshots import Kept


def test_the_stock_client_makes_the_same_of_it(
    mariadb: MariaServer, zoo: Address, kept_zoo: Kept
) -> None:
    output = io.BytesIO()
    written = export(cast(Repository, kept_zoo), kept_zoo.snapshot, output, CLIENT)
    assert written == len(output.getvalue())
    options = "CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci"
    copy = mariadb.create_database("zoo_of_script", options)
    try:
        command = [
            "mariadb",
            "--no-defaults",
            "--comments",
            f"--socket={copy.option('socket')}",
            "--user=root",
        ]
        command += ["--default-character-set=utf8mb4", copy.database]
        done = subprocess.run(command, input=output.getvalue(), capture_output=True, check=False)
        assert (done.returncode, done.stderr) == (0, b"")
        assert stock_dump(copy, "--dump-history") == stock_dump(zoo, "--dump-history")
        assert checksums(mariadb, copy) == checksums(mariadb, zoo)
    finally:
        mariadb.drop_database(copy.database)


@given(st.binary(max_size=30))
def test_a_literal_is_closed_in_itself(value: bytes) -> None:
    for form in (Form.BYTES, Form.TEXT):
        statement = b"SELECT " + literal(value, form)
        assert list(split(statement + b";SELECT 2;")) == [statement, b"SELECT 2"]
