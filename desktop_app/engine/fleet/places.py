"""Where a repository is, told by its address: whether it would be lost with what it protects."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from urllib.parse import unquote, urlsplit

from desktop_app.engine.computer.disks import Ground, ground_of, system_ground
from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import BadAddress
from desktop_app.engine.repository.storage.s3_address import S3Address

LOOPBACK = ("localhost", "127.", "::1", "0.0.0.0")  # noqa: S104 (an address that is compared)


class PlaceKind(StrEnum):
    """What a place is."""

    DATA_DISK = "the disk of the data"  # lost with them: no place at all
    THIS_COMPUTER = "this computer"
    OTHER_DISK = "another disk"
    OTHER_HOST = "another host"
    OBJECT_STORE = "object store"
    NOT_HERE = "not reached"  # an address that cannot be looked at now


OFF = frozenset({PlaceKind.OTHER_DISK, PlaceKind.OTHER_HOST, PlaceKind.OBJECT_STORE})


@dataclass(frozen=True, slots=True)
class RepositoryPlace:
    """``name`` tells places apart: two repositories of one name are lost together."""

    kind: PlaceKind
    name: str

    @property
    def is_off(self) -> bool:
        """Whether it outlives this computer's own disk."""
        return self.kind in OFF

    @property
    def counts(self) -> bool:
        """Whether it may count as a place of a copy."""
        return self.kind not in (PlaceKind.DATA_DISK, PlaceKind.NOT_HERE)


@dataclass(frozen=True, slots=True)
class Grounds:
    """What folders lie on. ``of`` raises :class:`OSError`. May wait for a share that hangs: not
    for the main thread."""

    of: Callable[[Path], Ground] = ground_of
    system: Callable[[], Ground] = system_ground


def place_of(url: str, data: Ground | None, grounds: Grounds) -> RepositoryPlace:
    """Where the repository at an address is. ``data``: what the protected data lie on, where they
    lie in a folder of this computer."""
    if url.lower().startswith("s3://"):
        return _store(url)
    path = Path(unquote(urlsplit(url).path)) if url.startswith("file://") else Path(url)
    try:
        ground = grounds.of(path)
        system = grounds.system()
    except OSError:
        return RepositoryPlace(PlaceKind.NOT_HERE, url)
    if ground.share:
        host = _host(ground.share)
        kind = PlaceKind.DATA_DISK if data and ground.is_on(data) else PlaceKind.OTHER_HOST
        return RepositoryPlace(kind, host)
    if data is not None and ground.is_on(data):
        return RepositoryPlace(PlaceKind.DATA_DISK, _disks(ground))
    kind = PlaceKind.THIS_COMPUTER if ground.is_on(system) else PlaceKind.OTHER_DISK
    return RepositoryPlace(kind, _disks(ground))


def _store(url: str) -> RepositoryPlace:
    try:
        host = urlsplit(S3Address.parse(url).endpoint).hostname or ""
    except (BadAddress, ValueError):
        return RepositoryPlace(PlaceKind.NOT_HERE, "an object store")
    if host.startswith(LOOPBACK):
        return RepositoryPlace(PlaceKind.THIS_COMPUTER, "this computer")
    return RepositoryPlace(PlaceKind.OBJECT_STORE, host)


def _host(share: str) -> str:
    r"""The computer that a share is of.

    >>> _host("nas:/films"), _host("//nas/films"), _host("\\\\nas\\films")
    ('nas', 'nas', 'nas')
    """
    plain = share.replace("\\", "/").lstrip("/")
    return plain.partition("/")[0].partition(":")[0] or share


def _disks(ground: Ground) -> str:
    return ", ".join(sorted(ground.disks))
