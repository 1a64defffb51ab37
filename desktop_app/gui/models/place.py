"""What is to be said of a place before a repository is made there."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from desktop_app.engine.computer.disks import Ground, ground_of, system_ground
from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.repository.keys import HEADER_NAME
from desktop_app.gui import text
from desktop_app.gui.models.state import Tone
from desktop_app.gui.text import shown, tr

MOUNTED = ("smb://", "cifs://", "nfs://", "afp://", "ftp://", "sftp://", "ssh://")
ROOM = 1.2  # so many times what is to be backed up should be free


@dataclass(frozen=True, slots=True)
class Found:
    """``usable``: a repository can be made there."""

    tone: Tone
    words: str
    usable: bool


def about_folder(typed: str, needed: int | None = None) -> Found:
    """Of a folder, as it is typed; ``needed`` are the bytes of the first backup. May wait for a
    share that hangs: for a task's thread."""
    if typed.lower().startswith(MOUNTED):
        words = tr("Open the share in the file manager first, then choose its folder here.")
        return _no(words)
    path = Path(typed).expanduser()
    if not path.is_absolute() or "\0" in typed:
        return _no(tr("Give the whole path, such as /media/usb/backups."))
    try:
        there = next(p for p in (path, *path.parents) if p.exists())
        if problem := _problem(path, there):
            return _no(problem)
        return _room(there, needed)
    except (OSError, StopIteration, ValueError):
        return _no(tr("There is no such place, or it does not answer."))


def _problem(path: Path, there: Path) -> str:
    if not there.is_dir():
        return tr("{path} is a file, not a folder.").format(path=shown(str(there)))
    if (path / HEADER_NAME).exists():
        return tr("There is a repository already. Choose another folder, or open that one.")
    if there == path and any(not each.name.startswith(".") for each in path.iterdir()):
        return tr("The folder is not empty. Choose an empty one, or type a new name below it.")
    if not os.access(there, os.W_OK | os.X_OK):
        return tr("You may not write there.")
    return ""


def _room(there: Path, needed: int | None) -> Found:
    free = shutil.disk_usage(there).free
    told = tr("{free} free").format(free=text.size(free))
    ground = ground_of(there)
    if needed is not None and free < needed * ROOM:
        words = tr("{free}, but the first backup may need {needed}.")
        return Found(
            Tone.WARNING, words.format(free=told, needed=text.size(needed * ROOM)), usable=True
        )
    if needed is not None:
        told = tr("{free}, the first backup reads {needed}").format(
            free=told, needed=text.size(needed)
        )
    return _ground(ground, told)


def _ground(ground: Ground, told: str) -> Found:
    if ground.share:
        words = tr("{free}, on the share {share}.").format(free=told, share=shown(ground.share))
        return Found(Tone.OK, words, usable=True)
    if ground.is_on(system_ground()):
        words = tr(
            "{free}, but on a disk of this computer's own system: when it dies, its backups die "
            "with it. Another drive, a NAS or an object store is safer."
        )
        return Found(Tone.WARNING, words.format(free=told), usable=True)
    return Found(Tone.OK, tr("{free}, on a disk of its own.").format(free=told), usable=True)


def _no(words: str) -> Found:
    return Found(Tone.BAD, words, usable=False)
