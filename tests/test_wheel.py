"""What is installed from the built wheel, away from this tree: it is whole, and finds its files."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import zipfile
from configparser import ConfigParser
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LOOK = """
import hashlib, json, sys
from pathlib import Path
import desktop_app
from desktop_app.resources import resource
top = resource("agent").parent
files = {str(f.relative_to(top)): hashlib.sha256(f.read_bytes()).hexdigest()
         for f in top.rglob("*") if f.is_file()}
json.dump({"program": desktop_app.__file__, "files": files}, sys.stdout)
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built as ``pip install .`` does; nothing is fetched."""
    place = tmp_path_factory.mktemp("wheel")
    offline = ("--no-deps", "--no-build-isolation", "--no-index", "--disable-pip-version-check")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", *offline]
    done = subprocess.run(
        [*command, "--wheel-dir", str(place), str(ROOT)],
        capture_output=True,
        text=True,
        check=False,
        cwd=place,
    )
    assert done.returncode == 0, done.stderr
    (built,) = place.glob("labvault-*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path) -> Path:
    """A folder that holds what the wheel installs: it has no data files and no programs in C."""
    place = wheel.parent / "installed"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(place)
    return place


def run(installed: Path, home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The interpreter with that package before all others, for somebody with an empty home."""
    environment = {"PATH": str(home), "HOME": str(home), "PYTHONPATH": str(installed)}
    return subprocess.run(
        [sys.executable, *arguments],
        capture_output=True,
        text=True,
        check=False,
        cwd=home,
        env=environment,
    )


def tree(place: Path) -> set[str]:
    files = (file for file in place.rglob("*") if file.is_file() and file.suffix != ".pyc")
    return {str(file.relative_to(place)) for file in files}


def test_it_holds_the_whole_program_and_none_of_its_tests(installed: Path) -> None:
    program = tree(ROOT / "desktop_app")
    found = {name for name in tree(installed / "desktop_app") if not name.startswith("_resources")}
    assert found == program
    assert {entry.name.partition("-")[0] for entry in installed.iterdir()} == {
        "desktop_app",
        "labvault",
    }
    entries = ConfigParser()
    entries.read(next(installed.glob("*.dist-info")) / "entry_points.txt")
    assert entries["console_scripts"]["labvault"] == "desktop_app.__main__:main"


def test_what_is_installed_finds_every_resource(installed: Path, tmp_path: Path) -> None:
    done = run(installed, tmp_path, "-c", LOOK)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert Path(told["program"]).is_relative_to(installed)
    place = ROOT / "resources"
    assert told["files"] == {
        name: hashlib.sha256((place / name).read_bytes()).hexdigest() for name in tree(place)
    }


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="as systemd starts it")
def test_its_agent_starts_at_log_in(installed: Path, tmp_path: Path) -> None:
    place = ("--profile", str(tmp_path / "profile"))
    done = run(installed, tmp_path, "-m", "desktop_app", "--json", *place, "agent", "install")
    # No systemd is on the way here: the file is there all the same, and that is told.
    assert done.returncode == 1, done.stderr
    told = json.loads(done.stdout)
    unit = tmp_path / ".config" / "systemd" / "user" / "labvault-agent.service"
    assert Path(told["file"]) == unit
    assert told["complaints"]
    (start,) = [line for line in unit.read_text().splitlines() if line.startswith("ExecStart=")]
    assert sys.executable in start
    assert start.rstrip('"').endswith("agent")
    assert "@COMMAND@" not in unit.read_text()
    assert unit.stat().st_mode & 0o022 == 0
