"""A head start for a run: the repository's key is begun to be made of the passphrase, which is
slow on purpose, while all that the run needs is still being loaded.

Joins a glance into the catalog's file and a repository's header; loads nothing but these.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from desktop_app.engine.catalog.glance import glance_at_repository
from desktop_app.engine.errors import LabVaultError
from desktop_app.engine.repository.keys import (
    HEADER_NAME,
    MAX_HEADER,
    PASSPHRASE,
    decode_header,
)
from desktop_app.engine.repository.storage.local import LocalStorage
from desktop_app.engine.secrets.password import begin_to_stretch


def begin_to_unlock(profile: Path, workspace: str, target: str, passphrase: str) -> None:
    """Returns at once. Whatever is not as it should be is left for the run to find and to tell.

    Of a repository in a folder only: an object store's credentials may have to be asked for.
    """
    url = glance_at_repository(profile, workspace, target)
    if url is None or "://" in url:
        return
    with suppress(LabVaultError):
        header = decode_header(LocalStorage(Path(url)).load(HEADER_NAME, 0, MAX_HEADER), url)
        for slot in header.slots_of(PASSPHRASE)[:1]:
            begin_to_stretch(passphrase, slot.salt, slot.argon2)
