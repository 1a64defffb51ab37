"""What a workspace may have, and its end: what is forgotten, and what is destroyed when that is
wanted."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.engine.catalog.entries import RepositoryEntry, WorkspaceEntry
from desktop_app.engine.catalog.removal import Users, may_be_removed, remove_workspace, users_of
from desktop_app.engine.catalog.removal import forget_repository as forget_in_catalog
from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import NotSupported
from desktop_app.engine.kinds.registry import kind_of
from desktop_app.engine.notify.addresses import keyring_entry as channel_entry
from desktop_app.engine.progress import Progress
from desktop_app.engine.repository.erasure import erase, must_be_idle
from desktop_app.engine.roles import Action
from desktop_app.engine.secrets import os_keyring
from desktop_app.engine.secrets.keyring_entries import login_entry, repository_entry

if TYPE_CHECKING:
    from desktop_app.engine.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Deleted:
    """What became of a workspace. ``left`` are the repositories whose data lie where they were,
    ``erased`` those whose data are gone, with how many objects that were."""

    name: str
    left: tuple[RepositoryEntry, ...]
    erased: tuple[RepositoryEntry, ...]
    objects: int


@dataclass(frozen=True, slots=True)
class Limits:
    """What a workspace may have: bytes, snapshots, targets; None is no limit."""

    size: int | None
    snapshots: int | None
    targets: int | None


def set_limits(workspace: Workspace, limits: Limits) -> WorkspaceEntry:
    """Change what a workspace may have; what is there already stays. For a manager."""
    workspace.gate.require(Action.CHANGE_QUOTA)
    entry = workspace.whole_catalog.workspaces.alter(
        workspace.name,
        lambda known: replace(
            known,
            quota_bytes=limits.size,
            quota_snapshots=limits.snapshots,
            quota_targets=limits.targets,
        ),
    )
    use = workspace.catalog.quotas.use()
    told = {each.what: "none" if each.limit is None else str(each.limit) for each in use}
    workspace.gate.note("changed the quotas", told)
    return entry


def delete_workspace(workspace: Workspace, *, with_data: bool, progress: Progress) -> Deleted:
    """Forget a workspace here: its names, jobs, history, and what the keyring holds for it.

    Its repositories' data stay where they are, and can be opened again with their keys; but
    ``with_data`` destroys them. Then every repository must open, and be idle, before the first
    is touched. A manager must allow it. Raises :class:`NotSupported` where it cannot be.
    """
    catalog, database = workspace.catalog, workspace.whole_catalog.database
    may_be_removed(database, workspace.name, datetime.now(UTC))
    workspace.gate.require(Action.REMOVE_WORKSPACE)
    entries, objects = catalog.repositories.list(), 0
    secrets = list(_secrets(workspace))
    if with_data:
        for entry in entries:
            with workspace.repository(entry.name) as opened:
                must_be_idle(opened.repository)
        for entry in entries:
            with workspace.repository(entry.name) as opened:
                must_be_idle(opened.repository)
                progress.phase(f"erasing {entry.name}")
                objects += erase(opened.repository, progress)
    remove_workspace(database, workspace.name, datetime.now(UTC))
    for secret in secrets:
        os_keyring.delete(secret)
    for entry in entries:
        workspace.keyholder.forget_storage_credentials(entry.url)
        _forget_cache(workspace.profile / "cache", entry.id)
    left, erased = ((), entries) if with_data else (entries, ())
    return Deleted(workspace.name, left, erased, objects)


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What became of a repository. ``objects``: how many were erased; None where its data lie
    where they were. ``users`` are what was forgotten with it."""

    entry: RepositoryEntry
    users: Users
    objects: int | None


def forget_repository(
    workspace: Workspace, name: str, *, with_users: bool, delete_data: bool, progress: Progress
) -> Forgotten:
    """Forget a repository here, with the index of its snapshots and what the keyring holds for it.

    Its data stay where they are, and can be opened again with their keys, also when they are out
    of reach just now; but ``delete_data`` destroys them: then it must open, and be idle.
    ``with_users``: the targets and followed servers that use it are forgotten too. A manager must
    allow it. Raises :class:`NotSupported` where it cannot be, :class:`UnknownName`.
    """
    catalog, database = workspace.catalog, workspace.whole_catalog.database
    entry, users = catalog.repositories.load(name), users_of(database, workspace.name, name)
    if users and not with_users:
        why = f"it is used by {', '.join(users.all)}, which must go first or with it"
        raise NotSupported(f"forgetting the repository {name}", why)
    workspace.permit(Action.REMOVE_REPOSITORY)
    objects = None
    if delete_data:
        with workspace.repository(name) as opened:
            must_be_idle(opened.repository)
            progress.phase(f"erasing {name}")
            objects = erase(opened.repository, progress)
    users = forget_in_catalog(
        database, workspace.name, name, datetime.now(UTC), with_users=with_users
    )
    if entry.keyring_slot:
        os_keyring.delete(repository_entry(entry.id))
    workspace.keyholder.forget_storage_credentials(entry.url)
    _forget_cache(workspace.profile / "cache", entry.id)
    what = "destroyed a repository" if delete_data else "forgot a repository"
    told = {"name": name, "address": entry.url, "id": entry.id}
    workspace.gate.note(what, told | ({"with": ", ".join(users.all)} if users else {}))
    return Forgotten(entry, users, objects)


def _secrets(workspace: Workspace) -> Iterable[str]:
    """The names of what the keyring holds for this workspace alone."""
    for entry in workspace.catalog.repositories.list():
        if entry.keyring_slot:
            yield repository_entry(entry.id)
    for target in workspace.catalog.targets.list():
        login = kind_of(target.kind).login(target.url) if target.password_kept else None
        if login is not None:
            yield login_entry(login, workspace.name)
    for rule in workspace.catalog.notices.rules():
        yield channel_entry(workspace.name, rule.name)


def _forget_cache(folder: Path, repository: str) -> None:
    for found in folder.glob(f"{repository}*"):
        if found.is_dir():
            shutil.rmtree(found)
        else:
            found.unlink(missing_ok=True)
