"""A dump as a source: what a scratch server makes of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from desktop_app.engine.errors import BadDump, Cancelled
from desktop_app.engine.model import ItemKind, ItemPlan
from desktop_app.engine.progress import Meter, Silent
from desktop_app.engine.sources.postgres.archives.contents import Archive, Entry
from desktop_app.engine.sources.postgres.archives.dump import Dump, DumpSource
from desktop_app.engine.sources.postgres.archives.dump_loader import Form
from desktop_app.engine.sources.postgres.connection import Address, ClientSettings
from desktop_app.engine.sources.postgres.scratch import server
from tests.cryoprotect import pg_dump
from tests.servers import Server

ROLE = 'odd "x" role'
LABORATORY = """
CREATE ROLE "odd ""x"" role";
CREATE TABLE molecule AS SELECT generate_series(1, 5) AS id;
GRANT SELECT ON molecule TO "odd ""x"" role";
CREATE POLICY mine ON molecule TO "odd ""x"" role";
"""


@pytest.fixture(scope="module")
def original(pg17: Server) -> Iterator[Address]:
    address = pg17.create_database("dumped")
    with psycopg.connect(address.conninfo(), autocommit=True) as connection:
        connection.execute(LABORATORY)
        connection.execute("ALTER DATABASE dumped SET work_mem TO '8MB'")
        yield address
        connection.execute(sql.SQL("DROP OWNED BY {}").format(sql.Identifier(ROLE)))
        connection.execute(sql.SQL("DROP ROLE {}").format(sql.Identifier(ROLE)))


@pytest.fixture(scope="module")
def archive(original: Address) -> bytes:
    return pg_dump(original, "--format=custom")


def source(data: bytes, form: Form = Form.ARCHIVE) -> DumpSource:
    address = Address("lab", 5432, "somebody", "dumped")
    pieces = [data[at : at + 100] for at in range(0, len(data), 100)]
    dump = Dump("a.dump", form, address, lambda: iter(pieces), len(data), "17.0")
    return DumpSource(dump, ClientSettings())


def items(of: DumpSource) -> tuple[dict[str, bytes], set[str]]:
    """What the source gives, by name, and its remarks as text."""
    found = {}
    with of.open(Silent()) as session:
        for plan in session.plan.items:
            if plan.kind in (ItemKind.ROWS, ItemKind.ROLES, ItemKind.DATABASE):
                found[plan.name] = content(session.read(plan), plan)
        remarks = {f"{remark.item}: {remark.what}" for remark in session.plan.remarks}
    return found, remarks


def content(reader: object, plan: ItemPlan) -> bytes:
    buffer, parts = memoryview(bytearray(1 << 16)), []
    with closing(reader) as reading:  # type: ignore[type-var]
        while got := reading.readinto(buffer):  # type: ignore[attr-defined]
            parts.append(bytes(buffer[:got]))
    return b"".join(parts)


def changed(archive: bytes, kind: str, old: bytes, new: bytes) -> bytes:
    """The archive with something else in its definitions of a kind."""

    def change(entry: Entry) -> Entry:
        assert entry.definition is not None
        return replace(entry, definition=entry.definition.replace(old, new))

    read = Archive.read(archive)
    entries = (change(entry) if entry.kind == kind else entry for entry in read.entries)
    return read.with_entries(entries).table() + archive[read.size :]


def test_an_archive_with_its_roles_and_properties(archive: bytes) -> None:
    found, remarks = items(source(archive))
    assert found["public.molecule"] == b"1\n2\n3\n4\n5\n"
    assert b'CREATE ROLE "odd ""x"" role"' in found["roles"]
    assert b"work_mem=8MB" in found["database"]
    assert remarks == {'roles: not in the dump; without password and membership: odd "x" role'}


def test_a_script_finds_its_roles_by_asking(original: Address) -> None:
    found, remarks = items(source(pg_dump(original), Form.SCRIPT))
    assert found["public.molecule"] == b"1\n2\n3\n4\n5\n"
    assert any("odd " in remark for remark in remarks)


def test_the_address_is_that_of_the_dumped_database(archive: bytes) -> None:
    assert source(archive).address == "postgresql://somebody@lab:5432/dumped"


def test_a_collation_that_is_not_here(archive: bytes) -> None:
    data = changed(archive, "DATABASE", b"LOCALE = 'C.UTF-8'", b"LOCALE = 'tlh_QO.UTF-8'")
    found, remarks = items(source(data))
    assert found["public.molecule"].count(b"\n") == 5
    assert any("its collation is C here" in remark for remark in remarks)


def test_what_a_server_refuses_makes_it_bad(archive: bytes) -> None:
    data = changed(archive, "TABLE", b"id integer", b"id unknown_type")
    with pytest.raises(BadDump, match="a server refuses it"), source(data).open(Silent()):
        pass


def test_stopping_in_the_middle_leaves_no_server(
    archive: bytes, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    started: list[server.ScratchServer] = []
    real = server.ScratchServer.start

    class Stopping(Meter):
        def phase(self, doing: str, *, items: int | None = None, bytes: int | None = None) -> None:
            super().phase(doing, items=items, bytes=bytes)
            if doing == "loading the dump":
                self.cancel.cancel()

    def start(**given: object) -> server.ScratchServer:
        started.append(real(**given))  # type: ignore[arg-type]
        return started[-1]

    monkeypatch.setattr(server.ScratchServer, "start", start)
    with pytest.raises(Cancelled), source(archive).open(Stopping()):
        pass
    assert len(started) == 1
    assert not started[0].data.exists()
