"""The way back when the manager's password is lost: the recovery key of a repository.

It lies printed in a safe place, so whoever holds it may do everything anyway. It must open the
repository now, and the repository must be older than the password: anybody may make a new one,
and would hold its key.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from desktop_app.engine.errors import AnotherRepository, NotSupported, WrongKey
from desktop_app.engine.repository import audit
from desktop_app.engine.repository.keys import RecoveryKey, Slot, find_slot
from desktop_app.engine.workspace.gate import REMOVED, SET

if TYPE_CHECKING:
    from desktop_app.engine.workspace.opening import Opened
    from desktop_app.engine.workspace.workspace import Workspace

WHAT = "resetting the manager's password"
RESET = "manager's password reset"


def reset_password(
    workspace: Workspace, repository: str, key: RecoveryKey, new_password: Callable[[], str]
) -> Slot:
    """Set a new manager's password; ``new_password`` is asked once the key has opened. Returns the
    slot of the key. Noted in the workspace's log, refusals too, and in the repository's chain.

    Raises :class:`WrongKey`, :class:`AnotherRepository`, :class:`NotSupported` where this key does
    not count, and :class:`UnknownName`, also for a repository of another workspace.
    """
    workspace.catalog.repositories.load(repository)
    if not workspace.gate.guarded:
        raise NotSupported(WHAT, "there is none; `labvault roles set-password` sets one")
    try:
        with workspace.repository(repository, key) as opened:
            slot, _ = find_slot(opened.repository.header, key, opened.entry.url)
            _must_count(workspace, opened)
            password = new_password()
            _note(workspace, opened, slot)
            detail = {"repository": repository, "slot": slot.id}
            workspace.gate.replace_password(password, "reset the manager's password", detail)
            return slot
    except (WrongKey, AnotherRepository, NotSupported) as refusal:
        workspace.gate.note_refusal("reset the manager's password", repository, refusal)
        raise


def _must_count(workspace: Workspace, opened: Opened) -> None:
    since, made = _guarded_since(workspace), _made(opened)
    if since is None or made is None or made >= since:
        reason = f"{opened.entry.name} was made after it was set, by anybody; use an older one"
        raise NotSupported(WHAT, reason)


def _guarded_since(workspace: Workspace) -> datetime | None:
    """Since when there is a manager's password; changing it does not count."""
    since = None
    for deed in workspace.catalog.deeds.list():
        if deed.what == REMOVED:
            since = None
        elif deed.what == SET:
            since = since or deed.at
    return since


def _made(opened: Opened) -> datetime | None:
    """When a repository was made, as its sealed chain tells."""
    entries, _ = audit.read_chain(opened.repository.storage, opened.repository.master)
    made = [entry.at for entry in entries if entry.event == "repository created"]
    return min(made, default=None)


def _note(workspace: Workspace, opened: Opened, slot: Slot) -> None:
    repository = opened.repository
    detail = {"slot": slot.id, "workspace": workspace.name}
    audit.append(repository.storage, repository.master, RESET, repository.id, detail)
