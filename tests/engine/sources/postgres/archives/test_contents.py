"""pg_dump's table of contents: read, and written back byte for byte."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from desktop_app.engine.errors import NotSupported
from desktop_app.engine.sources.postgres.archives.contents import Archive, CutShort, Section
from desktop_app.engine.sources.postgres.restoring.definitions import only_large_objects
from desktop_app.engine.sources.postgres.restoring.tailoring import Lacking
from tests.engine.sources.postgres.conftest import TOOLS, Lab
from tests.flow.conftest import WHEEL_17
from tests.flow.stock import to
from tests.servers import DEBIAN_15

NOTHING = Lacking(frozenset(), frozenset({"pg_default"}), None)


def dumped(lab: Lab) -> bytes:
    return TOOLS.run("pg_dump", *to(lab.original), "-Fc", "-Z0")


def as_sql(archive: bytes, tools: Path = WHEEL_17) -> list[bytes]:
    done = subprocess.run(
        [tools / "pg_restore", "-f", "-"], input=archive, capture_output=True, check=True
    )
    return [line for line in done.stdout.splitlines() if b"restrict" not in line]


@pytest.mark.parametrize("version", [17, 15])
def test_a_table_of_contents_is_written_as_it_was_read(
    request: pytest.FixtureRequest, version: int
) -> None:
    lab: Lab = request.getfixturevalue("lab" if version == 17 else "lab15")
    tools = WHEEL_17 if version == 17 else DEBIAN_15
    command = [tools / "pg_dump", *to(lab.original), "-Fc", "-Z0"]
    data = subprocess.run(command, capture_output=True, check=True).stdout
    archive = Archive.read(data)
    assert archive.minor == (16 if version == 17 else 14)
    assert archive.table() == data[: archive.size]
    kinds = {entry.kind for entry in archive.entries}
    assert {"TABLE", "TABLE DATA", "INDEX", "ACL", "POLICY", "SEQUENCE SET"} <= kinds
    table = next(e for e in archive.entries if (e.kind, e.tag) == ("TABLE", b"measurement"))
    assert (table.schema, table.owner, table.section) == (b"lab", b"lab_owner", Section.PRE_DATA)


def test_an_archive_with_positions_can_lose_entries(lab: Lab, tmp_path: Path) -> None:
    """Where pg_dump could go back in its file, it noted where each table's rows begin."""
    file = tmp_path / "archive"
    TOOLS.run("pg_dump", *to(lab.original), "-Fc", "-Z0", "-f", str(file))
    data = file.read_bytes()
    archive = Archive.read(data)
    kept = [entry for entry in archive.entries if entry.kind != "COMMENT"]
    lines = as_sql(archive.with_entries(kept).table() + data[archive.size :])
    assert len(lines) < len(as_sql(data))
    assert not [line for line in lines if line.startswith(b"COMMENT ON")]
    assert b"mixture 50" in b"\n".join(lines)


def test_every_cut_is_noticed(lab: Lab) -> None:
    data = dumped(lab)
    size = Archive.read(data).size
    for at in (0, 4, 30, size // 2, size - 1):
        with pytest.raises((CutShort, NotSupported)):
            Archive.read(data[:at])


@pytest.mark.parametrize(
    "wrong",
    [b"PGDUMP" + bytes(60), b"PGDMP\x01\x11\x00" + bytes(60), b"PGDMP\x02\x10\x00" + bytes(60)],
)
def test_unknown_formats_are_refused(wrong: bytes) -> None:
    with pytest.raises(NotSupported):
        Archive.read(wrong)


@pytest.mark.parametrize("size", [1, 37, 4096, 1 << 22])
def test_only_large_objects_come_through_a_stream(lab: Lab, size: int) -> None:
    data = dumped(lab)
    if size == 1:
        data = lab.kept.contents[lab.kept.item("large objects").kind, "large objects"][:20000]
        assert Archive.read(data).size < len(data)
    pieces = (data[at : at + size] for at in range(0, len(data), size))
    told: list[object] = []
    stream = b"".join(only_large_objects(pieces, NOTHING, told.extend))
    entries = {entry.kind for entry in Archive.read(stream).entries}
    assert entries == {
        "ENCODING",
        "STDSTRINGS",
        "SEARCHPATH",
        "BLOB METADATA",
        "BLOBS",
        "ACL",
        "COMMENT",
    }
    assert told == []
    if size > 1:
        lines = as_sql(stream)
        assert b"SELECT pg_catalog.lo_create(t.o)" in b"\n".join(lines) or any(
            b"70002" in line for line in lines
        )
        assert not [line for line in lines if b"measurement" in line]
