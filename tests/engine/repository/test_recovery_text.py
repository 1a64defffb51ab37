"""RECOVERY.txt is the program: it must get everything out, with no line of LabVault's own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import closing
from importlib.resources import files
from pathlib import Path

import pytest
from blake3 import blake3

from desktop_app.engine.model import Item, ItemKind, ItemPlan, Snapshot
from desktop_app.engine.repository import recovery_text
from desktop_app.engine.repository.packs import list_packs, pack_name
from desktop_app.engine.repository.repository import Repository
from desktop_app.engine.repository.storage.local import LocalStorage
from tests.engine.repository.material import PASSPHRASE, draft, noise, text

pytestmark = pytest.mark.usefixtures("small_chunks")
ITEMS = {
    ("roles", ItemKind.ROLES): b"CREATE ROLE lab;\n",
    ("database", ItemKind.DATABASE): b"{}",
    ("schema", ItemKind.SCHEMA): b"PGDMP" + noise(3_000),
    ("lab.mixture", ItemKind.ROWS): text(9_000),
    ('lab."odd\nname"', ItemKind.ROWS): text(9),
    ("lab.part", ItemKind.ROWS): text(10),
    ("lab.empty", ItemKind.ROWS): b"",
    ("../../../etc/passwd", ItemKind.FILE): noise(200_000),
    ("/absolute", ItemKind.FILE): b"x",
    ("video:1\\..\\é" + "x" * 300, ItemKind.FILE): b"y",
    ("..", ItemKind.FILE): b"z",
    ("", ItemKind.FILE): b"",
    ("012/run 1/film@2fps_00001.h264", ItemKind.FILE): noise(5_000),
    ("012/run 1", ItemKind.FILE): b"in the way of a folder",
    ("012/run 1/film@2fps_00001.h264/below", ItemKind.FILE): b"below a file",
    ("012/.hidden", ItemKind.FILE): b"h",
}
TREE = "files/012/run 1/film@2fps_00001.h264"


def plan(name: str, kind: ItemKind) -> ItemPlan:
    detail = {}
    if kind is ItemKind.ROWS:
        detail = {"from": f"{name} (id, name)", "columns": "id, name", "table": "unquoted"}
    if name == "lab.part":
        detail["load_via"] = "lab.whole"
    return ItemPlan(name, kind, 0, detail)


def back_up(repository: Repository, target: str, sequence: int = 1) -> Snapshot:
    import io

    with repository.writer() as writer:
        items: list[Item] = [
            writer.store_item(plan(*key), io.BytesIO(data).readinto, lambda _: None)
            for key, data in ITEMS.items()
        ]
        return writer.commit(draft(target, sequence, items=len(items)), items)


class Place:
    """A repository in a folder, with two targets, and the program in it."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.out = folder / "repository", folder / "out"
        self.repository, self.recovery_key = Repository.create(
            LocalStorage(self.folder), PASSPHRASE
        )
        with closing(self.repository):
            self.old = back_up(self.repository, "lab")
            self.new = back_up(self.repository, "lab", 2)
            self.other = back_up(self.repository, "../fly room")

    def run(
        self, *arguments: str | Path, secret: str = PASSPHRASE
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-I", self.folder / "RECOVERY.txt", self.folder, *arguments],
            env={"PATH": os.environ["PATH"], "LABVAULT_PASSPHRASE": secret},
            cwd=self.folder.parent,
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=60,
        )


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


def written(folder: Path) -> dict[tuple[str, str], bytes]:
    records = json.loads((folder / "ITEMS.json").read_text())
    assert len(records) + 2 == sum(path.is_file() for path in folder.rglob("*"))
    for record in records:
        assert record["file"] == TREE or Path(record["file"]).name == record["file"]
        assert blake3((folder / record["file"]).read_bytes()).hexdigest() == record["hash"]
    return {(r["name"], r["kind"]): (folder / r["file"]).read_bytes() for r in records}


EXPECTED = {(name, kind.value): data for (name, kind), data in ITEMS.items()}


def test_everything_comes_out(place: Place) -> None:
    before = {path for path in place.folder.parent.rglob("*") if place.folder not in path.parents}
    done = place.run(place.out)

    assert (done.returncode, done.stderr) == (0, "")
    lab = place.out / f"lab-{place.new.id[:12]}"
    other = place.out / f"fly_room-{place.other.id[:12]}"
    assert set(place.out.iterdir()) == {lab, other}
    assert written(lab) == written(other) == EXPECTED
    assert (lab / TREE).stat().st_size == 5_000
    for path in set(place.folder.parent.rglob("*")) - before - {place.out}:
        assert place.out in path.parents or place.folder in path.parents
    for line in place.old, place.new, place.other:
        assert line.id[:12] in done.stdout


def test_what_psql_is_told(place: Place) -> None:
    place.run(place.out)
    load = (place.out / f"lab-{place.new.id[:12]}" / "LOAD.sql").read_text()
    rest = "(encoding 'UTF8')\n"
    assert rf"\copy lab.mixture (id, name) from '00004-rows-lab.mixture.copy' {rest}" in load
    assert rf"\copy lab.whole (id, name) from '00006-rows-lab.part.copy' {rest}" in load
    assert rf"\copy pg_temp.labvault from '00005-rows-lab._odd_name.copy' {rest}" in load
    assert 'INSERT INTO lab."odd\nname" (id, name) ' in load
    assert load.startswith("\\set ON_ERROR_STOP on\n\\encoding UTF8\n")


def test_an_older_snapshot_with_the_recovery_key(place: Place) -> None:
    done = place.run(place.out, "--snapshot", place.old.id[:8], secret=place.recovery_key.lower())
    assert done.returncode == 0
    (folder,) = place.out.iterdir()
    assert folder.name.endswith(place.old.id[:12])
    assert written(folder) == EXPECTED


def test_only_a_list(place: Place) -> None:
    done = place.run()
    assert done.returncode == 0
    assert len(done.stdout.splitlines()) == 3
    assert not place.out.exists()


def test_a_wrong_passphrase_and_an_unknown_snapshot(place: Place) -> None:
    assert "No key of this repository opens" in place.run(secret="guess").stderr
    done = place.run(place.out, "--snapshot", "nothing")
    assert (done.returncode, "no such snapshot" in done.stderr) == (1, True)


def test_neither_indexes_nor_anything_else_but_packs_and_snapshots_is_needed(
    place: Place,
) -> None:
    for folder in ("indexes", "audit"):
        for path in (place.folder / folder).iterdir():
            path.write_bytes(b"")
    (place.folder / "packs" / "notes").mkdir()
    (place.folder / "packs" / "notes" / ".writing-1").write_bytes(b"torn")
    done = place.run(place.out)
    assert done.returncode == 0
    assert "DAMAGED" not in done.stdout
    assert written(place.out / f"lab-{place.new.id[:12]}") == EXPECTED


def test_what_is_damaged_is_named_and_the_rest_is_saved(place: Place) -> None:
    (place.folder / "snapshots" / place.old.id).write_bytes(b"torn")
    with_chunks = max(list_packs(LocalStorage(place.folder)).items(), key=lambda p: p[1])[0]
    path = place.folder / pack_name(with_chunks)
    data = bytearray(path.read_bytes())
    data[200] ^= 1
    path.write_bytes(data)

    done = place.run(place.out, "--snapshot", place.new.id)

    assert done.returncode == 1
    assert f"DAMAGED, left out: {place.folder}/snapshots/{place.old.id}" in done.stdout
    assert done.stdout.count("NOT WHOLE") == 2  # one item, and the sum
    (folder,) = place.out.iterdir()
    whole = [
        (r["name"], r["kind"])
        for r in json.loads((folder / "ITEMS.json").read_text())
        if blake3((folder / r["file"]).read_bytes()).hexdigest() == r["hash"]
    ]
    assert len(whole) == len(ITEMS) - 1


def test_a_list_of_items_that_is_torn(place: Place) -> None:
    for path in place.folder.glob("packs/*/*"):
        path.write_bytes(path.read_bytes()[:-1])
    done = place.run(place.out, "--snapshot", place.new.id)
    assert (done.returncode, done.stderr) == (1, "")
    assert "NOT WHOLE: the list of items ends early" in done.stdout
    assert f"{len(ITEMS)} items are NOT WHOLE" in done.stdout


def test_another_format_is_refused(place: Place) -> None:
    header = place.folder / "labvault.json"
    header.write_bytes(header.read_bytes().replace(b'"format": 1', b'"format": 2'))
    assert "another format" in place.run().stderr


def refused(place: Place, why: str) -> None:
    """Told in one line, with what to do."""
    done = place.run()
    assert (done.returncode, done.stdout) == (1, "")
    (line,) = done.stderr.splitlines()
    assert line.startswith(f"{place.folder}/labvault.json is missing or damaged (")
    assert why in line
    assert line.endswith("Name the folder of a whole repository, or of another copy of this one.")


def test_a_folder_that_is_no_repository(place: Place) -> None:
    header = place.folder / "labvault.json"
    header.unlink()
    refused(place, "no such file")
    os.mkfifo(header)
    refused(place, "no such file")


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", "7", "[" * 100_000, '{"format": 1}', '{"format": 1, "slots": [7]}']
)
def test_a_header_that_is_none(place: Place, text: str) -> None:
    (place.folder / "labvault.json").write_text(text)
    refused(place, "")


@pytest.mark.parametrize(
    "changes",
    [
        {"salt": "zz"},
        {"salt": ""},
        {"wrapped": None},
        {"argon2": []},
        {"argon2": {}},
        {"argon2": {"iterations": 1, "lanes": 1, "memory_kib": 0}},
        {"argon2": {"iterations": 1, "lanes": 1, "memory_kib": "64"}},
        {"argon2": {"iterations": 1, "lanes": 1, "memory_kib": 7}},
        {"argon2": {"iterations": 1.5, "lanes": 1, "memory_kib": 64}},
        {"argon2": {"iterations": "1" * 50_000, "lanes": 1, "memory_kib": 1 << 20}},
        {"argon2": {"iterations": 1, "lanes": 1, "memory_kib": 64, "more": 1}},
    ],
)
def test_a_slot_that_is_none(place: Place, changes: dict[str, object]) -> None:
    header = json.loads((place.folder / "labvault.json").read_text())
    header["slots"][0].update(changes)
    (place.folder / "labvault.json").write_text(json.dumps(header))
    refused(place, "")


def test_slots_that_would_take_long_are_not_tried(place: Place) -> None:
    header = json.loads((place.folder / "labvault.json").read_text())
    costly = {"iterations": 12, "lanes": 4, "memory_kib": (1 << 20) + 1}
    for number, argon2 in ((1, costly), (5, costly | {"memory_kib": 1 << 18})):
        slots = [header["slots"][0] | {"argon2": argon2}] * number + header["slots"]
        (place.folder / "labvault.json").write_text(json.dumps(header | {"slots": slots}))
        refused(place, "would take too long")


def test_what_is_no_file_is_not_read(place: Place) -> None:
    pack = next(place.folder.glob("packs/*"))
    for path in (place.folder / "snapshots" / ("3" * 64), pack / ("3" * 64)):
        os.mkfifo(path)
    (place.folder / "snapshots" / ("4" * 64)).mkdir()
    done = place.run(place.out)
    assert done.returncode == 0
    assert "DAMAGED" not in done.stdout


def test_a_file_of_terabytes_is_not_read(place: Place) -> None:
    long = place.folder / "snapshots" / ("3" * 64)
    with long.open("wb") as file:
        file.truncate(1 << 42)
    done = place.run(place.out)
    assert done.returncode == 0
    assert f"DAMAGED, left out: {long}" in done.stdout


def test_the_text_is_for_people() -> None:
    template = files(recovery_text.__package__).joinpath("RECOVERY.txt").read_text("utf-8")
    assert max(map(len, template.splitlines())) <= 80
    assert recovery_text.recovery_text("abc").decode().count("Its id is abc.") == 1
    assert "{{" not in recovery_text.recovery_text("abc").decode().split('"""')[1]


def test_the_program_is_short() -> None:
    program = files(recovery_text.__package__).joinpath("recover.py").read_text("utf-8")
    assert len(program.splitlines()) < 250
    assert "desktop_app" not in program
