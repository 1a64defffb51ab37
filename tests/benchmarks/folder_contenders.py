"""The programs that copy folders, each as the commands that people would type."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from tests.benchmarks.contenders import PASSWORD, PROGRAM, environment, folder_size, must_run
from tests.benchmarks.measures import Pipeline

# `sync FILE` is fsync of it.
COPY = 'cp -a -- "$1" "$2" && find "$2" -type f -exec sync -- {} +'


class Contender(Protocol):
    """A way to back up a folder. ``prepare`` makes an empty repository and is not measured."""

    name: str
    folder: Path

    def prepare(self, folder: Path, films: Path) -> None: ...

    def backup(self) -> Pipeline: ...

    def restore(self) -> Pipeline | None:
        """To a new place; None where nothing of the kind is compared."""

    def stored(self) -> int:
        """Bytes on disk of what was stored."""


@dataclass
class Placed:
    """One that keeps its things in a folder. ``films`` is what it backs up."""

    folder: Path = field(default_factory=Path)
    films: Path = field(default_factory=Path)
    count: int = 0

    def stored(self) -> int:
        return folder_size(self.folder / "store")

    def anew(self) -> Path:
        """An empty place to restore to."""
        place = self.folder / "restored"
        shutil.rmtree(place, ignore_errors=True)
        return place


@dataclass
class LabVault(Placed):
    name: str = "LabVault"

    def prepare(self, folder: Path, films: Path) -> None:
        self.folder, self.films = folder, films
        self._must("repository", "create", "bench", folder / "store")
        self._must("target", "add", "folder", "bench", films, "--repository", "bench")

    def _must(self, *arguments: str | Path) -> None:
        must_run(self.command(*arguments), self._environment())

    def _environment(self) -> dict[str, str]:
        return environment(self.folder, LABVAULT_PASSPHRASE=PASSWORD)

    def command(self, *arguments: str | Path) -> list[str | Path]:
        profile = self.folder / "profile"
        return [PROGRAM, "--profile", profile, "--json", *arguments]

    def backup(self) -> Pipeline:
        return Pipeline((self.command("backup", "bench"),), self._environment())

    def restore(self) -> Pipeline:
        step = self.command("restore", "latest:bench", "--to", self.anew())
        return Pipeline((step,), self._environment())


@dataclass
class Restic(Placed):
    name: str = "restic"

    def prepare(self, folder: Path, films: Path) -> None:
        self.folder, self.films = folder, films
        must_run(("restic", "init"), self._environment())

    def _environment(self) -> dict[str, str]:
        return environment(
            self.folder,
            RESTIC_REPOSITORY=str(self.folder / "store"),
            RESTIC_PASSWORD=PASSWORD,
            RESTIC_CACHE_DIR=str(self.folder / "cache"),
        )

    def backup(self) -> Pipeline:
        return Pipeline((("restic", "backup", "--quiet", self.films),), self._environment())

    def restore(self) -> Pipeline:
        step = ("restic", "restore", "--quiet", "latest", "--target", self.anew())
        return Pipeline((step,), self._environment())


@dataclass
class Borg(Placed):
    name: str = "borg"

    def prepare(self, folder: Path, films: Path) -> None:
        self.folder, self.films = folder, films
        must_run(("borg", "init", "--encryption", "repokey-blake2"), self._environment())

    def _environment(self) -> dict[str, str]:
        return environment(
            self.folder,
            BORG_REPO=str(self.folder / "store"),
            BORG_PASSPHRASE=PASSWORD,
            BORG_BASE_DIR=str(self.folder),
        )

    def backup(self) -> Pipeline:
        self.count += 1
        return Pipeline((("borg", "create", f"::{self.count}", self.films),), self._environment())

    def restore(self) -> None:
        """Not compared."""


@dataclass
class Copy(Placed):
    name: str = "cp, fsync"

    def prepare(self, folder: Path, films: Path) -> None:
        self.folder, self.films = folder, films

    def backup(self) -> Pipeline:
        step = ("sh", "-c", COPY, "cp", self.films, self.folder / "store")
        return Pipeline((step,), environment(self.folder))

    def restore(self) -> None:
        """Not compared."""
