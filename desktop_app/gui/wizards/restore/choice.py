"""What was chosen so far in the restore wizard, and the same as a command."""

from __future__ import annotations

import shlex
from dataclasses import dataclass, field

from desktop_app.engine.catalog.entries import TargetEntry
from desktop_app.engine.model import Item, Snapshot
from desktop_app.engine.restore import RestoreOptions, RestorePreview, RestoreResult
from desktop_app.engine.sources.base import Interrupted, Way
from desktop_app.engine.sources.postgres.connection import Address


@dataclass
class RestoreChoice:
    """Filled in step by step; each step reads what the earlier ones chose."""

    target: TargetEntry | None = None
    snapshot: Snapshot | None = None
    items: tuple[Item, ...] = ()
    only: tuple[str, ...] = ()
    to: str = ""
    replace: bool = False
    create_roles: bool = True
    interrupted: Interrupted = Interrupted.REFUSE
    preview: RestorePreview | None = field(default=None, repr=False)
    result: RestoreResult | None = None

    def options(self) -> RestoreOptions:
        return RestoreOptions(
            only=self.only,
            way=Way.REPLACE if self.replace else Way.NEW,
            interrupted=self.interrupted,
            create_roles=self.create_roles,
        )

    @property
    def place(self) -> str:
        """The name of the database that comes into being."""
        return Address.from_url(self.to).database if self.to else ""

    def command(self) -> str:
        """The same at a terminal.

        >>> from desktop_app.gui.wizards.restore.choice import RestoreChoice
        >>> RestoreChoice(to="postgresql://db/copy", only=("lab.*",)).command()
        "labvault restore latest: --to postgresql://db/copy --only 'lab.*' --create-roles"
        """
        snapshot = self.snapshot.id[:12] if self.snapshot else "latest:"
        words = ["labvault", "restore", snapshot, "--to", self.to]
        for pattern in self.only:
            words += ["--only", pattern]
        words += ["--replace"] if self.replace else []
        words += ["--create-roles"] if self.create_roles else []
        return shlex.join(words)
