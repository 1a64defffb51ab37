import argparse
import getpass
import hmac
import json
import os
import re
import struct
import sys
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

try:
    import zstandard
    from blake3 import blake3
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
except ImportError as missing:
    sys.exit(f"{missing}. First run: python3 -m pip install cryptography blake3 zstandard")

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
DAMAGE = (InvalidTag, ValueError, OSError, struct.error, zstandard.ZstdError)
LONGEST = 269484088  # bytes of what is read at once
ENTRY = struct.Struct("<32sBIII")  # a chunk in a pack's table: id, codec, offset, stored, plain
RECORD = struct.Struct("<II")  # an item in a snapshot's list: bytes of JSON, number of chunks
ENDINGS = {"rows": "copy", "roles": "sql", "database": "json"}
ENDINGS |= {"schema": "dump", "large objects": "dump"}
HARMLESS = re.compile(r"[\w@+=()-][\w.@+=() -]{0,99}(?<![. ])", re.ASCII)  # part of a path
SETTINGS = "\\set ON_ERROR_STOP on\n\\encoding UTF8\nSET lc_monetary = 'C';\n"
SETTINGS += "SET DateStyle = 'ISO'; SET IntervalStyle = 'postgres';\n"
# psql's \copy is one line. Rows of what has a line feed in its name go in by way of a table.
AROUND = """CREATE TEMP TABLE labvault AS SELECT {columns} FROM {table} LIMIT 0;
\\copy pg_temp.labvault from {rows}
INSERT INTO {into} OVERRIDING SYSTEM VALUE TABLE pg_temp.labvault; DROP TABLE pg_temp.labvault;
"""

Place = tuple[Path, bytes, int, int, int, int, int]  # pack, key, number, codec, offset, sizes


def derive(secret: bytes, info: str, salt: bytes = b"") -> bytes:
    """HKDF-SHA256 (RFC 5869), 32 bytes."""
    key = hmac.digest(salt or bytes(32), secret, "sha256")
    return hmac.digest(key, b"labvault/1/" + info.encode() + b"\x01", "sha256")


def read_header(path: Path) -> dict[str, Any]:
    """What labvault.json says, if trying its key slots comes to an end."""
    if not path.is_file() or path.stat().st_size > 1 << 20:
        raise ValueError("no such file, or too long a one")
    header: dict[str, Any] = json.loads(path.read_bytes())
    if header["format"] != 1:
        sys.exit("This repository has another format than this program reads.")
    costs = [slot["argon2"] for slot in header["slots"] if slot["kind"] == "passphrase"]
    limits = {"iterations": 16, "lanes": 16, "memory_kib": 1 << 20}
    fit = all(0 < cost[name] <= limit for cost in costs for name, limit in limits.items())
    if not fit or sum(cost["iterations"] * cost["memory_kib"] for cost in costs) > 12 << 20:
        raise ValueError("its key slots are impossible, or would take too long to try")
    return header


def master_key(header: dict[str, Any], typed: str) -> bytes:
    """The key that the repository's slots wrap, from a passphrase or a recovery key."""
    text = unicodedata.normalize("NFC", typed).encode(errors="surrogateescape")
    plain = "".join(typed.upper().split()).replace("-", "").translate(str.maketrans("OIL", "011"))
    number = 0
    if re.fullmatch(f"[{ALPHABET}]{{40}}", plain):
        for character in re.sub("(....).", r"\1", plain):  # the fifth only guards against slips
            number = number << 5 | ALPHABET.index(character)
    for slot in header["slots"]:
        salt, cost = bytes.fromhex(slot["salt"]), slot["argon2"]
        key = derive(number.to_bytes(20, "big"), f"slot/{slot['kind']}", salt)
        if slot["kind"] == "passphrase":
            cost["memory_cost"] = cost.pop("memory_kib")
            key = Argon2id(salt=salt, length=32, **cost).derive(text)
        bound = f"labvault/1/slot/{header['id']}/{slot['id']}/{slot['kind']}".encode()
        with suppress(InvalidTag):
            return ChaCha20Poly1305(key).decrypt(bytes(12), bytes.fromhex(slot["wrapped"]), bound)
    sys.exit("No key of this repository opens with that. Mind upper and lower case.")


def object_key(master: bytes, kind: str, data: bytes) -> bytes:
    """The key of the object that begins with ``data``."""
    if data[:5] != b"LVLT" + kind[:1].encode():
        raise ValueError("it does not begin like an object of LabVault")
    return derive(master, f"object/{kind}", data[8:40])


def pack_table(master: bytes, path: Path) -> Iterator[tuple[bytes, Place]]:
    """Which chunks a pack holds, from the table at its end."""
    with path.open("rb") as pack:
        header = pack.read(40)
        pack.seek(-8, os.SEEK_END)
        length, _ = struct.unpack("<I4s", pack.read(8))
        pack.seek(-8 - length, os.SEEK_END)
        sealed = pack.read(min(length, LONGEST))
    key = object_key(master, "PACK", header)
    nonce = b"\x80" + ((length - 16) // ENTRY.size).to_bytes(11, "big")
    table = ChaCha20Poly1305(key).decrypt(nonce, sealed, header)
    for number, (chunk, codec, offset, stored, plain) in enumerate(ENTRY.iter_unpack(table)):
        yield chunk, (path, key, number, codec, offset, stored, plain)


class Repository:
    """Snapshots' headers by their ids, and where each chunk lies."""

    def __init__(self, folder: Path, master: bytes) -> None:
        self.chunk_key = derive(master, "chunk id")
        self.places: dict[bytes, list[Place]] = {}
        self.snapshots: dict[str, dict[str, Any]] = {}
        for path in sorted([*folder.glob("packs/*/*"), *folder.glob("snapshots/*")]):
            if not re.fullmatch("[0-9a-f]{64}", path.name) or not path.is_file():
                continue
            try:
                if path.parent.name == "snapshots":
                    data = path.read_bytes() if path.stat().st_size <= LONGEST else b""
                    cipher = ChaCha20Poly1305(object_key(master, "SNAPSHOT", data))
                    plain = cipher.decrypt(b"\x80" + bytes(11), data[40:], data[:40])
                    self.snapshots[path.name] = json.loads(zstandard.decompress(plain))
                    continue
                for chunk, place in pack_table(master, path):
                    self.places.setdefault(chunk, []).append(place)
            except DAMAGE as fault:
                print(f"DAMAGED, left out: {path}: {fault or 'it was changed'}")

    def chunk(self, chunk: bytes) -> bytes:
        """The plain bytes of a chunk, from any copy that is good."""
        for path, key, number, codec, offset, stored, size in self.places.get(chunk, ()):
            with suppress(*DAMAGE), path.open("rb") as pack:
                pack.seek(offset)
                bound = ENTRY.pack(chunk, codec, 0, 0, size)
                nonce = number.to_bytes(12, "big")
                plain = ChaCha20Poly1305(key).decrypt(nonce, pack.read(stored), bound)
                plain = zstandard.decompress(plain, max_output_size=size) if codec else plain
                if blake3(plain, key=self.chunk_key).digest() == chunk:
                    return plain
        raise ValueError(f"chunk {chunk.hex()} is damaged or lost")

    def joined(self, ids: bytes) -> Iterator[bytes]:
        """The bytes of the chunks with these ids, 32 bytes each."""
        return (self.chunk(ids[at : at + 32]) for at in range(0, len(ids), 32))

    def items(self, snapshot: dict[str, Any]) -> Iterator[tuple[dict[str, Any], bytes]]:
        """Each item's record and the ids of its chunks, up to where the list is damaged."""
        data, at = bytearray(), 0
        with suppress(ValueError):
            for piece in self.joined(bytes.fromhex(snapshot["item_list"])):
                data += piece
        while at + RECORD.size <= len(data):
            text, chunks = RECORD.unpack_from(data, at)
            middle = at + RECORD.size + text
            at = middle + chunks * 32
            if at <= len(data):
                yield json.loads(data[middle - text : middle]), bytes(data[middle:at])

    def write(self, ids: bytes, digest: str, path: Path) -> None:
        """Write an item and compare its hash."""
        whole = blake3()
        with path.open("xb") as file:
            for piece in self.joined(ids):
                whole.update(piece)
                file.write(piece)
        if whole.hexdigest() != digest:
            raise ValueError("its content is not what was backed up")


def safe(text: str) -> str:
    """A part of a file name that is harmless everywhere."""
    return re.sub(r"[^A-Za-z0-9._-]+", "_", text)[:80].strip("._") or "_"


def place_in(folder: Path, item: dict[str, Any], otherwise: str) -> str:
    """A file's own path, where it is harmless and free; else the other one."""
    parts = ["files", *item["name"].split("/")]
    path = folder.joinpath(*parts)
    if item["kind"] == "file" and all(HARMLESS.fullmatch(part) for part in parts):
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            return otherwise if path.exists() else "/".join(parts)
    return otherwise


def recover(repository: Repository, snapshot: dict[str, Any], folder: Path) -> int:
    """Write a snapshot's items into a new folder; returns how many are damaged."""
    folder.mkdir(parents=True)
    bad, records, load = 0, [], SETTINGS
    encoding = safe(snapshot["facts"].get("encoding", "UTF8"))
    for number, (item, ids) in enumerate(repository.items(snapshot), 1):
        name = f"{number:05d}-{safe(item['kind'])}-{safe(item['name'])}"
        name = place_in(folder, item, f"{name}.{ENDINGS.get(item['kind'], 'bin')}")
        records.append({"file": name, **item})
        try:
            repository.write(ids, item["hash"], folder / name)
            print(f"  {name}")
        except ValueError as fault:
            bad += 1
            print(f"  {name}: NOT WHOLE: {fault}")
        detail = item["detail"]
        if item["kind"] == "rows" and "from" in detail:
            table, rows = detail.get("load_via", item["name"]), f"'{name}' (encoding '{encoding}')"
            into = f"{table} ({detail['columns']})" if detail["columns"] else table
            words = AROUND if "\n" in into else "\\copy {into} from {rows}\n"
            load += words.format_map({**detail, "table": table, "into": into, "rows": rows})
    if len(records) < snapshot["items"]:
        bad += snapshot["items"] - len(records)
        print("  NOT WHOLE: the list of items ends early")
    (folder / "ITEMS.json").write_text(json.dumps(records, indent=1))
    (folder / "LOAD.sql").write_bytes(load.encode())
    return bad


def main() -> int:
    """List the snapshots; with OUT_FOLDER, write one, or the newest of each target."""
    arguments = argparse.ArgumentParser(description=main.__doc__)
    arguments.add_argument("repository", type=Path, metavar="REPOSITORY_FOLDER")
    arguments.add_argument("out", type=Path, nargs="?", metavar="OUT_FOLDER")
    arguments.add_argument("--snapshot", default="", help="the beginning of a snapshot's id")
    given = arguments.parse_args()
    chosen, bad, path = dict[str, str](), 0, given.repository / "labvault.json"
    asked = "Passphrase or recovery key: "
    try:
        header = read_header(path)
        secret = os.environ.get("LABVAULT_PASSPHRASE") or getpass.getpass(asked)
        master = master_key(header, secret)
    except (LookupError, OSError, OverflowError, RecursionError, TypeError, ValueError) as fault:
        advice = "Name the folder of a whole repository, or of another copy of this one."
        sys.exit(f"{path} is missing or damaged ({fault}). {advice}")
    repository = Repository(given.repository, master)
    snapshots = repository.snapshots
    for name in sorted(snapshots, key=lambda s: (snapshots[s]["target"], snapshots[s]["sequence"])):
        body = snapshots[name]
        print(f"{name[:12]}  {body['started'][:19]}  {body['grade']}  {body['target']}")
        if name.startswith(given.snapshot):
            chosen[name if given.snapshot else body["target"]] = name
    if not chosen:
        sys.exit("There is no such snapshot.")
    for name in chosen.values() if given.out else ():
        folder = given.out / f"{safe(snapshots[name]['target'])}-{name[:12]}"
        print(f"\nwriting {folder}")
        bad += recover(repository, snapshots[name], folder)
    if bad:
        print(f"\n{bad} items are NOT WHOLE. Try the other snapshots too.")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
