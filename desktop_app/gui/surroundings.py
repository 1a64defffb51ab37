"""What the window knows of the computer around it, read once when it starts."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import field
from pathlib import Path

from desktop_app import autostart
from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.notify.addresses import Addresses


@dataclass(frozen=True, slots=True)
class Surroundings:
    """``environment``: what client tools and senders are started with. ``given``: addresses of
    channels that the environment gives. ``home`` and ``settings``: the user's folders, where the
    platform looks for what starts at log-in. ``program``: what starts this very LabVault with
    this profile. ``catalog``: the address of a shared catalog, empty for the profile's own."""

    profile: Path
    home: Path
    settings: Path
    environment: Mapping[str, str] = field(default_factory=dict, repr=False)
    given: Mapping[str, str] = field(default_factory=dict, repr=False)
    program: tuple[str, ...] = ()
    platform: autostart.Platform = autostart.Platform.SYSTEMD
    catalog: str = ""

    def addresses(self, workspace: str) -> Addresses:
        """Of the channels of a workspace."""
        # A sender needs the paths and proxies of the environment, and no server's password.
        environment = {k: v for k, v in self.environment.items() if k != "PGPASSWORD"}
        return Addresses(workspace, self.given, environment)

    def place(self, what: autostart.What) -> autostart.Place:
        """Where the platform looks for what starts at log-in."""
        return autostart.place_of(what, self.platform, self.home, self.settings)

    def definition(self, what: autostart.What, user: str) -> bytes:
        """What must stand there."""
        return autostart.definition_of(what, self.platform, self.program, user)


def within(profile: Path) -> Surroundings:
    """Those of a profile that touches nothing beyond its own folder: for tests and pictures."""
    return Surroundings(
        profile,
        profile,
        profile,
        platform=autostart.platform_of(sys.platform),
        program=(sys.executable, "-m", "desktop_app", "--profile", str(profile)),
    )
