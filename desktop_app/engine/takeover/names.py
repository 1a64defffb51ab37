"""What the names of CryoProtect's files say."""

from __future__ import annotations

import re
from datetime import datetime

from desktop_app.engine.dataclass import dataclass

DUMP = re.compile(
    r"(?P<database>.+)_(?P<moment>\d{8}_\d{6})_(?P<kind>full|incremental)"
    r"\.dump(?P<gz>\.gz)?(?P<enc>\.enc)?"
)
FOLDER = re.compile(r"(?P<kind>.+)_backup_(?P<moment>\d{8}_\d{6})")
LOOSE = re.compile(
    r"(?P<database>.+?)(?:_(?P<moment>\d{8}_\d{6}))?\.(?:dump|sql|backup)(?P<rest>.*)"
)
MOMENT = "%Y%m%d_%H%M%S"


@dataclass(frozen=True, slots=True)
class DumpName:
    """``moment`` is local time without a zone; None when the name says an impossible one, or
    none. ``gz`` and ``enc``: what its ending promises of the content."""

    database: str
    moment: datetime | None
    kind: str
    gz: bool
    enc: bool


def read_dump_name(name: str) -> DumpName | None:
    """What the name of a dump says; None when it is not one of a dump.

    >>> read_dump_name("cryo_lab_20250102_030405_full.dump.gz").moment
    datetime.datetime(2025, 1, 2, 3, 4, 5)
    """
    match = DUMP.fullmatch(name)
    if match is None:
        return None
    moment = _moment(match["moment"])
    return DumpName(match["database"], moment, match["kind"], bool(match["gz"]), bool(match["enc"]))


def read_name_in_folder(name: str, folder: str) -> DumpName | None:
    """The same for a dump in a folder ``{type}_backup_{moment}``, whose name may say less.

    >>> read_name_in_folder("cryoprotect.sql.gz", "daily_backup_20250102_030405").kind
    'daily'
    """
    whole, place = read_dump_name(name), FOLDER.fullmatch(folder)
    match = LOOSE.fullmatch(name)
    if whole is not None or place is None or match is None:
        return whole
    endings = match["rest"].split(".")
    moment = _moment(match["moment"] or place["moment"])
    return DumpName(match["database"], moment, place["kind"], "gz" in endings, "enc" in endings)


def is_backup_folder(name: str) -> bool:
    """
    >>> is_backup_folder("daily_backup_20250102_030405"), is_backup_folder("backups")
    (True, False)
    """
    return FOLDER.fullmatch(name) is not None


def _moment(text: str) -> datetime | None:
    try:
        return datetime.strptime(text, MOMENT)
    except ValueError:
        return None
