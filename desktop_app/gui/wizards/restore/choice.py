"""What was chosen so far in the restore wizard, and the same as a command."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from desktop_app.engine.catalog.entries import TargetEntry
from desktop_app.engine.model import Item, Snapshot
from desktop_app.engine.restore import RestoreOptions, RestorePreview, RestoreResult
from desktop_app.engine.sources.base import Interrupted, LiveRows, Way
from desktop_app.engine.sources.postgres.connection import Address


@dataclass
class RestoreChoice:
    """Filled in step by step; each step reads what the earlier ones chose. ``live``: the rows of
    the target's own database by table, None where it is not there or could not be counted."""

    target: TargetEntry | None = None
    snapshot: Snapshot | None = None
    items: tuple[Item, ...] = ()
    only: tuple[str, ...] = ()
    to: str = ""
    replace: bool = False
    disconnect: bool = False
    create_roles: bool = True
    interrupted: Interrupted = Interrupted.REFUSE
    preview: RestorePreview | None = field(default=None, repr=False)
    live: Mapping[str, LiveRows] | None = field(default=None, repr=False)
    result: RestoreResult | None = None

    def options(self) -> RestoreOptions:
        return RestoreOptions(
            only=self.only,
            way=Way.REPLACE if self.replace else Way.NEW,
            interrupted=self.interrupted,
            create_roles=self.create_roles,
            disconnect=self.replace and self.disconnect,
        )

    @property
    def kind(self) -> str:
        """What was backed up, as the catalog calls it."""
        assert self.snapshot is not None
        return self.snapshot.target_kind

    @property
    def place(self) -> str:
        """The name of the database that comes into being."""
        return Address.from_url(self.to).database if self.to else ""

    def command(self) -> tuple[str, ...]:
        """The same at a terminal, word by word; none as long as too little was chosen.

        >>> RestoreChoice(to="postgresql://db/copy").command()
        ()
        """
        if self.snapshot is None or not self.to:
            return ()
        words = ["restore", self.snapshot.id[:12], "--to", self.to]
        words += [f"--only={pattern}" for pattern in self.only]
        flags = {
            "--replace": self.replace,
            "--disconnect": self.replace and self.disconnect,
            "--create-roles": self.create_roles,
            "--resume": self.interrupted is Interrupted.RESUME,
            "--clean-up": self.interrupted is Interrupted.CLEAN_UP,
        }
        return (*words, *(flag for flag, wanted in flags.items() if wanted))
