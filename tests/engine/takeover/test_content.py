"""Bytes told apart, and damage to their ends found wherever it is."""

from __future__ import annotations

import gzip
import random
from pathlib import Path

import pytest

from desktop_app.engine.errors import BadDump, ToolFailed
from desktop_app.engine.progress import Silent
from desktop_app.engine.sources.postgres.archives.archive import Archives
from desktop_app.engine.sources.postgres.archives.dump_loader import Form
from desktop_app.engine.sources.postgres.connection import Address, ClientSettings
from desktop_app.engine.takeover.content import Content, read_again, read_content
from tests.cryoprotect import pg_dump
from tests.servers import Server

QUIET = Silent()


@pytest.fixture(scope="module")
def some(pg17: Server) -> Address:
    return pg17.create_database("takeover_content")


def read(path: Path, data: bytes, checksum: str = "") -> Content:
    path.write_bytes(data)
    return read_content(path, path.name, checksum, QUIET)


@pytest.mark.parametrize(
    ("options", "form"),
    [(["-Fc"], Form.ARCHIVE), (["-Ft"], Form.TAR), ([], Form.SCRIPT), (["-C"], Form.SCRIPT)],
)
@pytest.mark.parametrize("compressed", [True, False], ids=["gzip", "plain"])
def test_forms(
    some: Address, tmp_path: Path, options: list[str], form: Form, compressed: bool
) -> None:
    dump = pg_dump(some, *options)
    path = tmp_path / "any.name"
    content = read(path, gzip.compress(dump) if compressed else dump)
    assert (content.form, content.compressed, content.ends_well) == (form, compressed, True)
    assert content.size == len(dump)
    assert b"".join(read_again(path, "x", content)) == dump


def test_several_gzip_members_are_one_stream(tmp_path: Path) -> None:
    content = read(tmp_path / "x", gzip.compress(b"PGDMP") + gzip.compress(b"more"))
    assert (content.form, content.size) == (Form.ARCHIVE, 9)


def test_any_damage_to_a_gzip_stream_is_found(tmp_path: Path) -> None:
    plain = b"PGDMP" + random.Random(1).randbytes(3000)
    whole = gzip.compress(plain, mtime=0)
    chance = random.Random(2)
    for at in [*range(0, 4), *(chance.randrange(10, len(whole)) for _ in range(200))]:
        damaged = bytearray(whole)
        damaged[at] ^= 1 << chance.randrange(8)
        try:
            content = read(tmp_path / "x", bytes(damaged))
        except BadDump:
            continue
        # Without its magic number it is no gzip at all; some bits of its head mean nothing.
        same = b"".join(read_again(tmp_path / "x", "x", content)) == plain
        assert same if at > 1 else content.form is None
    for cut in range(3, len(whole)):
        with pytest.raises(BadDump, match=r"cut short|corrupt"):
            read(tmp_path / "x", whole[:cut])


def test_an_archive_cut_anywhere_is_not_read_through(pg17: Server, some: Address) -> None:
    import psycopg

    with psycopg.connect(some.conninfo(), autocommit=True) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS t AS SELECT generate_series(1, 2000) n")
        connection.execute("CREATE TABLE IF NOT EXISTS u AS SELECT generate_series(1, 10) n")
    whole = pg_dump(some, "-Fc")
    archives = Archives(ClientSettings())
    assert archives.describe([whole]).entries > 2
    assert archives.read_through([whole]) > 2000
    chance = random.Random(3)
    for cut in [len(whole) - 1, *(chance.randrange(6, len(whole)) for _ in range(20))]:
        with pytest.raises(ToolFailed):
            archives.read_through([whole[:cut]])


def test_a_file_that_changes_meanwhile(tmp_path: Path) -> None:
    path = tmp_path / "x"
    content = read(path, b"PGDMP and more")
    path.write_bytes(b"PGDMP and more!")
    with pytest.raises(BadDump, match="changed"):
        list(read_again(path, "x", content))


@pytest.mark.parametrize("name", ["md5", "sha1", "sha256", "sha512"])
def test_checksums_of_all_kinds(tmp_path: Path, name: str) -> None:
    import hashlib

    checksum = hashlib.new(name, b"PGDMP").hexdigest()
    assert read(tmp_path / "x", b"PGDMP", checksum).digest_like(checksum) == checksum
