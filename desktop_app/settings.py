"""What the environment says, read once in ``__main__`` and passed on as values."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import field
from pathlib import Path

from desktop_app.engine.dataclass import dataclass

DISPLAYS = ("WAYLAND_DISPLAY", "DISPLAY", "QT_QPA_PLATFORM")
OURS = ("LABVAULT_", "AWS_")
NOTIFY = "LABVAULT_NOTIFY_"


@dataclass(frozen=True, slots=True)
class Settings:
    """Secrets are kept out of ``repr``, so that no log and no traceback shows them.

    ``notify_addresses``: of channels of notifications, by what follows ``LABVAULT_NOTIFY_`` in the
    variable's name.

    ``for_tools`` is the environment that client tools are started with: all of ours, less
    what is a secret of LabVault alone.
    """

    profile: Path | None = None
    workspace: str | None = None
    catalog_url: str | None = None
    passphrase: str | None = field(default=None, repr=False)
    new_passphrase: str | None = field(default=None, repr=False)
    recovery_key: str | None = field(default=None, repr=False)
    manager_password: str | None = field(default=None, repr=False)
    new_manager_password: str | None = field(default=None, repr=False)
    postgres_password: str | None = field(default=None, repr=False)
    mysql_password: str | None = field(default=None, repr=False)
    s3_key_id: str | None = field(default=None, repr=False)
    s3_secret: str | None = field(default=None, repr=False)
    s3_token: str | None = field(default=None, repr=False)
    notify_addresses: Mapping[str, str] = field(default_factory=dict, repr=False)
    has_display: bool = False
    for_tools: Mapping[str, str] = field(default_factory=dict, repr=False)

    def secrets(self) -> tuple[str, ...]:
        """All that must never be written down."""
        found = (
            self.passphrase,
            self.new_passphrase,
            self.recovery_key,
            self.manager_password,
            self.new_manager_password,
            self.postgres_password,
            self.mysql_password,
            self.s3_secret,
            self.s3_token,
            *self.notify_addresses.values(),
        )
        return tuple(secret for secret in found if secret)


def read_settings(environment: Mapping[str, str]) -> Settings:
    """An empty variable counts as none."""

    def read(name: str) -> str | None:
        return environment.get(name) or None

    profile = read("LABVAULT_PROFILE")
    return Settings(
        profile=Path(profile) if profile else None,
        workspace=read("LABVAULT_WORKSPACE"),
        catalog_url=read("LABVAULT_CATALOG_URL"),
        passphrase=read("LABVAULT_PASSPHRASE"),
        new_passphrase=read("LABVAULT_NEW_PASSPHRASE"),
        recovery_key=read("LABVAULT_RECOVERY_KEY"),
        manager_password=read("LABVAULT_MANAGER_PASSWORD"),
        new_manager_password=read("LABVAULT_NEW_MANAGER_PASSWORD"),
        postgres_password=read("PGPASSWORD"),
        mysql_password=read("MYSQL_PWD"),
        s3_key_id=read("AWS_ACCESS_KEY_ID"),
        s3_secret=read("AWS_SECRET_ACCESS_KEY"),
        s3_token=read("AWS_SESSION_TOKEN"),
        notify_addresses={
            k.removeprefix(NOTIFY).upper(): v
            for k, v in environment.items()
            if k.startswith(NOTIFY) and v
        },
        has_display=sys.platform != "linux" or any(map(read, DISPLAYS)),
        for_tools={k: v for k, v in environment.items() if not k.startswith(OURS)},
    )
