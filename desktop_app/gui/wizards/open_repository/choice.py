"""What was said so far of the repository that is to be opened."""

from __future__ import annotations

from dataclasses import dataclass, field

from desktop_app.engine.repository.keys import RecoveryKey, Secret
from desktop_app.engine.repository.storage.s3_address import S3Credentials
from desktop_app.engine.workspace.opening import Contents
from desktop_app.gui.lab import Lab


@dataclass
class OpenChoice:
    """Filled in step by step. Secrets live as long as the wizard."""

    place: str = ""
    storage_keys: S3Credentials | None = field(default=None, repr=False)
    keep_keys: bool = False
    secret: Secret | None = field(default=None, repr=False)
    keyring: bool = False
    contents: Contents | None = field(default=None, repr=False)
    name: str = ""
    opened: bool = False

    def command(self, lab: Lab) -> str:
        """The same at a terminal."""
        options = [("--remember", self.keyring)]
        options.append(("--recovery-key", isinstance(self.secret, RecoveryKey)))
        chosen = [option for option, wanted in options if wanted]
        place = self.contents.url if self.contents else self.place
        return lab.command("repository", "open", *chosen, "--", self.name, place)
