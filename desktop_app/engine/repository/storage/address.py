"""Addresses of storages, as people write them."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlsplit

from desktop_app.engine.errors import BadAddress
from desktop_app.engine.repository.storage.base import Storage
from desktop_app.engine.repository.storage.local import LocalStorage


def open_storage(url: str) -> Storage:
    """The storage at an address: a folder's path, or ``file://``."""
    if not url.strip():
        raise BadAddress(url, "is empty")
    scheme, _, _ = url.partition("://")
    if scheme == url or scheme == "file":
        path = unquote(urlsplit(url).path) if scheme == "file" else url
        return LocalStorage(Path(path).expanduser().absolute())
    raise BadAddress(url, f"{scheme}:// is no kind of storage that LabVault knows")
