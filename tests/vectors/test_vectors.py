"""Every format version stays readable, and each of its damages is told as what it is."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tomllib
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from desktop_app.engine import errors
from desktop_app.engine.errors import Damaged, MistypedKey, WrongKey
from desktop_app.engine.repository.keys import KeyringSecret, Passphrase, RecoveryKey, Secret
from desktop_app.engine.repository.repository import Repository
from desktop_app.engine.repository.storage.local import LocalStorage
from desktop_app.engine.verify import verify_bytes
from tests.vectors import make

VERSIONS = sorted(
    path for path in Path(__file__).parent.iterdir() if (path / "repository").is_dir()
)
CASES = [
    pytest.param(version, case, id=f"{version.name}: {case['name']}")
    for version in VERSIONS
    for case in tomllib.loads((version / "damages.toml").read_text("utf-8"))["damage"]
]


def secrets(version: Path) -> dict[str, Secret]:
    told = json.loads((version / "secrets.json").read_text("utf-8"))
    return {
        "passphrase": Passphrase(told["passphrase"]),
        "recovery key": RecoveryKey(told["recovery_key"]),
        "keyring": KeyringSecret(bytes.fromhex(told["keyring"])),
    }


def opened(version: Path, folder: Path, kind: str = "recovery key") -> Repository:
    return Repository.open(LocalStorage(folder), secrets(version)[kind])


@pytest.mark.parametrize("version", VERSIONS, ids=lambda version: version.name)
@pytest.mark.parametrize("kind", ["passphrase", "recovery key", "keyring"])
def test_what_was_frozen_is_read(version: Path, kind: str) -> None:
    with closing(opened(version, version / "repository", kind)) as repository:
        assert make.expected(repository) == json.loads((version / "expected.json").read_text())
        for snapshot in repository.snapshots():
            known = (make.cryo if snapshot.target == "cryo" else make.flies)(snapshot.sequence)
            items = {
                (i.kind, i.name): b"".join(repository.read(i)) for i in repository.items(snapshot)
            }
            assert items == known


@pytest.mark.parametrize("version", VERSIONS, ids=lambda version: version.name)
def test_what_was_frozen_is_sound(version: Path) -> None:
    with closing(opened(version, version / "repository")) as repository:
        assert verify_bytes(repository, None).problems == ()


@pytest.mark.parametrize("version", VERSIONS, ids=lambda version: version.name)
def test_what_was_frozen_can_be_continued(version: Path, tmp_path: Path) -> None:
    """Today's writer finds yesterday's chunks."""
    shutil.copytree(version / "repository", tmp_path / "repository")
    with closing(opened(version, tmp_path / "repository")) as repository:
        snapshot = make.back_up(repository, "cryo", 9, make.cryo(1))
        assert snapshot.stored < 10_000
        assert verify_bytes(repository, None).problems == ()


@pytest.mark.parametrize("version", VERSIONS, ids=lambda version: version.name)
def test_its_own_program_still_recovers_it(version: Path, tmp_path: Path) -> None:
    folder = version / "repository"
    told = json.loads((version / "secrets.json").read_text("utf-8"))
    done = subprocess.run(
        [sys.executable, "-I", folder / "RECOVERY.txt", folder, tmp_path / "out"],
        env={"PATH": os.environ["PATH"], "LABVAULT_PASSPHRASE": told["recovery_key"]},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    for target, known in (("cryo", make.cryo(2)), ("flies", make.flies(2))):
        (written,) = (tmp_path / "out").glob(f"{target}-*")
        records = json.loads((written / "ITEMS.json").read_text())
        assert {
            (record["kind"], record["name"]): (written / record["file"]).read_bytes()
            for record in records
        } == known


@pytest.mark.parametrize("version", VERSIONS, ids=lambda version: version.name)
def test_wrong_secrets(version: Path) -> None:
    storage = LocalStorage(version / "repository")
    for wrong in (Passphrase("guess"), KeyringSecret(bytes(32))):
        with pytest.raises(WrongKey):
            Repository.open(storage, wrong)
    right = json.loads((version / "secrets.json").read_text("utf-8"))["recovery_key"]
    with pytest.raises(MistypedKey) as caught:
        Repository.open(
            storage, RecoveryKey(right[:13] + ("A" if right[13] != "A" else "B") + right[14:])
        )
    assert caught.value.group == 3


@pytest.mark.parametrize(("version", "case"), CASES)
def test_damages(version: Path, case: dict[str, Any], tmp_path: Path) -> None:
    folder = tmp_path / "repository"
    shutil.copytree(version / "repository", folder)
    harm(version, folder, one(folder, case["file"]), case["change"])
    if "opens" in case:
        name, words = case["opens"]
        with pytest.raises(getattr(errors, name)) as caught:
            opened(version, folder)
        assert type(caught.value).__name__ == name
        assert words in str(caught.value)
        return
    with closing(opened(version, folder)) as repository:
        result = verify_bytes(repository, None)
        # What costs nothing is told as a remark.
        found = sorted((each.item, each.what) for each in (*result.problems, *result.remarks))
        wanted = sorted(map(tuple, case["finds"]))
        assert len(found) == len(wanted), found
        for (item, what), (beginning, words) in zip(found, wanted, strict=True):
            assert item.startswith(beginning)
            assert words in what
        assert result.problems or not case["lost"]
        assert 22 - count_readable(repository) == case["lost"]


def one(folder: Path, pattern: str) -> Path:
    (path,) = folder.glob(pattern)
    return path


def harm(version: Path, folder: Path, path: Path, change: str) -> None:
    verb, _, rest = change.partition(" ")
    data = bytearray(path.read_bytes())
    match verb:
        case "flip":
            at, bit = map(int, rest.split())
            data[at] ^= 1 << bit
        case "cut":
            del data[int(rest) :]
        case "extend":
            data += rest.encode()
        case "zero":
            at, size = map(int, rest.split())
            data[at : at + size] = bytes(size)
        case "copy":
            data[:] = one(version, rest).read_bytes()
        case "swap":
            other = one(folder, rest)
            data[:], _ = other.read_bytes(), other.write_bytes(data)
        case "remove":
            path.unlink()
            return
    path.write_bytes(data)


def count_readable(repository: Repository) -> int:
    count = 0
    for snapshot in repository.snapshots():
        try:
            for item in repository.items(snapshot):
                try:
                    count += sum(map(len, repository.read(item))) == item.size
                except Damaged:
                    continue
        except Damaged:
            continue
    return count
