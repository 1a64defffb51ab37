"""What was chosen so far in the restore wizard, and the same as a command."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from desktop_app.engine.catalog.entries import TargetEntry
from desktop_app.engine.kinds.registry import MARIADB, POSTGRESQL
from desktop_app.engine.model import Item, Snapshot
from desktop_app.engine.restore import RestoreOptions, RestorePreview, RestoreResult
from desktop_app.engine.sources.base import Existing, Interrupted, LiveRows, Way
from desktop_app.gui.kinds.kind import TargetKind
from desktop_app.gui.kinds.places import Places
from desktop_app.gui.kinds.registry import KINDS, kind_of
from desktop_app.gui.kinds.words import Words

WITH_ROLES = (POSTGRESQL, MARIADB)
"""What has users of a server, which a restore can create."""


@dataclass
class RestoreChoice:
    """Filled in step by step; each step reads what the earlier ones chose. ``live``: the rows of
    the target's own database by table, None where it is not there or could not be counted.
    ``wanted``: names of items that are to be ticked when the snapshot is looked into."""

    target: TargetEntry | None = None
    snapshot: Snapshot | None = None
    items: tuple[Item, ...] = ()
    only: tuple[str, ...] = ()
    wanted: frozenset[str] = frozenset()
    to: str = ""
    way: Way = Way.NEW
    existing: Existing = Existing.SKIP
    disconnect: bool = False
    create_roles: bool = True
    interrupted: Interrupted = Interrupted.REFUSE
    preview: RestorePreview | None = field(default=None, repr=False)
    live: Mapping[str, LiveRows] | None = field(default=None, repr=False)
    result: RestoreResult | None = None

    def options(self) -> RestoreOptions:
        return RestoreOptions(
            only=self.only,
            way=self.way,
            existing=self.existing,
            interrupted=self.interrupted,
            create_roles=self.create_roles,
            disconnect=self.replace and self.disconnect,
        )

    @property
    def replace(self) -> bool:
        """Whether what is live gives way as a whole."""
        return self.way is Way.REPLACE

    @property
    def _kind(self) -> TargetKind:
        key = self.snapshot.target_kind if self.snapshot else ""
        key = key or (self.target.kind if self.target else "")
        return kind_of(key) or KINDS[0]

    @property
    def words(self) -> Words:
        """What the things of the target are called."""
        return self._kind.words

    @property
    def places(self) -> Places:
        return self._kind.places

    @property
    def kind(self) -> str:
        """What was backed up, as the catalog calls it."""
        assert self.snapshot is not None
        return self.snapshot.target_kind

    @property
    def place(self) -> str:
        """What comes into being: the name of a database, the path of a folder or file."""
        return self.places.name(self._to) if self.to else ""

    @property
    def short_place(self) -> str:
        """The last part of it, which is typed to agree to something."""
        return self.places.short(self._to) if self.to else ""

    @property
    def _to(self) -> str:
        """Where it really goes, which a dry run finds for a restore beside something."""
        beside = self.way is Way.BESIDE and self.preview is not None
        return self.preview.examination.place if beside and self.preview else self.to

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
            "--beside": self.way is Way.BESIDE,
            "--over": self.way is Way.OVER,
            f"--existing={self.existing}": self.way is Way.OVER,
            "--disconnect": self.replace and self.disconnect,
            "--create-roles": self.create_roles and self.kind in WITH_ROLES,
            "--resume": self.interrupted is Interrupted.RESUME,
            "--clean-up": self.interrupted is Interrupted.CLEAN_UP,
        }
        return (*words, *(flag for flag, wanted in flags.items() if wanted))
