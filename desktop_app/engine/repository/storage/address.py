"""Addresses of storages, as people write them."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote

from desktop_app.engine.errors import BadAddress
from desktop_app.engine.repository.storage.base import Storage
from desktop_app.engine.repository.storage.local import LocalStorage
from desktop_app.engine.repository.storage.s3_address import S3Address, S3Credentials


def open_storage(url: str, credentials: S3Credentials | None = None) -> Storage:
    """The storage at an address: a folder's path, ``file:///folder``, or
    ``s3://bucket/prefix?endpoint=https://host&region=name``. Touches nothing yet.

    ``credentials`` are for object stores. Raises :class:`BadAddress`.
    """
    if not url.strip():
        raise BadAddress(url, "it is empty")
    scheme, found, _ = url.partition("://")
    if not found:
        return _folder(url)
    if scheme.lower() == "file":
        return _folder(_file_path(url))
    if scheme.lower() == "s3":
        # Loaded only now: whoever keeps a repository in a folder does not wait for it.
        from desktop_app.engine.repository.storage.s3 import S3Storage

        return S3Storage(S3Address.parse(url), credentials)
    raise BadAddress(f"{scheme}://…", "it is no kind of storage that LabVault knows")


def _folder(path: str) -> LocalStorage:
    if "\0" in path:
        raise BadAddress(path, "it holds a zero byte")
    return LocalStorage(Path(path).expanduser().absolute())


def _file_path(url: str) -> str:
    host, slash, path = url.partition("://")[2].partition("/")
    if host not in ("", "localhost"):
        raise BadAddress(url, "file:// takes folders of this computer only")
    return slash + unquote(path)
