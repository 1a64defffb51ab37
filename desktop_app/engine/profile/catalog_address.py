"""Where a profile's catalog lies: in the profile, or on the server that its settings name."""

from __future__ import annotations

from desktop_app.engine.catalog.server import CatalogServer
from desktop_app.engine.secrets import os_keyring
from desktop_app.engine.sources.postgres.connection import Address


def catalog_server(url: str, password_kept: bool, password: str | None) -> CatalogServer:
    """The server at an address. ``password`` is what is used unless the keyring has one; None
    leaves it to libpq. Raises :class:`BadAddress`, also for a password in the address."""
    address = Address.from_url(url)
    kept = os_keyring.load(catalog_entry(address)) if password_kept else None
    return CatalogServer(address.url(), kept or password)


def catalog_entry(address: Address) -> str:
    """The name in the keyring of the password to a shared catalog."""
    return f"catalog:{address.user}@{address.where}"
