"""What was chosen so far when a target is protected."""

from __future__ import annotations

from dataclasses import dataclass, field

from desktop_app.engine.sources.postgres.connection import Address


@dataclass
class ProtectChoice:
    """Filled in step by step. Secrets live as long as the wizard and are kept nowhere else."""

    address: Address | None = None
    password: str = field(default="", repr=False)
    keep_password: bool = True
    name: str = ""
    repository: str = ""
    place: str = ""
    passphrase: str = field(default="", repr=False)
    recovery_key: str = field(default="", repr=False)
    made: bool = False
    target_added: bool = False

    @property
    def is_new_repository(self) -> bool:
        return bool(self.place)
