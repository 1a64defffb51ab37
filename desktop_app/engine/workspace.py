"""One lab group's work on this computer: its catalog, and how its parts are joined for a run.

The command line and the window both go through here, so that a run is prepared, recorded and
remembered in one way. Secrets come from a :class:`Keyholder`, asked only when one is needed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from desktop_app.engine.catalog.catalog import Catalog
from desktop_app.engine.catalog.entries import (
    DEFAULT_WORKSPACE,
    Figures,
    Job,
    JobKind,
    JobState,
    RepositoryEntry,
    TargetEntry,
)
from desktop_app.engine.errors import (
    Cancelled,
    Damaged,
    LabVaultError,
    NameTaken,
    NotSupported,
    UnknownName,
)
from desktop_app.engine.model import Grade, Snapshot
from desktop_app.engine.progress import Progress
from desktop_app.engine.reference import choose_snapshot, id_prefix, target_of
from desktop_app.engine.repository.repository import Repository

if TYPE_CHECKING:
    from desktop_app.engine.backup import BackupResult
    from desktop_app.engine.repository.keys import Secret
    from desktop_app.engine.repository.storage.base import Storage
    from desktop_app.engine.sources.base import Source
    from desktop_app.engine.sources.postgres.connection import Address, ClientSettings
    from desktop_app.engine.sources.postgres.destination import PostgresDestination

POSTGRESQL = "postgresql"


class Keyholder(Protocol):
    """Where secrets come from: the environment, the keyring, a person."""

    @property
    def client(self) -> ClientSettings:
        """What client tools are started with."""

    def open_storage(self, url: str) -> Storage:
        """The storage at an address, with the credentials it needs."""

    def keep_storage_credentials(self, url: str) -> None:
        """Put the credentials of the storage into this computer's keyring, if it needs any."""

    def secret(self, entry: RepositoryEntry) -> Secret:
        """What opens a repository."""

    def password(self, address: Address, kept: bool) -> str | None:
        """A server's password; None leaves it to libpq. ``kept``: the keyring has it."""


@dataclass(frozen=True, slots=True)
class Opened:
    """An open repository with what it holds."""

    entry: RepositoryEntry
    repository: Repository
    snapshots: tuple[Snapshot, ...]
    problems: tuple[Damaged, ...]


@dataclass(slots=True)
class Record:
    """What a run wants to leave in the history; filled in while it goes on."""

    grade: Grade | None = None
    snapshot: str = ""
    figures: Figures | None = None


class Workspace:
    """Use as a context manager. One thread at a time."""

    def __init__(self, profile: Path, keyholder: Keyholder, name: str = DEFAULT_WORKSPACE) -> None:
        self.profile, self.keyholder = profile, keyholder
        self.whole_catalog = Catalog(profile)
        try:
            self.catalog = self.whole_catalog.of(name)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        self.whole_catalog.close()

    def __enter__(self) -> Workspace:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # Repositories

    def create_repository(self, name: str, url: str, passphrase: str) -> tuple[Opened, str]:
        """Make a repository and remember it; also returns the recovery key, kept nowhere."""
        self.must_be_free(name)
        storage = self.keyholder.open_storage(url)
        repository, recovery_key = Repository.create(storage, passphrase, self._cache)
        entry = RepositoryEntry(name, storage.url, repository.id)
        self.catalog.repositories.add(entry)
        return Opened(entry, repository, (), ()), recovery_key

    def open_repository(self, name: str, url: str) -> Opened:
        """Remember an existing repository, with the targets and snapshots it tells of."""
        self.must_be_free(name)
        storage = self.keyholder.open_storage(url)
        draft = RepositoryEntry(name, storage.url, "")
        repository = Repository.open(storage, self.keyholder.secret(draft), self._cache)
        entry = replace(draft, id=repository.id)
        self.catalog.repositories.add(entry)
        opened = self._opened(entry, repository)
        self._remember_targets(opened)
        return opened

    def keep_secret(self, opened: Opened) -> None:
        """Let this computer's keyring open the repository: with the storage's credentials and
        a key slot whose secret nobody else holds."""
        import os

        from desktop_app.engine import os_keyring
        from desktop_app.engine.repository.keys import KeyringSecret

        repository, secret = opened.repository, os.urandom(32)
        header = repository.header.with_slot(repository.master, KeyringSecret(secret))
        self.keyholder.keep_storage_credentials(opened.entry.url)
        os_keyring.store(keyring_entry(opened.entry.id), secret.hex())
        repository.change_header(header)
        self.catalog.repositories.keep_keyring_slot(opened.entry.name, header.slots[-1].id)

    @contextmanager
    def repository(self, name: str) -> Iterator[Opened]:
        """An open repository by its name; what it holds is remembered."""
        entry = self.catalog.repositories.load(name)
        storage = self.keyholder.open_storage(entry.url)
        repository = Repository.open(storage, self.keyholder.secret(entry), self._cache)
        try:
            yield self._opened(entry, repository)
        finally:
            repository.close()

    @contextmanager
    def holding(self, *references: str) -> Iterator[tuple[Opened, tuple[Snapshot, ...]]]:
        """The open repository that holds all the snapshots meant, and these."""
        names = self._candidates(references[0])
        for last, name in enumerate(names, 1 - len(names)):
            with self.repository(name) as opened:
                try:
                    found = tuple(self._choose(opened, each) for each in references)
                except UnknownName:
                    if last == 0:
                        raise
                    continue
                yield opened, found
                return

    def look_at_repositories(self, target: str | None = None) -> None:
        """Refresh the cache of snapshots: of a target's repository, or of all."""
        if target is not None:
            names = [self.catalog.targets.load(target).repository]
        else:
            names = [entry.name for entry in self.catalog.repositories.list()]
        for name in names:
            with self.repository(name):
                pass  # opening it is looking at it

    @property
    def _cache(self) -> Path:
        folder = self.profile / "cache"
        folder.mkdir(exist_ok=True)
        return folder

    def must_be_free(self, name: str) -> None:
        """Raises :class:`NameTaken` when a repository is called so."""
        with suppress(UnknownName):
            self.catalog.repositories.load(name)
            raise NameTaken("repository", name)

    def _opened(self, entry: RepositoryEntry, repository: Repository) -> Opened:
        listed = repository.load_snapshots()
        damaged = {_id_of(problem) for problem in listed.problems}
        # Of a snapshot that cannot be read the catalog still knows whose it is.
        known = [s for s in self.catalog.snapshots.list(entry.id) if s.id in damaged]
        self.catalog.snapshots.replace(entry.id, (*listed.snapshots, *known))
        return Opened(entry, repository, listed.snapshots, listed.problems)

    def _remember_targets(self, opened: Opened) -> None:
        """Targets that this computer does not know yet, as their newest snapshot tells."""
        newest = {snapshot.target: snapshot for snapshot in opened.snapshots}
        known = {target.name for target in self.catalog.targets.list()}
        for name, snapshot in newest.items():
            if name not in known:
                address, kind = snapshot.target_address, snapshot.target_kind
                self.catalog.targets.add(TargetEntry(name, kind, address, opened.entry.name))

    def _candidates(self, reference: str) -> list[str]:
        """Names of the repositories to look in, the likeliest first. At least one."""
        entries = self.catalog.repositories.list()
        target = target_of(reference)
        if target is not None:
            owners = [t.repository for t in self.catalog.targets.list() if t.name == target]
            names = owners or [entry.name for entry in entries]
        else:
            likely = self.catalog.snapshots.repositories_with(id_prefix(reference))
            names = [e.name for e in sorted(entries, key=lambda e: e.id not in likely)]
        if not names:
            raise UnknownName("snapshot", reference)
        return names

    def _choose(self, opened: Opened, reference: str) -> Snapshot:
        """A snapshot that cannot be read may be the one meant: then that is the answer."""
        target = target_of(reference)
        for problem in opened.problems:
            if self._may_be_meant(opened, _id_of(problem), reference, target):
                raise problem
        return choose_snapshot(opened.snapshots, reference)

    def _may_be_meant(
        self, opened: Opened, damaged: str, reference: str, target: str | None
    ) -> bool:
        if target is None:
            return damaged.startswith(id_prefix(reference))
        known = [s for s in self.catalog.snapshots.list(opened.entry.id) if s.id == damaged]
        if not known:
            return True
        newest = max((s.sequence for s in opened.snapshots if s.target == target), default=0)
        return known[0].target == target and known[0].sequence > newest

    # Sources and destinations

    def destination(self, url: str) -> PostgresDestination:
        """A place to restore into, by its address."""
        from desktop_app.engine.sources.postgres.connection import Address
        from desktop_app.engine.sources.postgres.destination import PostgresDestination

        address = Address.from_url(url)
        password = self.keyholder.password(address, self._password_kept(address))
        return PostgresDestination(address, password, self.keyholder.client)

    def _password_kept(self, address: Address) -> bool:
        from desktop_app.engine.sources.postgres.connection import Address

        kept = (t for t in self.catalog.targets.list() if t.kind == POSTGRESQL and t.password_kept)
        return any(login_entry(Address.from_url(t.url)) == login_entry(address) for t in kept)

    # Runs

    @contextmanager
    def prepared(self, target: str) -> Iterator[Callable[[Progress], BackupResult]]:
        """All that a backup may have to ask for is asked; what comes is to be called once."""
        from desktop_app.engine.sources.postgres.connection import Address
        from desktop_app.engine.sources.postgres.source import PostgresSource

        entry = self.catalog.targets.load(target)
        if entry.kind != POSTGRESQL:
            raise NotSupported(f"backing up {target}", f"its kind is {entry.kind}")
        address = Address.from_url(entry.url)
        password = self.keyholder.password(address, entry.password_kept)
        source = PostgresSource(address, password, self.keyholder.client)
        with self.repository(entry.repository) as opened:
            yield lambda progress: self._back_up(source, target, opened, progress)

    def _back_up(
        self, source: Source, target: str, opened: Opened, progress: Progress
    ) -> BackupResult:
        from desktop_app.engine.backup import back_up

        with self.recorded("backup", target, opened.entry.name) as record:
            result = back_up(source, target, opened.repository, progress)
            self.catalog.snapshots.add(opened.entry.id, result.snapshot)
            record.grade, record.snapshot = result.grade, result.snapshot.id
            record.figures = {"bytes": result.bytes_read, "stored": result.bytes_stored}
        return result

    @contextmanager
    def recorded(self, kind: str, target: str, repository: str) -> Iterator[Record]:
        """Note a run in the history: that it began, and how it ended, also when it fails."""
        now = datetime.now(UTC)
        begun = Job(JobKind(kind), target, repository, now, now, JobState.RUNNING, started=now)
        begun = replace(begun, key=self.catalog.jobs.add(begun), tries=1)
        record, state, error = Record(), JobState.SUCCEEDED, None
        try:
            yield record
        except BaseException as fault:
            state = JobState.CANCELLED if isinstance(fault, Cancelled) else JobState.FAILED
            record.grade = None if isinstance(fault, Cancelled) else Grade.FAILED
            error = {"class": type(fault).__name__, "what": _what(fault)}
            raise
        finally:
            ended = replace(
                begun,
                state=JobState.WARNING if record.grade is Grade.WARNING else state,
                finished=datetime.now(UTC),
                grade=record.grade,
                snapshot=record.snapshot,
                figures=record.figures or {},
                error=error,
            )
            self.catalog.jobs.change(ended)


def _what(fault: BaseException) -> str:
    """Only our own errors are known to hold no secret."""
    return str(fault) if isinstance(fault, LabVaultError) else type(fault).__name__


def keyring_entry(repository_id: str) -> str:
    """The name in the keyring of what opens a repository."""
    return f"repository:{repository_id}"


def login_entry(address: Address) -> str:
    """The name in the keyring of a login's password: one for all databases of a server."""
    return f"postgresql:{address.user}@{address.where}"


def _id_of(problem: Damaged) -> str:
    """The id of a snapshot whose manifest is damaged: the last part of the object's name."""
    return problem.name.rpartition("/")[2]
