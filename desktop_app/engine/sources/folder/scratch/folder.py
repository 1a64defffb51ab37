"""A private folder of its own that is gone afterwards, however LabVault ends."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO, cast

from desktop_app.engine.computer.passing import passing_folder
from desktop_app.engine.errors import NoPermission, ToolFailed
from desktop_app.engine.sources import left_over
from desktop_app.engine.sources.folder.restoring.removal import remove_tree
from desktop_app.engine.sources.folder.scratch import guardian

PREFIX = "labvault-drill-"
USUAL = (Path("/var/tmp"),)  # noqa: S108 (mkdtemp is safe there)


@contextmanager
def scratch_folder(parents: Sequence[Path] = ()) -> Iterator[Path]:
    """An empty folder that only this user may enter, where there is most space: in one of
    ``parents``, or else of the system's places for temporary files. Raises :class:`NoPermission`
    where none of them may be written to, and :class:`ToolFailed`."""
    places = _by_space(parents or (passing_folder(), *USUAL))
    for place in places:
        remove_left_over(place)
    if not places:
        raise NoPermission(", ".join(str(place) for place in parents or USUAL))
    folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=places[0])).resolve()
    watch = _watched(folder)
    try:
        yield folder
    finally:
        # The guardian is told to go, and takes the folder with it.
        watch.communicate()
        if folder.exists():
            remove_tree(str(folder))


def remove_left_over(parent: Path) -> None:
    """Remove what a drill left when even its guardian was killed, or the power failed."""
    left_over.remove_left_over(
        parent, PREFIX, guarded=0, unguarded=left_over.YOUNG, remove=lambda f: remove_tree(str(f))
    )


def _watched(folder: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-I", guardian.__file__],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    to_guardian, from_guardian = cast(TextIO, process.stdin), cast(TextIO, process.stdout)
    with suppress(BrokenPipeError):
        to_guardian.write(json.dumps(str(folder)) + "\n")
        to_guardian.flush()
    if from_guardian.readline() != "holding\n":
        process.communicate()
        remove_tree(str(folder))
        raise ToolFailed("guardian", process.returncode, "it did not begin")
    return process


def _by_space(parents: Sequence[Path]) -> list[Path]:
    usable = [each for each in dict.fromkeys(parents) if each.is_dir() and os.access(each, os.W_OK)]
    return sorted(usable, key=lambda each: shutil.disk_usage(each).free, reverse=True)
