"""Who may do what: a technician works, a manager also takes away.

Pure: rules and sums, no files. A workspace without a manager's password lets everybody do
everything. The password keeps colleagues who use LabVault from destroying by mistake or on a
whim; it is no wall against someone who may write to this computer's files.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from enum import StrEnum

from desktop_app.engine.catalog.entries import Job, JobKind, WorkspaceEntry
from desktop_app.engine.errors import AskedTooOften, NotAllowed
from desktop_app.engine.secrets.password import fits

FREE_TRIES = 3
LONGEST_WAIT = timedelta(hours=1)


class Role(StrEnum):
    """A manager may all that a technician may."""

    TECHNICIAN = "technician"
    MANAGER = "manager"


class Action(StrEnum):
    """What somebody wants to do, in words that follow on "to"."""

    BACK_UP = "back up"
    VERIFY = "verify"
    RESTORE_BESIDE = "restore to a new place"
    REMOVE_TARGET = "remove a target"
    REMOVE_SNAPSHOT = "remove a snapshot"
    REMOVE_REPOSITORY = "remove a repository"
    REMOVE_WORKSPACE = "remove a workspace"
    PRUNE = "prune"
    CHANGE_RETENTION = "change retention"
    RESTORE_OVER = "restore over what is there"
    CHANGE_KEYS = "change keys"
    CHANGE_ROLES = "change the manager's password"
    CHANGE_QUOTA = "change a quota"


NEEDED: Mapping[Action, Role] = {
    Action.BACK_UP: Role.TECHNICIAN,
    Action.VERIFY: Role.TECHNICIAN,
    Action.RESTORE_BESIDE: Role.TECHNICIAN,
    Action.REMOVE_TARGET: Role.MANAGER,
    Action.REMOVE_SNAPSHOT: Role.MANAGER,
    Action.REMOVE_REPOSITORY: Role.MANAGER,
    Action.REMOVE_WORKSPACE: Role.MANAGER,
    Action.PRUNE: Role.MANAGER,
    Action.CHANGE_RETENTION: Role.MANAGER,
    Action.RESTORE_OVER: Role.MANAGER,
    Action.CHANGE_KEYS: Role.MANAGER,
    Action.CHANGE_ROLES: Role.MANAGER,
    Action.CHANGE_QUOTA: Role.MANAGER,
}


def check(action: Action, role: Role, workspace: str) -> None:
    """Raise :class:`NotAllowed` unless somebody of this role may do it."""
    if NEEDED[action] is Role.MANAGER and role is not Role.MANAGER:
        raise NotAllowed(action, workspace)


def action_of(job: Job) -> Action:
    """What whoever puts a job into the queue wants; the job itself is not asked about."""
    if job.kind is JobKind.RESTORE:
        wanted = job.arguments
        over = wanted.get("way") == "over" and wanted.get("existing") == "replace"
        over = over or bool(wanted.get("replace")) or wanted.get("way") == "replace"
        return Action.RESTORE_OVER if over else Action.RESTORE_BESIDE
    if job.kind is JobKind.PRUNE:
        return Action.PRUNE
    return Action.BACK_UP if job.kind is JobKind.BACKUP else Action.VERIFY


def role_of(password: str, manager_hash: str) -> Role:
    """Whose password this is. Takes about a tenth of a second."""
    return Role.MANAGER if fits(password, manager_hash) else Role.TECHNICIAN


def counted(entry: WorkspaceEntry, now: datetime) -> WorkspaceEntry:
    """With one more wrong password, and the time until which nobody is asked again. Raises
    :class:`AskedTooOften`. Counted before the password is looked at, so that no two tries at
    once slip through."""
    check_wait(entry.asked_again_after, now, entry.name)
    refused = entry.refused_tries + 1
    return replace(entry, refused_tries=refused, asked_again_after=now + wait_after(refused))


def wait_after(refused: int) -> timedelta:
    """How long nobody is asked again after so many wrong passwords in a row.

    >>> [wait_after(n).seconds for n in (1, 3, 4, 5, 10, 100)]
    [0, 0, 2, 4, 128, 3600]
    """
    beyond = min(max(0, refused - FREE_TRIES), 12)
    return min(timedelta(seconds=2**beyond if beyond else 0), LONGEST_WAIT)


def check_wait(again_after: datetime | None, now: datetime, workspace: str) -> None:
    """Raise :class:`AskedTooOften` while nobody is asked. A wait that lies further ahead than
    any can is of a clock that was put back since, and does not count."""
    left = again_after - now if again_after else timedelta(0)
    if timedelta(0) < left <= LONGEST_WAIT:
        raise AskedTooOften(workspace, -int(-left.total_seconds() // 1))
