"""The workspaces of a catalog as the settings tell of them."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.engine.catalog.catalog import Catalog
from desktop_app.engine.catalog.entries import DEFAULT_WORKSPACE, WorkspaceEntry
from desktop_app.engine.catalog.quotas import Use
from desktop_app.engine.dataclass import dataclass
from desktop_app.gui import text
from desktop_app.gui.models.table import Column
from desktop_app.gui.text import shown, tr


@dataclass(frozen=True, slots=True)
class WorkspaceRow:
    """``use``: of bytes, snapshots and targets. ``repositories``: their names."""

    entry: WorkspaceEntry
    use: tuple[Use, Use, Use]
    repositories: tuple[str, ...]

    @property
    def name(self) -> str:
        return self.entry.name

    @property
    def may_be_removed(self) -> bool:
        return self.name != DEFAULT_WORKSPACE


def read(catalog: Catalog) -> tuple[WorkspaceRow, ...]:
    """All, by name. For a task's thread."""
    return tuple(_row(catalog, entry) for entry in catalog.workspaces.list())


def _row(catalog: Catalog, entry: WorkspaceEntry) -> WorkspaceRow:
    records = catalog.of(entry.name)
    names = tuple(each.name for each in records.repositories.list())
    return WorkspaceRow(entry, records.quotas.use(), names)


def heading(rows: Sequence[WorkspaceRow], here: str) -> tuple[str, str]:
    """The answer and the facts."""
    where = tr("You work in {name}").format(name=shown(here))
    known = text.count(len(rows), "workspace", "workspaces")
    facts = tr("{count} on this computer. Each has its own targets, repositories and keys.")
    return where, facts.format(count=known)


def columns(here: str) -> tuple[Column[WorkspaceRow], ...]:
    return (
        Column(tr("Workspace"), lambda row: _name(row, here)),
        Column(tr("Stored"), lambda row: used(row.use[0]), True, lambda row: row.use[0].used),
        Column(tr("Snapshots"), lambda row: used(row.use[1]), True, lambda row: row.use[1].used),
        Column(tr("Targets"), lambda row: used(row.use[2]), True, lambda row: row.use[2].used),
        Column(tr("Repositories"), lambda row: text.number(len(row.repositories)), True),
        Column(tr("Manager"), _manager),
    )


def used(use: Use) -> str:
    """How much of what there may be."""
    form = text.size if use.what == "bytes" else text.number
    if use.limit is None:
        return tr("{used}, no limit").format(used=form(use.used))
    return tr("{used} of {limit}").format(used=form(use.used), limit=form(use.limit))


def _name(row: WorkspaceRow, here: str) -> str:
    name = shown(row.name)
    return tr("{name} (here)").format(name=name) if row.name == here else name


def _manager(row: WorkspaceRow) -> str:
    return tr("has a password") if row.entry.manager_hash else tr("everybody")
