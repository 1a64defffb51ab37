"""The databases that are to be protected, as the wizard's step found them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from desktop_app.engine.catalog.entries import TargetEntry, Template
from desktop_app.engine.following import DatabaseEntry, follow, target_name
from desktop_app.engine.protection import keep_secrets, protect
from desktop_app.engine.sources.postgres.connection import Address
from desktop_app.engine.workspace import POSTGRESQL, Workspace
from desktop_app.gui import text
from desktop_app.gui.text import shown, tr
from desktop_app.gui.wizards.protect.choice import Terms
from desktop_app.plain_text import can_be_name


@dataclass(frozen=True)
class Databases:
    """Those that were ticked. ``secrets``: see :class:`Addition`; not in ``repr``."""

    address: Address
    chosen: tuple[DatabaseEntry, ...]
    secrets: Mapping[str, str] = field(default_factory=dict, repr=False)

    @property
    def words(self) -> str:
        if len(self.chosen) == 1:
            return shown(self.chosen[0].name)
        return text.count(len(self.chosen), "database", "databases")

    @property
    def size(self) -> int | None:
        return _size(self.chosen)

    def add(self, workspace: Workspace, terms: Terms) -> tuple[str, ...]:
        taken = {target.name for target in workspace.catalog.targets.list()}
        entries = []
        for database in self.chosen:
            free = database.name not in taken and can_be_name(database.name)
            host = self.address.host or "localhost"
            name = database.name if free else target_name(host, database.name, taken)
            taken.add(name)
            url = self.address.with_database(database.name).url()
            kept = bool(self.secrets)
            entries.append(
                TargetEntry(
                    name, POSTGRESQL, url, terms.repository, kept, rpo_seconds=terms.rpo_seconds
                )
            )
        protect(workspace, entries, terms.plans, self.secrets, terms.now)
        return tuple(entry.name for entry in entries)


@dataclass(frozen=True)
class WholeServer:
    """All databases of a server, also future ones, but those that are left out."""

    address: Address
    databases: tuple[DatabaseEntry, ...]
    left_out: frozenset[str]
    secrets: Mapping[str, str] = field(default_factory=dict, repr=False)

    @property
    def words(self) -> str:
        return tr("all databases of {server}").format(server=shown(self.address.where))

    @property
    def size(self) -> int | None:
        return _size([each for each in self.databases if each.name not in self.left_out])

    def add(self, workspace: Workspace, terms: Terms) -> tuple[str, ...]:
        taken = {server.name for server in workspace.catalog.followed.list()}
        name = _free(self.address.host.rpartition("/")[2] or "localhost", taken)
        template = Template(terms.plans, terms.rpo_seconds)
        keep_secrets(self.secrets)
        look = follow(
            workspace,
            name,
            self.address,
            terms.repository,
            self.databases,
            terms.now,
            template=template,
            left_out=self.left_out,
            password_kept=bool(self.secrets),
        )
        return tuple(database.target for database in look.added)


def _size(databases: Iterable[DatabaseEntry]) -> int | None:
    sizes = [each.size for each in databases]
    known = [size for size in sizes if size is not None]
    return sum(known) if len(known) == len(sizes) else None


def _free(wanted: str, taken: set[str]) -> str:
    name, number = wanted, 1
    while name in taken:
        number += 1
        name = f"{wanted}-{number}"
    return name
