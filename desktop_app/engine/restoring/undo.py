"""Taking a restore back, or letting go of what it replaced: for a manager, and noted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from desktop_app.engine.errors import NotSupported
from desktop_app.engine.kinds.registry import FOLDER, MARIADB, POSTGRESQL, SQLITE
from desktop_app.engine.roles import Action

if TYPE_CHECKING:
    from desktop_app.engine.workspace import Workspace


class KeptPlace(Protocol):
    """Something that a restore replaced, at that moment. ``size`` in bytes, None where nobody says
    it."""

    @property
    def name(self) -> str: ...

    @property
    def replaced(self) -> datetime: ...

    @property
    def size(self) -> int | None: ...


@runtime_checkable
class Undoable(Protocol):
    """A destination that keeps what a restore replaced, and can give it its place again."""

    @property
    def address(self) -> str: ...

    def kept(self) -> Sequence[KeptPlace]: ...

    def swap_back(self, kept: str, *, disconnect: bool) -> str: ...

    def drop_kept(self, kept: str, *, disconnect: bool) -> None: ...


@runtime_checkable
class Droppable(Protocol):
    """A destination that can let go of what a restore made in it."""

    @property
    def address(self) -> str: ...

    def drop_restored(self, *, disconnect: bool) -> None: ...


def kind_at(workspace: Workspace, url: str) -> str:
    """The kind of target that an address is of: what protects it says so, else what is there, or
    is kept of it. A path is absolute."""
    for target in workspace.catalog.targets.list():
        if target.url == url:
            return target.kind
    if "://" in url:
        return MARIADB if url.startswith(("mariadb:", "mysql:")) else POSTGRESQL
    path = Path(url)
    if path.is_dir():
        return FOLDER
    return SQLITE if path.exists() or _file_was_there(path) else FOLDER


def _file_was_there(path: Path) -> bool:
    from desktop_app.engine.sources.sqlite.undoing import kept_files

    return bool(kept_files(path))


def kept_places(workspace: Workspace, url: str, kind: str = POSTGRESQL) -> Sequence[KeptPlace]:
    """What restores replaced at an address, the newest first. Raises :class:`NotSupported` for a
    kind that keeps nothing."""
    return _undoable(workspace, url, kind).kept()


def swap_back(
    workspace: Workspace, url: str, kept: str, *, disconnect: bool = False, kind: str = POSTGRESQL
) -> str:
    """Give what is kept its name again; returns what the one that had it is called now. Raises
    what the destination's own ``swap_back`` does, what :meth:`Workspace.permit` does, and
    :class:`NotSupported` for a kind that keeps nothing."""
    destination = _undoable(workspace, url, kind)
    workspace.permit(Action.RESTORE_OVER)
    aside = destination.swap_back(kept, disconnect=disconnect)
    told = {"address": destination.address, "kept": kept, "aside": aside}
    workspace.gate.note("took a restore back", told)
    return aside


def drop_kept(
    workspace: Workspace, url: str, kept: str, *, disconnect: bool = False, kind: str = POSTGRESQL
) -> None:
    """Let what is kept go, for good. Raises as :func:`swap_back` does."""
    destination = _undoable(workspace, url, kind)
    workspace.permit(Action.RESTORE_OVER)
    destination.drop_kept(kept, disconnect=disconnect)
    told = {"address": destination.address, "kept": kept}
    what = "database" if kind in (POSTGRESQL, MARIADB) else kind
    workspace.gate.note(f"dropped a kept {what}", told)


def drop_restored(
    workspace: Workspace, url: str, *, disconnect: bool = False, kind: str = POSTGRESQL
) -> None:
    """Let go, for good, of a database that a restore made beside the live one. Raises
    :class:`NotSupported` for one that a target protects and for a kind that has no databases,
    :class:`UnknownName` and :class:`TargetInUse` as the source's own function does, and what
    :meth:`Workspace.permit` does."""
    destination = workspace.destination(url, kind)
    if not isinstance(destination, Droppable):
        raise NotSupported("dropping what was restored", "delete it where it lies")
    _must_not_be_protected(workspace, url, kind)
    workspace.permit(Action.RESTORE_OVER)
    destination.drop_restored(disconnect=disconnect)
    workspace.gate.note("dropped a restored database", {"address": destination.address})


def _must_not_be_protected(workspace: Workspace, url: str, kind: str) -> None:
    wanted = _database(url, kind)
    for target in workspace.catalog.targets.list():
        if target.kind == kind and _database(target.url, kind) == wanted:
            raise NotSupported(
                "dropping a database that is protected", f"it is the target {target.name}"
            )


def _database(url: str, kind: str) -> tuple[str, str]:
    """The server, and its database."""
    if kind == MARIADB:
        from desktop_app.engine.sources.mariadb.address import Address as MariaAddress

        maria = MariaAddress.from_url(url)
        return maria.where, maria.database
    from desktop_app.engine.sources.postgres.connection import Address

    address = Address.from_url(url)
    return address.where, address.database


def _undoable(workspace: Workspace, url: str, kind: str) -> Undoable:
    destination = workspace.destination(url, kind)
    if not isinstance(destination, Undoable):
        raise NotSupported("taking a restore back", "this kind of target keeps nothing")
    return destination
