"""Makes the frozen repository of the current format: ``python -m tests.vectors.make FOLDER``.

Run once for each format version; what it made is committed and never made again. Its content is
fixed; keys, salts and times are those of the day.
"""

from __future__ import annotations

import hashlib
import io
import json
import shutil
import sys
from collections.abc import Mapping
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from blake3 import blake3

from desktop_app.engine.errors import StorageUnreachable
from desktop_app.engine.model import Grade, Item, ItemKind, ItemPlan, Remark, Snapshot
from desktop_app.engine.progress import Silent
from desktop_app.engine.repository.keys import KeyringSecret, Passphrase
from desktop_app.engine.repository.repository import Repository
from desktop_app.engine.repository.storage.local import LocalStorage
from desktop_app.engine.repository.sweep import retire, sweep
from desktop_app.engine.repository.writer import SnapshotWriter
from tests.engine.repository.faults import Cut, FaultyStorage

PASSPHRASE = "Gefäß voller Moleküle"
KEYRING = bytes(range(32))
STARTED = datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
Contents = Mapping[tuple[ItemKind, str], bytes]


def rows(count: int, since: int = 0) -> bytes:
    """A table's rows as COPY writes them; they compress well."""
    return b"".join(b"%d\tmolecule\t\\N\n" % n for n in range(since, since + count))


def noise(size: int, seed: str) -> bytes:
    """Bytes that do not compress, from SHAKE-128 of a word."""
    return hashlib.shake_128(seed.encode()).digest(size)


def cryo(day: int) -> Contents:
    """A database; its largest table spans several chunks."""
    return {
        (ItemKind.ROLES, "roles"): b"CREATE ROLE lab;\n",
        (ItemKind.DATABASE, "database"): b'{"encoding": "UTF8"}',
        (ItemKind.SCHEMA, "schema"): b"PGDMP" + noise(4_000, "schema"),
        (ItemKind.ROWS, "lab.molecule"): rows(120_000) + rows(40 * day, 500_000),
        (ItemKind.ROWS, 'lab."dots.and\nfeeds"'): rows(7, day),
        (ItemKind.ROWS, "lab.empty"): b"",
        (ItemKind.DIGEST, "lab.view"): b"42\n",
        (ItemKind.LARGE_OBJECTS, "large objects"): b"PGDMP" + noise(9_000, "large"),
    }


def flies(day: int) -> Contents:
    """A folder; file names that are no UTF-8 and that lead elsewhere."""
    return {
        (ItemKind.FILE, "video/0001.h264"): noise(30_000, "video"),
        (ItemKind.FILE, "../../etc/passwd"): b"root\n",
        (ItemKind.FILE, "latin-\udcfc.txt"): b"day %d\n" % day,
    }


def back_up(
    repository: Repository, target: str, sequence: int, contents: Contents, *remarks: Remark
) -> Snapshot:
    with repository.writer() as writer:
        items = [store(writer, kind, name, data) for (kind, name), data in contents.items()]
        draft = Snapshot(
            id="",
            target=target,
            target_kind="postgresql" if target == "cryo" else "folder",
            target_address="postgresql://lab@localhost/cryo" if target == "cryo" else "/flies",
            host="bench",
            sequence=sequence,
            started=STARTED + timedelta(days=sequence),
            finished=STARTED + timedelta(days=sequence, seconds=3),
            grade=Grade.WARNING if remarks else Grade.OK,
            warnings=remarks,
            items=len(items),
            rows=sum(item.rows or 0 for item in items if item.kind is ItemKind.ROWS),
            size=sum(item.size for item in items),
            stored=0,
            facts={"encoding": "UTF8"},
            item_list=b"",
        )
        return writer.commit(draft, items)


def store(writer: SnapshotWriter, kind: ItemKind, name: str, data: bytes) -> Item:
    detail = {"from": f"{name} (id, kind, note)"} if kind is ItemKind.ROWS else {}
    plan = ItemPlan(name, kind, len(data), detail)
    item = writer.store_item(plan, io.BytesIO(data).readinto, lambda _: None)
    counted = data.count(b"\n") if kind in (ItemKind.ROWS, ItemKind.DIGEST) else None
    return Item(item.name, kind, counted, item.size, item.hash, item.chunks, detail)


def expected(repository: Repository) -> list[dict[str, Any]]:
    """What a reader must find, in plain words."""
    return [
        {
            "id": snapshot.id,
            "target": snapshot.target,
            "sequence": snapshot.sequence,
            "started": snapshot.started.isoformat(),
            "grade": snapshot.grade.value,
            "warnings": [[warning.item, warning.what] for warning in snapshot.warnings],
            "rows": snapshot.rows,
            "size": snapshot.size,
            "items": [
                [item.kind.value, item.name, item.rows, item.size, item.hash.hex()]
                for item in repository.items(snapshot)
            ],
        }
        for snapshot in repository.snapshots()
    ]


def with_checksum(header: bytes, **changes: object) -> bytes:
    """The header with other fields and a checksum that fits, as anyone without the key can make."""
    body = {**json.loads(header), **changes}
    del body["checksum"]

    def text() -> bytes:
        return (json.dumps(body, indent=2, sort_keys=True) + "\n").encode()

    body["checksum"] = blake3(text()).hexdigest()
    return text()


def leave_a_pack(place: Path) -> None:
    """What a backup leaves that was cut off after its pack and before its index."""
    storage = FaultyStorage(LocalStorage(place), Cut(2))
    repository = Repository.open(storage, Passphrase(PASSPHRASE))
    with closing(repository), suppress(StorageUnreachable):
        back_up(repository, "cut off", 1, {(ItemKind.FILE, "left"): noise(3_000, "left")})
    shutil.rmtree(place / "leases")


def make(folder: Path) -> None:
    """The repository, the secrets, what is in it, and headers to damage it with."""
    place = folder / "repository"
    repository, recovery_key = Repository.create(LocalStorage(place), PASSPHRASE)
    with closing(repository):
        keyring = KeyringSecret(KEYRING)
        repository.change_header(lambda header: header.with_slot(repository.master, keyring))
        back_up(repository, "cryo", 1, cryo(1))
        back_up(repository, "cryo", 2, cryo(2), Remark("lab.secret", "no right to read it"))
        gone = back_up(repository, "cryo", 3, {(ItemKind.FILE, "gone"): noise(5_000, "gone")})
        back_up(repository, "flies", 1, flies(1))
        back_up(repository, "flies", 2, flies(2))
        retire(repository, gone, "no rule keeps it")
        sweep(repository, timedelta(days=1), Silent())  # a mark, nothing deleted
        (folder / "expected.json").write_text(json.dumps(expected(repository), indent=1) + "\n")
    leave_a_pack(place)
    secrets = {"passphrase": PASSPHRASE, "recovery_key": recovery_key, "keyring": KEYRING.hex()}
    (folder / "secrets.json").write_text(json.dumps(secrets, indent=1, ensure_ascii=False) + "\n")
    header = (place / "labvault.json").read_bytes()
    (folder / "headers").mkdir()
    (folder / "headers" / "newer.json").write_bytes(with_checksum(header, format=2))
    slots = json.loads(header)["slots"]
    (folder / "headers" / "forged.json").write_bytes(with_checksum(header, slots=slots[1:]))
    slots[0]["argon2"]["memory_kib"] = 1 << 30
    (folder / "headers" / "greedy.json").write_bytes(with_checksum(header, slots=slots))
    (folder / "headers" / "other.json").write_bytes(b'{"name": "something else"}\n')


if __name__ == "__main__":
    make(Path(sys.argv[1]))
