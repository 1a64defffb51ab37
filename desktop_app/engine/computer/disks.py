"""Which disks a folder lies on: whether two things would be lost together.

Linux says it in ``/proc/self/mountinfo`` and ``/sys/dev/block``; elsewhere the file system's
device number has to do, which takes two partitions of one disk for two disks.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from desktop_app.engine.dataclass import dataclass

NETWORK = re.compile(r"(nfs\d?|cifs|smb\d?|smbfs|afs|9p|ceph|glusterfs|davfs|fuse\.(sshfs|rclone))")
OCTAL = re.compile(rb"\\([0-7]{3})")
MOUNTS, BLOCKS = Path("/proc/self/mountinfo"), Path("/sys/dev/block")


@dataclass(frozen=True, slots=True)
class Ground:
    """What a folder lies on. ``disks``: names of whole disks, or of what stands for them; two
    folders with one of them in common are lost together. ``share``: the network share, as it is
    mounted; empty for a disk of this computer."""

    disks: frozenset[str]
    share: str = ""

    def is_on(self, other: Ground) -> bool:
        """Whether losing one disk loses something of both."""
        return not self.disks.isdisjoint(other.disks)


@dataclass(frozen=True, slots=True)
class _Mount:
    device: str  # major:minor
    kind: str
    source: str
    point: Path


def ground_of(path: Path) -> Ground:
    """What an existing folder lies on. Raises :class:`OSError`. May wait for a share that hangs:
    not for the main thread."""
    number = path.stat().st_dev
    device = f"{os.major(number)}:{os.minor(number)}" if hasattr(os, "major") else str(number)
    mount = _mount_of(path.resolve())
    if mount is not None and NETWORK.fullmatch(mount.kind):
        return Ground(frozenset({mount.source}), mount.source)
    if str(path).startswith(("\\\\", "//")):  # Windows' name of a share
        return Ground(frozenset({f"device {device}"}), str(path))
    named = mount.source if mount is not None else ""
    return Ground(_disks(device) or _disks(_device_of(named)) or frozenset({f"device {device}"}))


def system_ground() -> Ground:
    """What the system and this user's own files lie on. Raises :class:`OSError`."""
    parts = [ground_of(path).disks for path in (Path(Path.home().anchor), Path.home())]
    return Ground(frozenset().union(*parts))


def _mount_of(path: Path) -> _Mount | None:
    """The file system that a resolved path is on: the last that was mounted over its deepest
    point."""
    found: _Mount | None = None
    for mount in _mounts():
        above = mount.point == path or mount.point in path.parents
        if above and (found is None or len(mount.point.parts) >= len(found.point.parts)):
            found = mount
    return found


def _mounts() -> list[_Mount]:
    """See proc(5): ``36 35 98:0 /root /mnt rw,noatime master:1 - ext4 /dev/sda1 rw``."""
    try:
        lines = MOUNTS.read_bytes().splitlines()
    except OSError:
        return []
    return [mount for line in lines if (mount := _read(line)) is not None]


def _read(line: bytes) -> _Mount | None:
    before, dash, after = line.partition(b" - ")
    fields, more = before.split(b" "), after.split(b" ")
    if not dash or len(fields) < 5 or len(more) < 2:
        return None
    kind, source = (_plain(each) for each in more[:2])
    return _Mount(_plain(fields[2]), kind, source, Path(_plain(fields[4])))


def _plain(field: bytes) -> str:
    """Blanks and the like are written as ``\\040``."""
    return os.fsdecode(OCTAL.sub(lambda m: bytes([int(m[1], 8)]), field))


def _device_of(source: str) -> str:
    """Of a file system that has no device number of its own, as btrfs."""
    try:
        number = Path(source).stat().st_rdev if source.startswith("/dev/") else 0
    except OSError:
        return ""
    return f"{os.major(number)}:{os.minor(number)}" if number else ""


def _disks(device: str) -> frozenset[str]:
    """The whole disks below a block device: through partitions, volumes and encryption."""
    try:
        place = (BLOCKS / device).resolve(strict=True) if device else None
    except OSError:
        return frozenset()
    return frozenset() if place is None else _whole(place)


def _whole(place: Path) -> frozenset[str]:
    if (place / "partition").exists():
        place = place.parent
    slaves = place / "slaves"
    below = sorted(slaves.iterdir()) if slaves.is_dir() else []
    if not below:
        return frozenset({place.name})
    return frozenset().union(*(_whole(each.resolve()) for each in below))
