"""A PostgreSQL installation that also offers the zoo's own extension; the real one is not touched.

PostgreSQL finds ``share`` and ``lib`` relative to the resolved path of its executable. So a few
executables are copied, and everything else is a tree of links with one folder of our own in it:
``share/extension``. Works with the wheel and with Debian's package, whose layouts differ.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from desktop_app.engine.sources.postgres.scratch.account import runnable_programs, server_account

EXTENSION = Path(__file__).parent / "extension"
COPIED = ("initdb", "pg_ctl", "postgres")  # those that look for their kin beside themselves


def asked(binaries: Path, what: str) -> Path:
    """What ``pg_config`` says, as ``--sharedir``; absolute."""
    answer = subprocess.run(
        [binaries / "pg_config", what], check=True, capture_output=True, text=True
    )
    return Path(answer.stdout.strip())


def with_extension(binaries: Path, folder: Path) -> Path:
    """Make the tree in ``folder``; returns its folder of executables."""
    # Links into a folder that the server's user cannot enter would lead nowhere for it.
    binaries = runnable_programs(binaries, server_account())
    top = common_top(binaries, asked(binaries, "--sharedir"), asked(binaries, "--pkglibdir"))
    copies = folder / binaries.relative_to(top)
    link_folder(binaries, copies)
    for name in COPIED:
        (copies / name).unlink()
        shutil.copy(binaries / name, copies / name)
    libraries = asked(binaries, "--pkglibdir")
    (folder / libraries.relative_to(top)).symlink_to(libraries)
    share = folder / asked(binaries, "--sharedir").relative_to(top)
    link_folder(asked(binaries, "--sharedir"), share)
    add_extension(asked(binaries, "--sharedir") / "extension", share / "extension")
    make_readable(folder)
    return copies


def common_top(*paths: Path) -> Path:
    """The deepest folder above all ``paths``."""
    return next(top for top in paths[0].parents if all(path.is_relative_to(top) for path in paths))


def link_folder(real: Path, folder: Path) -> None:
    folder.mkdir(parents=True)
    for entry in real.iterdir():
        (folder / entry.name).symlink_to(entry)


def add_extension(real: Path, folder: Path) -> None:
    folder.unlink()
    link_folder(real, folder)
    for entry in EXTENSION.iterdir():
        shutil.copy(entry, folder / entry.name)


def make_readable(folder: Path) -> None:
    """The server may run as another user than the one who made the folder."""
    for entry in (folder, *folder.rglob("*")):
        if not entry.is_symlink():
            entry.chmod(entry.stat().st_mode | (0o555 if entry.is_dir() else 0o444))
