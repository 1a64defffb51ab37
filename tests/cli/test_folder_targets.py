"""Folders at a terminal: what is shown of their files, and what a drill of them says."""

from __future__ import annotations

import random
import re
import shlex
from pathlib import Path

import pytest

from tests.cli.conftest import CommandLine


@pytest.fixture
def films(labvault: CommandLine, tmp_path: Path) -> CommandLine:
    """A folder, backed up."""
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "note.txt").write_text("thawed at −80 °C\n")
    (folder / "cut.txt").write_bytes("°".encode()[:1])
    (folder / "film.bin").write_bytes(bytes(range(256)) * 4)
    (folder / "link").symlink_to("note.txt")
    labvault.json("repository", "create", "nas", str(tmp_path / "store"))
    labvault.json("target", "add", "folder", "films", str(folder), "--repository", "nas")
    labvault.json("backup", "films")
    return labvault


@pytest.mark.parametrize(
    ("item", "shows"),
    [
        ("note.txt", "thawed at −80 °C"),
        ("link", "note.txt"),
        ("cut.txt", "00000000  c2"),
        (
            "film.bin",
            "00000040  40 41 42 43 44 45 46 47  48 49 4a 4b 4c 4d 4e 4f  @ABCDEFGHIJKLMNO",
        ),
    ],
)
def test_what_a_file_holds(films: CommandLine, item: str, shows: str) -> None:
    assert shows in films("show", "latest:films", item).out


def test_a_film_is_not_poured_out(films: CommandLine) -> None:
    shown = films.json("show", "latest:films", "film.bin")
    assert (shown["bytes"], len(shown["hex"])) == (1024, 1024)


def test_a_drill_speaks_of_files(films: CommandLine) -> None:
    checks = {check["name"]: check["detail"] for check in films.json("drill", "films")["checks"]}
    assert checks["restores"].endswith("into an empty place of its own")
    assert checks["equal"] == "3 files, read back and compared"
    assert checks["answers"] == "5 items, opened and read"


def test_nothing_is_written_into_a_repository_that_was_swapped_for_another(
    labvault: CommandLine, tmp_path: Path
) -> None:
    folder, one, two = tmp_path / "data", tmp_path / "one", tmp_path / "two"
    folder.mkdir()
    (folder / "a.txt").write_text("a")
    for place in (one, two):
        labvault("repository", "create", place.name, str(place))
    labvault.json("target", "add", "folder", "data", str(folder), "--repository", "one")
    labvault.json("backup", "data")
    one.rename(tmp_path / "aside")
    two.rename(one)
    (tmp_path / "aside").rename(two)
    before = sorted(one.rglob("*"))

    for command in (("backup", "data"), ("repository", "show", "one"), ("verify", "latest:data")):
        refused = labvault(*command)
        assert refused.code == 3
        assert f"Another repository lies at {one} now" in refused.err
        assert len(refused.faults()) == 1
    assert sorted(one.rglob("*")) == before


@pytest.mark.parametrize("arguments", [(), ("--reread",)], ids=["as always", "reread"])
def test_a_backup_stores_again_what_lay_in_packs_that_were_cut_off(
    films: CommandLine, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    for pack in (tmp_path / "store" / "packs").glob("*/*"):
        pack.write_bytes(b"")
    made = films.json("backup", "films", *arguments)
    assert made["grade"] == "ok"
    films.json("restore", made["snapshot"], "--to", str(tmp_path / "back"))
    assert (tmp_path / "back" / "film.bin").read_bytes() == bytes(range(256)) * 4


def test_samples_turn_no_known_damage_green(labvault: CommandLine, tmp_path: Path) -> None:
    folder, packs = tmp_path / "data", tmp_path / "store" / "packs"
    folder.mkdir()
    labvault.json("repository", "create", "nas", str(tmp_path / "store"))
    labvault.json("target", "add", "folder", "films", str(folder), "--repository", "nas")
    for number in range(3):
        (folder / f"{number}.bin").write_bytes(random.Random(number).randbytes(200_000))
        labvault.json("backup", "films")
    assert labvault.text("status").startswith("All is well")
    pack = max((p for p in packs.rglob("*") if p.is_file()), key=lambda p: p.stat().st_size)
    good = pack.read_bytes()
    pack.chmod(0o600)
    pack.write_bytes(good[:100_000] + bytes([good[100_000] ^ 1]) + good[100_001:])

    sample = ("--json", "verify", "--all", "--sample", "1")
    codes = [labvault(*sample).code for _ in range(6)]
    assert 1 in codes
    # What was read last may be another pack; then it is good, and mends nothing.
    pack.write_bytes(good)
    assert labvault(*sample).code == 0
    told = labvault.text("status", code=1)
    assert told.startswith("1 target of 1 needs you.\n▲ repository nas: Prune rests, for damage is")
    assert "▲ films: failed." in told
    assert "verification at level bytes ended failed" in told
    labvault.json("verify", "latest:films")
    assert "All is well" not in labvault.text("status", code=1)
    labvault.json("verify", "--all")
    assert labvault.text("status").startswith("All is well")


def test_what_is_damaged_in_the_trash_hides_no_snapshot(films: CommandLine, tmp_path: Path) -> None:
    """Anyone who reaches the place can put a file there, without the key."""
    assert films.text("trash", "list") == "The trash is empty.\n"
    foreign = "4" * 64
    (tmp_path / "store" / "trash").mkdir(exist_ok=True)
    (tmp_path / "store" / "trash" / foreign).write_bytes(b"x\n")
    latest = films.json("snapshots")[0]["id"]
    for command in (("show",), ("label", "--label", "fine"), ("restore", "--to", "back")):
        verb, *options = command
        options = [str(tmp_path / "back") if each == "back" else each for each in options]
        assert films(verb, "latest:films", *options).code == 0, command
    assert films.json("verify", "latest:films", code=1)["problems"][0]["item"].startswith("trash/")
    assert films("show", latest).code == 0
    told = films("show", foreign)
    assert (told.code, f"trash/{foreign}" in told.err) == (1, True)
    assert f"▲ trash/{foreign} in nas" in films.text("trash", "list", code=1)
    (listed,) = films.json("trash", "list", code=1)
    assert (listed["repository"], listed["id"]) == ("nas", foreign)
    told = films("trash", "restore", foreign[:12])
    assert told.code == 1
    assert f"trash/{foreign} in the repository is damaged" in " ".join(told.err.split())
    assert films("trash", "restore", "5" * 12).code == 2


def test_who_asks_for_a_latest_that_cannot_be_read_is_told_the_way(
    films: CommandLine, tmp_path: Path
) -> None:
    older = films.json("snapshots")[0]["id"]
    latest = films.json("backup", "films")["snapshot"]
    (tmp_path / "store" / "snapshots" / latest).chmod(0o600)
    (tmp_path / "store" / "snapshots" / latest).write_bytes(b"x")
    told = films("show", "latest:films")
    assert told.code == 1
    assert "name that in place of latest:films" in " ".join(told.err.split())
    assert films("show", older).code == 0


def test_what_is_advised_can_be_pasted_for_any_name(labvault: CommandLine, tmp_path: Path) -> None:
    made = labvault("repository", "create", "our nas", str(tmp_path / "store"))
    assert "`labvault repository check-key 'our nas'`" in made.out
    add = ("target", "add", "folder", "fly's room", str(tmp_path), "--repository", "our nas")
    (advice,) = re.findall("`labvault (backup [^`]*)`", labvault(*add).out)
    assert shlex.split(advice) == ["backup", "fly's room"]
