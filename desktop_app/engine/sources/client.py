"""What client programs of any source are found and started with, and who logs in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from pathlib import Path
from typing import Protocol

from desktop_app.engine.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class ClientSettings:
    """What client tools are found and started with. ``environment`` is the caller's own;
    tools are looked for in its ``PATH`` and in ``tool_folders``."""

    environment: Mapping[str, str] = field(default_factory=dict, repr=False)
    tool_folders: tuple[Path, ...] = ()


class Login(Protocol):
    """Who goes in where: what a password is asked for, and kept under."""

    @property
    def scheme(self) -> str:
        """What tells the logins of one kind of server from another's."""

    @property
    def user(self) -> str: ...

    @property
    def where(self) -> str:
        """The server, for people; two databases of one server have the same."""

    @property
    def variable(self) -> str:
        """In which variable of the environment a password may stand."""

    def knock(self, client: ClientSettings) -> None:
        """Log in with what is at hand already (option files, the environment, trust), and leave.
        Raises :class:`LoginRefused`, and what else a connection does."""
