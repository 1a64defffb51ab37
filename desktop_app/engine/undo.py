"""Taking a restore back, or letting go of what it replaced: for a manager, and noted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_app.engine.roles import Action

if TYPE_CHECKING:
    from desktop_app.engine.sources.postgres.restoring.destination import PostgresDestination
    from desktop_app.engine.sources.postgres.restoring.undoing import KeptDatabase
    from desktop_app.engine.workspace import Workspace


def kept_databases(workspace: Workspace, url: str) -> tuple[KeptDatabase, ...]:
    """The databases that restores replaced under the name in an address, the newest first."""
    return _database(workspace, url).kept()


def swap_back(workspace: Workspace, url: str, kept: str, *, disconnect: bool = False) -> str:
    """Give a kept database its name again; returns what the one that had it is called now. Raises
    what :func:`~desktop_app.engine.sources.postgres.restoring.undoing.swap_back` raises, and
    what :meth:`Workspace.permit` does."""
    destination = _database(workspace, url)
    workspace.permit(Action.RESTORE_OVER)
    aside = destination.swap_back(kept, disconnect=disconnect)
    told = {"address": destination.address, "kept": kept, "aside": aside}
    workspace.gate.note("took a restore back", told)
    return aside


def drop_kept(workspace: Workspace, url: str, kept: str, *, disconnect: bool = False) -> None:
    """Let a kept database go, for good. Raises as :func:`swap_back` does."""
    destination = _database(workspace, url)
    workspace.permit(Action.RESTORE_OVER)
    destination.drop_kept(kept, disconnect=disconnect)
    told = {"address": destination.address, "kept": kept}
    workspace.gate.note("dropped a kept database", told)


def _database(workspace: Workspace, url: str) -> PostgresDestination:
    from desktop_app.engine.kinds.postgresql import PostgresKind

    kind = PostgresKind()
    return kind.destination(workspace.place(url, kind.key))
