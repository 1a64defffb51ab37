"""Starts the agent at log-in: a systemd user unit, a launchd agent, or a Windows task. And the
window, in the tray: an entry of the desktop, a launchd agent, a Windows task.

``definition_of`` is pure: the file for a platform, made from the one under ``resources/agent``.
``install`` and ``uninstall`` put it where the platform looks, and tell the platform; ``state_of``
says what stands there.
"""

from __future__ import annotations

import plistlib
import subprocess
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from xml.etree import ElementTree

from desktop_app.engine.dataclass import dataclass
from desktop_app.resources import resource

UNIT, PLIST, TASK = "labvault-agent.service", "org.labvault.agent.plist", "labvault-agent.xml"
DESKTOP, WINDOW_PLIST, WINDOW_TASK = (
    *("labvault.desktop", "org.labvault.window.plist"),
    "labvault-window.xml",
)
TASK_NAME, WINDOW_TASK_NAME = "LabVault agent", "LabVault window"
TASK_SPACE = "http://schemas.microsoft.com/windows/2004/02/mit/task"
TIME_LIMIT = 30.0


class Platform(StrEnum):
    """Who starts programs at log-in."""

    SYSTEMD = "systemd"
    LAUNCHD = "launchd"
    WINDOWS = "windows"


class What(StrEnum):
    """What is to start at log-in."""

    AGENT = "agent"
    WINDOW = "window"


class State(StrEnum):
    """Whether something starts at log-in. *other*: a LabVault of another place or profile, or of
    an earlier version, does."""

    OFF = "off"
    ON = "on"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a platform looks. ``steps`` tell it of a new file, ``farewell`` of its removal."""

    file: Path
    steps: tuple[tuple[str, ...], ...]
    farewell: tuple[tuple[str, ...], ...]


def platform_of(system: str) -> Platform:
    """By the name that :data:`sys.platform` gives."""
    known = {"darwin": Platform.LAUNCHD, "win32": Platform.WINDOWS}
    return known.get(system, Platform.SYSTEMD)


def definition(platform: Platform, command: Sequence[str], user: str) -> bytes:
    """The file that starts ``command`` when ``user`` logs in."""
    match platform:
        case Platform.SYSTEMD:
            text = _template(UNIT).decode()
            return text.replace("@COMMAND@", " ".join(map(_quoted, command))).encode()
        case Platform.LAUNCHD:
            wanted = plistlib.loads(_template(PLIST))
            return plistlib.dumps(wanted | {"ProgramArguments": list(command)}, sort_keys=False)
        case Platform.WINDOWS:
            return _task(command, user, _template(TASK))


def place(platform: Platform, home: Path, settings: Path) -> Place:
    """``home`` is the user's; ``settings`` the folder of settings ($XDG_CONFIG_HOME) or, for
    Windows, LabVault's own."""
    match platform:
        case Platform.SYSTEMD:
            ctl = ("systemctl", "--user")
            steps = ((*ctl, "daemon-reload"), (*ctl, "enable", "--now", UNIT))
            farewell = ((*ctl, "disable", "--now", UNIT),)
            return Place(settings / "systemd" / "user" / UNIT, steps, farewell)
        case Platform.LAUNCHD:
            file = home / "Library" / "LaunchAgents" / PLIST
            return Place(
                file,
                (("launchctl", "load", "-w", str(file)),),
                (("launchctl", "unload", "-w", str(file)),),
            )
        case Platform.WINDOWS:
            file = settings / TASK
            create = ("schtasks", "/Create", "/F", "/TN", TASK_NAME, "/XML", str(file))
            return Place(file, (create,), (("schtasks", "/Delete", "/F", "/TN", TASK_NAME),))


def command_of(what: What, program: Sequence[str]) -> list[str]:
    """What is started: ``program`` starts LabVault with its profile."""
    return [*program, "agent" if what is What.AGENT else "--in-tray"]


def definition_of(what: What, platform: Platform, program: Sequence[str], user: str) -> bytes:
    """The file that starts it when ``user`` logs in."""
    command = command_of(what, program)
    if what is What.AGENT:
        return definition(platform, command, user)
    match platform:
        case Platform.SYSTEMD:
            line = " ".join(map(_quoted_entry, command))
            return _template(DESKTOP).decode().replace("@COMMAND@", line).encode()
        case Platform.LAUNCHD:
            wanted = plistlib.loads(_template(WINDOW_PLIST))
            return plistlib.dumps(wanted | {"ProgramArguments": command}, sort_keys=False)
        case Platform.WINDOWS:
            return _task(command, user, _template(WINDOW_TASK))


def place_of(what: What, platform: Platform, home: Path, settings: Path) -> Place:
    """See :func:`place`. The window is not started or ended at once: whoever switches this sits
    before it."""
    if what is What.AGENT:
        return place(platform, home, settings)
    match platform:
        case Platform.SYSTEMD:
            return Place(settings / "autostart" / DESKTOP, (), ())
        case Platform.LAUNCHD:
            return Place(home / "Library" / "LaunchAgents" / WINDOW_PLIST, (), ())
        case Platform.WINDOWS:
            file, name = settings / WINDOW_TASK, WINDOW_TASK_NAME
            create = ("schtasks", "/Create", "/F", "/TN", name, "/XML", str(file))
            return Place(file, (create,), (("schtasks", "/Delete", "/F", "/TN", name),))


def state_of(where: Place, content: bytes) -> State:
    """What stands there now. Raises :class:`OSError`."""
    try:
        found = where.file.read_bytes()
    except FileNotFoundError:
        return State.OFF
    return State.ON if found == content else State.OTHER


def install(where: Place, content: bytes) -> tuple[str, ...]:
    """Write the file and tell the platform; returns what it complained about, empty if nothing.
    Raises :class:`OSError`."""
    where.file.parent.mkdir(parents=True, exist_ok=True)
    draft = where.file.with_name(where.file.name + ".part")
    draft.write_bytes(content)
    draft.replace(where.file)
    return _carry_out(where.steps)


def uninstall(where: Place) -> tuple[str, ...]:
    """Tell the platform and remove the file; harmless when it is not there."""
    if not where.file.exists():
        return ()
    complaints = _carry_out(where.farewell)
    where.file.unlink(missing_ok=True)
    return complaints


def _carry_out(steps: Sequence[Sequence[str]]) -> tuple[str, ...]:
    complaints = []
    for step in steps:
        try:
            done = subprocess.run(
                step, capture_output=True, text=True, timeout=TIME_LIMIT, check=False
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            complaints.append(f"{' '.join(step)}: {error}")
            break
        if done.returncode:
            said = (done.stderr or done.stdout).strip().splitlines()
            complaints.append(f"{' '.join(step)}: {said[0] if said else done.returncode}")
            break
    return tuple(complaints)


def _template(name: str) -> bytes:
    return resource(f"agent/{name}").read_bytes()


def _quoted(word: str) -> str:
    r"""A word of ExecStart (systemd.service(5), "Command lines").

    >>> print(_quoted('/opt/my lab/100%'), _quoted('a"$b'))
    "/opt/my lab/100%%" "a\"$$b"
    """
    escaped = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%")
    return f'"{escaped.replace("$", "$$")}"'


def _quoted_entry(word: str) -> str:
    r"""A word of Exec (Desktop Entry Specification, "The Exec key"), which is escaped twice.

    >>> print(_quoted_entry("/opt/my lab/100%"), _quoted_entry('a"$b'))
    "/opt/my lab/100%%" "a\\"\\$b"
    """
    escaped = "".join(f"\\{c}" if c in '\\"$`' else c for c in word)
    return f'"{escaped}"'.replace("\\", "\\\\").replace("%", "%%")


def _task(command: Sequence[str], user: str, template: bytes) -> bytes:
    """Task Scheduler reads UTF-16 (Task Scheduler Schema)."""
    # The text is a file of our own, not anybody's input.
    root = ElementTree.fromstring(template)  # noqa: S314
    ElementTree.register_namespace("", TASK_SPACE)
    for element in root.iter(f"{{{TASK_SPACE}}}UserId"):
        element.text = user
    action = f".//{{{TASK_SPACE}}}"
    root.find(f"{action}Command").text = command[0]  # type: ignore[union-attr]
    root.find(f"{action}Arguments").text = subprocess.list2cmdline(command[1:])  # type: ignore[union-attr]
    content: bytes = ElementTree.tostring(root, encoding="utf-16", xml_declaration=True)
    return content
