"""A desktop that nothing else uses: an X server, a session bus, and what a desktop has on it.

Everything is started as its own process and is gone at the end of the block. Nothing of the
desktop on which the tests run is touched.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import open_dbus_connection

from tests.waiting import T, wait_until

NEEDED = ("Xvfb", "dbus-daemon", "openbox", "trayer", "dunst", "dunstctl", "xdotool", "xwininfo")
SERVICES = ("/usr/share/dbus-1/services/org.a11y.Bus.service",)
NOTIFICATIONS = "org.freedesktop.Notifications"
SIZE = "1366x800x24"
LONG = 60.0
TRAY = ("trayer", "--edge", "bottom", "--widthtype", "pixel", "--width", "120", "--height", "24")


def needed() -> None:
    """Skip where the desktop's programs are missing, but never under CI."""
    missing = [tool for tool in NEEDED if shutil.which(tool) is None]
    missing += [name for name in SERVICES if not Path(name).exists()]
    if missing:
        reason = f"not installed: {', '.join(missing)}"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)


def patiently(found: Callable[[], T], what: str = "a change") -> T:
    return wait_until(found, what, LONG)


@dataclass(frozen=True)
class Desktop:
    """``environment`` is that of every program on it."""

    environment: dict[str, str]
    _running: ExitStack

    def start(self, *command: str) -> subprocess.Popen[bytes]:
        """A program on this desktop, killed with it. What it says is shown if the test fails."""
        with self.log.open("ab") as log:
            process = subprocess.Popen(
                command,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        self._running.callback(_end, process)
        return process

    @property
    def log(self) -> Path:
        """What the programs here said."""
        return Path(self.environment["HOME"]) / "log"

    def labvault(self, profile: Path) -> subprocess.Popen[bytes]:
        """The window of a profile."""
        return self.start(sys.executable, "-m", "desktop_app", "--profile", str(profile))

    def run(self, *command: str) -> str:
        """What a short program prints."""
        done = subprocess.run(
            command, env=self.environment, capture_output=True, text=True, timeout=LONG, check=False
        )
        return done.stdout.strip()

    def keys(self, *names: str) -> None:
        """Press these on the keyboard, as xdotool calls them."""
        self.run("xdotool", "key", "--delay", "5", *names)

    def type(self, words: str) -> None:
        self.run("xdotool", "type", "--delay", "2", "--", words)

    def click(self, x: int, y: int, button: int) -> None:
        self.run("xdotool", "mousemove", str(x), str(y), "click", str(button))

    def docked(self) -> list[str]:
        """The names of what the tray holds."""
        return [name for name, _ in self._in_tray()]

    def place_of_icon(self) -> tuple[int, int]:
        """The middle of the one icon that the tray holds, on the screen."""
        ((_, numbers),) = self._in_tray()
        width, height, x, y = numbers
        return x + width // 2, y + height // 2

    def _in_tray(self) -> list[tuple[str, list[int]]]:
        # A line of the tree: 0xa00007 "LabVault": ("labvault" "LabVault")  22x22+0+0  +541+1
        lines = self.run("xwininfo", "-tree", "-name", "panel").splitlines()
        found = [re.match(r'\s+0x\w+ "([^"]+)": \("labvault".*\)\s+(.*)', line) for line in lines]
        parts = [(each[1], re.findall(r"-?\d+", each[2])) for each in found if each]
        return [(name, [int(n) for n in (*some[:2], *some[-2:])]) for name, some in parts]


@contextmanager
def desktop(folder: Path) -> Iterator[Desktop]:
    """With a window manager, a tray, a notification daemon, and the bus of screen readers."""
    needed()
    folder.mkdir(mode=0o700)
    with ExitStack() as running:
        environment = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("LABVAULT_", "QT_", "XDG_", "DBUS_", "WAYLAND_"))
        }
        environment |= {
            "HOME": str(folder),
            "XDG_RUNTIME_DIR": str(folder),
            "QT_QPA_PLATFORM": "xcb",
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            "LC_ALL": "C.UTF-8",
            # Without this the bus starts the machine's keyring, which asks in a window of its own.
            "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
        }
        made = Desktop(environment, running)
        screen = _announced(
            running, environment, "Xvfb", "-screen", "0", SIZE, "-nolisten", "tcp", "-displayfd"
        )
        environment["DISPLAY"] = f":{screen}"
        environment["DBUS_SESSION_BUS_ADDRESS"] = _announced(
            running, environment, "dbus-daemon", "--session", "--nofork", "--print-address"
        )
        made.start("openbox")
        made.start("dunst", "-config", "/dev/null")
        patiently(lambda: has_owner(environment, NOTIFICATIONS), "a notification daemon")
        patiently(
            lambda: "_NET_SUPPORTING_WM_CHECK" in made.run("xprop", "-root"), "a window manager"
        )
        yield made
        print(made.log.read_text(errors="replace"))


def has_owner(environment: dict[str, str], name: str) -> bool:
    """Whether somebody has a name on the session's bus; asking for it starts nobody."""
    with open_dbus_connection(environment["DBUS_SESSION_BUS_ADDRESS"]) as bus:
        (owned,) = bus.send_and_get_reply(message_bus.NameHasOwner(name)).body
    return bool(owned)


def _announced(running: ExitStack, environment: dict[str, str], *command: str) -> str:
    """Start a program that writes where it is into the descriptor that its last option names."""
    reading, writing = os.pipe()
    *rest, last = command
    option = [f"{last}={writing}"] if last.startswith("--") else [last, str(writing)]
    process = subprocess.Popen(
        [*rest, *option],
        env=environment,
        pass_fds=[writing],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    running.callback(_end, process)
    os.close(writing)
    with os.fdopen(reading) as lines:
        return lines.readline().strip()


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()
