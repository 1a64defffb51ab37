"""One sentence for every error: what, why, and what to do.

``{fields}`` are the data of the error. A test walks the tree of errors and fails when a class
that can be raised has no words of its own here.
"""

from __future__ import annotations

from collections.abc import Mapping

from desktop_app.cli import answer
from desktop_app.cli.text import count, shown, size, typed
from desktop_app.engine import errors

WORDS: Mapping[type[errors.LabVaultError], str] = {
    # The request
    errors.UnknownName: ("No {what} is called {name}: it is not known here. Look at {list}."),
    errors.NameTaken: (
        "The name cannot be used: there is a {what} {name} already. Choose another name."
    ),
    errors.BelongsElsewhere: (
        "The repository at {url} was not taken in: it belongs to another workspace, and each "
        "workspace has its own. Make another one, or work in its workspace with --workspace."
    ),
    errors.QuotaReached: (
        "Nothing was begun: the quota of {what} of the workspace {workspace} is {limit}, it has "
        "{used}, and about {more} more would come. Remove what is not needed, or raise the quota "
        "with `labvault workspace change {typed_workspace}`."
    ),
    errors.BadAddress: "{address} cannot be used: {reason}. Correct it.",
    errors.NothingMatches: (
        "Nothing is restored: nothing in the snapshot matches {pattern}. "
        "Look at `labvault show SNAPSHOT` for what was left out, and for the names: of a "
        "partitioned table, in an older snapshot, those of its partitions."
    ),
    errors.TargetNotEmpty: (
        "{where} was left as it is: it is not empty, it holds {holds}. "
        "Restore into a new name, or add --replace to keep the old one beside it."
    ),
    errors.TargetInUse: (
        "{where} was left as it is: {sessions} other sessions use it. "
        "Close them, or add --disconnect."
    ),
    errors.RestoreInterrupted: (
        "An earlier restore to {where} did not end: {unfinished} is unfinished. "
        "Add --resume to go on with the same snapshot and items, or --clean-up to begin afresh."
    ),
    errors.NotSupported: "LabVault cannot do this: {what}: {reason}. Choose another way.",
    errors.MistypedKey: (
        "This is not a recovery key: {group}. Type it again as it is printed, all groups of it."
    ),
    errors.SecretNeeded: (
        "The {what} for {where} is needed: there is no terminal to ask at. Set {variable}."
    ),
    errors.SecretMistyped: (
        "Nothing was made: the {what} was empty or was not typed twice alike. Try again."
    ),
    errors.LastKey: (
        "Key slot {slot} was kept: without it no passphrase and no recovery key would open the "
        "repository. Add another with `labvault key add` or `labvault repository kit` first."
    ),
    errors.NotAllowed: (
        "Refused, and noted in the audit log: to {action} in workspace {workspace}, the manager's "
        "password is needed, and what was given is not it. Ask the manager."
    ),
    errors.AskedTooOften: (
        "Refused: too many wrong manager's passwords were given in workspace {workspace}. "
        "Wait {seconds} seconds and try again."
    ),
    # What was found
    errors.Damaged: (
        "{name} in the repository is damaged: {how}. "
        "Run `labvault verify --all` to see what is lost, and use another copy if there is one."
    ),
    errors.Missing: (
        "{name} is missing from the repository: {how}. "
        "Run `labvault verify --all` to see what is lost, and use another copy if there is one."
    ),
    errors.LatestUnknown: (
        "{name} in the repository is damaged: {how}. It may be the newest snapshot of {target}. "
        "To use an older one, find its id with `labvault snapshots` and name that in place of "
        "latest:{target}. Run `labvault verify --all` to see what is lost."
    ),
    errors.PruneHeld: (
        "Nothing is removed from {where}: prune is held there: {why}. Look at it with "
        "`labvault repository show` and `labvault verify --all`."
    ),
    errors.TargetLost: (
        "Data about to be lost: {what} of the target {target} is not there any more. Nothing is "
        "removed from its repository until a manager has looked; get it back with "
        "`labvault restore {snapshot} --to URL`."
    ),
    errors.BadDump: (
        "{name} was not taken in: {reason}. Use another dump of the same time if there is one."
    ),
    errors.BadCache: (
        "Nothing of {name} was taken in, and nothing in it was run: {reason}. "
        "Do without it: a scan finds everything by itself."
    ),
    errors.BadFilm: (
        "This cannot be played: {name} {reason}. If it must, look for another copy; LabVault keeps "
        "it as it is."
    ),
    errors.OutputFailed: (
        "{where} could not be written: {reason}. Check the place and its free space, or write "
        "elsewhere, and run it again."
    ),
    errors.StdoutFailed: (
        "The {where} could not be written: {reason}. Check what it leads to and the free space "
        "there, and run it again."
    ),
    # The storage
    errors.StorageFailed: "The storage failed: it did not do what it was asked. Try again later.",
    errors.StorageUnreachable: (
        "The repository at {where} cannot be reached: {reason}. "
        "Check that it is plugged in, mounted or online."
    ),
    errors.NoSpace: (
        "The disk is full: nothing more fits into {where}. Free some space and run it again; "
        "what was stored so far is used again."
    ),
    errors.NoPermission: (
        "{where} may not be used: the system refuses it. Check its owner and its rights."
    ),
    errors.ReadOnly: (
        "Nothing can be written to {where}: its file system is read-only. Take off the write "
        "protection or mount it for writing; if it was writable before, check the disk."
    ),
    errors.KeyRefused: (
        "The object store refuses {where}: {reason}. Check the access key id, the secret access "
        "key (AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY) and what they may do in the bucket."
    ),
    errors.ObjectAbsent: (
        "{name} was not found in the storage: another program removed it. Run it again."
    ),
    errors.ObjectExists: (
        "{name} is in the storage already: another program wrote it meanwhile. Run it again."
    ),
    # The repository
    errors.NotARepository: (
        "There is no repository at {where}: it has no labvault.json. "
        "Check the address, or make one with `labvault repository create`."
    ),
    errors.AlreadyARepository: (
        "No repository was made at {where}: the place is not empty. "
        "Choose an empty one, or use `labvault repository open`."
    ),
    errors.AnotherRepository: (
        "Another repository lies at {where} now: {found}, not {expected}. Put the right drive or "
        "folder back, or take this one in with `labvault repository open`."
    ),
    errors.NewerFormat: (
        "The repository at {where} was left alone: it has format {version}, of a newer LabVault. "
        "Update LabVault."
    ),
    errors.WrongKey: (
        "The repository at {where} stays closed: the {what} does not fit. "
        "Try again, or use the recovery key."
    ),
    errors.PrunedMeanwhile: (
        "The backup was not finished: {chunks} chunks it counted on were pruned meanwhile. "
        "Run it again."
    ),
    errors.Leased: (
        "The repository is in use: {owner} holds it for {purpose}. "
        "Wait for its end and run it again."
    ),
    # Servers and tools
    errors.ServerUnreachable: (
        "The server {where} cannot be reached: {reason}. Check the address and that it runs."
    ),
    errors.LoginRefused: (
        "The server {where} refused the user {user}: {reason}. Check the user and the password."
    ),
    errors.OptionsRefused: (
        "The connection to {where} cannot be had as it is asked for: {reason}. Correct the options "
        "in the address, or PGOPTIONS and what else begins with PG in the environment."
    ),
    errors.TlsFailed: (
        "There is no trusted connection to {where}: {reason}. Check sslmode and the certificates "
        "that the address names, and whether the server encrypts."
    ),
    errors.ConnectionLost: (
        "The connection to {where} was lost: {reason}. Check the server and run it again."
    ),
    errors.ServerRefused: (
        "The server refused while {doing}: {reason}. Correct that, or check the rights of the user."
    ),
    errors.ToolMissing: (
        "{tool} was not found: version {needed} or newer is needed. Install the {product} client "
        "tools of that version."
    ),
    errors.ToolTooOld: (
        "{tool} {found} is too old: {by} needs {needed} or newer. Install the {product} client "
        "tools of that version."
    ),
    errors.ProgramMissing: (
        "No database server can be started: {program} is not in {where}. Install LabVault again, "
        "which brings it along."
    ),
    errors.AccountMissing: (
        "No database server can be started: none runs as root, and there is none of the users "
        "it could run as: {users}. Make such a user, or run LabVault as one that is not root."
    ),
    errors.ToolFailed: "{tool} failed with code {code}: {reason}. Correct that and run it again.",
    errors.ItemChanged: "{item} changed while it was read: {reason}. Run it again.",
    errors.ItemFailed: "{item} cannot be read: {reason}. Check the rights of the user.",
    errors.FolderUnreadable: (
        "The folder {where} cannot be read: {reason}. Check that it is there, and mounted if it is "
        "a drive, and the rights of the user."
    ),
    errors.PlaceFailed: (
        "The restore into {where} stopped: {reason}. Check that the folder is there, and plugged "
        "in if it is on a drive; then run it again, with --resume if it had begun."
    ),
    # SQLite files
    errors.NoSuchFile: (
        "There is no file to back up at {where}: {reason}. Check the path of the target."
    ),
    errors.FileBusy: (
        "{where} could not be read: another program kept it locked or kept changing it for "
        "{seconds} seconds. Wait until that program rests, or end it, and run it again."
    ),
    errors.NotADatabase: (
        "{where} is no SQLite database that can be read: {reason}. Check the path; a file of "
        "another kind, or an encrypted one, can be backed up as part of a folder."
    ),
    errors.KeyringFailed: (
        "This computer's keyring cannot be used: {reason}. Unlock it and try again, or give what "
        "it holds at the terminal or in the environment, such as LABVAULT_PASSPHRASE."
    ),
    errors.ProfileFailed: (
        "The profile cannot be used: {where}: {reason}. Check its rights, or name another "
        "with --profile."
    ),
    errors.CatalogUnreachable: (
        "The shared catalog at {where} cannot be used: {reason}. Check that its server runs, and "
        "look at `labvault settings show`."
    ),
    errors.NewerCatalog: (
        "The catalog {where} was left alone: a newer LabVault has changed it to form {found}, "
        "and this one knows up to {known}. Update LabVault."
    ),
    errors.NotSent: (
        "The message through {channel} was not sent: {reason}. Check the channel's address and "
        "that its server can be reached."
    ),
    # The schedule
    errors.BadRule: (
        "“{rule}” is no rule of a schedule: {reason}. Try “every day at 01:00”, “every monday and "
        "thursday at 18:30”, “every 6 hours”, “on the 1st of every month at 04:00”, “when the "
        "drive is plugged in”, “after files stop changing”, “never”, or a cron line."
    ),
    errors.AgentRunning: (
        "No second agent was started: process {process} runs the schedules of {profile} already. "
        "Look at `labvault agent status`."
    ),
    # Jobs
    errors.WrongState: (
        "{action} is not possible: job {job} is {state}. Look at `labvault jobs list`."
    ),
    errors.JobRunning: (
        "No second {kind} of {target} was begun: job {job} of {owner} has been at it since "
        "{since}. Wait for its end, or stop it with `labvault jobs cancel {job}`."
    ),
    errors.TimedOut: (
        "The {kind} was stopped: it took longer than the {seconds} seconds it may. "
        "Find out what slows it, or give it more time."
    ),
    errors.ProgramEnded: (
        "The {kind} did not end: the program that ran it was killed, or the computer stopped "
        "(try {attempt}). Retry it, and look what ends the program if it happens again."
    ),
    errors.Cancelled: (
        "Stopped: you asked for it. Run it again to go on, a restore with --resume; "
        "nothing is half done."
    ),
    errors.Bug: "This is a fault of LabVault: {what}. Please report it.",
}

# Where the names of each kind of thing stand.
LISTS = {
    "target": "`labvault target list`",
    "repository": "`labvault repository list`",
    "snapshot": "`labvault snapshots`",
    "snapshot in the trash": "`labvault trash list`",
    "item": "`labvault show SNAPSHOT`",
    "job": "`labvault jobs list`",
    "schedule": "`labvault schedule show`",
    "workspace": "`labvault workspace list`",
    "server": "`labvault server list`",
    "channel": "`labvault notify list`",
    "failed notice": "`labvault notify outbox`",
    "key slot": "`labvault key list`",
    "device": "`labvault fleet`",
    "database": "the databases of that server",
    "kept database": "`labvault kept list URL`",
    "kept file": "`labvault kept list PATH`",
    "kept folder": "`labvault kept list PATH`",
}
ANY_LIST = "`labvault target list`, `labvault repository list` or `labvault snapshots`"

# Branches of the tree that stand for several errors and are never raised themselves.
ABSTRACT = frozenset(
    {
        errors.LabVaultError,
        errors.BadInput,
        errors.FoundProblem,
        errors.EnvironmentFailed,
        errors.RepositoryRefused,
        errors.SourceFailed,
    }
)

QUOTA_FIELDS = ("used", "more", "limit")

CODES: Mapping[type[errors.LabVaultError], int] = {
    errors.BadInput: answer.USAGE,
    errors.FoundProblem: answer.FOUND_PROBLEM,
    errors.EnvironmentFailed: answer.ENVIRONMENT,
    errors.Cancelled: answer.CANCELLED,
    errors.Bug: answer.BUG,
}


def sentence(error: errors.LabVaultError) -> str:
    """The line for people. All data of the error is shown with control characters escaped.

    >>> sentence(errors.NoSpace("/mnt/nas"))[:54]
    'The disk is full: nothing more fits into /mnt/nas. Fre'
    """
    words = next((WORDS[kind] for kind in type(error).__mro__ if kind in WORDS), None)
    if words is None:
        return f"{shown(str(error))}. This is a fault of LabVault, please report it."
    data = {name: _one_line(value) for name, value in vars(error).items()}
    if isinstance(error, errors.UnknownName):
        data["list"] = LISTS.get(error.what, ANY_LIST)
    if isinstance(error, errors.MistypedKey):
        at = error.group
        data["group"] = f"group {at} has a slip" if at else "it is too short or too long"
    if isinstance(error, errors.QuotaReached):
        data["typed_workspace"] = typed(error.workspace)
        data |= {name: _amount(getattr(error, name), error.what) for name in QUOTA_FIELDS}
    return words.format(**data)


def _amount(number: int, what: str) -> str:
    return size(number) if what == "bytes" else count(number, _one_line(what).removesuffix("s"))


def _one_line(value: object) -> str:
    """A reason from a server may have several lines, and ends in a stop of its own."""
    if isinstance(value, int):
        return f"{value:,}"
    lines = (line.strip() for line in str(value).splitlines())
    return shown("; ".join(line for line in lines if line)).rstrip(".")


def exit_code(error: errors.LabVaultError) -> int:
    """Which branch of the tree the error is of."""
    return next(CODES[kind] for kind in type(error).__mro__ if kind in CODES)
