"""The repositories of a workspace: made, opened, and remembered with what they hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import field, replace
from pathlib import Path
from typing import Protocol

from desktop_app.engine.catalog.catalog import Records
from desktop_app.engine.catalog.entries import Annotation, RepositoryEntry, TargetEntry
from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import (
    Damaged,
    NameTaken,
    NotARepository,
    ObjectAbsent,
    UnknownName,
    WrongKey,
)
from desktop_app.engine.model import Snapshot
from desktop_app.engine.repository import notes, trash
from desktop_app.engine.repository.keys import (
    HEADER_NAME,
    KEYRING,
    MAX_HEADER,
    Passphrase,
    Secret,
    decode_header,
)
from desktop_app.engine.repository.repository import Repository
from desktop_app.engine.repository.storage.base import Storage
from desktop_app.engine.workspace.holds import remember
from desktop_app.engine.workspace.keyholder import Keyholder


@dataclass(frozen=True, slots=True)
class Opened:
    """An open repository with what it holds. ``trash``: removed snapshots that still rest;
    ``said``: what people say of snapshots, by id, and since when one rests."""

    entry: RepositoryEntry
    repository: Repository
    snapshots: tuple[Snapshot, ...]
    problems: tuple[Damaged, ...]
    trash: tuple[trash.Resting, ...] = ()
    said: Mapping[str, Annotation] = field(default_factory=dict)

    @property
    def unread_trash(self) -> tuple[Damaged, ...]:
        """What lies in the trash and cannot be read."""
        return tuple(each for each in self.problems if each.name.startswith(trash.PREFIX))


class Beside(Protocol):
    """Something to begin while a key is being made, which is slow on purpose."""

    def begin(self) -> None:
        """Is called by the thread that wants the repository."""

    def let_go(self) -> None:
        """Undo it: a person is about to be asked, which may take long. It is begun again."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What was seen in a repository. ``stored`` in bytes; ``known_as``: what it is called here
    already, if it is."""

    url: str
    id: str
    snapshots: tuple[Snapshot, ...]
    problems: tuple[Damaged, ...]
    stored: int
    known_as: Sequence[str]


class Opener:
    """Opens repositories for one workspace. ``folder``: where the cache of indexes may lie."""

    def __init__(self, catalog: Records, keyholder: Keyholder, folder: Path) -> None:
        self._catalog, self._keyholder, self._folder = catalog, keyholder, folder

    def create(self, name: str, url: str, passphrase: str) -> tuple[Opened, str]:
        """Make a repository and remember it; also returns the recovery key, kept nowhere."""
        self.must_be_free(name)
        storage = self._keyholder.open_storage(url)
        repository, recovery_key = Repository.create(storage, passphrase, self._cache)
        entry = RepositoryEntry(name, storage.url, repository.id)
        self._catalog.repositories.add(entry)
        self._keyholder.remember(entry.url, Passphrase(passphrase))
        return Opened(entry, repository, (), ()), recovery_key

    def adopt(self, name: str, url: str, secret: Secret | None = None) -> Opened:
        """Remember an existing repository, with the targets and snapshots it tells of. ``secret``:
        what opens it, as far as that is known."""
        self.must_be_free(name)
        storage = self._keyholder.open_storage(url)
        draft = RepositoryEntry(name, storage.url, "")
        secret = secret or self._keyholder.secret(draft)
        repository = Repository.open(storage, secret, self._cache)
        try:
            opened = self._taken_in(replace(draft, id=repository.id), repository)
        except BaseException:
            repository.close()
            raise
        self._keyholder.remember(storage.url, secret)
        return opened

    def find(self, url: str) -> str:
        """The id of the repository at an address. Raises :class:`NotARepository`."""
        storage = self._keyholder.open_storage(url)
        storage.open()
        try:
            data = storage.load(HEADER_NAME, 0, MAX_HEADER)
            return decode_header(data, storage.url).id
        except ObjectAbsent:
            raise NotARepository(storage.url) from None
        finally:
            storage.close()

    def look_inside(self, url: str, secret: Secret) -> Contents:
        """What is in a repository that may not be known here; nothing is remembered."""
        storage = self._keyholder.open_storage(url)
        repository = Repository.open(storage, secret, self._cache)
        try:
            listed, stored = repository.load_snapshots(), sum(repository.index.packs().values())
            known = [e.name for e in self._catalog.repositories.list() if e.id == repository.id]
            return Contents(
                storage.url, repository.id, listed.snapshots, listed.problems, stored, known
            )
        finally:
            repository.close()

    def _taken_in(self, entry: RepositoryEntry, repository: Repository) -> Opened:
        """All of it must fit into the quota before anything is remembered."""
        snapshots = repository.load_snapshots().snapshots
        new = {s.target for s in snapshots} - {t.name for t in self._catalog.targets.list()}
        stored = sum(repository.index.packs().values())
        self._catalog.quotas.must_fit(size=stored, snapshots=len(snapshots), targets=len(new))
        entry = replace(entry, stored=stored)
        self._catalog.repositories.add(entry)
        opened = self.look(entry, repository)
        self._remember_targets(opened)
        return opened

    @contextmanager
    def open(
        self, name: str, secret: Secret | None = None, beside: Beside | None = None
    ) -> Iterator[Opened]:
        """An open repository by its name; what it holds is remembered. ``secret``: only this may
        open it, nobody is asked. ``beside`` is begun while the key is made of what was typed.

        Raises :class:`AnotherRepository` where not the one that is remembered lies now."""
        entry = self._catalog.repositories.load(name)
        storage = self._keyholder.open_storage(entry.url)
        if secret is None:
            repository = self._unlock(storage, entry, beside)
        else:
            repository = Repository.open(storage, secret, self._cache, entry.id)
        try:
            yield self.look(entry, repository)
        finally:
            repository.close()

    @contextmanager
    def reading(self, name: str) -> Iterator[Repository]:
        """The same, without looking at what it holds: for who knows what to read there."""
        entry = self._catalog.repositories.load(name)
        repository = self._unlock(self._keyholder.open_storage(entry.url), entry)
        try:
            yield repository
        finally:
            repository.close()

    def must_be_free(self, name: str) -> None:
        """Raises :class:`NameTaken` when a repository is called so."""
        with suppress(UnknownName):
            self._catalog.repositories.load(name)
            raise NameTaken("repository", name)

    @property
    def _cache(self) -> Path:
        self._folder.mkdir(exist_ok=True)
        return self._folder

    def _unlock(
        self,
        storage: Storage,
        entry: RepositoryEntry,
        beside: Beside | None = None,
    ) -> Repository:
        secret = self._keyholder.secret(entry)
        try:
            repository = self._unlock_with(storage, entry, secret, beside)
        except WrongKey as refusal:
            # The keyring's slot was revoked elsewhere, or the passphrase was changed: a person
            # may know another one.
            if refusal.what != KEYRING and not self._keyholder.forget(entry.url):
                raise
            if beside:
                beside.let_go()
            secret = self._keyholder.secret(replace(entry, keyring_slot=""))
            repository = self._unlock_with(storage, entry, secret, beside)
        self._keyholder.remember(entry.url, secret)
        return repository

    def _unlock_with(
        self, storage: Storage, entry: RepositoryEntry, secret: Secret, beside: Beside | None
    ) -> Repository:
        if beside is None:
            return Repository.open(storage, secret, self._cache, entry.id)
        with ThreadPoolExecutor(1, "unlock") as thread:
            opening = thread.submit(Repository.open, storage, secret, self._cache, entry.id)
            try:
                beside.begin()
            except BaseException:
                if opening.exception() is None:
                    opening.result().close()
                raise
        return opening.result()

    def look(self, entry: RepositoryEntry, repository: Repository) -> Opened:
        """What an open repository holds at this moment; it is remembered."""
        listed, resting = repository.load_snapshots(), trash.load_trash(repository)
        problems = (*listed.problems, *resting.problems)
        damaged = {id_of(problem) for problem in problems}
        # Of a snapshot that cannot be read the catalog still knows whose it is, and of one whose
        # note cannot be read what was said.
        known = [s for s in self._catalog.snapshots.list(entry.id) if s.id in damaged]
        there = {s.id: s for s in (*known, *(each.snapshot for each in resting.resting))}
        there |= {s.id: s for s in listed.snapshots}
        said = self._said(repository, resting)
        self._catalog.snapshots.replace(entry.id, there.values(), said)
        entry = remember(self._catalog, entry, repository)
        return Opened(entry, repository, listed.snapshots, problems, resting.resting, said)

    def _said(self, repository: Repository, resting: trash.Trash) -> Mapping[str, Annotation]:
        found = notes.load_notes(repository)
        said = {i: Annotation(n.label, n.note, n.keep) for i, n in found.notes.items()}
        if found.problems:
            before = self._catalog.snapshots.annotations()
            said |= {i: before.get(i, Annotation(keep=True)) for i in found.problems}
        for each in resting.resting:
            now = said.get(each.snapshot.id, Annotation())
            said[each.snapshot.id] = replace(now, trashed=each.removed)
        return said

    def _remember_targets(self, opened: Opened) -> None:
        """Targets that this computer does not know yet, as their newest snapshot tells."""
        newest = {snapshot.target: snapshot for snapshot in opened.snapshots}
        known = {target.name for target in self._catalog.targets.list()}
        for name, snapshot in newest.items():
            if name not in known:
                address, kind = snapshot.target_address, snapshot.target_kind
                self._catalog.targets.add(TargetEntry(name, kind, address, opened.entry.name))


def id_of(problem: Damaged) -> str:
    """The id of a snapshot whose manifest is damaged: the last part of the object's name."""
    return problem.name.rpartition("/")[2]
