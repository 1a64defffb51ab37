"""Everything that can go wrong, as one tree.

Errors carry data; wording and advice are made in ``cli/wording.py`` and the window::

    LabVaultError
    ├── BadInput            the request cannot be met as it stands            exit 2
    │   ├── UnknownName, NameTaken, BadAddress, NothingMatches, BelongsElsewhere, QuotaReached
    │   ├── TargetNotEmpty, TargetInUse, RestoreInterrupted, NotSupported, MistypedKey
    │   ├── SecretNeeded, SecretMistyped, LastKey, NotAllowed, AskedTooOften
    │   ├── BadRule, AgentRunning
    │   ├── WrongState      a job cannot be cancelled, retried or dismissed as it stands
    ├── FoundProblem        the work ended and found something wrong          exit 1
    │   ├── Damaged         an object of a repository is not what it must be
    │   │   └── Missing, LatestUnknown
    │   ├── PruneHeld       damage is known or a tripwire fired: nothing is removed
    │   ├── TargetLost      what a target was at its last snapshot is there no more
    │   ├── BadFilm         a film cannot be played, or costs too much to look into
    │   ├── BadDump         another program's dump cannot be taken in
    │   └── BadCache        another program's cache of films cannot be taken in
    ├── EnvironmentFailed   the world around LabVault failed                  exit 3
    │   ├── OutputFailed    a file for people does not take what is written
    │   │   └── StdoutFailed
    │   ├── StorageFailed
    │   │   ├── StorageUnreachable, NoSpace, NoPermission
    │   │   │   └── ReadOnly, KeyRefused    of a file system, of an object store
    │   │   └── ObjectAbsent, ObjectExists      (storage contract; callers translate them)
    │   ├── RepositoryRefused
    │   │   ├── NotARepository, AlreadyARepository, AnotherRepository, NewerFormat, WrongKey
    │   │   ├── PrunedMeanwhile, Leased
    │   ├── SourceFailed
    │   │   ├── ServerUnreachable, LoginRefused, ConnectionLost, ServerRefused, ToolFailed
    │   │   │   └── TlsFailed       the server is there, and the way to it is not to be trusted
    │   │   ├── OptionsRefused      settings of a connection, where nobody's login is in doubt
    │   │   ├── ToolMissing, ToolTooOld, ProgramMissing, AccountMissing
    │   │   ├── ItemChanged, ItemFailed, FolderUnreadable
    │   │   ├── PlaceFailed     a folder that is restored into
    │   │   ├── NoSuchFile, FileBusy, NotADatabase      (SQLite files)
    │   ├── JobRunning, TimedOut, ProgramEnded      (jobs)
    │   ├── KeyringFailed   the system's keyring is locked, refuses, or went away
    │   ├── NotSent         a notification did not go out
    │   ├── CatalogUnreachable, NewerCatalog
    │   └── ProfileFailed   catalog or settings cannot be read or written
    ├── Cancelled           the user asked for the stop                       exit 130
    └── Bug                 LabVault broke a rule of its own                  exit 4
"""

from __future__ import annotations

from inspect import get_annotations
from typing import Any, ClassVar, dataclass_transform


@dataclass_transform(eq_default=False)
class LabVaultError(Exception):
    """Base of all. ``str()`` gives the data for a log, not a sentence for people.

    A class names the data that its errors carry, in the order in which they are given. (Not by
    ``@dataclass``: to make sixty of those is a fiftieth of a short command.)
    """

    names: ClassVar[tuple[str, ...]] = ()

    def __init_subclass__(cls) -> None:
        own = (name for name in get_annotations(cls) if name not in cls.names)
        cls.names = (*cls.names, *own)

    def __init__(self, *values: Any, **named: Any) -> None:
        given = dict(zip(self.names, values, strict=False)) | named
        whole = {n: getattr(type(self), n) for n in self.names if hasattr(type(self), n)} | given
        if len(given) != len(values) + len(named) or whole.keys() != set(self.names):
            raise TypeError(f"{type(self).__name__} takes {', '.join(self.names) or 'nothing'}")
        super().__init__(*(whole[name] for name in self.names))
        vars(self).update((name, whole[name]) for name in self.names)

    def __repr__(self) -> str:
        return str(self)

    def __str__(self) -> str:
        shown = ", ".join(f"{name}={value!r}" for name, value in vars(self).items())
        return f"{type(self).__name__}({shown})"


class BadInput(LabVaultError):
    """The request cannot be met as it stands; nothing was changed."""


class UnknownName(BadInput):
    """``what`` is a glossary word: target, repository, snapshot, item."""

    what: str
    name: str


class NameTaken(BadInput):
    what: str
    name: str


class BelongsElsewhere(BadInput):
    """The repository belongs to another workspace of this catalog."""

    url: str


class QuotaReached(BadInput):
    """The work would take the workspace over a quota. ``what``: bytes, snapshots or targets;
    ``used`` is what there is, ``more`` what would come to it, as far as can be told before."""

    workspace: str
    what: str
    used: int
    more: int
    limit: int


class BadAddress(BadInput):
    address: str
    reason: str


class NothingMatches(BadInput):
    pattern: str


class TargetNotEmpty(BadInput):
    """A place to restore into holds something already. ``holds`` names a few of the things."""

    where: str
    holds: str


class TargetInUse(BadInput):
    where: str
    sessions: int


class RestoreInterrupted(BadInput):
    """An earlier restore to this place did not end; the user says whether to resume or clean up."""

    where: str
    unfinished: str


class NotSupported(BadInput):
    what: str
    reason: str


class MistypedKey(BadInput):
    """A recovery key with a slip. ``group`` counts from 1; 0 when the length is wrong."""

    group: int


class SecretNeeded(BadInput):
    """A secret is needed, none is at hand, and there is no terminal to ask at."""

    what: str
    where: str
    variable: str


class SecretMistyped(BadInput):
    """Nothing was typed, or the second time was not like the first."""

    what: str


class LastKey(BadInput):
    """Without this key slot neither a passphrase nor a recovery key would open a repository."""

    slot: str


class NotAllowed(BadInput):
    """The manager's password was not given, or was wrong. ``action`` in a few words."""

    action: str
    workspace: str


class AskedTooOften(BadInput):
    """Wrong manager's passwords were given lately; the next is not looked at before a while."""

    workspace: str
    seconds: int


class WrongState(BadInput):
    """``action``: cancel, retry, dismiss. ``state``: where the job stands."""

    job: str
    state: str
    action: str


class BadRule(BadInput):
    """What was typed is no rule of a schedule; ``reason`` says what was not understood."""

    rule: str
    reason: str


class AgentRunning(BadInput):
    """Another agent runs the schedules of this profile. ``process`` is its number."""

    profile: str
    process: str


class FoundProblem(LabVaultError):
    """The work ended, and what it found is not good."""


class Damaged(FoundProblem):
    """``name`` is the object's name in the storage; ``how`` in a few words."""

    name: str
    how: str


class Missing(Damaged):
    """An object or chunk that must be there is not."""


class LatestUnknown(Damaged):
    """What cannot be read may be the newest snapshot of ``target``."""

    target: str


class PruneHeld(FoundProblem):
    """Nothing may be removed from the repository at ``where`` before a person looked at it."""

    where: str
    why: str


class TargetLost(FoundProblem):
    """What was backed up is gone, and prune is held. ``what`` is gone; ``snapshot``: the first
    digits of the last one that holds it."""

    target: str
    what: str
    snapshot: str


class BadDump(FoundProblem):
    """A dump of another program that cannot be taken in; it was left as it is."""

    name: str
    reason: str


class BadCache(FoundProblem):
    """Another program's cache of films is none, is damaged, or would run something."""

    name: str
    reason: str


class BadFilm(FoundProblem):
    """What claims to be a film is none, cannot be decoded, or costs more than a look may.
    ``reason`` goes on after the name: "is empty". ``mild``: it may well be as it was recorded, and
    is only short, empty, or beyond what is looked into here."""

    name: str
    reason: str
    mild: bool = False


class EnvironmentFailed(LabVaultError):
    """The world around LabVault failed; the same request may work later."""


class OutputFailed(EnvironmentFailed):
    """What is written for people does not get in."""

    where: str
    reason: str


class StdoutFailed(OutputFailed):
    """Nothing more can be written there, this error neither."""


class StorageFailed(EnvironmentFailed):
    """A storage could not do what it was asked."""


class StorageUnreachable(StorageFailed):
    where: str
    reason: str


class NoSpace(StorageFailed):
    where: str


class NoPermission(StorageFailed):
    where: str


class ReadOnly(NoPermission):
    """Nobody may write there: all of the file system is only to be read."""


class KeyRefused(NoPermission):
    """An object store does not take the key it was given, or lets it not do what was asked."""

    reason: str


class ObjectAbsent(StorageFailed):
    name: str


class ObjectExists(StorageFailed):
    name: str


class RepositoryRefused(EnvironmentFailed):
    """A repository is there or not there, and cannot be used as asked."""


class NotARepository(RepositoryRefused):
    where: str


class AlreadyARepository(RepositoryRefused):
    where: str


class AnotherRepository(RepositoryRefused):
    """Not the repository that is known lies there now. Both ``found`` and ``expected`` are ids."""

    where: str
    found: str
    expected: str


class NewerFormat(RepositoryRefused):
    where: str
    version: int


class WrongKey(RepositoryRefused):
    """No key slot opens with what was given. ``what``: passphrase, recovery key, keyring."""

    where: str
    what: str


class PrunedMeanwhile(RepositoryRefused):
    """Chunks that a backup counted on were pruned while it ran (it was asleep too long)."""

    chunks: int


class Leased(RepositoryRefused):
    """Another program holds the repository for work that must be alone."""

    owner: str
    purpose: str


class SourceFailed(EnvironmentFailed):
    """What is to be protected, or restored into, failed."""


class ServerUnreachable(SourceFailed):
    where: str
    reason: str


class TlsFailed(ServerUnreachable):
    """No encrypted connection came about, or none that the certificates let us trust."""


class LoginRefused(SourceFailed):
    where: str
    user: str
    reason: str


class OptionsRefused(SourceFailed):
    """What the address, or the environment beside it, says of the connection is wrong; the server
    said so, or its client library before it asked the server."""

    where: str
    reason: str


class ConnectionLost(SourceFailed):
    where: str
    reason: str


class ServerRefused(SourceFailed):
    """The server answered a statement with an error. ``doing`` in a few words."""

    doing: str
    reason: str


class ToolMissing(SourceFailed):
    """``needed``: the oldest version that serves. ``product``: whose client tools it belongs to."""

    tool: str
    needed: str
    product: str = "PostgreSQL"


class ToolTooOld(SourceFailed):
    """``found`` and ``needed`` are versions, for PostgreSQL their major numbers. ``by``: what needs
    it, the server or the archive."""

    tool: str
    found: int | str
    needed: int | str
    product: str = "PostgreSQL"
    by: str = "the server"


class ProgramMissing(SourceFailed):
    """A database server's program, which should come with LabVault, is not in its folder."""

    program: str
    where: str


class AccountMissing(SourceFailed):
    """LabVault runs as root, and none of the users is there that it runs a server as."""

    users: str


class ToolFailed(SourceFailed):
    """A client tool ended with an error; ``reason`` is the first telling line it wrote."""

    tool: str
    code: int
    reason: str


class ItemChanged(SourceFailed):
    """An item was dropped or altered between listing and reading."""

    item: str
    reason: str


class ItemFailed(SourceFailed):
    """One item cannot be read (no right to, not supported); the run goes on without it."""

    item: str
    reason: str


class FolderUnreadable(SourceFailed):
    """The folder that is the target is not there or may not be read. ``reason`` in the system's
    words."""

    where: str
    reason: str


class PlaceFailed(SourceFailed):
    """A folder that is restored into cannot be used, or went away."""

    where: str
    reason: str


class NoSuchFile(SourceFailed):
    """There is no file to back up. ``reason`` is a clause: "it is a folder"."""

    where: str
    reason: str


class FileBusy(SourceFailed):
    """Another program kept a file locked, or changed it again and again, for so long."""

    where: str
    seconds: int


class NotADatabase(SourceFailed):
    """A file is no SQLite database of which anything can be read. ``reason`` is a clause."""

    where: str
    reason: str


class ProfileFailed(EnvironmentFailed):
    where: str
    reason: str


class CatalogUnreachable(EnvironmentFailed):
    """The server of a shared catalog is away, or refuses. ``where`` is its address."""

    where: str
    reason: str


class NewerCatalog(EnvironmentFailed):
    """The catalog has a form of a newer LabVault; it was left alone."""

    where: str
    found: str
    known: str


class KeyringFailed(EnvironmentFailed):
    """The operating system's keyring is locked, refuses, or went away."""

    reason: str


class NotSent(EnvironmentFailed):
    """A channel did not take a message. ``reason`` holds no secret of its address."""

    channel: str
    reason: str


class JobRunning(EnvironmentFailed):
    """The same is being done already. ``owner``: by which program; ``since`` in ISO form."""

    kind: str
    target: str
    job: str
    owner: str
    since: str


class TimedOut(EnvironmentFailed):
    """A job took longer than it may; ``kind`` is what it was doing, ``seconds`` what it may."""

    kind: str
    seconds: int


class ProgramEnded(EnvironmentFailed):
    """The program that ran a job was killed, or the computer stopped, at this ``attempt``."""

    kind: str
    attempt: int


class Cancelled(LabVaultError):
    """The user asked for the stop."""


class Bug(LabVaultError):
    """LabVault broke a rule of its own."""

    what: str
