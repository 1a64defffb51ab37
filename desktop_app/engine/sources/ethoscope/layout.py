"""What the name of a file under a data root tells. Pure.

::

    results/{machine_id}/{name}/{moment in UTC}/{moment}_{machine_id}.db
    videos/{machine_id}/{name}/{moment in local time}/{moment}_{machine_id}_…_{00001}.h264

Older devices also wrote films under ``results/``. Whatever is not so belongs to no run.
"""

from __future__ import annotations

import re
from enum import StrEnum

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.films.names import is_film, number_of

TOPS = ("results", "videos")
MACHINE = re.compile(r"[0-9A-Za-z]{32}\Z")
MOMENT = re.compile(r"\d{4}-\d\d-\d\d_\d\d-\d\d-\d\d")
PLACEHOLDER = "ETHOSCOPE_000"
SIDES = ("-wal", "-shm", "-journal")


class Role(StrEnum):
    """What a file is to its run."""

    DATABASE = "database"
    SIDE = "side file"  # of a database: its log, the index of that, or its journal
    FILM = "film"
    MERGED = "merged film"  # all chunks once more, in one file
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Located:
    """Where a file stands. ``moment`` as it is written there, ``chunk`` its number among those of
    a film; ``folder`` is the part of the name up to the file's own."""

    machine_id: str
    device: str
    moment: str
    role: Role
    chunk: int | None
    folder: str


def locate(name: str) -> Located | None:
    """Where a file stands, by its name relative to the root; None for what belongs to no run.

    >>> found = locate(f"results/{'0' * 32}/ETHOSCOPE_000/2026-03-14_09-00-00/a.db")
    >>> found.moment, found.role.value
    ('2026-03-14_09-00-00', 'database')
    >>> locate("results/lost+found") is None
    True
    """
    parts = name.split("/")
    if len(parts) != 5 or not is_device(parts[0], parts[1]) or not MOMENT.fullmatch(parts[3]):
        return None
    _, machine_id, device, folder_moment, file = parts
    role = role_of(file)
    begins = MOMENT.match(file)
    # A film in the folder of its database bears its own moment, in local time.
    own = begins[0] if begins and role in (Role.FILM, Role.MERGED) else folder_moment
    chunk = number_of(file) if role is Role.FILM else None
    return Located(machine_id, device, own, role, chunk, "/".join(parts[:4]))


def is_device(top: str, folder: str) -> bool:
    """Whether a folder in a data root is a device's."""
    return top in TOPS and MACHINE.match(folder) is not None


def is_part_of_root(name: str) -> bool:
    """Whether a name is that of a folder which data lie in: where a link stands there, to another
    disk perhaps, they lie elsewhere.

    >>> is_part_of_root("videos"), is_part_of_root("videos/notes.txt")
    (True, False)
    """
    parts = name.split("/")
    of_device = 2 <= len(parts) <= 4 and is_device(parts[0], parts[1])
    return name in TOPS or of_device


def role_of(file: str) -> Role:
    """
    >>> [role_of(name).value for name in ("a.db", "a.db-wal", "a_00001.h264", "a_merged.mp4")]
    ['database', 'side file', 'film', 'merged film']
    """
    if file.endswith(".db"):
        return Role.DATABASE
    if any(file.endswith(f".db{end}") for end in SIDES):
        return Role.SIDE
    if is_film(file):
        return Role.MERGED if "_merged" in file else Role.FILM
    return Role.OTHER


def number_of_device(machine_id: str) -> str:
    """The first three characters: the device's number, where they are digits.

    >>> number_of_device("012ad4d76fe97759aa27a0c99bff6710")
    '012'
    """
    return machine_id[:3]
