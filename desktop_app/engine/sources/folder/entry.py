"""What a look at one file, folder or link of a tree tells, without reading it."""

from __future__ import annotations

from enum import StrEnum

from desktop_app.engine.dataclass import dataclass


class Form(StrEnum):
    """What stands at a path."""

    FILE = "file"
    FOLDER = "folder"
    LINK = "link"
    OTHER = "other"  # socket, pipe, device: named, never read


@dataclass(frozen=True, slots=True)
class Entry:
    """One path of a tree, as ``lstat`` tells it.

    ``name`` is relative to the root, its parts joined by "/", as ``os.fsdecode`` gives it (bytes
    that are not UTF-8 become surrogates). ``size`` and ``allocated`` in bytes, the latter what
    the disk holds (less than ``size`` for a sparse file); times in nanoseconds.
    """

    name: str
    form: Form
    size: int
    modified_ns: int
    changed_ns: int  # of the inode: content, rights, names
    inode: int
    device: int
    links: int
    mode: int
    uid: int
    gid: int
    allocated: int
