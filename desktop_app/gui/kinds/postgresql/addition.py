"""The databases that are to be protected, as the wizard's step found them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from desktop_app.engine.catalog.entries import JobKind, TargetEntry, Template
from desktop_app.engine.kinds.registry import POSTGRESQL
from desktop_app.engine.sources.postgres.connection import Address
from desktop_app.engine.targets.following import DatabaseEntry, follow, target_name
from desktop_app.engine.targets.protection import keep_secrets, protect
from desktop_app.engine.workspace import Workspace
from desktop_app.gui import commands, text
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

    def commands(self, taken: Collection[str], terms: Terms) -> tuple[tuple[str, ...], ...]:
        told = []
        for entry in self._entries(taken, terms):
            kept = entry.password_kept
            told.append(
                commands.add_database(entry.name, entry.url, entry.repository, with_password=kept)
            )
            told += [commands.schedule(entry.name, plan.kind, plan.rule) for plan in terms.plans]
            if entry.rpo_seconds is not None:
                told.append(commands.limits(entry.name, entry.rpo_seconds, None))
            told.append(commands.back_up(entry.name))
        return tuple(told)

    def add(self, workspace: Workspace, terms: Terms) -> tuple[str, ...]:
        taken = {target.name for target in workspace.catalog.targets.list()}
        entries = self._entries(taken, terms)
        protect(workspace, entries, terms.plans, self.secrets, terms.now)
        return tuple(entry.name for entry in entries)

    def _entries(self, taken: Collection[str], terms: Terms) -> list[TargetEntry]:
        """Called like the databases, where these names are free and can be typed."""
        used, entries, host = set(taken), [], self.address.host or "localhost"
        for database in self.chosen:
            free = database.name not in used and can_be_name(database.name)
            name = database.name if free else target_name(host, database.name, used)
            used.add(name)
            url = self.address.with_database(database.name).url()
            entry = TargetEntry(
                name,
                POSTGRESQL,
                url,
                terms.repository,
                bool(self.secrets),
                rpo_seconds=terms.rpo_seconds,
            )
            entries.append(entry)
        return entries


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

    def commands(self, _taken: Collection[str], terms: Terms) -> tuple[tuple[str, ...], ...]:
        backup = next((plan for plan in terms.plans if plan.kind is JobKind.BACKUP), None)
        line = commands.add_server(
            self._name,
            self.address.url(),
            terms.repository,
            sorted(self.left_out),
            backup.rule if backup else "",
            terms.rpo_seconds,
            with_password=bool(self.secrets),
        )
        return (line,)

    @property
    def _name(self) -> str:
        """A socket's folder has none that says something."""
        host = self.address.host
        return host if host and "/" not in host and can_be_name(host) else "localhost"

    def add(self, workspace: Workspace, terms: Terms) -> tuple[str, ...]:
        taken = {server.name for server in workspace.catalog.followed.list()}
        name = _free(self._name, taken)
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
