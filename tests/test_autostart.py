"""What starts the agent at log-in is what each platform understands."""

from __future__ import annotations

import os
import plistlib
import shlex
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from desktop_app.autostart import (
    TASK_SPACE,
    UNIT,
    Place,
    Platform,
    State,
    What,
    definition,
    definition_of,
    install,
    place,
    place_of,
    platform_of,
    state_of,
    uninstall,
)

COMMAND = [sys.executable, "-m", "desktop_app", "--profile", '/tmp/my $lab "1" 100%', "agent"]
PROGRAM = COMMAND[:-1]


@pytest.mark.parametrize(
    ("system", "platform"),
    [
        ("linux", Platform.SYSTEMD),
        ("darwin", Platform.LAUNCHD),
        ("win32", Platform.WINDOWS),
    ],
)
def test_each_system_has_its_platform(system: str, platform: Platform) -> None:
    assert platform_of(system) is platform


def test_systemd_accepts_the_unit(tmp_path: Path) -> None:
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        pytest.skip("systemd-analyze is not installed")
    unit = tmp_path / UNIT
    unit.write_bytes(definition(Platform.SYSTEMD, COMMAND, "anna"))
    environment = os.environ | {"XDG_RUNTIME_DIR": str(tmp_path)}
    done = subprocess.run(
        [analyze, "verify", "--user", str(unit)],
        capture_output=True, text=True, check=False, env=environment,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert UNIT not in done.stderr
    unit.write_text(unit.read_text().replace("Type=exec", "Type=nonsense"))
    broken = subprocess.run(
        [analyze, "verify", "--user", str(unit)],
        capture_output=True, text=True, check=False, env=environment,
    )  # fmt: skip
    assert UNIT in broken.stderr, "systemd-analyze looks at nothing here"


def test_the_unit_runs_the_command_as_it_is() -> None:
    text = definition(Platform.SYSTEMD, COMMAND, "anna").decode()
    (line,) = [line for line in text.splitlines() if line.startswith("ExecStart=")]
    assert line.endswith('"/tmp/my $$lab \\"1\\" 100%%" "agent"')


def test_launchd_gets_the_command_word_by_word() -> None:
    wanted = plistlib.loads(definition(Platform.LAUNCHD, COMMAND, "anna"))
    assert wanted["ProgramArguments"] == COMMAND
    assert wanted["RunAtLoad"] is True
    assert wanted["Label"] == "org.labvault.agent"


def test_windows_gets_a_task_for_the_user() -> None:
    content = definition(Platform.WINDOWS, ["C:\\Lab Vault\\python.exe", *COMMAND[1:]], "LAB\\anna")
    assert content.startswith(b"\xff\xfe")  # UTF-16, as the Task Scheduler writes it itself
    root = ElementTree.fromstring(content)

    def text(path: str) -> str | None:
        return root.findtext("/".join(f"{{{TASK_SPACE}}}{part}" for part in path.split("/")))

    assert root.tag == f"{{{TASK_SPACE}}}Task"
    assert text("Triggers/LogonTrigger/UserId") == "LAB\\anna"
    assert text("Principals/Principal/UserId") == "LAB\\anna"
    assert text("Actions/Exec/Command") == "C:\\Lab Vault\\python.exe"
    assert text("Actions/Exec/Arguments") == (
        '-m desktop_app --profile "/tmp/my $lab \\"1\\" 100%" agent'
    )
    # The schema asks for this order of the sections.
    names = [child.tag.rpartition("}")[2] for child in root]
    assert names == ["RegistrationInfo", "Triggers", "Principals", "Settings", "Actions"]


@pytest.mark.parametrize("platform", Platform)
def test_each_platform_looks_in_its_own_place(platform: Platform, tmp_path: Path) -> None:
    where = place(platform, tmp_path / "home", tmp_path / "settings")
    assert where.file.is_relative_to(tmp_path)
    assert where.steps
    assert where.farewell


def test_installing_and_removing(tmp_path: Path) -> None:
    file, told = tmp_path / "deep" / "down" / "unit", tmp_path / "told"
    where = Place(file, (("touch", str(told)),), (("rm", str(told)),))
    assert install(where, b"one") == ()
    assert install(where, b"two") == ()
    assert file.read_bytes() == b"two"
    assert told.exists()
    assert uninstall(where) == ()
    assert not file.exists()
    assert not told.exists()
    assert uninstall(where) == ()


def test_a_platform_that_complains_is_heard(tmp_path: Path) -> None:
    where = Place(tmp_path / "unit", (("no-such-program",), ("touch", str(tmp_path / "x"))), ())
    (complaint,) = install(where, b"one")
    assert complaint.startswith("no-such-program: ")
    assert not (tmp_path / "x").exists()
    where = Place(tmp_path / "unit", (("ls", str(tmp_path / "none")),), ())
    (complaint,) = install(where, b"one")
    assert "No such file" in complaint


def test_the_window_starts_in_the_tray_on_each_platform(tmp_path: Path) -> None:
    for platform in Platform:
        content = definition_of(What.WINDOW, platform, PROGRAM, "anna")
        where = replace(place_of(What.WINDOW, platform, tmp_path, tmp_path), steps=(), farewell=())
        assert state_of(where, content) is State.OFF
        assert install(where, content) == ()
        assert state_of(where, content) is State.ON
        assert state_of(where, content + b" ") is State.OTHER
        assert uninstall(where) == ()
        assert state_of(where, content) is State.OFF
    wanted = plistlib.loads(definition_of(What.WINDOW, Platform.LAUNCHD, PROGRAM, "anna"))
    assert wanted["ProgramArguments"] == [*PROGRAM, "--in-tray"]


def test_a_desktop_runs_the_entry_as_it_is() -> None:
    entry = definition_of(What.WINDOW, Platform.SYSTEMD, PROGRAM, "anna").decode()
    (line,) = [line for line in entry.splitlines() if line.startswith("Exec=")]
    # Unescaped as the Desktop Entry Specification says: the string first, then each word.
    plain = line.removeprefix("Exec=").replace("\\\\", "\\")
    # shlex knows all of its quoting but that a dollar is escaped too.
    words = [word.replace("%%", "%").replace("\\$", "$") for word in shlex.split(plain)]
    assert words == [*PROGRAM, "--in-tray"]


def test_the_agent_is_started_by_the_window_as_by_the_command_line() -> None:
    content = definition_of(What.AGENT, Platform.SYSTEMD, PROGRAM, "anna")
    assert content == definition(Platform.SYSTEMD, [*PROGRAM, "agent"], "anna")
    where = place_of(What.AGENT, Platform.SYSTEMD, Path("/home"), Path("/settings"))
    assert where == place(Platform.SYSTEMD, Path("/home"), Path("/settings"))
