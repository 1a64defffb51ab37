"""What was chosen so far when a recovery kit is made, and the repository that is held open."""

from __future__ import annotations

import platform
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime

from desktop_app.engine.repository.keys import RecoveryKey, Slot
from desktop_app.engine.repository.recovery_key import decode_recovery_key, encode_recovery_key
from desktop_app.engine.secrets.recovery_kit import RecoveryKit
from desktop_app.engine.workspace import Opened, Workspace
from desktop_app.gui.lab import Lab


@dataclass
class KitChoice:
    """Filled in step by step. The key lives as long as the wizard and is kept nowhere else.

    ``existing``: the key that there is, not a new one. ``kit`` is made once; ``put_down``: it was
    saved or printed. ``confirmed``: it was typed back, or was typed to be printed again.
    """

    repository: str = ""
    existing: bool = False
    kit: RecoveryKit | None = field(default=None, repr=False)
    slot: Slot | None = None
    put_down: bool = False
    confirmed: bool = False
    revoked: int = 0


class KitWork:
    """Work on one repository for the wizard's tasks: one after the other. It stays open, with
    the gate that a manager has passed, so that nobody is asked twice. ``close`` lets go of it."""

    def __init__(self, lab: Lab) -> None:
        self._lab = lab
        self._stack = ExitStack()
        self._held: tuple[Workspace, Opened] | None = None

    def make(self, name: str) -> tuple[RecoveryKit, Slot]:
        """A new recovery key; the older ones still open. For a manager."""
        workspace, opened = self._open(name, None)
        made: list[RecoveryKit] = []

        def keep(key: str, slot: Slot) -> None:
            made.append(self._kit(opened, key, slot))

        _, slot = workspace.key_changes(opened).add_recovery_key(keep)
        return made[0], slot

    def again(self, name: str, typed: str) -> tuple[RecoveryKit, Slot]:
        """The kit of the key that was typed: it is confirmed by that. Raises
        :class:`MistypedKey`, :class:`WrongKey`."""
        plain = encode_recovery_key(decode_recovery_key(typed))
        key = RecoveryKey(plain)
        workspace, opened = self._open(name, key)
        slot = workspace.confirm_recovery_key(opened, key, self._lab.clock())
        return self._kit(opened, plain, slot), slot

    def confirm(self, slot: Slot) -> int:
        """The new key was typed back: the older ones are revoked; returns how many."""
        workspace, opened = self._taken()
        return len(workspace.key_changes(opened).confirm_only(slot, self._lab.clock()))

    def throw_away(self, slot: Slot) -> None:
        """Revoke a new key that nobody wants."""
        workspace, opened = self._taken()
        workspace.key_changes(opened).revoke(slot.id)

    def close(self) -> None:
        self._held = None
        self._stack.close()

    def _open(self, name: str, key: RecoveryKey | None) -> tuple[Workspace, Opened]:
        self.close()
        workspace = self._stack.enter_context(self._lab.workspace())
        opened = self._stack.enter_context(workspace.repository(name, key))
        self._held = workspace, opened
        return self._held

    def _taken(self) -> tuple[Workspace, Opened]:
        assert self._held is not None
        return self._held

    def _kit(self, opened: Opened, key: str, slot: Slot) -> RecoveryKit:
        return RecoveryKit(
            repository=opened.entry.name,
            repository_id=opened.entry.id,
            addresses=(opened.entry.url,),
            recovery_key=key,
            slot=slot.id,
            printed=self._lab.clock(),
            host=platform.node(),
            key_made=datetime.fromisoformat(slot.made) if slot.made else None,
        )
