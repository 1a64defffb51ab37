"""Where a workspace asks for the manager's password, and notes who was refused."""

from __future__ import annotations

import platform
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime

from desktop_app.engine import roles
from desktop_app.engine.catalog.catalog import Records
from desktop_app.engine.catalog.entries import Deed, WorkspaceEntry
from desktop_app.engine.catalog.workspaces import Workspaces
from desktop_app.engine.computer.account import account
from desktop_app.engine.errors import AskedTooOften, LabVaultError, NotAllowed, SecretNeeded
from desktop_app.engine.repository import audit
from desktop_app.engine.roles import Action, Role
from desktop_app.engine.secrets.password import hash_password
from desktop_app.engine.workspace.keyholder import Keyholder
from desktop_app.engine.workspace.opening import Opened

REFUSED = "refused"
SET, REMOVED = "set the manager's password", "removed the manager's password"
Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """The moment it is."""
    return datetime.now(UTC)


class Gate:
    """Lets through what the rules of :mod:`roles` allow. A password that was right is not asked
    for again as long as this object lives. One thread at a time."""

    def __init__(
        self,
        workspaces: Workspaces,
        catalog: Records,
        keyholder: Keyholder,
        clock: Clock = utc_now,
    ) -> None:
        self._workspaces, self._catalog = workspaces, catalog
        self._keyholder, self._clock = keyholder, clock
        self._passed = ""  # the hash whose password was given

    def require(self, action: Action, opened: Opened | None = None) -> None:
        """Raises :class:`NotAllowed`, :class:`AskedTooOften`, or what the keyholder raises who
        cannot ask. ``opened`` is the repository concerned: refused tries go into its chain."""
        try:
            roles.check(action, self._role(action), self._catalog.workspace)
        except (NotAllowed, AskedTooOften, SecretNeeded) as refusal:
            self._note_refusal(action, opened, refusal)
            raise

    def set_password(self, password: str) -> None:
        """From now on this password is asked for; who knows the old one may."""
        self.require(Action.CHANGE_ROLES)
        self._keep_hash(hash_password(password), SET)

    def replace_password(self, password: str, what: str, detail: Mapping[str, str]) -> None:
        """From now on this password is asked for, whoever knows the old one: for who proved
        otherwise that they may. ``what`` and ``detail`` are noted. Wrong tries are forgotten."""
        self._keep_hash(hash_password(password), what, detail)
        self._workspaces.alter(self._catalog.workspace, _without_tries)

    def note_refusal(self, action: str, repository: str, refusal: LabVaultError) -> None:
        """Keep in the workspace's log that somebody was refused."""
        detail = {"action": action, "reason": type(refusal).__name__, "repository": repository}
        self._add(REFUSED, False, detail)

    def remove_password(self) -> None:
        """From now on everybody may do everything; who knows the password may say so."""
        self.require(Action.CHANGE_ROLES)
        self._keep_hash(None, REMOVED)

    def note(self, what: str, detail: Mapping[str, str]) -> None:
        """Keep in the workspace's log what somebody did."""
        self._add(what, True, detail)

    @property
    def guarded(self) -> bool:
        """Whether there is a manager's password."""
        return self._workspaces.load(self._catalog.workspace).manager_hash is not None

    def _role(self, action: Action) -> Role:
        name = self._catalog.workspace
        if roles.NEEDED[action] is Role.TECHNICIAN:
            return Role.TECHNICIAN
        entry = self._workspaces.load(name)
        if entry.manager_hash is None or entry.manager_hash == self._passed:
            return Role.MANAGER
        roles.check_wait(entry.asked_again_after, self._clock(), name)
        password = self._keyholder.manager_password(name)
        entry = self._workspaces.alter(name, lambda e: roles.counted(e, self._clock()))
        if entry.manager_hash and roles.role_of(password, entry.manager_hash) is Role.TECHNICIAN:
            return Role.TECHNICIAN
        self._workspaces.alter(name, _without_tries)
        self._passed = entry.manager_hash or ""
        return Role.MANAGER

    def _keep_hash(
        self, manager_hash: str | None, what: str, detail: Mapping[str, str] | None = None
    ) -> None:
        name = self._catalog.workspace
        self._workspaces.alter(name, lambda entry: replace(entry, manager_hash=manager_hash))
        self._passed = manager_hash or ""
        self.note(what, detail or {})

    def _note_refusal(
        self,
        action: Action,
        opened: Opened | None,
        refusal: NotAllowed | AskedTooOften | SecretNeeded,
    ) -> None:
        detail = {"action": str(action), "reason": type(refusal).__name__}
        if opened is not None:
            detail |= {"repository": opened.entry.name}
        self._add(REFUSED, False, detail)
        # Who is not even asked could fill a chain, from which nothing can be taken, at will.
        if opened is not None and not isinstance(refusal, AskedTooOften):
            repository = opened.repository
            told = {"action": str(action), "workspace": self._catalog.workspace}
            audit.append(repository.storage, repository.master, REFUSED, repository.id, told)

    def _add(self, what: str, allowed: bool, detail: Mapping[str, str]) -> None:
        who = f"{account()} on {platform.node()}"
        self._catalog.deeds.add(Deed(self._clock(), who, what, allowed, detail))


def _without_tries(entry: WorkspaceEntry) -> WorkspaceEntry:
    return replace(entry, refused_tries=0, asked_again_after=None)
