"""What the command line and the window hold while they work for one lab group."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop_app.engine.catalog.catalog import Catalog
from desktop_app.engine.catalog.entries import (
    DEFAULT_WORKSPACE,
    NOTHING,
    JobKind,
    RepositoryEntry,
)
from desktop_app.engine.catalog.server import CatalogServer
from desktop_app.engine.errors import UnknownName
from desktop_app.engine.head_start import HeadStart
from desktop_app.engine.kinds.registry import FOLDER, kind_of
from desktop_app.engine.model import Remark, Snapshot
from desktop_app.engine.progress import Progress, Silent
from desktop_app.engine.roles import Action
from desktop_app.engine.secrets.keyring_entries import login_entry
from desktop_app.engine.telling.at_work import telling
from desktop_app.engine.workspace.choice import candidates, choose
from desktop_app.engine.workspace.fitting import Fitting
from desktop_app.engine.workspace.gate import Gate, utc_now
from desktop_app.engine.workspace.guarding import measure
from desktop_app.engine.workspace.holds import hold_for_tripwire, remember
from desktop_app.engine.workspace.key_changes import KeyChanges, confirm_recovery_key
from desktop_app.engine.workspace.keyholder import Keyholder
from desktop_app.engine.workspace.opening import Contents, Opened, Opener
from desktop_app.engine.workspace.reaching import Reaching
from desktop_app.engine.workspace.recording import ByHand, Ended, Record, Recorder, WithinJob

if TYPE_CHECKING:
    from desktop_app.engine.backup import BackupResult
    from desktop_app.engine.kinds.kind import Place
    from desktop_app.engine.repository.keys import RecoveryKey, Secret, Slot
    from desktop_app.engine.repository.repository import Repository
    from desktop_app.engine.restore import RestoreOptions, RestoreResult
    from desktop_app.engine.sources.base import Destination, Source
    from desktop_app.engine.sources.client import Login


class Workspace:
    """Use as a context manager. One thread at a time."""

    def __init__(
        self,
        profile: Path,
        keyholder: Keyholder,
        name: str = DEFAULT_WORKSPACE,
        server: CatalogServer | None = None,
        *,
        recorder: Recorder | None = None,
        ended: Ended | None = None,
        head_start: HeadStart | None = None,
    ) -> None:
        """``server``: where the catalog lies; None when it is a file of the profile.
        ``recorder``: how runs are noted; as runs by hand when none is given, and ``ended`` is told
        of each of those. ``head_start``: what the caller has begun of the first run, which is the
        workspace's from now on."""
        self.profile, self.keyholder, self.name = profile, keyholder, name
        self._head_start = head_start or HeadStart()
        self.whole_catalog = Catalog(profile, server)
        try:
            self.catalog = self.whole_catalog.of(name)
        except BaseException:
            self.close()
            raise
        self._recorder = recorder or ByHand(self.whole_catalog, name, ended)
        self._opener = Opener(self.catalog, keyholder, profile / "cache")
        self.gate = Gate(self.whole_catalog.workspaces, self.catalog, keyholder)

    def close(self) -> None:
        self._head_start.close()
        self.whole_catalog.close()

    def __enter__(self) -> Workspace:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # Repositories

    def create_repository(self, name: str, url: str, passphrase: str) -> tuple[Opened, str]:
        """Make a repository and remember it; also returns the recovery key, kept nowhere."""
        return self._opener.create(name, url, passphrase)

    def open_repository(self, name: str, url: str, secret: Secret | None = None) -> Opened:
        """Remember an existing repository, with the targets and snapshots it tells of. ``secret``:
        what opens it; None asks the keyholder."""
        return self._opener.adopt(name, url, secret)

    def find_repository(self, url: str) -> str:
        """The id of the repository at an address, which nothing opens yet. Raises
        :class:`NotARepository` and what storages raise."""
        return self._opener.find(url)

    def look_inside(self, url: str, secret: Secret) -> Contents:
        """What is in an existing repository; nothing is remembered. Raises :class:`WrongKey`,
        :class:`NotARepository` and what storages raise."""
        return self._opener.look_inside(url, secret)

    def permit(self, action: Action, opened: Opened | None = None) -> None:
        """Ask for the manager's password where the action needs it; see :class:`Gate`. A job was
        permitted when it was put into the queue, and is not asked about."""
        if not isinstance(self._recorder, WithinJob):
            self.gate.require(action, opened)

    def permit_restore(self, options: RestoreOptions, opened: Opened) -> None:
        """The same for a restore, which over what is there is for a manager alone."""
        over = options.takes_away
        self.permit(Action.RESTORE_OVER if over else Action.RESTORE_BESIDE, opened)

    def remove_target(self, name: str) -> None:
        """Forget a target; its snapshots stay. For a manager. Raises :class:`UnknownName`."""
        self.catalog.targets.load(name)
        self.permit(Action.REMOVE_TARGET)
        self.catalog.targets.delete(name)
        self._forget_index(name)
        self.gate.note("removed a target", {"name": name})

    def _forget_index(self, target: str) -> None:
        from desktop_app.engine.sources.folder.index.clearing import forget
        from desktop_app.engine.sources.folder.index.place import index_of

        forget(index_of(self.profile / "cache", self.name, target))

    def key_changes(self, opened: Opened) -> KeyChanges:
        """The keys of an open repository, for a manager to change."""
        self.permit(Action.CHANGE_KEYS, opened)
        return KeyChanges(opened, self.catalog, self.keyholder)

    def confirm_recovery_key(self, opened: Opened, secret: RecoveryKey, at: datetime) -> Slot:
        """Somebody typed the recovery key; returns its slot. Raises :class:`WrongKey`."""
        return confirm_recovery_key(opened, self.catalog, secret, at)

    def repository(self, name: str, secret: Secret | None = None) -> AbstractContextManager[Opened]:
        """An open repository by its name; what it holds is remembered. ``secret``: only this may
        open it, nobody is asked."""
        return self._opener.open(name, secret)

    def reading(self, name: str) -> AbstractContextManager[Repository]:
        """An open repository by its name, without a look at what it holds: to read from snapshots
        that the catalog knows. With many snapshots that look takes long."""
        return self._opener.reading(name)

    def look_again(self, opened: Opened) -> Opened:
        """The same repository with what it holds now; that is remembered."""
        return self._opener.look(opened.entry, opened.repository)

    def must_be_free(self, name: str) -> None:
        """Raises :class:`NameTaken` when a repository is called so."""
        self._opener.must_be_free(name)

    def repository_of(self, target: str) -> RepositoryEntry:
        """What is known here of the repository that a target is backed up into."""
        return self.catalog.repositories.load(self.catalog.targets.load(target).repository)

    @contextmanager
    def holding(self, *references: str) -> Iterator[tuple[Opened, tuple[Snapshot, ...]]]:
        """The open repository that holds all the snapshots meant, and these."""
        names = candidates(self.catalog, references[0])
        for last, name in enumerate(names, 1 - len(names)):
            with self.repository(name) as opened:
                try:
                    found = tuple(choose(self.catalog, opened, each) for each in references)
                except UnknownName:
                    if last == 0:
                        raise
                    continue
                yield opened, found
                return

    # Sources and destinations

    def destination(self, url: str, kind: str) -> Destination:
        """A place to restore into, by its address and the kind of what was backed up."""
        return kind_of(kind).destination(self.place(url, kind))

    def place(self, url: str, kind: str, options: Mapping[str, Any] = NOTHING) -> Place:
        """An address with what it needs to be reached. Asks for a password that is not known."""
        from desktop_app.engine.kinds.kind import Place

        login = kind_of(kind).login(url)
        kept = login is not None and self.password_kept(login)
        password = None if login is None else self.keyholder.password(login, kept)
        return Place(url, password, self.keyholder.client, options)

    def place_of(self, target: str) -> Place:
        """Where a target is, and its index. Raises :class:`UnknownName`."""
        from desktop_app.engine.sources.folder.index.place import index_of

        entry = self.catalog.targets.load(target)
        index = index_of(self.profile / "cache", self.name, target)
        return replace(self.place(entry.url, entry.kind, entry.options), index=index)

    def password_kept(self, login: Login) -> bool:
        """Whether this computer's keyring has the login's password for another target."""
        kept = (t for t in self.catalog.targets.list() if t.password_kept)
        logins = (kind_of(target.kind).login(target.url) for target in kept)
        return any(each and login_entry(each) == login_entry(login) for each in logins)

    # Runs

    @contextmanager
    def prepared(
        self, target: str, *, reread: bool = False
    ) -> Iterator[Callable[[Progress], BackupResult]]:
        """All that a backup may have to ask for is asked; what comes is to be called once.
        ``reread``: also what is as it was when the last snapshot was taken."""
        entry = self.catalog.targets.load(target)

        def place() -> Place:
            found = self.place_of(target)
            return replace(found, index=None) if reread else found

        with (
            closing(Reaching(self._head_start, entry.kind, place)) as reaching,
            self._opener.open(entry.repository, beside=reaching) as opened,
        ):
            yield lambda progress: self._back_up(reaching.source, target, opened, progress, reread)

    def _back_up(
        self, source: Source, target: str, opened: Opened, progress: Progress, reread: bool
    ) -> BackupResult:
        from desktop_app.engine.assurance.tripwires import Thresholds
        from desktop_app.engine.assurance.watch import Watch
        from desktop_app.engine.backup import back_up
        from desktop_app.engine.workspace.losing import LossWatch, noticing_loss

        options = self.catalog.targets.load(target).options
        repository = opened.repository

        def ring(found: Sequence[Remark]) -> None:
            hold_for_tripwire(repository, target, found, utc_now())

        watch = Watch(repository, Thresholds.of(options), ring)
        loss = LossWatch(repository, target, watch)
        with self.recorded("backup", target, opened.entry.name, progress) as record:
            fitting = Fitting(source, target, opened, self.catalog)
            with noticing_loss(opened, self.catalog, target):
                result = back_up(
                    fitting,
                    target,
                    repository,
                    record.progress,
                    watch=loss,
                    fits=fitting.fits,
                    reread=reread,
                    known=opened.snapshots,
                )
            measure(opened, self.catalog, utc_now())
            self.catalog.snapshots.add(opened.entry.id, result.snapshot)
            self._note_in_index(target, opened, result)
            if watch.found or loss.found:
                remember(self.catalog, opened.entry, repository)
            record.grade, record.snapshot = result.grade, result.snapshot.id
            record.remarks = result.remarks
            record.figures = {
                "bytes": result.bytes_read,
                "stored": result.bytes_stored,
                "items": result.items,
                "rows": result.snapshot.rows,
            }
        return result

    def _note_in_index(self, target: str, opened: Opened, result: BackupResult) -> None:
        if result.snapshot.target_kind == FOLDER:
            from desktop_app.engine.sources.folder.index.place import index_of
            from desktop_app.engine.targets.index_states import note_snapshot

            index = index_of(self.profile / "cache", self.name, target)
            note_snapshot(index, opened.repository, result.snapshot, result.anew)

    def restore(
        self,
        opened: Opened,
        snapshot: Snapshot,
        destination: Destination,
        options: RestoreOptions,
        progress: Progress,
    ) -> RestoreResult:
        """Carry out a restore and note it. Over what is there: for a manager alone, who is asked
        before ``progress`` is told anything. Raises what :meth:`permit` raises."""
        from desktop_app.engine.restore import restore

        self.permit_restore(options, opened)
        with self.recorded("restore", snapshot.target, opened.entry.name, progress) as record:
            result = restore(opened.repository, snapshot, destination, options, record.progress)
            record.grade, record.snapshot = result.grade, snapshot.id
            record.remarks = result.warnings
            record.figures = {
                "bytes": result.bytes_read,
                "rows": result.rows,
                "files": result.files,
                "items": result.items,
            }
        return result

    def recorded(
        self, kind: str, target: str, repository: str, progress: Progress | None = None
    ) -> AbstractContextManager[Record]:
        """Note a run as a job: that it began, that it is alive, and how it ended, also when it
        fails. The run tells its progress to the record's; a job that somebody cancels is
        cancelled through it. Raises :class:`JobRunning` for a second backup of a target, and what
        :meth:`permit` raises."""
        if kind == JobKind.PRUNE:
            self.permit(Action.PRUNE)
        progress = progress or Silent()
        if kind == JobKind.BACKUP:
            return self._told_of(target, repository, progress)
        return self._recorder.recorded(JobKind(kind), target, repository, progress)

    @contextmanager
    def _told_of(self, target: str, repository: str, progress: Progress) -> Iterator[Record]:
        """A backup, of which other programs may ask what it is at."""
        with (
            telling(self.profile, self.name, target, progress) as told,
            self._recorder.recorded(JobKind.BACKUP, target, repository, told) as record,
        ):
            yield record
