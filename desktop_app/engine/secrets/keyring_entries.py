"""What secrets are called in the keyring."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_app.engine.catalog.entries import DEFAULT_WORKSPACE

if TYPE_CHECKING:
    from desktop_app.engine.sources.client import Login


def repository_entry(repository_id: str) -> str:
    """The name of what opens a repository."""
    return f"repository:{repository_id}"


def login_entry(login: Login, workspace: str = DEFAULT_WORKSPACE) -> str:
    """The name of a login's password: one for all databases of a server, and another one in each
    workspace."""
    return of_workspace(f"{login.scheme}:{login.user}@{login.where}", workspace)


def of_workspace(entry: str, workspace: str) -> str:
    """The name of what two workspaces may have under one name."""
    return entry if workspace == DEFAULT_WORKSPACE else f"{workspace}/{entry}"
