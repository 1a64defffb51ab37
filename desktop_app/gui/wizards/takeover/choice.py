"""What was said so far of an import."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from zoneinfo import ZoneInfo

from desktop_app.engine.takeover.preview import Preview
from desktop_app.gui.lab import Lab
from desktop_app.gui.wizards.protect.choice import ProtectChoice


@dataclass
class TakeoverChoice(ProtectChoice):
    """Where it goes is chosen as for anything that is protected. ``config`` None: no settings."""

    folder: Path = field(default_factory=Path)
    config: Path | None = None
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("UTC"))
    preview: Preview | None = field(default=None, repr=False)
    with_settings: bool = True

    def command(self, lab: Lab) -> str:
        """The same at a terminal."""
        options = ["--zone", self.zone.key]
        if self.repository:
            options += ["--repository", self.repository]
        if self.config is not None and self.with_settings:
            options += ["--config", str(self.config)]
        return lab.command("import", "cryoprotect", *options, "--", str(self.folder))
